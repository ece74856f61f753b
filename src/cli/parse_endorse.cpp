#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>

#include "cli/parse_parts.hpp"

namespace cairn::cli {

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

namespace {

void add_signer(CLI::App& command, SignerOptions& signer) {
  command.add_option("--key", signer.key, "the signer's key file")->envname("CAIRN_KEY")->required()->type_name("FILE");
  command.add_option("--signer-name", signer.name, "name of the organisation that signs")->type_name("TEXT");
  command.add_option("--signer-url", signer.url, "its home page")->type_name("ADDRESS");
  command.add_option("--suite", signer.suite, "Data Integrity cryptosuite (default: the key's own rdfc suite)")
      ->type_name("NAME");
  command.add_option("--out", signer.out, "the new file to write (default: standard output)")->type_name("FILE");
  add_unlock(command, signer.unlock);
}

// What checks the documents that a new one speaks about.
void add_checking(CLI::App& command, VerifyOptions& checking, bool& offline) {
  command.add_flag("--offline", offline, "use no network to check what is given");
  command
      .add_option("--documents", checking.documents,
                  "JSON file {\"https://...\": \"path\"}: documents in place of the network")
      ->type_name("MAP.json");
}

}  // namespace

void add_endorse(CLI::App& app, EndorseOptions& endorse, bool& offline) {
  CLI::App& command = *app.add_subcommand("endorse", "Sign an endorsement of an award, an achievement or an issuer");
  command.add_option("thing", endorse.thing, "an award's file, a definition (.toml), or the full id of an achievement or issuer")
      ->required()
      ->type_name("FILE|ID");
  command.add_option("--part", endorse.part, "of an award: credential (default), achievement or issuer")
      ->check(CLI::IsMember({"credential", "achievement", "issuer"}))
      ->type_name("PART");
  command.add_option("--comment", endorse.comment, "what you say about it")->type_name("TEXT");
  command.add_option("--name", endorse.name, "name of the endorsement (default: \"Endorsement of ...\")")->type_name("TEXT");
  command.add_option("--until", endorse.until, "last day on which it holds (default: no end)")->type_name("YYYY-MM-DD");
  add_signer(command, endorse.signer);
  add_checking(command, endorse.checking, offline);
}

void add_clr(CLI::App& app, ClrOptions& clr, bool& offline) {
  CLI::App& command = *app.add_subcommand("clr", "Sign a learner record (CLR 2.0) that bundles one learner's credentials");
  command.add_option("credentials", clr.credentials, "the credentials' files")->required()->type_name("CREDENTIAL...");
  command.add_option("--subject", clr.subject, "the learner: \"Name <name@example.org>\", an e-mail address, or an id")
      ->required()
      ->type_name("PERSON");
  command.add_option("--towards", clr.towards, "id of the larger award that each achievement is part of")->type_name("ID");
  command
      .add_option("--association", clr.associations, "how two achievements belong together, such as isPartOf=SOURCE,TARGET")
      ->type_name("TYPE=A,B")
      ->expected(1)
      ->take_all();
  command
      .add_option("--achievement", clr.achievements, "definition of an achievement not awarded here, such as the larger award")
      ->type_name("FILE")
      ->expected(1)
      ->take_all();
  command.add_option("--name", clr.name, "name of the record (default: Learner record)")->type_name("TEXT");
  command.add_option("--completeness", clr.completeness, "whether you know more of the learner: partial (yes) or complete (no)")
      ->check(CLI::IsMember({"partial", "complete"}))
      ->type_name("WORD");
  add_signer(command, clr.signer);
  add_checking(command, clr.checking, offline);
}

}  // namespace cairn::cli
