#include "bake/xml.hpp"

#include <algorithm>
#include <cstring>

#include "base/utf8.hpp"

namespace cairn::bake {
namespace {

constexpr std::size_t k_depth = 256;
constexpr std::size_t k_attributes = 256;
constexpr std::size_t k_declarations = 128;
constexpr std::string_view k_space = " \t\r\n";
constexpr std::string_view k_xml_namespace = "http://www.w3.org/XML/1998/namespace";

bool is_space(char c) { return k_space.find(c) != std::string_view::npos; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool starts_name(char c) { return is_letter(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80; }

bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

bool is_xml_character(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF;
}

bool has_xml_characters_only(std::string_view text) {
  const auto is_forbidden = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  };
  return std::none_of(text.begin(), text.end(), is_forbidden) && text.find("\xEF\xBF\xBE") == std::string_view::npos &&
         text.find("\xEF\xBF\xBF") == std::string_view::npos && is_utf8(text);
}

struct NamedCharacter {
  std::string_view name;
  char32_t character;
};
constexpr NamedCharacter k_named[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};

// What stands between '&' and ';'; 0 when it is neither one of the five names nor the number of a character.
char32_t referenced(std::string_view body) {
  for (const NamedCharacter& named : k_named) {
    if (named.name == body) return named.character;
  }
  if (!body.starts_with('#') || body.size() > 10) return 0;
  body.remove_prefix(1);
  const bool is_hexadecimal = body.starts_with('x');
  if (is_hexadecimal) body.remove_prefix(1);
  if (body.empty()) return 0;
  char32_t out = 0;
  for (const char c : body) {
    const bool is_digit = c >= '0' && c <= '9';
    const char lower = static_cast<char>(c | 0x20);
    if (!is_digit && !(is_hexadecimal && lower >= 'a' && lower <= 'f')) return 0;
    out = out * (is_hexadecimal ? 16 : 10) + static_cast<char32_t>(is_digit ? c - '0' : lower - 'a' + 10);
    if (out > 0x10FFFF) return 0;
  }
  return is_xml_character(out) ? out : 0;
}

enum class Reading { text, cdata, attribute };

// The references have been checked before.
void append_resolved(std::string_view raw, Reading reading, std::string& out) {
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    if (c == '&' && reading != Reading::cdata) {
      const std::size_t end = raw.find(';', i);
      append_utf8(out, referenced(raw.substr(i + 1, end - i - 1)));
      i = end;
    } else if (c == '\r') {
      if (i + 1 < raw.size() && raw[i + 1] == '\n') ++i;
      out.push_back(reading == Reading::attribute ? ' ' : '\n');
    } else {
      out.push_back(reading == Reading::attribute && is_space(c) ? ' ' : c);
    }
  }
}

// The part behind `name=` and a quote in an XML declaration.
std::string_view declared_value(std::string_view declaration, std::string_view name) {
  const std::size_t at = declaration.find(name);
  if (at == std::string_view::npos) return {};
  const std::size_t quote = declaration.find_first_of("\"'", at);
  if (quote == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[quote], quote + 1);
  return end == std::string_view::npos ? std::string_view() : declaration.substr(quote + 1, end - quote - 1);
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

Failure too_much(std::string detail) {
  return fail(Kind::exhausted, "bake.svg-limit", std::move(detail), "Save the picture in a plainer form.");
}

}  // namespace

Failure XmlReader::broken(std::string detail) const {
  const std::string_view read = whole_.substr(0, whole_.size() - rest_.size());
  const auto line = std::count(read.begin(), read.end(), '\n') + 1;
  return fail(Kind::malformed, "bake.svg-syntax",
              "the SVG picture is no well-formed XML: " + detail + ", near line " + std::to_string(line),
              "Ask for the file again, and not for a copy that was edited.");
}

Result<XmlReader> XmlReader::open(std::string_view text) {
  if (!has_xml_characters_only(text)) {
    return fail(Kind::malformed, "bake.svg-encoding",
                "the SVG picture holds bytes that are no characters of XML in UTF-8",
                "Ask for the file again, or have it saved as UTF-8.");
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  XmlReader out(text);
  CAIRN_CHECK(out.skip_declaration());
  return out;
}

Result<void> XmlReader::skip_declaration() {
  if (!rest_.starts_with("<?xml") || rest_.size() < 6 || !is_space(rest_[5])) return {};
  const std::size_t end = rest_.find("?>");
  if (end == std::string_view::npos) return broken("its first line does not end");
  const std::string_view declaration = rest_.substr(0, end);
  const std::string_view encoding = declared_value(declaration, "encoding");
  const bool is_known =
      encoding.empty() || equals_ignoring_case(encoding, "utf-8") || equals_ignoring_case(encoding, "us-ascii");
  if (declared_value(declaration, "version") != "1.0" || !is_known) {
    return fail(Kind::unsupported, "bake.svg-encoding", "the SVG picture is not written as XML 1.0 in UTF-8",
                "Have it saved as UTF-8.");
  }
  rest_.remove_prefix(end + 2);
  return {};
}

bool XmlReader::skip_space() {
  const std::size_t count = std::min(rest_.find_first_not_of(k_space), rest_.size());
  rest_.remove_prefix(count);
  return count > 0;
}

Result<bool> XmlReader::skip_past(std::string_view opening, std::string_view closing) {
  const std::size_t end = rest_.find(closing, opening.size());
  if (end == std::string_view::npos)
    return broken("something that begins with " + std::string(opening) + " does not end");
  rest_.remove_prefix(end + closing.size());
  return true;
}

// Comments and processing instructions; out: whether there was one.
Result<bool> XmlReader::skip_markup() {
  if (rest_.starts_with("<!--")) {
    if (const std::size_t dashes = rest_.find("--", 4);
        dashes != std::string_view::npos && !rest_.substr(dashes).starts_with("-->")) {
      return broken("a comment holds two dashes");
    }
    return skip_past("<!--", "-->");
  }
  if (rest_.starts_with("<?")) {
    if (rest_.size() < 3 || !starts_name(rest_[2]) ||
        (equals_ignoring_case(rest_.substr(2, 3), "xml") && !(rest_.size() > 5 && continues_name(rest_[5])))) {
      return broken("a processing instruction has no name of its own");
    }
    return skip_past("<?", "?>");
  }
  if (rest_.starts_with("<!DOCTYPE")) return document_type();
  return false;
}

// One with declarations inside could bring foreign text in or grow without bound; a plain one only names a file that is
// not read.
Failure XmlReader::document_type() const {
  const bool declares = rest_.substr(0, rest_.find('>')).find('[') != std::string_view::npos;
  if (declares) {
    return fail(Kind::refused, "bake.svg-entity",
                "the SVG picture declares entities, through which foreign text could be brought in",
                "Ask the issuer for a plain picture, or for the credential as a file.");
  }
  return fail(
      Kind::unsupported, "bake.svg-doctype",
      "the SVG picture has a document type declaration, and such pictures are not read",
      "Ask the issuer for a picture without the line that begins with <!DOCTYPE, or for the credential as a file.");
}

Result<XmlEvent> XmlReader::next() {
  if (must_close_) {
    must_close_ = false;
    return close_element(rest_.substr(0, 0));
  }
  attributes_.clear();
  for (;;) {
    if (rest_.empty()) {
      if (!open_.empty() || !had_root_) return broken("it ends too early");
      return XmlEvent::finished;
    }
    if (rest_.front() != '<') {
      const std::string_view raw = rest_.substr(0, rest_.find('<'));
      if (!open_.empty()) return read_text(raw);
      if (raw.find_first_not_of(k_space) != std::string_view::npos) return broken("text stands outside the picture");
      rest_.remove_prefix(raw.size());
      continue;
    }
    CAIRN_TRY(const bool skipped, skip_markup());
    if (skipped) continue;
    if (rest_.starts_with("<![CDATA[")) return read_cdata();
    if (rest_.starts_with("</")) return read_end();
    return read_start();
  }
}

Result<XmlEvent> XmlReader::read_text(std::string_view raw) {
  CAIRN_CHECK(check_references(raw));
  if (raw.find("]]>") != std::string_view::npos) return broken("the characters ]]> stand in plain text");
  source_ = raw;
  is_cdata_ = false;
  rest_.remove_prefix(raw.size());
  return XmlEvent::text;
}

Result<XmlEvent> XmlReader::read_cdata() {
  constexpr std::size_t k_opening = 9;
  if (open_.empty()) return broken("text stands outside the picture");
  const std::size_t end = rest_.find("]]>", k_opening);
  if (end == std::string_view::npos) return broken("a CDATA section does not end");
  source_ = rest_.substr(k_opening, end - k_opening);
  is_cdata_ = true;
  rest_.remove_prefix(end + 3);
  return XmlEvent::text;
}

Result<void> XmlReader::check_references(std::string_view raw) const {
  for (std::size_t at = raw.find('&'); at != std::string_view::npos; at = raw.find('&', at + 1)) {
    const std::string_view tail = raw.substr(at + 1, 16);
    const std::size_t end = tail.find(';');
    if (end != std::string_view::npos && referenced(tail.substr(0, end)) != 0) continue;
    return fail(Kind::refused, "bake.svg-entity", "the SVG picture refers to an entity or character that is not there",
                "Ask for the file again, and not for a copy that was edited.");
  }
  return {};
}

Result<std::string_view> XmlReader::take_name() {
  const std::size_t size =
      static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), continues_name) - rest_.begin());
  if (size == 0 || !starts_name(rest_.front())) return broken("a name is missing");
  const std::string_view name = rest_.substr(0, size);
  const std::size_t colon = name.find(':');
  if (colon != std::string_view::npos &&
      (colon == 0 || colon + 1 == size || name.find(':', colon + 1) != std::string_view::npos)) {
    return broken("a name has a colon where none may be");
  }
  rest_.remove_prefix(size);
  return name;
}

Result<void> XmlReader::read_attribute() {
  XmlAttribute attribute;
  CAIRN_TRY(attribute.name, take_name());
  skip_space();
  if (!rest_.starts_with('=')) return broken("an attribute has no value");
  rest_.remove_prefix(1);
  skip_space();
  const char quote = rest_.empty() ? '\0' : rest_.front();
  const std::size_t end = quote == '"' || quote == '\'' ? rest_.find(quote, 1) : std::string_view::npos;
  if (end == std::string_view::npos) return broken("an attribute's value stands not in quotes");
  attribute.raw = rest_.substr(1, end - 1);
  if (attribute.raw.find('<') != std::string_view::npos) return broken("an attribute's value holds <");
  CAIRN_CHECK(check_references(attribute.raw));
  rest_.remove_prefix(end + 1);
  for (const XmlAttribute& other : attributes_) {
    if (other.name == attribute.name) return broken("an attribute stands twice");
  }
  if (attributes_.size() == k_attributes) return too_much("an element of the SVG picture has too many attributes");
  attributes_.push_back(attribute);
  return {};
}

Result<void> XmlReader::read_attributes() {
  for (;;) {
    const bool spaced = skip_space();
    if (rest_.empty()) return broken("a tag does not end");
    if (rest_.front() == '>' || rest_.front() == '/') return {};
    if (!spaced) return broken("no space stands before an attribute");
    CAIRN_CHECK(read_attribute());
  }
}

Result<void> XmlReader::declare_namespaces() {
  for (const XmlAttribute& attribute : attributes_) {
    const bool is_prefixed = attribute.name.starts_with("xmlns:");
    if (!is_prefixed && attribute.name != "xmlns") continue;
    if (declared_.size() == k_declarations)
      return too_much("the SVG picture has too many namespace declarations inside each other");
    Declaration declaration{is_prefixed ? attribute.name.substr(6) : std::string_view(), {}, open_.size()};
    append_resolved(attribute.raw, Reading::attribute, declaration.name);
    if (is_prefixed && declaration.name.empty()) return broken("a prefix is declared for no namespace");
    if (declaration.prefix == "xmlns" || (declaration.prefix == "xml") != (declaration.name == k_xml_namespace)) {
      return broken("a prefix that XML keeps for itself is declared");
    }
    declared_.push_back(std::move(declaration));
  }
  return {};
}

// in: fallback - the prefix of names that have none, or "xmlns" for attributes, which are in no namespace then
Result<std::string_view> XmlReader::resolve(std::string_view name, std::string_view fallback) {
  const std::size_t colon = name.find(':');
  const std::string_view prefix = colon == std::string_view::npos ? fallback : name.substr(0, colon);
  if (prefix == "xml") return k_xml_namespace;
  if (prefix == "xmlns") return std::string_view();
  const auto found =
      std::find_if(declared_.rbegin(), declared_.rend(), [prefix](const Declaration& d) { return d.prefix == prefix; });
  if (found != declared_.rend()) return std::string_view(found->name);
  if (!prefix.empty()) return broken("a prefix is used that was not declared");
  return std::string_view();
}

Result<XmlEvent> XmlReader::read_start() {
  const std::string_view start = rest_;
  if (open_.empty() && had_root_) return broken("a second root element begins");
  if (open_.size() == k_depth) return too_much("the SVG picture is nested too deep");
  rest_.remove_prefix(1);
  CAIRN_TRY(const std::string_view name, take_name());
  CAIRN_CHECK(read_attributes());
  is_empty_ = rest_.starts_with("/>");
  if (!is_empty_ && rest_.front() != '>') return broken("a tag does not end");
  rest_.remove_prefix(is_empty_ ? 2 : 1);
  open_.push_back(name);
  had_root_ = true;
  must_close_ = is_empty_;
  CAIRN_CHECK(declare_namespaces());
  for (const XmlAttribute& attribute : attributes_) CAIRN_CHECK(resolve(attribute.name, "xmlns"));
  CAIRN_TRY(namespace_, resolve(name, ""));
  local_ = name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
  source_ = start.substr(0, start.size() - rest_.size());
  return XmlEvent::start;
}

Result<XmlEvent> XmlReader::read_end() {
  const std::string_view start = rest_;
  rest_.remove_prefix(2);
  CAIRN_TRY(const std::string_view name, take_name());
  skip_space();
  if (!rest_.starts_with('>') || open_.empty() || open_.back() != name) return broken("an end tag does not fit");
  rest_.remove_prefix(1);
  return close_element(start.substr(0, start.size() - rest_.size()));
}

Result<XmlEvent> XmlReader::close_element(std::string_view source) {
  open_.pop_back();
  while (!declared_.empty() && declared_.back().depth > open_.size()) declared_.pop_back();
  source_ = source;
  return XmlEvent::end;
}

void XmlReader::append_text(std::string& out) const {
  append_resolved(source_, is_cdata_ ? Reading::cdata : Reading::text, out);
}

std::optional<std::string> XmlReader::attribute(std::string_view name) const {
  for (const XmlAttribute& attribute : attributes_) {
    if (attribute.name != name) continue;
    std::string out;
    append_resolved(attribute.raw, Reading::attribute, out);
    return out;
  }
  return std::nullopt;
}

}  // namespace cairn::bake
