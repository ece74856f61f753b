#include "app/definition.hpp"
#include "app/endorse.hpp"
#include "base/iri.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/unlock.hpp"

namespace cairn::cli {
namespace {

app::EndorsedPart part_of(const std::string& word) {
  if (word == "achievement") return app::EndorsedPart::achievement;
  return word == "issuer" ? app::EndorsedPart::issuer : app::EndorsedPart::credential;
}

// A definition, an award, or an id: told apart by what was given.
Result<app::EndorsedThing> find_thing(const EndorseOptions& options, Program& program, const Console& console) {
  const std::string& given = options.thing;
  if (given.ends_with(".toml")) {
    CAIRN_TRY(const std::string text, read_input(given, app::k_definition_bytes));
    CAIRN_TRY(const domain::MicroCredential definition, app::read_definition({given, text, "urn:cairn:issuer"}));
    return app::EndorsedThing{definition->id, definition->name};
  }
  Result<std::string> text = read_input(given, k_input_bytes, TooLong::cut);
  if (!text && text.error().kind == Kind::missing && is_absolute_iri(given)) return app::EndorsedThing{given, ""};
  CAIRN_TRY(const std::string award, std::move(text));
  CAIRN_TRY(const auto verifier, make_verifier(options.checking, program, console));
  return app::endorsed_in_award(as_bytes(award), part_of(options.part), *verifier, program.clock.now());
}

Result<void> endorse(const EndorseOptions& options, Program& program, const Console& console) {
  app::EndorseCommand command;
  CAIRN_TRY(command.thing, find_thing(options, program, console));
  command.comment = options.comment;
  command.name = options.name;
  command.endorser_name = options.signer.name;
  command.endorser_url = options.signer.url;
  if (!options.until.empty()) {
    CAIRN_TRY(command.until, value_of("--until", parse_date(options.until)));
  }
  CAIRN_TRY(const crypto::KeyFile key, open_key(options.signer.key, options.signer.unlock));
  const auto contexts = program.make_contexts();
  CAIRN_TRY(const std::string document,
            app::endorse(command, {key, options.signer.suite}, {program.clock, program.entropy, *contexts}));
  CAIRN_CHECK(give_document(options.signer.out, document, console));
  console.say("Endorsed " + command.thing.id + " as " + key.issuer);
  return {};
}

}  // namespace

Result<void> give_document(const std::string& path, const std::string& document, const Console& console) {
  if (path.empty()) {
    console.print(document + "\n");
    return {};
  }
  CAIRN_CHECK(write_public_file(path, document + "\n"));
  return {};
}

ExitCode run_endorse(const EndorseOptions& options, Program& program, const Console& console) {
  const Result<void> done = endorse(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
