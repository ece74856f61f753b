#pragma once
#include <string>
#include <string_view>

namespace cairn {

struct TidyText {
  std::string text;
  bool changed = false;
};

/// Remove white space at both ends, line breaks and tabs too, and make every run of spaces inside one plain space
/// (no-break and other wide or narrow spaces count as spaces; line breaks and tabs inside stay).
/// in:  UTF-8; other bytes pass unchanged
TidyText tidy_spaces(std::string_view text);

}  // namespace cairn
