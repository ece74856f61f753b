#include "rdf/nquads.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "rdf/token.hpp"

namespace cairn::rdf {
namespace {

constexpr std::string_view k_lang_string = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Range {
  char32_t first;
  char32_t last;
};

// PN_CHARS_BASE above ASCII.
constexpr Range k_label_base[] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
                                  {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
                                  {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};

// PN_CHARS_U and digits: what a blank node label may begin with. The colon of RDF 1.1's text was an erratum.
bool is_label_start(char32_t c) {
  if (c < 0x80) return is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c)) || c == '_';
  return std::any_of(std::begin(k_label_base), std::end(k_label_base),
                     [c](const Range& range) { return c >= range.first && c <= range.last; });
}

// PN_CHARS.
bool is_label_character(char32_t c) {
  return is_label_start(c) || c == '-' || c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool has_scheme(std::string_view iri) {
  const std::size_t colon = iri.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(iri[0])) return false;
  return std::all_of(iri.begin(), iri.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; });
}

// A reader of one document. Each read_x returns false after complain(), which keeps the place.
class Reader {
 public:
  Reader(std::string_view text, Dataset& out, Syntax syntax, const NQuadsLimits& limits)
      : text_(text), out_(out), syntax_(syntax), limits_(limits) {}

  Result<void> read_document();

 private:
  bool read_statement();
  bool read_subject(TermId& id);
  bool read_object(TermId& id);
  bool read_iri(TermId& id);
  bool read_blank_node(TermId& id);
  bool read_literal(TermId& id);
  bool read_graph(TermId& id);
  bool read_iri_text(std::string& value);
  bool read_quoted(std::string& value);
  bool read_escape(std::string& value);
  bool read_code_point(int digits, std::string& value);
  bool read_language(std::string_view& tag);
  bool read_line_end();

  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  void skip_blanks() {
    while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  bool complain(std::string_view what) {
    complaint_ = what;
    return false;
  }
  Failure syntax_error() const;

  std::string_view text_;
  Dataset& out_;
  Syntax syntax_;
  const NQuadsLimits& limits_;
  std::size_t at_ = 0;
  std::string_view complaint_;
  std::string value_;
  std::string datatype_;
};

Result<void> Reader::read_document() {
  const std::size_t before = out_.quads().size();
  while (true) {
    while (!at_end() && (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n')) ++at_;
    if (at_end()) break;
    if (peek() != '#') {
      if (out_.quads().size() - before == limits_.quads) {
        return fail(Kind::exhausted, "nquads.quads", "more than " + std::to_string(limits_.quads) + " statements",
                    "split the document or raise the limit");
      }
      if (!read_statement()) return syntax_error();
    }
    if (!read_line_end()) return syntax_error();
  }
  out_.deduplicate();
  return {};
}

bool Reader::read_statement() {
  Quad quad{0, 0, 0, k_default_graph};
  if (!read_subject(quad.subject)) return false;
  skip_blanks();
  if (peek() != '<') return complain("expected a predicate in < >");
  if (!read_iri(quad.predicate)) return false;
  skip_blanks();
  if (!read_object(quad.object)) return false;
  skip_blanks();
  if (peek() != '.' && !read_graph(quad.graph)) return false;
  skip_blanks();
  if (peek() != '.') return complain("expected '.' at the end of the statement");
  ++at_;
  out_.add(quad);
  return true;
}

bool Reader::read_subject(TermId& id) {
  if (peek() == '<') return read_iri(id);
  if (peek() == '_') return read_blank_node(id);
  return complain("expected a subject: an IRI in < > or a blank node");
}

bool Reader::read_object(TermId& id) {
  if (peek() == '<') return read_iri(id);
  if (peek() == '_') return read_blank_node(id);
  if (peek() == '"') return read_literal(id);
  return complain("expected an object: an IRI in < >, a blank node or a literal in quotation marks");
}

bool Reader::read_graph(TermId& id) {
  if (syntax_ == Syntax::n_triples) return complain("expected '.' at the end of the triple");
  if (peek() == '<') return read_iri(id);
  if (peek() == '_') return read_blank_node(id);
  return complain("expected a graph name or '.'");
}

bool Reader::read_iri(TermId& id) {
  if (!read_iri_text(value_)) return false;
  id = out_.intern(Term{TermKind::iri, value_, {}, {}, true});
  return true;
}

bool Reader::read_iri_text(std::string& value) {
  value.clear();
  const std::size_t start = at_;
  ++at_;
  while (!at_end() && peek() != '>') {
    if (peek() == '\\') {
      const std::string_view rest = text_.substr(at_);
      if (!rest.starts_with("\\u") && !rest.starts_with("\\U")) return complain("escape not allowed in an IRI");
      if (!read_escape(value)) return false;
    } else {
      value += text_[at_++];
    }
  }
  if (at_end()) return complain("the IRI has no closing '>'");
  if (iri_needs_escapes(value) || !has_scheme(value)) {
    at_ = start;
    return complain(has_scheme(value) ? "character not allowed in an IRI" : "the IRI is not absolute");
  }
  ++at_;
  return true;
}

bool Reader::read_blank_node(TermId& id) {
  if (!text_.substr(at_).starts_with("_:")) return complain("expected '_:' and a label");
  at_ += 2;
  const std::size_t start = at_;
  std::size_t end = at_;
  while (true) {
    const Utf8Character next = read_utf8(text_.substr(at_));
    if (next.size == 0) break;
    const bool first = at_ == start;
    if (next.code_point != '.' && !(first ? is_label_start(next.code_point) : is_label_character(next.code_point)))
      break;
    if (next.code_point == '.' && first) break;
    at_ += next.size;
    if (next.code_point != '.') end = at_;
  }
  at_ = end;  // a label does not end with '.': that one closes the statement
  if (end == start) return complain("the blank node has no label");
  id = out_.intern(Term{TermKind::blank, text_.substr(start, end - start), {}, {}});
  return true;
}

bool Reader::read_literal(TermId& id) {
  if (!read_quoted(value_)) return false;
  Term term{TermKind::literal, value_, k_xsd_string, {}, !literal_needs_escapes(value_)};
  if (peek() == '@') {
    if (!read_language(term.language)) return false;
    term.datatype = k_lang_string;
  } else if (text_.substr(at_).starts_with("^^")) {
    at_ += 2;
    if (peek() != '<') return complain("expected a datatype in < >");
    if (!read_iri_text(datatype_)) return false;
    term.datatype = datatype_;
  }
  id = out_.intern(term);
  return true;
}

bool Reader::read_quoted(std::string& value) {
  value.clear();
  ++at_;
  while (!at_end() && peek() != '"') {
    if (peek() == '\n' || peek() == '\r') return complain("line end inside a literal");
    if (peek() == '\\') {
      if (!read_escape(value)) return false;
    } else {
      value += text_[at_++];
    }
  }
  if (at_end()) return complain("the literal has no closing quotation mark");
  ++at_;
  return true;
}

bool Reader::read_escape(std::string& value) {
  constexpr std::string_view letters = "tbnrf\"'\\";
  constexpr std::string_view meanings = "\t\b\n\r\f\"'\\";
  ++at_;
  const char letter = peek();
  if (letter == 'u' || letter == 'U') {
    ++at_;
    return read_code_point(letter == 'u' ? 4 : 8, value);
  }
  const std::size_t found = at_end() ? std::string_view::npos : letters.find(letter);
  if (found == std::string_view::npos) return complain("unknown escape");
  value += meanings[found];
  ++at_;
  return true;
}

bool Reader::read_code_point(int digits, std::string& value) {
  std::uint32_t code_point = 0;
  for (int i = 0; i < digits; ++i, ++at_) {
    const int digit = hex_value(peek());
    if (digit < 0) return complain("expected a hexadecimal digit");
    code_point = code_point << 4 | static_cast<std::uint32_t>(digit);
  }
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
    return complain("the escape names no character");
  }
  append_utf8(value, code_point);
  return true;
}

bool Reader::read_language(std::string_view& tag) {
  ++at_;
  const std::size_t start = at_;
  while (!at_end() && (is_letter(peek()) || is_digit(peek()) || peek() == '-')) ++at_;
  tag = text_.substr(start, at_ - start);
  return is_language_tag(tag) || complain("not a language tag");
}

// The end of a statement's line, with or without a comment.
bool Reader::read_line_end() {
  skip_blanks();
  if (peek() == '#') {
    while (!at_end() && peek() != '\n' && peek() != '\r') ++at_;
  }
  if (at_end() || peek() == '\n' || peek() == '\r') return true;
  return complain("expected the end of the line");
}

Failure Reader::syntax_error() const {
  const std::string_view before = text_.substr(0, at_);
  const std::size_t line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_start = before.rfind('\n');
  const std::size_t column = line_start == std::string_view::npos ? at_ + 1 : at_ - line_start;
  return fail(Kind::malformed, "nquads.syntax",
              "line " + std::to_string(line) + ", byte " + std::to_string(column) + ": " + std::string(complaint_),
              "write one statement per line: subject, predicate, object, optional graph, '.'");
}

}  // namespace

Result<void> read_n_quads(std::string_view text, Dataset& out, Syntax syntax, const NQuadsLimits& limits) {
  if (!is_utf8(text)) {
    return fail(Kind::malformed, "nquads.utf8", "the text is not well-formed UTF-8", "save the document as UTF-8");
  }
  return Reader(text, out, syntax, limits).read_document();
}

}  // namespace cairn::rdf
