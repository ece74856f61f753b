#pragma once
#include <string_view>

#include "base/arena.hpp"
#include "json/value.hpp"

// Writes the members of one object. Internal to this library.
namespace cairn::openbadges {

/// Member names must be literals; texts are copied into the arena unless they are literals too.
class Members {
 public:
  Members(Arena& arena, std::uint32_t capacity) : arena_(&arena), object_(json::Object::make(arena, capacity)) {}

  Members& literal(std::string_view name, std::string_view text) { return value(name, json::Value::string(text)); }
  Members& text(std::string_view name, std::string_view text) { return literal(name, arena_->copy(text)); }
  /// Left out when empty.
  Members& optional_text(std::string_view name, std::string_view text) { return text.empty() ? *this : this->text(name, text); }
  Members& value(std::string_view name, json::Value value) {
    object_.add_new(name, value, *arena_);
    return *this;
  }
  json::Object object() const { return object_; }

 private:
  Arena* arena_;
  json::Object object_;
};

/// out: ["text"]
inline json::Value array_of(std::string_view literal, Arena& arena) {
  const json::Array array = json::Array::make(arena, 1);
  array.push_back(json::Value::string(literal), arena);
  return array;
}

}  // namespace cairn::openbadges
