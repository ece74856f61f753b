#include "schema/pattern.hpp"

#include <re2/re2.h>

#include <array>
#include <string>
#include <utility>

namespace cairn::schema {
namespace {

constexpr std::int64_t k_most_memory = 4 << 20;
// ECMA-262 counts more characters as white space than RE2 does.
constexpr std::string_view k_space = R"(\t\n\x0B\f\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF})";
// RE2 knows the short names of Unicode's general categories only.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> k_categories = {{
    {"Letter", "L"}, {"Lowercase_Letter", "Ll"}, {"Uppercase_Letter", "Lu"}, {"Titlecase_Letter", "Lt"}, {"Mark", "M"},
    {"Number", "N"}, {"Decimal_Number", "Nd"}, {"digit", "Nd"}, {"Punctuation", "P"}, {"Symbol", "S"}, {"Separator", "Z"},
    {"Other", "C"}}};

bool is_hex(std::string_view text) { return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos; }

// Writes an ECMA-262 expression the way RE2 reads it; what both read alike is copied.
class Translation {
 public:
  explicit Translation(std::string_view from) : from_(from) {}

  std::string run() {
    while (!from_.empty()) {
      if (from_.front() == '\\' && from_.size() > 1) {
        escape();
      } else if (!is_in_class_ && from_.starts_with("(?<") && !from_.starts_with("(?<=") && !from_.starts_with("(?<!")) {
        put("(?P<", 3);
      } else if (!is_in_class_ && from_.starts_with("[^]")) {
        put("(?s:.)", 3);
      } else if (is_in_class_ && from_.front() == '[') {
        put("\\[", 1);
      } else {
        if (from_.front() == '[') is_in_class_ = true;
        if (from_.front() == ']') is_in_class_ = false;
        put(from_.substr(0, 1), 1);
      }
    }
    return std::move(out_);
  }

 private:
  void put(std::string_view text, std::size_t taken) {
    out_ += text;
    from_.remove_prefix(taken);
  }

  void escape() {
    const char kind = from_[1];
    if (kind == 'u' && from_.size() >= 6 && is_hex(from_.substr(2, 4))) {
      put("\\x{" + std::string(from_.substr(2, 4)) + "}", 6);
    } else if (kind == 'u' && from_.size() > 3 && from_[2] == '{') {
      put("\\x{", 3);
    } else if (kind == 'c' && from_.size() > 2) {
      constexpr std::string_view k_digits = "0123456789ABCDEF";
      const auto code = static_cast<unsigned>(from_[2]) & 0x1F;
      put(std::string("\\x") + k_digits[code >> 4] + k_digits[code & 15], 3);
    } else if (kind == 's') {
      put(is_in_class_ ? std::string(k_space) : "[" + std::string(k_space) + "]", 2);
    } else if (kind == 'S' && !is_in_class_) {
      put("[^" + std::string(k_space) + "]", 2);
    } else if ((kind == 'p' || kind == 'P') && from_.size() > 3 && from_[2] == '{') {
      category();
    } else {
      put(from_.substr(0, 2), 2);
    }
  }

  void category() {
    const std::size_t end = from_.find('}');
    const std::string_view name = from_.substr(3, end == std::string_view::npos ? end : end - 3);
    for (const auto& [long_name, short_name] : k_categories) {
      if (name == long_name) return put(std::string(from_.substr(0, 3)) + std::string(short_name) + "}", end + 1);
    }
    put(from_.substr(0, 3), 3);
  }

  std::string_view from_;
  std::string out_;
  bool is_in_class_ = false;
};

RE2::Options options() {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_max_mem(k_most_memory);
  return out;
}

}  // namespace

struct Pattern::Engine {
  explicit Engine(const std::string& text) : expression(text, options()) {}
  RE2 expression;
};

Pattern::Pattern(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

Result<Pattern> Pattern::compile(std::string_view ecma) {
  auto engine = std::make_unique<Engine>(Translation(ecma).run());
  if (!engine->expression.ok()) {
    return fail(Kind::unsupported, "schema.pattern",
                "the schema's regular expression " + std::string(ecma.substr(0, 200)) + " cannot be run: " + engine->expression.error(),
                "Use an expression without look-around and back references.");
  }
  return Pattern(std::move(engine));
}

bool Pattern::is_found_in(std::string_view text) const {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), engine_->expression);
}

}  // namespace cairn::schema
