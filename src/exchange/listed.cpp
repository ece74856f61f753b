#include "exchange/listed.hpp"

namespace cairn::exchange {

std::vector<ListedNode> list_nodes(const json::Value& document, std::span<const std::string_view> members) {
  const json::Value* list = document.is_array() ? &document : nullptr;
  std::string base;
  for (const std::string_view name : members) {
    const json::Value* found = document.find(name);
    if (list != nullptr || found == nullptr || !found->is_array()) continue;
    list = found;
    base = "/" + std::string(name);
  }
  std::vector<ListedNode> out;
  if (list == nullptr) {
    out.push_back({&document, ""});
    return out;
  }
  out.reserve(list->array().size());
  for (std::uint32_t i = 0; i < list->array().size(); ++i) out.push_back({&list->array()[i], base + "/" + std::to_string(i)});
  return out;
}

void share_out(std::vector<std::string> left, const std::map<std::string, std::size_t, std::less<>>& places, std::vector<Imported>& out) {
  for (std::string& pointer : left) {
    std::string_view around = pointer;
    std::size_t owner = 0;
    while (true) {
      const auto found = places.find(around);
      if (found != places.end()) {
        owner = found->second;
        break;
      }
      if (around.empty()) break;
      around = around.substr(0, around.rfind('/'));
    }
    out.at(owner).left.push_back(std::move(pointer));
  }
}

}  // namespace cairn::exchange
