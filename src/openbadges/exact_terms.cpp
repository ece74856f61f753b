#include "openbadges/exact_terms.hpp"

namespace cairn::openbadges {
namespace {

using json::Array;
using json::Value;

std::string_view kind_name(domain::TypedAssessment::Kind kind) {
  switch (kind) {
    case domain::TypedAssessment::Kind::exam: return "Exam";
    case domain::TypedAssessment::Kind::performance: return "Performance";
    case domain::TypedAssessment::Kind::artifact: break;
  }
  return "Artifact";
}

Value in_group(domain::TypedAssessment::Way way) { return Value::boolean(way == domain::TypedAssessment::Way::in_group); }

class ExactTerms {
 public:
  ExactTerms(const domain::MicroCredentialFields& fields, Members& out, Arena& arena) : fields_(fields), out_(out), arena_(arena) {}

  void add() {
    add_credits();
    if (fields_.workload_hours) out_.text("notionalHours", domain::to_text(*fields_.workload_hours));
    out_.optional_text("participation", fields_.participation).optional_text("prerequisites", fields_.prerequisites);
    add_assessment_facts();
    add_quality();
    out_.optional_text("stackability", fields_.stacking.kind);
    add_party("awardedBy", fields_.awarded_by);
    if (!fields_.delivered_by.empty()) out_.value("deliveredBy", profiles(fields_.delivered_by));
    if (!fields_.stacking.towards.empty()) out_.value("contributesTo", larger_awards());
  }

 private:
  void add_credits() {
    const Array credits = Array::make(arena_, static_cast<std::uint32_t>(fields_.further_credits.size() + 1));
    if (fields_.credit) credits.push_back(credit(*fields_.credit), arena_);
    for (const domain::Credit& one : fields_.further_credits) credits.push_back(credit(one), arena_);
    if (!credits.empty()) out_.value("exactCredit", credits);
  }

  Value credit(const domain::Credit& credit) {
    Members out(arena_, 6);
    out.value("type", array_of("ExactCredit", arena_));
    out.text("creditFramework", credit.framework).text("creditAmount", domain::to_text(credit.amount));
    out.optional_text("creditLevel", level_of(credit));
    if (credit.hours) out.text("creditHours", domain::to_text(*credit.hours));
    if (credit.rated_by) out.value("ratedBy", party_profile(*credit.rated_by, arena_));
    return out.object();
  }

  // The definition's level is that of its credit when both are of one framework.
  std::string_view level_of(const domain::Credit& credit) const {
    if (!credit.level.empty()) return credit.level;
    return fields_.level && fields_.level->framework == credit.framework ? std::string_view(fields_.level->code) : std::string_view();
  }

  void add_assessment_facts() {
    const domain::AssessmentFacts& facts = fields_.assessment;
    if (!facts.types.empty()) {
      const Array kinds = Array::make(arena_, static_cast<std::uint32_t>(facts.types.size()));
      for (const std::string& type : facts.types) kinds.push_back(Value::string(arena_.copy(type)), arena_);
      out_.value("assessmentKind", kinds);
    }
    out_.optional_text("identityAssurance", facts.identity_assurance).optional_text("identityCheck", facts.identity_check);
    add_party("identityCheckedBy", facts.identity_checked_by);
  }

  void add_quality() {
    const domain::QualityFacts& facts = fields_.quality;
    if (!domain::says_something(facts)) return;
    Members out(arena_, 4);
    out.value("type", array_of("QualityAssurance", arena_));
    out.optional_text("qualityForm", facts.form).optional_text("qualityStatement", facts.statement);
    if (facts.assured_by) out.value("assuredBy", party_profile(*facts.assured_by, arena_));
    out_.value("qualityAssurance", out.object());
  }

  void add_party(std::string_view name, const std::optional<domain::Party>& party) {
    if (party) out_.value(name, party_profile(*party, arena_));
  }

  Value profiles(const std::vector<domain::Party>& parties) {
    const Array out = Array::make(arena_, static_cast<std::uint32_t>(parties.size()));
    for (const domain::Party& party : parties) out.push_back(party_profile(party, arena_), arena_);
    return out;
  }

  // Awards, and no organisations: no type, since an Achievement would have to be whole.
  Value larger_awards() {
    const Array out = Array::make(arena_, static_cast<std::uint32_t>(fields_.stacking.towards.size()));
    for (const domain::Party& award : fields_.stacking.towards) {
      out.push_back(Members(arena_, 2).text("id", award.id).text("name", award.name).object(), arena_);
    }
    return out;
  }

  const domain::MicroCredentialFields& fields_;
  Members& out_;
  Arena& arena_;
};

}  // namespace

json::Value party_profile(const domain::Party& party, Arena& arena) {
  return Members(arena, 3).text("id", party.id).value("type", array_of("Profile", arena)).text("name", party.name).object();
}

void add_exact_terms(const domain::MicroCredentialFields& fields, Members& achievement, Arena& arena) {
  ExactTerms(fields, achievement, arena).add();
}

void add_assessment(const domain::TypedAssessment& assessment, Members& description) {
  description.text("description", assessment.description)
      .literal("assessmentType", kind_name(assessment.kind))
      .text("assessmentOutput", assessment.output)
      .value("hasGroupParticipation", in_group(assessment.taking))
      .value("hasGroupEvaluation", in_group(assessment.marking))
      .text("evaluationMethod", assessment.evaluation_method)
      .optional_text("assessmentExample", assessment.example_url)
      .optional_text("scoringMethodExampleDescription", assessment.scoring_example)
      .optional_text("assessmentEvaluation", assessment.study_url);
}

}  // namespace cairn::openbadges
