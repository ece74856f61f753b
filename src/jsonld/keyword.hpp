#pragma once
#include <cstdint>
#include <string_view>

namespace cairn::jsonld {

/// The keywords of JSON-LD 1.1, those of framing excepted.
enum class Keyword : std::uint8_t {
  none,  ///< not a keyword
  base,
  container,
  context,
  direction,
  graph,
  id,
  import,
  included,
  index,
  json,
  language,
  list,
  nest,
  none_value,  ///< "@none"
  prefix,
  propagate,
  protect,  ///< "@protected"
  reverse,
  set,
  type,
  value,
  version,
  vocab
};

/// out: the keyword that `text` spells exactly, or Keyword::none.
Keyword find_keyword(std::string_view text);

inline Keyword keyword_of(std::string_view text) {
  return text.empty() || text.front() != '@' ? Keyword::none : find_keyword(text);
}

/// out: the keyword's text; empty for Keyword::none.
std::string_view keyword_text(Keyword keyword);

/// out: whether the text is "@" followed by letters only, and so reserved.
bool has_keyword_form(std::string_view text);

}  // namespace cairn::jsonld
