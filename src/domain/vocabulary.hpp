#pragma once
#include <span>
#include <string_view>

namespace cairn::domain {

/// The kinds of achievement that have a name.  spec: Open Badges 3.0 "AchievementType"
std::span<const std::string_view> achievement_types();
/// The kinds of thing an alignment may point at.  spec: Open Badges 3.0 "AlignmentTargetType"
std::span<const std::string_view> alignment_target_types();

/// How sure it is that the person assessed is the learner.  spec: Council Recommendation 2022/C 243/02, Annex I
std::span<const std::string_view> identity_assurances();
/// Who assures the quality: the provider itself, others, or others with a formal accreditation.
std::span<const std::string_view> quality_forms();
/// How learners take part.
std::span<const std::string_view> participation_modes();
/// Whether the award stands by itself, builds towards others, or is part of one.
std::span<const std::string_view> stacking_kinds();

/// out: whether the word stands in the list, or extends it: "ext:" and letters, digits, '.', '-', '_', '|'
bool is_in_vocabulary(std::span<const std::string_view> list, std::string_view word);
/// out: whether it is a language tag as Open Badges takes it: "en", "gd", "en-GB", "zh-Hant-TW"
bool is_language_tag(std::string_view text);

}  // namespace cairn::domain
