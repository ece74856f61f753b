#include "exchange/elm_words.hpp"
#include "exchange/exchange.hpp"
#include "exchange/members.hpp"

namespace cairn::exchange {
namespace {

using domain::MicroCredentialFields;
using json::Array;
using json::Value;

constexpr std::string_view k_esco = "http://data.europa.eu/esco/";

class ElmWriter {
 public:
  ElmWriter(const MicroCredentialFields& fields, Arena& arena) : fields_(fields), arena_(arena) {}

  Exported write() {
    Members out(arena_);
    out.value("@context", context()).text("id", fields_.id);
    out.text("type", fields_.level ? "Qualification" : "LearningAchievementSpecification");
    out.value("title", in_language(fields_.name)).value("description", in_language(fields_.description));
    if (!fields_.human_code.empty()) out.value("identifier", course_code());
    if (fields_.level) out.value(is_european() ? "eqfLevel" : "nqfLevel", level());
    out.list("creditPoint", credits()).list("learningOutcome", outcomes());
    if (fields_.workload_hours) out.text("volumeOfLearning", duration_of_hours(*fields_.workload_hours));
    if (!fields_.prerequisites.empty()) out.value("entryRequirement", note(fields_.prerequisites));
    if (!fields_.criteria_narrative.empty()) out.value("learningOutcomeSummary", note(fields_.criteria_narrative));
    if (!fields_.criteria_url.empty()) out.value("homepage", page());
    if (!fields_.participation.empty()) out.value("mode", written(participation_concept(fields_.participation), fields_.participation));
    if (!language_code(fields_.language).empty()) out.value("language", language());
    out.list("provenBy", assessments());
    if (has_partial()) out.value("isPartialQualification", Value::boolean(fields_.stacking.kind == "integrated"));
    return {out.object(), left()};
  }

 private:
  Value context() {
    const Array out = Array::make(arena_, 2);
    out.push_back(Value::string("https://www.w3.org/2018/credentials/v1"), arena_);
    out.push_back(Value::string("http://data.europa.eu/snb/model/context/edc-ap"), arena_);
    return out;
  }

  // {"en": text}: ELM tags languages without the region.
  Value in_language(const std::string& text) {
    const std::string_view tag = std::string_view(fields_.language).substr(0, fields_.language.find('-'));
    const json::Object out = json::Object::make(arena_, 1);
    out.add_new(tag.empty() ? std::string_view("en") : arena_.copy(tag), Value::string(arena_.copy(text)), arena_);
    return out;
  }

  Value course_code() {
    return Members(arena_).text("type", "Identifier").text("schemeName", "Course code").text("notation", fields_.human_code).object();
  }

  Value note(const std::string& text) { return Members(arena_).text("type", "Note").value("noteLiteral", in_language(text)).object(); }

  Value page() { return Members(arena_).text("type", "WebResource").text("contentURL", fields_.criteria_url).object(); }

  // Without a known member of the vocabulary the label alone says what is meant.
  Value written(const Concept* concept_found, const std::string& word) {
    const std::string_view label = concept_found == nullptr ? std::string_view(word) : concept_found->label;
    return Members(arena_)
        .text("id", concept_found == nullptr ? std::string_view() : concept_found->id)
        .text("type", "Concept")
        .value("prefLabel", Members(arena_).text("en", label).object())
        .object();
  }

  bool is_european() const { return fields_.level->framework == "EQF"; }

  Value level() {
    Members out(arena_);
    if (is_european()) out.text("id", fields_.level->url);
    return out.text("type", "Concept")
        .text("notation", fields_.level->code)
        .value("prefLabel", Members(arena_).text("en", fields_.level->name).object())
        .object();
  }

  Value credit(const domain::Credit& from) {
    return Members(arena_)
        .text("type", "CreditPoint")
        .value("framework", written(credit_concept(from.framework), from.framework))
        .text("point", domain::to_text(from.amount))
        .object();
  }

  Array credits() {
    const Array out = Array::make(arena_);
    if (fields_.credit) out.push_back(credit(*fields_.credit), arena_);
    for (const domain::Credit& from : fields_.further_credits) out.push_back(credit(from), arena_);
    return out;
  }

  // An outcome with an address, and an alignment, name a skill.
  Value outcome(const std::string& statement, const std::string& url) {
    Members out(arena_);
    out.text("type", "LearningOutcome").value("title", in_language(statement));
    if (url.empty()) return out.object();
    const Value skill = Members(arena_).text("id", url).text("type", "Concept").value("prefLabel", in_language(statement)).object();
    return out.value(std::string_view(url).starts_with(k_esco) ? "relatedESCOSkill" : "relatedSkill", skill).object();
  }

  Array outcomes() {
    const Array out = Array::make(arena_);
    for (const domain::LearningOutcome& from : fields_.outcomes) out.push_back(outcome(from.statement, from.url), arena_);
    for (const domain::Alignment& from : fields_.alignments) out.push_back(outcome(from.target_name, from.target_url), arena_);
    return out;
  }

  Value language() {
    const std::string id = std::string(k_language_authority) + std::string(language_code(fields_.language));
    return Members(arena_).text("id", id).text("type", "Concept").object();
  }

  Array assessments() {
    const Array out = Array::make(arena_);
    for (const std::string& type : fields_.assessment.types) {
      out.push_back(Members(arena_)
                        .text("type", "LearningAssessmentSpecification")
                        .value("title", in_language(type))
                        .value("dcType", Members(arena_).text("type", "Concept").value("prefLabel", in_language(type)).object())
                        .object(),
                    arena_);
    }
    return out;
  }

  bool has_partial() const { return fields_.stacking.kind == "integrated" || fields_.stacking.kind == "stand-alone"; }

  std::vector<std::string> left() {
    Left out;
    const domain::AssessmentFacts& assessment = fields_.assessment;
    out.note("achievement_type", fields_.achievement_type != "MicroCredential");
    out.note("version", !fields_.version.empty());
    out.note("language", language_code(fields_.language).empty() || fields_.language.find('-') != std::string::npos);
    out.note("image_url", !fields_.image_url.empty());
    out.note("field_of_study", !fields_.field_of_study.empty());
    out.note("tags", !fields_.tags.empty());
    out.note("organisation", true);
    note_credit("credit", fields_.credit, out);
    for (std::size_t i = 0; i < fields_.further_credits.size(); ++i) {
      note_credit("further_credits[" + std::to_string(i) + "]", fields_.further_credits[i], out);
    }
    note_alignments(out);
    out.note("assessment.identity_assurance", !assessment.identity_assurance.empty());
    out.note("assessment.identity_check", !assessment.identity_check.empty());
    out.note("assessment.identity_checked_by", assessment.identity_checked_by.has_value());
    out.note("assessment.assessed_by", assessment.assessed_by.has_value());
    out.note("quality", domain::says_something(fields_.quality));
    out.note("stacking.kind", !fields_.stacking.kind.empty() && !has_partial());
    out.note("stacking.towards", !fields_.stacking.towards.empty());
    out.note("awarded_by", fields_.awarded_by.has_value());
    out.note("delivered_by", !fields_.delivered_by.empty());
    out.note("results", !fields_.results.empty());
    out.note("validity_months", fields_.validity_months.has_value());
    return out.take();
  }

  static void note_credit(const std::string& place, const std::optional<domain::Credit>& credit, Left& out) {
    out.note(place + ".level", credit && !credit->level.empty());
    out.note(place + ".hours", credit && credit->hours);
    out.note(place + ".rated_by", credit && credit->rated_by);
  }

  // A skill has a label and an address, and nothing of its framework.
  void note_alignments(Left& out) {
    for (std::size_t i = 0; i < fields_.alignments.size(); ++i) {
      const domain::Alignment& from = fields_.alignments[i];
      const std::string place = "alignments[" + std::to_string(i) + "]";
      out.note(place + ".target_framework", !from.target_framework.empty() && from.target_framework != "ESCO");
      out.note(place + ".target_code", !from.target_code.empty());
      out.note(place + ".target_type", !from.target_type.empty());
      out.note(place + ".target_description", !from.target_description.empty());
    }
  }

  const MicroCredentialFields& fields_;
  Arena& arena_;
};

}  // namespace

Exported to_elm(const domain::MicroCredential& definition, Arena& arena) { return ElmWriter(definition.fields(), arena).write(); }

}  // namespace cairn::exchange
