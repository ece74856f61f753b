#include "app/certificate_text.hpp"

#include <algorithm>
#include <utility>

#include "base/spaces.hpp"
#include "base/utf8.hpp"

namespace cairn::app {
namespace {

constexpr std::size_t k_most_parts = 60;
constexpr std::size_t k_most_items = 100;
constexpr std::size_t k_heading_characters = 80;
constexpr std::size_t k_value_characters = 24;
constexpr std::size_t k_paragraph_characters = 4000;

// Controls, marks that turn or isolate direction, and what has no shape of its own. Joiners stay: scripts need them.
bool is_left_out(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x061C || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

bool is_break(char32_t c) { return c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// out: what follows "- ", "* ", "1. " or "1) "; empty when the line is no item
std::string_view item_text(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) return trimmed(line.substr(2));
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const bool is_numbered = digits > 0 && digits <= 4 && (line.substr(digits, 2) == ". " || line.substr(digits, 2) == ") ");
  return is_numbered ? trimmed(line.substr(digits + 2)) : std::string_view();
}

std::string_view heading_text(std::string_view line) {
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  return marks > 0 && marks <= 6 && line.substr(marks, 1) == " " ? trimmed(line.substr(marks)) : std::string_view();
}

// Marks of emphasis say nothing on paper.
std::string without_emphasis(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view two = text.substr(i, 2);
    if (two == "**" || two == "__") {
      ++i;
    } else if (text[i] != '`') {
      out += text[i];
    }
  }
  return out;
}

std::string paragraph_of(std::string_view text) { return printable_line(without_emphasis(text), k_paragraph_characters); }

// Puts lines together to parts.
class Collector {
 public:
  void add_line(std::string_view line) {
    if (const std::string_view item = item_text(line); !item.empty()) return add_item(item);
    if (const std::string_view heading = heading_text(line); !heading.empty()) {
      end_paragraph();
      is_list_open_ = false;
      heading_ = printable_line(without_emphasis(heading), k_heading_characters);
      return;
    }
    if (line.empty()) return end_paragraph();
    if (is_list_open_ && paragraph_.empty() && !was_blank_) {
      parts_.back().items.back() += " " + paragraph_of(line);
      return;
    }
    paragraph_ += (paragraph_.empty() ? "" : " ") + std::string(line);
    was_blank_ = false;
  }

  std::vector<CriteriaPart> finish() {
    end_paragraph();
    if (parts_.size() > k_most_parts) parts_.resize(k_most_parts);
    return std::move(parts_);
  }

 private:
  void add_item(std::string_view item) {
    if (!paragraph_.empty()) end_paragraph();
    if (!is_list_open_) {
      CriteriaPart part;
      part.kind = CriteriaPart::Kind::list;
      part.heading = take_list_heading();
      parts_.push_back(std::move(part));
    }
    if (parts_.back().items.size() < k_most_items) parts_.back().items.push_back(paragraph_of(item));
    is_list_open_ = true;
    was_blank_ = false;
  }

  // "Learning outcomes:" right before a list is its heading.
  std::string take_list_heading() {
    if (!heading_.empty()) return std::exchange(heading_, {});
    if (parts_.empty() || parts_.back().kind != CriteriaPart::Kind::text) return {};
    std::vector<std::string>& paragraphs = parts_.back().paragraphs;
    std::string last = paragraphs.back();
    if (!last.ends_with(':') || last.size() > k_heading_characters) return {};
    paragraphs.pop_back();
    if (paragraphs.empty()) parts_.pop_back();
    last.pop_back();
    return last;
  }

  void end_paragraph() {
    was_blank_ = true;
    if (paragraph_.empty()) return;
    is_list_open_ = false;
    const std::string text = paragraph_of(std::exchange(paragraph_, {}));
    if (text.empty()) return;
    if (add_fact(text)) return;
    const bool goes_on = heading_.empty() && !parts_.empty() && parts_.back().kind == CriteriaPart::Kind::text;
    if (!goes_on) {
      CriteriaPart part;
      part.heading = std::exchange(heading_, {});
      parts_.push_back(std::move(part));
    }
    parts_.back().paragraphs.push_back(text);
  }

  // "Notional learning hours: 100"
  bool add_fact(const std::string& text) {
    const std::size_t colon = text.find(": ");
    if (colon == std::string::npos || colon > k_heading_characters / 2 || text.size() - colon > k_value_characters) return false;
    const char first = text[colon + 2];
    if (first < '0' || first > '9') return false;
    CriteriaPart part;
    part.kind = CriteriaPart::Kind::fact;
    part.heading = text.substr(0, colon);
    part.paragraphs.push_back(text.substr(colon + 2));
    parts_.push_back(std::move(part));
    return true;
  }

  std::vector<CriteriaPart> parts_;
  std::string paragraph_;
  std::string heading_;
  bool is_list_open_ = false;
  bool was_blank_ = false;
};

}  // namespace

std::string printable_line(std::string_view text, std::size_t most_characters) {
  std::string out;
  std::size_t count = 0;
  while (!text.empty()) {
    const Utf8Character character = read_utf8(text);
    text.remove_prefix(std::max<std::size_t>(1, character.size));
    if (character.size != 0 && is_left_out(character.code_point)) {
      if (is_break(character.code_point)) out += ' ';
      continue;
    }
    if (++count > most_characters) {
      out += "...";
      break;
    }
    append_utf8(out, character.size == 0 ? char32_t{0xFFFD} : character.code_point);
  }
  return tidy_spaces(out).text;
}

std::vector<CriteriaPart> parts_of_criteria(std::string_view criteria) {
  constexpr std::size_t k_most_bytes = 64 * 1024;
  criteria = criteria.substr(0, k_most_bytes);
  Collector collector;
  while (!criteria.empty()) {
    const std::size_t end = std::min(criteria.find('\n'), criteria.size());
    collector.add_line(trimmed(criteria.substr(0, end)));
    criteria.remove_prefix(std::min(end + 1, criteria.size()));
  }
  return collector.finish();
}

}  // namespace cairn::app
