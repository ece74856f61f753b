#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "cli/commands_parsed.hpp"

namespace cairn::cli {
namespace {

void add_folder(CLI::App& command, std::string& folder) {
  command.add_option("--frameworks", folder, "folder with further frameworks and profiles, one file each")
      ->envname("CAIRN_FRAMEWORKS")
      ->type_name("FOLDER");
}

void add_check(CLI::App& app, Slots& slots) {
  CheckOptions& check = slots.check;
  CLI::App& command = *app.add_subcommand("check", "Hold definitions against what frameworks and registers ask for");
  command.add_option("file", check.files, "definition files, drafts too; - for standard input")->type_name("FILE");
  command.add_option("--profile", check.profiles, "a profile to check against; may be repeated (default: those that apply)")
      ->type_name("ID")
      ->allow_extra_args(false);
  command.add_flag("--list", check.is_list, "list the profiles, with the source of every rule");
  add_folder(command, check.folder);
  command.add_flag("--json", slots.json, "print one JSON object");
}

void add_fsck(CLI::App& app, Slots& slots) {
  CLI::App& command = *app.add_subcommand("fsck", "Hold the register against its audit tree, and look whether awards and status lists fit together; changes nothing");
  command.add_option("--checkpoint", slots.fsck.checkpoint, "what an earlier run printed: nothing of what it saw may be gone or changed")
      ->type_name("FILE");
  add_database(command, slots.fsck.database);
  command.add_flag("--json", slots.json, "print one JSON object");
  command.footer("Exit code 0: nothing found; 1: something was; 4, 6 or 8: it could not be looked at.");
}

}  // namespace

void add_register_commands(CLI::App& app, Slots& slots) {
  CLI::App& framework = *app.add_subcommand("framework", "List the qualifications frameworks that are known");
  add_folder(framework, slots.framework.folder);
  framework.add_flag("--json", slots.json, "print one JSON object");

  CrosswalkOptions& crosswalk = slots.crosswalk;
  CLI::App& command = *app.add_subcommand("crosswalk", "Say how a level or an amount of credit compares in another framework");
  command.add_option("framework", crosswalk.framework, "where it stands: SCQF")->required()->type_name("FRAMEWORK");
  command.add_option("level", crosswalk.level, "the level's code: 11, or \"Entry 3\"")->type_name("LEVEL");
  command.add_option("--to", crosswalk.to, "the framework to compare with")->required()->type_name("FRAMEWORK");
  command.add_option("--credit", crosswalk.credit, "an amount of credit, in place of a level")->type_name("AMOUNT");
  add_folder(command, crosswalk.folder);
  command.add_flag("--json", slots.json, "print one JSON object");

  add_check(app, slots);
  add_fsck(app, slots);
}

}  // namespace cairn::cli
