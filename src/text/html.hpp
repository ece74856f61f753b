#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace cairn::text {

/// Markup that is known to be well-formed and escaped. Made only by the functions below, so that foreign text cannot become markup.
class Html {
 public:
  Html() = default;
  const std::string& markup() const { return markup_; }
  Html& operator+=(const Html& other) {
    markup_ += other.markup_;
    return *this;
  }
  friend Html operator+(Html a, const Html& b) {
    a += b;
    return a;
  }

 private:
  friend Html words(std::string_view);
  friend Html element(std::string_view, std::initializer_list<std::pair<std::string_view, std::string_view>>, const Html&);
  friend Html document(std::string_view, std::string_view, const Html&);
  friend Html document_alone(std::string_view, std::string_view, std::string_view, const Html&);
  std::string markup_;
};

using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// Foreign text: escaped. Control characters that would reorder the text around it are made visible.
Html words(std::string_view text);
/// Foreign text in an element of its own direction, so that a name in any script leaves its surroundings alone.
Html isolated(std::string_view text);
/// in:  name - an element's name, literal; attributes - values are escaped; one with an empty name is left out
/// out: <name ...>content</name>, without an end tag for void elements
Html element(std::string_view name, Attributes attributes, const Html& content = {});
Html element(std::string_view name, const Html& content);
/// A link; an address that is not http, https, mailto or a path of ours becomes plain text.
Html link(std::string_view address, const Html& content);
/// A whole page.   in: language - a BCP 47 tag; head_title - plain text
Html document(std::string_view language, std::string_view head_title, const Html& body);
/// A whole page that needs no other file.   in: style_sheet - our own, literal
Html document_alone(std::string_view language, std::string_view head_title, std::string_view style_sheet, const Html& body);

}  // namespace cairn::text
