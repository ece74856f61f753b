#include <algorithm>
#include <optional>

#include "app/checkpoint.hpp"
#include "app/fsck.hpp"
#include "app/tree.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"

// cairn migrate, backup, restore: a whole database, to another place.
namespace cairn::cli {
namespace {

using store::CopyDone;
using store::CopyOrder;
using store::CopyPurpose;

constexpr std::size_t k_shown_digits = 16;
constexpr std::uint64_t k_quick_rows = 20'000;
constexpr std::size_t k_checkpoint_bytes = 64 * 1024;

std::uint64_t rows_of(const CopyDone& done) {
  std::int64_t out = 0;
  for (const store::CopiedTable& table : done.tables) out += table.from.rows;
  return static_cast<std::uint64_t>(out);
}

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

std::string right(const std::string& text, std::size_t width) { return std::string(width - std::min(width, text.size()), ' ') + text; }

// Both sides, although they are the same: this is what somebody looks at before the old place is given up.
std::string table_words(const CopyDone& done) {
  std::string out = padded("table", 16) + right("rows there", 12) + right("rows here", 12) + "  digest there      digest here\n";
  for (const store::CopiedTable& table : done.tables) {
    out += padded(table.name, 16) + right(grouped(static_cast<std::uint64_t>(table.from.rows)), 12) +
           right(grouped(static_cast<std::uint64_t>(table.to.rows)), 12) + "  " + to_hex(table.from.digest).substr(0, k_shown_digits) + "  " +
           to_hex(table.to.digest).substr(0, k_shown_digits) + "\n";
  }
  return out;
}

void write_tables(app::TreeWriter& out, const CopyDone& done) {
  out.table("checkpoint", [&](app::TreeWriter& table) {
    table.whole("size", done.audit.size);
    table.text("root", to_hex(done.audit.root));
  });
  for (const store::CopiedTable& table : done.tables) {
    out.item("tables", [&](app::TreeWriter& item) {
      item.text("name", table.name);
      item.whole("rowsFrom", table.from.rows);
      item.whole("rowsTo", table.to.rows);
      item.text("digestFrom", to_hex(table.from.digest));
      item.text("digestTo", to_hex(table.to.digest));
    });
  }
}

Result<CopyDone> copy(CopyOrder order, Program& program, const Console& console) {
  std::optional<Progress> progress;
  order.at = {program.clock.now().seconds, 0};
  order.on_progress = [&](std::uint64_t done, std::uint64_t total) {
    if (total < k_quick_rows) return;
    if (!progress) progress.emplace(console, total, "rows");
    progress->update(done);
  };
  Result<CopyDone> done = program.copy_database(order);
  if (progress) progress->finish();
  return done;
}

std::string age_words(std::int64_t seconds) {
  const auto count = [](std::int64_t number, std::string_view one, std::string_view many) {
    return counted(static_cast<std::uint64_t>(number), one, many) + " ago";
  };
  if (seconds < 120) return "just now";
  if (seconds < 7'200) return count(seconds / 60, "minute", "minutes");
  if (seconds < 172'800) return count(seconds / 3'600, "hour", "hours");
  return count(seconds / 86'400, "day", "days");
}

Result<void> refuse_server(const std::string& file) {
  if (!file.starts_with("postgresql://") && !file.starts_with("postgres://")) return {};
  return fail(Kind::malformed, "usage.value", "a backup is a file, and no address of a server", "Give the name of a file.");
}

Result<void> migrate(const MigrateOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const CopyDone done, copy({options.from, options.to, CopyPurpose::move, {}, {}}, program, console));
  if (options.form == OutputForm::json) {
    app::TomlValue root;
    app::TreeWriter out(root);
    write_tables(out, done);
    console.print(app::json_of(root) + "\n");
    return {};
  }
  console.print(table_words(done) + counted(rows_of(done), "row", "rows") + " moved; both sides were read anew and are the same\n" +
                app::checkpoint_line(done.audit) + "\n");
  console.say("Use the new place from now on (--database or CAIRN_DATABASE). In the old one nothing is recorded any more; it can be read.");
  return {};
}

Result<void> backup(const BackupOptions& options, Program& program, const Console& console) {
  CAIRN_CHECK(refuse_server(options.file));
  CAIRN_TRY(const CopyDone done, copy({options.database, options.file, CopyPurpose::backup, {}, {}}, program, console));
  if (options.form == OutputForm::json) {
    app::TomlValue root;
    app::TreeWriter out(root);
    out.text("file", options.file);
    out.text("at", format_instant(done.source_time));
    write_tables(out, done);
    console.print(app::json_of(root) + "\n");
    return {};
  }
  console.print(counted(rows_of(done), "row", "rows") + " in " + options.file + ", compared with the database\n" +
                app::checkpoint_line(done.audit) + "\n");
  console.say("Keep the checkpoint in another place than the backup. Key files and their passphrases are not in it: keep them, apart from each other.");
  return {};
}

// "SIZE:ROOT", or a file with what cairn backup or cairn fsck printed.
Result<store::AuditHead> checkpoint_of(const std::string& given) {
  const std::size_t colon = given.find(':');
  if (colon != std::string::npos && given.find_first_not_of("0123456789abcdef:") == std::string::npos) {
    return app::read_checkpoint("checkpoint " + given.substr(0, colon) + " " + given.substr(colon + 1));
  }
  CAIRN_TRY(const std::string text, read_input(given, k_checkpoint_bytes));
  return app::read_checkpoint(text);
}

// What the backup lacks, said before anything is written.
Result<std::optional<std::int64_t>> missing_in(const RestoreOptions& options, Program& program) {
  if (options.checkpoint.empty()) return std::optional<std::int64_t>();
  CAIRN_TRY(const store::AuditHead head, checkpoint_of(options.checkpoint));
  CAIRN_TRY(const auto store, program.open_store(options.file, StoreUse::read));
  CAIRN_TRY(const std::int64_t missing, app::entries_missing(*store, {}, head));
  return std::optional(missing);
}

std::string missing_words(std::int64_t missing) {
  if (missing == 0) return "the backup reaches as far as the checkpoint, and holds the same\n";
  return "the backup lacks " + counted(static_cast<std::uint64_t>(missing), "audit entry", "audit entries") + " of the checkpoint\n";
}

Result<void> restore(const RestoreOptions& options, Program& program, const Console& console) {
  CAIRN_CHECK(refuse_server(options.file));
  CAIRN_TRY(const auto missing, missing_in(options, program));
  CAIRN_TRY(const CopyDone done, copy({options.file, options.database, CopyPurpose::restore, {}, {}}, program, console));
  const std::int64_t age = program.clock.now().seconds - done.source_time.seconds;
  if (options.form == OutputForm::json) {
    app::TomlValue root;
    app::TreeWriter out(root);
    out.text("backupOf", format_instant(done.source_time));
    out.whole("ageSeconds", age);
    out.whole("closedLists", done.closed_lists);
    out.whole("missingEntries", missing);
    write_tables(out, done);
    console.print(app::json_of(root) + "\n");
    return {};
  }
  console.print(counted(rows_of(done), "row", "rows") + " restored; both sides were read anew and are the same\nthe backup is of " +
                format_instant(done.source_time) + ", " + age_words(age) + "\n" + app::checkpoint_line(done.audit) + "\n" +
                (missing ? missing_words(*missing) : "") + "closed " +
                counted(static_cast<std::uint64_t>(done.closed_lists), "status list", "status lists") + "\n");
  console.say("What was issued, revoked or recorded after the backup is not in it. Take over what the published status lists say: cairn status new-epoch --published FOLDER.");
  return {};
}

ExitCode end(const Result<void>& done, const Console& console) { return done ? ExitCode::done : give_up(done.error(), console); }

}  // namespace

ExitCode run_migrate(const MigrateOptions& options, Program& program, const Console& console) {
  return end(migrate(options, program, console), console);
}

ExitCode run_backup(const BackupOptions& options, Program& program, const Console& console) {
  return end(backup(options, program, console), console);
}

ExitCode run_restore(const RestoreOptions& options, Program& program, const Console& console) {
  return end(restore(options, program, console), console);
}

}  // namespace cairn::cli
