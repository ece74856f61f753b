#include "rdf/dataset.hpp"

#include <bit>
#include <cstring>

#include "base/bug.hpp"
#include "base/entropy.hpp"

namespace cairn::rdf {
namespace {

constexpr std::size_t k_first_slots = 256;
constexpr std::size_t k_kept_slots = 4096;

using Keys = std::array<std::uint64_t, 4>;

std::uint64_t load8(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, 8);
  return word;
}

std::uint64_t load4(const char* at) {
  std::uint32_t word = 0;
  std::memcpy(&word, at, 4);
  return word;
}

// Both halves of the 128-bit product: every input bit reaches every output bit.
__extension__ using Wide = unsigned __int128;
std::uint64_t multiply_mix(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// A secret key stands on both factors: without knowing the keys nobody can choose a word that makes a factor zero,
// which is the way to collide hashes of this family.
std::uint64_t hash_text(std::string_view text, std::uint64_t state, const Keys& keys) {
  const char* at = text.data();
  std::size_t left = text.size();
  state ^= left * keys[3];
  while (left > 16) {
    state = multiply_mix(load8(at) ^ keys[0], load8(at + 8) ^ keys[1] ^ state);
    at += 16;
    left -= 16;
  }
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  if (left >= 8) {
    low = load8(at);
    high = load8(at + left - 8);
  } else if (left >= 4) {
    low = load4(at);
    high = load4(at + left - 4);
  } else if (left > 0) {
    low = static_cast<unsigned char>(at[0]);
    high = static_cast<std::uint64_t>(static_cast<unsigned char>(at[left / 2])) << 8 |
           static_cast<unsigned char>(at[left - 1]);
  }
  return multiply_mix(low ^ keys[2], high ^ keys[1] ^ state);
}

std::uint64_t hash_term(const Term& term, const Keys& keys) {
  std::uint64_t state = keys[static_cast<std::size_t>(term.kind)];
  state = hash_text(term.value, state, keys);
  if (term.kind != TermKind::literal) return state;
  state = hash_text(term.datatype, state, keys);
  return term.language.empty() ? state : hash_text(term.language, state, keys);
}

// Vocabulary terms mostly come from the same cached string, so the address decides first.
bool same_text(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  return a.data() == b.data() || a.empty() || std::memcmp(a.data(), b.data(), a.size()) == 0;
}

bool same_term(const Term& a, const Term& b) {
  if (a.kind != b.kind || !same_text(a.value, b.value)) return false;
  return a.kind != TermKind::literal || (same_text(a.datatype, b.datatype) && same_text(a.language, b.language));
}

}  // namespace

Dataset::Dataset() : table_(k_first_slots) {
  std::array<std::uint8_t, sizeof(keys_)> bytes{};
  SystemEntropy().fill(bytes);
  std::memcpy(keys_.data(), bytes.data(), sizeof(keys_));
  for (std::uint64_t& key : keys_) key |= 1;
}

// A slot holds 32 hash bits above the term id + 1; the same bits choose the slot, so growing needs no second hash.
TermId Dataset::find_or_add(const Term& term, Strings strings) {
  const std::uint64_t tag = hash_term(term, keys_) >> 32;
  const std::size_t mask = table_.size() - 1;
  std::size_t slot = tag & mask;
  while (table_[slot] != 0) {
    const std::uint64_t entry = table_[slot];
    const TermId id = static_cast<TermId>(entry) - 1;
    if (entry >> 32 == tag && same_term(terms_[id], term)) return id;
    slot = (slot + 1) & mask;
  }
  const TermId id = append(term, strings);
  table_[slot] = tag << 32 | (id + 1);
  if (terms_.size() * 2 > table_.size()) [[unlikely]]
    grow_table();
  return id;
}

TermId Dataset::append(const Term& term, Strings strings) {
  CAIRN_ASSERT(terms_.size() < k_default_graph - 1);
  const TermId id = static_cast<TermId>(terms_.size());
  terms_.push_back(term);
  if (strings == Strings::copied) {
    Term& kept = terms_.back();
    kept.value = strings_.copy(term.value);
    kept.datatype = strings_.copy(term.datatype);
    kept.language = strings_.copy(term.language);
  }
  return id;
}

void Dataset::grow_table() {
  std::vector<std::uint64_t> larger(table_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const std::uint64_t entry : table_) {
    if (entry == 0) continue;
    std::size_t slot = (entry >> 32) & mask;
    while (larger[slot] != 0) slot = (slot + 1) & mask;
    larger[slot] = entry;
  }
  table_ = std::move(larger);
}

void Dataset::deduplicate() {
  if (quads_.size() < 2) return;
  CAIRN_ASSERT(quads_.size() < 0x7FFFFFFF);
  seen_.assign(std::bit_ceil(quads_.size() * 2), 0);
  const std::size_t mask = seen_.size() - 1;
  std::size_t kept = 0;
  for (const Quad quad : quads_) {
    const std::uint64_t left = static_cast<std::uint64_t>(quad.subject) << 32 | quad.predicate;
    const std::uint64_t right = static_cast<std::uint64_t>(quad.object) << 32 | quad.graph;
    std::size_t slot = (multiply_mix(left ^ keys_[0], right ^ keys_[1]) >> 32) & mask;
    while (seen_[slot] != 0 && quads_[seen_[slot] - 1] != quad) slot = (slot + 1) & mask;
    if (seen_[slot] != 0) continue;
    quads_[kept] = quad;
    seen_[slot] = static_cast<std::uint32_t>(++kept);
  }
  quads_.resize(kept);
}

void Dataset::clear() {
  terms_.clear();
  quads_.clear();
  strings_.reset();
  // One huge document must not make every later clear() wipe a huge table.
  table_.assign(table_.size() > k_kept_slots ? k_first_slots : table_.size(), 0);
}

}  // namespace cairn::rdf
