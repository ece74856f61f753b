#include <cstdint>
#include <string>

#include "base/bug.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

// What was read can be written and read again as an equal value, in every layout; the canonical form is its own
// canonical form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cairn;
  Arena arena;
  const Result<json::Value> value = json::read({reinterpret_cast<const char*>(data), size}, arena);
  if (!value) return 0;
  for (const json::Layout layout : {json::Layout::compact, json::Layout::indented}) {
    const std::string text = json::to_text(*value, layout);
    CAIRN_ASSERT(json::equal(json::read(text, arena).value(), *value));
  }
  CAIRN_ASSERT(json::to_text(json::clone(*value, arena)) == json::to_text(*value));
  const Result<std::string> canonical = json::canonicalize(*value);
  if (!canonical) return 0;
  const json::Value again = json::read(*canonical, arena).value();
  CAIRN_ASSERT(json::equal(again, *value));
  CAIRN_ASSERT(json::canonicalize(again).value() == *canonical);
  return 0;
}
