#include "rdf/token.hpp"

#include <cstdint>
#include <cstring>

namespace cairn::rdf {
namespace {

// Sixteen bytes judged at once. The compilers' vector types need no header of any machine.
using Bytes16 = unsigned char __attribute__((vector_size(16)));

Bytes16 load16(const char* at) {
  Bytes16 bytes;
  std::memcpy(&bytes, at, 16);
  return bytes;
}

template <class Mask>
bool any(const Mask& mask) {
  std::uint64_t halves[2];
  std::memcpy(halves, &mask, 16);
  return (halves[0] | halves[1]) != 0;
}

// Control characters, space and < > " { } | ^ ` \ stand outside IRIREF.
struct IriClass {
  static auto match(Bytes16 b) {
    return (b <= 0x20) | (b == '"') | ((b | 2) == '>') | ((b | 2) == '^') | (b == '`') | ((b - 0x7B) <= 2);
  }
  static bool match(unsigned char c) {
    return c <= 0x20 || c == '"' || (c | 2) == '>' || (c | 2) == '^' || c == '`' ||
           static_cast<unsigned char>(c - 0x7B) <= 2;
  }
};

// 0xEF may begin U+FFFE or U+FFFF; append_literal_text looks closer.
struct LiteralClass {
  static auto match(Bytes16 b) { return (b < 0x20) | (b == '"') | (b == '\\') | (b == 0x7F) | (b == 0xEF); }
  static bool match(unsigned char c) { return c < 0x20 || c == '"' || c == '\\' || c == 0x7F || c == 0xEF; }
};

template <class Class>
bool holds(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  if (text.size() < 16) {
    bool found = false;
    for (; at != end; ++at) found |= Class::match(static_cast<unsigned char>(*at));
    return found;
  }
  auto found = Class::match(load16(end - 16));
  for (; end - at > 16; at += 16) found |= Class::match(load16(at));
  return any(found);
}

void append_unicode_escape(unsigned code, std::string& out) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[(code >> shift) & 15];
}

// The two characters of the basic plane that XML 1.1 leaves out, apart from surrogates.
bool starts_noncharacter(std::string_view rest) {
  return rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF");
}

// in: one of the ASCII characters of LiteralClass
void append_escape(unsigned char byte, std::string& out) {
  switch (byte) {
    case '\b':
      out += "\\b";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\r':
      out += "\\r";
      return;
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    default:
      append_unicode_escape(byte, out);
  }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_letter_or_digit(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

}  // namespace

bool iri_needs_escapes(std::string_view iri) { return holds<IriClass>(iri); }
bool literal_needs_escapes(std::string_view lexical_form) { return holds<LiteralClass>(lexical_form); }

bool is_language_tag(std::string_view tag) {
  bool first_part = true;
  std::size_t part_size = 0;
  for (const char c : tag) {
    if (c == '-') {
      if (part_size == 0) return false;
      first_part = false;
      part_size = 0;
    } else if (first_part ? is_letter(c) : is_letter_or_digit(c)) {
      ++part_size;
    } else {
      return false;
    }
  }
  return part_size > 0;
}

void append_iri_text(std::string_view iri, std::string& out) {
  if (!iri_needs_escapes(iri)) {
    out += iri;
    return;
  }
  for (const char c : iri) {
    const auto byte = static_cast<unsigned char>(c);
    if (IriClass::match(byte)) {
      append_unicode_escape(byte, out);
    } else {
      out += c;
    }
  }
}

void append_literal_text(std::string_view lexical_form, std::string& out) {
  std::size_t copied = 0;
  for (std::size_t i = 0; i < lexical_form.size(); ++i) {
    const auto byte = static_cast<unsigned char>(lexical_form[i]);
    if (!LiteralClass::match(byte)) [[likely]]
      continue;
    if (byte == 0xEF && !starts_noncharacter(lexical_form.substr(i))) continue;
    out += lexical_form.substr(copied, i - copied);
    if (byte == 0xEF) {
      append_unicode_escape(lexical_form[i + 2] == '\xBE' ? 0xFFFE : 0xFFFF, out);
      i += 2;
    } else {
      append_escape(byte, out);
    }
    copied = i + 1;
  }
  out += lexical_form.substr(copied);
}

void append_term(const Term& term, std::string& out) {
  switch (term.kind) {
    case TermKind::iri:
      out += '<';
      append_iri_text(term.value, out);
      out += '>';
      return;
    case TermKind::blank:
      out += "_:";
      out += term.value;
      return;
    case TermKind::literal:
      out += '"';
      append_literal_text(term.value, out);
      out += '"';
      if (!term.language.empty()) {
        out += '@';
        out += term.language;
      } else if (term.datatype != k_xsd_string) {
        out += "^^<";
        append_iri_text(term.datatype, out);
        out += '>';
      }
      return;
  }
}

}  // namespace cairn::rdf
