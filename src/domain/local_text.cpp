#include <algorithm>
#include <array>

#include "domain/micro_credential.hpp"

// Texts in several languages, and what a definition's facts bear out.
namespace cairn::domain {
namespace {

struct Place {
  std::string_view field;
  std::string MicroCredentialFields::* text;
};
constexpr std::array<Place, 6> k_own = {{{"name", &MicroCredentialFields::name},
                                        {"description", &MicroCredentialFields::description},
                                        {"criteria_narrative", &MicroCredentialFields::criteria_narrative},
                                        {"prerequisites", &MicroCredentialFields::prerequisites},
                                        {"field_of_study", &MicroCredentialFields::field_of_study},
                                        {"image_caption", &MicroCredentialFields::image_caption}}};

std::string own_text(const MicroCredentialFields& fields, std::string_view field) {
  for (const Place& place : k_own) {
    if (place.field == field) return fields.*(place.text);
  }
  if (field == "listing.summary") return fields.listing.summary;
  if (field == "listing.purpose") return fields.listing.purpose;
  if (field == "listing.certification") return fields.listing.certification;
  if (field == "offer.audience") return fields.offer.audience;
  if (field == "offer.content") return fields.offer.content;
  if (field == "offer.technology") return fields.offer.technology;
  if (field == "need.statement") return fields.need.statement;
  for (std::size_t i = 0; i < fields.outcomes.size(); ++i) {
    if (field == "outcomes[" + std::to_string(i) + "].statement") return fields.outcomes[i].statement;
  }
  return {};
}

std::string_view first_part(std::string_view language) { return language.substr(0, language.find('-')); }

std::size_t rung(std::string_view word) {
  const auto ladder = assurance_ladder();
  return static_cast<std::size_t>(std::ranges::find(ladder, word) - ladder.begin());
}

bool is_degree(std::string_view type) { return type.ends_with("Degree"); }

std::string_view borne_out(const MicroCredentialFields& fields) {
  if (is_degree(fields.achievement_type)) return "award";
  if (fields.credit || !fields.further_credits.empty()) return "credit-bearing";
  const bool is_assessed = !fields.assessment.types.empty() || !fields.tasks.empty() || !fields.results.empty();
  return is_assessed ? "assessed" : "attended";
}

}  // namespace

std::string assurance_of(const MicroCredentialFields& fields) {
  return fields.listing.assurance.empty() ? std::string(borne_out(fields)) : fields.listing.assurance;
}

bool promises_too_much(const MicroCredentialFields& fields) {
  // A quiz and a whole award have no field of their own: who states them is believed as far as the rung below.
  const std::string_view stated = fields.listing.assurance;
  if (stated.empty() || stated == "quiz-passed") return false;
  if (stated == "award") return borne_out(fields) == "attended";
  return rung(stated) > rung(borne_out(fields));
}

LocalText text_in(const MicroCredentialFields& fields, std::string_view field, std::string_view language) {
  const LocalText own{own_text(fields, field), fields.language};
  if (language.empty() || language == fields.language) return own;
  const auto find = [&](const auto& fits) {
    return std::ranges::find_if(fields.translations, [&](const Translation& one) { return one.field == field && fits(one.language); });
  };
  auto found = find([&](const std::string& one) { return one == language; });
  if (found != fields.translations.end()) return {found->text, found->language};
  if (first_part(fields.language) == first_part(language)) return own;
  found = find([&](const std::string& one) { return first_part(one) == first_part(language); });
  return found == fields.translations.end() ? own : LocalText{found->text, found->language};
}

}  // namespace cairn::domain
