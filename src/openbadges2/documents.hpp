#pragma once
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "json/value.hpp"
#include "jsonld/loader.hpp"

// What a badge refers to, fetched within a budget. Internal to this library.
namespace cairn::openbadges2 {

/// gone: the host says that it was there and is no more, which is how a hosted award is revoked.
enum class Availability : std::uint8_t { there, gone, unavailable };

struct Document {
  Availability availability = Availability::unavailable;
  json::Value value;
  std::string code;    ///< why it is not there
  std::string detail;
  std::string hint;
};

/// Loads documents by address. At most 16 for one badge; each is copied, so that it outlives the next.
class Documents {
 public:
  /// in: loader - nullptr: nothing is at hand
  Documents(jsonld::DocumentLoader* loader, Arena& arena) : loader_(loader), arena_(arena) {}
  Document load(std::string_view address);
  Arena& arena() { return arena_; }

 private:
  jsonld::DocumentLoader* loader_;
  Arena& arena_;
  int loads_left_ = 16;
};

}  // namespace cairn::openbadges2
