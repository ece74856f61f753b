#include "app/profile_files.hpp"

#include <algorithm>
#include <array>

#include "app/suggestion.hpp"
#include "app/table_reader.hpp"

namespace cairn::app {
namespace {

using domain::ProfileFields;
using domain::ProfileRule;

constexpr std::array<std::string_view, 4> k_standings = {"official", "convention", "indicative", "unverified"};
constexpr std::string_view k_hint = "docs/profiles.md says how such a file is written.";

/// One file on its way to a profile.
class ProfileReader {
 public:
  explicit ProfileReader(const FrameworkFile& file) : file_(file) {}

  Result<domain::Profile> read(const TomlValue& root, const domain::Crosswalk& crosswalk) {
    TableReader table(root, "", notes_);
    ProfileFields fields;
    std::string kind;
    table.text("kind", kind);
    table.text("id", fields.id);
    table.text("name", fields.name);
    table.text("url", fields.url);
    table.texts("frameworks", fields.frameworks);
    table.texts("countries", fields.countries);
    table.tables("rules", [&](TableReader& rule) { read_rule(rule, fields.rules); });
    table.finish();
    if (!notes_.problems.empty()) return first_problem();
    auto made = domain::make_profile(std::move(fields), crosswalk);
    if (made) return made;
    Error error = made.error();
    error.detail = place(line_of(error.detail)) + error.detail;
    return Failure(std::move(error));
  }

 private:
  void note(const std::string& key, std::string text) { notes_.problems.push_back({"profiles.file", line_of(key), key + ": " + std::move(text)}); }

  // One of a list of words, which may not be left out.
  std::optional<std::size_t> choice(TableReader& table, std::string_view key, std::span<const std::string_view> words) {
    const auto out = table.word(key, words);
    if (!notes_.lines.contains(rule_place_ + "." + std::string(key))) note(rule_place_, "a rule needs its " + std::string(key));
    return out;
  }

  void fraction(TableReader& table, std::string_view key, std::optional<domain::Fraction>& out) {
    std::string text;
    table.text(key, text);
    if (text.empty()) return;
    const auto read = domain::parse_fraction(text);
    if (read) out = *read;
    else note(rule_place_ + "." + std::string(key), read.error().detail);
  }

  void read_rule(TableReader& table, std::vector<ProfileRule>& rules) {
    rule_place_ = "rules[" + std::to_string(rules.size()) + "]";
    ProfileRule& rule = rules.emplace_back();
    table.text("id", rule.id);
    if (const auto kind = choice(table, "kind", domain::rule_kind_names())) rule.kind = static_cast<domain::RuleKind>(*kind);
    if (const auto demand = choice(table, "demand", domain::demand_names())) rule.demand = static_cast<domain::Demand>(*demand);
    table.text("asks", rule.asks);
    table.text("remedy", rule.remedy);
    table.texts("any_of", rule.any_of);
    table.texts("values", rule.values);
    table.texts("doubtful_values", rule.doubtful_values);
    table.integer("digits", rule.digits);
    table.texts("frameworks", rule.frameworks);
    read_bounds(table, rule);
    table.tables("words", [&](TableReader& words) { read_words(words, rule.words.emplace_back()); });
    if (const auto standing = choice(table, "standing", k_standings)) rule.provenance.standing = static_cast<domain::Standing>(*standing);
    table.text("source", rule.provenance.source);
    table.text("date", rule.provenance.date);
    table.text("note", rule.provenance.note);
  }

  void read_bounds(TableReader& table, ProfileRule& rule) {
    table.text("framework", rule.framework);
    table.texts("levels", rule.levels);
    table.texts("doubtful_levels", rule.doubtful_levels);
    fraction(table, "least", rule.least);
    fraction(table, "most", rule.most);
    fraction(table, "doubtful_least", rule.doubtful_least);
    fraction(table, "doubtful_most", rule.doubtful_most);
    fraction(table, "step", rule.step);
    table.integer("most_years", rule.most_years);
  }

  static void read_words(TableReader& table, domain::ForbiddenWords& out) {
    table.text("language", out.language);
    table.texts("words", out.words);
    table.texts("followed_by", out.followed_by);
    table.texts("doubtful", out.doubtful);
  }

  // The line of a key, or of the nearest table around it.    in: "rules[2].least", or that followed by ": " and more
  std::uint32_t line_of(std::string_view text) const {
    std::string_view key = text.substr(0, text.find(": "));
    while (!key.empty()) {
      const auto found = notes_.lines.find(key);
      if (found != notes_.lines.end()) return found->second;
      const std::size_t cut = key.find_last_of(".[");
      key = cut == std::string_view::npos ? std::string_view{} : key.substr(0, cut);
    }
    return 0;
  }
  std::string place(std::uint32_t line) const { return file_.name + (line == 0 ? "" : ", line " + std::to_string(line)) + ": "; }
  Failure first_problem() const {
    const DefinitionProblem& first = *std::ranges::min_element(notes_.problems, {}, &DefinitionProblem::line);
    return fail(Kind::malformed, "profiles.file", place(first.line) + first.text, std::string(k_hint));
  }

  const FrameworkFile& file_;
  DefinitionNotes notes_;
  std::string rule_place_;
};

}  // namespace

Result<std::vector<domain::Profile>> read_profiles(const std::vector<FrameworkFile>& files, const domain::Crosswalk& crosswalk) {
  std::vector<domain::Profile> out;
  std::vector<std::string_view> names;
  for (const FrameworkFile& file : files) {
    CAIRN_TRY(const TomlValue root, read_toml(file.text, file.name));
    if (!is_profile(root)) continue;
    CAIRN_TRY(domain::Profile profile, ProfileReader(file).read(root, crosswalk));
    const auto same = std::ranges::find_if(out, [&](const domain::Profile& one) { return one->id == profile->id; });
    if (same != out.end()) {
      const TomlMember* id = root.find("id");
      return fail(Kind::malformed, "profiles.duplicate",
                  file.name + ", line " + std::to_string(id == nullptr ? 0 : id->line) + ": the profile \"" + profile->id + "\" stands in " +
                      std::string(names[static_cast<std::size_t>(same - out.begin())]) + " already",
                  "Give each profile its own id; a file that replaces one of the program's has the same file name.");
    }
    out.push_back(std::move(profile));
    names.push_back(file.name);
  }
  return out;
}

Result<const domain::Profile*> find_profile(const std::vector<domain::Profile>& profiles, std::string_view id) {
  std::vector<std::string_view> ids;
  for (const domain::Profile& profile : profiles) {
    if (profile->id == id) return &profile;
    ids.push_back(profile->id);
  }
  std::string known;
  for (const std::string_view one : ids) known += (known.empty() ? "" : ", ") + std::string(one);
  const std::string meant = did_you_mean(id, ids);
  return fail(Kind::missing, "profiles.unknown", "there is no profile \"" + std::string(id.substr(0, 60)) + "\"" + (meant.empty() ? "" : ". " + meant),
              "The profiles are " + known + ". cairn check --list says more of them.");
}

}  // namespace cairn::app
