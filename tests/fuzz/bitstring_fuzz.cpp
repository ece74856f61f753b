#include <string>

#include "vc/bitstring.hpp"

// Any bytes as a compressed status list: expanded within its bound or refused; what expands can be read at both ends.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace cairn;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto list = vc::expand_bitstring(text);
  if (!list) {
    CAIRN_ASSERT(list.error().code == "status.encoding" || list.error().code == "status.size");
    return 0;
  }
  CAIRN_ASSERT(list->size_bits() <= std::uint64_t{16} * 1024 * 1024 * 8);
  CAIRN_ASSERT(!list->entry(list->size_bits()));
  if (list->size_bits() != 0) CAIRN_ASSERT(list->entry(0) && list->entry(list->size_bits() - 1));
  return 0;
}
