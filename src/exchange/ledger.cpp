#include "exchange/ledger.hpp"

namespace cairn::exchange {
namespace {

constexpr int k_deepest = 128;  // as deep as documents are read

std::string step(std::string_view name) {
  std::string out = "/";
  for (const char c : name) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

}  // namespace

std::vector<std::string> Ledger::left() const {
  std::vector<std::string> out;
  collect(*root_, "", 0, out);
  return out;
}

// Depth first; when nothing inside was taken, the whole takes the place of its parts.
bool Ledger::collect(const json::Value& value, const std::string& pointer, int depth, std::vector<std::string>& out) const {
  if (taken_.contains(&value)) return true;
  const std::size_t before = out.size();
  bool was_taken = false;
  if (depth < k_deepest && value.is_object()) {
    for (const json::Member& member : value.object()) {
      was_taken = collect(member.value, pointer + step(member.name), depth + 1, out) || was_taken;
    }
  } else if (depth < k_deepest && value.is_array()) {
    for (std::uint32_t i = 0; i < value.array().size(); ++i) {
      was_taken = collect(value.array()[i], pointer + "/" + std::to_string(i), depth + 1, out) || was_taken;
    }
  }
  if (!was_taken) {
    out.resize(before);
    out.push_back(pointer);
  }
  return was_taken;
}

const json::Value* first_of(const json::Value* value) {
  if (value == nullptr || !value->is_array()) return value;
  return value->array().empty() ? nullptr : value->array().begin();
}

std::string take_text(const json::Value* value, Ledger& ledger) {
  value = first_of(value);
  if (value == nullptr) return {};
  if (value->is_object()) {
    const json::Value* inner = value->find("@value");
    if (inner != nullptr) {
      ledger.take(value);
    } else {
      inner = value->find("en");
      if (inner == nullptr && !value->object().empty()) inner = &value->object().begin()->value;
    }
    inner = first_of(inner);
    if (inner == nullptr || !inner->is_string()) return {};
    ledger.take(inner);
    return std::string(inner->text());
  }
  if (!value->is_string() && !value->is_number()) return {};
  ledger.take(value);
  return std::string(value->is_string() ? value->text() : value->number_text());
}

std::vector<std::string> take_texts(const json::Value* value, Ledger& ledger) {
  std::vector<std::string> out;
  each(value, [&](const json::Value& one) {
    std::string text = take_text(&one, ledger);
    if (!text.empty()) out.push_back(std::move(text));
  });
  return out;
}

std::string take_id(const json::Value* node, std::string_view name, Ledger& ledger) {
  if (node == nullptr) return {};
  if (node->is_string()) return take_text(node, ledger);
  return node->is_object() ? take_text(node->find(name), ledger) : std::string();
}

}  // namespace cairn::exchange
