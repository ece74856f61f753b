#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "base/arena.hpp"
#include "base/bytes.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "proof/method_lookup.hpp"
#include "vc/report.hpp"

namespace cairn::vc {

/// The statuses of a Token Status List, 1, 2, 4 or 8 bits each; the first lies in the lowest bits of the first byte.
/// spec: Token Status List "Status List"
class TokenStatusList {
 public:
  /// in:    lst - base64url without padding of a zlib stream
  /// fails: malformed/status.entry (another number of bits), malformed/status.encoding;
  ///        exhausted/status.size when it would expand to more than 16 MiB
  static Result<TokenStatusList> decode(std::uint64_t bits, std::string_view lst);
  std::uint64_t size() const { return static_cast<std::uint64_t>(bytes_.size()) * 8 / bits_; }
  std::uint32_t bits() const { return bits_; }
  /// fails: malformed/status.range
  Result<std::uint32_t> status(std::uint64_t index) const;

 private:
  TokenStatusList(std::uint32_t bits, Bytes bytes) : bits_(bits), bytes_(std::move(bytes)) {}
  std::uint32_t bits_;
  Bytes bytes_;
};

/// Finds the key that must have signed a status list token; its header alone is never believed.
using TokenKeyFinder = std::function<proof::MethodAnswer(const json::Value& header)>;

/// Keys of one issuer: `kid` is an absolute id of the issuer, a fragment of it, or a bare name that is taken as one.
/// in: resolver, issuer - must outlive the finder
TokenKeyFinder keys_of_issuer(proof::VerificationMethodResolver& resolver, std::string_view issuer, Instant at);

/// A status list token whose signature fits.
struct StatusListToken {
  TokenStatusList list;
  std::optional<std::int64_t> ttl_seconds;
};

/// What a token's `status.status_list` asks.
struct TokenStatusQuestion {
  std::string_view uri;  ///< where the list is kept: the list's `sub` must be exactly this
  std::uint64_t index = 0;
  Instant at;
};

/// Check a status list token (`typ` statuslist+jwt): signature, key, subject, dates; and unpack its list.
/// fails: status.list-type, status.list-proof, status.list-mismatch, status.list-dates, and as TokenStatusList::decode.
///        None of them means "revoked", and none means "not revoked".
/// spec:  Token Status List "Status List Token in JWT Format", "Validation Rules"
Result<StatusListToken> open_status_list_token(std::string_view token, const TokenStatusQuestion& question,
                                               const TokenKeyFinder& find_key, Arena& arena);

/// What a status list token says about one entry.
/// out:  pass status.clear; fail status.revoked or status.suspended; unknown for whatever could not be looked up or has a
///       meaning that only its issuer knows
/// spec: Token Status List "Status Types Values"
Check check_token_status(std::string_view token, const TokenStatusQuestion& question, const TokenKeyFinder& find_key, Arena& arena);

}  // namespace cairn::vc
