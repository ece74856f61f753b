#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "app/issue_batch.hpp"
#include "app/output_folder.hpp"
#include "base/result.hpp"
#include "text/csv.hpp"

namespace cairn::app {

/// The list that goes back to the office: one line per row of the list of people, in its order.
/// Columns: row, status (issued, already issued, skipped), name, email, student number, code, address, file, reason,
/// remarks. Opens without harm in a spreadsheet program.
class ResultList {
 public:
  explicit ResultList(std::string base_url);
  /// in: issuance - of the row; nullptr for a skipped one
  void add(const IssueRow& row, const store::Intent* issuance);
  /// Write everything added so far under this name, whole.    fails: as OutputFolder
  Result<void> save(const OutputFolder& folder, const std::string& name);

 private:
  void end_piece();
  std::string base_url_;
  std::vector<std::string> full_;  // pieces of a megabyte: a list of a million rows never has to be moved
  std::string text_;               // the piece that is being written
  text::CsvWriter writer_;
};

/// out: "issued", "already issued", "skipped"
std::string_view row_status_name(RowStatus status);
/// out: "Mark: found \"171\", wanted a number from 0 to 100"; several joined by "; "
std::string problems_text(const PeopleRow& row);
/// out: "people.result.csv" for "lists/people.csv"
std::string result_list_name(const std::string& source);

}  // namespace cairn::app
