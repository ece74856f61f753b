#pragma once
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "base/arena.hpp"
#include "base/bug.hpp"

namespace cairn::json {

enum class Type : std::uint8_t { null, boolean, number, string, array, object };

class Value;
struct Member;

/// A JSON array in an arena. A handle: copies of it are the same array.
class Array {
 public:
  Array() = default;
  static Array make(Arena& arena, std::uint32_t capacity = 4);
  static Array copy_of(std::span<const Value> items, Arena& arena);
  std::uint32_t size() const;
  bool empty() const { return size() == 0; }
  Value& operator[](std::uint32_t index) const;  ///< Bug when out of range.
  Value* begin() const;
  Value* end() const;
  void push_back(Value value, Arena& arena) const;
  void clear() const;

 private:
  friend class Value;
  struct Rep {
    Value* items;
    std::uint32_t size;
    std::uint32_t capacity;
  };
  explicit Array(Rep* rep) : rep_(rep) {}
  Rep* rep_ = nullptr;
};

/// A JSON object in an arena: members in the order they were added, names unique. A handle, as Array is.
class Object {
 public:
  Object() = default;
  static Object make(Arena& arena, std::uint32_t capacity = 8);
  /// Members are taken as they are; first_duplicate tells whether their names are unique.
  static Object copy_of(std::span<const Member> members, Arena& arena);
  std::uint32_t size() const;
  bool empty() const { return size() == 0; }
  Member* begin() const;
  Member* end() const;
  /// out: the member's value, or nullptr.    cost: linear up to 16 members, a hash table above
  Value* find(std::string_view name) const;
  bool contains(std::string_view name) const { return find(name) != nullptr; }
  /// Add a member, or replace the value of the one with this name. `name` must live as long as the arena.
  void set(std::string_view name, Value value, Arena& arena) const;
  /// Add a member known to be new (not checked here; the reader checks duplicates itself).
  void add_new(std::string_view name, Value value, Arena& arena) const;
  /// out: whether there was such a member. Keeps the order of the others.
  bool erase(std::string_view name) const;
  /// out: the first member whose name an earlier one has, or nullptr.    cost: linear, whatever the names
  const Member* first_duplicate() const;

 private:
  friend class Value;
  struct Rep {
    Member* members;
    std::uint32_t size;
    std::uint32_t capacity;
    std::uint32_t* index;           // open addressing over member numbers + 1, or nullptr while small
    std::uint32_t index_capacity;   // a power of two
  };
  explicit Object(Rep* rep) : rep_(rep) {}
  static void build_index(Rep& rep, Arena& arena);
  static void add_to_index(Rep& rep, std::uint32_t position);
  static void refill_index(Rep& rep);
  static void grow(Rep& rep, Arena& arena);
  Rep* rep_ = nullptr;
};

/// One JSON value: 16 bytes, copied freely. Strings, numbers, arrays and objects live in an Arena that must outlive it.
/// A number keeps its text exactly as it was written.
class Value {
 public:
  Value() = default;  ///< null
  static Value null() { return {}; }
  static Value boolean(bool value) {
    Value out;
    out.type_ = Type::boolean;
    out.boolean_ = value;
    return out;
  }
  /// in: UTF-8 that lives as long as the value is used
  static Value string(std::string_view text) {
    Value out;
    out.type_ = Type::string;
    out.size_ = static_cast<std::uint32_t>(text.size());
    out.text_ = text.data();
    return out;
  }
  /// in: text of the JSON grammar's `number`, living as long as the value is used
  static Value number(std::string_view text) {
    Value out = string(text);
    out.type_ = Type::number;
    return out;
  }
  Value(Array array) : type_(Type::array), array_(array.rep_) {}      // NOLINT(google-explicit-constructor)
  Value(Object object) : type_(Type::object), object_(object.rep_) {}  // NOLINT(google-explicit-constructor)

  Type type() const { return type_; }
  bool is_null() const { return type_ == Type::null; }
  bool is_boolean() const { return type_ == Type::boolean; }
  bool is_number() const { return type_ == Type::number; }
  bool is_string() const { return type_ == Type::string; }
  bool is_array() const { return type_ == Type::array; }
  bool is_object() const { return type_ == Type::object; }
  bool is_scalar() const { return is_boolean() || is_number() || is_string(); }
  bool is_string(std::string_view text) const { return is_string() && this->text() == text; }
  bool is_true() const { return is_boolean() && boolean_; }

  // Access to the wrong type is a Bug.
  bool as_boolean() const {
    CAIRN_ASSERT(is_boolean());
    return boolean_;
  }
  /// out: the characters of a string
  std::string_view text() const {
    CAIRN_ASSERT(is_string());
    return {text_, size_};
  }
  /// out: the text of a number as it was written
  std::string_view number_text() const {
    CAIRN_ASSERT(is_number());
    return {text_, size_};
  }
  Array array() const {
    CAIRN_ASSERT(is_array());
    return Array(array_);
  }
  Object object() const {
    CAIRN_ASSERT(is_object());
    return Object(object_);
  }
  /// out: the member of an object, or nullptr when this is no object or has no such member
  Value* find(std::string_view name) const { return is_object() ? object().find(name) : nullptr; }
  /// out: the text of the string member `name`, or empty
  std::string_view text_of(std::string_view name) const {
    const Value* found = find(name);
    return found != nullptr && found->is_string() ? found->text() : std::string_view{};
  }

 private:
  Type type_ = Type::null;
  bool boolean_ = false;
  std::uint32_t size_ = 0;
  union {
    const char* text_ = nullptr;
    Array::Rep* array_;
    Object::Rep* object_;
  };
};
static_assert(sizeof(Value) <= 16);

struct Member {
  std::string_view name;
  Value value;
};

inline std::uint32_t Array::size() const { return rep_ == nullptr ? 0 : rep_->size; }
inline Value* Array::begin() const { return rep_ == nullptr ? nullptr : rep_->items; }
inline Value* Array::end() const { return rep_ == nullptr ? nullptr : rep_->items + rep_->size; }
inline Value& Array::operator[](std::uint32_t index) const {
  CAIRN_ASSERT(index < size());
  return rep_->items[index];
}
inline void Array::clear() const {
  if (rep_ != nullptr) rep_->size = 0;
}
inline std::uint32_t Object::size() const { return rep_ == nullptr ? 0 : rep_->size; }
inline Member* Object::begin() const { return rep_ == nullptr ? nullptr : rep_->members; }
inline Member* Object::end() const { return rep_ == nullptr ? nullptr : rep_->members + rep_->size; }

// The two below, like the writers, go down as deep as the value is nested. Whatever came from `read` is at most
// ReadLimits::depth deep; code that builds values itself must not nest without a limit of its own.

/// Deep copy into `arena`, strings included.
Value clone(Value value, Arena& arena);
/// Same JSON value: members in any order, items in order, numbers compared by their IEEE double.
bool equal(Value a, Value b);

}  // namespace cairn::json
