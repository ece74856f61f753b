#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>

#include "cli/commands_parsed.hpp"

namespace cairn::cli {
namespace {

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
  command.add_option("definition", issue.definition, "short name of a published definition, or a definition file (TOML or JSON)")->required()->type_name("DEFINITION");
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
  command.add_option("--version", issue.version, "version of a definition of the register (default: the newest published)")->type_name("VERSION");
  command.add_option("--as", issue.actor, "who awards it: a person of the register with the right to")->envname("CAIRN_AS")->type_name("PERSON");
  command.add_option("--governance", issue.governance, "file of stages and roles (docs/governance.md)")->envname("CAIRN_GOVERNANCE")->type_name("FILE");
  command.add_flag("--certificates", issue.certificates, "write a certificate (PDF) beside each credential")
      ->needs("--out");
  command.add_flag("--json", slots.json, "print the summary as one JSON object");
  add_checking(command, issue.documents, slots);  // endorsements that the definition lists
  add_database(command, issue.database);
  add_unlock(command, issue.unlock);
}

constexpr std::string_view k_reasons =
    "issued-in-error, superseded, withdrawn-by-learner, misconduct, key-compromise, under-review, resolved or other";

void add_by(CLI::App& command, std::string& by) {
  command.add_option("--by", by, "who does it, for the record (default: the login name)")->envname("CAIRN_BY")->type_name("NAME");
}

void add_status_changes(CLI::App& app, Slots& slots) {
  for (std::size_t i = 0; i < std::size(k_actions); ++i) {
    StatusChangeOptions& change = slots.change[i];
    change.action = k_actions[i].action;
    CLI::App& command = *app.add_subcommand(k_actions[i].name, k_actions[i].purpose);
    command.add_option("credential", change.targets, "codes or addresses of awards, or their files as they were given out: JSON, tokens, pictures, PDF")
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

void add_export(CLI::App& app, Slots& slots) {
  ExportOptions& exporting = slots.exporting;
  CLI::App& command = *app.add_subcommand(
      "export", "Write an archive of what was issued, the whole register, or one definition in the words of others");
  command.add_option("name", exporting.name, "short name of a definition in the register")->type_name("NAME");
  command.add_option("--form", exporting.form, "write the definition as schema-org, achievement, ctdl, elm, toml or json")
      ->check(CLI::IsMember({"ctdl", "elm", "schema-org", "achievement", "toml", "json"}))
      ->type_name("FORM");
  command.add_option("--version", exporting.version, "which version (default: the newest)")->type_name("VERSION");
  command.add_option("--register", exporting.register_folder, "write everything in the register, with its history, to a new folder")->type_name("FOLDER");
  command
      .add_option("--archive", exporting.archive,
                  "the folder: a new one, or an earlier archive of the same issuer, which is brought up to date: "
                  "everything that was issued verifies from it without a server")
      ->type_name("FOLDER");
  command
      .add_option("--key", exporting.keys,
                  "an issuer's key file: signs the status lists and the archive's list of contents; may be given for each issuer")
      ->envname("CAIRN_KEY")
      ->type_name("FILE")
      ->expected(1)
      ->take_all();
  command.add_flag("--final", exporting.is_final,
                   "the issuer closes: sign status lists that never run out. What is revoked later is not in them");
  command.add_flag("--public-only", exporting.public_only,
                   "leave the credentials, which hold names and addresses, out; only their digests are written");
  command
      .add_option("--key-history", exporting.key_history,
                  "trust list (docs/trust.md) that says since when, until when, or compromised since when your keys are")
      ->type_name("LIST.json");
  command.add_flag("--stale-lists", exporting.stale_lists,
                   "the key is lost: take status lists as they were last signed, though they have changed since");
  command.add_option("--suite", exporting.suite, "Data Integrity cryptosuite of the lists (default: the key's own rdfc suite)")
      ->type_name("NAME");
  add_database(command, exporting.database);
  add_unlock(command, exporting.unlock);
  command.footer(
      "The folder \"public\" of an archive may be shown to everybody. The folder \"private\" holds the credentials: names,\n"
      "addresses, marks. Publish the first, keep the second where student records are kept.\n"
      "Examples:\n"
      "  cairn export --archive archive --key college.key\n"
      "  cairn export --archive last --key college.key --final\n"
      "  cairn verify --archive archive");
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
  CLI::App& unbake = *app.add_subcommand("unbake", "Take the credential out of a picture or a PDF document, Open Badges 1 and 2 too; nothing is verified");
  unbake.add_option("file", slots.unbake.file, "the picture (PNG, SVG) or PDF document, or -")->required()->type_name("FILE");
  unbake.add_option("--out", slots.unbake.out, "the file to write (default: standard output)")->type_name("FILE|-");
}

}  // namespace

void add_issuing_commands(CLI::App& app, Slots& slots) {
  add_keygen(app, slots);
  add_issue(app, slots);
  add_status_changes(app, slots);
  add_status(app, slots);
  add_export(app, slots);
  add_bake(app, slots);
}

}  // namespace cairn::cli
