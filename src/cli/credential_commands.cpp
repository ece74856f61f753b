#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>

#include "cli/commands_parsed.hpp"

namespace cairn::cli {
namespace {

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
  add_known_issuers(command, verify.known);
  auto* pins = command.add_option("--pins", verify.pins, "file that keeps the first key seen of each issuer; a change is reported")
      ->envname("CAIRN_PINS")
      ->type_name("FILE");
  command.add_flag("--accept-key", verify.accept_key, "keep the issuer's new key beside the one seen first")->needs(pins);
  // Only when it is named: a database that happens to lie in the folder must not decide whom to trust.
  command.add_option("--database", verify.database, "database whose issuers count as known (default: none)")
      ->envname("CAIRN_DATABASE")
      ->type_name("FILE");
}

std::string explain_digest(const std::string& digest) {
  constexpr std::size_t k_digits = 64;
  const bool is_digest = digest.size() == k_digits && digest.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
  return is_digest ? "" : "a digest has 64 hexadecimal digits: copy the whole of it";
}

void add_archive(CLI::App& command, VerifyOptions& verify) {
  auto* archive = command
                      .add_option("--archive", verify.archive,
                                  "an archive (cairn export): keys and status lists come from there, and from nowhere else. "
                                  "Without FILE the archive and every credential in it are checked")
                      ->type_name("FOLDER");
  command
      .add_option("--digest", verify.digest,
                  "the archive's digest as its issuer made it known: the archive's word about its issuers then counts")
      ->needs(archive)
      ->check(explain_digest)
      ->type_name("HEX");
  archive->excludes(command.get_option("--documents"));
}

void add_verify(CLI::App& app, Slots& slots) {
  VerifyOptions& verify = slots.verify;
  CLI::App& command = *app.add_subcommand(
      "verify", "Check a credential and say what was checked, what failed, what could not be checked");
  add_judgement(command, verify, slots);
  command.get_option("file")->required(false);  // an archive is enough
  add_archive(command, verify);
  command.add_option("more", verify.more_files, "further files, each judged on its own")->type_name("FILE");
  command.add_option("--recipient", verify.recipient, "e-mail address or id of the person it should belong to")
      ->type_name("PERSON");
  command
      .add_option("--nonce", verify.nonce, "what you asked the holder to answer when presenting it (.sd-jwt)")
      ->type_name("TEXT");
  command
      .add_option("--audience", verify.audience, "you, as you asked the holder to call you when presenting it (.sd-jwt)")
      ->type_name("ID");
  command
      .add_option("--endorsement", verify.endorsements, "file with an endorsement that goes with it; may be given several times")
      ->type_name("FILE")
      ->expected(1)
      ->take_all();
  command
      .add_option("--min-status-entries", verify.minimum_status_entries,
                  "entries a status list must have (default: 131072, as the standard asks)")
      ->check(CLI::PositiveNumber)
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

void add_disclose(CLI::App& app, Slots& slots) {
  DiscloseOptions& disclose = slots.disclose;
  CLI::App& command = *app.add_subcommand("disclose", "Make a copy of your credential that shows only a part of it");
  command.add_option("file", disclose.file, "the credential as it was issued (ecdsa-sd-2023), or - for standard input")
      ->required()
      ->type_name("FILE");
  auto* show = command
                   .add_option("--show", disclose.show,
                               "show this and what the issuer made mandatory: name, email, marks, evidence, narrative, "
                               "achievement, everything, or a JSON Pointer")
                   ->type_name("WHAT")
                   ->expected(1)
                   ->take_all();
  auto* hide = command.add_option("--hide", disclose.hide, "show all but this: the same words, or a JSON Pointer")
                   ->type_name("WHAT")
                   ->expected(1)
                   ->take_all();
  show->excludes(hide);
  command.add_option("--out", disclose.out, "the file to write; without it the copy is printed")->type_name("FILE");
  command.footer(
      "Examples:\n"
      "  cairn disclose mine.json --hide name,email --out without-name.json\n"
      "  cairn disclose mine.json --show marks --out marks.json");
}

void add_signer(CLI::App& command, SignerOptions& signer) {
  command.add_option("--key", signer.key, "the signer's key file")->envname("CAIRN_KEY")->required()->type_name("FILE");
  command.add_option("--signer-name", signer.name, "name of the organisation that signs")->type_name("TEXT");
  command.add_option("--signer-url", signer.url, "its home page")->type_name("ADDRESS");
  command.add_option("--suite", signer.suite, "Data Integrity cryptosuite (default: the key's own rdfc suite)")
      ->type_name("NAME");
  command.add_option("--out", signer.out, "the new file to write (default: standard output)")->type_name("FILE");
  add_unlock(command, signer.unlock);
}

void add_endorse(CLI::App& app, Slots& slots) {
  EndorseOptions& endorse = slots.endorse;
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
  add_checking(command, endorse.checking.documents, slots);
}

void add_clr(CLI::App& app, Slots& slots) {
  ClrOptions& clr = slots.clr;
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
  add_checking(command, clr.checking.documents, slots);
}

void add_lint(CLI::App& app, Slots& slots) {
  CLI::App& command = *app.add_subcommand(
      "lint", "Check the shape of a document by the rules of VCDM 2.0 and Open Badges 3.0; no signature needed");
  command.add_option("file", slots.lint.file, "a file, or - for standard input")->required()->type_name("FILE");
  command.add_option("--schema", slots.lint.schemas, "a JSON Schema that the document should keep as well; may be repeated")
      ->type_name("FILE")->allow_extra_args(false);
  command.add_flag("--json", slots.json, "print one JSON object");
}

}  // namespace

void add_credential_commands(CLI::App& app, Slots& slots) {
  add_verify(app, slots);
  add_certificate(app, slots);
  add_present(app, slots);
  add_disclose(app, slots);
  add_endorse(app, slots);
  add_clr(app, slots);
  add_lint(app, slots);
}

}  // namespace cairn::cli
