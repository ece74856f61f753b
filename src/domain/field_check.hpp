#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

// How the make_ functions look at single fields. Internal to this library.
namespace cairn::domain {

/// The place of a field, put into words only when something is wrong: "results[1].name", "name".
struct FieldName {
  std::string_view list;  ///< empty: a field of the value itself
  std::size_t index = 0;
  std::string_view name;
  std::string text() const;
};

enum class Presence { required, optional };
/// line: no line breaks; prose: line breaks and tabs allowed.
enum class TextKind { line, prose };

inline constexpr std::size_t k_line_bytes = 1'000;
inline constexpr std::size_t k_prose_bytes = 16 * 1024;

/// "<field>: <what>" as an error
Failure field_error(std::string_view code, const FieldName& field, std::string_view what, std::string hint);

/// fails: domain.required (empty, or only spaces), domain.text (not UTF-8, control or direction-override characters, too long)
Result<void> check_text(const FieldName& field, std::string_view value, Presence presence, TextKind kind = TextKind::line);
/// fails: domain.required, domain.url (no absolute IRI)
Result<void> check_iri(const FieldName& field, std::string_view value, Presence presence);
/// fails: domain.required, domain.url (neither http nor https)
Result<void> check_web_address(const FieldName& field, std::string_view value, Presence presence);
/// Accepts what mail systems accept, in any script; refuses only what can be no address.
/// fails: domain.required, domain.email
Result<void> check_email(const FieldName& field, std::string_view value, Presence presence);
/// Short names that become part of an IRI: a-z, 0-9, '-', '_'.   fails: domain.required, domain.key
Result<void> check_key(const FieldName& field, std::string_view value);

}  // namespace cairn::domain
