#pragma once
#include <set>
#include <string>
#include <vector>

#include "json/value.hpp"

// Internal to this library.
namespace cairn::exchange {

/// Keeps account of which parts of a document were looked at. The document must not change meanwhile.
class Ledger {
 public:
  explicit Ledger(const json::Value& root) : root_(&root) {}

  /// The value, with all that is in it, has found its place.   in: may be nullptr
  void take(const json::Value* value) {
    if (value != nullptr) taken_.insert(value);
  }
  /// out: JSON Pointers of everything else; where nothing of an object or array was taken, it stands for all it holds
  std::vector<std::string> left() const;

 private:
  bool collect(const json::Value& value, const std::string& pointer, int depth, std::vector<std::string>& out) const;
  const json::Value* root_;
  std::set<const json::Value*> taken_;
};

/// The text of a value in one of the forms that JSON-LD has: a text, a number, a value object, a list (its first), a language map
/// (English, else its first). What was read is taken.
/// in: value - may be nullptr    out: empty when there is none
std::string take_text(const json::Value* value, Ledger& ledger);
/// All texts of a value or list.
std::vector<std::string> take_texts(const json::Value* value, Ledger& ledger);
/// out: the first item of an array, or the value itself; nullptr when there is none
const json::Value* first_of(const json::Value* value);
/// out: what a node is called: a text itself, or its member `name` ("@id", "id")
std::string take_id(const json::Value* node, std::string_view name, Ledger& ledger);

template <class Visit>
void each(const json::Value* value, Visit visit) {
  if (value == nullptr) return;
  if (!value->is_array()) {
    visit(*value);
    return;
  }
  for (const json::Value& item : value->array()) visit(item);
}

}  // namespace cairn::exchange
