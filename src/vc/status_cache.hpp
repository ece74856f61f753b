#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/instant.hpp"
#include "json/value.hpp"
#include "vc/bitstring.hpp"

namespace cairn::vc {

/// Status lists as they were unpacked and believed, so that many credentials of one list cost one decode and one signature.
/// What is kept counts for exactly the document it came from; a list that changed in any member is looked at afresh.
/// Bounded; one per thread.
class StatusCache {
 public:
  struct Kept {
    Arena arena;
    json::Value document;             ///< a copy, in `arena`
    std::optional<Bitstring> bits;    ///< once unpacked
    std::optional<Instant> believed;  ///< when its signature and key were found sound; only that is remembered, never a fault
  };

  /// out: what is kept of this document under this address; new and empty when that is nothing
  Kept& of(std::string_view url, json::Value document);
  /// Call after bits were added.
  void count(const Kept& kept);

 private:
  static constexpr std::size_t k_most_lists = 64;
  static constexpr std::size_t k_most_bytes = 64 * 1024 * 1024;

  std::map<std::string, std::unique_ptr<Kept>, std::less<>> kept_;
  std::size_t bytes_ = 0;
};

}  // namespace cairn::vc
