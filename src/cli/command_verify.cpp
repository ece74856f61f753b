#include <filesystem>

#include "app/carrier.hpp"
#include "app/people.hpp"
#include "app/verify.hpp"
#include "base/instant.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "json/write.hpp"

namespace cairn::cli {
namespace {

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

// A path in the map counts from the map's own folder, so that map and documents can be kept together.
Result<void> add_documents(app::Verifier& verifier, const std::string& map_path) {
  if (map_path.empty()) return {};
  CAIRN_TRY(const std::string map, read_input(map_path, k_input_bytes));
  CAIRN_TRY(const auto places, app::read_document_map(map));
  const std::filesystem::path folder = std::filesystem::path(map_path).parent_path();
  for (const app::DocumentPlace& place : places) {
    const std::filesystem::path beside = folder / place.path;
    const bool is_beside = !place.path.empty() && (beside.is_absolute() || std::filesystem::exists(beside));
    CAIRN_TRY(std::string text, read_input(is_beside ? beside.string() : place.path, k_input_bytes));
    CAIRN_CHECK(verifier.add_document({place.url, std::move(text)}));
  }
  return {};
}

Result<app::VerifierParts> parts_of(const VerifyOptions& options, Program& program) {
  app::VerifierParts parts;
  parts.contexts = program.make_contexts();
  parts.other_contexts = program.make_other_contexts();
  CAIRN_TRY(parts.known_issuers, known_issuers_of(options.known_issuers));
  if (options.network == Network::allowed) {
    if (program.make_web_resolver) parts.web_resolver = program.make_web_resolver();
    if (program.make_web_documents) parts.web_documents = program.make_web_documents();
  }
  parts.minimum_status_entries = options.minimum_status_entries;
  const std::string& database = options.database;
  if (database.empty()) return parts;
  parts.own_list = own_lists_in(database, program);
  parts.own_issuers = [&program, database]() -> Result<std::vector<store::IssuerRecord>> {
    CAIRN_TRY(const auto store, program.open_store(database, StoreUse::read));
    return store->issuers({});
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

Tone tone_of(vc::Verdict verdict) {
  if (verdict == vc::Verdict::valid) return Tone::good;
  return verdict == vc::Verdict::invalid ? Tone::bad : Tone::doubtful;
}

void print_words(const vc::Report& report, const Console& console) {
  std::string out;
  if (const std::string note = app::decoration_note(report); !note.empty()) out += note + "\n\n";
  if (report.summary) {
    const vc::Summary& summary = *report.summary;
    print_signed_line("Credential", summary.name.empty() ? summary.achievement_name : summary.name, out);
    print_signed_line("Person", summary.recipient_name, out);
    print_signed_line(
        "Issuer",
        summary.issuer_name.empty() ? summary.issuer_id : summary.issuer_name + " (" + summary.issuer_id + ")", out);
    print_signed_line("From", summary.valid_from, out);
    print_signed_line("Until", summary.valid_until, out);
    out += "\n";
  }
  for (const vc::Check& check : report.checks) {
    if (check.code == "recipient.not-asked") continue;
    out += console.toned(outcome_words(check.outcome), tone_of(check.outcome)) + "  " +
           padded(vc::check_name(check.id), 10) + "  " + check.detail;
    if (check.outcome != vc::Outcome::pass) out += " " + console.toned("(" + check.code + ")", Tone::faint);
    out += "\n";
    if (check.outcome != vc::Outcome::pass && !check.hint.empty()) out += std::string(23, ' ') + check.hint + "\n";
  }
  out += "\n" + console.toned(verdict_sentence(report.verdict), tone_of(report.verdict)) + "\n";
  console.print(out);
}

}  // namespace

Result<VerifiedFile> verify_file(const VerifyOptions& options, Program& program) {
  app::VerifyQuestion question;
  CAIRN_TRY(question.at, time_of_judgement(options.at, program.clock));
  if (!options.recipient.empty()) question.recipient = options.recipient;
  if (!options.nonce.empty()) question.nonce = options.nonce;
  if (!options.audience.empty()) question.audience = options.audience;
  VerifiedFile out;
  CAIRN_TRY(out.content, read_credential(options, program));
  CAIRN_TRY(app::VerifierParts parts, parts_of(options, program));
  app::Verifier verifier(std::move(parts));
  CAIRN_CHECK(add_documents(verifier, options.documents));
  out.report = verifier.verify(as_bytes(out.content), question);
  return out;
}

ExitCode run_verify(const VerifyOptions& options, Program& program, const Console& console) {
  const Result<VerifiedFile> verified = verify_file(options, program);
  if (!verified) return give_up(verified.error(), console);
  if (options.form == OutputForm::json) {
    Arena arena;
    console.print(json::to_text(vc::to_json(verified->report, arena)) + "\n");
  } else {
    print_words(verified->report, console);
  }
  return exit_code_of(verified->report.verdict);
}

}  // namespace cairn::cli
