#include "rdf/canonicalization_state.hpp"

namespace cairn::rdf {
namespace {

constexpr std::size_t k_small = 24;

std::uint64_t load8(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, 8);
  return word;
}

// How many characters from `depth` on two tokens share, `limit` at most. Reads into the slack.
std::uint32_t shared_characters(const char* a, const char* b, std::uint32_t limit) {
  for (std::uint32_t shared = 0; shared < limit; shared += 8) {
    const std::uint64_t difference = load8(a + shared) ^ load8(b + shared);
    if (difference != 0) return std::min(limit, shared + static_cast<std::uint32_t>(std::countr_zero(difference)) / 8);
  }
  return limit;
}

// The eight characters at `depth` as a number that sorts like them. What stands after a token's end does no harm: the
// final space differs from every character that a longer token has there, so the words differ before.
std::uint64_t prefix_at(const PrefixedToken& item, std::uint32_t depth) {
  return depth < item.token.size ? __builtin_bswap64(load8(item.token.text + depth)) : 0;
}

void sort_by_prefix(std::span<PrefixedToken> items) {
  if (items.size() > k_small) {
    std::sort(items.begin(), items.end(),
              [](const PrefixedToken& a, const PrefixedToken& b) { return a.prefix < b.prefix; });
    return;
  }
  for (std::size_t i = 1; i < items.size(); ++i) {
    const PrefixedToken item = items[i];
    std::size_t to = i;
    for (; to > 0 && items[to - 1].prefix > item.prefix; --to) items[to] = items[to - 1];
    items[to] = item;
  }
}

// Sorts the part by the first eight characters after those that all its tokens share, and lists the parts that are
// still equal then.
void sort_part(TokenOrder::Part part, TokenOrder& order) {
  const std::span<PrefixedToken> items(order.items.data() + part.first, part.last - part.first);
  const Token model = items[0].token;
  std::uint32_t shared = model.size > part.depth ? model.size - part.depth : 0;
  for (const PrefixedToken& item : items.subspan(1)) {
    shared = shared_characters(model.text + part.depth, item.token.text + part.depth, shared);
  }
  const std::uint32_t depth = part.depth + shared;
  if (depth >= model.size) return;  // all alike to the end
  for (PrefixedToken& item : items) item.prefix = prefix_at(item, depth);
  sort_by_prefix(items);
  for (std::size_t first = 0; first < items.size();) {
    const std::uint64_t prefix = items[first].prefix;
    std::size_t last = first + 1;
    while (last < items.size() && items[last].prefix == prefix) ++last;
    if (last - first > 1) order.parts.push_back({part.first + first, part.first + last, depth + 8});
    first = last;
  }
}

}  // namespace

void sort_by_token(std::vector<TermId>& ids, const std::vector<CanonicalTerm>& terms, TokenOrder& order) {
  if (ids.size() < 2) return;
  order.items.resize(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) order.items[i] = {0, terms[ids[i]].token, ids[i]};
  order.parts.assign(1, {0, ids.size(), 0});
  while (!order.parts.empty()) {
    const TokenOrder::Part part = order.parts.back();
    order.parts.pop_back();
    sort_part(part, order);
  }
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = order.items[i].id;
}

}  // namespace cairn::rdf
