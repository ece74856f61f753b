#pragma once
#include <cstdint>
#include <span>
#include <string_view>

// The classes of Open Badges 3.0 as a table. Internal to the rulebook.
namespace cairn::openbadges::ob3 {

enum class ClassId : std::uint8_t {
  achievement_credential,
  endorsement_credential,
  achievement_subject,
  endorsement_subject,
  achievement,
  criteria,
  alignment,
  result_description,
  rubric_criterion_level,
  result,
  identity_object,
  identifier_entry,
  evidence,
  image,
  related,
  profile,
  address,
  geo_coordinates,
  credential_status,
  refresh_service,
  credential_schema,
  old_achievement_credential,  ///< over version 1.1 of the data model
  old_endorsement_credential,
  clr_credential,
  clr_subject,
  association,
  contained_credential,
  old_clr_credential,
  none
};

/// The form of a member's value.
enum class Form : std::uint8_t {
  text,
  iri,
  date_time,
  date,
  number,
  boolean,
  language,
  word,            ///< of a vocabulary
  object,
  object_or_iri,
  any
};

/// one: a single value. many: an array, or a single value in the reading that JSON-LD allows.
enum class Count : std::uint8_t { one, many };
/// advised: required by the formal schema only.
enum class Need : std::uint8_t { optional, advised, required };

enum class Vocabulary : std::uint8_t { none, achievement_type, alignment_target_type, result_type, result_status, identity_type, association_type };
/// out: the words, and whether "ext:..." extends them
std::span<const std::string_view> words_of(Vocabulary vocabulary);
bool is_extensible(Vocabulary vocabulary);

struct MemberModel {
  std::string_view name;
  Form form;
  Need need = Need::optional;
  Count count = Count::one;
  ClassId value_class = ClassId::none;
  Vocabulary vocabulary = Vocabulary::none;
};

enum class Openness : std::uint8_t { open, closed };  ///< closed: no other members
enum class TypeForm : std::uint8_t { list, single, untyped };

struct ClassModel {
  std::string_view type;  ///< the word its `type` must hold; empty: any
  std::string_view other_type;  ///< a second word it must hold; empty: none
  TypeForm type_form;
  Openness openness;
  bool is_core;           ///< what a badge cannot be read without
  std::span<const MemberModel> members;
};

const ClassModel& model_of(ClassId id);
/// out: nullptr when the class has no such member
const MemberModel* find_member(const ClassModel& model, std::string_view name);

}  // namespace cairn::openbadges::ob3
