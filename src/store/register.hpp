#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/audit.hpp"
#include "store/issuance.hpp"

namespace cairn::store {

/// A record to be written, all or none with the others of its write.
struct RecordWrite {
  RecordKey key;
  std::int64_t expected_revision = 0;  ///< what the writer saw; 0: it must not exist yet
  std::string body;                    ///< JSON in RFC 8785's form: the same record always has the same bytes
};

/// A record as it stands.
struct Record {
  RecordKey key;
  std::int64_t revision = 0;  ///< counts up from 1 with every write
  std::string body;
};

/// Who writes, what for and when: it goes into the audit tree.
struct Change {
  std::string actor;   ///< id of a person, or what runs without one: "cairn import"
  std::string action;  ///< "define", "approve", "import"
  std::string note;    ///< may be empty
  Instant at;
};

// --- search ------------------------------------------------------------------------------------------------------------

/// Where a definition stands for the public.  spec: NZQA Rules 2022, 8
enum class PublicStatus : std::uint8_t { unpublished, current, expiring, discontinued };
std::string_view status_word(PublicStatus status);  ///< "unpublished", "current", "expiring", "discontinued"

/// Something a definition can be found by: ("skill", "http://data.europa.eu/esco/..."), ("level", "EQF 6").
struct Facet {
  std::string kind;
  std::string value;
  std::string note{};  ///< how sure it is: empty as stated, "indicative" when it comes through a cross-walk
  auto operator<=>(const Facet&) const = default;
};

/// What a list of definitions shows and searches. One per version of a definition; it follows from the records, and can be made anew.
struct Listing {
  RecordKey key;  ///< of a definition
  PublicStatus status = PublicStatus::unpublished;
  std::string title;
  std::string summary;
  std::string language;      ///< of the words, BCP 47
  std::string words;         ///< all texts that are searched, in every language; kept as index_text makes them
  std::string review_due{};  ///< day; may be empty
  std::int64_t hours_thousandths = 0;   ///< notional workload; 0: not stated
  std::vector<Facet> facets;            ///< in any order; of two with one kind and value the surer one is kept
};
/// Put facets in order, each kind and value once.
void tidy_facets(std::vector<Facet>& facets);
/// out: SHA-256 of all that a listing says, so that one that was changed behind the program's back is noticed
Hash listing_digest(const Listing& listing);

/// A listing as it is kept, with the digest that was taken when it was written.
struct KeptListing {
  Listing listing;  ///< `facets` are tidy
  Hash digest{};
};

/// How many hours, as thousandths: both ends belong to it.
struct HourRange {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// The most that a query may hold, so that none can keep the store busy.
inline constexpr std::size_t k_most_query_words = 16;
inline constexpr std::size_t k_most_query_facets = 16;
inline constexpr std::size_t k_most_hits = 200;
/// How many listings that have all words in their title are put first, at most, and how many of all that fit are put in order.
inline constexpr std::size_t k_most_titles = 200;
inline constexpr std::size_t k_most_ranked = 1'000;

struct SearchQuery {
  std::string words{};                ///< every word must occur, in any of its forms; no letter or digit in it: all
  std::vector<Facet> facets{};        ///< each must hold; `note` is not looked at
  std::optional<HourRange> hours{};
  std::vector<PublicStatus> statuses{PublicStatus::current};  ///< any of them; none: nothing is found
  std::size_t skip = 0;
  std::size_t limit = 20;             ///< 1 .. k_most_hits
};

/// fails: malformed/register.limit (`limit` is 0 or more than k_most_hits); exhausted/register.query (too many words or facets)
Result<void> check_bounds(const SearchQuery& query, std::size_t words);

struct SearchHit {
  RecordKey key;
  PublicStatus status = PublicStatus::unpublished;
  std::string title;
  std::string summary;
};

/// One page of what was found. Without words it is in order of title, then key (bytes), and all that fit are found. With words: first
/// what has all of them in its title, then by fit (how often, in how long a text), then title and key. A word that half of all
/// listings hold says little about any, and putting them all in order would take long: at most k_most_titles are put first,
/// k_most_ranked of all that fit are ranked, and pages end after these. Up to so many, all are found.
struct SearchPage {
  std::vector<SearchHit> hits;
  bool has_more = false;
};

// --- the register --------------------------------------------------------------------------------------------------------

/// What is written together.
struct RegisterWrite {
  std::vector<RecordWrite> records;
  std::vector<Listing> listings;  ///< of the definitions written; each replaces the one of its key
  Change change;
};

/// All that a register holds, as it was written.
struct RegisterContents {
  std::vector<Record> revisions;    ///< every body ever written, in the order of keys, then revisions
  std::vector<AuditEntry> entries;  ///< in their order
  std::vector<Listing> listings;
};
/// Hold the entries against one another and against the bodies: each body has its entry, and each entry its body.
/// out:   the tree of the entries
/// fails: corrupt/register.contents - names the record or entry that does not fit
Result<AuditTree> check_contents(const RegisterContents& contents);

/// The part of the store that keeps organisations, people, definitions and what was decided about them. Nothing is ever removed: a
/// record's earlier bodies are kept, and each write has its entry in the audit tree, in the same transaction.
/// fails: every function can fail as those of Store
class Register {
 public:
  virtual ~Register() = default;

  /// Write records: all of them or none.
  /// out:   their new revisions, in order
  /// fails: conflict/register.revision (somebody wrote in between; `detail` names the record and both revisions);
  ///        conflict/register.clock (`change.at` is before the last entry of the audit tree);
  ///        missing/register.record (an expected revision of a record that is not there, or an act on a definition that neither
  ///        is there nor comes with the same write)
  virtual Result<std::vector<std::int64_t>> write_records(TenantId tenant, const RegisterWrite& write) = 0;

  /// Fill an empty register with what another one held: the same bodies, revisions, entries and listings, or nothing.
  /// out:   how far its audit tree reaches
  /// fails: conflict/register.not-empty; as check_contents
  virtual Result<AuditHead> restore_records(TenantId tenant, const RegisterContents& contents) = 0;

  virtual Result<std::optional<Record>> find_record(TenantId tenant, const RecordKey& key) = 0;
  /// out: an earlier body, or the present one
  virtual Result<std::optional<Record>> find_revision(TenantId tenant, const RecordKey& key, std::int64_t revision) = 0;
  /// out: all versions of a definition and all acts on them, in the order of keys: one query
  virtual Result<std::vector<Record>> definition_family(TenantId tenant, std::string_view id) = 0;
  /// out: records of a kind in the order of keys, after `after` (whose kind is not looked at; empty: from the beginning), at most `limit`
  virtual Result<std::vector<Record>> list_records(TenantId tenant, RecordKind kind, const RecordKey& after, std::size_t limit) = 0;

  /// fails: as check_bounds
  virtual Result<SearchPage> search(TenantId tenant, const SearchQuery& query) = 0;
  /// out: what is current or expiring and was due for review on or before this day, longest overdue first, then in order of title
  ///      and key, at most `limit`    in: day - "2026-03-15"
  virtual Result<std::vector<SearchHit>> overdue_reviews(TenantId tenant, std::string_view day, std::size_t limit) = 0;
  /// Replace all listings, for a search index that follows the records again.
  virtual Result<void> replace_listings(TenantId tenant, std::span<const Listing> listings) = 0;
  /// out: listings in the order of keys, after `after`, at most `limit`
  virtual Result<std::vector<KeptListing>> listings(TenantId tenant, const RecordKey& after, std::size_t limit) = 0;

  /// out: entries after this number, oldest first, at most `limit`
  virtual Result<std::vector<AuditEntry>> audit_entries(TenantId tenant, std::int64_t after, std::size_t limit) = 0;
  /// out: size and root as the last write left them
  virtual Result<AuditHead> audit_head(TenantId tenant) = 0;
  /// out: every body ever written, with its revision, in the order of keys then revisions, after `after`, at most `limit`
  virtual Result<std::vector<Record>> all_revisions(TenantId tenant, const Record& after, std::size_t limit) = 0;
};

}  // namespace cairn::store
