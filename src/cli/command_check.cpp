#include <algorithm>

#include "app/definition_check.hpp"
#include "app/profile_files.hpp"
#include "base/clock.hpp"
#include "base/look.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "json/write.hpp"

namespace cairn::cli {
namespace {

using app::DefinitionCheck;
using domain::ComplianceReport;
using domain::Demand;
using domain::PlausibilityNote;
using domain::Profile;
using domain::Provenance;
using domain::RuleFinding;
using domain::RuleVerdict;

/// What the files say, and which profiles were named.
struct Rulebook {
  domain::Crosswalk crosswalk;
  std::vector<Profile> profiles;
  std::vector<const Profile*> chosen;
};

Result<Rulebook> rulebook_of(const CheckOptions& options) {
  CAIRN_TRY(const auto files, app::framework_files(options.folder));
  CAIRN_TRY(domain::Crosswalk crosswalk, app::read_frameworks(files));
  CAIRN_TRY(std::vector<Profile> profiles, app::read_profiles(files, crosswalk));
  return Rulebook{std::move(crosswalk), std::move(profiles), {}};
}

Result<void> choose(const CheckOptions& options, Rulebook& book) {
  for (const std::string& id : options.profiles) {
    CAIRN_TRY(const Profile* profile, app::find_profile(book.profiles, id));
    if (std::ranges::find(book.chosen, profile) == book.chosen.end()) book.chosen.push_back(profile);
  }
  return {};
}

// --- words ------------------------------------------------------------------------------------------------------------

std::string source_words(const Provenance& provenance) {
  std::string out = std::string(domain::standing_name(provenance.standing)) + ": " + provenance.source + ", " + provenance.date;
  return provenance.note.empty() ? out : out + ". " + provenance.note;
}

Tone tone_of(const RuleFinding& finding) {
  if (finding.verdict == RuleVerdict::met) return Tone::good;
  if (finding.verdict == RuleVerdict::not_applicable) return Tone::faint;
  return finding.blocks() ? Tone::bad : Tone::doubtful;
}

std::string padded(std::string_view text, std::size_t width) { return std::string(text) + std::string(width > text.size() ? width - text.size() : 0, ' '); }

std::string finding_words(const RuleFinding& finding, const Console& console) {
  constexpr std::size_t k_width = 15;
  const bool is_open = finding.verdict == RuleVerdict::missing || finding.verdict == RuleVerdict::doubtful;
  std::string out = "  " + console.toned(padded(domain::verdict_name(finding.verdict), k_width), tone_of(finding)) + spelt_out(finding.asks);
  if (!finding.found.empty()) out += "   [" + spelt_out(finding.found) + "]";
  else if (is_open && !finding.elements.empty()) {
    std::string keys;
    for (const std::string& key : finding.elements) keys += (keys.empty() ? "" : " or ") + key;
    out += "   (" + keys + ")";
  }
  out += "\n";
  if (!is_open) return out;
  const std::string indent(k_width + 2, ' ');
  const std::string_view weight = finding.blocks() ? "Stands in the way: " : finding.verdict == RuleVerdict::missing ? "Advice: " : "Look: ";
  return out + indent + std::string(weight) + spelt_out(finding.remedy) + "\n" + indent +
         console.toned(spelt_out(source_words(finding.provenance)), Tone::faint) + "\n";
}

std::string report_words(const ComplianceReport& report, const Console& console) {
  const auto blocking = static_cast<std::uint64_t>(std::ranges::count_if(report.findings, &RuleFinding::blocks));
  std::string out = spelt_out(report.name + " (" + report.profile + "): ") + std::to_string(report.count(RuleVerdict::met)) + " met, " +
                    std::to_string(report.count(RuleVerdict::missing)) + " missing, " + std::to_string(report.count(RuleVerdict::doubtful)) + " doubtful. ";
  out += blocking == 0 ? "Nothing stands in the way.\n" : counted(blocking, "thing stands", "things stand") + " in the way.\n";
  for (const RuleFinding& finding : report.findings) out += finding_words(finding, console);
  return out;
}

void print_check(const std::string& file, const DefinitionCheck& check, const Console& console) {
  std::string out = spelt_out(file + ": " + (check.name.empty() ? "(no name)" : check.name)) + "\n";
  if (check.reports.empty()) out += "No profile applies to it: name one with --profile; cairn check --list lists them.\n";
  for (const ComplianceReport& report : check.reports) out += report_words(report, console);
  if (!check.notes.empty()) out += "Figures and titles, whatever the profile:\n";
  for (const PlausibilityNote& note : check.notes) {
    out += "  " + console.toned(note.code, Tone::doubtful) + "   " + note.place + ": " + spelt_out(note.text) + ".\n      " + note.remedy + "\n";
  }
  if (check.fault) {
    out += console.toned("Cannot be published", Tone::bad) + ": " + spelt_out(check.fault->detail) + " (" + check.fault->code + ")\n      " + check.fault->hint + "\n";
  }
  console.print(out);
}

std::string join(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

void print_profile(const Profile& profile, const Console& console) {
  std::string out = spelt_out(profile->id + "   " + profile->name) + "\n  " + spelt_out(profile->url) + "\n";
  const std::string frameworks = join(profile->frameworks);
  const std::string countries = join(profile->countries);
  out += "  applies to " + (frameworks.empty() && countries.empty() ? "nothing by itself" : frameworks.empty() ? countries : countries.empty() ? frameworks : frameworks + "; " + countries) + "\n";
  for (const domain::ProfileRule& rule : profile->rules) {
    out += "    " + spelt_out(rule.asks) + "   " + std::string(domain::demand_names()[static_cast<std::size_t>(rule.demand)]) +
           (domain::weight_of(rule) == domain::Weight::blocking ? ", stands in the way" : ", advice") + "\n      " + spelt_out(source_words(rule.provenance)) +
           "\n";
  }
  console.print(out);
}

// --- JSON -------------------------------------------------------------------------------------------------------------

json::Value text(std::string_view value, Arena& arena) { return json::Value::string(arena.copy(value)); }

json::Object finding_json(const RuleFinding& finding, Arena& arena) {
  const json::Object out = json::Object::make(arena, 12);
  out.add_new("rule", text(finding.rule, arena), arena);
  out.add_new("verdict", text(domain::verdict_name(finding.verdict), arena), arena);
  out.add_new("blocks", json::Value::boolean(finding.blocks()), arena);
  out.add_new("demand", text(domain::demand_names()[static_cast<std::size_t>(finding.demand)], arena), arena);
  out.add_new("asks", text(finding.asks, arena), arena);
  const json::Array elements = json::Array::make(arena);
  for (const std::string& key : finding.elements) elements.push_back(text(key, arena), arena);
  out.add_new("elements", elements, arena);
  if (!finding.found.empty()) out.add_new("found", text(finding.found, arena), arena);
  if (!finding.remedy.empty()) out.add_new("remedy", text(finding.remedy, arena), arena);
  out.add_new("standing", text(domain::standing_name(finding.provenance.standing), arena), arena);
  out.add_new("source", text(finding.provenance.source, arena), arena);
  out.add_new("date", text(finding.provenance.date, arena), arena);
  if (!finding.provenance.note.empty()) out.add_new("note", text(finding.provenance.note, arena), arena);
  return out;
}

json::Value check_json(const std::string& file, const DefinitionCheck& check, Arena& arena) {
  const json::Object out = json::Object::make(arena, 6);
  out.add_new("file", text(file, arena), arena);
  out.add_new("name", text(check.name, arena), arena);
  out.add_new("blocks", json::Value::boolean(check.blocks()), arena);
  const json::Array reports = json::Array::make(arena);
  for (const ComplianceReport& report : check.reports) {
    const json::Object one = json::Object::make(arena, 3);
    one.add_new("profile", text(report.profile, arena), arena);
    one.add_new("blocks", json::Value::boolean(report.blocks()), arena);
    const json::Array findings = json::Array::make(arena);
    for (const RuleFinding& finding : report.findings) findings.push_back(finding_json(finding, arena), arena);
    one.add_new("findings", findings, arena);
    reports.push_back(one, arena);
  }
  out.add_new("profiles", reports, arena);
  const json::Array notes = json::Array::make(arena);
  for (const PlausibilityNote& note : check.notes) {
    const json::Object one = json::Object::make(arena, 4);
    one.add_new("code", text(note.code, arena), arena);
    one.add_new("place", text(note.place, arena), arena);
    one.add_new("text", text(note.text, arena), arena);
    one.add_new("remedy", text(note.remedy, arena), arena);
    notes.push_back(one, arena);
  }
  out.add_new("notes", notes, arena);
  if (check.fault) {
    const json::Object fault = json::Object::make(arena, 2);
    fault.add_new("code", text(check.fault->code, arena), arena);
    fault.add_new("detail", text(check.fault->detail, arena), arena);
    out.add_new("cannotBePublished", fault, arena);
  }
  return out;
}

Result<DefinitionCheck> check_file(const std::string& path, const Rulebook& book, Date today) {
  CAIRN_TRY(const std::string content, read_input(path, app::k_definition_bytes + 1, TooLong::cut));
  return app::check_definition({path, content, ""}, {book.crosswalk, book.profiles, book.chosen, today});
}

}  // namespace

ExitCode run_check(const CheckOptions& options, Program& program, const Console& console) {
  if (options.is_list != options.files.empty()) {
    console.say(options.is_list ? "--list takes no files." : "Give a definition's file, or --list for the profiles.");
    return ExitCode::wrong_usage;
  }
  auto book = rulebook_of(options);
  if (!book) return give_up(book.error(), console);
  if (options.is_list) {
    for (const Profile& profile : book->profiles) print_profile(profile, console);
    return ExitCode::done;
  }
  if (const auto chosen = choose(options, *book); !chosen) return give_up(chosen.error(), console);
  const Date today = date_of(program.clock.now());
  ExitCode code = ExitCode::done;
  Arena arena;
  const json::Array all = json::Array::make(arena);
  for (const std::string& path : options.files) {
    const auto check = check_file(path, *book, today);
    if (!check) {
      code = worse_of(code, give_up(check.error(), console));
      continue;
    }
    if (options.form == OutputForm::json) all.push_back(check_json(path, *check, arena), arena);
    else print_check(path, *check, console);
    if (check->blocks()) code = worse_of(code, ExitCode::failed);
  }
  if (options.form == OutputForm::json) {
    const json::Object out = json::Object::make(arena, 1);
    out.add_new("files", all, arena);
    console.print(json::to_text(out) + "\n");
  }
  return code;
}

}  // namespace cairn::cli
