#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace cairn::store {

// Texts and queries are cut into words here, so that both engines search the same words and a query has no syntax: what reaches a
// full-text search are small letters and digits with spaces between them.

/// out: the words of a text as they are indexed: folded, with a space between them. Chinese and Japanese do not part their words, so
///      each character of theirs is one. Again over its own output it changes nothing.
std::string index_text(std::string_view text);

/// out: the words of a query; one that is several words to the index (of two Chinese characters) has spaces in it and is looked for as a phrase
std::vector<std::string> query_words(std::string_view text);

}  // namespace cairn::store
