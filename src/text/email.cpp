#include "text/email.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/spaces.hpp"
#include "base/utf8.hpp"

namespace cairn::text {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_beyond_ascii(char c) { return (c & 0x80) != 0; }

// RFC 5322 3.2.3 `atext`, and UTF-8 as of RFC 6531.
bool may_stand_in_name(char c) {
  static constexpr std::string_view k_signs = "!#$%&'*+-/=?^_`{|}~.";
  return is_letter(c) || is_digit(c) || is_beyond_ascii(c) || k_signs.find(c) != std::string_view::npos;
}
bool may_stand_in_domain(char c) { return is_letter(c) || is_digit(c) || is_beyond_ascii(c) || c == '-' || c == '.'; }

Failure refuse(std::string detail) {
  return fail(Kind::malformed, "email.format", std::move(detail), "write one address like name@example.org");
}

bool has_empty_part(std::string_view text) {
  return text.empty() || text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos;
}

Result<void> check_name(std::string_view name) {
  if (name.empty()) return refuse("nothing stands before the @");
  if (name.size() > 64) return refuse("more than 64 characters stand before the @");
  if (has_empty_part(name)) return refuse("a dot stands at the wrong place before the @");
  if (!std::all_of(name.begin(), name.end(), may_stand_in_name)) {
    return refuse("a character stands before the @ that an address cannot have");
  }
  return {};
}

Result<void> check_domain(std::string_view domain) {
  if (domain.empty()) return refuse("nothing stands behind the @");
  if (!std::all_of(domain.begin(), domain.end(), may_stand_in_domain)) {
    return refuse("a character stands behind the @ that a domain cannot have");
  }
  if (has_empty_part(domain)) return refuse("a dot stands at the wrong place behind the @");
  const std::size_t last_dot = domain.rfind('.');
  if (last_dot == std::string_view::npos) return refuse("the domain behind the @ has no dot");
  const std::string_view last = domain.substr(last_dot + 1);
  if (last.size() < 2 || std::all_of(last.begin(), last.end(), is_digit))
    return refuse("the domain ends in no known way");
  while (!domain.empty()) {
    const std::string_view label = domain.substr(0, domain.find('.'));
    if (label.front() == '-' || label.back() == '-' || label.size() > 63) {
      return refuse("a part of the domain is too long, or starts or ends with a hyphen");
    }
    domain.remove_prefix(std::min(label.size() + 1, domain.size()));
  }
  return {};
}

// Spaces, control characters and characters that cannot be seen: what people do not mean to write.
bool has_hidden_character(std::string_view text) {
  while (!text.empty()) {
    const Utf8Character character = read_utf8(text);
    const auto category = U_MASK(u_charType(static_cast<UChar32>(character.code_point)));
    if ((category & (U_GC_Z_MASK | U_GC_CC_MASK | U_GC_CF_MASK)) != 0) return true;
    text.remove_prefix(character.size);
  }
  return false;
}

std::string lower_case(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Utf8Character character = read_utf8(text);
    append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(character.code_point))));
    text.remove_prefix(character.size);
  }
  return out;
}

}  // namespace

Result<EmailAddress> read_email_address(std::string_view text) {
  if (!is_utf8(text)) return refuse("the address is not UTF-8");
  const std::string tidy = tidy_spaces(text).text;
  if (tidy.empty())
    return fail(Kind::malformed, "email.empty", "there is no e-mail address", "give the person's address");
  if (tidy.find('<') != std::string::npos) return refuse("more than the address stands there: a name with <...>");
  if (tidy.size() > 254) return refuse("the address has more than 254 characters");
  const auto signs = std::count(tidy.begin(), tidy.end(), '@');
  if (signs == 0) return refuse("there is no @ in it");
  if (signs > 1) return refuse("there is more than one @ in it");
  if (has_hidden_character(tidy)) return refuse("there is a space or a character in it that cannot be seen");
  const std::size_t at = tidy.find('@');
  CAIRN_CHECK(check_name(std::string_view(tidy).substr(0, at)));
  CAIRN_CHECK(check_domain(std::string_view(tidy).substr(at + 1)));
  return EmailAddress{tidy, lower_case(tidy)};
}

}  // namespace cairn::text
