#include <algorithm>

#include "exchange/ctdl_words.hpp"
#include "exchange/exchange.hpp"
#include "exchange/members.hpp"
#include "exchange/parts.hpp"
#include "exchange/words.hpp"

namespace cairn::exchange {
namespace {

using domain::MicroCredentialFields;
using json::Array;
using json::Value;

constexpr std::string_view k_carried[] = {
    "id", "version", "name", "description", "language", "achievement_type", "human_code", "tags", "criteria_narrative", "criteria_url",
    "image_url", "workload_hours", "validity_months", "participation", "prerequisites", "required_definitions", "organisation.id",
    "organisation.name", "organisation.url", "level", "credit.framework", "credit.amount", "credit.level", "further_credits[].framework",
    "further_credits[].amount", "further_credits[].level", "assessment.types", "quality.form", "quality.assured_by", "stacking.towards",
    "delivered_by", "listing.subject_code", "listing.subject_scheme", "listing.recognised_by", "offer.duration", "offer.location",
    "offer.audience", "offer.languages", "offer.prices", "offer.url", "outcomes[].key", "outcomes[].statement", "outcomes[].url",
    "alignments", "tasks[].key", "tasks[].name", "tasks[].type", "tasks[].outcomes", "translations"};

class CtdlWriter {
 public:
  CtdlWriter(const MicroCredentialFields& fields, Arena& arena) : fields_(fields), arena_(arena), words_(fields, arena, WordsWriter::Tags::whole) {}

  Exported write() {
    Members out(arena_);
    out.value("@context", context()).text("@type", ctdl_class_of(fields_.achievement_type)).text("@id", fields_.id);
    out.text("ceterms:ctid", own_ctid());
    out.value("ceterms:name", words_.text_or_map("name", fields_.name));
    out.value("ceterms:description", words_.text_or_map("description", fields_.description));
    out.text("ceterms:codedNotation", fields_.human_code).list("ceterms:versionIdentifier", version());
    out.list("ceterms:inLanguage", texts(languages())).list("ceterms:keyword", texts(fields_.tags));
    out.text("ceterms:subjectWebpage", fields_.criteria_url).text("ceterms:image", fields_.image_url);
    out.value("ceterms:ownedBy", one(owner())).list("ceterms:offeredBy", parties(fields_.delivered_by));
    if (is_accredited()) out.value("ceterms:accreditedBy", one(party(*fields_.quality.assured_by)));
    out.list("ceterms:recognizedBy", parties(fields_.listing.recognised_by));
    out.list("ceterms:estimatedDuration", durations());
    if (fields_.validity_months) out.text("ceterms:renewalFrequency", "P" + std::to_string(*fields_.validity_months) + "M");
    out.list("ceterms:creditValue", credits()).list("ceterms:requires", requirements());
    out.list("ceterms:assessmentMethodType", assessment_types()).list("ceterms:deliveryType", delivery());
    if (fields_.level && !is_level_written()) out.value("ceterms:audienceLevelType", one(level_node(*fields_.level)));
    out.list("ceterms:instructionalProgramType", subjects()).list("ceterms:isPartOf", larger_awards());
    add_offer(out);
    return {out.object(), left()};
  }

 private:
  // Language maps need terms that say so.
  Value context() {
    Members out(arena_);
    out.text("ceterms", "http://purl.org/ctdl/terms/").text("schema", "http://schema.org/");
    if (fields_.translations.empty()) return out.object();
    for (const char* name : {"ceterms:name", "ceterms:description", "ceterms:targetNodeName", "ceterms:experience"}) {
      out.value(name, Members(arena_).text("@id", name).text("@container", "@language").object());
    }
    return out.object();
  }

  // The definition's own first; what it is taught in follows, as long as that begins with it too.
  bool are_languages_in_order() const { return fields_.offer.languages.size() > 1 && fields_.offer.languages[0] == fields_.language; }
  std::vector<std::string> languages() const {
    return are_languages_in_order() ? fields_.offer.languages : std::vector<std::string>{fields_.language};
  }

  Array one(Value value) {
    const Array out = Array::make(arena_, 1);
    out.push_back(value, arena_);
    return out;
  }

  Array texts(const std::vector<std::string>& from) {
    const Array out = Array::make(arena_);
    for (const std::string& text : from) {
      if (!text.empty()) out.push_back(Value::string(arena_.copy(text)), arena_);
    }
    return out;
  }

  // An alignment to itself in the Registry is where the Registry's name is kept.
  bool is_own(const domain::Alignment& alignment) const {
    return alignment.target_url == fields_.id && alignment.target_code.starts_with("ce-");
  }
  std::string own_ctid() const {
    const auto found = std::find_if(fields_.alignments.begin(), fields_.alignments.end(), [this](const auto& one) { return is_own(one); });
    return found == fields_.alignments.end() ? std::string() : found->target_code;
  }

  Array version() {
    if (fields_.version.empty()) return Array::make(arena_, 1);
    return one(Members(arena_).text("@type", "ceterms:IdentifierValue").text("ceterms:identifierValueCode", fields_.version).object());
  }

  Value owner() {
    const domain::Organisation& from = fields_.organisation;
    return Members(arena_)
        .text("@type", "ceterms:CredentialOrganization")
        .text("@id", from.id == k_left_to_the_key ? std::string_view() : from.id)
        .text("ceterms:name", from.name)
        .text("ceterms:subjectWebpage", from.url)
        .object();
  }

  Value party(const domain::Party& from) {
    return Members(arena_).text("@type", "ceterms:CredentialOrganization").text("@id", from.id).text("ceterms:name", from.name).object();
  }
  Array parties(const std::vector<domain::Party>& from) {
    const Array out = Array::make(arena_);
    for (const domain::Party& each : from) out.push_back(party(each), arena_);
    return out;
  }

  bool is_accredited() const { return fields_.quality.form == "accreditation" && fields_.quality.assured_by; }

  Value duration(std::string_view text) {
    return Members(arena_).text("@type", "ceterms:DurationProfile").text("ceterms:exactDuration", text).object();
  }

  // Hours stand first: a reader takes the first that are hours for the workload.
  Array durations() {
    const Array out = Array::make(arena_, 2);
    if (fields_.workload_hours) out.push_back(duration(duration_of_hours(*fields_.workload_hours)), arena_);
    if (has_own_duration()) out.push_back(duration(fields_.offer.duration), arena_);
    return out;
  }
  bool has_own_duration() const {
    return !fields_.offer.duration.empty() && (fields_.workload_hours || !hours_of_duration(fields_.offer.duration));
  }

  void add_offer(Members& out) {
    const domain::OfferFacts& offer = fields_.offer;
    out.list("ceterms:availableOnlineAt", texts({offer.url}));
    if (!offer.location.empty()) out.value("ceterms:availableAt", one(Members(arena_).text("@type", "ceterms:Place").text("ceterms:name", offer.location).object()));
    if (!offer.audience.empty()) out.value("ceterms:audienceType", one(worded_node("offer.audience", offer.audience).object()));
    const Array costs = Array::make(arena_);
    for (const domain::Price& price : offer.prices) {
      costs.push_back(Members(arena_)
                          .text("@type", "ceterms:CostProfile")
                          .value("ceterms:price", Value::number(arena_.copy(domain::to_text(price.amount))))
                          .text("ceterms:currency", price.currency)
                          .text("ceterms:description", price.note)
                          .object(),
                      arena_);
    }
    out.list("ceterms:estimatedCost", costs);
  }

  Members worded_node(std::string_view field, const std::string& text) {
    Members out(arena_);
    out.text("@type", "ceterms:CredentialAlignmentObject");
    return out.value("ceterms:targetNodeName", words_.text_or_map(field, text));
  }

  Array subjects() {
    const domain::ListingFacts& listing = fields_.listing;
    if (listing.subject_code.empty()) return Array::make(arena_, 1);
    return one(Members(arena_)
                   .text("@type", "ceterms:CredentialAlignmentObject")
                   .text("ceterms:codedNotation", listing.subject_code)
                   .text("ceterms:frameworkName", listing.subject_scheme)
                   .object());
  }

  Members node(std::string_view name) {
    return Members(arena_).text("@type", "ceterms:CredentialAlignmentObject").text("ceterms:targetNodeName", name);
  }

  Value level_node(const domain::Level& level) {
    Members out = node(level.name);
    out.text("ceterms:targetNode", level.url).text("ceterms:codedNotation", level.code);
    return out.text("ceterms:frameworkName", level.framework).object();
  }

  std::string level_of(const domain::Credit& credit) const {
    if (!credit.level.empty()) return credit.level;
    return fields_.level && fields_.level->framework == credit.framework ? fields_.level->code : std::string();
  }

  Value credit(const domain::Credit& from) {
    Members out(arena_);
    out.text("@type", "ceterms:ValueProfile");
    out.value("schema:value", Value::number(arena_.copy(domain::to_text(from.amount))));
    out.value("ceterms:creditUnitType", one(node(from.framework).object()));
    const std::string level = level_of(from);
    if (level.empty()) return out.object();
    const bool is_own_level = fields_.level && fields_.level->framework == from.framework && fields_.level->code == level;
    const Value type = level_node(is_own_level ? *fields_.level : domain::Level{from.framework, level, from.framework + " level " + level, ""});
    out.value("ceterms:creditLevelType", one(type));
    return out.object();
  }

  Array credits() {
    const Array out = Array::make(arena_);
    if (fields_.credit) out.push_back(credit(*fields_.credit), arena_);
    for (const domain::Credit& from : fields_.further_credits) out.push_back(credit(from), arena_);
    return out;
  }

  // What outcomes ask for and what they correspond to; prerequisites; the assessment plan.
  Array requirements() {
    Members out(arena_);
    out.text("@type", "ceterms:ConditionProfile");
    if (!fields_.criteria_narrative.empty()) out.value("ceterms:description", words_.text_or_map("criteria_narrative", fields_.criteria_narrative));
    if (!fields_.prerequisites.empty()) out.value("ceterms:experience", words_.text_or_map("prerequisites", fields_.prerequisites));
    out.list("ceterms:targetCompetency", competencies()).list("ceterms:targetAssessment", tasks());
    const Array needed = Array::make(arena_);
    for (const std::string& id : fields_.required_definitions) needed.push_back(Members(arena_).text("@id", id).object(), arena_);
    out.list("ceterms:targetCredential", needed);
    return out.object().size() == 1 ? Array::make(arena_, 1) : one(out.object());
  }

  Array competencies() {
    const Array out = Array::make(arena_);
    for (std::size_t i = 0; i < fields_.outcomes.size(); ++i) {
      const domain::LearningOutcome& outcome = fields_.outcomes[i];
      out.push_back(worded_node(statement_place(i), outcome.statement).text("ceterms:targetNode", outcome.url).text("ceterms:codedNotation", outcome.key).object(), arena_);
    }
    for (const domain::Alignment& from : fields_.alignments) {
      if (!is_own(from)) out.push_back(competency(from), arena_);
    }
    return out;
  }

  Array tasks() {
    const Array out = Array::make(arena_);
    for (const domain::AssessmentTask& task : fields_.tasks) {
      Members one_task(arena_);
      one_task.text("@type", "ceterms:AssessmentProfile").text("ceterms:codedNotation", task.key).text("ceterms:name", task.name);
      if (!task.type.empty()) one_task.value("ceterms:assessmentMethodType", one(node(task.type).object()));
      const Array shown = Array::make(arena_);
      for (const std::string& key : task.outcomes) {
        shown.push_back(Members(arena_).text("@type", "ceterms:CredentialAlignmentObject").text("ceterms:codedNotation", key).object(), arena_);
      }
      out.push_back(one_task.list("ceterms:assesses", shown).object(), arena_);
    }
    return out;
  }

  Value competency(const domain::Alignment& from) {
    return node(from.target_name)
        .text("ceterms:alignmentType", "requires")
        .text("ceterms:targetNode", from.target_url)
        .text("ceterms:frameworkName", from.target_framework)
        .text("ceterms:codedNotation", from.target_code)
        .text("ceterms:targetNodeDescription", from.target_description)
        .object();
  }

  Array assessment_types() {
    const Array out = Array::make(arena_);
    for (const std::string& type : fields_.assessment.types) out.push_back(node(type).object(), arena_);
    return out;
  }

  Array delivery() {
    const std::string_view type = delivery_type_of(fields_.participation);
    if (type.empty()) return Array::make(arena_, 1);
    return one(Members(arena_).text("@type", "ceterms:CredentialAlignmentObject").text("ceterms:targetNode", type).object());
  }

  Array larger_awards() {
    const Array out = Array::make(arena_);
    for (const domain::Party& award : fields_.stacking.towards) out.push_back(Members(arena_).text("@id", award.id).text("ceterms:name", award.name).object(), arena_);
    return out;
  }

  bool is_level_written() const {
    const auto fits = [this](const domain::Credit& credit) { return credit.framework == fields_.level->framework && level_of(credit) == fields_.level->code; };
    return (fields_.credit && fits(*fields_.credit)) || std::any_of(fields_.further_credits.begin(), fields_.further_credits.end(), fits);
  }

  std::vector<std::string> left() {
    std::vector<std::string> out = words_.left();
    const auto except = [&](const char* place, bool is_left) {
      if (is_left) out.emplace_back(place);
    };
    except("achievement_type", !has_ctdl_class(fields_.achievement_type));
    except("organisation.id", fields_.organisation.id == k_left_to_the_key);
    except("participation", delivery_type_of(fields_.participation).empty());
    except("quality.form", !is_accredited());
    except("quality.assured_by", !is_accredited());
    except("listing.subject_scheme", fields_.listing.subject_code.empty());  // of nothing
    except("offer.duration", !has_own_duration());
    except("offer.languages", !are_languages_in_order());
    // As read back, an alignment points at a competency.
    for (std::size_t i = 0; i < fields_.alignments.size(); ++i) {
      const domain::Alignment& one = fields_.alignments[i];
      if (!is_own(one) && one.target_type != "ceasn:Competency") out.push_back("alignments[" + std::to_string(i) + "].target_type");
    }
    std::vector<std::string> left = left_of(fields_, k_carried, out);
    if (fields_.organisation.id == k_left_to_the_key) std::erase(left, "organisation.id");  // nobody's
    return left;
  }

  const MicroCredentialFields& fields_;
  Arena& arena_;
  WordsWriter words_;
};

}  // namespace

Exported to_ctdl(const domain::MicroCredential& definition, Arena& arena) { return CtdlWriter(definition.fields(), arena).write(); }

}  // namespace cairn::exchange
