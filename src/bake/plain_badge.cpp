#include "bake/plain_badge.hpp"

#include <vector>

#include "base/utf8.hpp"

namespace cairn::bake {
namespace {

bool is_left_out(char32_t c) {
  const bool turns_direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return turns_direction || (c < 0x20 && c != ' ') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
}

void append_escaped(std::string& out, char32_t c) {
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    default:
      append_utf8(out, c);
  }
}

/// Escaped words, each with the number of its characters.
struct Word {
  std::string markup;
  std::size_t size = 0;
};

std::vector<Word> split(std::string_view text, std::size_t most) {
  std::vector<Word> out(1);
  while (!text.empty()) {
    const Utf8Character character = read_utf8(text);
    text.remove_prefix(character.size == 0 ? 1 : character.size);
    const char32_t c = character.code_point;
    const bool is_break = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0;
    if ((is_break && out.back().size > 0) || out.back().size == most) out.emplace_back();
    if (is_break || character.size == 0 || is_left_out(c)) continue;
    append_escaped(out.back().markup, c);
    ++out.back().size;
  }
  if (out.back().size == 0) out.pop_back();
  return out;
}

std::string joined(std::string_view text) {
  std::string out;
  for (const Word& word : split(text, text.size() + 1)) out += (out.empty() ? "" : " ") + word.markup;
  return out;
}

// At most so many lines; what does not fit is shown by three dots. The title holds the whole.
std::vector<std::string> lines_of(std::string_view text, std::size_t width, std::size_t most) {
  std::vector<std::string> out;
  std::size_t filled = 0;
  for (const Word& word : split(text, width)) {
    if (!out.empty() && filled + 1 + word.size <= width) {
      out.back() += " " + word.markup;
      filled += 1 + word.size;
      continue;
    }
    if (out.size() == most) {
      out.back() += " \u2026";
      return out;
    }
    out.push_back(word.markup);
    filled = word.size;
  }
  return out;
}

void append_lines(std::string& out, const std::vector<std::string>& lines, int first, int step) {
  for (const std::string& line : lines) {
    out += "<tspan x=\"200\" y=\"" + std::to_string(first) + "\">" + line + "</tspan>";
    first += step;
  }
}

}  // namespace

std::string plain_badge(const BadgeWords& words) {
  const std::vector<std::string> name = lines_of(words.name, 18, 4);
  const std::vector<std::string> issuer = lines_of(words.issuer, 26, 2);
  std::string out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 400\" width=\"400\" height=\"400\" role=\"img\" "
      "aria-labelledby=\"badge-title badge-description\">\n";
  out += "<title id=\"badge-title\">" + joined(words.name) + "</title>\n";
  out += "<desc id=\"badge-description\">A badge" + (words.issuer.empty() ? "" : " issued by " + joined(words.issuer)) +
         ". The picture proves nothing; the data inside it can be checked.</desc>\n";
  out +=
      "<rect width=\"400\" height=\"400\" rx=\"32\" fill=\"#17414f\"/>\n"
      "<rect x=\"14\" y=\"14\" width=\"372\" height=\"372\" rx=\"22\" fill=\"none\" stroke=\"#ffffff\" "
      "stroke-width=\"3\"/>\n"
      "<text fill=\"#ffffff\" font-family=\"sans-serif\" font-size=\"34\" font-weight=\"bold\" text-anchor=\"middle\">";
  append_lines(out, name, 190 - static_cast<int>(name.size()) * 21, 42);
  out += "</text>\n<text fill=\"#ffffff\" font-family=\"sans-serif\" font-size=\"22\" text-anchor=\"middle\">";
  append_lines(out, issuer, 320, 28);
  return out + "</text>\n</svg>\n";
}

}  // namespace cairn::bake
