#include <algorithm>
#include <array>

#include "domain/vocabulary.hpp"
#include "exchange/achievement_words.hpp"
#include "exchange/exchange.hpp"
#include "exchange/foreign_words.hpp"
#include "exchange/ledger.hpp"
#include "exchange/listed.hpp"
#include "exchange/parts.hpp"
#include "exchange/profile.hpp"

namespace cairn::exchange {
namespace {

using domain::MicroCredentialFields;
using json::Value;

constexpr std::string_view k_carried[] = {
    "id", "version", "name", "description", "language", "achievement_type", "human_code", "field_of_study", "tags", "criteria_narrative",
    "criteria_url", "image_url", "image_caption", "workload_hours", "participation", "prerequisites", "organisation", "level", "credit",
    "further_credits", "assessment.types", "assessment.identity_assurance", "assessment.identity_check", "assessment.identity_checked_by",
    "quality", "stacking", "awarded_by", "delivered_by", "outcomes[].statement", "outcomes[].url", "alignments", "results"};

bool is_of_type(const Value& node, std::string_view wanted) {
  bool out = false;
  each(node.find("type"), [&](const Value& type) { out = out || type.is_string(wanted); });
  return out;
}

class AchievementReader {
 public:
  AchievementReader(const Value& node, Ledger& ledger) : node_(node), ledger_(ledger) {}

  MicroCredentialFields read() {
    take_type(node_, ledger_);
    read_names();
    read_criteria();
    read_exact_terms();
    read_circumstances();
    read_edubadges();
    each(node_.find("resultDescription"), [this](const Value& one) { read_result(one); });
    each(node_.find("alignment"), [this](const Value& one) { read_alignment(one); });
    read_plain_credit();
    out_.organisation = take_organisation(node_.find("creator"), ledger_);
    return std::move(out_);
  }

 private:
  std::string text(std::string_view name) { return take_text(node_.find(name), ledger_); }

  void read_names() {
    out_.id = text("id");
    out_.name = text("name");
    out_.description = text("description");
    out_.human_code = text("humanCode");
    out_.field_of_study = text("fieldOfStudy");
    if (std::string version = text("version"); !version.empty()) out_.version = std::move(version);
    out_.tags = take_texts(node_.find("tag"), ledger_);
    const std::string_view type = node_.text_of("achievementType");
    if (domain::is_in_vocabulary(domain::achievement_types(), type)) out_.achievement_type = text("achievementType");
    if (domain::is_language_tag(node_.text_of("inLanguage"))) out_.language = text("inLanguage");
    take_image(node_.find("image"), out_, ledger_);
  }

  // Outcomes and workload stand at the end of the narrative, as Cairn writes them.
  void read_criteria() {
    const Value* criteria = first_of(node_.find("criteria"));
    if (criteria == nullptr) return;
    if (is_web_address(criteria->find("id"))) out_.criteria_url = take_text(criteria->find("id"), ledger_);
    take_type(*criteria, ledger_);
    CriteriaText parts = split_criteria(take_text(criteria->find("narrative"), ledger_));
    out_.criteria_narrative = std::move(parts.narrative);
    for (std::string& statement : parts.outcomes) out_.outcomes.push_back({std::move(statement)});
    out_.workload_hours = parts.hours;
  }

  void read_exact_terms() {
    each(node_.find("exactCredit"), [this](const Value& one) {
      const auto amount = amount_of(first_of(one.find("creditAmount")));
      const Value* framework = first_of(one.find("creditFramework"));
      if (!amount || framework == nullptr || !framework->is_string()) return;
      ledger_.take(first_of(one.find("creditAmount")));
      domain::Credit credit{take_text(framework, ledger_), *amount};
      credit.level = take_text(one.find("creditLevel"), ledger_);
      if (const auto hours = amount_of(first_of(one.find("creditHours")))) {
        credit.hours = hours;
        ledger_.take(first_of(one.find("creditHours")));
      }
      credit.rated_by = take_party(one.find("ratedBy"), ledger_);
      take_type(one, ledger_);
      add_credit(std::move(credit));
    });
    if (const auto hours = amount_of(first_of(node_.find("notionalHours")))) {
      out_.workload_hours = hours;
      ledger_.take(first_of(node_.find("notionalHours")));
    }
  }

  void add_credit(domain::Credit credit) {
    if (!out_.credit) out_.credit = std::move(credit);
    else out_.further_credits.push_back(std::move(credit));
  }

  std::string word(std::string_view name, std::span<const std::string_view> words) {
    const Value* found = first_of(node_.find(name));
    const bool is_known = found != nullptr && found->is_string() && std::ranges::find(words, found->text()) != words.end();
    return is_known ? take_text(found, ledger_) : std::string();
  }

  void read_circumstances() {
    out_.participation = word("participation", domain::participation_modes());
    out_.prerequisites = text("prerequisites");
    out_.assessment.types = take_texts(node_.find("assessmentKind"), ledger_);
    out_.assessment.identity_assurance = word("identityAssurance", domain::identity_assurances());
    out_.assessment.identity_check = text("identityCheck");
    out_.assessment.identity_checked_by = take_party(node_.find("identityCheckedBy"), ledger_);
    if (const Value* quality = first_of(node_.find("qualityAssurance"))) {
      out_.quality.form = take_text(quality->find("qualityForm"), ledger_);
      out_.quality.statement = take_text(quality->find("qualityStatement"), ledger_);
      out_.quality.assured_by = take_party(quality->find("assuredBy"), ledger_);
      if (domain::says_something(out_.quality)) take_type(*quality, ledger_);
    }
    out_.stacking.kind = word("stackability", domain::stacking_kinds());
    out_.stacking.towards = take_parties(node_.find("contributesTo"), ledger_);
    out_.awarded_by = take_party(node_.find("awardedBy"), ledger_);
    out_.delivered_by = take_parties(node_.find("deliveredBy"), ledger_);
  }

  // SBU counts hours of study, as edubadges does.
  void read_edubadges() {
    if (const auto points = amount_of(node_.find("ECTS")); points && !points->is_zero() && !out_.credit) {
      add_credit({"ECTS", *points});
      ledger_.take(node_.find("ECTS"));
    }
    for (const char* name : {"SBU", "timeInvestment"}) {
      const auto hours = amount_of(node_.find(name));
      if (!hours || out_.workload_hours) continue;
      out_.workload_hours = hours;
      ledger_.take(node_.find(name));
    }
    const std::string_view mode = participation_named(node_.text_of("participationType"));
    if (!mode.empty() && out_.participation.empty()) {
      out_.participation = mode;
      ledger_.take(node_.find("participationType"));
    }
    if (std::string type = text("assessmentType"); !type.empty()) out_.assessment.types.push_back(std::move(type));
    read_supervision();
  }

  void read_supervision() {
    const Value* checked = node_.find("identityChecked");
    const bool says_checked = checked != nullptr && checked->is_boolean();
    const SupervisionWord* known = supervision_of(node_.text_of("supervisionType"));
    if (known == nullptr || !out_.assessment.identity_assurance.empty()) return;
    if (says_checked ? checked->as_boolean() != known->is_checked : !known->says_whether) return;
    out_.assessment.identity_assurance = known->assurance;
    ledger_.take(node_.find("supervisionType"));
    ledger_.take(checked);
  }

  void read_alignment(const Value& node) {
    const std::string_view type = node.text_of("targetType");
    auto alignment = take_alignment(node, ledger_);
    if (!alignment) return;
    const std::string framework = level_framework(type, alignment->target_framework);
    if (!framework.empty() && !out_.level && !alignment->target_code.empty()) {
      out_.level = domain::Level{framework, alignment->target_code, alignment->target_name, alignment->target_url};
      return;
    }
    const bool is_bare = alignment->target_framework.empty() && alignment->target_code.empty() && alignment->target_description.empty() && type.empty();
    const auto outcome = std::ranges::find(out_.outcomes, alignment->target_name, &domain::LearningOutcome::statement);
    if (is_bare && outcome != out_.outcomes.end() && outcome->url.empty()) {
      outcome->url = alignment->target_url;
      return;
    }
    out_.alignments.push_back(std::move(*alignment));
  }

  // creditsAvailable says how many, and not of what.
  void read_plain_credit() {
    const Value* available = node_.find("creditsAvailable");
    const auto amount = amount_of(available);
    if (amount && out_.credit && out_.credit->amount == *amount) ledger_.take(available);
  }

  void read_result(const Value& node) {
    const std::string_view type = node.text_of("resultType");
    const auto points = amount_of(node.find("valueMax"));
    const std::string framework = credit_framework_of(type);
    if (!framework.empty() && points) {
      for (const char* name : {"id", "name", "resultType", "valueMax"}) ledger_.take(node.find(name));
      take_type(node, ledger_);
      if (!out_.credit) add_credit({framework, *points});
      return;
    }
    const auto known = result_type_of(type);
    domain::ResultDescription result;
    result.name = take_text(node.find("name"), ledger_);
    if (result.name.empty()) return;
    result.key = unused_key(key_of_result(node.text_of("id"), result.name));
    ledger_.take(node.find("id"));
    take_type(node, ledger_);
    if (known) {
      result.type = *known;
      ledger_.take(node.find("resultType"));
    }
    result.allowed_values = take_texts(node.find("allowedValue"), ledger_);
    read_mark(node, "valueMin", result.minimum);
    read_mark(node, "valueMax", result.maximum);
    if (result.allowed_values.empty()) read_mark(node, "requiredValue", result.required);
    if (!result.required) result.required_value = take_text(node.find("requiredValue"), ledger_);
    read_levels(node, result);
    result.assessment = take_assessment(node, ledger_);
    out_.results.push_back(std::move(result));
  }

  std::string unused_key(std::string wanted) const {
    if (wanted.empty()) wanted = "result";
    std::string out = wanted;
    for (int number = 2; std::ranges::find(out_.results, out, &domain::ResultDescription::key) != out_.results.end(); ++number) {
      out = wanted + "-" + std::to_string(number);
    }
    return out;
  }

  void read_mark(const Value& node, std::string_view name, std::optional<domain::Amount>& out) {
    out = amount_of(node.find(name));
    if (out) ledger_.take(node.find(name));
  }

  void read_levels(const Value& node, domain::ResultDescription& result) {
    const std::string_view required = node.text_of("requiredLevel");
    const std::string_view id = node.text_of("id");
    each(node.find("rubricCriterionLevel"), [&](const Value& one) {
      domain::RubricLevel level;
      level.name = take_text(one.find("name"), ledger_);
      if (level.name.empty()) return;
      const std::string_view level_id = one.text_of("id");
      const bool is_ours = !id.empty() && level_id.size() > id.size() + 1 && level_id.starts_with(id) && is_key(level_id.substr(id.size() + 1));
      level.key = is_ours ? std::string(level_id.substr(id.size() + 1)) : key_of(level.name);
      if (level.key.empty()) level.key = "level-" + std::to_string(result.levels.size() + 1);
      level.description = take_text(one.find("description"), ledger_);
      level.points = take_text(one.find("points"), ledger_);
      ledger_.take(one.find("id"));
      take_type(one, ledger_);
      if (!required.empty() && required == level_id) {
        result.required_level = level.key;
        ledger_.take(node.find("requiredLevel"));
      }
      result.levels.push_back(std::move(level));
    });
  }

  const Value& node_;
  Ledger& ledger_;
  MicroCredentialFields out_;
};

// Where achievements stand in the documents that carry them.
std::vector<ListedNode> achievements_of(const ListedNode& holder) {
  std::vector<ListedNode> out;
  if (is_of_type(*holder.value, "Achievement")) {
    out.push_back(holder);
    return out;
  }
  const Value* subject = holder.value->find("credentialSubject");
  std::string place = holder.place + "/credentialSubject";
  if (subject != nullptr && subject->is_array()) {
    subject = first_of(subject);
    place += "/0";
  }
  const Value* achievement = subject == nullptr ? nullptr : subject->find("achievement");
  if (achievement == nullptr) return out;
  place += "/achievement";
  if (!achievement->is_array()) {
    if (achievement->is_object()) out.push_back({achievement, place});
    return out;
  }
  for (std::uint32_t i = 0; i < achievement->array().size(); ++i) {
    if (achievement->array()[i].is_object()) out.push_back({&achievement->array()[i], place + "/" + std::to_string(i)});
  }
  return out;
}

}  // namespace

Result<std::vector<Imported>> from_achievement(const json::Value& document) {
  constexpr std::array<std::string_view, 3> k_lists = {"achievement", "achievements", "@graph"};
  Ledger ledger(document);
  ledger.take(document.find("@context"));
  std::vector<Imported> out;
  std::map<std::string, std::size_t, std::less<>> places;
  for (const ListedNode& holder : list_nodes(document, k_lists)) {
    for (const ListedNode& node : achievements_of(holder)) {
      places.emplace(node.place, out.size());
      if (out.empty() || !places.contains(holder.place)) places.emplace(holder.place, out.size());
      ledger.take(holder.value->find("@context"));
      MicroCredentialFields fields = AchievementReader(*node.value, ledger).read();
      if (fields.organisation.id.empty() && fields.organisation.name.empty()) {
        fields.organisation = take_organisation(holder.value->find("issuer"), ledger);
      }
      out.push_back({std::move(fields), {}, node.place});
    }
  }
  if (out.empty()) {
    return fail(Kind::malformed, "exchange.achievement", "it holds no Achievement of Open Badges 3.0",
                "Give an Achievement, or a credential with one in its credentialSubject.");
  }
  share_out(ledger.left(), places, out);
  return out;
}

namespace {

// One that says what an outcome says, and no more, is read as that outcome's address.
bool is_taken_for_an_outcome(const domain::Alignment& alignment, const MicroCredentialFields& fields) {
  const bool is_bare = alignment.target_framework.empty() && alignment.target_code.empty() && alignment.target_description.empty() && alignment.target_type.empty();
  const auto outcome = std::ranges::find(fields.outcomes, alignment.target_name, &domain::LearningOutcome::statement);
  return is_bare && outcome != fields.outcomes.end() && outcome->url.empty();
}

}  // namespace

std::vector<std::string> left_by_achievement(const domain::MicroCredentialFields& fields) {
  std::vector<std::string> exceptions = {"credit.exact"};
  const bool has_owner = fields.organisation.id != k_left_to_the_key && !fields.organisation.id.empty();
  if (!has_owner) exceptions.emplace_back("organisation");
  // Without a heading that readers know, or hours behind it, the list of outcomes is part of the criteria.
  if (!fields.language.starts_with("en") && !fields.workload_hours) exceptions.emplace_back("outcomes");
  for (std::size_t i = 0; i < fields.alignments.size(); ++i) {
    if (is_taken_for_an_outcome(fields.alignments[i], fields)) exceptions.push_back("alignments[" + std::to_string(i) + "]");
  }
  return left_of(fields, k_carried, exceptions);
}

}  // namespace cairn::exchange
