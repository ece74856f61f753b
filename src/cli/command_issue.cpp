#include <algorithm>
#include <filesystem>
#include <optional>
#include <thread>

#include "app/bake.hpp"
#include "app/definition.hpp"
#include "app/endorse.hpp"
#include "app/issue.hpp"
#include "app/status_publish.hpp"
#include "base/arena.hpp"
#include "cli/commands.hpp"
#include "proof/selective_disclosure.hpp"
#include "cli/input.hpp"
#include "cli/awarded_definition.hpp"
#include "cli/interrupt_watch.hpp"
#include "cli/unlock.hpp"
#include "json/write.hpp"

namespace cairn::cli {
namespace {

constexpr std::uint64_t k_shown_skips = 20;

/// Rows, from a list or from the command line.
struct People {
  std::optional<app::PeopleReader> list;
  std::optional<app::PeopleRow> one;
  std::optional<Date> date;  ///< where a row has none
  std::uint64_t rows = 0;
  std::string source;

  Result<bool> next(app::PeopleRow& row) {
    bool more = one.has_value();
    if (list) {
      CAIRN_TRY(more, list->next(row));
    } else if (more) {
      row = std::move(*one);
      one.reset();
    }
    if (more && date && !row.awarded) row.awarded = date;
    return more;
  }
};

Result<std::vector<json::Value>> check_endorsements(const AwardedDefinition& file, const VerifyOptions& checking, Program& program,
                                                    const Console& console, Arena& arena) {
  std::vector<json::Value> out;
  if (file.endorsements.empty()) return out;
  CAIRN_TRY(const auto verifier, make_verifier(checking, program, console));
  const auto contexts = program.make_contexts();
  for (const app::ListedEndorsement& listed : file.endorsements) {
    CAIRN_TRY(out.emplace_back(), app::check_endorsement(listed, file.definition->id, *verifier,
                                                         {program.clock, program.entropy, *contexts}, arena));
  }
  return out;
}

Result<People> read_people(const IssueOptions& options, const domain::MicroCredential& definition, Instant now) {
  People out;
  if (!options.date.empty()) {
    CAIRN_TRY(out.date, value_of("--date", parse_date(options.date)));
    constexpr std::int64_t k_week_seconds = 7 * 86400;
    if (start_of_day(*out.date).seconds > start_of_day(date_of(now)).seconds + k_week_seconds) {
      return fail(Kind::refused, "issue.future-date", "the award date " + options.date + " lies more than 7 days ahead",
                  "Give the day of the award.");
    }
  }
  if (!options.to.empty()) {
    CAIRN_TRY(out.one, value_of("--to", app::read_recipient(options.to)));
    out.rows = 1;
    out.source = "--to";
    return out;
  }
  CAIRN_TRY(const auto open, open_twice(options.from));
  CAIRN_TRY(out.list, app::PeopleReader::open(open, definition, date_of(now)));
  out.rows = out.list->summary().rows;
  out.source = options.from == "-" ? "people" : std::filesystem::path(options.from).filename().string();
  return out;
}

std::optional<store::StatusPurpose> status_purpose(const std::string& word, const std::string& base_url) {
  if (word == "none" || (word.empty() && base_url.empty())) return std::nullopt;
  return word == "suspension" ? store::StatusPurpose::suspension : store::StatusPurpose::revocation;
}

std::string delimiter_name(char delimiter) {
  if (delimiter == '\t') return "tabs";
  return delimiter == ';' ? "semicolons" : "commas";
}

// What was understood of the list, before anything is done with it.
void say_summary(const app::PeopleReader& list, const std::string& path, const Console& console) {
  const app::PeopleSummary& summary = list.summary();
  console.say(path + ": " + counted(summary.rows, "row", "rows") + ", " +
              std::string(text::encoding_name(summary.encoding)) + ", " + delimiter_name(summary.delimiter));
  std::string ignored;
  for (const std::size_t column : summary.columns.ignored) {
    ignored += (ignored.empty() ? "" : ", ") + app::shown_cell(summary.columns.headers[column]);
  }
  if (!ignored.empty()) console.say("Columns passed over: " + ignored);
}

void say_skipped(const app::PeopleRow& row, const Console& console) {
  console.say("row " + std::to_string(row.number) + " skipped: " + app::problems_text(row));
}

std::string summary_json(const app::IssueSummary& summary, const std::string& result_path) {
  Arena arena;
  const json::Object out = json::Object::make(arena);
  const auto number = [&](std::string_view name, std::uint64_t value) {
    out.add_new(name, json::Value::number(arena.copy(std::to_string(value))), arena);
  };
  number("rows", summary.rows);
  number("issued", summary.issued);
  number("completed", summary.completed);
  number("alreadyIssued", summary.already_issued);
  number("changedSince", summary.changed_since);
  number("withdrawn", summary.withdrawn);
  number("skipped", summary.skipped);
  number("notReached", summary.not_reached);
  out.add_new("interrupted", json::Value::boolean(summary.interrupted), arena);
  const json::Array addresses = json::Array::make(arena);
  for (const std::string& address : summary.addresses)
    addresses.push_back(json::Value::string(arena.copy(address)), arena);
  out.add_new("addresses", addresses, arena);
  if (!result_path.empty()) out.add_new("results", json::Value::string(arena.copy(result_path)), arena);
  return json::to_text(out) + "\n";
}

std::string summary_words(const app::IssueSummary& summary) {
  std::string out = "issued " + grouped(summary.issued);
  if (summary.completed > 0) out += " (" + grouped(summary.completed) + " of them begun by an earlier run)";
  if (summary.already_issued > 0) out += ", already issued " + grouped(summary.already_issued);
  if (summary.skipped > 0) out += ", skipped " + grouped(summary.skipped);
  out += " of " + counted(summary.rows + summary.not_reached, "row", "rows");
  if (summary.not_reached > 0) out += "; " + counted(summary.not_reached, "row was", "rows were") + " not reached";
  return out + "\n";
}

void print_summary(const app::IssueSummary& summary, const IssueOptions& options, const std::string& result_path,
                   const Console& console) {
  if (options.form == OutputForm::json) return console.print(summary_json(summary, result_path));
  if (!options.to.empty()) {
    for (const std::string& address : summary.addresses) console.print(address + "\n");
    if (summary.already_issued > 0) console.say("already issued: nothing was done");
  } else {
    console.print(summary_words(summary));
  }
  if (summary.changed_since > 0) {
    console.say(counted(summary.changed_since, "row says", "rows say") +
                " something else now than what was issued; nothing was changed");
  }
  if (summary.withdrawn > 0) {
    console.say("No certificate was drawn of " + counted(summary.withdrawn, "credential that is", "credentials that are") + " revoked or suspended");
  }
  if (!result_path.empty()) console.say("Each row's result: " + result_path);
}

ExitCode exit_code_of_run(const app::IssueSummary& summary, const IssueOptions& options, const Console& console) {
  if (summary.failure) return give_up(*summary.failure, console);
  if (summary.interrupted) {
    console.say("Interrupted. What is recorded stays; run the same command again to go on.");
    return ExitCode::interrupted;
  }
  if (summary.skipped == 0) return ExitCode::done;
  return options.to.empty() ? ExitCode::partly_done : ExitCode::failed;
}

/// One `cairn issue`, from the options to the exit code.
class IssueRun {
 public:
  IssueRun(const IssueOptions& options, Program& program, const Console& console)
      : options_(options), program_(program), console_(console) {}

  Result<ExitCode> run() {
    CAIRN_TRY(const crypto::KeyFile key, open_key(options_.key, options_.unlock));
    CAIRN_TRY(const AwardedDefinition file, find_awarded(options_, key.issuer, program_));
    const domain::MicroCredential& definition = file.definition;
    frozen_ = file.registered;
    Arena endorsement_arena;
    VerifyOptions checking;
    checking.network = options_.network;
    checking.documents = options_.documents;
    CAIRN_TRY(const std::vector<json::Value> endorsements, check_endorsements(file, checking, program_, console_, endorsement_arena));
    CAIRN_TRY(const std::string suite, suite_of(key));
    CAIRN_TRY(std::string base_url, app::award_base_url(options_.base_url, key.issuer, definition->id));
    const auto status = status_purpose(options_.status, base_url);
    const app::IssueTerms terms{definition, key, suite, std::move(base_url), endorsements, status};
    CAIRN_CHECK(app::check_terms(terms));
    std::optional<app::BadgePicture> picture;
    if (!options_.image.empty()) {
      CAIRN_TRY(const std::string image, read_input(options_.image, k_input_bytes));
      CAIRN_TRY(picture, app::BadgePicture::open(image, bake::Rebake::refused));
      picture_ = &*picture;
    }
    CAIRN_TRY(People people, read_people(options_, definition, program_.clock.now()));
    if (people.list && options_.form == OutputForm::words) say_summary(*people.list, options_.from, console_);
    std::optional<app::OutputFolder> folder;
    if (!options_.out.empty() || people.list) {
      CAIRN_TRY(folder, app::OutputFolder::open(options_.out.empty() ? "." : options_.out));
    }
    return issue(terms, people, folder);
  }

 private:
  Result<std::string> suite_of(const crypto::KeyFile& key) const {
    if (options_.suite == proof::k_selective_suite && (!options_.image.empty() || options_.certificates)) {
      return fail(Kind::refused, "issue.suite", "pictures and certificates would give away what " + options_.suite + " lets learners hide",
                  "Leave --image and --certificates out.");
    }
    if (options_.credential_form != app::k_disclosable_form) {
      return options_.suite.empty() ? std::string(app::default_cryptosuite(key.signer->public_key().type)) : options_.suite;
    }
    if (!options_.image.empty()) {
      return fail(Kind::refused, "issue.suite", "a picture shows all of a credential: --image and --form sd-jwt exclude each other",
                  "Leave --image out.");
    }
    if (options_.suite.empty()) return std::string(app::k_disclosable_form);
    return fail(Kind::refused, "issue.suite", "a token has no cryptosuite: --suite and --form sd-jwt exclude each other",
                "Leave --suite out.");
  }

  Result<ExitCode> issue(const app::IssueTerms& terms, People& people, const std::optional<app::OutputFolder>& folder) {
    const InterruptWatch interrupt;
    CAIRN_TRY(const auto store, program_.open_store(options_.database, StoreUse::write));
    const app::IssuePorts ports{*store, {}, program_.clock, program_.entropy, program_.make_contexts};
    CAIRN_CHECK(begin_lists(ports, terms));
    app::ResultList results(terms.base_url);
    Progress progress(console_, people.rows, "rows");
    app::IssueCommand command;
    command.next_row = [&people](app::PeopleRow& row) { return people.next(row); };
    command.rows = people.rows;
    command.source = people.source;
    command.folder = folder && !options_.out.empty() ? &*folder : nullptr;
    command.picture = picture_;
    if (options_.certificates) command.certificates_by = "Cairn " + program_.version;
    command.results = people.list ? &results : nullptr;
    command.threads = options_.threads > 0 ? options_.threads : std::max(1U, std::thread::hardware_concurrency());
    if (!people.list) command.threads = 1;
    command.before_first = [&]() -> Result<void> { return freeze_version(frozen_, options_, *store, program_); };
    command.stop = &interrupt.flag();
    std::uint64_t skipped = 0;
    command.on_skipped = [&](const app::PeopleRow& row) {
      progress.finish();
      if (++skipped <= k_shown_skips) say_skipped(row, console_);
    };
    if (people.list) command.on_progress = [&progress](std::uint64_t done) { progress.update(done); };
    CAIRN_TRY(app::IssueSummary summary, app::issue_awards(ports, terms, command));
    progress.finish();
    const Result<void> signed_lists = sign_lists(ports, terms);  // one list more when the first was full
    if (!signed_lists && !summary.failure) summary.failure = signed_lists.error();
    if (skipped > k_shown_skips)
      console_.say("and " + grouped(skipped - k_shown_skips) + " more rows skipped; the result list names them all");
    const std::string result_path = save_results(results, people, folder, summary);
    print_summary(summary, options_, result_path, console_);
    return exit_code_of_run(summary, options_, console_);
  }

  // The key is at hand: a list is signed as soon as it is begun, so that whatever becomes of this run, its credentials can
  // be checked by the server and by our own verifier.
  static Result<void> begin_lists(const app::IssuePorts& ports, const app::IssueTerms& terms) {
    if (!terms.status) return {};
    app::SlotGiver giver(ports.store, ports.tenant, ports.entropy, {terms.key.issuer, terms.base_url, *terms.status});
    CAIRN_CHECK(giver.give());
    return sign_lists(ports, terms);
  }

  static Result<void> sign_lists(const app::IssuePorts& ports, const app::IssueTerms& terms) {
    if (!terms.status) return {};
    const app::StatusPorts status{ports.store, ports.tenant, ports.clock, ports.make_loader};
    // Lists are read by everyone: they are signed in the plain way, also when the credentials can be shown in part.
    CAIRN_CHECK(app::sign_status_lists(status, {terms.key, std::string(app::default_cryptosuite(terms.key.signer->public_key().type))}));
    return {};
  }

  std::string save_results(app::ResultList& results, const People& people,
                           const std::optional<app::OutputFolder>& folder, app::IssueSummary& summary) const {
    if (!people.list || !folder) return {};
    const std::string name = app::result_list_name(people.source);
    const Result<void> saved = results.save(*folder, name);
    if (saved) return folder->path() + "/" + name;
    if (!summary.failure) summary.failure = saved.error();
    return {};
  }

  const IssueOptions& options_;
  Program& program_;
  const Console& console_;
  const app::BadgePicture* picture_ = nullptr;
  std::optional<RegisteredVersion> frozen_;  ///< what the register calls it; none: it is not in the register
};

}  // namespace

ExitCode run_issue(const IssueOptions& options, Program& program, const Console& console) {
  if (options.from.empty() && options.to.empty()) {
    console.say("Say to whom: --from LIST or --to \"Name <name@example.org>\".\nSee: cairn help issue");
    return ExitCode::wrong_usage;
  }
  if (!options.image.empty() && options.out.empty()) {
    console.say("--image writes pictures into a folder: name it with --out FOLDER.\nSee: cairn help issue");
    return ExitCode::wrong_usage;
  }
  const Result<ExitCode> done = IssueRun(options, program, console).run();
  return done ? *done : give_up(done.error(), console);
}

}  // namespace cairn::cli
