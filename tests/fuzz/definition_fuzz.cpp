#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/definition.hpp"
#include "app/key_pins.hpp"
#include "verify/verifier.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)cairn::app::read_definition({"fuzz.toml", text, "did:web:a.example"});
  (void)cairn::verify::read_trust_list(text);
  (void)cairn::app::read_key_pins(text);
  (void)cairn::verify::read_document_map(text);
  return 0;
}
