#include "text/html.hpp"

#include <algorithm>
#include <array>

#include "base/bug.hpp"

namespace cairn::text {
namespace {

// U+202A..U+202E and U+2066..U+2069 (E2 80 AA..AE, E2 81 A6..A9) reorder what stands around them.
std::size_t reordering_control_at(std::string_view text, std::size_t at) {
  if (text.size() - at < 3 || text[at] != '\xE2') return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const auto third = static_cast<unsigned char>(text[at + 2]);
  const bool found = (second == 0x80 && third >= 0xAA && third <= 0xAE) || (second == 0x81 && third >= 0xA6 && third <= 0xA9);
  return found ? 3 : 0;
}

void append_escaped(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const std::size_t length = reordering_control_at(text, i)) {
      out += "\xEF\xBF\xBD";  // the replacement character
      i += length - 1;
      continue;
    }
    switch (text[i]) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out.push_back(text[i]);
    }
  }
}

bool is_void(std::string_view name) {
  static constexpr std::array<std::string_view, 6> k_void = {"br", "hr", "img", "input", "link", "meta"};
  return std::find(k_void.begin(), k_void.end(), name) != k_void.end();
}

bool is_safe_address(std::string_view address) {
  if (address.substr(0, 8) == "https://" || address.substr(0, 7) == "http://" || address.substr(0, 7) == "mailto:") return true;
  return !address.empty() && (address.front() == '#' || (address.front() == '/' && address.substr(0, 2) != "//"));
}

}  // namespace

Html words(std::string_view text) {
  Html out;
  append_escaped(text, out.markup_);
  return out;
}

Html isolated(std::string_view text) { return element("bdi", words(text)); }

Html element(std::string_view name, Attributes attributes, const Html& content) {
  Html out;
  out.markup_.reserve(content.markup().size() + 64);
  out.markup_ += '<';
  out.markup_ += name;
  for (const auto& [key, value] : attributes) {
    if (key.empty()) continue;
    out.markup_ += ' ';
    out.markup_ += key;
    out.markup_ += "=\"";
    append_escaped(value, out.markup_);
    out.markup_ += '"';
  }
  out.markup_ += '>';
  if (is_void(name)) return out;
  out.markup_ += content.markup();
  out.markup_ += "</";
  out.markup_ += name;
  out.markup_ += '>';
  return out;
}

Html element(std::string_view name, const Html& content) { return element(name, {}, content); }

Html link(std::string_view address, const Html& content) {
  return is_safe_address(address) ? element("a", {{"href", address}}, content) : content;
}

namespace {

Html head_of(std::string_view title) {
  return element("meta", {{"charset", "utf-8"}}) + element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
         element("title", words(title));
}

}  // namespace

Html document_alone(std::string_view language, std::string_view head_title, std::string_view style_sheet, const Html& body) {
  CAIRN_ASSERT(style_sheet.find('<') == std::string_view::npos);
  Html style;
  style.markup_ = "<style>" + std::string(style_sheet) + "</style>";
  const Html page = element("html", {{"lang", language}}, element("head", head_of(head_title) + style) + element("body", body));
  Html out;
  out.markup_ = "<!DOCTYPE html>\n" + page.markup() + "\n";
  return out;
}

Html document(std::string_view language, std::string_view head_title, const Html& body) {
  const Html head = head_of(head_title) + element("link", {{"rel", "stylesheet"}, {"href", "/assets/cairn.css"}}) +
              element("link", {{"rel", "icon"}, {"href", "/assets/cairn.svg"}});
  Html page = element("html", {{"lang", language}}, element("head", head) + element("body", body));
  Html out;
  out.markup_ = "<!DOCTYPE html>\n" + page.markup() + "\n";
  return out;
}

}  // namespace cairn::text
