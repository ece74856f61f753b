#pragma once
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace cairn {

/// Memory that is given out piece by piece and freed all at once; destructors never run.
/// Not thread-safe. reset() keeps the memory for the next document, so steady work allocates nothing.
class Arena {
 public:
  explicit Arena(std::size_t first_block_bytes = 16 * 1024) : next_block_bytes_(first_block_bytes) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  /// The arena moved from is empty and may be used again.
  Arena(Arena&& other) noexcept
      : blocks_(std::exchange(other.blocks_, {})),
        cursor_(std::exchange(other.cursor_, 0)),
        limit_(std::exchange(other.limit_, 0)),
        next_block_bytes_(other.next_block_bytes_) {}
  Arena& operator=(Arena&& other) noexcept {
    blocks_ = std::exchange(other.blocks_, {});
    cursor_ = std::exchange(other.cursor_, 0);
    limit_ = std::exchange(other.limit_, 0);
    next_block_bytes_ = other.next_block_bytes_;
    return *this;
  }

  /// out: uninitialised memory of `bytes` at `alignment` (a power of two), valid until reset or destruction.
  void* allocate(std::size_t bytes, std::size_t alignment = alignof(std::max_align_t)) {
    std::size_t start = (cursor_ + alignment - 1) & ~(alignment - 1);
    if (start + bytes > limit_) [[unlikely]] {
      return allocate_in_new_block(bytes, alignment);
    }
    cursor_ = start + bytes;
    return reinterpret_cast<void*>(start);
  }

  template <class T>
  T* allocate_array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena runs no destructors");
    return static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
  }

  template <class T, class... Arguments>
  T* make(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena runs no destructors");
    return new (allocate(sizeof(T), alignof(T))) T(std::forward<Arguments>(arguments)...);
  }

  /// out: a copy of `text` that lives as long as the arena.
  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* to = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

  /// out: `a` and `b` joined, living as long as the arena.
  std::string_view concatenate(std::string_view a, std::string_view b) {
    char* to = static_cast<char*>(allocate(a.size() + b.size() + 1, 1));
    if (!a.empty()) std::memcpy(to, a.data(), a.size());
    if (!b.empty()) std::memcpy(to + a.size(), b.data(), b.size());
    return {to, a.size() + b.size()};
  }

  /// Forget everything given out; keep the largest block for reuse.
  void reset();

  /// out: bytes held from the system, given out or not.
  std::size_t held_bytes() const;

 private:
  struct Block {
    std::unique_ptr<std::byte[]> memory;
    std::size_t bytes;
  };
  void* allocate_in_new_block(std::size_t bytes, std::size_t alignment);

  std::vector<Block> blocks_;
  std::size_t cursor_ = 0;
  std::size_t limit_ = 0;
  std::size_t next_block_bytes_;
};

}  // namespace cairn
