#include "app/definition_sheet.hpp"

#include <map>

#include "app/people.hpp"
#include "app/sheet_columns.hpp"
#include "text/csv.hpp"

namespace cairn::app {
namespace {

class SheetReader {
 public:
  SheetReader(text::CsvReader reader, SheetColumns columns) : reader_(std::move(reader)), columns_(std::move(columns)) {}

  Result<std::vector<ReadDefinition>> read() {
    std::vector<ReadDefinition> out;
    text::CsvRow row;
    while (true) {
      CAIRN_TRY(const bool has_row, reader_.next(row));
      if (!has_row) break;
      if (out.size() == k_most_definitions) {
        return fail(Kind::exhausted, "definition.count", "the table has more than " + std::to_string(k_most_definitions) + " rows",
                    "Split the table.");
      }
      out.push_back(definition(row));
    }
    if (out.empty()) return fail(Kind::malformed, "sheet.header", "the table has a header and no rows", "Write one definition to a row.");
    return out;
  }

 private:
  ReadDefinition definition(const text::CsvRow& row) {
    SheetRow sheet;
    ReadDefinition out;
    out.place = "row " + std::to_string(row.number);
    for (const FoundColumn& found : columns_.found) {
      const std::string_view cell = found.index < row.cells.size() ? trim_cell(row.cells[found.index]) : std::string_view();
      if (cell.empty()) continue;
      if (!found.language.empty()) {
        add_translations(found, cell, sheet);
        continue;
      }
      const std::string_view wanted = found.column->set(sheet, cell);
      if (wanted.empty()) continue;
      out.problems.push_back("column \"" + found.header + "\": \"" + shown_cell(cell) + "\" cannot be read; wanted " + std::string(wanted));
    }
    for (std::size_t i = width(); i < row.cells.size(); ++i) {
      if (trim_cell(row.cells[i]).empty()) continue;
      out.problems.push_back("has more cells than the header: \"" + shown_cell(row.cells[i]) + "\"");
      break;
    }
    for (std::string& problem : finish_row(sheet)) out.problems.push_back(std::move(problem));
    for (const std::string& header : columns_.unknown) out.left.push_back("column \"" + header + "\"");
    out.fields = std::move(sheet.fields);
    look_through(out);
    look_for_twin(out, row.number);
    return out;
  }

  std::size_t width() const { return columns_.found.size() + columns_.unknown.size() + blanks_; }

  static void add_translations(const FoundColumn& found, std::string_view cell, SheetRow& sheet) {
    if (found.field != "outcomes") {
      sheet.fields.translations.push_back({found.field, found.language, std::string(cell)});
      return;
    }
    const std::vector<std::string> statements = split_cell(cell);
    for (std::size_t i = 0; i < statements.size(); ++i) {
      sheet.fields.translations.push_back({"outcomes[" + std::to_string(i) + "].statement", found.language, statements[i]});
    }
  }

  // Two rows cannot be one definition in one version.
  void look_for_twin(ReadDefinition& read, std::uint64_t number) {
    if (read.fields.id.empty()) return;
    const auto [first, is_new] = seen_.emplace(std::pair(read.fields.id, read.fields.version), number);
    if (!is_new) read.problems.push_back("id: row " + std::to_string(first->second) + " has the same id and version");
  }

 public:
  void set_blanks(std::size_t blanks) { blanks_ = blanks; }

 private:
  text::CsvReader reader_;
  SheetColumns columns_;
  std::size_t blanks_ = 0;  // columns without a header
  std::map<std::pair<std::string, std::string>, std::uint64_t> seen_;
};

Result<SheetReader> open_sheet(std::string_view bytes) {
  CAIRN_TRY(text::CsvReader reader, text::CsvReader::open(text::read_from_memory(bytes)));
  text::CsvRow header;
  CAIRN_TRY(const bool has_header, reader.next(header));
  if (!has_header) return fail(Kind::malformed, "sheet.header", "the table is empty", "Write a first row with the keys of a definition.");
  CAIRN_TRY(SheetColumns columns, find_sheet_columns(header.cells));
  const std::size_t blanks = header.cells.size() - columns.found.size() - columns.unknown.size();
  SheetReader out(std::move(reader), std::move(columns));
  out.set_blanks(blanks);
  return out;
}

}  // namespace

Result<std::vector<ReadDefinition>> read_definition_sheet(std::string_view bytes) {
  CAIRN_TRY(SheetReader reader, open_sheet(bytes));
  return reader.read();
}

bool is_definition_sheet(std::string_view bytes) { return open_sheet(bytes).has_value(); }

}  // namespace cairn::app
