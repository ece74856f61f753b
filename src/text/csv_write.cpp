#include <algorithm>

#include "text/csv.hpp"

namespace cairn::text {

bool looks_like_formula(std::string_view text) {
  // The last four are the full-width forms, which East Asian editions of spreadsheet programs take as well.
  static constexpr std::array<std::string_view, 11> k_starts = {
      "=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  return std::any_of(k_starts.begin(), k_starts.end(),
                     [text](std::string_view start) { return text.starts_with(start); });
}

CsvWriter::CsvWriter(std::string& out, const CsvFormat& format) : out_(&out), delimiter_(format.delimiter) {
  if (format.mark == CsvFormat::Mark::utf8) out += "\xEF\xBB\xBF";
}

void CsvWriter::separate() {
  if (in_row_) out_->push_back(delimiter_);
  in_row_ = true;
}

void CsvWriter::add_text(std::string_view text) {
  separate();
  const bool formula = looks_like_formula(text);
  // Every usual delimiter is quoted, not only ours: the program that opens the file may expect another one.
  const bool quotes = text.find_first_of("\"\r\n\t,;") != std::string_view::npos ||
                      text.find(delimiter_) != std::string_view::npos || text.starts_with(' ') || text.ends_with(' ');
  if (quotes) out_->push_back('"');
  if (formula) out_->push_back('\'');
  for (const char c : text) {
    if (c == '"') out_->push_back('"');
    out_->push_back(c);
  }
  if (quotes) out_->push_back('"');
}

void CsvWriter::add_number(std::int64_t number) {
  separate();
  *out_ += std::to_string(number);
}

void CsvWriter::end_row() {
  *out_ += "\r\n";
  in_row_ = false;
}

}  // namespace cairn::text
