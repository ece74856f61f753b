#pragma once
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace cairn::rdf::testing {

/// A quad as text; blank nodes are "_:" and a number.
struct TextQuad {
  std::string parts[4];  ///< the graph is empty for the default graph
};
using TextDataset = std::vector<TextQuad>;

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : engine_(seed) {}
  std::uint32_t below(std::size_t limit) { return static_cast<std::uint32_t>(engine_() % limit); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  std::mt19937& engine() { return engine_; }

 private:
  std::mt19937 engine_;
};

/// Few terms, so that structures repeat and first-degree hashes clash.
inline TextDataset random_dataset(Chance& chance) {
  static const char* const k_literals[] = {"\"\"",           "\"a\"",       "\"a b\"@en",  "\"a\"@en-GB",
                                           "\"a\"^^<urn:t>", "\"\\n\\\"\"", "\"\xC3\xA9\""};
  const std::uint32_t blanks = chance.below(7);
  const std::uint32_t predicates = 1 + chance.below(3);
  const bool graphs = chance.one_in(3);
  const auto iri = [&] { return "<urn:i:" + std::string(1 + chance.below(3), 'i') + ">"; };
  const auto node = [&] {
    return blanks != 0 && !chance.one_in(3) ? "_:" + std::to_string(chance.below(blanks)) : iri();
  };
  TextDataset out(1 + chance.below(14));
  for (TextQuad& quad : out) {
    quad.parts[0] = node();
    quad.parts[1] = "<urn:p:" + std::string(1 + chance.below(predicates), 'p') + ">";
    quad.parts[2] = chance.one_in(4) ? k_literals[chance.below(std::size(k_literals))] : node();
    if (graphs && chance.one_in(2)) quad.parts[3] = node();
  }
  return out;
}

/// The same dataset under other labels, in another order, with some quads repeated.
inline TextDataset disguised(TextDataset quads, Chance& chance) {
  const std::string prefix = std::string("_:") + "bxyzn"[chance.below(5)] + std::to_string(chance.below(50)) + "n";
  std::vector<std::uint32_t> numbers(64);
  for (std::uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
  std::shuffle(numbers.begin(), numbers.end(), chance.engine());
  for (TextQuad& quad : quads) {
    for (std::string& part : quad.parts) {
      if (part.starts_with("_:")) part = prefix + std::to_string(numbers[std::stoul(part.substr(2))]);
    }
  }
  for (std::uint32_t again = chance.below(3); again > 0; --again) quads.push_back(quads[chance.below(quads.size())]);
  std::shuffle(quads.begin(), quads.end(), chance.engine());
  return quads;
}

inline std::string to_text(const TextDataset& quads) {
  std::string out;
  for (const TextQuad& quad : quads) {
    for (const std::string& part : quad.parts) {
      if (!part.empty()) out += part + " ";
    }
    out += ".\n";
  }
  return out;
}

}  // namespace cairn::rdf::testing
