#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace cairn::pdf {

/// Names an object of a file.  spec: ISO 32000-1 7.3.10
struct Reference {
  std::uint32_t number = 0;
  std::uint32_t generation = 0;
  friend auto operator<=>(const Reference&, const Reference&) = default;
};

enum class ObjectKind : std::uint8_t { null, boolean, number, string, name, array, dictionary, stream, reference };

struct Member;

/// One object. A plain value; which members mean something depends on the kind.  spec: ISO 32000-1 7.3
struct Object {
  ObjectKind kind = ObjectKind::null;
  std::string text;              ///< boolean and number: as written; string: its bytes; name: without the '/'
  Reference reference;
  std::vector<Object> items;     ///< array
  std::vector<Member> members;   ///< dictionary; of a stream: its dictionary
  ByteView data;                 ///< stream: its bytes as they stand in the file; owned by whoever made the object

  bool is(ObjectKind wanted) const { return kind == wanted; }
  bool is_name(std::string_view word) const { return kind == ObjectKind::name && text == word; }
  /// out: the member of a dictionary or stream; nullptr when there is none
  const Object* find(std::string_view name) const;
  Object* find(std::string_view name);
  /// Put a member in, in place of one of the same name.
  void set(std::string_view name, Object value);
  void remove(std::string_view name);
};

struct Member {
  std::string name;
  Object value;
};

Object make_number(std::int64_t value);
Object make_boolean(std::string_view word);  ///< "true" or "false"
Object make_name(std::string_view word);
Object make_string(std::string_view bytes);
/// A string for people.   in: UTF-8   spec: ISO 32000-1 7.9.2 "text string" (UTF-16BE with a mark, plain where ASCII)
Object make_text(std::string_view utf8);
Object make_reference(Reference reference);
Object make_array(std::vector<Object> items);
Object make_dictionary(std::vector<Member> members);
Object make_stream(std::vector<Member> members, ByteView data);

/// out: a string for people as UTF-8: UTF-16BE or UTF-8 by their marks, else PDFDocEncoding read as Latin-1; never fails
std::string text_of(const Object& string);

/// out: the whole number, when it is one from 0 to 2^53; else -1
std::int64_t whole_number(const Object& object);

}  // namespace cairn::pdf
