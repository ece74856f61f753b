#include "domain/field_check.hpp"

#include "base/iri.hpp"
#include "base/utf8.hpp"

namespace cairn::domain {
namespace {

// Characters that turn the direction of what follows: a name with one can pose as another.
bool overrides_direction(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

bool is_control(char32_t c, TextKind kind) {
  if (kind == TextKind::prose && (c == '\n' || c == '\t' || c == '\r')) return false;
  return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

bool is_blank(std::string_view value) { return value.find_first_not_of(" \t\r\n") == std::string_view::npos; }

Result<void> check_characters(const FieldName& field, std::string_view value, TextKind kind) {
  while (!value.empty()) {
    const auto byte = static_cast<unsigned char>(value.front());
    if (byte >= 0x20 && byte < 0x7F) {
      value.remove_prefix(1);
      continue;
    }
    const Utf8Character character = read_utf8(value);
    if (character.size == 0) {
      return field_error("domain.text", field, "is not UTF-8", "Save the file as UTF-8.");
    }
    if (is_control(character.code_point, kind) || overrides_direction(character.code_point)) {
      return field_error("domain.text", field, "holds the control character " + code_point_name(character.code_point),
                         "Remove it; it cannot be seen but changes how the text is shown.");
    }
    value.remove_prefix(character.size);
  }
  return {};
}

Failure is_missing(const FieldName& field) {
  return field_error("domain.required", field, "is empty", "Fill it in.");
}

}  // namespace

std::string FieldName::text() const {
  if (list.empty()) return std::string(name);
  std::string out(list);
  out += '[' + std::to_string(index) + ']';
  if (!name.empty()) out += '.' + std::string(name);
  return out;
}

Failure field_error(std::string_view code, const FieldName& field, std::string_view what, std::string hint) {
  return fail(Kind::malformed, code, field.text() + ": " + std::string(what), std::move(hint));
}

Result<void> check_text(const FieldName& field, std::string_view value, Presence presence, TextKind kind) {
  if (value.empty() && presence == Presence::optional) return {};
  if (is_blank(value)) return is_missing(field);
  const std::size_t limit = kind == TextKind::line ? k_line_bytes : k_prose_bytes;
  if (value.size() > limit) {
    return field_error("domain.text", field, "is " + std::to_string(value.size()) + " bytes long",
                       "Keep it to " + std::to_string(limit) + " bytes.");
  }
  return check_characters(field, value, kind);
}

Result<void> check_iri(const FieldName& field, std::string_view value, Presence presence) {
  if (value.empty()) return presence == Presence::optional ? Result<void>() : is_missing(field);
  if (value.size() > 2'000 || !is_absolute_iri(value)) {
    return field_error("domain.url", field, "\"" + std::string(value.substr(0, 80)) + "\" is no absolute address",
                       "Give a full address such as https://example.org/badge, or a DID.");
  }
  return {};
}

Result<void> check_web_address(const FieldName& field, std::string_view value, Presence presence) {
  CAIRN_CHECK(check_iri(field, value, presence));
  if (value.empty()) return {};
  if (!value.starts_with("https://") && !value.starts_with("http://")) {
    return field_error("domain.url", field, "\"" + std::string(value.substr(0, 80)) + "\" is no web address",
                       "Give an address that begins with https://.");
  }
  return {};
}

Result<void> check_email(const FieldName& field, std::string_view value, Presence presence) {
  if (value.empty()) return presence == Presence::optional ? Result<void>() : is_missing(field);
  const std::size_t at = value.rfind('@');
  const bool has_parts = at != std::string_view::npos && at != 0 && at + 1 < value.size();
  const bool is_one_word = value.find_first_of(" \t\r\n,;<>\"()") == std::string_view::npos;
  const bool has_one_at = value.find('@') == at;
  if (!has_parts || !is_one_word || !has_one_at || value.size() > 254) {
    return field_error("domain.email", field, "\"" + std::string(value.substr(0, 80)) + "\" is no e-mail address",
                       "Write it like name@example.org.");
  }
  return check_characters(field, value, TextKind::line);
}

Result<void> check_key(const FieldName& field, std::string_view value) {
  if (value.empty()) return is_missing(field);
  for (const char c : value) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (!fits || value.size() > 64) {
      return field_error("domain.key", field, "\"" + std::string(value.substr(0, 64)) + "\" is no key",
                         "Use small letters a to z, digits and hyphens, 64 at most.");
    }
  }
  return {};
}

}  // namespace cairn::domain
