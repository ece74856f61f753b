#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

// Planted on purpose: a reader of records that believes the length it is told. The harness must find it, or it finds nothing.
namespace {

struct Record {
  std::uint8_t kind = 0;
  std::uint8_t length = 0;
};

unsigned sum_of(const std::vector<std::uint8_t>& bytes) {
  if (bytes.size() < 6 || std::memcmp(bytes.data(), "BDG1", 4) != 0) return 0;
  const Record record{bytes[4], bytes[5]};
  if (record.kind != 7) return 0;
  unsigned sum = 0;
  for (std::size_t i = 0; i < record.length; ++i) sum += *(bytes.data() + 6 + i);  // the bug: `length` is never compared with what is there
  return sum;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const volatile unsigned kept = sum_of(std::vector<std::uint8_t>(data, data + size));  // volatile: the reading is not left out
  return kept > 255 * 255 ? -1 : 0;
}
