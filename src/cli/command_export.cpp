#include <optional>

#include "app/archive_export.hpp"
#include "app/definition_forms.hpp"
#include "app/fsck.hpp"
#include "app/issue_ports.hpp"
#include "app/register_folder.hpp"
#include "cli/input.hpp"
#include "cli/register_desk.hpp"
#include "cli/unlock.hpp"

namespace cairn::cli {
namespace {

Result<std::vector<crypto::KeyFile>> open_keys(const ExportOptions& options) {
  std::vector<crypto::KeyFile> out;
  for (const std::string& path : options.keys) {
    CAIRN_TRY(crypto::KeyFile key, open_key(path, options.unlock));
    out.push_back(std::move(key));
  }
  return out;
}

Result<std::unique_ptr<store::Store>> open_database(const ExportOptions& options, Program& program) {
  // Lists that are signed anew are recorded; everything else is only read.
  const bool records = !options.keys.empty() && !options.is_final;
  return program.open_store(options.database, records ? StoreUse::write_existing : StoreUse::read);
}

void say_done(const ExportOptions& options, const app::ArchiveDone& done, const Console& console) {
  const auto lists = static_cast<std::uint64_t>(done.lists);
  std::string out = counted(done.credentials, "credential", "credentials") + (options.public_only ? " by their digests" : "") + " and " +
                    counted(lists, "status list", "status lists") + " in " + options.archive + "\n";
  out += "digest " + done.digest + "\n";
  console.print(out);
  console.say("Make the digest known in a second place (a letter, a register, a newspaper): it shows that an archive is yours.");
  if (!options.public_only) console.say("The folder \"private\" holds names and addresses: do not publish it.");
  if (!done.is_signed) console.say("No key was given: the archive is not signed, and its status lists are those that were signed last.");
  if (lists > 0 && !options.is_final) console.say("The status lists run out; then credentials are valid as of the day of signing only. If you close: --final.");
  if (done.lists_behind > 0) console.say(counted(static_cast<std::uint64_t>(done.lists_behind), "list lacks", "lists lack") + " what was revoked or suspended since it was signed.");
  if (done.lists_missing > 0) console.say(counted(static_cast<std::uint64_t>(done.lists_missing), "list was", "lists were") + " never signed: its credentials will be undetermined.");
  if (done.unsigned_intents > 0) {
    console.say(counted(done.unsigned_intents, "credential is", "credentials are") + " prepared but not signed, and not in the archive: run the interrupted cairn issue again first.");
  }
}

Result<void> write_archive(const ExportOptions& options, Program& program, const Console& console) {
  app::ArchiveOrder order;
  order.folder = options.archive;
  order.extent = options.public_only ? app::ArchiveExtent::public_only : app::ArchiveExtent::full;
  order.standing = options.is_final ? app::ArchiveStanding::final : app::ArchiveStanding::dated;
  order.stale = options.stale_lists ? app::StaleLists::accepted : app::StaleLists::refused;
  order.style_sheet = program.style_sheet;
  if (!options.key_history.empty()) {
    CAIRN_TRY(const std::string text, read_input(options.key_history, k_input_bytes));
    CAIRN_TRY(order.keys_over_time, verify::read_trust_list(text));
  }
  CAIRN_TRY(const std::vector<crypto::KeyFile> keys, open_keys(options));
  for (const crypto::KeyFile& key : keys) {
    app::SigningTerms terms{key, options.suite};
    if (terms.cryptosuite.empty()) terms.cryptosuite = app::default_cryptosuite(key.signer->public_key().type);
    order.signers.push_back(terms);
  }
  CAIRN_TRY(const auto store, open_database(options, program));
  std::optional<Progress> progress;
  order.on_progress = [&](std::uint64_t done, std::uint64_t total) {
    if (!progress) progress.emplace(console, total, "credentials");
    progress->update(done);
  };
  const Result<app::ArchiveDone> done = app::export_archive({*store, {}, program.clock, program.make_contexts}, order);
  if (progress) progress->finish();
  if (!done) return Failure(done.error());
  say_done(options, *done, console);
  return {};
}

Result<void> write_register(const ExportOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const auto store, program.open_store(options.database, StoreUse::read));
  CAIRN_TRY(const app::RegisterFolderDone done, app::export_register(*store, {}, options.register_folder));
  console.print(counted(done.definitions, "version", "versions") + " of definitions, " + counted(done.revisions, "revision", "revisions") + " of records in " +
                options.register_folder + "\n" + app::checkpoint_line(done.head) + "\n");
  console.say("The folder holds names and addresses of people: do not publish it.");
  return {};
}

Result<void> write_one(const ExportOptions& options, Program& program, const Console& console) {
  RegisterOptions common;
  common.database = options.database;
  CAIRN_TRY(const auto desk, RegisterDesk::open(common, program, StoreUse::read));
  CAIRN_TRY(const app::DefinitionState state, app::load_definition(desk->ports(), options.name));
  CAIRN_TRY(const app::VersionState* version, app::choose_version(state, options.version));
  CAIRN_TRY(const auto fields, app::complete_fields(desk->ports(), version->definition));
  const auto form = app::form_of_word(options.form.empty() ? "toml" : options.form);
  CAIRN_TRY(const app::WrittenDefinition written, app::write_definition(fields, *form));
  console.print(written.text);
  if (written.left.empty()) return {};
  std::string left;
  for (const std::string& field : written.left) left += (left.empty() ? "" : ", ") + field;
  console.say("Not in it, since there is no place for it: " + left);
  return {};
}

Result<void> write_what(const ExportOptions& options, Program& program, const Console& console) {
  const int asked = (options.archive.empty() ? 0 : 1) + (options.register_folder.empty() ? 0 : 1) + (options.name.empty() ? 0 : 1);
  if (asked != 1) {
    return fail(Kind::malformed, "usage.value", asked == 0 ? "it was not said what to export" : "only one thing is exported at a time",
                "Give --archive FOLDER, --register FOLDER, or the name of a definition.");
  }
  if (!options.archive.empty()) return write_archive(options, program, console);
  return options.name.empty() ? write_register(options, program, console) : write_one(options, program, console);
}

}  // namespace

ExitCode run_export(const ExportOptions& options, Program& program, const Console& console) {
  const Result<void> done = write_what(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
