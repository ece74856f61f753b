#include <algorithm>
#include <filesystem>

#include "app/definition.hpp"
#include "app/definition_text.hpp"
#include "app/tree.hpp"
#include "cli/input.hpp"
#include "cli/register_desk.hpp"

namespace cairn::cli {
namespace {

// "https://badges.example/micro-credentials/retrofit-survey" -> "retrofit-survey"
std::string name_from(const std::string& address) {
  std::string out;
  const std::size_t end = address.find_last_not_of('/');
  const std::size_t begin = end == std::string::npos ? std::string::npos : address.find_last_of("/:#", end);
  const std::string_view last = begin == std::string::npos ? std::string_view(address) : std::string_view(address).substr(begin + 1, end - begin);
  for (const char c : last) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    else out += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ? c : '-';
  }
  return out.substr(0, 80);
}

std::string outcome_words(const std::string& name, const app::DefineOutcome& outcome) {
  if (outcome.changes.empty()) return name + ": nothing changed\n";
  std::string out = name + ", version " + outcome.key.version + ", revision " + std::to_string(outcome.revision) + " kept\n";
  switch (outcome.target) {
    case domain::EditTarget::new_version:
      out += "What changed makes a new version: it is rated and approved anew, and the version before stays as it is.\n";
      break;
    case domain::EditTarget::minor_version:
      out += "Somebody was awarded under the version before, which stays as it is; the approval carries over to this one.\n";
      break;
    case domain::EditTarget::same_version:
      break;
  }
  return out;
}

void add_changes(app::TreeWriter& out, const std::vector<app::FieldChange>& changes) {
  constexpr std::array<std::string_view, 3> k_kinds = {"added", "removed", "changed"};
  for (const app::FieldChange& change : changes) {
    out.item("changes", [&](app::TreeWriter& item) {
      item.text("place", change.place);
      item.text("kind", k_kinds[static_cast<std::size_t>(change.kind)]);
      item.text("before", change.before);
      item.text("after", change.after);
    });
  }
}

void print_outcome(const std::string& name, const app::DefineOutcome& outcome, const RegisterOptions& common, const Console& console) {
  if (common.form == OutputForm::words) {
    console.print(outcome_words(name, outcome));
    return;
  }
  constexpr std::array<std::string_view, 3> k_targets = {"same-version", "minor-version", "new-version"};
  app::TomlValue root;
  app::TreeWriter out(root);
  out.text("name", name);
  out.text("version", outcome.key.version);
  out.whole("revision", outcome.revision);
  out.text("target", k_targets[static_cast<std::size_t>(outcome.target)]);
  add_changes(out, outcome.changes);
  console.print(app::json_of(root) + "\n");
}

Result<void> keep(const DefineOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const std::string actor, actor_of(options.common));
  CAIRN_TRY(const std::string text, read_input(options.file, app::k_definition_bytes));
  const app::DefinitionSource source{options.file, text, ""};
  app::DefineCommand command;
  CAIRN_TRY(command.fields, app::read_definition_fields(source));
  CAIRN_TRY(const app::RegisterNote note, app::read_register_note(source));
  command.name = !options.name.empty() ? options.name : !note.name.empty() ? note.name : name_from(command.fields.id);
  command.organisation = options.organisation.empty() ? note.organisation : options.organisation;
  if (!options.partners.empty()) command.partners = options.partners;
  else if (!note.partners.empty()) command.partners = note.partners;
  command.base_version = note.version;
  command.base_revision = note.revision;
  CAIRN_TRY(const auto desk, RegisterDesk::open(options.common, program, StoreUse::write_existing));
  CAIRN_TRY(const app::DefineOutcome outcome, app::define(desk->ports(), actor, command));
  print_outcome(command.name, outcome, options.common, console);
  if (!note.version.empty() && command.fields.version != note.version) {
    console.say("The version is given by rule; \"" + command.fields.version.substr(0, 40) + "\" in the text was not looked at.");
  }
  CAIRN_TRY(const auto endorsements, app::listed_endorsements(source));
  if (!endorsements.empty()) console.say("Endorsements are not kept in the register: name them in a file that is issued, or with the credential.");
  return {};
}

std::string text_to_edit(const std::string& name, const app::VersionState& version) {
  app::TomlValue root = app::definition_tree(version.definition.fields);
  app::TomlValue note;
  app::TreeWriter out(note);
  out.text("name", name);
  out.text("organisation", version.definition.organisation);
  out.texts("partners", version.definition.partners);
  out.text("version", version.record.key.version);
  out.whole("revision", version.record.revision);
  root.members.push_back({"register", 0, std::move(note)});
  return "# Change this text and keep it with: cairn define FILE\n# [register] says what it was taken from; leave it as it is.\n" + app::toml_of(root);
}

// "Suirbhidh ... [gd]": each text with the language that it is in, which may be another than was asked for.
std::string texts_words(const domain::MicroCredentialFields& fields, const std::string& language) {
  std::string out;
  const auto add = [&](const std::string& label, const std::string& field) {
    const domain::LocalText local = domain::text_in(fields, field, language);
    if (!local.text.empty()) out += label + " [" + local.language + "]: " + local.text + "\n";
  };
  add("Title", "name");
  add("Summary", "listing.summary");
  add("Description", "description");
  for (std::size_t i = 0; i < fields.outcomes.size(); ++i) add("Outcome " + std::to_string(i + 1), "outcomes[" + std::to_string(i) + "].statement");
  add("Criteria", "criteria_narrative");
  add("Prerequisites", "prerequisites");
  add("Purpose", "listing.purpose");
  add("For whom", "offer.audience");
  return out + "Assurance: " + domain::assurance_of(fields) + "\n";
}

// {"texts":[{"field", "language", "text"}], "assurance"}
app::TomlValue texts_tree(const domain::MicroCredentialFields& fields, const std::string& language) {
  app::TomlValue root;
  app::TreeWriter out(root);
  std::vector<std::string> names = {"name", "listing.summary", "description", "criteria_narrative", "prerequisites", "listing.purpose", "offer.audience"};
  for (std::size_t i = 0; i < fields.outcomes.size(); ++i) names.push_back("outcomes[" + std::to_string(i) + "].statement");
  for (const std::string& name : names) {
    const domain::LocalText local = domain::text_in(fields, name, language);
    if (local.text.empty()) continue;
    out.item("texts", [&](app::TreeWriter& item) {
      item.text("field", name);
      item.text("language", local.language);
      item.text("text", local.text);
    });
  }
  out.text("assurance", domain::assurance_of(fields));
  return root;
}

Result<void> show(const ShowOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const auto desk, RegisterDesk::open(options.common, program, StoreUse::read));
  CAIRN_TRY(const app::DefinitionState state, app::load_definition(desk->ports(), options.name));
  CAIRN_TRY(const app::VersionState* version, app::choose_version(state, options.version));
  if (!options.language.empty() && options.common.form == OutputForm::json) {
    console.print(app::json_of(texts_tree(version->definition.fields, options.language)) + "\n");
    return {};
  }
  if (!options.language.empty()) {
    console.print(texts_words(version->definition.fields, options.language));
    return {};
  }
  if (!options.out.empty()) {
    const std::string text = text_to_edit(state.name, *version);
    if (options.out == "-") return console.print(text), Result<void>();
    return write_public_file(options.out, text);
  }
  if (options.common.form == OutputForm::json) {
    console.print(app::json_of(version_tree(state.name, *version)) + "\n");
    return {};
  }
  console.print(version_words(desk->ports(), state.name, *version));
  if (state.versions.size() > 1) {
    std::string others = "Versions:";
    for (const app::VersionState& one : state.versions) others += " " + one.record.key.version + " (" + std::string(publication_word(one.standpoint.publication)) + ")";
    console.print(others + "\n");
  }
  return {};
}

Result<domain::MicroCredentialFields> read_fields(const std::string& path) {
  CAIRN_TRY(const std::string text, read_input(path, app::k_definition_bytes));
  return app::read_definition_fields({path, text, ""});
}

/// Two texts to compare, and what they are called.
struct Pair {
  domain::MicroCredentialFields before;
  domain::MicroCredentialFields after;
};

Result<Pair> pair_of(const DiffOptions& options, Program& program) {
  const std::vector<std::string>& what = options.what;
  std::error_code ignored;
  if (what.size() == 2 && std::filesystem::is_regular_file(what[0], ignored) && std::filesystem::is_regular_file(what[1], ignored)) {
    CAIRN_TRY(auto before, read_fields(what[0]));
    CAIRN_TRY(auto after, read_fields(what[1]));
    return Pair{std::move(before), std::move(after)};
  }
  CAIRN_TRY(const auto desk, RegisterDesk::open(options.common, program, StoreUse::read));
  CAIRN_TRY(const app::DefinitionState state, app::load_definition(desk->ports(), what[0]));
  if (what.size() == 1 && state.versions.size() < 2) {
    return fail(Kind::missing, "register.version", what[0] + " has one version only", "Name two files, or wait for a second version.");
  }
  const std::string before_name = what.size() > 1 ? what[1] : state.versions[state.versions.size() - 2].record.key.version;
  CAIRN_TRY(const app::VersionState* before, app::choose_version(state, before_name));
  CAIRN_TRY(const app::VersionState* after, app::choose_version(state, what.size() > 2 ? what[2] : ""));
  return Pair{before->definition.fields, after->definition.fields};
}

Result<void> compare(const DiffOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const Pair pair, pair_of(options, program));
  const auto changes = app::definition_changes(pair.before, pair.after);
  if (options.common.form == OutputForm::json) {
    app::TomlValue root;
    app::TreeWriter out(root);
    out.whole("count", static_cast<std::int64_t>(changes.size()));
    add_changes(out, changes);
    console.print(app::json_of(root) + "\n");
    return {};
  }
  if (changes.empty()) console.print("They say the same.\n");
  for (const app::FieldChange& change : changes) console.print(app::change_words(change) + "\n");
  return {};
}

}  // namespace

ExitCode run_define(const DefineOptions& options, Program& program, const Console& console) {
  const auto done = keep(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

ExitCode run_show(const ShowOptions& options, Program& program, const Console& console) {
  const auto done = show(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

ExitCode run_diff(const DiffOptions& options, Program& program, const Console& console) {
  const auto done = compare(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
