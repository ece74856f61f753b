#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/bake.hpp"
#include "app/identifiers.hpp"
#include "app/issue_ports.hpp"
#include "app/output_folder.hpp"
#include "app/people.hpp"
#include "app/status_slots.hpp"
#include "base/arena.hpp"
#include "openbadges/credential.hpp"
#include "proof/data_integrity.hpp"
#include "store/issuance.hpp"
#include "vc/issue.hpp"
#include "vc/report.hpp"

namespace cairn::app {

enum class RowStatus { issued, already_issued, skipped };

/// One row on its way to a credential.
struct IssueRow {
  PeopleRow person;
  store::RowKey key;
  store::RowDigest digest;
  std::optional<store::Issuance> recorded;  ///< what the store already has under the key
  std::optional<std::size_t> intent;        ///< new in this run: number in IssueBatch::intents
  std::optional<GivenSlot> slot;            ///< of a new one, in a status list
  std::optional<vc::Prepared> permit;       ///< to sign the intent, new or recorded, once
  std::string proof;                        ///< once signed
  store::SlotState state = store::SlotState::clear;  ///< of a recorded one: what was done to it; asked when certificates are wanted
  RowStatus status = RowStatus::skipped;
  std::string file;  ///< name in the output folder, once written
};

/// Rows that go through the store together.
struct IssueBatch {
  std::size_t number = 0;
  std::vector<IssueRow> rows;
  std::vector<store::Intent> intents;  ///< of the rows that are new
  Arena arena;                         ///< the documents, until they are signed

  /// out: names and bytes of a row's issuance, new or recorded; nullptr for a row that has none
  const store::Intent* issuance_of(const IssueRow& row) const;
};

/// What all batches of a run share; nothing in it changes while they run.
struct IssueJob {
  const IssuePorts& ports;
  const IssueTerms& terms;
  const openbadges::DefinitionTemplate& definition;
  const OutputFolder* folder;  ///< nullptr: no files
  const BadgePicture* picture = nullptr;  ///< each credential goes into a copy of it as well
  std::string certificates_by;  ///< the program that draws certificates; empty: none
};

/// The part of issuing that needs no store; each thread has its own.
class BatchWorker {
 public:
  explicit BatchWorker(const IssueJob& job);
  BatchWorker(const BatchWorker&) = delete;
  BatchWorker& operator=(const BatchWorker&) = delete;

  /// Build and check the document of every good row that is not recorded yet, and check again what is recorded but not
  /// signed. A row that its definition refuses gets a problem and stays skipped.
  void build(IssueBatch& batch);
  /// Sign what has a permit; the first of each batch is read back by our own verifier.
  /// fails: what vc::sign fails with; corrupt/issue.self-check
  Result<void> sign(IssueBatch& batch);
  /// Write the files of all issued rows, with certificates if they are wanted.   fails: as OutputFolder, make_certificate
  Result<void> write(IssueBatch& batch);

 private:
  Result<void> build_row(IssueRow& row, IssueBatch& batch);
  Result<void> recheck_row(IssueRow& row, Arena& arena);
  Result<void> write_file(const IssueRow& row, const std::string& name, std::string_view contents) const;
  Result<void> sign_row(IssueRow& row, IssueBatch& batch);
  Result<void> sign_as_token(IssueRow& row, IssueBatch& batch);
  Result<void> read_back(const IssueRow& row, const IssueBatch& batch);
  Result<void> make_checkable(std::string& document, Arena& arena);
  Result<void> write_certificate(IssueRow& row, std::string_view document, Arena& arena);
  Result<vc::Report> judge(std::string_view document, Arena& arena);
  vc::IssuePolicy policy();

  const IssueJob& job_;
  std::unique_ptr<jsonld::DocumentLoader> loader_;
  proof::Engine engine_;
  NameMaker names_;
  Arena scratch_;                       // of the row that is being signed
  std::size_t document_bytes_ = 4'096;  // of the last document, a guess for the next
};

}  // namespace cairn::app
