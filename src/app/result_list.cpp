#include "app/result_list.hpp"

#include <filesystem>

namespace cairn::app {
namespace {

constexpr std::size_t k_piece_bytes = 1024 * 1024;
constexpr std::string_view k_headers[] = {"row",  "status",  "name", "email",  "student number",
                                          "code", "address", "file", "reason", "remarks"};

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "; ") + text;
  return out;
}

}  // namespace

std::string_view row_status_name(RowStatus status) {
  switch (status) {
    case RowStatus::issued:
      return "issued";
    case RowStatus::already_issued:
      return "already issued";
    case RowStatus::skipped:
      break;
  }
  return "skipped";
}

std::string problems_text(const PeopleRow& row) {
  std::string out;
  for (const RowProblem& problem : row.problems) {
    if (!out.empty()) out += "; ";
    if (!problem.column.empty()) out += problem.column + ": ";
    if (problem.wanted.empty()) {
      out += problem.reason;
      continue;
    }
    out += "found " + (problem.found.empty() ? "nothing" : "\"" + problem.found + "\"") + ", wanted " + problem.wanted;
    if (!problem.reason.empty()) out += " (" + problem.reason + ")";
  }
  return out;
}

std::string result_list_name(const std::string& source) {
  return std::filesystem::path(source).stem().string() + ".result.csv";
}

ResultList::ResultList(std::string base_url)
    : base_url_(std::move(base_url)), writer_(text_, {',', text::CsvFormat::Mark::utf8}) {
  for (const std::string_view header : k_headers) writer_.add_text(header);
  writer_.end_row();
}

void ResultList::add(const IssueRow& row, const store::Intent* issuance) {
  const bool has_code = issuance != nullptr && row.status != RowStatus::skipped;
  const std::string code = has_code ? issuance->code : std::string();
  writer_.add_number(static_cast<std::int64_t>(row.person.number));
  writer_.add_text(row_status_name(row.status));
  writer_.add_text(shown_cell(row.person.name));
  writer_.add_text(row.person.email);
  writer_.add_text(shown_cell(row.person.student_number));
  writer_.add_text(code);
  writer_.add_text(code.empty() || base_url_.empty() ? std::string() : base_url_ + "/c/" + code);
  writer_.add_text(row.file);
  writer_.add_text(problems_text(row.person));
  writer_.add_text(joined(row.person.notes));
  writer_.end_row();
  if (text_.size() >= k_piece_bytes) end_piece();
}

void ResultList::end_piece() {
  full_.push_back(std::move(text_));
  text_.clear();
}

Result<void> ResultList::save(const OutputFolder& folder, const std::string& name) {
  end_piece();
  return folder.replace(name, full_);
}

}  // namespace cairn::app
