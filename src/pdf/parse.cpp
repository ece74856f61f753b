#include "pdf/parse.hpp"

#include <algorithm>
#include <charconv>

namespace cairn::pdf {
namespace {

constexpr int k_deepest = 48;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
bool is_delimiter(char c) { return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos; }
bool is_regular(char c) { return !is_space(c) && !is_delimiter(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_number(std::string_view word) {
  if (word.starts_with('+') || word.starts_with('-')) word.remove_prefix(1);
  bool has_digit = false;
  bool has_point = false;
  for (const char c : word) {
    if (c == '.' && !has_point) {
      has_point = true;
    } else if (is_digit(c)) {
      has_digit = true;
    } else {
      return false;
    }
  }
  return has_digit;
}

bool has_twins(const std::vector<Member>& members) {
  std::vector<std::string_view> names;
  for (const Member& member : members) names.emplace_back(member.name);
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

char escaped(char c) {
  switch (c) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'b': return '\b';
    case 'f': return '\f';
    default: return c;
  }
}

}  // namespace

Failure broken(std::string detail) {
  return fail(Kind::malformed, "pdf.structure", "the PDF file is damaged: " + std::move(detail),
              "Ask for the file again; it may have been cut off or changed on its way.");
}

Failure too_much(std::string_view what) {
  return fail(Kind::exhausted, "pdf.limit", "the PDF file has " + std::string(what) + " than are ever read",
              "Take the attached credential out with a PDF reader and check that.");
}

void Parser::skip_space() {
  while (!at_end()) {
    if (peek() == '%') {
      while (!at_end() && peek() != '\n' && peek() != '\r') ++position_;
    } else if (is_space(peek())) {
      ++position_;
    } else {
      return;
    }
  }
}

bool Parser::take_word(std::string_view word) {
  skip_space();
  if (text_.substr(position_, word.size()) != word) return false;
  const char next = peek(word.size());
  if (position_ + word.size() < text_.size() && is_regular(next)) return false;
  position_ += word.size();
  return true;
}

std::optional<std::uint64_t> Parser::take_whole_number() {
  skip_space();
  const std::size_t before = position_;
  const std::string_view word = take_regular();
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (problem == std::errc{} && end == word.data() + word.size() && !word.empty()) return value;
  position_ = before;
  return std::nullopt;
}

std::string_view Parser::take_regular() {
  const std::size_t start = position_;
  while (!at_end() && is_regular(peek())) ++position_;
  return text_.substr(start, position_ - start);
}

// What one object cost is paid for after it was read: no object is longer than the file.
Result<Object> Parser::read_nested(int depth) {
  const std::size_t before = position_;
  if (depth > k_deepest) return broken("objects are nested deeper than " + std::to_string(k_deepest));
  if (!budgets_.objects.spend()) return too_much("more objects");
  skip_space();
  const char first = peek();
  Result<Object> out = [&]() -> Result<Object> {
    if (at_end()) return broken("it ends where an object is to begin");
    if (first == '/') return make_name(take_name());
    if (first == '(') return read_literal_string();
    if (first == '[') return read_array(depth);
    if (first == '<') return peek(1) == '<' ? read_dictionary(depth) : read_hex_string();
    if (is_digit(first) || first == '+' || first == '-' || first == '.') return read_number_or_reference();
    return read_word();
  }();
  if (depth == 0 && !budgets_.looked_at_bytes.spend(position_ - before)) return too_much("more bytes to look at");
  return out;
}

Result<Object> Parser::read_number_or_reference() {
  const std::size_t before = position_;
  const auto number = take_whole_number();
  const std::size_t after_number = position_;
  if (number && *number <= UINT32_MAX) {
    const auto generation = take_whole_number();
    if (generation && *generation <= 65535 && take_word("R")) {
      return make_reference({static_cast<std::uint32_t>(*number), static_cast<std::uint32_t>(*generation)});
    }
    position_ = after_number;
  }
  position_ = before;
  const std::string_view word = take_regular();
  if (!is_number(word)) return broken("a number is malformed at byte " + std::to_string(before));
  Object out;
  out.kind = ObjectKind::number;
  out.text = word;
  return out;
}

Result<Object> Parser::read_word() {
  const std::size_t before = position_;
  const std::string_view word = take_regular();
  if (word == "null") return Object{};
  if (word == "true" || word == "false") return make_boolean(word);
  return broken("no object at byte " + std::to_string(before));
}

Result<Object> Parser::read_array(int depth) {
  ++position_;
  Object out = make_array({});
  for (skip_space(); peek() != ']'; skip_space()) {
    if (at_end()) return broken("an array has no end");
    CAIRN_TRY(Object item, read_nested(depth + 1));
    out.items.push_back(std::move(item));
  }
  ++position_;
  return out;
}

Result<Object> Parser::read_dictionary(int depth) {
  position_ += 2;
  Object out = make_dictionary({});
  for (skip_space(); !(peek() == '>' && peek(1) == '>'); skip_space()) {
    if (peek() != '/') return broken("a dictionary holds something without a name at byte " + std::to_string(position_));
    std::string name = take_name();
    CAIRN_TRY(Object value, read_nested(depth + 1));
    out.members.push_back({std::move(name), std::move(value)});
  }
  // Readers differ in which of two members of one name they take.
  if (has_twins(out.members)) return broken("a dictionary holds a name twice");
  position_ += 2;
  return out;
}

std::string Parser::take_name() {
  ++position_;
  const std::string_view word = take_regular();
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool is_code = word[i] == '#' && i + 2 < word.size() && hex_digit(word[i + 1]) >= 0 && hex_digit(word[i + 2]) >= 0;
    out += is_code ? static_cast<char>(hex_digit(word[i + 1]) * 16 + hex_digit(word[i + 2])) : word[i];
    if (is_code) i += 2;
  }
  return out;
}

void Parser::take_escape(std::string& out) {
  ++position_;
  const char c = peek();
  if (c >= '0' && c <= '7') {
    int code = 0;
    for (int i = 0; i < 3 && peek() >= '0' && peek() <= '7'; ++i, ++position_) code = code * 8 + (peek() - '0');
    out += static_cast<char>(code & 0xFF);
    return;
  }
  if (c == '\r' || c == '\n') {
    position_ += c == '\r' && peek(1) == '\n' ? 2 : 1;
    return;
  }
  out += escaped(c);
  ++position_;
}

Result<Object> Parser::read_literal_string() {
  std::string out;
  std::size_t open = 0;
  while (!at_end()) {
    const char c = peek();
    if (c == '\\') {
      take_escape(out);
      continue;
    }
    if (c == '(' && open++ == 0) {
      ++position_;
      continue;
    }
    ++position_;
    if (c == ')' && --open == 0) return make_string(out);
    out += c;
  }
  return broken("a text has no end");
}

Result<Object> Parser::read_hex_string() {
  ++position_;
  std::string out;
  int high = -1;
  for (; !at_end() && peek() != '>'; ++position_) {
    if (is_space(peek())) continue;
    const int digit = hex_digit(peek());
    if (digit < 0) return broken("a text in hexadecimal holds something else at byte " + std::to_string(position_));
    if (high >= 0) out += static_cast<char>(high * 16 + digit);
    high = high >= 0 ? -1 : digit;
  }
  if (at_end()) return broken("a text has no end");
  if (high >= 0) out += static_cast<char>(high * 16);
  ++position_;
  return make_string(out);
}

}  // namespace cairn::pdf
