#include "jsonld/keyword.hpp"

#include <algorithm>
#include <array>

namespace cairn::jsonld {
namespace {

constexpr std::array<std::string_view, 24> k_texts = {
    "",           "@base",      "@container", "@context",  "@direction", "@graph", "@id",      "@import",
    "@included",  "@index",     "@json",      "@language", "@list",      "@nest",  "@none",    "@prefix",
    "@propagate", "@protected", "@reverse",   "@set",      "@type",      "@value", "@version", "@vocab"};

Keyword check(std::string_view text, Keyword keyword) {
  return text == keyword_text(keyword) ? keyword : Keyword::none;
}

Keyword either(std::string_view text, Keyword a, Keyword b) {
  const Keyword found = check(text, a);
  return found != Keyword::none ? found : check(text, b);
}

}  // namespace

std::string_view keyword_text(Keyword keyword) { return k_texts[static_cast<std::size_t>(keyword)]; }

// The second letter leaves at most two candidates, except for "i" and "p", where the length decides.
Keyword find_keyword(std::string_view text) {
  if (text.size() < 3 || text.front() != '@') return Keyword::none;
  switch (text[1]) {
    case 'b':
      return check(text, Keyword::base);
    case 'c':
      return either(text, Keyword::context, Keyword::container);
    case 'd':
      return check(text, Keyword::direction);
    case 'g':
      return check(text, Keyword::graph);
    case 'i':
      if (text.size() == 3) return check(text, Keyword::id);
      if (text.size() == 9) return check(text, Keyword::included);
      return either(text, Keyword::index, Keyword::import);
    case 'j':
      return check(text, Keyword::json);
    case 'l':
      return either(text, Keyword::language, Keyword::list);
    case 'n':
      return either(text, Keyword::nest, Keyword::none_value);
    case 'p':
      if (text.size() == 7) return check(text, Keyword::prefix);
      return either(text, Keyword::propagate, Keyword::protect);
    case 'r':
      return check(text, Keyword::reverse);
    case 's':
      return check(text, Keyword::set);
    case 't':
      return check(text, Keyword::type);
    case 'v':
      if (text.size() == 8) return check(text, Keyword::version);
      return either(text, Keyword::value, Keyword::vocab);
    default:
      return Keyword::none;
  }
}

bool has_keyword_form(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return text.size() > 1 && text.front() == '@' && std::all_of(text.begin() + 1, text.end(), is_letter);
}

}  // namespace cairn::jsonld
