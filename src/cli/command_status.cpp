#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "app/issue_ports.hpp"
#include "app/own_lists.hpp"
#include "app/status_change.hpp"
#include "app/status_publish.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/unlock.hpp"

namespace cairn::cli {
namespace {

namespace files = std::filesystem;

// Where the environment names nobody, as in a service, the system does.
std::string login_name() {
  std::array<char, 4096> space{};
  passwd entry{};
  passwd* found = nullptr;
  if (getpwuid_r(getuid(), &entry, space.data(), space.size(), &found) == 0 && found != nullptr && *found->pw_name != '\0') return found->pw_name;
  return "user number " + std::to_string(getuid());
}

std::string user_or(const std::string& given) {
  if (!given.empty()) return given;
  for (const char* const name : {"USER", "LOGNAME"}) {
    const char* const value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return login_name();
}

// Knows the issuers of the store, and nobody else; uses no network.
std::unique_ptr<verify::Verifier> make_verifier(store::Store& store, Program& program) {
  verify::VerifierParts parts;
  parts.contexts = program.make_contexts();
  parts.own_issuers = [&store] { return app::own_issuers(store, {}); };
  return std::make_unique<verify::Verifier>(std::move(parts));
}

// A word that is a file's name is read; anything else is the code or address of an award.
Result<std::string> read_target(const std::string& target) {
  std::error_code problem;
  if (!files::is_regular_file(target, problem)) return target;
  return read_input(target, k_input_bytes);
}

Result<std::vector<app::StatusPlace>> find_places(const std::vector<std::string>& targets, store::Store& store,
                                                  Program& program) {
  const auto verifier = make_verifier(store, program);
  std::vector<app::StatusPlace> out;
  for (const std::string& target : targets) {
    CAIRN_TRY(const std::string text, read_target(target));
    CAIRN_TRY(app::StatusPlace place, app::find_status_place(store, {}, text, *verifier, program.clock.now()));
    out.push_back(std::move(place));
  }
  return out;
}

std::string_view done_word(store::StatusAction action) {
  switch (action) {
    case store::StatusAction::revoke:
      return "revoked";
    case store::StatusAction::suspend:
      return "suspended";
    case store::StatusAction::reinstate:
      break;
  }
  return "reinstated";
}

Result<void> change(const StatusChangeOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const auto store, program.open_store(options.database, StoreUse::write_existing));
  CAIRN_TRY(const std::vector<app::StatusPlace> places, find_places(options.targets, *store, program));
  app::StatusOrder order;
  order.action = options.action;
  order.reason = options.reason.empty() ? "resolved" : options.reason;
  order.note = options.note;
  order.by = user_or(options.by);
  order.at = {program.clock.now().seconds, 0};
  CAIRN_TRY(const auto changes, app::change_status(*store, {}, places, order));
  bool is_news = false;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool is_recorded = changes[i] == store::StatusChange::recorded;
    is_news = is_news || is_recorded;
    console.print(std::string(is_recorded ? "" : "already ") + std::string(done_word(options.action)) + ": " +
                  places[i].credential_id + "\n");
  }
  if (is_news) console.say("Verifiers learn of it when the list is signed anew: cairn status publish");
  return {};
}

Result<void> publish(const StatusPublishOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const crypto::KeyFile key, open_key(options.key, options.unlock));
  CAIRN_TRY(const auto store, program.open_store(options.database, StoreUse::write_existing));
  app::SigningTerms terms{key, options.suite};
  if (terms.cryptosuite.empty()) terms.cryptosuite = app::default_cryptosuite(key.signer->public_key().type);
  terms.valid_days = options.valid_days;
  terms.renew_percent = options.renew_percent;
  terms.resign = options.force ? app::Resign::always : app::Resign::when_due;
  CAIRN_TRY(const app::SignedLists done,
            app::sign_status_lists({*store, {}, program.clock, program.make_contexts}, terms));
  const auto number = static_cast<std::uint64_t>(done.signed_anew);
  std::string words = "signed " + counted(number, "list", "lists") + " of " + std::to_string(done.lists);
  if (!options.out.empty()) {
    CAIRN_TRY(const auto folder, app::OutputFolder::open(options.out, app::OutputFolder::Audience::everybody));
    CAIRN_TRY(const app::WrittenLists written, app::write_status_lists(*store, {}, folder));
    words += ", wrote " + counted(static_cast<std::uint64_t>(written.written), "file", "files") + " to " + options.out;
  }
  console.print(words + "\n");
  if (done.of_others > 0) {
    console.say(counted(static_cast<std::uint64_t>(done.of_others), "list belongs", "lists belong") +
                " to other issuers and need their keys.");
  }
  return {};
}

// The files of a folder, or the file itself.
Result<std::vector<std::string>> read_published(const std::vector<std::string>& places) {
  std::vector<std::string> paths;
  for (const std::string& place : places) {
    std::error_code problem;
    if (!files::is_directory(place, problem)) {
      paths.push_back(place);
      continue;
    }
    for (const files::directory_entry& entry : files::directory_iterator(place, problem)) {
      if (entry.path().extension() == ".json") paths.push_back(entry.path().string());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> out;
  for (const std::string& path : paths) {
    CAIRN_TRY(std::string text, read_input(path, k_input_bytes));
    out.push_back(std::move(text));
  }
  return out;
}

Result<void> begin_epoch(const StatusEpochOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const std::vector<std::string> published, read_published(options.published));
  CAIRN_TRY(const auto store, program.open_store(options.database, StoreUse::write_existing));
  const auto verifier = make_verifier(*store, program);
  app::StatusOrder order;
  order.by = user_or(options.by);
  order.at = {program.clock.now().seconds, 0};
  CAIRN_TRY(const app::NewEpoch done, app::begin_epoch(*store, {}, published, *verifier, order));
  console.print("closed " + counted(static_cast<std::uint64_t>(done.closed), "list", "lists") + ", took over " +
                counted(static_cast<std::uint64_t>(done.adopted), "forgotten list", "forgotten lists") + " and " +
                counted(static_cast<std::uint64_t>(done.merged), "forgotten entry", "forgotten entries") + "\n");
  if (published.empty())
    console.say("Nothing published was given: what the database forgot stays forgotten (--published).");
  return {};
}

Result<void> show(const StatusShowOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const auto store, program.open_store(options.database, StoreUse::read));
  CAIRN_TRY(const auto places, find_places({options.target}, *store, program));
  const app::StatusPlace& place = places.front();
  CAIRN_TRY(const auto history, store->status_history({}, place.list.number, place.slot));
  std::string out = place.credential_id + "\nlist " + store::status_list_url(place.list.scope, place.list.name) +
                    ", entry " + std::to_string(place.slot) + ", for " +
                    std::string(store::purpose_word(place.list.scope.purpose)) + "\n";
  for (const store::StatusEvent& event : history) {
    out += format_instant(event.at) + "  " + std::string(done_word(event.action)) + " by " + event.by + ": " +
           event.reason + (event.note.empty() ? "" : ", " + event.note) + "\n";
  }
  if (history.empty()) out += "nothing was done to it\n";
  console.print(out);
  return {};
}

ExitCode end(const Result<void>& done, const Console& console) {
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace

std::function<Result<std::optional<std::string>>(std::string_view url)> own_lists_in(const std::string& database,
                                                                                     Program& program) {
  return [&program, database](std::string_view url) -> Result<std::optional<std::string>> {
    const auto store = program.open_store(database, StoreUse::read);
    if (!store && store.error().kind == Kind::missing) return std::optional<std::string>();
    if (!store) return fail(store.error().kind, store.error().code, store.error().detail, store.error().hint);
    return app::find_own_list(**store, {}, url);
  };
}

ExitCode run_status_change(const StatusChangeOptions& options, Program& program, const Console& console) {
  return end(change(options, program, console), console);
}

ExitCode run_status_publish(const StatusPublishOptions& options, Program& program, const Console& console) {
  return end(publish(options, program, console), console);
}

ExitCode run_status_epoch(const StatusEpochOptions& options, Program& program, const Console& console) {
  return end(begin_epoch(options, program, console), console);
}

ExitCode run_status_show(const StatusShowOptions& options, Program& program, const Console& console) {
  return end(show(options, program, console), console);
}

}  // namespace cairn::cli
