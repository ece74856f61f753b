#include "app/fsck.hpp"

#include <map>
#include <set>
#include <utility>

#include "app/fsck_statuses.hpp"
#include "base/bytes.hpp"

namespace cairn::app {
namespace {

using store::AuditEntry;
using store::AuditHead;
using store::Hash;
using store::Record;
using store::RecordKey;
using store::RecordKind;

constexpr std::size_t k_page = 500;
constexpr int k_most_tries = 3;

std::string revision_text(const RecordKey& key, std::int64_t revision) {
  return "revision " + std::to_string(revision) + " of the " + to_text(key);
}

std::string entry_text(std::int64_t number) { return "entry " + std::to_string(number); }

/// What an entry says of a body, until the body is seen.
struct Promise {
  Hash digest{};
  std::int64_t entry = 0;
  bool is_kept = false;
};

class Check {
 public:
  Check(store::Store& store, store::TenantId tenant, const std::optional<AuditHead>& checkpoint)
      : store_(store), tenant_(tenant), checkpoint_(checkpoint) {}

  Result<FsckReport> run() {
    CAIRN_CHECK(stage(&Check::check_entries));
    CAIRN_CHECK(stage(&Check::check_head));
    CAIRN_CHECK(check_checkpoint());
    CAIRN_CHECK(stage(&Check::check_bodies));
    CAIRN_CHECK(check_promises());
    CAIRN_CHECK(stage(&Check::check_current));
    CAIRN_CHECK(stage(&Check::check_listings));
    CAIRN_CHECK(stage(&Check::check_storage));
    return std::move(report_);
  }

 private:
  using Stage = Result<void> (Check::*)();

  // What is damaged is what is looked for: only what could not be looked at is an error.
  Result<void> stage(Stage part) {
    Result<void> done = (this->*part)();
    if (done || done.error().kind != Kind::corrupt) return done;
    find("fsck.file", done.error().detail + " (" + done.error().code + ")");
    return {};
  }

  void find(std::string_view code, std::string detail) {
    if (report_.findings.size() < k_most_findings) {
      report_.findings.push_back({std::string(code), std::move(detail)});
    } else {
      ++report_.further_findings;
    }
  }

  Result<void> check_entries() {
    for (std::int64_t last = 0;;) {
      CAIRN_TRY(const std::vector<AuditEntry> page, store_.audit_entries(tenant_, last, k_page));
      if (page.empty()) return {};
      for (const AuditEntry& entry : page) check_entry(entry);
      last = page.back().number;
    }
  }

  void check_entry(const AuditEntry& entry) {
    const std::int64_t expected = last_number_ + 1;
    if (entry.number == expected + 1) find("fsck.gap", "the audit tree has no " + entry_text(expected));
    if (entry.number > expected + 1) {
      find("fsck.gap", "the audit tree has no entries " + std::to_string(expected) + " to " + std::to_string(entry.number - 1));
    }
    if (entry.previous != last_leaf_ && entry.number == expected) {
      find("fsck.previous", entry_text(entry.number) + " (" + revision_text(entry.key, entry.revision) + ") does not follow " +
                                (last_number_ == 0 ? "the beginning" : entry_text(last_number_)) + ": one of the two was changed");
    }
    if (last_number_ != 0 && entry.at < last_at_) {
      find("fsck.time", entry_text(entry.number) + " is of " + format_instant(entry.at) + ", before the entry before it");
    }
    const bool is_new = promises_.emplace(std::pair(entry.key, entry.revision), Promise{entry.body_digest, entry.number}).second;
    if (!is_new) find("fsck.twice", entry_text(entry.number) + " is the second of " + revision_text(entry.key, entry.revision));
    last_leaf_ = leaf_hash(entry);
    tree_.append(last_leaf_);
    last_number_ = entry.number;
    last_at_ = entry.at;
    report_.head = {tree_.head().size, {}};
    if (checkpoint_ && report_.head.size == checkpoint_->size) root_at_checkpoint_ = tree_.head().root;
  }

  Result<void> check_head() {
    report_.head = tree_.head();
    CAIRN_TRY(const AuditHead kept, store_.audit_head(tenant_));
    if (kept.size != report_.head.size) {
      find("fsck.head", "the audit tree is said to hold " + std::to_string(kept.size) + " entries, but holds " +
                            std::to_string(report_.head.size));
    } else if (kept.root != report_.head.root) {
      find("fsck.head", "the root of the audit tree is " + to_hex(report_.head.root) + ", but " + to_hex(kept.root) + " is recorded");
    }
    return {};
  }

  Result<void> check_checkpoint() {
    if (!checkpoint_) return {};
    if (checkpoint_->size > report_.head.size) {
      find("fsck.older", "the database holds " + std::to_string(report_.head.size) + " entries, the checkpoint " +
                             std::to_string(checkpoint_->size) + ": the database is older than the checkpoint, or entries were removed");
      return {};
    }
    if (checkpoint_->size == 0) root_at_checkpoint_ = store::AuditTree().head().root;
    if (root_at_checkpoint_ != checkpoint_->root) {
      find("fsck.rewritten", "the first " + std::to_string(checkpoint_->size) +
                                 " entries are not those of the checkpoint: the register was rewritten since, or it is another one");
    }
    return {};
  }

  Result<void> check_bodies() {
    for (Record last;;) {
      CAIRN_TRY(std::vector<Record> page, store_.all_revisions(tenant_, last, k_page));
      if (page.empty()) return {};
      for (const Record& record : page) check_body(record);
      report_.bodies += static_cast<std::int64_t>(page.size());
      last = std::move(page.back());
    }
  }

  void check_body(const Record& record) {
    newest_[record.key] = record.revision;  // they come in order
    const auto found = promises_.find({record.key, record.revision});
    if (found == promises_.end()) {
      find("fsck.no-entry", revision_text(record.key, record.revision) + " has no entry in the audit tree");
      return;
    }
    if (found->second.is_kept) find("fsck.twice", revision_text(record.key, record.revision) + " is kept twice");
    found->second.is_kept = true;
    if (store::body_digest(record.body) == found->second.digest) return;
    find("fsck.body", revision_text(record.key, record.revision) + " is not what " + entry_text(found->second.entry) + " says was written");
  }

  Result<void> check_promises() {
    for (const auto& [name, promise] : promises_) {
      if (!promise.is_kept) {
        find("fsck.no-body", revision_text(name.first, name.second) + ", written by " + entry_text(promise.entry) + ", is not there");
      }
    }
    return {};
  }

  // Each record as it stands is the newest of its revisions.
  Result<void> check_current() {
    std::map<RecordKey, std::int64_t> missing = newest_;
    for (const RecordKind kind : {RecordKind::organisation, RecordKind::person, RecordKind::definition, RecordKind::act}) {
      for (RecordKey last;;) {
        CAIRN_TRY(const std::vector<Record> page, store_.list_records(tenant_, kind, last, k_page));
        if (page.empty()) break;
        for (const Record& record : page) {
          const auto found = missing.find(record.key);
          if (found == missing.end()) continue;  // without any body: said already
          if (found->second != record.revision) {
            find("fsck.current", "the " + to_text(record.key) + " stands at revision " + std::to_string(record.revision) +
                                     ", but its newest is " + std::to_string(found->second));
          }
          missing.erase(found);
        }
        last = page.back().key;
      }
    }
    for (const auto& [key, revision] : missing) {
      find("fsck.current", "the " + to_text(key) + " has earlier bodies, but none as it stands");
    }
    return {};
  }

  Result<void> check_listings() {
    std::map<RecordKey, ListedState> listed;
    std::set<RecordKey> unlisted;
    for (const auto& [key, revision] : newest_) {
      if (key.kind == RecordKind::definition) unlisted.insert(key);
    }
    for (RecordKey last;;) {
      CAIRN_TRY(const std::vector<store::KeptListing> page, store_.listings(tenant_, last, k_page));
      if (page.empty()) break;
      for (const store::KeptListing& kept : page) {
        const RecordKey& key = kept.listing.key;
        listed.insert({key, {kept.listing.status, kept.listing.title}});
        if (unlisted.erase(key) == 0) find("fsck.listing", "there is a listing of the " + to_text(key) + ", but no such record");
        if (listing_digest(kept.listing) != kept.digest) {
          find("fsck.listing", "the listing of the " + to_text(key) + " is not what was written");
        }
      }
      report_.listings += static_cast<std::int64_t>(page.size());
      last = page.back().listing.key;
    }
    for (const RecordKey& key : unlisted) find("fsck.listing", "the " + to_text(key) + " has no listing: no search finds it");
    CAIRN_TRY(std::vector<std::string> wrong, wrong_listings(store_, tenant_, listed));
    for (std::string& fault : wrong) find("fsck.listing", std::move(fault));
    return {};
  }

  Result<void> check_storage() {
    CAIRN_TRY(std::vector<store::StorageFault> faults, store_.check_storage(tenant_));
    for (store::StorageFault& fault : faults) find(fault.code, std::move(fault.detail));
    return {};
  }

  store::Store& store_;
  store::TenantId tenant_;
  const std::optional<AuditHead>& checkpoint_;
  FsckReport report_;
  store::AuditTree tree_;
  Hash last_leaf_{};
  std::int64_t last_number_ = 0;
  Instant last_at_;
  Hash root_at_checkpoint_{};
  std::map<std::pair<RecordKey, std::int64_t>, Promise> promises_;
  std::map<RecordKey, std::int64_t> newest_;
};

}  // namespace

// The parts are read one after the other: whoever writes in between would look like a fault, so it is tried again.
Result<FsckReport> audit_check(store::Store& store, store::TenantId tenant, const std::optional<AuditHead>& checkpoint) {
  for (int tries = 0; tries < k_most_tries; ++tries) {
    const Result<AuditHead> before = store.audit_head(tenant);
    CAIRN_TRY(FsckReport report, Check(store, tenant, checkpoint).run());
    const Result<AuditHead> after = store.audit_head(tenant);
    if (report.is_sound() || !before || !after || *before == *after) return report;
  }
  return fail(Kind::unavailable, "fsck.busy", "others wrote to the register all the while",
              "Run cairn fsck again when little is written.");
}

}  // namespace cairn::app
