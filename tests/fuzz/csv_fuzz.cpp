#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "base/bug.hpp"
#include "base/utf8.hpp"
#include "text/csv.hpp"
#include "text/email.hpp"
#include "text/person_name.hpp"
#include "text/written_date.hpp"

namespace {

using namespace cairn;
using Rows = std::vector<std::vector<std::string>>;

struct Outcome {
  Rows rows;
  std::string code;
  char delimiter = 0;
};

Outcome read_all(const text::ReadBlock& source) {
  Outcome out;
  Result<text::CsvReader> reader = text::CsvReader::open(source);
  if (!reader) return {{}, reader.error().code, 0};
  text::CsvRow row;
  std::uint64_t last_number = 0;
  while (true) {
    const Result<bool> more = reader->next(row);
    if (!more) out.code = more.error().code;
    if (!more || !*more) break;
    CAIRN_ASSERT(row.number > last_number && row.line >= row.number && !row.cells.empty());
    last_number = row.number;
    out.rows.emplace_back(row.cells.begin(), row.cells.end());
  }
  out.delimiter = reader->delimiter();
  return out;
}

// What is taken is text that can be taken again, unchanged.
void judge_cell(const std::string& cell) {
  CAIRN_ASSERT(is_utf8(cell));
  if (const auto name = text::read_person_name(cell)) {
    CAIRN_ASSERT(text::read_person_name(name->text).value().text == name->text);
    CAIRN_ASSERT(!text::looks_like_formula(name->text));
  }
  if (const auto date = text::read_written_date(cell)) {
    CAIRN_ASSERT(text::read_written_date(text::spell_date(date->date)).value().date == date->date);
  }
  if (const auto address = text::read_email_address(cell)) {
    CAIRN_ASSERT(text::read_email_address(address->key).value().key == address->key);
  }
}

}  // namespace

// The outcome does not depend on how the bytes arrive, and what the writer writes the reader reads.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Outcome whole = read_all(text::read_from_memory(bytes));
  const Outcome pieces = read_all([all = text::read_from_memory(bytes)](std::span<char> out) mutable {
    return all(out.first(std::min<std::size_t>(out.size(), 3)));
  });
  CAIRN_ASSERT(whole.rows == pieces.rows && whole.code == pieces.code);
  std::string written;
  text::CsvWriter writer(written, {.delimiter = ',', .mark = text::CsvFormat::Mark::utf8});
  Rows expected;
  for (const auto& row : whole.rows) {
    expected.emplace_back();
    for (const std::string& cell : row) {
      judge_cell(cell);
      writer.add_text(cell);
      expected.back().push_back((text::looks_like_formula(cell) ? "'" : "") + cell);
    }
    writer.end_row();
  }
  if (whole.rows.empty()) return 0;
  // Named, so that nothing is guessed from the bytes; and no line of it can be a separator line.
  const text::CsvOptions options{text::Encoding::utf8, ',', 1'000'000, 10'000};
  Result<text::CsvReader> reader = text::CsvReader::open(text::read_from_memory(written), options);
  if (!reader) return 0;  // a first cell such as "%PDF-" makes it look like something else
  text::CsvRow row;
  const std::string_view first = std::string_view(written).substr(3);
  std::size_t i = first.starts_with("sep=") || first.starts_with("\"sep=") ? expected.size() : 0;
  while (i < expected.size() && reader->next(row).value()) {
    CAIRN_ASSERT(std::equal(row.cells.begin(), row.cells.end(), expected[i].begin(), expected[i].end()));
    ++i;
  }
  CAIRN_ASSERT(i == expected.size());
  return 0;
}
