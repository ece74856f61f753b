#include <array>
#include <optional>

#include "base/instant.hpp"
#include "vc/checks/vcdm2/document.hpp"

// VCDM 2.0 "Validity Period"
namespace cairn::vc::vcdm2 {
namespace {

std::optional<Instant> instant_of(const json::Value* value) {
  if (value == nullptr || !value->is_string()) return std::nullopt;
  const auto instant = parse_date_time_stamp(value->text());
  return instant ? std::optional(*instant) : std::nullopt;
}

void check_date(const json::Value* value, const Place& place, const Rule& rule, Findings& findings) {
  if (value == nullptr || instant_of(value)) return;
  const std::string found = value->is_string() ? "\"" + std::string(value->text().substr(0, 60)) + "\"" : std::string(describe(*value));
  findings.add(rule, place, found + " is no date and time with a zone", "Write it like 2026-03-15T09:30:00Z.");
}

void check_dates(const Document& document, const Rule& rule, Findings& findings) {
  check_date(document.valid_from, document.place->member("validFrom"), rule, findings);
  check_date(document.valid_until, document.place->member("validUntil"), rule, findings);
}

void check_order(const Document& document, const Rule& rule, Findings& findings) {
  const auto from = instant_of(document.valid_from);
  const auto until = instant_of(document.valid_until);
  if (!from || !until || *from <= *until) return;
  findings.add(rule, document.place->member("validUntil"), "validUntil lies before validFrom", "Correct one of them.");
}

void check_old_dates(const Document& document, const Rule& rule, Findings& findings) {
  if (document.old_date == nullptr) return;
  findings.add(rule, *document.place, "issuanceDate and expirationDate belong to version 1.1 of the data model",
               "Use validFrom and validUntil.");
}

constexpr auto k_checks = std::to_array<Check>({
    {{"vcdm2.date", "VCDM 2.0 \"Validity Period\""}, check_dates},
    {{"vcdm2.date-order", "VCDM 2.0 \"Validity Period\""}, check_order},
    {{"vcdm2.old-date", "VCDM 2.0 \"Validity Period\"", Severity::warning, Severity::warning}, check_old_dates},
});

}  // namespace

std::span<const Check> validity_checks() { return k_checks; }

}  // namespace cairn::vc::vcdm2
