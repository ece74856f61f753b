#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "text/encoding.hpp"

namespace cairn::text {

/// Gives the next bytes of a file: how many were written into the span, 0 at the end.
using ReadBlock = std::function<Result<std::size_t>(std::span<char>)>;
/// in: bytes that live as long as the reader
ReadBlock read_from_memory(std::string_view bytes);
/// in: a stream opened in binary mode that lives as long as the reader
ReadBlock read_from_stream(std::istream& stream);

struct CsvOptions {
  std::optional<Encoding> encoding;  ///< else found from the bytes
  std::optional<char> delimiter;     ///< else from the line "sep=;", else from the header
  std::size_t cell_bytes = 64 * 1024;
  std::size_t columns = 512;
};

/// One row. The cells are views that hold until the next row is read.
struct CsvRow {
  std::uint64_t number = 0;  ///< as a spreadsheet program numbers it: from 1, a line "sep=;" not counted
  std::uint64_t line = 0;    ///< line of the file where the row starts, from 1
  std::vector<std::string_view> cells;
};

/// Reads a table of text as offices really produce it, row by row in bounded memory: any of `Encoding`; comma,
/// semicolon or tab; cells in quotes with doubled quotes and line breaks inside; CRLF, LF or CR.
/// Rows whose cells are all empty are left out, but counted. Cells are given as they stand: no trimming.
/// spec: RFC 4180
class CsvReader {
 public:
  /// Read the first block and find encoding and delimiter.
  /// fails: malformed/csv.empty; unsupported/csv.not-text (a workbook, a PDF, ...: `detail` says what it looks like);
  ///        malformed/encoding.*; whatever `read` fails with
  static Result<CsvReader> open(ReadBlock read, const CsvOptions& options = {});

  /// out: false at the end. After a failure the reader must not be used again.
  /// fails: malformed/csv.quote, csv.unclosed-quote, csv.nul, encoding.*; exhausted/csv.cell-size, csv.columns.
  ///        `detail` names row, line and column.
  Result<bool> next(CsvRow& row);

  char delimiter() const { return delimiter_; }
  /// out: what was found so far; final once next() said false
  Encoding encoding() const { return converter_.encoding(); }

 private:
  enum class State : std::uint8_t { cell_start, plain, quoted, quote_in_quotes, after_quotes, row_end };

  CsvReader(ReadBlock read, const CsvOptions& options);
  Result<void> fill();
  Result<void> fill_first();
  void take_separator_line();
  void choose_delimiter();
  Result<bool> read_record();
  Result<bool> finish_at_end();
  Result<void> step();
  Result<void> step_plain();
  Result<void> step_quoted();
  Result<void> step_behind_quote();
  Result<void> end_cell();
  Result<void> end_cell_at(char stop);
  Result<void> append(std::string_view piece);
  void count_line_breaks(std::string_view piece);
  std::size_t cell_start() const;
  bool is_blank() const;
  std::string place() const;

  ReadBlock read_;
  CsvOptions options_;
  Utf8Converter converter_;
  std::vector<char> raw_;
  std::string buffer_;  // UTF-8, read up to at_
  std::size_t at_ = 0;
  bool source_ended_ = false;
  char delimiter_ = ',';
  std::array<bool, 256> stops_{};  // what ends a plain cell

  State state_ = State::cell_start;
  std::string record_;             // the cells of the row, one behind the other
  std::vector<std::size_t> ends_;  // where each ends
  std::uint64_t row_ = 0;
  std::uint64_t row_line_ = 1;
  std::uint64_t line_ = 1;
  bool after_carriage_return_ = false;  // a line feed now belongs to the line break before it
};

struct CsvFormat {
  enum class Mark : std::uint8_t { none, utf8 };
  char delimiter = ',';
  Mark mark = Mark::none;  ///< spreadsheet programs take a file for UTF-8 only when it starts with the mark
};

/// Writes a table that opens without harm in a spreadsheet program: a text that could be taken for a formula gets an
/// apostrophe in front. Quotes where needed, CRLF at the end of each row.
/// spec: RFC 4180
class CsvWriter {
 public:
  /// in: out - appended to, must outlive the writer
  explicit CsvWriter(std::string& out, const CsvFormat& format = {});
  /// Foreign or own text, UTF-8.
  void add_text(std::string_view text);
  /// A number of ours, as a number.
  void add_number(std::int64_t number);
  void end_row();

 private:
  void separate();
  std::string* out_;
  char delimiter_;
  bool in_row_ = false;
};

/// out: whether a spreadsheet program could take the text for a formula: it starts with = + - @, a tab or a line break
bool looks_like_formula(std::string_view text);

}  // namespace cairn::text
