#include "json/write.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "json/scan.hpp"

namespace cairn::json {
namespace {

void append_escape(char c, std::string& out) {
  static constexpr std::string_view k_special = "\"\\\b\f\n\r\t";
  static constexpr std::string_view k_letters = "\"\\bfnrt";
  static constexpr char k_digits[] = "0123456789abcdef";
  out.push_back('\\');
  if (const std::size_t which = k_special.find(c); which != std::string_view::npos) {
    out.push_back(k_letters[which]);
  } else {
    out += "u00";
    out.push_back(k_digits[c >> 4]);
    out.push_back(k_digits[c & 15]);
  }
}

// The escapes that RFC 8785 3.2.2.2 asks for; the other writers use the same.
void append_string(std::string_view text, std::string& out) {
  out.push_back('"');
  const char* from = text.data();
  const char* const end = from + text.size();
  while (true) {
    const char* stop = find_special<Scan::for_writing>(from, end);
    out.append(from, stop);
    if (stop == end) break;
    append_escape(*stop, out);
    from = stop + 1;
  }
  out.push_back('"');
}

void append_scalar(const Value& value, std::string& out) {
  switch (value.type()) {
    case Type::null:
      out += "null";
      break;
    case Type::boolean:
      out += value.as_boolean() ? "true" : "false";
      break;
    case Type::number:
      out += value.number_text();
      break;
    default:
      append_string(value.text(), out);
  }
}

void write_compact(const Value& value, std::string& out) {
  char before = '[';
  if (value.is_array()) {
    if (value.array().empty()) out.push_back('[');
    for (const Value& item : value.array()) {
      out.push_back(before);
      write_compact(item, out);
      before = ',';
    }
    out.push_back(']');
  } else if (value.is_object()) {
    if (value.object().empty()) out.push_back('{');
    before = '{';
    for (const Member& member : value.object()) {
      out.push_back(before);
      append_string(member.name, out);
      out.push_back(':');
      write_compact(member.value, out);
      before = ',';
    }
    out.push_back('}');
  } else {
    append_scalar(value, out);
  }
}

void start_line(std::size_t depth, std::string& out) {
  out.push_back('\n');
  out.append(depth * 2, ' ');
}

void write_indented(const Value& value, std::size_t depth, std::string& out) {
  bool first = true;
  const auto start_next = [&](char open) {
    out.push_back(first ? open : ',');
    first = false;
    start_line(depth + 1, out);
  };
  if (value.is_array() && !value.array().empty()) {
    for (const Value& item : value.array()) {
      start_next('[');
      write_indented(item, depth + 1, out);
    }
    start_line(depth, out);
    out.push_back(']');
  } else if (value.is_object() && !value.object().empty()) {
    for (const Member& member : value.object()) {
      start_next('{');
      append_string(member.name, out);
      out += ": ";
      write_indented(member.value, depth + 1, out);
    }
    start_line(depth, out);
    out.push_back('}');
  } else {
    write_compact(value, out);
  }
}

// Order of UTF-16 code units, told from UTF-8: the same as the order of the bytes, except that a surrogate pair
// (lead byte F0 to F4) sorts before U+E000 .. U+FFFF (lead byte EE or EF).  RFC 8785 3.2.3
bool comes_before(std::string_view a, std::string_view b) {
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (in_a == a.end() || in_b == b.end()) return a.size() < b.size();
  const auto rank = [](char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return byte == 0xEE || byte == 0xEF ? 0x100 + byte : byte;
  };
  return rank(*in_a) < rank(*in_b);
}

class CanonicalWriter {
 public:
  explicit CanonicalWriter(std::string& out) : out_(out) {}

  Result<void> write(const Value& value) {
    switch (value.type()) {
      case Type::number:
        return write_number(value.number_text());
      case Type::string:
        return write_string(value.text());
      case Type::array:
        return write_array(value.array());
      case Type::object:
        return write_object(value.object());
      default:
        append_scalar(value, out_);
        return {};
    }
  }

 private:
  Result<void> write_number(std::string_view text) {
    if (text.size() < 16 && text != "-0" && text.find_first_of(".eE") == std::string_view::npos) {
      out_ += text;  // a whole number that a double holds exactly is written as it stands
      return {};
    }
    const double number = to_double(text);
    if (!std::isfinite(number)) {
      return fail(Kind::refused, "jcs.number", "a number is too big for an IEEE 754 double",
                  "write the number as a string");
    }
    out_ += format_double(number);
    return {};
  }

  Result<void> write_string(std::string_view text) {
    if (!is_utf8(text)) {
      return fail(Kind::malformed, "json.utf8", "a string to be written is not UTF-8", "send the text as UTF-8");
    }
    append_string(text, out_);
    return {};
  }

  Result<void> write_array(const Array& array) {
    out_.push_back('[');
    for (const Value& item : array) {
      if (&item != array.begin()) out_.push_back(',');
      CAIRN_CHECK(write(item));
    }
    out_.push_back(']');
    return {};
  }

  Result<void> write_object(const Object& object) {
    const std::size_t first = sorted_.size();
    for (const Member& member : object) sorted_.push_back(&member);
    std::sort(sorted_.begin() + static_cast<std::ptrdiff_t>(first), sorted_.end(),
              [](const Member* a, const Member* b) { return comes_before(a->name, b->name); });
    out_.push_back('{');
    for (std::size_t i = first; i < first + object.size(); ++i) {
      if (i != first) out_.push_back(',');
      const Member& member = *sorted_[i];
      CAIRN_CHECK(write_string(member.name));
      out_.push_back(':');
      CAIRN_CHECK(write(member.value));
    }
    out_.push_back('}');
    sorted_.resize(first);
    return {};
  }

  std::string& out_;
  std::vector<const Member*> sorted_;  // members of the objects that are open, each object's run sorted
};

// "1.25e-07" -> digits "125", and the power n with value = 0.125 * 10^n
struct Decimal {
  std::string digits;
  int power = 0;
};

#ifdef __cpp_lib_to_chars

char* write_shortest(double magnitude, std::span<char> out) {
  return std::to_chars(out.data(), out.data() + out.size(), magnitude, std::chars_format::scientific).ptr;
}

std::from_chars_result read_double(std::string_view text, double& out) {
  return std::from_chars(text.data(), text.data() + text.size(), out);
}

#else  // LLVM's library of that time has both for whole numbers only (WebAssembly)

// The fewest digits that are read back as the same number; C writes them correctly rounded.
char* write_shortest(double magnitude, std::span<char> out) {
  for (int places = 0;; ++places) {
    const int size = std::snprintf(out.data(), out.size(), "%.*e", places, magnitude);
    if (places == 16 || std::strtod(out.data(), nullptr) == magnitude) return out.data() + size;
  }
}

// The text is a JSON number: it was read as one.
std::from_chars_result read_double(std::string_view text, double& out) {
  out = std::strtod(std::string(text).c_str(), nullptr);
  const bool is_outside = std::isinf(out) || (out == 0 && text.find_first_of("123456789") < text.find_first_of("eE"));
  return {text.data() + text.size(), is_outside ? std::errc::result_out_of_range : std::errc()};
}

#endif

Decimal shortest_decimal(double magnitude) {
  std::array<char, 40> buffer{};
  const char* const end = write_shortest(magnitude, buffer);
  const char* exponent = std::find(static_cast<const char*>(buffer.begin()), end, 'e');
  Decimal out;
  std::copy_if(static_cast<const char*>(buffer.begin()), exponent, std::back_inserter(out.digits),
               [](char c) { return c != '.'; });
  const char* digits = exponent + (exponent[1] == '+' ? 2 : 1);
  std::from_chars(digits, end, out.power);
  ++out.power;
  return out;
}

// A number too small or too big for a double: whether its decimal exponent is positive.
bool is_huge(std::string_view text) {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(0, e);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t leading = mantissa.find_first_of("123456789");
  if (leading == std::string_view::npos) return false;
  long long exponent = 0;
  if (e < text.size()) {
    const char* digits = text.data() + e + (text[e + 1] == '+' ? 2 : 1);
    if (std::from_chars(digits, text.data() + text.size(), exponent).ec != std::errc()) return text[e + 1] != '-';
  }
  return exponent + static_cast<long long>(point) - static_cast<long long>(leading) > 0;
}

}  // namespace

void write(Value value, std::string& out, Layout layout) {
  if (layout == Layout::compact) {
    write_compact(value, out);
  } else {
    write_indented(value, 0, out);
  }
}

std::string to_text(Value value, Layout layout) {
  std::string out;
  write(value, out, layout);
  return out;
}

Result<void> write_canonical(Value value, std::string& out) { return CanonicalWriter(out).write(value); }

Result<std::string> canonicalize(Value value) {
  std::string out;
  CAIRN_CHECK(write_canonical(value, out));
  return out;
}

// The four layouts of ECMAScript Number::toString: a whole number, a point among the digits, zeros after the point,
// and scientific notation from 1e21 up and from 1e-7 down.
std::string format_double(double value) {
  CAIRN_ASSERT(std::isfinite(value));
  if (value == 0) return "0";
  std::string out = std::signbit(value) ? "-" : "";
  const Decimal decimal = shortest_decimal(std::fabs(value));
  const int count = static_cast<int>(decimal.digits.size());
  const int n = decimal.power;
  if (count <= n && n <= 21) {
    out += decimal.digits;
    out.append(static_cast<std::size_t>(n - count), '0');
  } else if (0 < n && n <= 21) {
    out.append(decimal.digits, 0, static_cast<std::size_t>(n)).push_back('.');
    out.append(decimal.digits, static_cast<std::size_t>(n));
  } else if (-6 < n && n <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-n), '0').append(decimal.digits);
  } else {
    out.push_back(decimal.digits.front());
    if (count > 1) out.append(".").append(decimal.digits, 1);
    out.append(n > 0 ? "e+" : "e-").append(std::to_string(std::abs(n - 1)));
  }
  return out;
}

double to_double(std::string_view number_text) {
  double out = 0;
  const auto [end, problem] = read_double(number_text, out);
  if (problem == std::errc::result_out_of_range) {
    const double magnitude = is_huge(number_text) ? std::numeric_limits<double>::infinity() : 0.0;
    return number_text.starts_with('-') ? -magnitude : magnitude;
  }
  CAIRN_ASSERT(problem == std::errc() && end == number_text.data() + number_text.size());
  return out;
}

}  // namespace cairn::json
