#include "app/framework_files.hpp"
#include "app/tree.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "json/write.hpp"

namespace cairn::cli {
namespace {

using domain::CreditAnswer;
using domain::CreditRoute;
using domain::Crosswalk;
using domain::LevelCode;
using domain::LevelRoute;
using domain::Provenance;

Result<Crosswalk> crosswalk_of(const std::string& folder) {
  CAIRN_TRY(const auto files, app::framework_files(folder));
  return app::read_frameworks(files);
}

std::string words(const LevelCode& level) { return level.framework + " " + (level.code.empty() ? "(no level)" : level.code); }

std::string source_words(const Provenance& provenance) {
  std::string out = std::string(domain::standing_name(provenance.standing)) + ": " + provenance.source;
  if (!provenance.date.empty()) out += ", " + provenance.date;
  return provenance.note.empty() ? out : out + ". " + provenance.note;
}

std::string amount_words(const CreditRoute& route) {
  const std::string least = domain::to_text(route.least);
  return route.least == route.most ? least : least + " to " + domain::to_text(route.most);
}

// --- words ------------------------------------------------------------------------------------------------------------

void print_routes(const std::vector<LevelRoute>& routes, const std::string& to, const Console& console) {
  if (routes.empty()) return console.print("No file says how they compare.\n");
  for (const LevelRoute& route : routes) {
    const bool ends_early = !route.is_match() && route.end().framework != to;
    std::string out = route.is_match() ? words(route.end()) : ends_early ? "no match, since " + route.end().framework + " has none" : "no match";
    out += "   " + console.toned(domain::standing_name(route.standing), route.standing == domain::Standing::official ? Tone::good : Tone::doubtful) + "\n";
    for (const domain::LevelLink& step : route.steps) {
      out += "  " + words(step.from) + " = " + words(step.to) + "\n    " + source_words(step.provenance) + "\n";
    }
    console.print(out);
  }
}

void print_credit(const CreditAnswer& answer, const domain::LearningUnit& unit, const Console& console) {
  for (const CreditRoute& route : answer.routes) {
    std::string out = amount_words(route) + " " + unit.name + "   by " + std::string(domain::method_name(route.method)) + ", " +
                      std::string(domain::standing_name(route.standing)) + "\n";
    for (const domain::CreditLink& step : route.steps) {
      out += "  1 of " + step.from + " = " + domain::to_text(step.factor) + " of " + step.to + "\n    " + source_words(step.provenance) + "\n";
    }
    console.print(out);
  }
  if (answer.disagree) console.print("The ways do not give one amount. Say which one you used, and keep the original beside it.\n");
}

// --- JSON -------------------------------------------------------------------------------------------------------------

json::Value text(std::string_view value, Arena& arena) { return json::Value::string(arena.copy(value)); }

json::Object provenance_json(const Provenance& provenance, Arena& arena) {
  const json::Object out = json::Object::make(arena, 8);
  out.add_new("standing", text(domain::standing_name(provenance.standing), arena), arena);
  out.add_new("source", text(provenance.source, arena), arena);
  if (!provenance.date.empty()) out.add_new("date", text(provenance.date, arena), arena);
  if (!provenance.note.empty()) out.add_new("note", text(provenance.note, arena), arena);
  return out;
}

json::Value level_json(const LevelCode& level, Arena& arena) {
  const json::Object out = json::Object::make(arena, 2);
  out.add_new("framework", text(level.framework, arena), arena);
  out.add_new("level", level.code.empty() ? json::Value::null() : text(level.code, arena), arena);
  return out;
}

std::string routes_json(const std::vector<LevelRoute>& routes) {
  Arena arena;
  const json::Array list = json::Array::make(arena);
  for (const LevelRoute& route : routes) {
    const json::Object one = json::Object::make(arena, 3);
    one.add_new("end", level_json(route.end(), arena), arena);
    one.add_new("standing", text(domain::standing_name(route.standing), arena), arena);
    const json::Array steps = json::Array::make(arena);
    for (const domain::LevelLink& link : route.steps) {
      const json::Object step = provenance_json(link.provenance, arena);
      step.add_new("from", level_json(link.from, arena), arena);
      step.add_new("to", level_json(link.to, arena), arena);
      steps.push_back(step, arena);
    }
    one.add_new("steps", steps, arena);
    list.push_back(one, arena);
  }
  const json::Object out = json::Object::make(arena, 1);
  out.add_new("routes", list, arena);
  return json::to_text(out) + "\n";
}

std::string credit_json(const CreditAnswer& answer) {
  Arena arena;
  const json::Array list = json::Array::make(arena);
  for (const CreditRoute& route : answer.routes) {
    const json::Object one = json::Object::make(arena, 5);
    one.add_new("method", text(domain::method_name(route.method), arena), arena);
    one.add_new("least", text(domain::to_text(route.least), arena), arena);
    one.add_new("most", text(domain::to_text(route.most), arena), arena);
    one.add_new("standing", text(domain::standing_name(route.standing), arena), arena);
    const json::Array steps = json::Array::make(arena);
    for (const domain::CreditLink& link : route.steps) {
      const json::Object step = provenance_json(link.provenance, arena);
      step.add_new("from", text(link.from, arena), arena);
      step.add_new("to", text(link.to, arena), arena);
      step.add_new("factor", text(domain::to_text(link.factor), arena), arena);
      steps.push_back(step, arena);
    }
    one.add_new("steps", steps, arena);
    list.push_back(one, arena);
  }
  const json::Object out = json::Object::make(arena, 2);
  out.add_new("routes", list, arena);
  out.add_new("disagree", json::Value::boolean(answer.disagree), arena);
  return json::to_text(out) + "\n";
}

Result<void> answer(const CrosswalkOptions& options, const Console& console) {
  CAIRN_TRY(const Crosswalk crosswalk, crosswalk_of(options.folder));
  if (options.credit.empty()) {
    CAIRN_TRY(const auto routes, crosswalk.routes({options.framework, options.level}, options.to));
    if (options.form == OutputForm::json) console.print(routes_json(routes));
    else print_routes(routes, options.to, console);
    return {};
  }
  CAIRN_TRY(const domain::Amount amount, value_of("--credit", domain::parse_amount(options.credit)));
  CAIRN_TRY(const CreditAnswer credit, crosswalk.convert(options.framework, amount, options.to));
  if (options.form == OutputForm::json) console.print(credit_json(credit));
  else print_credit(credit, *crosswalk.find(options.to)->unit, console);
  return {};
}

std::string framework_words(const domain::QualificationsFramework& framework) {
  std::string out = framework.id + "   " + framework.name + "\n";
  if (!framework.levels.empty()) out += "  levels " + framework.levels.front() + " to " + framework.levels.back() + "\n";
  if (!framework.unit) return out;
  out += "  " + framework.unit->name + ", " + domain::to_text(framework.unit->hours_least);
  if (framework.unit->hours_most != framework.unit->hours_least) out += " to " + domain::to_text(framework.unit->hours_most);
  return out + " notional hours each\n    " + source_words(framework.unit->provenance) + "\n";
}

std::string frameworks_json(const std::vector<domain::QualificationsFramework>& frameworks) {
  app::TomlValue root;
  app::TreeWriter out(root);
  for (const domain::QualificationsFramework& framework : frameworks) {
    out.item("frameworks", [&](app::TreeWriter& item) {
      item.text("id", framework.id);
      item.text("name", framework.name);
      item.text("url", framework.url);
      item.texts("levels", framework.levels);
      if (!framework.unit) return;
      item.table("unit", [&](app::TreeWriter& unit) {
        unit.text("name", framework.unit->name);
        unit.text("hoursLeast", domain::to_text(framework.unit->hours_least));
        unit.text("hoursMost", domain::to_text(framework.unit->hours_most));
        unit.text("standing", domain::standing_name(framework.unit->provenance.standing));
        unit.text("source", framework.unit->provenance.source);
      });
    });
  }
  return app::json_of(root) + "\n";
}

}  // namespace

ExitCode run_crosswalk(const CrosswalkOptions& options, Program&, const Console& console) {
  if (options.level.empty() == options.credit.empty()) {
    console.say("Give a level (cairn crosswalk SCQF 11 --to EQF) or an amount of credit (cairn crosswalk SCQF --credit 15 --to ECTS).");
    return ExitCode::wrong_usage;
  }
  const auto done = answer(options, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

ExitCode run_framework(const FrameworkOptions& options, Program&, const Console& console) {
  const auto crosswalk = crosswalk_of(options.folder);
  if (!crosswalk) return give_up(crosswalk.error(), console);
  if (options.form == OutputForm::json) {
    console.print(frameworks_json(crosswalk->frameworks()));
    return ExitCode::done;
  }
  for (const auto& framework : crosswalk->frameworks()) console.print(framework_words(framework));
  return ExitCode::done;
}

}  // namespace cairn::cli
