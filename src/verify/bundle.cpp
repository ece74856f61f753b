#include "verify/bundle.hpp"

#include "json/read.hpp"

namespace cairn::verify {
namespace {

bool is_array_text(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '[';
}

bool is_endorsement(const json::Value& document) {
  const json::Value* type = document.find("type");
  if (type == nullptr || !type->is_array()) return type != nullptr && type->is_string("EndorsementCredential");
  for (const json::Value& word : type->array()) {
    if (word.is_string("EndorsementCredential")) return true;
  }
  return false;
}

}  // namespace

Bundle read_bundle(ByteView bytes, Arena& arena) {
  if (!is_array_text(as_text(bytes))) return {};
  const Result<json::Value> list = json::read(as_text(bytes), arena);
  if (!list || !list->is_array()) return {};
  const json::Array items = list->array();
  if (items.size() < 2 || items.size() > k_most_endorsements_beside + 1 || !items[0].is_object()) return {};
  Bundle out;
  for (std::uint32_t i = 1; i < items.size(); ++i) {
    if (!is_endorsement(items[i])) return {};
    out.endorsements.push_back({"/" + std::to_string(i), items[i], {}});
  }
  out.award = items[0];
  return out;
}

}  // namespace cairn::verify
