#include "store/index_words.hpp"

#include "base/utf8.hpp"
#include "domain/folded_words.hpp"

namespace cairn::store {
namespace {

bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool is_word_of_its_own(char32_t c) {
  return is_between(c, 0x3040, 0x30FF) || is_between(c, 0x3400, 0x9FFF) || is_between(c, 0xF900, 0xFAFF) ||
         is_between(c, 0x20000, 0x3FFFF);
}

void append_parted(std::string& out, std::string_view word) {
  const auto part = [&out] {
    if (!out.empty() && out.back() != ' ') out += ' ';
  };
  bool was_own = true;
  while (!word.empty()) {
    const Utf8Character next = read_utf8(word);
    const std::size_t size = next.size == 0 ? 1 : next.size;
    const bool is_own = is_word_of_its_own(next.code_point);
    if (is_own || was_own) part();
    out += word.substr(0, size);
    was_own = is_own;
    word.remove_prefix(size);
  }
}

}  // namespace

std::string index_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const domain::FoldedWord& word : domain::folded_words(text)) append_parted(out, word.text);
  return out;
}

std::vector<std::string> query_words(std::string_view text) {
  std::vector<std::string> out;
  for (const domain::FoldedWord& word : domain::folded_words(text)) append_parted(out.emplace_back(), word.text);
  return out;
}

}  // namespace cairn::store
