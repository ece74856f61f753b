#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <algorithm>
#include <memory>

#include "app/suggestion.hpp"
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

/// Everything the parser writes into; it lives as long as the parser.
struct Slots {
  KeygenOptions keygen;
  IssueOptions issue;
  VerifyOptions verify;
  CertificateOptions certificate;
  PresentOptions present;
  LintOptions lint;
  ConvertOptions convert[4];
  DidOptions did;
  BakeOptions bake;
  UnbakeOptions unbake;
  ServeCommandOptions serve;
  StatusChangeOptions change[3];
  StatusPublishOptions publish;
  StatusEpochOptions epoch;
  StatusShowOptions show;
  bool json = false;
  bool offline = false;
  bool online = false;
};

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
  command.add_option("--database", database, "where issuances are recorded (default: cairn.db)")
      ->envname("CAIRN_DATABASE")
      ->type_name("FILE");
}

void add_keygen(CLI::App& app, Slots& slots) {
  CLI::App& command = *app.add_subcommand("keygen", "Make a signing key; prints the public document to publish");
  command.add_option("--issuer", slots.keygen.issuer, "did:web:HOST, did:key, did:jwk, or an https address")
      ->required()
      ->type_name("ID");
  command.add_option("--out", slots.keygen.out, "the key file to write; the secret in it is encrypted")
      ->required()
      ->type_name("FILE");
  command.add_option("--type", slots.keygen.type, "ed25519 (default), p256 or p384")
      ->check(CLI::IsMember({"ed25519", "p256", "p384"}))
      ->type_name("TYPE");
  add_unlock(command, slots.keygen.unlock);
}

void add_issue(CLI::App& app, Slots& slots) {
  IssueOptions& issue = slots.issue;
  CLI::App& command =
      *app.add_subcommand("issue", "Issue a micro-credential to the people of a list, or to one person");
  command.add_option("definition", issue.definition, "the definition file (TOML)")->required()->type_name("DEFINITION");
  auto* from = command
                   .add_option("--from", issue.from,
                               "a list of people: CSV or TSV as spreadsheets save it; - for standard input")
                   ->type_name("FILE");
  auto* to = command.add_option("--to", issue.to, "one person: \"Name <name@example.org>\"")->type_name("PERSON");
  from->excludes(to);
  command.add_option("--key", issue.key, "the issuer's key file")->envname("CAIRN_KEY")->required()->type_name("FILE");
  command
      .add_option("--out", issue.out,
                  "folder for the credentials, a file each, and the result list. Without it the credentials are kept in "
                  "the database only; the same command with --out writes their files later")
      ->type_name("FOLDER");
  command
      .add_option("--image", issue.image, "a PNG or SVG picture: each credential is also written into a copy of it (with --out)")
      ->type_name("IMAGE");
  command.add_option("--base-url", issue.base_url, "address of your Cairn server; awards are shown at ADDRESS/c/CODE")
      ->envname("CAIRN_BASE_URL")
      ->type_name("ADDRESS");
  command.add_option("--suite", issue.suite, "Data Integrity cryptosuite (default: the key's own rdfc suite)")
      ->type_name("NAME");
  command.add_option("--form", issue.credential_form, "json (default), or sd-jwt: a token of which learners may show a part")
      ->check(CLI::IsMember({"json", "sd-jwt"}))
      ->type_name("FORM");
  command.add_option("--date", issue.date, "date awarded, where the list has none (default: today)")
      ->type_name("YYYY-MM-DD");
  command
      .add_option("--status", issue.status,
                  "what a status list can say of the credentials: revocation (default), suspension, or none")
      ->check(CLI::IsMember({"revocation", "suspension", "none"}))
      ->type_name("PURPOSE");
  command.add_option("--threads", issue.threads, "threads that build and sign (default: all cores)")
      ->check(CLI::Range(1, 64))
      ->type_name("N");
  command.add_flag("--certificates", issue.certificates, "write a certificate (PDF) beside each credential")
      ->needs("--out");
  command.add_flag("--json", slots.json, "print the summary as one JSON object");
  add_database(command, issue.database);
  add_unlock(command, issue.unlock);
}

// How a credential is checked.
void add_judgement(CLI::App& command, VerifyOptions& verify, Slots& slots) {
  command.add_option("file", verify.file, "a file, an https address, or - for standard input")
      ->required()
      ->type_name("FILE|URL|-");
  command.add_flag("--offline", slots.offline, "use no network");
  command.add_option("--at", verify.at, "time of judgement (default: now)")->type_name("TIME");
  command
      .add_option("--documents", verify.documents,
                  "JSON file {\"https://...\": \"path\"}: documents in place of the network")
      ->type_name("MAP.json");
  command.add_option("--known-issuers", verify.known_issuers, "file with the ids of issuers you know")
      ->envname("CAIRN_KNOWN_ISSUERS")
      ->type_name("FILE");
  // Only when it is named: a database that happens to lie in the folder must not decide whom to trust.
  command.add_option("--database", verify.database, "database whose issuers count as known (default: none)")
      ->envname("CAIRN_DATABASE")
      ->type_name("FILE");
}

void add_verify(CLI::App& app, Slots& slots) {
  VerifyOptions& verify = slots.verify;
  CLI::App& command = *app.add_subcommand(
      "verify", "Check a credential and say what was checked, what failed, what could not be checked");
  add_judgement(command, verify, slots);
  command.add_option("--recipient", verify.recipient, "e-mail address or id of the person it should belong to")
      ->type_name("PERSON");
  command
      .add_option("--nonce", verify.nonce, "what you asked the holder to answer when presenting it (.sd-jwt)")
      ->type_name("TEXT");
  command
      .add_option("--audience", verify.audience, "you, as you asked the holder to call you when presenting it (.sd-jwt)")
      ->type_name("ID");
  command
      .add_option("--min-status-entries", verify.minimum_status_entries,
                  "entries a status list must have (default: 131072, as the standard asks)")
      ->type_name("N");
  command.add_flag("--json", slots.json, "print one JSON object");
}

void add_certificate(CLI::App& app, Slots& slots) {
  CLI::App& command = *app.add_subcommand(
      "certificate", "Draw a certificate (PDF) of a credential that was checked first, with the credential inside");
  add_judgement(command, slots.certificate.verify, slots);
  command.add_option("--out", slots.certificate.out, "the PDF file to write; - for standard output")
      ->required()
      ->type_name("FILE.pdf");
}

void add_present(CLI::App& app, Slots& slots) {
  PresentOptions& present = slots.present;
  CLI::App& command =
      *app.add_subcommand("present", "Show a part of your credential to somebody, and prove that it is yours");
  command.add_option("file", present.file, "the credential as it was issued (.sd-jwt), or - for standard input")
      ->required()
      ->type_name("FILE");
  command
      .add_option("--show", present.show,
                  "show this and what is always shown: name, email, id, marks, evidence, narrative, achievement, "
                  "everything, or a JSON Pointer")
      ->type_name("WHAT")
      ->expected(1)
      ->take_all();
  command.add_option("--hide", present.hide, "show all but this: the same words, or a JSON Pointer")
      ->type_name("WHAT")
      ->expected(1)
      ->take_all();
  command.add_option("--audience", present.audience, "whom it is for, as they call themselves")->type_name("ID");
  command.add_option("--nonce", present.nonce, "what they asked you to answer")->type_name("TEXT");
  command.add_option("--key", present.key, "your key file: the credential must have been issued to it")
      ->type_name("FILE");
  command.add_option("--out", present.out, "the file to write; without it the presentation is printed")->type_name("FILE");
  add_unlock(command, present.unlock);
  command.footer(
      "Examples:\n"
      "  cairn present mine.sd-jwt --hide name,email --out without-name.sd-jwt\n"
      "  cairn present mine.sd-jwt --show marks --key my.key --audience https://work.example --nonce 8f2a --out marks.sd-jwt");
}

void add_lint(CLI::App& app, Slots& slots) {
  CLI::App& command = *app.add_subcommand(
      "lint", "Check the shape of a document by the rules of VCDM 2.0 and Open Badges 3.0; no signature needed");
  command.add_option("file", slots.lint.file, "a file, or - for standard input")->required()->type_name("FILE");
  command.add_option("--schema", slots.lint.schemas, "a JSON Schema that the document should keep as well; may be repeated")
      ->type_name("FILE")->allow_extra_args(false);
  command.add_flag("--json", slots.json, "print one JSON object");
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

void add_bake(CLI::App& app, Slots& slots) {
  CLI::App& bake = *app.add_subcommand("bake", "Put a signed credential into a PNG or SVG picture; nothing is verified");
  bake.add_option("credential", slots.bake.credential, "the credential: a .json or .jwt file, or -")
      ->required()
      ->type_name("CREDENTIAL");
  bake.add_option("image", slots.bake.image, "the picture (default: a plain SVG with the credential's name and issuer)")
      ->type_name("IMAGE");
  bake.add_option("--out", slots.bake.out, "the file to write; one that is there is left as it is")
      ->required()
      ->type_name("FILE");
  bake.add_flag("--replace", slots.bake.replace, "take out the credentials that the picture holds already");
  CLI::App& unbake = *app.add_subcommand("unbake", "Take the credential out of a picture, Open Badges 1 and 2 too; nothing is verified");
  unbake.add_option("file", slots.unbake.file, "the picture, or -")->required()->type_name("FILE");
  unbake.add_option("--out", slots.unbake.out, "the file to write (default: standard output)")->type_name("FILE|-");
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
  command.add_option("--known-issuers", serve.known_issuers, "file with the ids of issuers you know")
      ->envname("CAIRN_KNOWN_ISSUERS")
      ->type_name("FILE");
  command.add_flag("--online", slots.online, "let /verify fetch issuers' keys and status lists over https");
  add_database(command, serve.database);
}

struct ActionWords {
  store::StatusAction action;
  const char* name;
  const char* purpose;
};
constexpr ActionWords k_actions[] = {
    {store::StatusAction::revoke, "revoke", "Withdraw a credential for good"},
    {store::StatusAction::suspend, "suspend", "Withdraw a credential for now"},
    {store::StatusAction::reinstate, "reinstate", "End a suspension"},
};
constexpr std::string_view k_reasons =
    "issued-in-error, superseded, withdrawn-by-learner, misconduct, key-compromise, under-review, resolved or other";

void add_by(CLI::App& command, std::string& by) {
  command.add_option("--by", by, "who does it, for the record (default: the user's name)")->envname("CAIRN_BY")->type_name("NAME");
}

void add_status_changes(CLI::App& app, Slots& slots) {
  for (std::size_t i = 0; i < std::size(k_actions); ++i) {
    StatusChangeOptions& change = slots.change[i];
    change.action = k_actions[i].action;
    CLI::App& command = *app.add_subcommand(k_actions[i].name, k_actions[i].purpose);
    command.add_option("credential", change.targets, "codes or addresses of awards, or files as they were given out")
        ->required()
        ->type_name("CODE|FILE...");
    auto* reason = command.add_option("--reason", change.reason, std::string(k_reasons))->type_name("CLASS");
    if (change.action != store::StatusAction::reinstate) reason->required();
    command.add_option("--note", change.note, "more about it, for the record only; never published")->type_name("TEXT");
    add_by(command, change.by);
    add_database(command, change.database);
  }
}

void add_status(CLI::App& app, Slots& slots) {
  CLI::App& status = *app.add_subcommand("status", "Keep the lists by which verifiers learn what was revoked or suspended");
  status.require_subcommand(1);
  StatusPublishOptions& publish = slots.publish;
  CLI::App& publishing = *status.add_subcommand(
      "publish", "Sign the lists that have changed or are half way through their validity, and write them to a folder");
  publishing.add_option("--key", publish.key, "the issuer's key file")->envname("CAIRN_KEY")->required()->type_name("FILE");
  publishing.add_option("--out", publish.out, "folder that your web server shows at BASE/status/ (cairn serve needs none)")
      ->type_name("FOLDER");
  publishing.add_option("--suite", publish.suite, "Data Integrity cryptosuite (default: the key's own rdfc suite)")
      ->type_name("NAME");
  publishing.add_option("--valid-days", publish.valid_days, "days until a list says nothing any more (default: 30)")
      ->check(CLI::Range(1, 3650))
      ->type_name("N");
  publishing.add_option("--renew-at", publish.renew_percent, "percent of its validity after which it is signed anew (default: 50)")
      ->check(CLI::Range(1, 100))
      ->type_name("N");
  publishing.add_flag("--force", publish.force, "sign all lists anew");
  add_database(publishing, publish.database);
  add_unlock(publishing, publish.unlock);
  CLI::App& epoch = *status.add_subcommand(
      "new-epoch", "After a restore from a backup: begin new lists, and take over what the published ones say");
  epoch.add_option("--published", slots.epoch.published, "published lists, or folders of them")->type_name("FILE|FOLDER...");
  add_by(epoch, slots.epoch.by);
  add_database(epoch, slots.epoch.database);
  CLI::App& show = *status.add_subcommand("show", "What was done to a credential, by whom, when and why");
  show.add_option("credential", slots.show.target, "its code or address, or the file")->required()->type_name("CODE|FILE");
  add_database(show, slots.show.database);
}

void build(CLI::App& app, Slots& slots) {
  app.name("cairn");
  app.get_formatter()->column_width(34);
  add_keygen(app, slots);
  add_issue(app, slots);
  add_verify(app, slots);
  add_certificate(app, slots);
  add_present(app, slots);
  add_lint(app, slots);
  add_conversions(app, slots);
  add_bake(app, slots);
  add_status_changes(app, slots);
  add_status(app, slots);
  add_did_and_serve(app, slots);
  app.footer(std::string(k_examples));  // last: commands made before would take it over
}

Command chosen_of_status(const CLI::App& status, Slots& slots) {
  if (status.got_subcommand("publish")) return slots.publish;
  if (status.got_subcommand("new-epoch")) return slots.epoch;
  return slots.show;
}

Command chosen(const CLI::App& app, Slots& slots) {
  const OutputForm form = slots.json ? OutputForm::json : OutputForm::words;
  slots.issue.form = slots.verify.form = slots.lint.form = form;
  if (slots.online) slots.serve.network = Network::allowed;
  if (slots.offline) slots.verify.network = slots.certificate.verify.network = Network::forbidden;
  if (app.got_subcommand("keygen")) return slots.keygen;
  if (app.got_subcommand("issue")) return slots.issue;
  if (app.got_subcommand("verify")) return slots.verify;
  if (app.got_subcommand("present")) return slots.present;
  if (app.got_subcommand("certificate")) return slots.certificate;
  if (app.got_subcommand("lint")) return slots.lint;
  if (app.got_subcommand("did")) return slots.did;
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
