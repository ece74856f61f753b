#include "app/clr.hpp"
#include "app/definition.hpp"
#include "app/people.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/unlock.hpp"

namespace cairn::cli {
namespace {

// "Name <name@example.org>", an address alone, or an id.
Result<openbadges::RecordLearner> read_learner(const std::string& text) {
  openbadges::RecordLearner out;
  if (text.find('<') != std::string::npos) {
    CAIRN_TRY(const app::PeopleRow person, app::read_recipient(text));
    out.name = person.name;
    out.email = person.email;
  } else if (text.find('@') != std::string::npos && !text.starts_with("did:") && text.find('/') == std::string::npos) {
    out.email = text;
  } else {
    out.id = text;
  }
  return out;
}

Result<std::vector<app::RecordPart>> read_parts(const std::vector<std::string>& paths) {
  std::vector<app::RecordPart> out;
  for (const std::string& path : paths) {
    CAIRN_TRY(std::string text, read_input(path, k_input_bytes));
    out.push_back({path, std::move(text)});
  }
  return out;
}

Result<app::RecordCommand> command_of(const ClrOptions& options) {
  app::RecordCommand out;
  CAIRN_TRY(out.learner, read_learner(options.subject));
  CAIRN_TRY(out.credentials, read_parts(options.credentials));
  CAIRN_TRY(out.achievements, read_parts(options.achievements));
  for (const std::string& text : options.associations) {
    CAIRN_TRY(out.associations.emplace_back(), app::read_association(text));
  }
  out.towards = options.towards;
  out.name = options.name;
  out.publisher_name = options.signer.name;
  out.publisher_url = options.signer.url;
  if (options.completeness == "partial") out.completeness = openbadges::Completeness::partial;
  if (options.completeness == "complete") out.completeness = openbadges::Completeness::complete;
  return out;
}

Result<void> make_record(const ClrOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const app::RecordCommand command, command_of(options));
  CAIRN_TRY(const crypto::KeyFile key, open_key(options.signer.key, options.signer.unlock));
  CAIRN_TRY(const auto verifier, make_verifier(options.checking, program));
  const auto contexts = program.make_contexts();
  CAIRN_TRY(const app::MadeRecord made, app::make_record(command, {key, options.signer.suite}, *verifier,
                                                         {program.clock, program.entropy, *contexts}));
  for (const std::string& note : made.notes) console.say(note);
  CAIRN_CHECK(give_document(options.signer.out, made.document, console));
  console.say("A record of " + counted(command.credentials.size(), "credential", "credentials") + ", signed as " + key.issuer);
  return {};
}

}  // namespace

ExitCode run_clr(const ClrOptions& options, Program& program, const Console& console) {
  const Result<void> done = make_record(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
