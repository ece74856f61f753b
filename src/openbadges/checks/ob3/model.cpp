#include "openbadges/checks/ob3/model.hpp"

#include <array>

#include "domain/vocabulary.hpp"

// Open Badges 3.0 "Data Model", as its JSON Schemas state it.
namespace cairn::openbadges::ob3 {
namespace {

constexpr Need k_required = Need::required;
constexpr Need k_optional = Need::optional;
constexpr Count k_one = Count::one;
constexpr Count k_many = Count::many;

// `@context` and `proof` are the business of vcdm2, house and the proof check.
constexpr auto k_achievement_credential = std::to_array<MemberModel>({
    {"id", Form::iri, k_required},
    {"credentialSubject", Form::object, k_required, k_one, ClassId::achievement_subject},
    {"issuer", Form::object_or_iri, k_required, k_one, ClassId::profile},
    {"validFrom", Form::date_time, k_required},
    {"validUntil", Form::date_time},
    {"awardedDate", Form::date_time},
    {"name", Form::text},
    {"description", Form::text},
    {"image", Form::object, k_optional, k_one, ClassId::image},
    {"evidence", Form::object, k_optional, k_many, ClassId::evidence},
    {"endorsement", Form::object, k_optional, k_many, ClassId::endorsement_credential},
    {"endorsementJwt", Form::text, k_optional, k_many},
    {"credentialSchema", Form::object, k_optional, k_many, ClassId::credential_schema},
    {"credentialStatus", Form::object, k_optional, k_one, ClassId::credential_status},
    {"refreshService", Form::object, k_optional, k_one, ClassId::refresh_service},
    {"termsOfUse", Form::object, k_optional, k_many},
});
constexpr auto k_endorsement_credential = std::to_array<MemberModel>({
    {"id", Form::iri, k_required},
    {"name", Form::text, k_required},
    {"credentialSubject", Form::object, k_required, k_one, ClassId::endorsement_subject},
    {"issuer", Form::object_or_iri, k_required, k_one, ClassId::profile},
    {"validFrom", Form::date_time, k_required},
    {"validUntil", Form::date_time},
    {"awardedDate", Form::date_time},
    {"description", Form::text},
    {"credentialSchema", Form::object, k_optional, k_many, ClassId::credential_schema},
    {"credentialStatus", Form::object, k_optional, k_one, ClassId::credential_status},
    {"refreshService", Form::object, k_optional, k_one, ClassId::refresh_service},
    {"termsOfUse", Form::object, k_optional, k_many},
});
// The same two over version 1.1 of the data model: other names for the dates, and a name is required.
template <std::size_t N>
constexpr std::array<MemberModel, N> with_old_dates(std::array<MemberModel, N> members) {
  for (MemberModel& member : members) {
    if (member.name == "validFrom") member.name = "issuanceDate";
    if (member.name == "validUntil") member.name = "expirationDate";
    if (member.name == "name") member.need = Need::advised;
    if (member.value_class == ClassId::endorsement_credential) member.value_class = ClassId::old_endorsement_credential;
  }
  return members;
}
constexpr auto k_old_achievement_credential = with_old_dates(k_achievement_credential);
constexpr auto k_old_endorsement_credential = with_old_dates(k_endorsement_credential);
constexpr auto k_achievement_subject = std::to_array<MemberModel>({
    {"id", Form::iri},
    {"achievement", Form::object, k_required, k_one, ClassId::achievement},
    {"identifier", Form::object, k_optional, k_many, ClassId::identity_object},
    {"creditsEarned", Form::number},
    {"result", Form::object, k_optional, k_many, ClassId::result},
    {"activityStartDate", Form::date_time},
    {"activityEndDate", Form::date_time},
    {"image", Form::object, k_optional, k_one, ClassId::image},
    {"licenseNumber", Form::text},
    {"narrative", Form::text},
    {"role", Form::text},
    {"source", Form::object, k_optional, k_one, ClassId::profile},
    {"term", Form::text},
});
constexpr auto k_endorsement_subject = std::to_array<MemberModel>({
    {"id", Form::iri, k_required},
    {"endorsementComment", Form::text},
});
constexpr auto k_achievement = std::to_array<MemberModel>({
    {"id", Form::iri, k_required},
    {"name", Form::text, k_required},
    {"description", Form::text, k_required},
    {"criteria", Form::object, k_required, k_one, ClassId::criteria},
    {"achievementType", Form::word, k_optional, k_one, ClassId::none, Vocabulary::achievement_type},
    {"alignment", Form::object, k_optional, k_many, ClassId::alignment},
    {"creditsAvailable", Form::number},
    {"inLanguage", Form::language},
    {"resultDescription", Form::object, k_optional, k_many, ClassId::result_description},
    {"tag", Form::text, k_optional, k_many},
    {"version", Form::text},
    {"image", Form::object, k_optional, k_one, ClassId::image},
    {"creator", Form::object, k_optional, k_one, ClassId::profile},
    {"endorsement", Form::object, k_optional, k_many, ClassId::endorsement_credential},
    {"endorsementJwt", Form::text, k_optional, k_many},
    {"fieldOfStudy", Form::text},
    {"humanCode", Form::text},
    {"otherIdentifier", Form::object, k_optional, k_many, ClassId::identifier_entry},
    {"related", Form::object, k_optional, k_many, ClassId::related},
    {"specialization", Form::text},
});
constexpr auto k_criteria = std::to_array<MemberModel>({{"id", Form::iri}, {"narrative", Form::text}});
constexpr auto k_alignment = std::to_array<MemberModel>({
    {"targetName", Form::text, k_required},
    {"targetUrl", Form::iri, k_required},
    {"targetFramework", Form::text},
    {"targetCode", Form::text},
    {"targetType", Form::word, k_optional, k_one, ClassId::none, Vocabulary::alignment_target_type},
    {"targetDescription", Form::text},
});
constexpr auto k_result_description = std::to_array<MemberModel>({
    {"id", Form::iri, k_required},
    {"name", Form::text, k_required},
    {"resultType", Form::word, k_required, k_one, ClassId::none, Vocabulary::result_type},
    {"valueMin", Form::text},
    {"valueMax", Form::text},
    {"requiredValue", Form::text},
    {"requiredLevel", Form::iri},
    {"allowedValue", Form::text, k_optional, k_many},
    {"rubricCriterionLevel", Form::object, k_optional, k_many, ClassId::rubric_criterion_level},
    {"alignment", Form::object, k_optional, k_many, ClassId::alignment},
});
constexpr auto k_rubric_criterion_level = std::to_array<MemberModel>({
    {"id", Form::iri, k_required},
    {"name", Form::text, k_required},
    {"description", Form::text},
    {"level", Form::text},
    {"points", Form::text},
    {"alignment", Form::object, k_optional, k_many, ClassId::alignment},
});
constexpr auto k_result = std::to_array<MemberModel>({
    {"resultDescription", Form::iri},
    {"value", Form::text},
    {"achievedLevel", Form::iri},
    {"status", Form::word, k_optional, k_one, ClassId::none, Vocabulary::result_status},
    {"alignment", Form::object, k_optional, k_many, ClassId::alignment},
});
constexpr auto k_identity_object = std::to_array<MemberModel>({
    {"hashed", Form::boolean, k_required},
    {"identityHash", Form::text, k_required},
    {"identityType", Form::word, k_required, k_one, ClassId::none, Vocabulary::identity_type},
    {"salt", Form::text},
});
constexpr auto k_identifier_entry = std::to_array<MemberModel>({
    {"identifier", Form::text, k_required},
    {"identifierType", Form::word, k_required, k_one, ClassId::none, Vocabulary::identity_type},
});
constexpr auto k_evidence = std::to_array<MemberModel>({
    {"id", Form::iri},
    {"name", Form::text},
    {"description", Form::text},
    {"narrative", Form::text},
    {"genre", Form::text},
    {"audience", Form::text},
});
constexpr auto k_image = std::to_array<MemberModel>({{"id", Form::iri, k_required}, {"caption", Form::text}});
constexpr auto k_related = std::to_array<MemberModel>({
    {"id", Form::iri, k_required},
    {"inLanguage", Form::language},
    {"version", Form::text},
});
constexpr auto k_profile = std::to_array<MemberModel>({
    {"id", Form::iri, k_required},
    {"name", Form::text},
    {"url", Form::iri},
    {"email", Form::text},
    {"phone", Form::text},
    {"description", Form::text},
    {"image", Form::object, k_optional, k_one, ClassId::image},
    {"address", Form::object, k_optional, k_one, ClassId::address},
    {"otherIdentifier", Form::object, k_optional, k_many, ClassId::identifier_entry},
    {"endorsement", Form::object, k_optional, k_many, ClassId::endorsement_credential},
    {"endorsementJwt", Form::text, k_optional, k_many},
    {"official", Form::text},
    {"parentOrg", Form::object, k_optional, k_one, ClassId::profile},
    {"familyName", Form::text},
    {"givenName", Form::text},
    {"additionalName", Form::text},
    {"patronymicName", Form::text},
    {"honorificPrefix", Form::text},
    {"honorificSuffix", Form::text},
    {"familyNamePrefix", Form::text},
    {"dateOfBirth", Form::date},
});
constexpr auto k_address = std::to_array<MemberModel>({
    {"addressCountry", Form::text},
    {"addressCountryCode", Form::text},
    {"addressRegion", Form::text},
    {"addressLocality", Form::text},
    {"streetAddress", Form::text},
    {"postOfficeBoxNumber", Form::text},
    {"postalCode", Form::text},
    {"geo", Form::object, k_optional, k_one, ClassId::geo_coordinates},
});
constexpr auto k_geo_coordinates = std::to_array<MemberModel>({
    {"latitude", Form::number, k_required},
    {"longitude", Form::number, k_required},
});
// Comprehensive Learner Record 2.0.
constexpr auto k_clr_credential = std::to_array<MemberModel>({
    {"id", Form::iri, k_required},
    {"name", Form::text, k_required},
    {"credentialSubject", Form::object, k_required, k_one, ClassId::clr_subject},
    {"issuer", Form::object_or_iri, k_required, k_one, ClassId::profile},
    {"validFrom", Form::date_time, k_required},
    {"validUntil", Form::date_time},
    {"awardedDate", Form::date_time},
    {"partial", Form::boolean},
    {"description", Form::text},
    {"image", Form::object, k_optional, k_one, ClassId::image},
    {"evidence", Form::object, k_optional, k_many, ClassId::evidence},
    {"endorsement", Form::object, k_optional, k_many, ClassId::endorsement_credential},
    {"endorsementJwt", Form::text, k_optional, k_many},
    {"credentialSchema", Form::object, k_optional, k_many, ClassId::credential_schema},
    {"credentialStatus", Form::object, k_optional, k_one, ClassId::credential_status},
    {"refreshService", Form::object, k_optional, k_one, ClassId::refresh_service},
    {"termsOfUse", Form::object, k_optional, k_many},
});
constexpr auto k_old_clr_credential = with_old_dates(k_clr_credential);
constexpr auto k_clr_subject = std::to_array<MemberModel>({
    {"id", Form::iri},
    {"identifier", Form::object, k_optional, k_many, ClassId::identity_object},
    {"achievement", Form::object, k_optional, k_many, ClassId::achievement},
    {"verifiableCredential", Form::any, k_required, k_many, ClassId::contained_credential},
    {"association", Form::object, k_optional, k_many, ClassId::association},
});
constexpr auto k_association = std::to_array<MemberModel>({
    {"associationType", Form::word, k_required, k_one, ClassId::none, Vocabulary::association_type},
    {"sourceId", Form::iri, k_required},
    {"targetId", Form::iri, k_required},
});
constexpr auto k_credential_status = std::to_array<MemberModel>({{"id", Form::iri, Need::advised}});
constexpr auto k_typed_object = std::to_array<MemberModel>({{"id", Form::iri, k_required}});

constexpr TypeForm k_list = TypeForm::list;
constexpr TypeForm k_single = TypeForm::single;
constexpr Openness k_open = Openness::open;
constexpr Openness k_closed = Openness::closed;

// In the order of ClassId.
constexpr auto k_classes = std::to_array<ClassModel>({
    {"", "", k_list, k_open, true, k_achievement_credential},
    {"EndorsementCredential", "VerifiableCredential", k_list, k_open, false, k_endorsement_credential},
    {"AchievementSubject", "", k_list, k_open, true, k_achievement_subject},
    {"EndorsementSubject", "", k_list, k_open, false, k_endorsement_subject},
    {"Achievement", "", k_list, k_open, true, k_achievement},
    {"", "", TypeForm::untyped, k_open, true, k_criteria},
    {"Alignment", "", k_list, k_open, false, k_alignment},
    {"ResultDescription", "", k_list, k_open, false, k_result_description},
    {"RubricCriterionLevel", "", k_list, k_open, false, k_rubric_criterion_level},
    {"Result", "", k_list, k_open, false, k_result},
    {"IdentityObject", "", k_single, k_closed, false, k_identity_object},
    {"IdentifierEntry", "", k_single, k_closed, false, k_identifier_entry},
    {"Evidence", "", k_list, k_open, false, k_evidence},
    {"Image", "", k_single, k_closed, false, k_image},
    {"Related", "", k_list, k_open, false, k_related},
    {"Profile", "", k_list, k_open, false, k_profile},
    {"Address", "", k_list, k_open, false, k_address},
    {"GeoCoordinates", "", k_single, k_open, false, k_geo_coordinates},
    {"", "", k_single, k_open, false, k_credential_status},
    {"", "", k_single, k_open, false, k_typed_object},
    {"", "", k_single, k_open, false, k_typed_object},
    {"", "", k_list, k_open, true, k_old_achievement_credential},
    {"EndorsementCredential", "VerifiableCredential", k_list, k_open, false, k_old_endorsement_credential},
    {"ClrCredential", "VerifiableCredential", k_list, k_open, true, k_clr_credential},
    {"ClrSubject", "", k_list, k_open, true, k_clr_subject},
    {"Association", "", k_single, k_closed, true, k_association},
    {"", "", TypeForm::untyped, k_open, false, {}},
    {"ClrCredential", "VerifiableCredential", k_list, k_open, true, k_old_clr_credential},
});
static_assert(k_classes.size() == static_cast<std::size_t>(ClassId::none));

constexpr auto k_result_types = std::to_array<std::string_view>(
    {"GradePointAverage", "LetterGrade", "Percent", "PerformanceLevel", "PredictedScore", "RawScore", "Result",
     "RubricCriterion", "RubricCriterionLevel", "RubricScore", "ScaledScore", "Status"});
constexpr auto k_result_statuses = std::to_array<std::string_view>(
    {"Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"});
constexpr auto k_identity_types = std::to_array<std::string_view>(
    {"name", "sourcedId", "systemId", "productId", "userName", "accountId", "emailAddress", "nationalIdentityNumber", "isbn",
     "issn", "lisSourcedId", "oneRosterSourcedId", "sisSourcedId", "ltiContextId", "ltiDeploymentId", "ltiToolId",
     "ltiPlatformId", "ltiUserId", "identifier"});
constexpr auto k_association_types = std::to_array<std::string_view>(
    {"exactMatchOf", "isChildOf", "isParentOf", "isPartOf", "isPeerOf", "isRelatedTo", "precedes", "replacedBy"});

}  // namespace

std::span<const std::string_view> words_of(Vocabulary vocabulary) {
  switch (vocabulary) {
    case Vocabulary::achievement_type: return domain::achievement_types();
    case Vocabulary::alignment_target_type: return domain::alignment_target_types();
    case Vocabulary::result_type: return k_result_types;
    case Vocabulary::result_status: return k_result_statuses;
    case Vocabulary::identity_type: return k_identity_types;
    case Vocabulary::association_type: return k_association_types;
    case Vocabulary::none: break;
  }
  return {};
}

bool is_extensible(Vocabulary vocabulary) {
  return vocabulary != Vocabulary::result_status && vocabulary != Vocabulary::association_type;
}

const MemberModel* find_member(const ClassModel& model, std::string_view name) {
  for (const MemberModel& member : model.members) {
    if (member.name == name) return &member;
  }
  return nullptr;
}

const ClassModel& model_of(ClassId id) {
  return k_classes[static_cast<std::size_t>(id)];
}

}  // namespace cairn::openbadges::ob3
