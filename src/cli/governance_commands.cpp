#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <array>

#include "cli/commands_parsed.hpp"

namespace cairn::cli {
namespace {

struct ActWords {
  const char* command;
  const char* kind;
  const char* purpose;
};
constexpr std::array<ActWords, 6> k_acts = {{
    {"act", "", "Record what somebody did about a definition: any act of the template of stages and roles"},
    {"rate", "rate", "Record a credit rating, or with --vet the second expert's check of it"},
    {"approve", "approve", "Record the board's decision"},
    {"publish", "publish", "Publish a version: from then on it can be awarded"},
    {"review", "review", "Record a periodic review; with --overdue list what is due"},
    {"retire", "expire", "Close a version: with --teach-out those enrolled may complete, without it nobody is awarded any more"},
}};

void add_common(CLI::App& command, Slots& slots) {
  RegisterOptions& common = slots.register_options[&command];
  add_database(command, common.database);
  command.add_option("--as", common.actor, "who does it: a person of the register")->envname("CAIRN_AS")->type_name("PERSON");
  command.add_option("--governance", common.governance, "file of stages and roles (docs/governance.md)")->envname("CAIRN_GOVERNANCE")->type_name("FILE");
  command.add_option("--frameworks", common.frameworks, "folder with further frameworks and profiles")->envname("CAIRN_FRAMEWORKS")->type_name("FOLDER");
  command.add_flag("--json", slots.json, "print one JSON object");
}

void add_organisation(CLI::App& app, Slots& slots) {
  OrganisationOptions& options = slots.organisation;
  CLI::App& command = *app.add_subcommand("org", "Organisations of the register");
  command.require_subcommand(1);
  CLI::App& add = *command.add_subcommand("add", "Add an organisation, or change one");
  add.add_option("id", options.id, "short name: ardmore")->required()->type_name("ID");
  add.add_option("--name", options.name, "its name")->required()->type_name("NAME");
  add.add_option("--kind", options.kinds, "provider, awarding-body, rating-body, employer or professional-body; may be given several times")->expected(1)->take_all()->type_name("KIND");
  add.add_option("--identifier", options.identifier, "its DID or web address, the issuer's id in credentials")->type_name("ID");
  add.add_option("--url", options.url, "its web page")->type_name("ADDRESS");
  add.add_option("--email", options.email, "where it is reached")->type_name("ADDRESS");
  add.add_option("--country", options.country, "GB-SCT, AU, NZ")->type_name("CODE");
  add_common(add, slots);
  add_common(*command.add_subcommand("list", "List the organisations"), slots);
  CLI::App& show = *command.add_subcommand("show", "Show one organisation");
  show.add_option("id", options.id, "its short name")->required()->type_name("ID");
  add_common(show, slots);
}

void add_person(CLI::App& app, Slots& slots) {
  PersonOptions& options = slots.person;
  CLI::App& command = *app.add_subcommand("person", "People who work with definitions, and their roles");
  command.require_subcommand(1);
  CLI::App& add = *command.add_subcommand("add", "Add a person, or change name and address");
  add.add_option("id", options.id, "short name: ailsa-grant")->required()->type_name("ID");
  add.add_option("--name", options.name, "the name")->required()->type_name("NAME");
  add.add_option("--email", options.email, "the e-mail address")->type_name("ADDRESS");
  add_common(add, slots);
  CLI::App& role = *command.add_subcommand("role", "Give a role in an organisation, or end it");
  role.add_option("id", options.id, "the person")->required()->type_name("PERSON");
  role.add_option("role", options.role, "a role of the template: designer, rater, vetter, approver, registry ...")->required()->type_name("ROLE");
  role.add_option("--org", options.organisation, "where it holds")->required()->type_name("ORG");
  role.add_option("--from", options.from, "first day (default: today)")->type_name("YYYY-MM-DD");
  role.add_option("--until", options.until, "last day; of a role that is held: ends it")->type_name("YYYY-MM-DD");
  add_common(role, slots);
  add_common(*command.add_subcommand("list", "List people and their roles"), slots);
  CLI::App& show = *command.add_subcommand("show", "Show one person");
  show.add_option("id", options.id, "the short name")->required()->type_name("ID");
  add_common(show, slots);
}

void add_definitions(CLI::App& app, Slots& slots) {
  DefineOptions& define = slots.define;
  CLI::App& keep = *app.add_subcommand("define", "Keep a definition in the register, or an edit of one; what becomes a new version is decided by rule");
  keep.add_option("file", define.file, "the definition: TOML or JSON; - for standard input")->required()->type_name("FILE");
  keep.add_option("--name", define.name, "short name in the register (default: as the file says, or the end of its address)")->type_name("NAME");
  keep.add_option("--org", define.organisation, "the organisation whose it is")->type_name("ORG");
  keep.add_option("--partner", define.partners, "another organisation whose people act on it; may be given several times")->expected(1)->take_all()->type_name("ORG");
  add_common(keep, slots);

  ShowOptions& show = slots.definition;
  CLI::App& look = *app.add_subcommand("show", "Say where a definition stands, or write its text to a file to edit it");
  look.add_option("name", show.name, "its short name")->required()->type_name("NAME");
  look.add_option("--version", show.version, "which version (default: the newest)")->type_name("VERSION");
  look.add_option("--language", show.language, "show the texts in a language; what is not there in it is marked with the language that it is in")->type_name("TAG");
  look.add_option("--out", show.out, "file to write the text to; - for standard output")->type_name("FILE");
  add_common(look, slots);

  CLI::App& compare = *app.add_subcommand("compare", "Show definitions side by side: level, credit, hours, mode, price, start, assessment");
  compare.add_option("names", slots.compare.names, "short names, two to six")->required()->expected(2, 6)->type_name("NAME...");
  compare.add_option("--language", slots.compare.language, "language of the titles")->type_name("TAG");
  add_common(compare, slots);

  CLI::App& catalogue = *app.add_subcommand("catalogue", "Describe everything that is offered, in the words of schema.org, for hubs to harvest");
  catalogue.add_option("--out", slots.catalogue.out, "file to write (default: standard output)")->type_name("FILE");
  add_common(catalogue, slots);

  CLI::App& diff = *app.add_subcommand("diff", "Say in plain words what differs between two versions, or between two files");
  diff.add_option("what", slots.diff.what, "NAME, NAME VERSION, NAME VERSION VERSION, or two files")->required()->expected(1, 3)->type_name("NAME|FILE");
  add_common(diff, slots);
}

void add_act_options(CLI::App& command, ActOptions& options) {
  command.add_option("--version", options.version, "which version (default: the newest)")->type_name("VERSION");
  command.add_option("--fact", options.facts, "what has to be recorded, as NAME=TEXT; may be given several times")->type_name("NAME=TEXT");
  command.add_option("--facts", options.facts_file, "the same from a file: NAME = \"TEXT\" in each line (TOML or JSON)")->type_name("FILE");
  command.add_option("--answer", options.answer, "yes (default), no or with-conditions")->check(CLI::IsMember({"yes", "no", "with-conditions"}))->type_name("ANSWER");
  command.add_option("--condition", options.conditions, "a condition; may be given several times")->type_name("TEXT");
  command.add_option("--met", options.met, "a condition that is met now; may be given several times")->type_name("TEXT");
}

void add_acts(CLI::App& app, Slots& slots) {
  for (std::size_t i = 0; i < k_acts.size(); ++i) {
    ActOptions& options = slots.act[i];
    options.kind = k_acts[i].kind;
    const std::string name = k_acts[i].command;
    CLI::App& command = *app.add_subcommand(name, k_acts[i].purpose);
    if (name == "act") command.add_option("kind", options.kind, "need, design, external-voice, student-voice, answer, monitor ...")->required()->type_name("ACT");
    auto* definition = command.add_option("name", options.name, "the definition's short name")->type_name("NAME");
    if (name != "review") definition->required();
    add_act_options(command, options);
    if (name == "rate") command.add_flag("--vet", options.is_vetting, "the check by a second expert");
    if (name == "publish" || name == "review") command.add_option("--due", options.due, "day of the next review")->type_name("YYYY-MM-DD");
    if (name == "retire") command.add_option("--teach-out", options.teach_out, "last day on which those enrolled may complete")->type_name("YYYY-MM-DD");
    if (name == "review") {
      command.add_flag("--overdue", options.lists_overdue, "list what is due, longest overdue first");
      command.add_option("--on", options.on, "the day to judge by (default: today)")->type_name("YYYY-MM-DD");
    }
    add_common(command, slots);
  }
}

void add_search(CLI::App& app, Slots& slots) {
  SearchOptions& search = slots.search;
  CLI::App& command = *app.add_subcommand("search", "Find definitions by words, skill, level, credit, mode, cost, language or provider");
  command.add_option("words", search.words, "words, in any of their forms; all must occur")->type_name("WORD...");
  command.add_option("--skill", search.skills, "address of a skill")->type_name("ADDRESS")->expected(1)->take_all();
  command.add_option("--level", search.levels, "a level of any framework that is known: \"EQF 6\"")->type_name("LEVEL")->expected(1)->take_all();
  command.add_option("--credit", search.credits, "an amount in a framework: \"SCQF 15\"")->type_name("CREDIT")->expected(1)->take_all();
  command.add_option("--mode", search.modes, "online, onsite, blended or workplace")->type_name("MODE")->expected(1)->take_all();
  command.add_option("--language", search.languages, "en, gd ...")->type_name("LANGUAGE")->expected(1)->take_all();
  command.add_option("--provider", search.providers, "short name of an organisation")->type_name("ORG")->expected(1)->take_all();
  command.add_option("--assessment", search.assessments, "how it is assessed: portfolio, exam ...")->type_name("TYPE")->expected(1)->take_all();
  command.add_option("--cost", search.cost, "free or paid")->check(CLI::IsMember({"free", "paid"}))->type_name("COST");
  command.add_option("--assurance", search.assurance, "attended, quiz-passed, assessed, credit-bearing or award")->type_name("WORD");
  command.add_option("--hours", search.hours, "notional hours: 10..50, or 10.. or ..50")->type_name("RANGE");
  command.add_option("--status", search.statuses, "current (default), expiring, discontinued, unpublished or all")
      ->check(CLI::IsMember({"current", "expiring", "discontinued", "unpublished", "all"}))
      ->expected(1)
      ->take_all()
      ->type_name("STATUS");
  command.add_option("--skip", search.skip, "pass over so many")->check(CLI::Range(0, 100'000))->type_name("N");
  command.add_option("--limit", search.limit, "show so many (default: 20)")->check(CLI::Range(1, 200))->type_name("N");
  add_common(command, slots);
}

template <class Options>
Options with_common(Options options, const CLI::App& app, const Slots& slots) {
  const CLI::App* command = app.get_subcommands().front();
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  options.common = slots.register_options.at(command);
  options.common.form = slots.json ? OutputForm::json : OutputForm::words;
  return options;
}

}  // namespace

void add_governance_commands(CLI::App& app, Slots& slots) {
  add_organisation(app, slots);
  add_person(app, slots);
  add_definitions(app, slots);
  add_acts(app, slots);
  add_search(app, slots);
}

std::optional<Command> chosen_governance_command(const CLI::App& app, Slots& slots) {
  if (app.got_subcommand("org")) {
    const CLI::App& command = *app.get_subcommand("org");
    using enum OrganisationOptions::Action;
    slots.organisation.action = command.got_subcommand("add") ? add : command.got_subcommand("show") ? show : list;
    return with_common(slots.organisation, app, slots);
  }
  if (app.got_subcommand("person")) {
    const CLI::App& command = *app.get_subcommand("person");
    using enum PersonOptions::Action;
    slots.person.action = command.got_subcommand("add") ? add : command.got_subcommand("role") ? role : command.got_subcommand("show") ? show : list;
    return with_common(slots.person, app, slots);
  }
  if (app.got_subcommand("define")) return with_common(slots.define, app, slots);
  if (app.got_subcommand("show")) return with_common(slots.definition, app, slots);
  if (app.got_subcommand("compare")) return with_common(slots.compare, app, slots);
  if (app.got_subcommand("catalogue")) return with_common(slots.catalogue, app, slots);
  if (app.got_subcommand("diff")) return with_common(slots.diff, app, slots);
  if (app.got_subcommand("search")) return with_common(slots.search, app, slots);
  for (std::size_t i = 0; i < k_acts.size(); ++i) {
    if (app.got_subcommand(k_acts[i].command)) return with_common(slots.act[i], app, slots);
  }
  return std::nullopt;
}

}  // namespace cairn::cli
