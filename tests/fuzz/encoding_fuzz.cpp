#include <cstddef>
#include <cstdint>

#include "base/encoding.hpp"

namespace {

// What decodes must encode to the very same text: one spelling per byte string.
void check_one_spelling(std::string_view text) {
  using namespace cairn;
  if (const Result<Bytes> bytes = from_base58(text)) CAIRN_ASSERT(to_base58(*bytes) == text);
  if (const Result<Bytes> bytes = from_base64url(text)) CAIRN_ASSERT(to_base64url(*bytes) == text);
  if (const Result<Bytes> bytes = from_base64(text)) CAIRN_ASSERT(to_base64(*bytes) == text);
  static_cast<void>(from_multibase(text));
}

void check_round_trip(cairn::ByteView bytes) {
  using namespace cairn;
  for (const Multibase base : {Multibase::base58btc, Multibase::base64url, Multibase::base16, Multibase::base64}) {
    const Result<Bytes> back = from_multibase(to_multibase(bytes, base));
    CAIRN_ASSERT(back.has_value() && ByteView(*back).size() == bytes.size());
    CAIRN_ASSERT(std::equal(bytes.begin(), bytes.end(), back->begin()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const cairn::ByteView bytes(data, size);
  check_one_spelling(cairn::as_text(bytes));
  if (size < 2048) check_round_trip(bytes);
  return 0;
}
