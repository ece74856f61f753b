#include "app/key_pins.hpp"
#include "app/own_lists.hpp"
#include "app/people.hpp"
#include "app/worth_words.hpp"
#include "base/instant.hpp"
#include "base/look.hpp"
#include "cli/commands.hpp"
#include "cli/enclosed_words.hpp"
#include "cli/input.hpp"
#include "json/write.hpp"
#include "openbadges/rulebook.hpp"
#include "verify/carrier.hpp"
#include "verify/verifier.hpp"

namespace cairn::cli {
namespace {

constexpr std::size_t k_worth_label = 19;
constexpr std::size_t k_worth_shown = 300;

bool is_web_address(std::string_view text) { return text.starts_with("https://") || text.starts_with("http://"); }

Result<Instant> time_of_judgement(const std::string& text, Clock& clock) {
  if (text.empty()) return clock.now();
  if (const Result<Date> day = parse_date(text)) return start_of_day(*day);
  return value_of("--at", parse_date_time_stamp(text));
}

Result<std::string> read_credential(const VerifyOptions& options, Program& program) {
  if (!is_web_address(options.file)) return read_input(options.file, k_input_bytes, TooLong::cut);
  if (options.network == Network::forbidden || !program.fetch) {
    return fail(Kind::refused, "verify.offline", options.file + " is an address, and the network is not used",
                "Leave --offline out, or save the credential and give the file.");
  }
  return program.fetch(options.file);
}

Result<void> add_documents(verify::Verifier& verifier, const std::string& map_path) {
  CAIRN_TRY(const auto documents, given_documents(map_path));
  for (const verify::GivenDocument& document : documents) CAIRN_CHECK(verifier.add_document(document));
  return {};
}

// Keys seen first are kept beside; that this fails must not change the answer.
Result<void> add_pins(const VerifyOptions& options, const Console& console, verify::VerifierParts& parts) {
  if (options.pins.empty()) return {};
  const app::PinFile file(options.pins);
  CAIRN_TRY(parts.pins, file.load());
  parts.new_keys = options.accept_key ? verify::NewKeys::accepted : verify::NewKeys::reported;
  parts.remember_key = [file, &console](const vc::PinnedKey& pin) {
    const Result<void> kept = file.add(pin);
    if (!kept) console.say("The key of " + pin.issuer + " could not be kept: " + kept.error().detail);
  };
  return {};
}

Result<verify::VerifierParts> parts_of(const VerifyOptions& options, Program& program, const Console& console) {
  verify::VerifierParts parts;
  parts.contexts = program.make_contexts();
  parts.other_contexts = program.make_other_contexts();
  CAIRN_TRY(parts.trust, trust_list_of(options.known, options.documents, program));
  CAIRN_CHECK(add_pins(options, console, parts));
  if (options.network == Network::allowed) {
    if (program.make_web_resolver) parts.web_resolver = program.make_web_resolver();
    if (program.make_web_documents) parts.web_documents = program.make_web_documents();
  }
  parts.minimum_status_entries = options.minimum_status_entries;
  const std::string& database = options.database;
  if (database.empty()) return parts;
  parts.own_list = own_lists_in(database, program);
  parts.own_issuers = [&program, database]() -> Result<std::vector<verify::OwnIssuer>> {
    CAIRN_TRY(const auto store, program.open_store(database, StoreUse::read));
    return app::own_issuers(*store, {});
  };
  return parts;
}

Tone tone_of(vc::Outcome outcome) {
  switch (outcome) {
    case vc::Outcome::pass:
      return Tone::good;
    case vc::Outcome::fail:
      return Tone::bad;
    case vc::Outcome::unknown:
      break;
  }
  return Tone::doubtful;
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  out.resize(std::max(width, out.size()), ' ');
  return out;
}

// A mark for the eye and a word for the ear.
std::string outcome_words(vc::Outcome outcome) {
  switch (outcome) {
    case vc::Outcome::pass:
      return "\u2713 pass   ";
    case vc::Outcome::fail:
      return "\u2717 fail   ";
    case vc::Outcome::unknown:
      break;
  }
  return "? unknown";
}

void print_signed_line(std::string_view label, const std::string& value, std::string& out) {
  if (!value.empty()) out += padded(label, 11) + app::shown_cell(value) + "\n";
}

std::string worth_words(const vc::Summary& summary) {
  std::vector<app::WorthLine> lines = app::worth_lines(summary.worth);
  if (!summary.achievement_name.empty()) lines.insert(lines.begin(), app::assurance_line(summary));
  std::string out;
  for (const app::WorthLine& line : lines) {
    out += padded(line.label, k_worth_label) + "  " + app::shown_cell(line.value, k_worth_shown) + "\n";
  }
  return out.empty() ? out : out + "\n";
}

// What it says of its worth may not hold together; that is said beside it.
std::string worth_remarks(const vc::Report& report) {
  std::string out;
  for (const vc::Finding& finding : report.findings) {
    if (finding.rulebook != openbadges::credit_rulebook().name || finding.severity != vc::Severity::warning) continue;
    out += "! " + app::shown_cell(finding.pointer + " " + finding.detail, k_worth_shown) + " (" + std::string(finding.code) + ")\n";
  }
  return out.empty() ? out : out + "\n";
}

std::string verdict_sentence(vc::Verdict verdict) {
  switch (verdict) {
    case vc::Verdict::valid:
      return "valid: the signature fits, the issuer is known, and nothing speaks against it.";
    case vc::Verdict::unknown_issuer:
      return "unknown-issuer: the signature is in order, but nobody here has said who this issuer is.";
    case vc::Verdict::invalid:
      return "invalid: do not rely on this credential.";
    case vc::Verdict::undetermined:
      break;
  }
  return "undetermined: something could not be checked, so nothing can be said either way.";
}

}  // namespace

void print_report(const vc::Report& report, const Console& console) {
  std::string out;
  if (const std::string note = verify::decoration_note(report); !note.empty()) out += note + "\n\n";
  if (report.summary) {
    const vc::Summary& summary = *report.summary;
    print_signed_line("Credential", summary.name.empty() ? summary.achievement_name : summary.name, out);
    print_signed_line("Person", summary.recipient_name, out);
    print_signed_line(
        "Issuer",
        summary.issuer_name.empty() ? summary.issuer_id : summary.issuer_name + " (" + summary.issuer_id + ")", out);
    print_signed_line("From", summary.valid_from, out);
    print_signed_line("Until", summary.valid_until, out);
    out += "\n" + worth_words(summary) + worth_remarks(report);
  }
  if (report.extent == vc::Extent::part) out += "Shown in part: the holder chose what to show.\n\n";
  for (const vc::Check& check : report.checks) {
    if (check.code == "recipient.not-asked") continue;
    out += console.toned(outcome_words(check.outcome), tone_of(check.outcome)) + "  " +
           padded(vc::check_name(check.id), 10) + "  " + spelt_out(check.detail);
    if (check.outcome != vc::Outcome::pass) out += " " + console.toned("(" + check.code + ")", Tone::faint);
    out += "\n";
    if (check.outcome != vc::Outcome::pass && !check.hint.empty()) out += std::string(23, ' ') + spelt_out(check.hint) + "\n";
  }
  out += association_words(report) + enclosed_words(report, console);
  out += "\n" + console.toned(verdict_sentence(report.verdict), tone_of_verdict(report.verdict)) + "\n";
  if (const std::string warning = enclosed_warning(report); !warning.empty()) out += console.toned(warning, Tone::doubtful) + "\n";
  console.print(out);
}

Result<std::unique_ptr<verify::Verifier>> make_verifier(const VerifyOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(verify::VerifierParts parts, parts_of(options, program, console));
  auto verifier = std::make_unique<verify::Verifier>(std::move(parts));
  CAIRN_CHECK(add_documents(*verifier, options.documents));
  return verifier;
}

Result<verify::VerifyQuestion> question_of(const VerifyOptions& options, Program& program) {
  verify::VerifyQuestion question;
  CAIRN_TRY(question.at, time_of_judgement(options.at, program.clock));
  if (!options.recipient.empty()) question.recipient = options.recipient;
  if (!options.nonce.empty()) question.nonce = options.nonce;
  if (!options.audience.empty()) question.audience = options.audience;
  if (options.endorsements.size() > verify::k_most_endorsements_beside) {
    return fail(Kind::exhausted, "verify.endorsements", "more than 64 endorsements were given", "Check them in several runs.");
  }
  for (const std::string& path : options.endorsements) {
    CAIRN_TRY(question.endorsements.emplace_back(), read_input(path, k_input_bytes, TooLong::cut));
  }
  return question;
}

Result<VerifiedFile> verify_file(const VerifyOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const verify::VerifyQuestion question, question_of(options, program));
  VerifiedFile out;
  CAIRN_TRY(out.content, read_credential(options, program));
  CAIRN_TRY(const auto verifier, make_verifier(options, program, console));
  out.report = verifier->verify(as_bytes(out.content), question);
  return out;
}

namespace {

int weight(ExitCode code) {
  switch (code) {
    case ExitCode::done: return 0;
    case ExitCode::undecided: return 1;
    case ExitCode::not_valid: return 2;
    default: return 3;
  }
}

ExitCode verify_one(const VerifyOptions& options, Program& program, const Console& console) {
  const Result<VerifiedFile> verified = verify_file(options, program, console);
  if (!verified) return give_up(verified.error(), console);
  if (options.form == OutputForm::json) {
    Arena arena;
    console.print(json::to_text(vc::to_json(verified->report, arena)) + "\n");
  } else {
    print_report(verified->report, console);
  }
  return exit_code_of(verified->report.verdict);
}

}  // namespace

ExitCode worse_of(ExitCode one, ExitCode other) { return weight(other) > weight(one) ? other : one; }

ExitCode run_verify(const VerifyOptions& options, Program& program, const Console& console) {
  if (!options.archive.empty()) return run_verify_archive(options, program, console);
  if (options.more_files.empty()) return verify_one(options, program, console);
  ExitCode worst = ExitCode::done;
  VerifyOptions one = options;
  std::vector<std::string> files = {options.file};
  files.insert(files.end(), options.more_files.begin(), options.more_files.end());
  for (const std::string& file : files) {
    one.file = file;
    if (options.form == OutputForm::words) console.print((file == files.front() ? "" : "\n") + file + "\n");
    worst = worse_of(worst, verify_one(one, program, console));
  }
  return worst;
}

}  // namespace cairn::cli
