#include "jsonld/context_cache.hpp"

namespace cairn::jsonld {
namespace {

constexpr std::size_t k_first_slots = 64;
constexpr std::uint64_t k_odd = 0x9E3779B97F4A7C15ULL;

}  // namespace

IriPool::Entry IriPool::intern(std::string_view text) {
  if ((texts_.size() + 1) * 2 > table_.size()) grow();
  const std::size_t mask = table_.size() - 1;
  std::size_t at = hash_term(text, k_odd) & mask;
  for (; table_[at] != 0; at = (at + 1) & mask) {
    const IriNumber number = table_[at] - 1;
    if (texts_[number] == text) return {texts_[number], number};
  }
  const auto number = static_cast<IriNumber>(texts_.size());
  texts_.push_back(strings_.copy(text));
  table_[at] = number + 1;
  return {texts_.back(), number};
}

IriNumber IriPool::find(std::string_view text) const {
  if (table_.empty()) return k_no_number;
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = hash_term(text, k_odd) & mask; table_[at] != 0; at = (at + 1) & mask) {
    if (texts_[table_[at] - 1] == text) return table_[at] - 1;
  }
  return k_no_number;
}

void IriPool::grow() {
  table_.assign(table_.empty() ? k_first_slots : table_.size() * 2, 0);
  const std::size_t mask = table_.size() - 1;
  for (std::uint32_t number = 0; number < texts_.size(); ++number) {
    std::size_t at = hash_term(texts_[number], k_odd) & mask;
    while (table_[at] != 0) at = (at + 1) & mask;
    table_[at] = number + 1;
  }
}

std::size_t ContextCache::hash(const Key& key) {
  std::uint64_t mixed = reinterpret_cast<std::uintptr_t>(key.active) * k_odd;
  mixed = (mixed ^ (mixed >> 32) ^ reinterpret_cast<std::uintptr_t>(key.local) ^ key.flags) * k_odd;
  return static_cast<std::size_t>(mixed >> 20);
}

ContextCache::Entry* ContextCache::find(const Key& key) {
  if (table_.empty()) return nullptr;
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = hash(key) & mask; table_[at].result != nullptr; at = (at + 1) & mask) {
    if (table_[at].key == key) return &table_[at];
  }
  return nullptr;
}

ContextCache::Entry* ContextCache::add(const Entry& entry) {
  if ((size_ + 1) * 2 > table_.size()) grow();
  const std::size_t mask = table_.size() - 1;
  std::size_t at = hash(entry.key) & mask;
  while (table_[at].result != nullptr) at = (at + 1) & mask;
  table_[at] = entry;
  ++size_;
  return &table_[at];
}

void ContextCache::grow() {
  std::vector<Entry> old = std::move(table_);
  table_.assign(old.empty() ? k_first_slots : old.size() * 2, Entry{});
  const std::size_t mask = table_.size() - 1;
  for (const Entry& entry : old) {
    if (entry.result == nullptr) continue;
    std::size_t at = hash(entry.key) & mask;
    while (table_[at].result != nullptr) at = (at + 1) & mask;
    table_[at] = entry;
  }
}

void ContextCache::clear() {
  table_.clear();
  size_ = 0;
}

}  // namespace cairn::jsonld
