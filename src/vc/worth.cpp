#include "vc/worth.hpp"

#include <array>

#include "vc/credential_view.hpp"

namespace cairn::vc {
namespace {

constexpr std::size_t k_most_shown = 50;

// Members of the Achievement with a text, or several.
struct TextFact {
  std::string_view member;
  std::string_view id;
};
constexpr auto k_text_facts = std::to_array<TextFact>({
    {"notionalHours", "notional-hours"},
    {"assessmentKind", "assessment"},
    {"identityAssurance", "identity-assurance"},
    {"identityCheck", "identity-check"},
    {"participation", "participation"},
    {"prerequisites", "prerequisites"},
    {"stackability", "stackability"},
});

class Reader {
 public:
  Worth read(const json::Value& subject, const json::Value& achievement) {
    each_item(achievement.find("exactCredit"), [this](const json::Value& one) { exact_credit(one); });
    each_item(subject.find("result"), [&](const json::Value& result) { credit_result(result, achievement); });
    each_item(achievement.find("alignment"), [this](const json::Value& one) { level(one); });
    for (const TextFact& fact : k_text_facts) {
      each_item(achievement.find(fact.member), [&](const json::Value& one) { add(fact.id, plain(one)); });
    }
    each_item(achievement.find("resultDescription"), [this](const json::Value& one) { typed_assessment(one); });
    party(achievement, "identityCheckedBy", "identity-checked-by");
    party(subject, "source", "assessed-by");
    each_item(achievement.find("qualityAssurance"), [this](const json::Value& one) { quality(one); });
    party(achievement, "awardedBy", "awarded-by");
    party(achievement, "deliveredBy", "delivered-by");
    party(achievement, "contributesTo", "contributes-to");
    return std::move(out_);
  }

 private:
  static std::string plain(const json::Value& value) {
    if (value.is_string()) return std::string(value.text());
    return value.is_object() ? text_member(value, "@value") : std::string();
  }

  void add(std::string_view id, std::string value, std::string party = {}) {
    if (out_.facts.size() < k_most_shown && !value.empty()) out_.facts.push_back({std::string(id), std::move(value), std::move(party)});
  }

  void exact_credit(const json::Value& one) {
    if (!one.is_object() || out_.credits.size() >= k_most_shown) return;
    WorthCredit credit;
    credit.framework = text_member(one, "creditFramework");
    credit.amount = text_member(one, "creditAmount");
    credit.level = text_member(one, "creditLevel");
    credit.hours = text_member(one, "creditHours");
    if (const json::Value* rater = first_item(one.find("ratedBy"))) {
      credit.rated_by = text_member(*rater, "name");
      credit.rated_by_id = rater->is_string() ? rater->text() : rater->text_of("id");
    }
    if (!credit.framework.empty() && !credit.amount.empty()) out_.credits.push_back(std::move(credit));
  }

  // Without our extension, credit is a result whose type is "ext:", the framework and "CreditPoints".
  void credit_result(const json::Value& result, const json::Value& achievement) {
    const std::string_view id = result.text_of("resultDescription");
    each_item(achievement.find("resultDescription"), [&](const json::Value& description) {
      if (id.empty() || description.text_of("id") != id || out_.credits.size() >= k_most_shown) return;
      const std::string framework = framework_of(description.text_of("resultType"), "CreditPoints");
      const std::string amount = text_member(result, "value");
      if (framework.empty() || amount.empty() || has_credit(framework)) return;
      out_.credits.push_back({framework, amount, {}, {}, {}, {}});
    });
  }

  bool has_credit(std::string_view framework) const {
    for (const WorthCredit& credit : out_.credits) {
      if (credit.framework == framework) return true;
    }
    return false;
  }

  // "ext:SCQFLevel" -> "SCQF"
  static std::string framework_of(std::string_view word, std::string_view ending) {
    if (!word.starts_with("ext:") || !word.ends_with(ending)) return {};
    word.remove_prefix(4);
    word.remove_suffix(ending.size());
    return std::string(word);
  }

  void level(const json::Value& alignment) {
    const std::string_view type = alignment.text_of("targetType");
    if (framework_of(type, "Level").empty()) return;
    const std::string code = text_member(alignment, "targetCode");
    if (!code.empty()) add("level", text_member(alignment, "targetFramework") + " " + code);
  }

  void typed_assessment(const json::Value& description) {
    const std::string type = text_member(description, "assessmentType");
    if (type.empty()) return;
    std::string words = text_member(description, "name") + ": " + type;
    const std::string output = text_member(description, "assessmentOutput");
    if (!output.empty()) words += ", " + output;
    const json::Value* group = description.find("hasGroupParticipation");
    if (group != nullptr && group->is_true()) words += ", in a group";
    add("assessed-result", std::move(words));
  }

  void quality(const json::Value& one) {
    add("quality", text_member(one, "qualityForm"));
    add("quality-statement", text_member(one, "qualityStatement"));
    party(one, "assuredBy", "quality-assured-by");
  }

  void party(const json::Value& object, std::string_view member, std::string_view id) {
    each_item(object.find(member), [&](const json::Value& one) {
      const std::string key(one.is_string() ? one.text() : one.text_of("id"));
      const std::string name = one.is_object() ? text_member(one, "name") : std::string();
      add(id, name.empty() ? key : name, key);
    });
  }

  Worth out_;
};

void set(const json::Object& out, std::string_view name, const std::string& text, Arena& arena) {
  if (!text.empty()) out.add_new(name, json::Value::string(arena.copy(text)), arena);
}

json::Value to_json(const WorthCredit& credit, Arena& arena) {
  const json::Object out = json::Object::make(arena, 5);
  set(out, "framework", credit.framework, arena);
  set(out, "amount", credit.amount, arena);
  set(out, "level", credit.level, arena);
  set(out, "hours", credit.hours, arena);
  if (!credit.rated_by.empty() || !credit.rated_by_id.empty()) {
    const json::Object rater = json::Object::make(arena, 2);
    set(rater, "name", credit.rated_by, arena);
    set(rater, "id", credit.rated_by_id, arena);
    out.add_new("ratedBy", rater, arena);
  }
  return out;
}

}  // namespace

Worth read_worth(const json::Value& subject, const json::Value& achievement) { return Reader().read(subject, achievement); }

json::Value to_json(const Worth& worth, Arena& arena) {
  const json::Object out = json::Object::make(arena, 2);
  const json::Array credits = json::Array::make(arena, static_cast<std::uint32_t>(worth.credits.size() + 1));
  for (const WorthCredit& credit : worth.credits) credits.push_back(to_json(credit, arena), arena);
  out.add_new("credits", credits, arena);
  const json::Array facts = json::Array::make(arena, static_cast<std::uint32_t>(worth.facts.size() + 1));
  for (const WorthFact& fact : worth.facts) {
    const json::Object one = json::Object::make(arena, 3);
    set(one, "id", fact.id, arena);
    set(one, "value", fact.value, arena);
    set(one, "party", fact.party, arena);
    facts.push_back(one, arena);
  }
  out.add_new("facts", facts, arena);
  return out;
}

}  // namespace cairn::vc
