#include <cstdint>
#include <string>

#include "bake/canvas.hpp"
#include "bake/extract.hpp"
#include "base/bug.hpp"
#include "base/utf8.hpp"

// Any bytes as a PNG: refused, or read within bounds; and what takes a credential gives it back, alone.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cairn;
  std::string file = "\x89PNG\r\n\x1A\n";
  file.append(reinterpret_cast<const char*>(data), size);
  const auto found = bake::extract(as_bytes(file));
  if (found && found->payload) {
    CAIRN_ASSERT(found->payload->text.size() <= file.size() && is_utf8(found->payload->text));
    CAIRN_ASSERT(bake::form_of(found->payload->text) == found->payload->form);
  }
  const auto canvas = bake::Canvas::open(as_bytes(file), bake::Rebake::replaced);
  if (!canvas) return 0;
  const auto baked = canvas->with("{\"a\":1}", bake::Dialect::open_badges_3);
  CAIRN_ASSERT(baked.has_value());
  const auto back = bake::extract(as_bytes(*baked));
  CAIRN_ASSERT(back && back->payload && back->payload->text == "{\"a\":1}" && !back->older);
  return 0;
}
