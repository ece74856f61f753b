#include "proof/suites/sd_selection.hpp"

#include <memory>
#include <vector>

#include "proof/json_pointer.hpp"

namespace cairn::proof {
namespace {

constexpr int k_deepest = 128;

// What of a value is selected: all of it, or some of its members or items, each again in part.
struct Part {
  bool is_whole = false;
  std::vector<std::unique_ptr<Part>> children;  // by place of the member or item; null: not selected
};

Part& child_of(Part& part, std::size_t place, std::size_t count) {
  if (part.children.empty()) part.children.resize(count);
  auto& child = part.children[place];
  if (child == nullptr) child = std::make_unique<Part>();
  return *child;
}

std::size_t place_of(const json::Value& value, const json::Value* found) {
  if (value.is_array()) return static_cast<std::size_t>(found - value.array().begin());
  std::size_t place = 0;
  while (&value.object().begin()[place].value != found) ++place;
  return place;
}

std::size_t count_of(const json::Value& value) { return value.is_object() ? value.object().size() : value.array().size(); }

Result<void> mark(const json::Value& document, const std::string& pointer, Part& root) {
  CAIRN_TRY(const std::vector<std::string> tokens, split_pointer(pointer));
  const json::Value* value = &document;
  Part* part = &root;
  for (const std::string& token : tokens) {
    const json::Value* next = find_by_token(*value, token);
    if (next == nullptr) {
      return fail(Kind::missing, "sd.pointer-target", "nothing in the credential stands at " + pointer,
                  "name a member that is there; items of a list are numbered from 0");
    }
    part = &child_of(*part, place_of(*value, next), count_of(*value));
    value = next;
  }
  part->is_whole = true;
  return {};
}

// An id on the way to what is selected goes with it, and so do types and contexts: without them it would mean something else.
// (The standard knows one context, at the top; embedded credentials have their own.)
bool comes_along(const json::Member& member) {
  if (member.name == "id") return !member.value.is_string() || !member.value.text().starts_with("_:");
  return member.name == "type" || member.name == "@context";
}

class Copy {
 public:
  Copy(Arena& arena, Selection& out) : arena_(arena), out_(out) {}

  // in: part - null for a value that is selected as a whole
  Result<json::Value> value(const json::Value& from, const Part* part, int depth) {
    if (depth > k_deepest) return fail(Kind::exhausted, "proof.depth", "nested deeper than 128");
    if (part != nullptr && part->is_whole) part = nullptr;
    if (from.is_object()) return object(from.object(), part, depth);
    if (!from.is_array()) return from;
    const json::Array to = json::Array::make(arena_, from.array().size());
    for (std::uint32_t i = 0; i < from.array().size(); ++i) {
      if (!is_selected(part, i)) continue;
      CAIRN_TRY(const json::Value item, value(from.array()[i], below(part, i), depth + 1));
      to.push_back(item, arena_);
    }
    return json::Value(to);
  }

 private:
  static bool is_selected(const Part* part, std::size_t place) {
    return part == nullptr || (!part->children.empty() && part->children[place] != nullptr);
  }
  static const Part* below(const Part* part, std::size_t place) {
    return part == nullptr ? nullptr : part->children[place].get();
  }

  Result<json::Value> object(json::Object from, const Part* part, int depth) {
    const json::Object to = json::Object::make(arena_, from.size());
    std::size_t place = 0;
    for (const json::Member& member : from) {
      const bool is_along = comes_along(member);  // whole, even when only an item of it is named
      if (is_along || is_selected(part, place)) {
        CAIRN_TRY(const json::Value copied, value(member.value, is_along ? nullptr : below(part, place), depth + 1));
        to.add_new(member.name, copied, arena_);
      }
      ++place;
    }
    if (!to.empty()) out_.sources.emplace(to.begin(), from.begin());
    return json::Value(to);
  }

  Arena& arena_;
  Selection& out_;
};

}  // namespace

Result<Selection> select(json::Object document, std::span<const std::string> pointers, Arena& arena) {
  if (pointers.size() > k_most_pointers) {
    return fail(Kind::exhausted, "sd.pointers", "more than " + std::to_string(k_most_pointers) + " pointers");
  }
  Part root;
  for (const std::string& pointer : pointers) CAIRN_CHECK(mark(document, pointer, root));
  Selection out;
  CAIRN_TRY(const json::Value copied, Copy(arena, out).value(document, &root, 0));
  out.document = copied.object();
  return out;
}

}  // namespace cairn::proof
