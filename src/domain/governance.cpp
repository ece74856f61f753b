#include "domain/governance.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "domain/field_check.hpp"

namespace cairn::domain {
namespace {

constexpr std::array<std::string_view, 5> k_public_acts = {k_act_publish, k_act_monitor, k_act_review, k_act_expire, k_act_discontinue};
constexpr std::array<std::string_view, 3> k_other_rights = {k_edit, k_administer, k_award_right};
constexpr std::array<std::string_view, 26> k_material_floor = {
    "id",     "name",       "level",      "credit",        "further_credits", "workload_hours", "outcomes",           "alignments",   "tasks",
    "assessment", "results", "quality",   "criteria_narrative", "criteria_url", "achievement_type", "evidence",       "participation", "prerequisites",
    "required_definitions", "validity_months", "awarded_by", "delivered_by", "organisation", "stacking", "listing.assurance", "translations"};

template <class List>
bool has(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

Failure template_error(const std::string& place, const std::string& what, std::string hint) {
  return fail(Kind::malformed, "governance.template", place + ": " + what, std::move(hint));
}

std::string at(std::string_view list, std::size_t index, std::string_view name) {
  return std::string(list) + "[" + std::to_string(index) + "]." + std::string(name);
}

// What no template can lift: a rating is checked by a second person, and nobody approves their own work.
Result<void> check_two_persons(const GovernanceFields& fields, const Governance& governance) {
  const auto demand = [&](std::string_view act, std::vector<std::string_view> others) -> Result<void> {
    const ActKind* kind = governance.find_act(act);
    if (kind == nullptr) {
      return template_error("acts", "there is no \"" + std::string(act) + "\"", "A rating, its vetting and an approval belong to every template.");
    }
    for (const std::string_view other : others) {
      if (has(kind->not_by, other)) continue;
      const std::size_t index = static_cast<std::size_t>(kind - fields.acts.data());
      return template_error(at("acts", index, "not_by"), "\"" + std::string(act) + "\" may not be done by who did \"" + std::string(other) + "\"",
                            "Add it to not_by: two people are needed here.");
    }
    const bool is_in_stage = std::ranges::any_of(fields.stages, [&](const Stage& stage) { return has(stage.acts, act); });
    if (!is_in_stage) return template_error("stages", "no stage needs \"" + std::string(act) + "\"", "Name it in a stage.");
    return {};
  };
  CAIRN_CHECK(demand("rate", {k_edit}));
  CAIRN_CHECK(demand("vet", {k_edit, "rate"}));
  return demand("approve", {k_edit, "rate", "vet"});
}

Result<void> check_act_kinds(const GovernanceFields& fields, const Governance& governance) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < fields.acts.size(); ++i) {
    const ActKind& kind = fields.acts[i];
    CAIRN_CHECK(check_key({"acts", i, "id"}, kind.id));
    if (!seen.insert(kind.id).second || kind.id == k_act_award || kind.id == k_act_carry || has(k_other_rights, kind.id)) {
      return template_error(at("acts", i, "id"), "\"" + kind.id + "\" stands for something already", "Give each act an id of its own.");
    }
    if (kind.roles.empty()) return template_error(at("acts", i, "roles"), "is empty", "Name who may do it.");
    for (const std::string& role : kind.roles) {
      const Role* found = governance.find_role(role);
      if (found == nullptr) return template_error(at("acts", i, "roles"), "there is no role \"" + role + "\"", "Describe it under [[roles]].");
      if (!has(found->may, kind.id)) {
        return template_error(at("acts", i, "roles"), "the role \"" + role + "\" does not list \"" + kind.id + "\" under may", "Write it on both sides.");
      }
    }
    for (const std::string& other : kind.not_by) {
      if (other == k_edit || governance.find_act(other) != nullptr) continue;
      return template_error(at("acts", i, "not_by"), "there is no act \"" + other + "\"", "Name an act of this file, or \"edit\".");
    }
  }
  for (const std::string_view act : k_public_acts) {
    if (governance.find_act(act) == nullptr) {
      return template_error("acts", "there is no \"" + std::string(act) + "\"", "Every template publishes, monitors, reviews and retires.");
    }
  }
  return {};
}

Result<void> check_roles_and_stages(const GovernanceFields& fields, const Governance& governance) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < fields.roles.size(); ++i) {
    if (!seen.insert(fields.roles[i].id).second) return template_error(at("roles", i, "id"), "stands here twice", "Keep one of them.");
    for (const std::string& right : fields.roles[i].may) {
      if (governance.find_act(right) != nullptr || has(k_other_rights, right)) continue;
      return template_error(at("roles", i, "may"), "there is no act \"" + right + "\"", "Name an act, edit, award or administer.");
    }
  }
  std::set<std::string_view> placed;
  for (std::size_t i = 0; i < fields.stages.size(); ++i) {
    if (fields.stages[i].acts.empty()) return template_error(at("stages", i, "acts"), "is empty", "A stage is completed by acts.");
    for (const std::string& act : fields.stages[i].acts) {
      if (governance.find_act(act) == nullptr || has(k_public_acts, act)) {
        return template_error(at("stages", i, "acts"), "\"" + act + "\" is no act that can complete a stage", "Name an act of this file.");
      }
      if (!placed.insert(act).second) return template_error(at("stages", i, "acts"), "\"" + act + "\" stands in two stages", "Keep one.");
    }
  }
  return {};
}

// "outcomes[3].statement" -> "outcomes[].statement"
std::string without_numbers(std::string_view place) {
  std::string out;
  bool inside = false;
  for (const char c : place) {
    if (c == ']') inside = false;
    if (!inside) out += c;
    if (c == '[') inside = true;
  }
  return out;
}

bool is_part_of(std::string_view part, std::string_view whole) {
  if (!part.starts_with(whole)) return false;
  return part.size() == whole.size() || part[whole.size()] == '.' || part[whole.size()] == '[';
}

}  // namespace

const ActKind* Governance::find_act(std::string_view id) const {
  const auto found = std::ranges::find_if(fields_.acts, [id](const ActKind& kind) { return kind.id == id; });
  return found == fields_.acts.end() ? nullptr : &*found;
}

const Role* Governance::find_role(std::string_view id) const {
  const auto found = std::ranges::find_if(fields_.roles, [id](const Role& role) { return role.id == id; });
  return found == fields_.roles.end() ? nullptr : &*found;
}

bool Governance::may(const std::vector<std::string>& roles, std::string_view action) const {
  return std::ranges::any_of(roles, [&](const std::string& id) {
    const Role* role = find_role(id);
    return role != nullptr && has(role->may, action);
  });
}

namespace {

// What no template can leave out, and whom it can let in.
Result<void> check_floor(const Governance& out) {
  for (const std::string_view place : k_material_floor) {
    if (has(out->material, place)) continue;
    return template_error("material", "\"" + std::string(place) + "\" is missing", "What a credential states is material in every template; add it.");
  }
  for (std::size_t i = 0; i < out->roles.size(); ++i) {
    if (has(out->roles[i].may, k_administer) == (out->roles[i].id == k_administrator)) continue;
    return template_error(at("roles", i, "may"), "\"administer\" is the right of the role \"administrator\" and of no other", "Give it to that role.");
  }
  if (out.find_role(k_administrator) == nullptr) return template_error("roles", "there is no \"administrator\"", "Describe the role, with the right \"administer\".");
  for (std::size_t i = 0; i < out->partner_acts.size(); ++i) {
    const std::string& act = out->partner_acts[i];
    const bool is_public = has(k_public_acts, act) || act == "approve";
    if (!is_public && (act == k_edit || out.find_act(act) != nullptr)) continue;
    return template_error("partner_acts[" + std::to_string(i) + "]", "\"" + act + "\" is no act that partners can do",
                          "Approval and publication belong to the organisation whose definition it is.");
  }
  return {};
}

}  // namespace

std::span<const std::string_view> material_floor() { return k_material_floor; }

Result<Governance> make_governance(GovernanceFields fields) {
  Governance out(std::move(fields));
  CAIRN_CHECK(check_act_kinds(out.fields_, out));
  CAIRN_CHECK(check_roles_and_stages(out.fields_, out));
  CAIRN_CHECK(check_two_persons(out.fields_, out));
  CAIRN_CHECK(check_floor(out));
  if (out->review_years_most < 1 || out->review_years_most > 20) {
    return template_error("review_years_most", "is " + std::to_string(out->review_years_most), "Give 1 to 20 years.");
  }
  return out;
}

std::string_view outcome_word(ActOutcome outcome) {
  constexpr std::array<std::string_view, 3> k_words = {"yes", "no", "with-conditions"};
  return k_words[static_cast<std::size_t>(outcome)];
}

std::string_view publication_word(Publication publication) {
  constexpr std::array<std::string_view, 4> k_words = {"unpublished", "current", "expiring", "discontinued"};
  return k_words[static_cast<std::size_t>(publication)];
}

const std::string* Act::fact(std::string_view name) const {
  const auto found = std::ranges::find_if(facts, [name](const ActFact& fact) { return fact.name == name; });
  return found == facts.end() ? nullptr : &found->text;
}

bool is_material(const Governance& governance, std::string_view place) {
  const std::string bare = without_numbers(place);
  return std::ranges::any_of(governance->material, [&](const std::string& one) { return is_part_of(bare, one) || is_part_of(one, bare); });
}

EditTarget edit_target(const Governance& governance, const Standpoint& standpoint, const std::vector<std::string>& places) {
  if (!standpoint.was_published && !standpoint.is_frozen) return EditTarget::same_version;
  if (standpoint.publication != Publication::current) return EditTarget::new_version;  // what was retired does not come back by an edit
  if (std::ranges::any_of(places, [&](const std::string& place) { return is_material(governance, place); })) return EditTarget::new_version;
  return standpoint.is_frozen ? EditTarget::minor_version : EditTarget::same_version;
}

std::string next_version(std::string_view version, EditTarget target) {
  if (target == EditTarget::same_version) return std::string(version);
  const auto digits = [](std::string_view text) {
    return !text.empty() && text.size() <= 9 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  };
  const std::size_t dot = version.find('.');
  const std::string_view major = version.substr(0, dot);
  const std::string_view minor = dot == std::string_view::npos ? "0" : version.substr(dot + 1);
  if (!digits(major) || !digits(minor)) {
    // "autumn" -> "autumn-2" -> "autumn-3"
    const std::size_t dash = version.rfind('-');
    if (dash != std::string_view::npos && digits(version.substr(dash + 1))) {
      return std::string(version.substr(0, dash + 1)) + std::to_string(std::stoll(std::string(version.substr(dash + 1))) + 1);
    }
    return std::string(version) + "-2";
  }
  if (target == EditTarget::minor_version) return std::string(major) + "." + std::to_string(std::stoll(std::string(minor)) + 1);
  return std::to_string(std::stoll(std::string(major)) + 1);
}

}  // namespace cairn::domain
