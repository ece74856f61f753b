#include "jsonld/object_kind.hpp"

#include <algorithm>

namespace cairn::jsonld {

bool is_graph_object(json::Value value) {
  if (value.find("@graph") == nullptr) return false;
  return std::all_of(value.object().begin(), value.object().end(), [](const json::Member& member) {
    return member.name == "@graph" || member.name == "@id" || member.name == "@index";
  });
}

}  // namespace cairn::jsonld
