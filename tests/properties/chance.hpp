#pragma once
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

#include "base/utf8.hpp"

namespace cairn::properties {

inline std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

/// How many cases of a property are tried: CAIRN_PROPERTY_CASES, as before a release, else what fits into a run of the unit tests.
/// The sanitizers make everything ten times slower, so that they see a tenth.
inline std::uint64_t cases(std::uint64_t usual) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  usual = usual < 10 ? 1 : usual / 10;
#endif
  return from_environment("CAIRN_PROPERTY_CASES", usual);
}

/// Chance that can be repeated. The number printed with a failure replays it: CAIRN_SEED=N CAIRN_PROPERTY_CASES=1.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }

  /// Words with what is awkward in JSON, XML, RDF and on a page.
  std::string text() {
    static constexpr char32_t k_characters[] = {'a', 'b', 'Z', '0', ' ', '-', '.', '\'', '&', '<', '>', ']', '/', ':', '#', '%', '~', '{', '}', '"', '\\',
                                                0xE9, 0x3B1, 0x5D0, 0x4E2D, 0xFFFD, 0x1F3C5, 0x10FFFD, 0x301};
    std::string out = "x";
    for (std::uint64_t i = 1 + below(24); i > 0; --i) append_utf8(out, k_characters[below(std::size(k_characters))]);
    return out + "y";
  }

 private:
  std::mt19937_64 engine_;
};

/// Call `visit(chance, seed)` for each case, up to the first that fails.
template <class Visit>
void for_each_seed(std::uint64_t usual, Visit visit) {
  const std::uint64_t first = from_environment("CAIRN_SEED", 1);
  const std::uint64_t count = cases(usual);
  for (std::uint64_t seed = first; seed < first + count && !testing::Test::HasFailure(); ++seed) {
    Chance chance(seed);
    visit(chance, seed);
  }
}

}  // namespace cairn::properties
