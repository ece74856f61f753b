#include "domain/unit_hours.hpp"

namespace cairn::domain {

std::optional<HoursRange> hours_of_unit(std::string_view framework, const Crosswalk& crosswalk) {
  const QualificationsFramework* known = crosswalk.find(framework);
  if (known != nullptr && known->unit) {
    if (known->unit->kind != UnitKind::credit) return std::nullopt;
    return HoursRange{known->unit->hours_least, known->unit->hours_most};
  }
  const Framework* built_in = find_framework(framework);
  if (built_in == nullptr || built_in->hours_per_point == 0) return std::nullopt;
  return HoursRange{Fraction(built_in->hours_per_point, 1), Fraction(built_in->hours_per_point, 1)};
}

std::optional<HoursRange> hours_of_credit(const Credit& credit, const Crosswalk& crosswalk) {
  if (credit.amount.is_zero()) return std::nullopt;
  const auto unit = hours_of_unit(credit.framework, crosswalk);
  if (!unit) return std::nullopt;
  const auto least = multiply(Fraction::of(credit.amount), unit->least);
  const auto most = multiply(Fraction::of(credit.amount), unit->most);
  if (!least || !most) return std::nullopt;
  return HoursRange{*least, *most};
}

std::string hours_text(const HoursRange& hours) {
  const std::string least = to_text(hours.least);
  return hours.least == hours.most ? least : least + " to " + to_text(hours.most);
}

}  // namespace cairn::domain
