#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "json/value.hpp"

// Writes members of objects. Internal to this library.
namespace cairn::exchange {

/// Member names must be literals; texts are copied into the arena.
class Members {
 public:
  explicit Members(Arena& arena) : arena_(&arena), object_(json::Object::make(arena, 8)) {}

  /// Left out when empty.
  Members& text(std::string_view name, std::string_view text) {
    return text.empty() ? *this : value(name, json::Value::string(arena_->copy(text)));
  }
  Members& value(std::string_view name, json::Value value) {
    object_.add_new(name, value, *arena_);
    return *this;
  }
  /// Left out when empty.
  Members& list(std::string_view name, json::Array array) { return array.empty() ? *this : value(name, array); }
  json::Object object() const { return object_; }

 private:
  Arena* arena_;
  json::Object object_;
};

/// Notes what of a definition is left when there is something.
class Left {
 public:
  void note(std::string_view field, bool is_there) {
    if (is_there) fields_.emplace_back(field);
  }
  std::vector<std::string> take() { return std::move(fields_); }

 private:
  std::vector<std::string> fields_;
};

}  // namespace cairn::exchange
