#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cairn::text {

struct PersonName {
  std::string text;
  bool spaces_removed = false;  ///< spaces were removed or made plain: tell the person
};

/// Take a person's name as it will stand on a credential. Spaces are tidied; nothing else is changed, above all not
/// letters, accents or their Unicode form.
/// in:    one cell or field, UTF-8
/// fails: refused/name.empty, name.too-long (over 200 characters), name.line-break, name.control, name.direction
///        (marks that change the direction of writing, such as U+202E), name.invisible (zero-width characters where no
///        script needs them), name.unreadable (private or undefined characters), name.formula, name.address (an e-mail
///        address), name.no-letters, name.marks (more than 8 accents on one letter); malformed/name.utf8.
///        `detail` names the character and its place, never the name.
/// spec:  UTS 39 3.1 in spirit; zero-width joiner and non-joiner stay where Arabic and Indic scripts use them
Result<PersonName> read_person_name(std::string_view text);

}  // namespace cairn::text
