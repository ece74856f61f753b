// Any text as the proofValue of ecdsa-sd-2023: parsed or refused; what is parsed has one spelling. The bytes are tried as they
// are and as what stands behind each header.
#include "base/encoding.hpp"
#include "proof/suites/sd_proof_value.hpp"

namespace {

void try_text(std::string_view text) {
  const auto base = cairn::proof::parse_base(text);
  if (base && cairn::proof::serialize_base(*base) != text) __builtin_trap();
  const auto derived = cairn::proof::parse_derived(text);
  if (derived && cairn::proof::serialize_derived(*derived) != text) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try_text({reinterpret_cast<const char*>(data), size});
  for (const std::uint8_t mode : {std::uint8_t{0}, std::uint8_t{1}}) {
    cairn::Bytes bytes = {0xd9, 0x5d, mode};
    bytes.insert(bytes.end(), data, data + size);
    try_text(cairn::to_multibase(bytes, cairn::Multibase::base64url));
  }
  return 0;
}
