#include "base/iri.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.hpp"

namespace cairn {
namespace {

// Where in an IRI an ASCII character may stand as itself.
enum Place : std::uint8_t { k_scheme = 1, k_user = 2, k_host = 4, k_path = 8, k_query = 16, k_literal = 32 };

constexpr std::array<std::uint8_t, 128> make_places() {
  std::array<std::uint8_t, 128> out{};
  const auto allow = [&out](std::string_view characters, int places) {
    for (const char c : characters) out[static_cast<std::size_t>(c)] |= static_cast<std::uint8_t>(places);
  };
  constexpr int k_everywhere = k_user | k_host | k_path | k_query;
  allow("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.", k_everywhere | k_scheme | k_literal);
  allow("_~!$&'()*,;=", k_everywhere | k_literal);
  allow("+", k_everywhere | k_scheme | k_literal);
  allow(":", k_user | k_path | k_query | k_literal);
  allow("@/", k_path | k_query);
  allow("?", k_query);
  return out;
}
constexpr std::array<std::uint8_t, 128> k_places = make_places();

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool between(char32_t c, char32_t low, char32_t high) { return c >= low && c <= high; }

// RFC 3987 4.1, and the isolates that the bidirectional algorithm got later.
bool is_direction_mark(char32_t c) {
  return between(c, 0x200E, 0x200F) || between(c, 0x202A, 0x202E) || between(c, 0x2066, 0x2069);
}

// RFC 3987 2.2 `ucschar`, and in a query `iprivate`.
bool is_allowed_beyond_ascii(char32_t c, Place place) {
  const bool private_use = between(c, 0xE000, 0xF8FF) || c >= 0xF0000;
  if (private_use) return place == k_query && (c & 0xFFFF) <= 0xFFFD;
  if (is_direction_mark(c)) return false;
  if (c >= 0x10000) return (c & 0xFFFF) <= 0xFFFD && !between(c, 0xE0000, 0xE0FFF);
  return c >= 0xA0 && !between(c, 0xFDD0, 0xFDEF) && c <= 0xFFEF;
}

bool consists_of(std::string_view text, Place place) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if (byte < 0x80) {
      if ((k_places[byte] & place) != 0) {
        ++i;
      } else if (byte == '%' && place != k_scheme && i + 2 < text.size() && is_hex(text[i + 1]) &&
                 is_hex(text[i + 2])) {
        i += 3;
      } else {
        return false;
      }
      continue;
    }
    const Utf8Character character = read_utf8(text.substr(i));
    if (character.size == 0 || !is_allowed_beyond_ascii(character.code_point, place)) return false;
    i += character.size;
  }
  return true;
}

bool is_authority(std::string_view text) {
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
    if (!consists_of(text.substr(0, at), k_user)) return false;
    text.remove_prefix(at + 1);
  }
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos || close < 2) return false;
    const std::string_view literal = text.substr(1, close - 1);
    if (literal.find('%') != std::string_view::npos || !consists_of(literal, k_literal)) return false;
    text.remove_prefix(close + 1);
    if (!text.empty() && text.front() != ':') return false;
  }
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string_view port = text.substr(std::min(colon + 1, text.size()));
  return consists_of(text.substr(0, colon), k_host) && std::all_of(port.begin(), port.end(), is_digit);
}

std::size_t scheme_length(std::string_view text) {
  if (text.empty() || !is_letter(text.front())) return 0;
  std::size_t i = 1;
  while (i < text.size() && static_cast<std::uint8_t>(text[i]) < 0x80 &&
         (k_places[static_cast<std::uint8_t>(text[i])] & k_scheme) != 0) {
    ++i;
  }
  return i < text.size() && text[i] == ':' ? i : 0;
}

// RFC 3986 5.2.4, with the whole output kept in one string and cut back at "..".
std::string remove_dot_segments(std::string_view in) {
  std::string out;
  out.reserve(in.size());
  const auto drop_last_segment = [&out] { out.resize(out.rfind('/') == std::string::npos ? 0 : out.rfind('/')); };
  while (!in.empty()) {
    if (in.starts_with("../")) {
      in.remove_prefix(3);
    } else if (in.starts_with("./") || in.starts_with("/./")) {
      in.remove_prefix(2);
    } else if (in == "/.") {
      in = "/";
    } else if (in.starts_with("/../")) {
      in.remove_prefix(3);
      drop_last_segment();
    } else if (in == "/..") {
      in = "/";
      drop_last_segment();
    } else if (in == "." || in == "..") {
      in = {};
    } else {
      const std::size_t end = std::min(in.find('/', 1), in.size());
      out += in.substr(0, end);
      in.remove_prefix(end);
    }
  }
  return out;
}

// RFC 3986 5.2.3
std::string merge_paths(const IriParts& base, std::string_view path) {
  if (base.has_authority && base.path.empty()) return "/" + std::string(path);
  const std::size_t slash = base.path.rfind('/');
  std::string out(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1));
  out += path;
  return out;
}

bool has_dot_segments(std::string_view path) {
  return path.starts_with('.') || path.find("/.") != std::string_view::npos;
}

std::string tidy_path(std::string path) { return has_dot_segments(path) ? remove_dot_segments(path) : path; }

// RFC 3986 5.3
std::string recompose(const IriParts& parts, std::string_view path) {
  std::string out;
  out.reserve(parts.scheme.size() + parts.authority.size() + path.size() + parts.query.size() + parts.fragment.size() +
              5);
  if (parts.has_scheme) out.append(parts.scheme).push_back(':');
  if (parts.has_authority) out.append("//").append(parts.authority);
  out.append(path);
  if (parts.has_query) out.append("?").append(parts.query);
  if (parts.has_fragment) out.append("#").append(parts.fragment);
  return out;
}

}  // namespace

IriParts split_iri(std::string_view text) {
  IriParts out;
  if (const std::size_t length = scheme_length(text); length != 0) {
    out.has_scheme = true;
    out.scheme = text.substr(0, length);
    text.remove_prefix(length + 1);
  }
  if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
    out.has_fragment = true;
    out.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
  }
  if (const std::size_t mark = text.find('?'); mark != std::string_view::npos) {
    out.has_query = true;
    out.query = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  if (text.starts_with("//")) {
    const std::size_t end = std::min(text.find('/', 2), text.size());
    out.has_authority = true;
    out.authority = text.substr(2, end - 2);
    text.remove_prefix(end);
  }
  out.path = text;
  return out;
}

bool is_absolute_iri(std::string_view text) {
  const IriParts parts = split_iri(text);
  return parts.has_scheme && (!parts.has_authority || is_authority(parts.authority)) &&
         consists_of(parts.path, k_path) && consists_of(parts.query, k_query) && consists_of(parts.fragment, k_query);
}

std::string resolve_iri(std::string_view base_text, std::string_view reference_text) {
  IriParts reference = split_iri(reference_text);
  if (reference.has_scheme) return recompose(reference, tidy_path(std::string(reference.path)));
  const IriParts base = split_iri(base_text);
  reference.has_scheme = base.has_scheme;
  reference.scheme = base.scheme;
  if (reference.has_authority) return recompose(reference, tidy_path(std::string(reference.path)));
  reference.has_authority = base.has_authority;
  reference.authority = base.authority;
  if (reference.path.empty()) {
    if (!reference.has_query) {
      reference.has_query = base.has_query;
      reference.query = base.query;
    }
    return recompose(reference, base.path);
  }
  if (reference.path.starts_with('/')) return recompose(reference, tidy_path(std::string(reference.path)));
  return recompose(reference, tidy_path(merge_paths(base, reference.path)));
}

namespace {

// "../" for each folder to leave, then the way down.
std::string relative_path(std::string_view base, std::string_view target) {
  const std::string_view folder = base.substr(0, base.rfind('/') + 1);
  std::size_t common = 0;  // behind the last '/' up to which both agree
  for (std::size_t i = 0; i < folder.size() && i < target.size() && folder[i] == target[i]; ++i) {
    if (folder[i] == '/') common = i + 1;
  }
  std::string out;
  for (auto left = std::count(folder.begin() + static_cast<std::ptrdiff_t>(common), folder.end(), '/'); left > 0;
       --left) {
    out += "../";
  }
  out += target.substr(common);
  // "" would mean the base itself, "a:b" would look like a scheme, "/x" like a root, "@x" like a JSON-LD keyword.
  const std::string_view first_segment = std::string_view(out).substr(0, out.find('/'));
  const bool misread =
      out.empty() || out.front() == '/' || out.front() == '@' || first_segment.find(':') != std::string_view::npos;
  return misread ? "./" + out : out;
}

}  // namespace

std::string relativize_iri(std::string_view base_text, std::string_view iri) {
  const IriParts base = split_iri(base_text);
  IriParts target = split_iri(iri);
  if (base.scheme != target.scheme || base.has_authority != target.has_authority ||
      base.authority != target.authority) {
    return std::string(iri);
  }
  const bool same_query = base.has_query == target.has_query && base.query == target.query;
  target.has_scheme = false;
  target.has_authority = false;
  std::string out;
  if (base.path == target.path && same_query && target.has_fragment) {
    target.has_query = false;
    out = recompose(target, "");
  } else if (base.path == target.path && !same_query && target.has_query) {
    out = recompose(target, "");
  } else if (!target.path.starts_with('/')) {
    return std::string(iri);  // "urn:a" and "urn:b" have nothing in common that a path could leave out
  } else {
    out = recompose(target, relative_path(base.path.empty() ? "/" : base.path, target.path));
  }
  return resolve_iri(base_text, out) == iri ? out : std::string(iri);
}

}  // namespace cairn
