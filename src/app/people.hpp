#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/people_columns.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/award.hpp"
#include "domain/micro_credential.hpp"
#include "text/csv.hpp"
#include "text/written_date.hpp"

namespace cairn::app {

/// How far ahead an award may be dated: lists are prepared before the ceremony. It becomes valid on that day.
inline constexpr int k_days_ahead = 7;

/// Why a row cannot be issued: which cell, what stands there, what should.
struct RowProblem {
  std::string code;    ///< "date.ambiguous", "email.format", "row.duplicate", ...
  std::string column;  ///< header of the column, or empty for the whole row
  std::string found;   ///< the cell, made safe to show and at most 80 characters
  std::string wanted;  ///< "a number from 0 to 100"
  std::string reason;  ///< what is wrong with it, when that is not plain from the others
};

/// One row of a list, read.
struct PeopleRow {
  std::uint64_t number = 0;  ///< as a spreadsheet shows it; the header is row 1
  std::string name;
  std::string email;
  std::string email_key;  ///< in small letters: tells one mailbox from another
  std::string learner_id;
  std::string student_number;
  std::string evidence_url;
  std::optional<Date> awarded;
  std::vector<domain::AssessmentResult> results;
  std::vector<RowProblem> problems;  ///< empty: the row is good
  std::vector<std::string> notes;    ///< what was tidied or read in a way that should be looked at
};

/// What is known about a list once it has been looked through.
struct PeopleSummary {
  PeopleColumns columns;
  std::uint64_t rows = 0;  ///< without the header
  text::DayOrder day_order = text::DayOrder::unknown;
  text::Encoding encoding = text::Encoding::utf8;
  char delimiter = ',';
};

/// Opens a list from its start; asked twice.
using OpenPeople = std::function<Result<text::ReadBlock>()>;

/// Reads a list of people row by row. It is looked through once before, because a column proves the order of day and
/// month only as a whole.
class PeopleReader {
 public:
  /// in:    definition - outlives the reader; today - judges dates
  /// fails: malformed/people.header, people.column-twice, people.empty; csv.*, encoding.* as text::CsvReader; what
  /// `open` fails with
  static Result<PeopleReader> open(const OpenPeople& open, const domain::MicroCredential& definition, Date today);

  const PeopleSummary& summary() const { return summary_; }
  /// out: false at the end    fails: as text::CsvReader
  Result<bool> next(PeopleRow& row);

 private:
  PeopleReader(text::CsvReader reader, PeopleSummary summary, const domain::MicroCredential& definition, Date today)
      : reader_(std::move(reader)), summary_(std::move(summary)), definition_(&definition), today_(today) {}
  void read_name(PeopleRow& row) const;
  void read_identity(PeopleRow& row) const;
  void read_date(PeopleRow& row) const;
  void read_result(PeopleRow& row, const ResultColumn& column) const;
  std::string_view cell(std::optional<std::size_t> column) const;
  std::string_view header(std::optional<std::size_t> column) const;
  void add_problem(PeopleRow& row, std::optional<std::size_t> column, std::string_view wanted,
                   const Error& error) const;

  text::CsvReader reader_;
  PeopleSummary summary_;
  const domain::MicroCredential* definition_;
  Date today_;
  text::CsvRow csv_;
};

/// Split "Name <name@example.org>".   fails: malformed/people.recipient, refused/name.*, malformed/email.*
Result<PeopleRow> read_recipient(std::string_view text);

/// out: foreign text made safe to show in a message: control, invisible and direction characters as [U+202E], `most`
/// characters at most
std::string shown_cell(std::string_view cell, std::size_t most = 80);

}  // namespace cairn::app
