#include "json/read.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "json/scan.hpp"

namespace cairn::json {
namespace {

// Reading, copying, comparing and writing call themselves once per level; this keeps them all on a small stack.
constexpr std::uint32_t k_deepest = 1000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Works on a copy of the text that ends with a NUL, so that looking at the next byte needs no check of the end:
// a NUL fits nowhere in the grammar. Functions return false after noting the first problem.
class Reader {
 public:
  Reader(std::string_view original, char* copy, Arena& arena, std::uint32_t depth)
      : original_(original),
        begin_(copy),
        end_(copy + original.size()),
        cursor_(copy),
        arena_(arena),
        depth_left_(depth),
        depth_limit_(depth) {}

  Result<Value> read_document();

 private:
  bool read_value(Value& out);
  bool read_array(Value& out);
  bool read_object(Value& out);
  bool read_member(Member& out);
  bool finish_object(std::size_t first, Value& out);
  bool read_string(std::string_view& out);
  bool read_string_slowly(const char* start, char* from, std::string_view& out);
  bool read_escape(char*& to);
  bool read_unicode_escape(char*& to);
  bool read_four_digits(char32_t& unit);
  bool read_number(Value& out);
  bool read_word(std::string_view word, Value meaning, Value& out);
  bool enter();

  void skip_white_space() {
    while (*cursor_ == ' ' || *cursor_ == '\n' || *cursor_ == '\r' || *cursor_ == '\t') ++cursor_;
  }
  bool at_end() const { return cursor_ == end_; }

  bool refuse(Kind kind, const char* code, std::string what, const char* hint, const char* where);
  bool refuse_syntax(const char* expected);
  std::string place(const char* where) const;

  std::string_view original_;
  char* begin_;
  char* end_;
  char* cursor_;
  Arena& arena_;
  std::uint32_t depth_left_;
  std::uint32_t depth_limit_;
  std::vector<Value> items_;     // items of the arrays that are open
  std::vector<Member> members_;  // members of the objects that are open
  Error error_{Kind::malformed, {}, {}, {}};
};

std::string Reader::place(const char* where) const {
  const auto offset = static_cast<std::size_t>(where - begin_);
  const std::string_view before = original_.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_break = before.rfind('\n');
  const std::string_view in_line = line_break == std::string_view::npos ? before : before.substr(line_break + 1);
  const auto column = std::count_if(in_line.begin(), in_line.end(), [](char c) { return (c & 0xC0) != 0x80; }) + 1;
  return "byte " + std::to_string(offset) + " (line " + std::to_string(line) + ", column " + std::to_string(column) +
         ")";
}

bool Reader::refuse(Kind kind, const char* code, std::string what, const char* hint, const char* where) {
  error_ = Error{kind, code, std::move(what) + " at " + place(where), hint};
  return false;
}

// Names what stands at the cursor and what should.
bool Reader::refuse_syntax(const char* expected) {
  std::string found = "the end of the text";
  const std::string_view rest(cursor_, static_cast<std::size_t>(end_ - cursor_));
  if (const auto byte = static_cast<std::uint8_t>(rest.empty() ? 0 : rest.front()); !rest.empty()) {
    if (byte > 0x20 && byte < 0x7F) {
      found = std::string("'") + rest.front() + "'";
    } else {
      const Utf8Character character = read_utf8(rest);
      if (character.size == 0) {
        return refuse(Kind::malformed, "json.utf8", "bytes that are not UTF-8", "save the file as UTF-8", cursor_);
      }
      found = code_point_name(character.code_point);
    }
  }
  return refuse(Kind::malformed, "json.syntax", "expected " + std::string(expected) + ", found " + found,
                "check the text with a JSON editor", cursor_);
}

Result<Value> Reader::read_document() {
  Value out;
  skip_white_space();
  if (at_end()) {
    return fail(Kind::malformed, "json.empty", "the text holds no JSON value", "send a JSON document");
  }
  if (!read_value(out)) return Failure(std::move(error_));
  skip_white_space();
  if (!at_end()) {
    refuse(Kind::malformed, "json.trailing", "something follows the JSON value", "send exactly one JSON value",
           cursor_);
    return Failure(std::move(error_));
  }
  return out;
}

bool Reader::read_value(Value& out) {
  switch (*cursor_) {
    case '"': {
      std::string_view text;
      if (!read_string(text)) return false;
      out = Value::string(text);
      return true;
    }
    case '{':
      return read_object(out);
    case '[':
      return read_array(out);
    case 't':
      return read_word("true", Value::boolean(true), out);
    case 'f':
      return read_word("false", Value::boolean(false), out);
    case 'n':
      return read_word("null", Value::null(), out);
    default:
      if (*cursor_ == '-' || is_digit(*cursor_)) return read_number(out);
      return refuse_syntax("a value");
  }
}

bool Reader::enter() {
  if (depth_left_ == 0) {
    return refuse(Kind::exhausted, "json.depth", "nested deeper than " + std::to_string(depth_limit_),
                  "send a document that is nested less deeply", cursor_);
  }
  --depth_left_;
  ++cursor_;
  skip_white_space();
  return true;
}

bool Reader::read_array(Value& out) {
  if (!enter()) return false;
  const std::size_t first = items_.size();
  if (*cursor_ != ']') {
    while (true) {
      Value item;
      if (!read_value(item)) return false;
      items_.push_back(item);
      skip_white_space();
      if (*cursor_ != ',') break;
      ++cursor_;
      skip_white_space();
    }
    if (*cursor_ != ']') return refuse_syntax("',' or ']'");
  }
  ++cursor_;
  ++depth_left_;
  out = Array::copy_of(std::span(items_).subspan(first), arena_);
  items_.resize(first);
  return true;
}

bool Reader::read_object(Value& out) {
  if (!enter()) return false;
  const std::size_t first = members_.size();
  if (*cursor_ != '}') {
    while (true) {
      Member member;
      if (!read_member(member)) return false;
      members_.push_back(member);
      skip_white_space();
      if (*cursor_ != ',') break;
      ++cursor_;
      skip_white_space();
    }
    if (*cursor_ != '}') return refuse_syntax("',' or '}'");
  }
  ++cursor_;
  ++depth_left_;
  return finish_object(first, out);
}

bool Reader::read_member(Member& out) {
  if (*cursor_ != '"') return refuse_syntax("a member name in double quotes");
  if (!read_string(out.name)) return false;
  skip_white_space();
  if (*cursor_ != ':') return refuse_syntax("':'");
  ++cursor_;
  skip_white_space();
  return read_value(out.value);
}

bool Reader::finish_object(std::size_t first, Value& out) {
  const Object object = Object::copy_of(std::span(members_).subspan(first), arena_);
  members_.resize(first);
  if (const Member* duplicate = object.first_duplicate(); duplicate != nullptr) {
    // A name always points into the copy, right behind its opening quote.
    return refuse(Kind::malformed, "json.duplicate-member", "a member name comes twice in one object",
                  "keep one of the two members", duplicate->name.data() - 1);
  }
  out = object;
  return true;
}

bool Reader::read_string(std::string_view& out) {
  const char* start = ++cursor_;
  cursor_ += find_special<Scan::for_reading>(cursor_, end_) - cursor_;
  if (*cursor_ == '"') [[likely]] {
    out = {start, static_cast<std::size_t>(cursor_ - start)};
    ++cursor_;
    return true;
  }
  return read_string_slowly(start, cursor_, out);
}

// The text of a string is never longer than its escaped form, so it is unescaped where it stands.
bool Reader::read_string_slowly(const char* start, char* to, std::string_view& out) {
  while (true) {
    const char* stop = find_special<Scan::for_reading>(cursor_, end_);
    to = std::copy(static_cast<const char*>(cursor_), stop, to);
    cursor_ += stop - cursor_;
    const auto byte = static_cast<std::uint8_t>(*cursor_);
    if (byte == '"') break;
    if (byte == '\\') {
      if (!read_escape(to)) return false;
    } else if (byte < 0x20) {
      if (at_end()) return refuse_syntax("the closing '\"' of a string");
      return refuse(Kind::malformed, "json.syntax", "control character " + code_point_name(byte) + " in a string",
                    "write it as an escape sequence", cursor_);
    } else {
      const std::uint32_t size = read_utf8({cursor_, static_cast<std::size_t>(end_ - cursor_)}).size;
      if (size == 0) {
        return refuse(Kind::malformed, "json.utf8", "bytes that are not UTF-8", "save the file as UTF-8", cursor_);
      }
      to = std::copy_n(cursor_, size, to);
      cursor_ += size;
    }
  }
  out = {start, static_cast<std::size_t>(to - start)};
  ++cursor_;
  return true;
}

bool Reader::read_escape(char*& to) {
  static constexpr std::string_view k_letters = "\"\\/bfnrt";
  static constexpr std::string_view k_meanings = "\"\\/\b\f\n\r\t";
  const char letter = cursor_[1];
  if (letter == 'u') return read_unicode_escape(to);
  const std::size_t which = letter == '\0' ? std::string_view::npos : k_letters.find(letter);
  if (which == std::string_view::npos) {
    return refuse(Kind::malformed, "json.syntax", "an escape sequence that JSON does not have",
                  "write a backslash as \\\\", cursor_);
  }
  *to++ = k_meanings[which];
  cursor_ += 2;
  return true;
}

bool Reader::read_four_digits(char32_t& unit) {
  unit = 0;
  for (int i = 2; i < 6; ++i) {
    const int digit = hex_digit(cursor_[i]);  // the NUL at the end is no digit: never reads beyond it
    if (digit < 0) {
      return refuse(Kind::malformed, "json.syntax", "\\u without four hexadecimal digits", "write four digits",
                    cursor_);
    }
    unit = unit * 16 + static_cast<char32_t>(digit);
  }
  return true;
}

bool Reader::read_unicode_escape(char*& to) {
  const char* start = cursor_;
  char32_t unit = 0;
  if (!read_four_digits(unit)) return false;
  cursor_ += 6;
  if (unit >= 0xD800 && unit <= 0xDFFF) {
    char32_t low = 0;
    const bool paired = unit < 0xDC00 && cursor_[0] == '\\' && cursor_[1] == 'u';
    if (paired && !read_four_digits(low)) return false;
    if (!paired || low < 0xDC00 || low > 0xDFFF) {
      return refuse(Kind::malformed, "json.surrogate", "half of a surrogate pair", "write the whole character", start);
    }
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    cursor_ += 6;
  }
  std::string bytes;
  append_utf8(bytes, unit);
  to = std::copy(bytes.begin(), bytes.end(), to);
  return true;
}

bool Reader::read_number(Value& out) {
  const char* start = cursor_;
  if (*cursor_ == '-') ++cursor_;
  if (!is_digit(*cursor_)) return refuse_syntax("a digit");
  if (*cursor_ == '0') {
    ++cursor_;
    if (is_digit(*cursor_)) return refuse_syntax("no digit after a leading 0");
  } else {
    while (is_digit(*cursor_)) ++cursor_;
  }
  if (*cursor_ == '.') {
    ++cursor_;
    if (!is_digit(*cursor_)) return refuse_syntax("a digit after the decimal point");
    while (is_digit(*cursor_)) ++cursor_;
  }
  if (*cursor_ == 'e' || *cursor_ == 'E') {
    ++cursor_;
    if (*cursor_ == '+' || *cursor_ == '-') ++cursor_;
    if (!is_digit(*cursor_)) return refuse_syntax("a digit in the exponent");
    while (is_digit(*cursor_)) ++cursor_;
  }
  out = Value::number({start, static_cast<std::size_t>(cursor_ - start)});
  return true;
}

bool Reader::read_word(std::string_view word, Value meaning, Value& out) {
  const std::string_view rest(cursor_, static_cast<std::size_t>(end_ - cursor_));
  if (rest.substr(0, word.size()) != word) return refuse_syntax("true, false, null or another value");
  cursor_ += word.size();
  out = meaning;
  return true;
}

}  // namespace

Result<Value> read(std::string_view text, Arena& arena, const ReadLimits& limits) {
  static constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
  // A value keeps sizes in 32 bits, whatever the caller allows.
  const std::size_t size_limit = std::min<std::size_t>(limits.size_bytes, std::numeric_limits<std::int32_t>::max());
  if (text.size() > size_limit) {
    return fail(Kind::exhausted, "json.size",
                std::to_string(text.size()) + " bytes; at most " + std::to_string(size_limit) + " are read",
                "send a smaller document");
  }
  if (text.starts_with(k_byte_order_mark)) {
    return fail(Kind::malformed, "json.bom", "the text starts with a byte order mark (byte 0)",
                "save the file as UTF-8 without a byte order mark");
  }
  char* copy = arena.allocate_array<char>(text.size() + 1);
  std::copy(text.begin(), text.end(), copy);
  copy[text.size()] = '\0';
  return Reader(text, copy, arena, std::min(limits.depth, k_deepest)).read_document();
}

}  // namespace cairn::json
