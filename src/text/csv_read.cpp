#include <algorithm>
#include <istream>

#include "text/csv.hpp"
#include "text/file_kind.hpp"

namespace cairn::text {
namespace {

constexpr std::size_t k_block_bytes = 64 * 1024;
constexpr std::string_view k_save_as_csv = "in the spreadsheet program choose Save as, then \"CSV UTF-8\"";

Failure not_text(std::string_view kind) {
  return fail(Kind::unsupported, "csv.not-text", "this is no text table: it looks like " + std::string(kind),
              std::string(k_save_as_csv));
}

bool has_utf16_mark(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

bool holds_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

}  // namespace

ReadBlock read_from_memory(std::string_view bytes) {
  return [rest = bytes](std::span<char> out) mutable -> Result<std::size_t> {
    const std::size_t count = std::min(out.size(), rest.size());
    std::copy_n(rest.begin(), count, out.begin());
    rest.remove_prefix(count);
    return count;
  };
}

ReadBlock read_from_stream(std::istream& stream) {
  return [&stream](std::span<char> out) -> Result<std::size_t> {
    stream.read(out.data(), static_cast<std::streamsize>(out.size()));
    if (stream.bad()) {
      return fail(Kind::unavailable, "csv.read", "the file could not be read to its end",
                  "check the disk and try again");
    }
    return static_cast<std::size_t>(stream.gcount());
  };
}

CsvReader::CsvReader(ReadBlock read, const CsvOptions& options)
    : read_(std::move(read)),
      options_(options),
      converter_(options.encoding ? Utf8Converter(*options.encoding) : Utf8Converter()),
      raw_(k_block_bytes) {}

Result<CsvReader> CsvReader::open(ReadBlock read, const CsvOptions& options) {
  CsvReader reader(std::move(read), options);
  CAIRN_CHECK(reader.fill_first());
  reader.choose_delimiter();
  reader.take_separator_line();
  if (options.delimiter) reader.delimiter_ = *options.delimiter;
  reader.stops_[static_cast<std::uint8_t>(reader.delimiter_)] = true;
  reader.stops_['\n'] = true;
  reader.stops_['\r'] = true;
  return reader;
}

// A whole block, however little the source gives at a time: encoding and delimiter are told from it.
Result<void> CsvReader::fill_first() {
  std::size_t size = 0;
  while (size < raw_.size() && !source_ended_) {
    CAIRN_TRY(const std::size_t got, read_(std::span(raw_).subspan(size)));
    source_ended_ = got == 0;
    size += got;
  }
  const std::string_view start(raw_.data(), size);
  if (const std::string_view kind = foreign_file_kind(start); !kind.empty()) return not_text(kind);
  const bool may_be_utf16 = options_.encoding || has_utf16_mark(start);
  if (!may_be_utf16 && holds_nul(start)) return not_text("a file of bytes, or UTF-16 without a byte order mark");
  CAIRN_CHECK(converter_.add(start, buffer_));
  if (source_ended_) CAIRN_CHECK(converter_.finish(buffer_));
  if (buffer_.empty()) {
    return fail(Kind::malformed, "csv.empty", "the file is empty", "choose the file with the table in it");
  }
  return {};
}

Result<void> CsvReader::fill() {
  buffer_.clear();
  at_ = 0;
  while (buffer_.empty() && !source_ended_) {
    CAIRN_TRY(const std::size_t got, read_(raw_));
    source_ended_ = got == 0;
    if (source_ended_) {
      CAIRN_CHECK(converter_.finish(buffer_));
    } else {
      CAIRN_CHECK(converter_.add({raw_.data(), got}, buffer_));
    }
  }
  return {};
}

// The delimiter that comes most often in the header, outside quotes.
void CsvReader::choose_delimiter() {
  static constexpr std::string_view k_candidates = "\t;,";  // of two that come equally often the first is right
  std::array<std::size_t, k_candidates.size()> counts{};
  bool quoted = false;
  for (const char c : buffer_) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    const std::size_t which = k_candidates.find(c);
    if (which != std::string_view::npos) ++counts[which];
    const bool header_has_begun =
        std::any_of(counts.begin(), counts.end(), [](std::size_t count) { return count > 0; });
    if ((c == '\n' || c == '\r') && header_has_begun) break;
  }
  const auto best = std::max_element(counts.begin(), counts.end());
  delimiter_ = *best == 0 ? ',' : k_candidates[static_cast<std::size_t>(best - counts.begin())];
}

// Excel's own way to name the delimiter: a first line "sep=;" that it does not show as a row.
void CsvReader::take_separator_line() {
  const std::size_t end = std::min(buffer_.find_first_of("\r\n"), buffer_.size());
  std::string_view line = std::string_view(buffer_).substr(0, end);
  if (line.size() == 7 && line.front() == '"' && line.back() == '"') line = line.substr(1, 5);
  if (line.size() != 5 || line.substr(3, 1) != "=") return;
  const bool named = (line[0] | 0x20) == 's' && (line[1] | 0x20) == 'e' && (line[2] | 0x20) == 'p';
  if (!named || line[4] == '"') return;
  delimiter_ = line[4];
  at_ = end;
  if (at_ < buffer_.size()) {
    after_carriage_return_ = buffer_[at_] == '\r';
    ++at_;
    ++line_;
  }
}

Result<bool> CsvReader::next(CsvRow& row) {
  do {
    CAIRN_TRY(const bool found, read_record());
    if (!found) return false;
  } while (is_blank());
  row.number = row_;
  row.line = row_line_;
  row.cells.clear();
  std::size_t start = 0;
  for (const std::size_t end : ends_) {
    row.cells.push_back(std::string_view(record_).substr(start, end - start));
    start = end;
  }
  return true;
}

bool CsvReader::is_blank() const { return record_.find_first_not_of(" \t") == std::string::npos; }

Result<bool> CsvReader::read_record() {
  record_.clear();
  ends_.clear();
  state_ = State::cell_start;
  while (state_ != State::row_end) {
    if (at_ == buffer_.size()) {
      CAIRN_CHECK(fill());
      if (buffer_.empty()) return finish_at_end();
    }
    if (after_carriage_return_ && buffer_[at_] == '\n' && state_ == State::cell_start && ends_.empty()) {
      after_carriage_return_ = false;
      ++at_;
      continue;
    }
    if (state_ == State::cell_start && ends_.empty()) {
      after_carriage_return_ = false;
      ++row_;
      row_line_ = line_;
    }
    CAIRN_CHECK(step());
  }
  return true;
}

Result<bool> CsvReader::finish_at_end() {
  if (state_ == State::cell_start && ends_.empty()) return false;
  if (state_ == State::quoted) {
    return fail(Kind::malformed, "csv.unclosed-quote",
                "a quotation mark is never closed: it opened in " + place() + ", and the file ended at line " +
                    std::to_string(line_),
                "close the quotation mark, or remove it");
  }
  CAIRN_CHECK(end_cell());
  return true;
}

Result<void> CsvReader::step() {
  switch (state_) {
    case State::cell_start:
      if (buffer_[at_] == '"') {
        ++at_;
        state_ = State::quoted;
        return {};
      }
      state_ = State::plain;
      return step_plain();
    case State::plain:
      return step_plain();
    case State::quoted:
      return step_quoted();
    case State::quote_in_quotes:
    case State::after_quotes:
      return step_behind_quote();
    case State::row_end:
      break;
  }
  CAIRN_ASSERT(false);
}

Result<void> CsvReader::step_plain() {
  std::size_t end = at_;
  while (end < buffer_.size() && !stops_[static_cast<std::uint8_t>(buffer_[end])]) ++end;
  const std::string_view piece = std::string_view(buffer_).substr(at_, end - at_);
  at_ = end;
  CAIRN_CHECK(append(piece));
  return at_ < buffer_.size() ? end_cell_at(buffer_[at_++]) : Result<void>();
}

Result<void> CsvReader::step_quoted() {
  const std::size_t end = std::min(buffer_.find('"', at_), buffer_.size());
  const std::string_view piece = std::string_view(buffer_).substr(at_, end - at_);
  count_line_breaks(piece);
  CAIRN_CHECK(append(piece));
  at_ = end;
  if (at_ < buffer_.size()) {
    ++at_;
    state_ = State::quote_in_quotes;
  }
  return {};
}

Result<void> CsvReader::step_behind_quote() {
  const char c = buffer_[at_];
  ++at_;
  if (c == '"' && state_ == State::quote_in_quotes) {
    state_ = State::quoted;
    return append("\"");
  }
  if (stops_[static_cast<std::uint8_t>(c)]) return end_cell_at(c);
  state_ = State::after_quotes;
  if (c == ' ') return {};
  return fail(Kind::malformed, "csv.quote", "more text stands behind the closing quotation mark in " + place(),
              "write a quotation mark inside a cell twice: \"\"");
}

Result<void> CsvReader::append(std::string_view piece) {
  if (holds_nul(piece)) {
    return fail(Kind::malformed, "csv.nul", "a NUL character in " + place() + ": this is no text table",
                std::string(k_save_as_csv));
  }
  record_ += piece;
  if (record_.size() - cell_start() <= options_.cell_bytes) return {};
  const bool quoted = state_ == State::quoted;
  return fail(Kind::exhausted, "csv.cell-size",
              "more than " + std::to_string(options_.cell_bytes) + " bytes in one cell in " + place(),
              quoted ? "look for a quotation mark that is not closed" : "shorten the text in that cell");
}

std::size_t CsvReader::cell_start() const { return ends_.empty() ? 0 : ends_.back(); }

Result<void> CsvReader::end_cell() {
  if (ends_.size() == options_.columns) {
    return fail(Kind::exhausted, "csv.columns",
                "more than " + std::to_string(options_.columns) + " cells in row " + std::to_string(row_) + " (line " +
                    std::to_string(row_line_) + ")",
                "remove the columns that are not needed");
  }
  ends_.push_back(record_.size());
  state_ = State::cell_start;
  return {};
}

Result<void> CsvReader::end_cell_at(char stop) {
  CAIRN_CHECK(end_cell());
  if (stop == delimiter_) return {};
  state_ = State::row_end;
  after_carriage_return_ = stop == '\r';
  ++line_;
  return {};
}

// CRLF, LF and CR each end one line, also when a block ends between CR and LF.
void CsvReader::count_line_breaks(std::string_view piece) {
  char before = record_.size() > cell_start() ? record_.back() : '\0';
  for (const char c : piece) {
    if (c == '\r' || (c == '\n' && before != '\r')) ++line_;
    before = c;
  }
}

std::string CsvReader::place() const {
  return "row " + std::to_string(row_) + " (line " + std::to_string(row_line_) + "), column " +
         std::to_string(ends_.size() + 1);
}

}  // namespace cairn::text
