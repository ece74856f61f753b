#include <algorithm>

#include "exchange/ctdl_words.hpp"
#include "exchange/exchange.hpp"
#include "exchange/members.hpp"

namespace cairn::exchange {
namespace {

using domain::MicroCredentialFields;
using json::Array;
using json::Value;

class CtdlWriter {
 public:
  CtdlWriter(const MicroCredentialFields& fields, Arena& arena) : fields_(fields), arena_(arena) {}

  Exported write() {
    Members out(arena_);
    out.value("@context", context()).text("@type", ctdl_class_of(fields_.achievement_type)).text("@id", fields_.id);
    out.text("ceterms:ctid", own_ctid()).text("ceterms:name", fields_.name).text("ceterms:description", fields_.description);
    out.text("ceterms:codedNotation", fields_.human_code).list("ceterms:versionIdentifier", version());
    out.list("ceterms:inLanguage", texts({fields_.language})).list("ceterms:keyword", texts(fields_.tags));
    out.text("ceterms:subjectWebpage", fields_.criteria_url).text("ceterms:image", fields_.image_url);
    out.value("ceterms:ownedBy", one(owner())).list("ceterms:offeredBy", parties(fields_.delivered_by));
    if (is_accredited()) out.value("ceterms:accreditedBy", one(party(*fields_.quality.assured_by)));
    if (fields_.workload_hours) out.value("ceterms:estimatedDuration", one(duration()));
    out.list("ceterms:creditValue", credits()).list("ceterms:requires", requirements());
    out.list("ceterms:assessmentMethodType", assessment_types()).list("ceterms:deliveryType", delivery());
    out.list("ceterms:isPartOf", larger_awards());
    return {out.object(), left()};
  }

 private:
  Value context() {
    return Members(arena_).text("ceterms", "http://purl.org/ctdl/terms/").text("schema", "http://schema.org/").object();
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

  Value duration() {
    return Members(arena_)
        .text("@type", "ceterms:DurationProfile")
        .text("ceterms:exactDuration", duration_of_hours(*fields_.workload_hours))
        .object();
  }

  Members node(std::string_view name) {
    return Members(arena_).text("@type", "ceterms:CredentialAlignmentObject").text("ceterms:targetNodeName", name);
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
    if (!level.empty()) {
      out.value("ceterms:creditLevelType",
                one(node(from.framework + " level " + level).text("ceterms:codedNotation", level).text("ceterms:frameworkName", from.framework).object()));
    }
    return out.object();
  }

  Array credits() {
    const Array out = Array::make(arena_);
    if (fields_.credit) out.push_back(credit(*fields_.credit), arena_);
    for (const domain::Credit& from : fields_.further_credits) out.push_back(credit(from), arena_);
    return out;
  }

  Array requirements() {
    const Array competencies = Array::make(arena_);
    for (const domain::LearningOutcome& outcome : fields_.outcomes) {
      competencies.push_back(node(outcome.statement).text("ceterms:targetNode", outcome.url).object(), arena_);
    }
    for (const domain::Alignment& from : fields_.alignments) {
      if (!is_own(from)) competencies.push_back(competency(from), arena_);
    }
    if (competencies.empty() && fields_.criteria_narrative.empty()) return Array::make(arena_, 1);
    return one(Members(arena_)
                   .text("@type", "ceterms:ConditionProfile")
                   .text("ceterms:description", fields_.criteria_narrative)
                   .list("ceterms:targetCompetency", competencies)
                   .object());
  }

  Value competency(const domain::Alignment& from) {
    return node(from.target_name)
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
    for (const domain::Party& award : fields_.stacking.towards) out.push_back(Members(arena_).text("@id", award.id).object(), arena_);
    return out;
  }

  bool is_level_written() const {
    const auto fits = [this](const domain::Credit& credit) { return credit.framework == fields_.level->framework && level_of(credit) == fields_.level->code; };
    return (fields_.credit && fits(*fields_.credit)) || std::any_of(fields_.further_credits.begin(), fields_.further_credits.end(), fits);
  }

  std::vector<std::string> left() {
    Left out;
    const domain::AssessmentFacts& assessment = fields_.assessment;
    out.note("achievement_type", !has_ctdl_class(fields_.achievement_type));
    out.note("image_caption", !fields_.image_caption.empty());
    out.note("field_of_study", !fields_.field_of_study.empty());
    out.note("organisation.email", !fields_.organisation.email.empty());
    out.note("level", fields_.level && !is_level_written());
    note_credit("credit", fields_.credit, out);
    for (std::size_t i = 0; i < fields_.further_credits.size(); ++i) {
      note_credit("further_credits[" + std::to_string(i) + "]", fields_.further_credits[i], out);
    }
    out.note("assessment.identity_assurance", !assessment.identity_assurance.empty());
    out.note("assessment.identity_check", !assessment.identity_check.empty());
    out.note("assessment.identity_checked_by", assessment.identity_checked_by.has_value());
    out.note("assessment.assessed_by", assessment.assessed_by.has_value());
    out.note("quality.form", !fields_.quality.form.empty() && !is_accredited());
    out.note("quality.assured_by", fields_.quality.assured_by && !is_accredited());
    out.note("quality.statement", !fields_.quality.statement.empty());
    out.note("stacking.kind", !fields_.stacking.kind.empty());
    for (std::size_t i = 0; i < fields_.stacking.towards.size(); ++i) out.note("stacking.towards[" + std::to_string(i) + "].name", true);
    out.note("participation", !fields_.participation.empty() && delivery_type_of(fields_.participation).empty());
    out.note("prerequisites", !fields_.prerequisites.empty());
    out.note("awarded_by", fields_.awarded_by.has_value());
    out.note("results", !fields_.results.empty());
    out.note("validity_months", fields_.validity_months.has_value());
    return out.take();
  }

  static void note_credit(const std::string& place, const std::optional<domain::Credit>& credit, Left& out) {
    out.note(place + ".hours", credit && credit->hours);
    out.note(place + ".rated_by", credit && credit->rated_by);
  }

  const MicroCredentialFields& fields_;
  Arena& arena_;
};

}  // namespace

Exported to_ctdl(const domain::MicroCredential& definition, Arena& arena) { return CtdlWriter(definition.fields(), arena).write(); }

}  // namespace cairn::exchange
