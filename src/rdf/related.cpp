#include <charconv>

#include "base/bytes.hpp"
#include "rdf/canonicalization_state.hpp"

namespace cairn::rdf {
namespace {

char* put_characters(char* to, std::string_view text) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

char* put_number(char* to, std::string_view prefix, std::uint32_t number) {
  to = put_characters(to, prefix);
  return std::to_chars(to, to + 10, number).ptr;
}

}  // namespace

char* put_hex(char* to, const Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (std::uint32_t i = 0; i < digest.size; ++i) {
    *to++ = digits[digest.bytes[i] >> 4];
    *to++ = digits[digest.bytes[i] & 15];
  }
  return to;
}

Digest hash_related(CanonicalizationState& state, std::uint32_t temporary_number, BlankId related, const Row& row,
                    char position) {
  const Token& predicate = state.terms[state.predicates[row.predicate]].token;
  state.lines.clear();
  char* to = state.lines.reserve(1 + std::size_t{predicate.size} + 2 * sizeof(Digest));
  *to++ = position;
  if (position != 'g') to = put(to, predicate) - 1;  // the token's space is left out
  if (state.canonical_number[related] != k_none) {
    to = put_number(to, "_:c14n", state.canonical_number[related]);
  } else if (temporary_number != k_none) {
    to = put_number(to, "_:b", temporary_number);
  } else {
    to = put_hex(to, state.first_degree[related]);
  }
  state.lines.set_end(to);
  return digest_of(state.hash, state.lines.view());
}

}  // namespace cairn::rdf
