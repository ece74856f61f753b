#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/bake.hpp"
#include "app/issue_ports.hpp"
#include "app/output_folder.hpp"
#include "app/people.hpp"
#include "app/result_list.hpp"
#include "base/result.hpp"

namespace cairn::app {

/// Gives the next row of a list; false at the end.
using NextRow = std::function<Result<bool>(PeopleRow&)>;

struct IssueCommand {
  NextRow next_row;
  std::uint64_t rows = 0;                ///< how many there are, for progress
  std::string source;                    ///< name of the list, for the record
  const OutputFolder* folder = nullptr;  ///< where the files go; nullptr: no files
  const BadgePicture* picture = nullptr;  ///< each credential is written into a copy of it too, beside its file
  std::string certificates_by;           ///< write a certificate beside each file, by this program; empty: none
  ResultList* results = nullptr;         ///< gets every row, in order; nullptr: nobody wants them
  unsigned threads = 2;
  const std::atomic<bool>* stop = nullptr;  ///< set from outside (Ctrl-C): finish what is under way, then end
  std::function<Result<void>()> before_first;  ///< called once before the first intent is recorded; what fails here stops the run
  std::function<void(std::uint64_t done)> on_progress;
  std::function<void(const PeopleRow&)> on_skipped;  ///< told of each row that is not issued, in order
};

struct IssueSummary {
  std::uint64_t rows = 0;       ///< read and dealt with
  std::uint64_t issued = 0;     ///< signed in this run
  std::uint64_t completed = 0;  ///< of those, begun by an earlier run that was interrupted
  std::uint64_t already_issued = 0;
  std::uint64_t changed_since = 0;  ///< of those, the list now says something else
  std::uint64_t withdrawn = 0;      ///< of those, revoked or suspended since, so that no certificate was drawn; counted when they are wanted
  std::uint64_t skipped = 0;
  std::uint64_t not_reached = 0;  ///< of the list, when the run ended before its end
  bool interrupted = false;
  std::vector<std::string> addresses;  ///< of the first credentials issued, at most 5; ids when there are no addresses
  std::optional<Error> failure;        ///< what stopped the run; all that is counted above is durable all the same
};

/// Issue an award to every good row that has none: intents are recorded before anything is signed, signatures before
/// any file is written, batch by batch, on several threads. A row issued before is left as it is, and its file is
/// mended if need be. fails: only before the first row is touched, as check_terms; later failures are in the summary
Result<IssueSummary> issue_awards(const IssuePorts& ports, const IssueTerms& terms, const IssueCommand& command);

}  // namespace cairn::app
