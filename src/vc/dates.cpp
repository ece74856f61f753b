#include "vc/single_checks.hpp"

namespace cairn::vc {
namespace {

Check answer(Outcome outcome, std::string_view code, std::string detail, std::string_view hint = {}) {
  return {CheckId::dates, outcome, std::string(code), std::move(detail), std::string(hint)};
}

// One date of the credential: there or not, readable or not.
struct DateMember {
  bool is_there = false;
  bool is_readable = false;
  Instant instant;
};

DateMember read_date(const json::Value* value) {
  DateMember out;
  if (value == nullptr) return out;
  out.is_there = true;
  if (!value->is_string()) return out;
  const auto instant = parse_date_time_stamp(value->text());
  out.is_readable = instant.has_value();
  if (instant) out.instant = *instant;
  return out;
}

enum class Bound : std::uint8_t { later, earlier };

// Version 1.1 of the data model has other names for the two dates; where both stand, the narrower one counts.
DateMember read_either(const json::Value& credential, std::string_view name, std::string_view old_name, Bound bound) {
  const DateMember one = read_date(credential.find(name));
  const DateMember other = read_date(credential.find(old_name));
  if (!other.is_there || (one.is_there && !one.is_readable)) return one;
  if (!one.is_there || !other.is_readable) return other;
  const bool is_one_narrower = bound == Bound::later ? one.instant > other.instant : one.instant < other.instant;
  return is_one_narrower ? one : other;
}

}  // namespace

Check check_dates(const json::Value& credential, Instant at) {
  const DateMember from = read_either(credential, "validFrom", "issuanceDate", Bound::later);
  const DateMember until = read_either(credential, "validUntil", "expirationDate", Bound::earlier);
  if ((from.is_there && !from.is_readable) || (until.is_there && !until.is_readable)) {
    return answer(Outcome::fail, "dates.malformed", "A date of the credential cannot be read, or names no time zone.",
                  "Ask the issuer for a corrected credential.");
  }
  if (from.is_there && at < from.instant) {
    return answer(Outcome::fail, "dates.not-yet-valid", "It becomes valid on " + format_instant(from.instant) + ".",
                  "Check again after that date.");
  }
  if (until.is_there && at > until.instant) {
    return answer(Outcome::fail, "dates.expired", "It expired on " + format_instant(until.instant) + ".",
                  "Ask the learner for a renewed credential.");
  }
  if (until.is_there) return answer(Outcome::pass, "dates.current", "It is valid until " + format_instant(until.instant) + ".");
  return answer(Outcome::pass, "dates.current", "It does not expire.");
}

}  // namespace cairn::vc
