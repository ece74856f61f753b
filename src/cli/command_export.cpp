#include <optional>

#include "app/archive_export.hpp"
#include "app/issue_ports.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
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

}  // namespace

ExitCode run_export(const ExportOptions& options, Program& program, const Console& console) {
  const Result<void> done = write_archive(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
