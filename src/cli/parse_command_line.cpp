#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <algorithm>
#include <memory>

#include "app/suggestion.hpp"
#include "cli/commands_parsed.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace cairn::cli {
namespace {

constexpr std::string_view k_purpose =
    "Cairn issues and verifies micro-credentials (Open Badges 3.0, W3C Verifiable Credentials 2.0).";
constexpr std::string_view k_examples =
    "Examples:\n"
    "  cairn keygen --issuer did:web:badges.example.org --out college.key > did.json\n"
    "  cairn issue course.toml --from people.csv --key college.key --out issued/\n"
    "  cairn issue course.toml --to \"Name <name@example.org>\" --key college.key\n"
    "  cairn verify issued/name.json\n"
    "  cairn certificate issued/name.json --out name.pdf\n"
    "More: cairn help COMMAND, cairn help exit-codes";
constexpr std::string_view k_default_database = "cairn.db";

void add_trust(CLI::App& app, Slots& slots) {
  CLI::App& trust = *app.add_subcommand("trust", "Lists of issuers that you know");
  trust.require_subcommand(1);
  CLI::App& command = *trust.add_subcommand("sign", "Sign a trust list, so that others can use it");
  command.add_option("list", slots.trust.list, "the trust list (JSON)")->required()->type_name("LIST.json");
  command.add_option("--key", slots.trust.key, "the key file of whoever keeps the list")->envname("CAIRN_KEY")->required()->type_name("FILE");
  command.add_option("--out", slots.trust.out, "file to write (default: standard output)")->type_name("FILE");
  add_unlock(command, slots.trust.unlock);
}

struct ConversionWords {
  app::Conversion conversion;
  const char* name;
  const char* purpose;
};
constexpr ConversionWords k_conversions[] = {
    {app::Conversion::expand, "expand", "Write a JSON-LD document without its context"},
    {app::Conversion::compact, "compact", "Write a JSON-LD document with a context"},
    {app::Conversion::to_rdf, "to-rdf", "Write a JSON-LD document as N-Quads"},
    {app::Conversion::canonize, "canonize", "Write the canonical N-Quads of a JSON-LD or N-Quads document (RDFC-1.0)"},
};

void add_conversions(CLI::App& app, Slots& slots) {
  for (std::size_t i = 0; i < std::size(k_conversions); ++i) {
    ConvertOptions& convert = slots.convert[i];
    convert.conversion = k_conversions[i].conversion;
    CLI::App& command = *app.add_subcommand(k_conversions[i].name, k_conversions[i].purpose);
    command.add_option("file", convert.file, "a file, or - for standard input")->required()->type_name("FILE");
    command.add_option("--base", convert.base, "IRI that relative references are resolved against")->type_name("IRI");
    command.add_flag("--safe", convert.safe, "refuse to lose data silently");
    if (convert.conversion == app::Conversion::compact) {
      command.add_option("--context", convert.context, "file with the context (default: the document's own)")
          ->type_name("FILE");
    }
    if (convert.conversion == app::Conversion::canonize) {
      command.add_option("--algorithm", convert.algorithm, "sha256 (default) or sha384")
          ->check(CLI::IsMember({"sha256", "sha384"}))
          ->type_name("NAME");
    }
  }
}

void add_translate(CLI::App& app, Slots& slots) {
  TranslateOptions& translate = slots.translate;
  CLI::App& command = *app.add_subcommand("translate", "Write a definition in the words of others; draft definitions from what others wrote");
  command.add_option("file", translate.file, "a definition, or with --from what others wrote; - for standard input")
      ->required()
      ->type_name("FILE");
  auto* from = command
                   .add_option("--from", translate.from,
                               "draft definitions from ctdl, elm, schema-org, achievement (Open Badges 3.0), badgeclass (2.0, Badgr), edubadges or csv; "
                               "auto: found from the file; case: the alignments of a framework")
                   ->check(CLI::IsMember({"auto", "ctdl", "elm", "schema-org", "achievement", "badgeclass", "edubadges", "csv", "case"}))
                   ->type_name("FORM");
  command.add_option("--to", translate.to, "write the definition as ctdl, elm, schema-org or achievement (JSON-LD), or as toml or json")
      ->check(CLI::IsMember({"ctdl", "elm", "schema-org", "achievement", "toml", "json"}))
      ->excludes(from)
      ->type_name("FORM");
  auto* into = command.add_option("--into", translate.into, "folder for a file for each definition; no file is written over")->needs(from)->type_name("FOLDER");
  command.add_flag("--skip-bad", translate.skip_bad, "leave out the rows of a table that are wrong, and list them")->needs(into);
  command
      .add_option("--pick", translate.picked, "code, identifier or address of an item of the CASE framework; may be given several times")
      ->needs(from)
      ->type_name("CODE")
      ->expected(1)
      ->take_all();
}

void add_did_and_serve(CLI::App& app, Slots& slots) {
  CLI::App& did = *app.add_subcommand("did", "Print the public document of a key file");
  did.add_option("key-file", slots.did.key_file, "the key file; it is not opened")->required()->type_name("KEYFILE");

  ServeCommandOptions& serve = slots.serve;
  CLI::App& command = *app.add_subcommand("serve", "Show awards at /c/CODE and check credentials at /verify");
  command.add_option("--address", serve.address, "address to listen at (default: 127.0.0.1)")
      ->envname("CAIRN_ADDRESS")
      ->type_name("IP");
  command.add_option("--port", serve.port, "port to listen at; 0 takes a free one (default: 8080)")
      ->envname("CAIRN_PORT")
      ->type_name("N");
  add_known_issuers(command, serve.known);
  command.add_flag("--online", slots.online, "let /verify fetch issuers' keys and status lists over https");
  command.add_flag("--certificates", serve.certificates, "let visitors open the certificate of an award at /c/CODE.pdf");
  add_database(command, serve.database);
}

void build(CLI::App& app, Slots& slots) {
  app.name("cairn");
  app.get_formatter()->column_width(34);
  add_issuing_commands(app, slots);
  add_credential_commands(app, slots);
  add_conversions(app, slots);
  add_register_commands(app, slots);
  add_governance_commands(app, slots);
  add_moving_commands(app, slots);
  add_translate(app, slots);
  add_did_and_serve(app, slots);
  add_trust(app, slots);
  app.footer(std::string(k_examples));  // last: commands made before would take it over
}

Command chosen_of_status(const CLI::App& status, Slots& slots) {
  if (status.got_subcommand("publish")) return slots.publish;
  if (status.got_subcommand("new-epoch")) return slots.epoch;
  return slots.show;
}

Command chosen(const CLI::App& app, Slots& slots) {
  const OutputForm form = slots.json ? OutputForm::json : OutputForm::words;
  slots.issue.form = slots.verify.form = slots.lint.form = slots.crosswalk.form = slots.check.form = slots.fsck.form = slots.framework.form = form;
  if (slots.online) slots.serve.network = Network::allowed;
  if (slots.offline) {
    slots.verify.network = slots.endorse.checking.network = slots.clr.checking.network = Network::forbidden;
    slots.certificate.verify.network = slots.issue.network = Network::forbidden;
  }
  if (auto command = chosen_governance_command(app, slots)) return std::move(*command);
  if (auto command = chosen_moving_command(app, slots)) return std::move(*command);
  if (app.got_subcommand("keygen")) return slots.keygen;
  if (app.got_subcommand("issue")) return slots.issue;
  if (app.got_subcommand("verify") && slots.verify.file.empty() && slots.verify.archive.empty()) {
    return WrongUsage{"Give the credential's file, or an archive with --archive.\nSee: cairn help verify"};
  }
  if (app.got_subcommand("verify")) return slots.verify;
  if (app.got_subcommand("present")) return slots.present;
  if (app.got_subcommand("endorse")) return slots.endorse;
  if (app.got_subcommand("clr")) return slots.clr;
  if (app.got_subcommand("disclose")) return slots.disclose;
  if (app.got_subcommand("certificate")) return slots.certificate;
  if (app.got_subcommand("lint")) return slots.lint;
  if (app.got_subcommand("crosswalk")) return slots.crosswalk;
  if (app.got_subcommand("framework")) return slots.framework;
  if (app.got_subcommand("check")) return slots.check;
  if (app.got_subcommand("fsck")) return slots.fsck;
  if (app.got_subcommand("translate")) return slots.translate;
  if (app.got_subcommand("did")) return slots.did;
  if (app.got_subcommand("trust")) return slots.trust;
  if (app.got_subcommand("export")) return slots.exporting;
  if (app.got_subcommand("bake")) return slots.bake;
  if (app.got_subcommand("unbake")) return slots.unbake;
  if (app.got_subcommand("serve")) return slots.serve;
  for (std::size_t i = 0; i < std::size(k_conversions); ++i) {
    if (app.got_subcommand(k_conversions[i].name)) return slots.convert[i];
  }
  for (std::size_t i = 0; i < std::size(k_actions); ++i) {
    if (app.got_subcommand(k_actions[i].name)) return slots.change[i];
  }
  if (app.got_subcommand("status")) return chosen_of_status(*app.get_subcommand("status"), slots);
  return WrongUsage{"No command was given.\n" + std::string(k_examples)};
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> out = {"help"};
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    out.push_back(command->get_name());
  return out;
}

CLI::App* find_command(CLI::App& app, const std::string& name) {
  for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) {
    if (command->get_name() == name) return command;
  }
  return nullptr;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  const std::vector<std::string_view> views(known.begin(), known.end());
  const std::string meant = app::did_you_mean(word, views);
  return meant.empty() ? "" : " " + meant;
}

Command help(CLI::App& app, const std::string& topic) {
  if (topic.empty()) return TextToPrint{app.help()};
  if (topic == "exit-codes") return TextToPrint{std::string(exit_code_table())};
  CLI::App* command = find_command(app, topic);
  if (command != nullptr) return TextToPrint{command->help("cairn")};
  std::vector<std::string> known = command_names(app);
  known.emplace_back("exit-codes");
  return WrongUsage{"There is no help on \"" + topic + "\"." + suggestion(topic, known)};
}

// The options of the command that was named, and its word for the message.
WrongUsage explain(const CLI::App& app, const CLI::ParseError& error) {
  const auto commands = app.get_subcommands();
  const CLI::App* innermost = commands.empty() ? &app : commands.front();
  while (!innermost->get_subcommands().empty()) innermost = innermost->get_subcommands().front();
  const CLI::App& command = *innermost;
  const std::string more = "\nSee: cairn help" + (commands.empty() ? std::string() : " " + commands.front()->get_name());
  const std::vector<std::string> strange = app.remaining(true);
  if (strange.empty()) return {std::string(error.what()) + more};
  std::vector<std::string> known = {"--help"};
  for (const CLI::Option* option : command.get_options()) known.push_back(option->get_name());
  const std::string word = strange.front().substr(0, strange.front().find('='));
  const bool is_option = word.starts_with("-");
  return {(is_option ? "There is no option \"" : "It is not clear what \"") + word +
          (is_option ? "\"." : "\" is for.") + (is_option ? suggestion(word, known) : "") + more};
}

}  // namespace

void add_unlock(CLI::App& command, UnlockOptions& unlock) {
  command
      .add_option("--passphrase-file", unlock.passphrase_file,
                  "file whose first line is the passphrase of the key file")
      ->envname("CAIRN_PASSPHRASE_FILE")
      ->type_name("FILE");
  command
      .add_option("--unlock-file", unlock.unlock_file,
                  "file of 32 random bytes that opens the key file instead of a passphrase")
      ->envname("CAIRN_UNLOCK_FILE")
      ->type_name("FILE");
}

void add_database(CLI::App& command, std::string& database) {
  database = k_default_database;
  command.add_option("--database", database, "where issuances are recorded: a file, or the address of a PostgreSQL database (default: cairn.db)")
      ->envname("CAIRN_DATABASE")
      ->type_name("FILE");
}

void add_checking(CLI::App& command, std::string& documents, Slots& slots) {
  command.add_flag("--offline", slots.offline, "use no network to check what is given");
  command
      .add_option("--documents", documents, "JSON file {\"https://...\": \"path\"}: documents in place of the network")
      ->type_name("MAP.json");
}

void add_known_issuers(CLI::App& command, KnownIssuersOptions& known) {
  auto* list = command.add_option("--known-issuers", known.path, "issuers you know: a list of ids, or a trust list (docs/trust.md)")
                   ->envname("CAIRN_KNOWN_ISSUERS")
                   ->type_name("FILE");
  command.add_option("--list-signer", known.signer, "id of who must have signed the trust list")
      ->envname("CAIRN_LIST_SIGNER")
      ->needs(list)
      ->type_name("ID");
}

Command parse_command_line(int argc, const char* const* argv, std::string_view version) {
  CLI::App app{std::string(k_purpose)};
  Slots slots;
  build(app, slots);
  const std::string first = argc > 1 ? argv[1] : "";
  if (first == "--version" || first == "-V") return TextToPrint{"cairn " + std::string(version) + "\n"};
  if (first.empty()) return WrongUsage{"No command was given.\n" + std::string(k_examples)};
  if (first == "help") return help(app, argc > 2 ? argv[2] : "");
  if (!first.starts_with("-") && find_command(app, first) == nullptr) {
    return WrongUsage{"There is no command \"" + first + "\"." + suggestion(first, command_names(app)) +
                      "\nSee: cairn help"};
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto commands = app.get_subcommands();
    return TextToPrint{commands.empty() ? app.help() : commands.front()->help("cairn")};
  } catch (const CLI::ParseError& error) {
    return explain(app, error);
  }
  return chosen(app, slots);
}

}  // namespace cairn::cli
