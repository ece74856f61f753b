#include "app/issue.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>

#include "app/status_change.hpp"
#include "app/worker_pool.hpp"

namespace cairn::app {
namespace {

constexpr std::size_t k_batch_rows = 1'000;
constexpr std::size_t k_batches_under_way = 8;
constexpr std::size_t k_shown_addresses = 5;

struct RowKeyHash {
  std::size_t operator()(const store::RowKey& key) const {
    std::size_t out = 0;
    for (std::size_t i = 0; i < sizeof out; ++i) out = out << 8 | key.bytes[i];
    return out;
  }
};

using Batches = std::vector<std::unique_ptr<IssueBatch>>;

// One issuing run. This thread reads rows and talks to the store; the pool builds, signs and writes.
class Run {
 public:
  Run(const IssueJob& job, const IssueCommand& command)
      : job_(job), command_(command), pool_(job, std::max(1U, command.threads)) {
    const IssueTerms& terms = job.terms;
    if (!terms.status) return;
    slots_.emplace(job.ports.store, job.ports.tenant, job.ports.entropy,
                   store::StatusScope{terms.key.issuer, terms.base_url, *terms.status});
  }

  IssueSummary run() {
    for (;;) {
      const bool reads_on = wants_batch();
      if (!reads_on && under_way_ == 0) break;
      go_on_with(reads_on ? pool_.take() : pool_.wait());
      if (wants_batch()) give_batch();
    }
    if (command_.rows > summary_.rows) summary_.not_reached = command_.rows - summary_.rows;
    return std::move(summary_);
  }

 private:
  bool must_stop() {
    if (summary_.failure) return true;
    if (command_.stop == nullptr || !command_.stop->load(std::memory_order_relaxed)) return false;
    if (!source_ended_) summary_.interrupted = true;
    return true;
  }

  bool wants_batch() { return under_way_ < k_batches_under_way && !source_ended_ && !must_stop(); }

  void give_batch() {
    Result<std::unique_ptr<IssueBatch>> batch = read_batch();
    if (!batch) return stop_with(batch.error());
    if ((*batch)->rows.empty()) return;
    ++under_way_;
    pool_.give(std::move(*batch), BatchStage::build);
  }

  void stop_with(const Error& error) {
    if (!summary_.failure) summary_.failure = error;
  }

  Result<std::unique_ptr<IssueBatch>> read_batch() {
    auto batch = std::make_unique<IssueBatch>();
    batch->number = batches_read_++;
    if (!spare_arenas_.empty()) {
      batch->arena = std::move(spare_arenas_.back());
      spare_arenas_.pop_back();
    }
    while (batch->rows.size() < k_batch_rows) {
      IssueRow row;
      CAIRN_TRY(const bool more, command_.next_row(row.person));
      if (!more) {
        source_ended_ = true;
        break;
      }
      if (row.person.problems.empty()) name_row(row);
      batch->rows.push_back(std::move(row));
    }
    CAIRN_CHECK(look_up(*batch));
    return batch;
  }

  void name_row(IssueRow& row) {
    const bool is_disclosable = job_.terms.cryptosuite == k_disclosable_form;
    const RowScope scope{job_.terms.key.issuer, job_.terms.definition->id, job_.terms.definition->version,
                         is_disclosable ? k_disclosable_form : std::string_view{}};
    row.key = row_key(scope, row.person);
    row.digest = row_digest(row.person);
    const auto [known, is_new] = rows_by_key_.try_emplace(row.key, row.person.number);
    if (is_new) return;
    row.person.problems.push_back({"row.duplicate", "",
                                   row.person.email.empty() ? row.person.learner_id : row.person.email,
                                   "each person once", "row " + std::to_string(known->second) + " is the same person"});
  }

  Result<void> look_up(IssueBatch& batch) {
    std::vector<store::RowKey> keys;
    std::vector<IssueRow*> rows;
    for (IssueRow& row : batch.rows) {
      if (!row.person.problems.empty()) continue;
      keys.push_back(row.key);
      rows.push_back(&row);
    }
    CAIRN_TRY(auto found, job_.ports.store.find_issuances(job_.ports.tenant, keys));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i]->recorded = std::move(found[i]);
      if (rows[i]->recorded && !command_.certificates_by.empty()) {
        CAIRN_TRY(rows[i]->state, recorded_state(job_.ports.store, job_.ports.tenant, rows[i]->recorded->intent.unsigned_document));
      }
      if (!slots_ || rows[i]->recorded) continue;
      CAIRN_TRY(rows[i]->slot, slots_->give());
    }
    return {};
  }

  // Batches that wait for the store share its transactions: the slower the disk, the more of them do.
  void go_on_with(std::vector<BatchDone> done) {
    Batches built;
    Batches proven;
    for (BatchDone& one : done) {
      if (!one.outcome) stop_with(one.outcome.error());
      // Files that another batch's failure kept from being written are written by the next run; the store has them.
      if (summary_.failure) {
        --under_way_;
      } else if (one.stage == BatchStage::write) {
        settle(std::move(one.batch));
      } else {
        (one.stage == BatchStage::build ? built : proven).push_back(std::move(one.batch));
      }
    }
    pass_on(built, reserve(built), BatchStage::sign);
    pass_on(proven, finish(proven), BatchStage::write);
  }

  void pass_on(Batches& batches, const Result<void>& outcome, BatchStage next) {
    if (!outcome) stop_with(outcome.error());
    for (std::unique_ptr<IssueBatch>& batch : batches) {
      if (summary_.failure) {
        --under_way_;
      } else {
        pool_.give(std::move(batch), next);
      }
    }
  }

  // Intents first; nothing is signed whose intent is not on the disk.
  Result<void> reserve(Batches& batches) {
    std::vector<store::Intent> intents;
    for (const auto& batch : batches) std::move(batch->intents.begin(), batch->intents.end(), std::back_inserter(intents));
    if (intents.empty() || summary_.failure) return {};
    if (!run_number_) {
      if (command_.before_first) CAIRN_CHECK(command_.before_first());
      CAIRN_TRY(run_number_, job_.ports.store.begin_run(job_.ports.tenant, run_facts()));
    }
    CAIRN_TRY(const auto reserved, job_.ports.store.reserve(job_.ports.tenant, *run_number_, intents));
    // Nobody else writes: the run lock is ours, and each key stands in one batch only.
    CAIRN_ASSERT(std::all_of(reserved.begin(), reserved.end(),
                             [](store::Reserved r) { return r == store::Reserved::recorded; }));
    auto next = intents.begin();
    for (const auto& batch : batches) {
      for (store::Intent& intent : batch->intents) intent = std::move(*next++);
    }
    return {};
  }

  store::RunFacts run_facts() const {
    const domain::MicroCredential& definition = job_.terms.definition;
    store::RunFacts facts;
    facts.definition_id = definition->id;
    facts.definition_version = definition->version;
    facts.definition_name = definition->name;
    facts.issuer_id = job_.terms.key.issuer;
    facts.issuer_name = definition->organisation.name;
    facts.verification_method = job_.terms.key.verification_method;
    facts.public_key = crypto::to_multikey(job_.terms.key.signer->public_key());
    facts.cryptosuite = job_.terms.cryptosuite;
    facts.source = command_.source;
    facts.started = job_.ports.clock.now();
    return facts;
  }

  Result<void> finish(Batches& batches) {
    std::vector<store::Signature> signatures;
    for (const auto& batch : batches) {
      for (const IssueRow& row : batch->rows) {
        if (!row.proof.empty()) signatures.push_back({batch->issuance_of(row)->id, row.proof});
      }
    }
    if (summary_.failure) return {};
    if (!signatures.empty()) CAIRN_CHECK(job_.ports.store.finish(job_.ports.tenant, signatures));
    for (const auto& batch : batches) {
      for (IssueRow& row : batch->rows) give_status(row);
    }
    return {};
  }

  void give_status(IssueRow& row) {
    if (!row.proof.empty()) {
      row.status = RowStatus::issued;
      if (row.recorded) row.person.notes.push_back("begun by an earlier run and completed now");
    } else if (row.recorded && row.recorded->state == store::IssuanceState::issued) {
      row.status = RowStatus::already_issued;
      row.proof = row.recorded->proof;
    } else if (row.recorded && row.recorded->state == store::IssuanceState::voided) {
      row.person.problems.push_back(
          {"store.voided", "", "", "", "this credential was given up: " + row.recorded->void_reason});
    }
    if (row.recorded && row.status != RowStatus::skipped && row.recorded->intent.row_digest != row.digest) {
      row.person.notes.push_back("the list now says something else than what was issued; nothing was changed");
    }
  }

  // Batches may come out in any order; what is told and listed keeps the order of the rows.
  void settle(std::unique_ptr<IssueBatch> batch) {
    --under_way_;
    waiting_.emplace(batch->number, std::move(batch));
    while (!waiting_.empty() && waiting_.begin()->first == batches_settled_) {
      IssueBatch& next = *waiting_.begin()->second;
      for (const IssueRow& row : next.rows) count(row, next.issuance_of(row));
      spare_arenas_.push_back(std::move(next.arena));
      waiting_.erase(waiting_.begin());
      ++batches_settled_;
      if (command_.on_progress) command_.on_progress(summary_.rows);
    }
  }

  void count(const IssueRow& row, const store::Intent* issuance) {
    ++summary_.rows;
    if (command_.results != nullptr) command_.results->add(row, issuance);
    switch (row.status) {
      case RowStatus::issued:
        ++summary_.issued;
        if (row.recorded) ++summary_.completed;
        if (summary_.addresses.size() < k_shown_addresses) summary_.addresses.push_back(address_of(*issuance));
        break;
      case RowStatus::already_issued:
        ++summary_.already_issued;
        if (row.state != store::SlotState::clear) ++summary_.withdrawn;
        if (row.recorded->intent.row_digest != row.digest) ++summary_.changed_since;
        break;
      case RowStatus::skipped:
        ++summary_.skipped;
        if (command_.on_skipped) command_.on_skipped(row.person);
        break;
    }
  }

  std::string address_of(const store::Intent& intent) const {
    if (job_.terms.base_url.empty()) return "urn:uuid:" + store::to_text(intent.id);
    return job_.terms.base_url + "/c/" + intent.code;
  }

  const IssueJob& job_;
  const IssueCommand& command_;
  IssueSummary summary_;
  std::unordered_map<store::RowKey, std::uint64_t, RowKeyHash> rows_by_key_;
  std::map<std::size_t, std::unique_ptr<IssueBatch>> waiting_;
  std::vector<Arena> spare_arenas_;  // of settled batches, for the next ones
  std::optional<store::RunNumber> run_number_;
  std::optional<SlotGiver> slots_;
  std::size_t batches_read_ = 0;
  std::size_t batches_settled_ = 0;
  std::size_t under_way_ = 0;
  bool source_ended_ = false;
  WorkerPool pool_;  // last: its threads end before anything they use
};

}  // namespace

Result<IssueSummary> issue_awards(const IssuePorts& ports, const IssueTerms& terms, const IssueCommand& command) {
  CAIRN_CHECK(check_terms(terms));
  const openbadges::DefinitionTemplate definition(terms.definition, terms.endorsements);
  const IssueJob job{ports, terms, definition, command.folder, command.picture, command.certificates_by};
  return Run(job, command).run();
}

}  // namespace cairn::app
