#include "app/people.hpp"

#include <algorithm>

#include "base/spaces.hpp"
#include "base/utf8.hpp"
#include "text/email.hpp"
#include "text/person_name.hpp"

namespace cairn::app {
namespace {

using domain::ResultDescription;

constexpr std::int64_t k_day_seconds = 86'400;

bool must_be_made_visible(char32_t c) {
  const bool is_control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
  const bool is_invisible = (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
                            (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x061C || c == 0x00AD;
  return is_control || is_invisible;
}

// Chinese, Japanese and Korean names stand surname first, also where a list has two columns.
bool is_east_asian(std::string_view text) {
  if (text.empty()) return false;
  while (!text.empty()) {
    const Utf8Character character = read_utf8(text);
    const char32_t c = character.code_point;
    const bool is_han =
        (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF) || c == 0x3005;
    const bool is_kana = c >= 0x3040 && c <= 0x30FF;
    const bool is_hangul = c >= 0xAC00 && c <= 0xD7A3;
    if (character.size == 0 || !(is_han || is_kana || is_hangul)) return false;
    text.remove_prefix(character.size);
  }
  return true;
}

std::string joined_name(std::string_view forename, std::string_view surname) {
  const std::string first = tidy_spaces(forename).text;
  const std::string last = tidy_spaces(surname).text;
  if (first.empty() || last.empty()) return first + last;
  if (is_east_asian(first) && is_east_asian(last)) return last + " " + first;
  return first + " " + last;
}

std::string fold(std::string_view text) {
  std::string out = tidy_spaces(text).text;
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// "74 %" and "74,5" are marks; a comma is a decimal sign only where no dot stands.
std::string plain_number(std::string_view cell) {
  std::string out = tidy_spaces(cell).text;
  if (!out.empty() && out.back() == '%') out.pop_back();
  while (!out.empty() && out.back() == ' ') out.pop_back();
  const std::size_t comma = out.find(',');
  if (comma != std::string::npos && out.find('.') == std::string::npos) out[comma] = '.';
  return out;
}

std::string wanted_number(const ResultDescription& result) {
  std::string out = "a number";
  if (result.minimum) out += " from " + to_text(*result.minimum);
  if (result.maximum) out += (result.minimum ? " to " : " up to ") + to_text(*result.maximum);
  return out;
}

std::string wanted_word(std::string_view list_of, const std::vector<std::string>& words) {
  std::string out = "one of the " + std::string(list_of) + " ";
  for (std::size_t i = 0; i < words.size(); ++i) out += (i == 0 ? "" : ", ") + words[i];
  return out;
}

struct BadResult {
  std::string code;
  std::string wanted;
};

std::optional<BadResult> read_level(const ResultDescription& description, const std::string& cell,
                                    domain::AssessmentResult& out) {
  std::vector<std::string> names;
  for (const domain::RubricLevel& level : description.levels) {
    if (fold(cell) == fold(level.key) || fold(cell) == fold(level.name)) {
      out.level = level.key;
      return std::nullopt;
    }
    names.push_back(level.name);
  }
  return BadResult{"row.level", wanted_word("levels", names)};
}

std::optional<BadResult> read_grade(const ResultDescription& description, const std::string& cell,
                                    domain::AssessmentResult& out) {
  for (const std::string& value : description.allowed_values) {
    if (fold(cell) == fold(value)) {
      out.value = value;
      return std::nullopt;
    }
  }
  return BadResult{"row.grade", wanted_word("grades", description.allowed_values)};
}

std::optional<BadResult> read_mark(const ResultDescription& description, const std::string& cell,
                                   domain::AssessmentResult& out) {
  const Result<domain::Amount> mark = domain::parse_amount(plain_number(cell));
  if (!mark) return BadResult{"row.mark", wanted_number(description)};
  if ((description.minimum && *mark < *description.minimum) || (description.maximum && *mark > *description.maximum)) {
    return BadResult{"row.mark-range", wanted_number(description)};
  }
  if (description.required && *mark < *description.required) {
    return BadResult{"row.below-required",
                     "at least " + to_text(*description.required) + ", which the definition needs for an award"};
  }
  out.value = to_text(*mark);
  return std::nullopt;
}

std::optional<BadResult> read_result_cell(const ResultDescription& description, const std::string& cell,
                                          domain::AssessmentResult& out) {
  if (!description.levels.empty()) return read_level(description, cell, out);
  if (!description.allowed_values.empty()) return read_grade(description, cell, out);
  if (description.minimum || description.maximum || description.required) return read_mark(description, cell, out);
  out.value = tidy_spaces(cell).text;
  return std::nullopt;
}

}  // namespace

std::string shown_cell(std::string_view cell, std::size_t most) {
  std::string out;
  for (std::size_t count = 0; !cell.empty(); ++count) {
    if (count == most) return out + "...";
    const Utf8Character character = read_utf8(cell);
    if (character.size == 0 || must_be_made_visible(character.code_point)) {
      out += "[" + (character.size == 0 ? std::string("?") : code_point_name(character.code_point)) + "]";
    } else {
      out += cell.substr(0, character.size);
    }
    cell.remove_prefix(std::max<std::size_t>(character.size, 1));
  }
  return out;
}

Result<PeopleReader> PeopleReader::open(const OpenPeople& open, const domain::MicroCredential& definition, Date today) {
  PeopleSummary summary;
  text::CsvRow row;
  CAIRN_TRY(auto first_look, open());
  CAIRN_TRY(auto scout, text::CsvReader::open(std::move(first_look)));
  CAIRN_TRY(const bool has_header, scout.next(row));
  if (!has_header)
    return fail(Kind::malformed, "people.empty", "the list is empty", "Give a list whose first row names the columns.");
  CAIRN_TRY(summary.columns, find_people_columns(row.cells, definition));
  const auto date_column = summary.columns.column_of(PeopleField::awarded);
  text::DayOrderEvidence evidence;
  for (;;) {
    CAIRN_TRY(const bool more, scout.next(row));
    if (!more) break;
    ++summary.rows;
    if (date_column && *date_column < row.cells.size()) evidence.add(row.cells[*date_column]);
  }
  if (summary.rows == 0) {
    return fail(Kind::malformed, "people.empty", "the list has a header and no rows", "Add a row for each person.");
  }
  summary.day_order = evidence.verdict();
  summary.encoding = scout.encoding();
  summary.delimiter = scout.delimiter();
  CAIRN_TRY(auto second_look, open());
  CAIRN_TRY(auto reader, text::CsvReader::open(std::move(second_look)));
  CAIRN_CHECK(reader.next(row));
  return PeopleReader(std::move(reader), std::move(summary), definition, today);
}

std::string_view PeopleReader::cell(std::optional<std::size_t> column) const {
  return column && *column < csv_.cells.size() ? csv_.cells[*column] : std::string_view{};
}

std::string_view PeopleReader::header(std::optional<std::size_t> column) const {
  return column ? std::string_view(summary_.columns.headers[*column]) : std::string_view{};
}

void PeopleReader::add_problem(PeopleRow& row, std::optional<std::size_t> column, std::string_view wanted,
                               const Error& error) const {
  const std::string found = shown_cell(cell(column));
  row.problems.push_back(
      {error.code, std::string(header(column)), found, std::string(wanted), found.empty() ? "" : error.detail});
}

Result<bool> PeopleReader::next(PeopleRow& row) {
  CAIRN_TRY(const bool more, reader_.next(csv_));
  if (!more) return false;
  row = PeopleRow();
  row.number = csv_.number;
  const std::size_t expected = summary_.columns.headers.size();
  const bool is_long =
      std::any_of(csv_.cells.begin() + static_cast<std::ptrdiff_t>(std::min(expected, csv_.cells.size())),
                  csv_.cells.end(), [](std::string_view extra) { return !extra.empty(); });
  if (is_long) {
    row.problems.push_back({"row.too-long", "", std::to_string(csv_.cells.size()) + " cells",
                            "the " + std::to_string(expected) + " cells of the header",
                            "a cell that holds the separator must stand in quotes"});
    return true;
  }
  read_name(row);
  read_identity(row);
  read_date(row);
  for (const ResultColumn& column : summary_.columns.results) read_result(row, column);
  row.student_number = tidy_spaces(cell(summary_.columns.column_of(PeopleField::student_number))).text;
  row.evidence_url = tidy_spaces(cell(summary_.columns.column_of(PeopleField::evidence))).text;
  return true;
}

void PeopleReader::read_name(PeopleRow& row) const {
  const PeopleColumns& columns = summary_.columns;
  const auto whole = columns.column_of(PeopleField::full_name);
  const auto first = columns.column_of(PeopleField::forename);
  const auto last = columns.column_of(PeopleField::surname);
  const std::string joined = whole ? std::string() : joined_name(cell(first), cell(last));
  const std::string_view written = whole ? cell(whole) : std::string_view(joined);
  const Result<text::PersonName> name = text::read_person_name(written);
  if (!name) {
    add_problem(row, whole ? whole : (last ? last : first), "the person's name", name.error());
    if (!whole) row.problems.back().found = shown_cell(joined);
    return;
  }
  row.name = name->text;
  if (name->spaces_removed) row.notes.push_back("spaces in the name were tidied");
}

void PeopleReader::read_identity(PeopleRow& row) const {
  const auto id_column = summary_.columns.column_of(PeopleField::learner_id);
  const auto email_column = summary_.columns.column_of(PeopleField::email);
  row.learner_id = tidy_spaces(cell(id_column)).text;
  const bool has_email = !tidy_spaces(cell(email_column)).text.empty();
  if (!has_email && !row.learner_id.empty()) return;
  const Result<text::EmailAddress> address = text::read_email_address(cell(email_column));
  if (!address) return add_problem(row, email_column, "an address such as name@example.org", address.error());
  row.email = address->text;
  row.email_key = address->key;
}

void PeopleReader::read_date(PeopleRow& row) const {
  const auto column = summary_.columns.column_of(PeopleField::awarded);
  if (!column) return;
  const Result<text::WrittenDate> written = text::read_written_date(cell(column), summary_.day_order);
  if (!written) return add_problem(row, column, "a date such as 2026-06-14 or 14 June 2026", written.error());
  const std::int64_t days_ahead = (start_of_day(written->date).seconds - start_of_day(today_).seconds) / k_day_seconds;
  if (days_ahead > k_days_ahead) {
    row.problems.push_back(
        {"row.future-date", std::string(header(column)), shown_cell(cell(column)),
         "the day of the award, at most " + std::to_string(k_days_ahead) + " days from today, " + format_date(today_),
         ""});
    return;
  }
  row.awarded = written->date;
  if (days_ahead > 0) row.notes.push_back("dated ahead: valid from " + text::spell_date(written->date));
  if (written->reading == text::DateReading::words)
    row.notes.push_back("the date was read as " + text::spell_date(written->date));
  if (written->had_time) row.notes.push_back("the time of day was left out");
}

void PeopleReader::read_result(PeopleRow& row, const ResultColumn& column) const {
  const std::string written = tidy_spaces(cell(column.column)).text;
  if (written.empty()) return;
  const ResultDescription& description = (*definition_)->results[column.result];
  domain::AssessmentResult result;
  result.description = description.key;
  const std::optional<BadResult> bad = read_result_cell(description, written, result);
  if (bad) {
    row.problems.push_back({bad->code, std::string(header(column.column)), shown_cell(written), bad->wanted, ""});
  } else {
    row.results.push_back(std::move(result));
  }
}

Result<PeopleRow> read_recipient(std::string_view text) {
  const std::string tidy = tidy_spaces(text).text;
  const std::size_t open = tidy.rfind('<');
  if (open == std::string::npos || tidy.back() != '>') {
    return fail(Kind::malformed, "people.recipient", "\"" + shown_cell(tidy) + "\" is no name with an address",
                "Write it like \"Name <name@example.org>\".");
  }
  PeopleRow row;
  row.number = 1;
  CAIRN_TRY(const text::PersonName name, text::read_person_name(std::string_view(tidy).substr(0, open)));
  CAIRN_TRY(const text::EmailAddress address,
            text::read_email_address(std::string_view(tidy).substr(open + 1, tidy.size() - open - 2)));
  row.name = name.text;
  row.email = address.text;
  row.email_key = address.key;
  return row;
}

}  // namespace cairn::app
