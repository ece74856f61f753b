#include "text/csv.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace cairn::text {
namespace {

using Cells = std::vector<std::string>;

struct Table {
  std::vector<Cells> rows;
  std::vector<std::uint64_t> numbers;
  std::vector<std::uint64_t> lines;
  char delimiter = 0;
  Encoding encoding = Encoding::utf8;
  std::string code;
  std::string detail;
};

// Gives at most `block` bytes at a time, as a pipe would.
ReadBlock in_pieces(std::string_view bytes, std::size_t block) {
  return [all = read_from_memory(bytes), block](std::span<char> out) {
    return all(out.first(std::min(out.size(), block)));
  };
}

Table read_all(ReadBlock source, const CsvOptions& options = {}) {
  Table out;
  Result<CsvReader> reader = CsvReader::open(std::move(source), options);
  if (!reader) {
    out.code = reader.error().code;
    out.detail = reader.error().detail;
    return out;
  }
  CsvRow row;
  while (true) {
    const Result<bool> more = reader->next(row);
    if (!more) {
      out.code = more.error().code;
      out.detail = more.error().detail;
    }
    if (!more || !*more) break;
    out.rows.emplace_back(row.cells.begin(), row.cells.end());
    out.numbers.push_back(row.number);
    out.lines.push_back(row.line);
  }
  out.delimiter = reader->delimiter();
  out.encoding = reader->encoding();
  return out;
}

Table read_text(std::string_view text, const CsvOptions& options = {}) {
  return read_all(read_from_memory(text), options);
}

Table read_fixture(const std::string& name) {
  std::ifstream file(CAIRN_SOURCE_DIR "/tests/data/people/" + name, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << name;
  return read_all(read_from_stream(file));
}

TEST(Csv, plain_cells_are_split) {
  const Table table = read_text("a,b\r\n1,2\r\n,\r\n3,\r\n");
  EXPECT_EQ(table.rows, (std::vector<Cells>{{"a", "b"}, {"1", "2"}, {"3", ""}}));
  EXPECT_EQ(table.code, "");
}

TEST(Csv, the_last_line_needs_no_line_break) {
  EXPECT_EQ(read_text("a,b\n1,2").rows, read_text("a,b\n1,2\n").rows);
  EXPECT_EQ(read_text("a,b\n1,").rows.back(), (Cells{"1", ""}));
  EXPECT_EQ(read_text("a,b\n\"1\"").rows.back(), (Cells{"1"}));
}

TEST(Csv, the_last_byte_may_be_the_one_that_decides_the_encoding) {
  const Table table = read_text("name\nZo\xE9");
  EXPECT_EQ(table.rows.back(), Cells{"Zo\xC3\xA9"});
  EXPECT_EQ(table.encoding, Encoding::windows_1252);
  EXPECT_EQ(read_text("\xEF\xBB\xBFname\nZo\xC3").code, "encoding.utf8");
  EXPECT_EQ(read_text("ab").rows, std::vector<Cells>{{"ab"}});
}

TEST(Csv, quotes_hold_delimiters_line_breaks_and_doubled_quotes) {
  EXPECT_EQ(read_text("a,\"b,c\"\r\n\"1\r\n2\",\"say \"\"hi\"\"\"\r\n\"\",\"\"\"\"").rows,
            (std::vector<Cells>{{"a", "b,c"}, {"1\r\n2", "say \"hi\""}, {"", "\""}}));
}

TEST(Csv, a_quote_inside_a_plain_cell_is_itself) {
  EXPECT_EQ(read_text("size,name\n5\" disk,O\"Hara\n").rows[1], (Cells{"5\" disk", "O\"Hara"}));
}

TEST(Csv, spaces_behind_a_closing_quote_are_passed_over_but_text_is_refused) {
  EXPECT_EQ(read_text("a,b\n\"x\"  ,\"y\" \n").rows[1], (Cells{"x", "y"}));
  const Table table = read_text("a,b\n1,\"x\"y\n");
  EXPECT_EQ(table.code, "csv.quote");
  EXPECT_NE(table.detail.find("row 2 (line 2), column 2"), std::string::npos) << table.detail;
  EXPECT_EQ(read_text("a,b\n1,\"x\" \"\n").code, "csv.quote");
}

TEST(Csv, rows_are_numbered_as_a_spreadsheet_does_and_lines_as_an_editor_does) {
  const Table table = read_text("h,i\r\n\"a\r\nb\nc\rd\",1\r\n\r\n,\r\nlast,2\r\n");
  EXPECT_EQ(table.numbers, (std::vector<std::uint64_t>{1, 2, 5}));
  EXPECT_EQ(table.lines, (std::vector<std::uint64_t>{1, 2, 8}));
}

TEST(Csv, the_outcome_does_not_depend_on_where_blocks_end) {
  const std::string text = "h,i\r\n\"a\r\nb \"\"q\"\"\",1\r\n\r\nZo\xC3\xAB,\xE2\x82\xAC\r\n\"x\" ,\"\"\rlast,2";
  const Table whole = read_text(text);
  ASSERT_EQ(whole.code, "");
  for (const std::size_t block : {1u, 2u, 3u, 5u}) EXPECT_EQ(read_all(in_pieces(text, block)).rows, whole.rows);
  // Also behind the first block, which is always filled.
  const std::string padding = "pad," + std::string(60'000, 'p') + "\r\n";
  for (std::size_t shift = 0; shift < 60; ++shift) {
    const std::string shifted =
        padding + "x," + std::string(64 * 1024 - padding.size() - 30 - shift, 's') + "\r\n" + text;
    const Table table = read_all(in_pieces(shifted, 64 * 1024));
    ASSERT_EQ(table.code, "");
    ASSERT_EQ(std::vector<Cells>(table.rows.begin() + 2, table.rows.end()), whole.rows) << shift;
    ASSERT_EQ(table.lines.back(), whole.lines.back() + 2);
  }
}

TEST(Csv, the_header_tells_the_delimiter) {
  EXPECT_EQ(read_text("a;b;c\n1,5;2,5;3,5\n").delimiter, ';');
  EXPECT_EQ(read_text("a\tb\n1,2,3\t4\n").delimiter, '\t');
  EXPECT_EQ(read_text("\"Surname; first name; title\",Email\n").delimiter, ',');
  EXPECT_EQ(read_text("name\nAda\n").delimiter, ',');
  EXPECT_EQ(read_text("Spring list\n\nname;email\nAda;x,y,z\n").delimiter, ';');
  EXPECT_EQ(read_text("a,b;c\n", {.encoding = {}, .delimiter = '|'}).rows[0], (Cells{"a,b;c"}));
}

TEST(Csv, a_separator_line_is_obeyed_and_is_no_row) {
  for (const char* text :
       {"sep=;\r\na;b,c,d\r\n", "SEP=;\na;b,c,d\n", "\"sep=;\"\ra;b,c,d\r", "\xEF\xBB\xBFsep=;\na;b,c,d"}) {
    const Table table = read_text(text);
    EXPECT_EQ(table.rows, (std::vector<Cells>{{"a", "b,c,d"}})) << text;
    EXPECT_EQ(table.numbers, std::vector<std::uint64_t>{1});
    EXPECT_EQ(table.lines, std::vector<std::uint64_t>{2});
  }
  EXPECT_EQ(read_text("sep=|\na|b").rows[0], (Cells{"a", "b"}));
  EXPECT_EQ(read_text("set=;\na;b").rows[0], (Cells{"set=", ""}));
}

TEST(Csv, a_quote_that_never_closes_is_named_with_its_row) {
  const Table table = read_text("a,b\n1,2\n\n3,\"4\n5,6\n");
  EXPECT_EQ(table.code, "csv.unclosed-quote");
  EXPECT_NE(table.detail.find("row 4 (line 4), column 2"), std::string::npos) << table.detail;
  EXPECT_EQ(table.rows.size(), 2u);
}

TEST(Csv, cells_and_columns_have_limits) {
  CsvOptions options;
  options.cell_bytes = 5;
  options.columns = 3;
  EXPECT_EQ(read_text("12345,b,c\n", options).code, "");
  EXPECT_EQ(read_text("a,123456\n", options).code, "csv.cell-size");
  EXPECT_EQ(read_text("a,\"123\n456\"\n", options).code, "csv.cell-size");
  EXPECT_EQ(read_text("a,b,c,d\n", options).code, "csv.columns");
  EXPECT_EQ(read_text("a,b,c,\n", options).code, "csv.columns");
}

TEST(Csv, an_unclosed_quote_in_a_big_file_stops_at_the_cell_limit) {
  std::string text = "a,b\n\"x,1\n";
  for (int i = 0; i < 20'000; ++i) text += "name,number\n";
  EXPECT_EQ(read_text(text).code, "csv.cell-size");
}

TEST(Csv, an_empty_file_is_refused_and_an_empty_table_has_no_rows) {
  EXPECT_EQ(read_text("").code, "csv.empty");
  EXPECT_EQ(read_text("\xEF\xBB\xBF").code, "csv.empty");
  EXPECT_EQ(read_text("\r\n\r\n").rows.size(), 0u);
}

TEST(Csv, other_kinds_of_file_are_called_by_their_name) {
  using namespace std::string_view_literals;
  struct Case {
    std::string_view bytes;
    const char* expected;
  };
  for (const Case& one : {Case{"PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/workbook.xml"sv, "Excel workbook (.xlsx)"},
                          {"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet"sv, "OpenDocument"},
                          {"PK\x03\x04photos/1.jpg"sv, "zip archive"},
                          {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"sv, "old Office file"},
                          {"%PDF-1.7\n%\xE2\xE3"sv, "PDF"},
                          {"\x89PNG\r\n\x1A\n"sv, "PNG"},
                          {"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"sv, "web page"},
                          {"\r\n<!DOCTYPE html>"sv, "web page"},
                          {"a\0b\0"sv, "UTF-16 without a byte order mark"}}) {
    const Table table = read_text(one.bytes);
    EXPECT_EQ(table.code, "csv.not-text");
    EXPECT_NE(table.detail.find(one.expected), std::string::npos) << table.detail;
  }
}

TEST(Csv, a_nul_further_down_is_refused) {
  const std::string text = "a,b\n" + std::string(70'000, 'x') + "\n1,2" + std::string(1, '\0') + "\n";
  EXPECT_EQ(read_text(text, {.encoding = {}, .delimiter = {}, .cell_bytes = 100'000}).code, "csv.nul");
  EXPECT_EQ(read_text({"\xFF\xFE"
                       "a\0\0\0",
                       6})
                .code,
            "csv.nul");
}

TEST(Csv, a_source_that_fails_passes_its_reason_on) {
  int calls = 0;
  const ReadBlock source = [&calls](std::span<char> out) -> Result<std::size_t> {
    if (++calls > 1) return fail(Kind::unavailable, "test.gone", "gone");
    std::fill(out.begin(), out.end(), '\n');
    return out.size();
  };
  EXPECT_EQ(read_all(source).code, "test.gone");
}

TEST(Csv, a_long_table_is_read_in_bounded_memory) {
  // 40 MB that never exist at once.
  constexpr std::uint64_t k_rows = 1'000'000;
  std::uint64_t made = 0;
  std::string rest = "Name,Email,Date\r\n";
  const ReadBlock source = [&](std::span<char> out) -> Result<std::size_t> {
    while (rest.size() < out.size() && made < k_rows) {
      rest += "Person " + std::to_string(made) + ",\"p" + std::to_string(made) + "@harbour.example\",2026-06-14\r\n";
      ++made;
    }
    const std::size_t count = std::min(rest.size(), out.size());
    std::copy_n(rest.begin(), count, out.begin());
    rest.erase(0, count);
    return count;
  };
  CsvReader reader = CsvReader::open(source).value();
  CsvRow row;
  std::uint64_t rows = 0;
  while (reader.next(row).value()) ++rows;
  EXPECT_EQ(rows, k_rows + 1);
  EXPECT_EQ(row.number, k_rows + 1);
  EXPECT_EQ(row.cells[1], "p999999@harbour.example");
}

TEST(CsvFixtures, utf16_from_excel) {
  for (const char* name : {"utf16-tabs.txt", "utf16-big-endian.csv"}) {
    const Table table = read_fixture(name);
    ASSERT_EQ(table.rows.size(), 5u) << table.code;
    EXPECT_EQ(table.rows[1][0], "Mòrag NicDhòmhnaill");
    EXPECT_EQ(table.rows[4], (Cells{"𠮷野 家", "yoshino@harbour.example", "01/07/2026"}));
  }
  EXPECT_EQ(read_fixture("utf16-tabs.txt").delimiter, '\t');
}

TEST(CsvFixtures, windows_1252_with_semicolons) {
  const Table table = read_fixture("semicolons-windows-1252.csv");
  EXPECT_EQ(table.encoding, Encoding::windows_1252);
  EXPECT_EQ(table.rows[1],
            (Cells{"Zoé Müller-Lüdenscheidt", "zoe@harbour.example", "14.06.2026", "l’équipe “Été” – 5 €"}));
  EXPECT_EQ(table.rows[2][3], "a; b");
  EXPECT_EQ(table.rows[3][0], "Šárka Žižková");
}

TEST(CsvFixtures, carriage_returns_alone) {
  const Table table = read_fixture("carriage-returns.csv");
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[2], (Cells{"Grace Murray", "grace@harbour.example"}));
  EXPECT_EQ(table.numbers.back(), 4u);
}

TEST(CsvFixtures, line_breaks_in_quotes) {
  const Table table = read_fixture("quoted-breaks.csv");
  EXPECT_EQ(table.encoding, Encoding::utf8_with_mark);
  ASSERT_EQ(table.rows.size(), 4u) << table.code;
  EXPECT_EQ(table.rows[1], (Cells{"Byron, Ada", "ada@harbour.example", "two\r\nlines, and \"quotes\""}));
  EXPECT_EQ(table.rows[3][0], "Last");
  EXPECT_EQ(table.numbers, (std::vector<std::uint64_t>{1, 2, 4, 5}));
  EXPECT_EQ(table.lines, (std::vector<std::uint64_t>{1, 2, 5, 9}));
}

TEST(CsvFixtures, separator_line_and_unclosed_quote) {
  EXPECT_EQ(read_fixture("separator-line.csv").rows[1], (Cells{"Ada Byron", "ada@harbour.example", "one, two, three"}));
  const Table unclosed = read_fixture("unclosed-quote.csv");
  EXPECT_EQ(unclosed.code, "csv.unclosed-quote");
  EXPECT_NE(unclosed.detail.find("row 3 (line 3), column 1"), std::string::npos);
  EXPECT_EQ(unclosed.rows.size(), 2u);
}

std::string written(std::initializer_list<std::string_view> cells, const CsvFormat& format = {}) {
  std::string out;
  CsvWriter writer(out, format);
  for (const std::string_view cell : cells) writer.add_text(cell);
  writer.end_row();
  return out;
}

TEST(CsvWriter, quotes_only_what_needs_it) {
  EXPECT_EQ(written({"a", "b c", "", "d,e", "f;g", "say \"hi\"", "two\nlines", " space"}),
            "a,b c,,\"d,e\",\"f;g\",\"say \"\"hi\"\"\",\"two\nlines\",\" space\"\r\n");
  EXPECT_EQ(written({"a|b", "c"}, {.delimiter = '|', .mark = CsvFormat::Mark::utf8}), "\xEF\xBB\xBF\"a|b\"|c\r\n");
}

TEST(CsvWriter, nothing_it_writes_is_a_formula) {
  for (const char* text : {"=1+1", "+44 131", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
                           "\xEF\xBC\x9D"
                           "1"}) {
    const std::string row = written({text, "x"});
    const Table back = read_text(row);
    EXPECT_EQ(back.rows[0][0], "'" + std::string(text));
    EXPECT_FALSE(looks_like_formula(back.rows[0][0]));
  }
  EXPECT_EQ(written({"a=b", "'x"}), "a=b,'x\r\n");
}

TEST(CsvWriter, numbers_of_ours_stay_numbers) {
  std::string out;
  CsvWriter writer(out);
  writer.add_number(-5);
  writer.add_number(12);
  writer.end_row();
  EXPECT_EQ(out, "-5,12\r\n");
}

TEST(CsvWriter, what_it_writes_the_reader_reads) {
  const Cells cells = {"plain", "with \"quotes\"", "line\r\nbreak", "comma, semicolon; tab\t.", "Zoë 😀", " spaces "};
  std::string out;
  CsvWriter writer(out, {.delimiter = ';', .mark = CsvFormat::Mark::utf8});
  for (int row = 0; row < 3; ++row) {
    for (const std::string& cell : cells) writer.add_text(cell);
    writer.end_row();
  }
  EXPECT_EQ(read_text(out).rows, std::vector<Cells>(3, cells));
}

}  // namespace
}  // namespace cairn::text
