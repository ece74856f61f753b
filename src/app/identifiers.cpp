#include "app/identifiers.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"

namespace cairn::app {
namespace {

constexpr std::uint32_t k_counter_limit = 1U << 12;

void put_milliseconds(std::span<std::uint8_t> out, std::int64_t milliseconds) {
  for (std::size_t i = 0; i < 6; ++i) out[i] = static_cast<std::uint8_t>(milliseconds >> (8 * (5 - i)));
}

// Each part with its length in front, so that no two different rows give the same bytes.
class Digest {
 public:
  explicit Digest(std::string_view purpose) { add(purpose); }
  void add(std::string_view part) {
    bytes_ += std::to_string(part.size());
    bytes_ += ':';
    bytes_ += part;
  }
  std::array<std::uint8_t, 16> finish() const {
    const crypto::Sha256 hash = crypto::sha256(as_bytes(bytes_));
    std::array<std::uint8_t, 16> out{};
    std::copy_n(hash.begin(), out.size(), out.begin());
    return out;
  }

 private:
  std::string bytes_;
};

}  // namespace

std::span<const std::uint8_t, NameMaker::k_chance_bytes> NameMaker::take_chance() {
  if (chance_left_ == 0) {
    entropy_.fill(chance_);
    chance_left_ = k_names_ahead;
  }
  --chance_left_;
  return std::span<const std::uint8_t>(chance_).subspan(chance_left_ * k_chance_bytes).first<k_chance_bytes>();
}

FreshNames NameMaker::make(Instant now) {
  const auto chance = take_chance();
  std::int64_t millisecond = now.seconds * 1'000 + now.nanoseconds / 1'000'000;
  // The clock may stand still or step back: ids still go up, and run ahead of it when a millisecond is used up.
  millisecond = std::max(millisecond, last_millisecond_);
  if (millisecond == last_millisecond_ && ++counter_ == k_counter_limit) ++millisecond;
  if (millisecond != last_millisecond_) counter_ = chance[0];
  last_millisecond_ = millisecond;

  FreshNames out;
  auto& id = out.id.bytes;
  put_milliseconds(id, millisecond);
  id[6] = static_cast<std::uint8_t>(0x70 | (counter_ >> 8));
  id[7] = static_cast<std::uint8_t>(counter_);
  std::copy_n(chance.begin(), 8, id.begin() + 8);
  id[8] = static_cast<std::uint8_t>(0x80 | (id[8] & 0x3F));

  std::array<std::uint8_t, 16> code{};
  put_milliseconds(code, millisecond);
  std::copy_n(chance.begin() + 8, 10, code.begin() + 6);
  out.code = to_base58(code);
  out.salt = to_base64url(chance.subspan(18, 16));
  return out;
}

store::RowKey row_key(const RowScope& scope, const PeopleRow& row) {
  Digest digest("cairn row key 1");
  digest.add(scope.issuer_id);
  digest.add(scope.definition_id);
  digest.add(scope.definition_version);
  digest.add(row.email_key.empty() ? "id" : "email");
  digest.add(row.email_key.empty() ? row.learner_id : row.email_key);
  if (!scope.form.empty()) digest.add(scope.form);
  return {digest.finish()};
}

store::RowDigest row_digest(const PeopleRow& row) {
  Digest digest("cairn row 1");
  digest.add(row.name);
  digest.add(row.awarded ? format_date(*row.awarded) : "");
  digest.add(row.evidence_url);
  for (const domain::AssessmentResult& result : row.results) {
    digest.add(result.description);
    digest.add(result.value);
    digest.add(result.level);
  }
  return {digest.finish()};
}

}  // namespace cairn::app
