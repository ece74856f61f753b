#include "conformance/json_ld_compare.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"

namespace cairn::conformance {
namespace {

using json::Member;
using json::Type;
using json::Value;

enum class Order { kept, free };

// Backtracking search for a renaming of blank nodes: each `match_*` calls `next` for every way in which its part fits,
// and answers whether one of them led to a full match.
class Matcher {
 public:
  using Next = std::function<bool()>;

  bool match(Value a, Value b, Order order, const Next& next) {
    if (a.type() != b.type() || steps_++ > k_step_limit) return false;
    switch (a.type()) {
      case Type::string:
        return match_text(a.text(), b.text(), next);
      case Type::array:
        return match_items(a, b, order, next);
      case Type::object:
        return match_members(a, b, order, next);
      default:
        return json::equal(a, b) && next();
    }
  }

 private:
  static constexpr std::uint64_t k_step_limit = 2'000'000;
  static bool is_blank(std::string_view text) { return text.substr(0, 2) == "_:"; }

  bool match_text(std::string_view a, std::string_view b, const Next& next) {
    if (!is_blank(a) || !is_blank(b)) return a == b && next();
    const auto there = renamed_.find(a);
    const auto back = named_by_.find(b);
    if (there != renamed_.end() || back != named_by_.end()) {
      return there != renamed_.end() && back != named_by_.end() && there->second == b && back->second == a && next();
    }
    renamed_[a] = b;
    named_by_[b] = a;
    if (next()) return true;
    renamed_.erase(a);
    named_by_.erase(b);
    return false;
  }

  bool match_items(Value a, Value b, Order order, const Next& next) {
    if (a.array().size() != b.array().size()) return false;
    if (order == Order::kept) return match_in_order(a, b, 0, next);
    std::vector<bool> used(b.array().size(), false);
    return match_any_order(a, b, 0, used, next);
  }

  bool match_in_order(Value a, Value b, std::uint32_t at, const Next& next) {
    if (at == a.array().size()) return next();
    return match(a.array()[at], b.array()[at], Order::free, [&] { return match_in_order(a, b, at + 1, next); });
  }

  bool match_any_order(Value a, Value b, std::uint32_t at, std::vector<bool>& used, const Next& next) {
    if (at == a.array().size()) return next();
    for (std::uint32_t other = 0; other < b.array().size(); ++other) {
      if (used[other]) continue;
      used[other] = true;
      if (match(a.array()[at], b.array()[other], Order::free,
                [&] { return match_any_order(a, b, at + 1, used, next); })) {
        return true;
      }
      used[other] = false;
    }
    return false;
  }

  bool match_members(Value a, Value b, Order order, const Next& next) {
    if (a.object().size() != b.object().size()) return false;
    if (is_json_literal(a) && is_json_literal(b)) return json::equal(a, b) && next();
    std::vector<bool> used(b.object().size(), false);
    return match_member(a, b, 0, order, used, next);
  }

  bool match_member(Value a, Value b, std::uint32_t at, Order order, std::vector<bool>& used, const Next& next) {
    if (at == a.object().size()) return next();
    const Member& mine = a.object().begin()[at];
    for (std::uint32_t other = 0; other < b.object().size(); ++other) {
      const Member& theirs = b.object().begin()[other];
      const bool possible = mine.name == theirs.name || (is_blank(mine.name) && is_blank(theirs.name));
      if (used[other] || !possible) continue;
      used[other] = true;
      const Order inner = mine.name == "@list" ? Order::kept : order;
      const bool found = match_text(mine.name, theirs.name, [&] {
        return match(mine.value, theirs.value, inner, [&] { return match_member(a, b, at + 1, order, used, next); });
      });
      if (found) return true;
      used[other] = false;
    }
    return false;
  }

  static bool is_json_literal(Value value) {
    return value.text_of("@type") == "@json" && value.find("@value") != nullptr;
  }

  std::map<std::string_view, std::string_view> renamed_;
  std::map<std::string_view, std::string_view> named_by_;
  std::uint64_t steps_ = 0;
};

}  // namespace

bool same_json_ld(Value actual, Value expected) {
  if (json::equal(actual, expected)) return true;
  return Matcher().match(actual, expected, Order::free, [] { return true; });
}

}  // namespace cairn::conformance
