#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>

#include "cli/commands_parsed.hpp"

namespace cairn::cli {
namespace {

void add_import(CLI::App& app, Slots& slots) {
  ImportOptions& options = slots.importing;
  CLI::App& command = *app.add_subcommand("import", "Keep definitions of others as drafts, or fill an empty register from a folder that export --register wrote");
  command.add_option("place", options.places, "files of definitions, or one folder; - for standard input")->required()->type_name("FILE...|FOLDER");
  command.add_option("--form", options.form, "schema-org, achievement (Open Badges 3.0), badgeclass (2.0, Badgr), edubadges, ctdl, elm, csv, toml, json or auto (default)")
      ->check(CLI::IsMember({"auto", "ctdl", "elm", "schema-org", "achievement", "badgeclass", "edubadges", "csv", "toml", "json"}))
      ->type_name("FORM");
  command.add_option("--org", options.organisation, "the organisation whose they become")->type_name("ORG");
  command.add_flag("--skip-bad", options.skip_bad, "leave out what cannot be right, and list it");
  add_database(command, options.common.database);
  command.add_option("--as", options.common.actor, "who does it: a person of the register")->envname("CAIRN_AS")->type_name("PERSON");
  command.add_option("--governance", options.common.governance, "file of stages and roles")->envname("CAIRN_GOVERNANCE")->type_name("FILE");
  command.add_option("--frameworks", options.common.frameworks, "folder with further frameworks and profiles")->envname("CAIRN_FRAMEWORKS")->type_name("FOLDER");
  command.add_flag("--json", slots.json, "print one JSON object");
}

}  // namespace

void add_moving_commands(CLI::App& app, Slots& slots) {
  CLI::App& migrate = *app.add_subcommand("migrate", "Move a database to another place: from a file to a PostgreSQL server, or back");
  migrate.add_option("--to", slots.migrate.to, "the new place, empty: a file, or the address of a PostgreSQL database")->required()->type_name("FILE");
  slots.migrate.from = "cairn.db";
  migrate.add_option("--from", slots.migrate.from, "the database to move; afterwards it can only be read (default: cairn.db)")
      ->envname("CAIRN_DATABASE")
      ->type_name("FILE");
  migrate.add_flag("--json", slots.json, "print one JSON object");
  add_import(app, slots);

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
  slots.importing.common.form = form;
  if (app.got_subcommand("import")) return slots.importing;
  if (app.got_subcommand("migrate")) return slots.migrate;
  if (app.got_subcommand("backup")) return slots.backup;
  if (app.got_subcommand("restore")) return slots.restore;
  return std::nullopt;
}

}  // namespace cairn::cli
