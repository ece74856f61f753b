#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/exchange.hpp"
#include "json/value.hpp"

// Several descriptions in one document. Internal to this library.
namespace cairn::exchange {

struct ListedNode {
  const json::Value* value = nullptr;
  std::string place;  ///< JSON Pointer, "" for the document
};

/// out: the items of the document when it is an array, else of the first of its members of these names that is one, else itself
std::vector<ListedNode> list_nodes(const json::Value& document, std::span<const std::string_view> members);

/// Give every pointer to the definition that it lies in, or to the first.
/// in: places - JSON Pointers and the number of the definition that lies there
void share_out(std::vector<std::string> left, const std::map<std::string, std::size_t, std::less<>>& places, std::vector<Imported>& out);

}  // namespace cairn::exchange
