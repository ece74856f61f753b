#include <algorithm>

#include "domain/framework.hpp"
#include "exchange/elm_words.hpp"
#include "exchange/exchange.hpp"
#include "exchange/members.hpp"
#include "exchange/parts.hpp"
#include "exchange/words.hpp"

namespace cairn::exchange {
namespace {

using domain::MicroCredentialFields;
using json::Array;
using json::Value;

constexpr std::string_view k_esco = "http://data.europa.eu/esco/";

constexpr std::string_view k_carried[] = {
    "id", "name", "description", "language", "achievement_type", "human_code", "field_of_study", "criteria_narrative", "criteria_url",
    "workload_hours", "participation", "prerequisites", "organisation.id", "organisation.name", "organisation.url", "level",
    "credit.framework", "credit.amount", "further_credits[].framework", "further_credits[].amount", "assessment.types", "stacking.kind",
    "stacking.towards", "listing.subject_code", "listing.subject_scheme", "offer.audience", "outcomes[].statement", "outcomes[].url",
    "alignments[].target_name", "alignments[].target_url", "alignments[].target_framework", "translations"};

class ElmWriter {
 public:
  ElmWriter(const MicroCredentialFields& fields, Arena& arena)
      : fields_(fields), arena_(arena), words_(fields, arena, WordsWriter::Tags::without_region) {}

  Exported write() {
    Members out(arena_);
    out.value("@context", context()).text("id", fields_.id);
    out.text("type", fields_.level ? "Qualification" : "LearningAchievementSpecification");
    out.value("title", words_.map("name", fields_.name)).value("description", words_.map("description", fields_.description));
    if (!fields_.human_code.empty()) out.value("identifier", course_code());
    if (fields_.level) out.value(is_european() ? "eqfLevel" : "nqfLevel", level());
    out.list("creditPoint", credits()).list("learningOutcome", outcomes());
    if (fields_.workload_hours) out.text("volumeOfLearning", duration_of_hours(*fields_.workload_hours));
    if (!fields_.prerequisites.empty()) out.value("entryRequirement", note("prerequisites", fields_.prerequisites));
    if (!fields_.criteria_narrative.empty()) out.value("learningOutcomeSummary", note("criteria_narrative", fields_.criteria_narrative));
    if (!fields_.offer.audience.empty()) out.value("targetGroup", note("offer.audience", fields_.offer.audience));
    out.list("thematicArea", areas()).list("isPartOf", larger_awards());
    if (has_owner()) out.value("awardingOpportunity", opportunity());
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
  Value in_language(const std::string& text) { return words_.map("", text); }

  Value course_code() {
    return Members(arena_).text("type", "Identifier").text("schemeName", "Course code").text("notation", fields_.human_code).object();
  }

  Value note(std::string_view field, const std::string& text) {
    return Members(arena_).text("type", "Note").value("noteLiteral", words_.map(field, text)).object();
  }

  // A code is one of a vocabulary.
  bool has_subject() const { return !fields_.listing.subject_code.empty() && !fields_.listing.subject_scheme.empty(); }

  Array areas() {
    const Array out = Array::make(arena_, 2);
    if (!fields_.field_of_study.empty()) {
      out.push_back(Members(arena_).text("type", "Concept").value("prefLabel", words_.map("field_of_study", fields_.field_of_study)).object(), arena_);
    }
    const domain::ListingFacts& listing = fields_.listing;
    if (!has_subject()) return out;
    Members coded(arena_);
    coded.text("type", "Concept").text("notation", listing.subject_code).value("inScheme", scheme("", listing.subject_scheme));
    out.push_back(coded.object(), arena_);
    return out;
  }

  // A vocabulary by its name, where it has no address that the EU gave it.
  Value scheme(std::string_view id, const std::string& name) {
    return Members(arena_)
        .text("id", id)
        .text("type", "ConceptScheme")
        .value("title", Members(arena_).text("en", name).object())
        .object();
  }

  Array larger_awards() {
    const Array out = Array::make(arena_);
    for (const domain::Party& award : fields_.stacking.towards) {
      out.push_back(Members(arena_).text("id", award.id).text("type", "Qualification").value("title", in_language(award.name)).object(), arena_);
    }
    return out;
  }

  bool has_owner() const { return !fields_.organisation.id.empty() && fields_.organisation.id != k_left_to_the_key; }
  Value opportunity() {
    const domain::Organisation& from = fields_.organisation;
    Members body(arena_);
    body.text("id", from.id).text("type", "Organisation").value("legalName", in_language(from.name));
    if (!from.url.empty()) body.value("homepage", Members(arena_).text("type", "WebResource").text("contentURL", from.url).object());
    return Members(arena_).text("type", "AwardingOpportunity").value("awardingBody", body.object()).object();
  }

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
    const domain::Level& from = *fields_.level;
    Members out(arena_);
    out.text("id", from.url).text("type", "Concept").text("notation", from.code);
    if (!is_european()) {
      const domain::Framework* known = domain::find_framework(from.framework);
      out.value("inScheme", scheme(known == nullptr ? std::string_view() : known->url, from.framework));
    }
    return out.value("prefLabel", Members(arena_).text("en", from.name).object()).object();
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
  Value outcome(std::size_t index) {
    const domain::LearningOutcome& from = fields_.outcomes[index];
    Members out(arena_);
    out.text("type", "LearningOutcome").value("title", words_.map(statement_place(index), from.statement));
    if (from.url.empty()) return out.object();
    const Value skill = Members(arena_).text("id", from.url).text("type", "Concept").value("prefLabel", in_language(from.statement)).object();
    return out.value(std::string_view(from.url).starts_with(k_esco) ? "relatedESCOSkill" : "relatedSkill", skill).object();
  }

  Array outcomes() {
    const Array out = Array::make(arena_);
    for (std::size_t i = 0; i < fields_.outcomes.size(); ++i) out.push_back(outcome(i), arena_);
    for (const domain::Alignment& from : fields_.alignments) {
      const Value name = in_language(from.target_name);
      Members skill(arena_);
      skill.text("id", from.target_url).text("type", "Concept");
      const bool is_esco = std::string_view(from.target_url).starts_with(k_esco);
      if (!is_esco && !from.target_framework.empty()) skill.value("inScheme", scheme("", from.target_framework));
      skill.value("prefLabel", name);
      // No title: a skill alone is no outcome.
      out.push_back(Members(arena_).text("type", "LearningOutcome").value(is_esco ? "relatedESCOSkill" : "relatedSkill", skill.object()).object(), arena_);
    }
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

  // A reader who is not told the language takes English for it.
  bool has_english() const {
    return std::ranges::any_of(fields_.translations, [](const domain::Translation& one) { return one.language.starts_with("en"); });
  }

  std::vector<std::string> left() {
    std::vector<std::string> out = words_.left();
    const auto except = [&](std::string place, bool is_left) {
      if (is_left) out.push_back(std::move(place));
    };
    except("achievement_type", fields_.achievement_type != "MicroCredential");
    except("language", fields_.language.find('-') != std::string::npos || (language_code(fields_.language).empty() && has_english()));
    except("listing.subject_code", !has_subject());
    except("listing.subject_scheme", !has_subject());
    except("stacking.kind", !has_partial());
    except("organisation", !has_owner());
    for (std::size_t i = 0; i < fields_.alignments.size(); ++i) {
      const domain::Alignment& from = fields_.alignments[i];
      const bool is_esco = std::string_view(from.target_url).starts_with(k_esco);
      except("alignments[" + std::to_string(i) + "].target_framework", is_esco && from.target_framework != "ESCO");
    }
    return left_of(fields_, k_carried, out);
  }

  const MicroCredentialFields& fields_;
  Arena& arena_;
  WordsWriter words_;
};

}  // namespace

Exported to_elm(const domain::MicroCredential& definition, Arena& arena) { return ElmWriter(definition.fields(), arena).write(); }

}  // namespace cairn::exchange
