#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/people.hpp"
#include "base/entropy.hpp"
#include "base/instant.hpp"
#include "store/issuance.hpp"

namespace cairn::app {

/// What names one issuance; all three are fresh for each.
struct FreshNames {
  store::IssuanceId id;
  std::string code;  ///< 22 characters of base58: 48 bits of time, 80 bits nobody can guess
  std::string salt;  ///< 128 bits, base64url
};

/// Makes names that sort by time, so that a store's indexes grow at one end. One per thread; two of them never collide
/// but by chance (74 bits of it in each id). spec: RFC 9562 5.7, 6.2 "Fixed Bit-Length Dedicated Counter"
class NameMaker {
 public:
  explicit NameMaker(Entropy& entropy) : entropy_(entropy) {}
  FreshNames make(Instant now);

 private:
  static constexpr std::size_t k_chance_bytes = 34;  ///< of one name
  static constexpr std::size_t k_names_ahead = 64;
  std::span<const std::uint8_t, k_chance_bytes> take_chance();

  Entropy& entropy_;
  std::array<std::uint8_t, k_names_ahead * k_chance_bytes> chance_{};  // asking the system for each name costs more than the name
  std::size_t chance_left_ = 0;
  std::int64_t last_millisecond_ = -1;
  std::uint32_t counter_ = 0;
};

/// What a row is issued under.
struct RowScope {
  std::string_view issuer_id;
  std::string_view definition_id;
  std::string_view definition_version;
  std::string_view form = {};  ///< empty: JSON with a proof; another form of the same award is another credential
};
/// out: the same for the same person (by e-mail address in small letters, else by id) and the same version of the same
/// definition in the same form
store::RowKey row_key(const RowScope& scope, const PeopleRow& row);
/// out: another one when name, date, result or evidence changed
store::RowDigest row_digest(const PeopleRow& row);

}  // namespace cairn::app
