#include "base/result.hpp"

namespace cairn {

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::malformed: return "malformed";
    case Kind::unsupported: return "unsupported";
    case Kind::unauthenticated: return "unauthenticated";
    case Kind::refused: return "refused";
    case Kind::missing: return "missing";
    case Kind::conflict: return "conflict";
    case Kind::exhausted: return "exhausted";
    case Kind::unavailable: return "unavailable";
    case Kind::corrupt: return "corrupt";
  }
  CAIRN_ASSERT(false);
}

}  // namespace cairn
