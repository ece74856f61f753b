#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "cli/commands_parsed.hpp"

namespace cairn::cli {

void add_moving_commands(CLI::App& app, Slots& slots) {
  CLI::App& migrate = *app.add_subcommand("migrate", "Move a database to another place: from a file to a PostgreSQL server, or back");
  migrate.add_option("--to", slots.migrate.to, "the new place, empty: a file, or the address of a PostgreSQL database")->required()->type_name("FILE");
  slots.migrate.from = "cairn.db";
  migrate.add_option("--from", slots.migrate.from, "the database to move; afterwards it can only be read (default: cairn.db)")
      ->envname("CAIRN_DATABASE")
      ->type_name("FILE");
  migrate.add_flag("--json", slots.json, "print one JSON object");

  CLI::App& backup = *app.add_subcommand("backup", "Write a database to one new file, while others work with it");
  backup.add_option("file", slots.backup.file, "the file to write; it must not exist yet")->required()->type_name("FILE");
  add_database(backup, slots.backup.database);
  backup.add_flag("--json", slots.json, "print one JSON object");

  CLI::App& restore = *app.add_subcommand("restore", "Make a database out of a backup, with new status lists");
  restore.add_option("file", slots.restore.file, "a file that cairn backup wrote")->required()->type_name("FILE");
  restore.add_option("--database", slots.restore.database, "the new place, empty: a file, or the address of a PostgreSQL database")
      ->required()
      ->type_name("NEW");
  restore.add_option("--checkpoint", slots.restore.checkpoint,
                     "a newer checkpoint of the audit tree, to say what the backup lacks: SIZE:ROOT, or a file with it")
      ->type_name("CHECKPOINT");
  restore.add_flag("--json", slots.json, "print one JSON object");
}

std::optional<Command> chosen_moving_command(const CLI::App& app, Slots& slots) {
  const OutputForm form = slots.json ? OutputForm::json : OutputForm::words;
  slots.migrate.form = slots.backup.form = slots.restore.form = form;
  if (app.got_subcommand("migrate")) return slots.migrate;
  if (app.got_subcommand("backup")) return slots.backup;
  if (app.got_subcommand("restore")) return slots.restore;
  return std::nullopt;
}

}  // namespace cairn::cli
