#include "base/arena.hpp"

#include <algorithm>

namespace cairn {

void* Arena::allocate_in_new_block(std::size_t bytes, std::size_t alignment) {
  const std::size_t size = std::max(next_block_bytes_, bytes + alignment);
  blocks_.push_back(Block{std::unique_ptr<std::byte[]>(new std::byte[size]), size});
  next_block_bytes_ = std::min<std::size_t>(size * 2, 8 * 1024 * 1024);
  cursor_ = reinterpret_cast<std::size_t>(blocks_.back().memory.get());
  limit_ = cursor_ + size;
  const std::size_t start = (cursor_ + alignment - 1) & ~(alignment - 1);
  cursor_ = start + bytes;
  return reinterpret_cast<void*>(start);
}

void Arena::reset() {
  if (blocks_.empty()) return;
  auto largest = std::max_element(blocks_.begin(), blocks_.end(),
                                  [](const Block& a, const Block& b) { return a.bytes < b.bytes; });
  Block keep = std::move(*largest);
  blocks_.clear();
  cursor_ = reinterpret_cast<std::size_t>(keep.memory.get());
  limit_ = cursor_ + keep.bytes;
  blocks_.push_back(std::move(keep));
}

std::size_t Arena::held_bytes() const {
  std::size_t total = 0;
  for (const Block& block : blocks_) total += block.bytes;
  return total;
}

}  // namespace cairn
