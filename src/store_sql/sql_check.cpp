#include <sys/stat.h>

#include <string>

#include "store/index_words.hpp"
#include "store_sql/register_rows.hpp"
#include "store_sql/sql_store.hpp"

// What the rest of the store relies on, looked for row by row.
namespace cairn::store_sql {

using store::KeptListing;
using store::RecordKey;
using store::StorageFault;
using store::TenantId;

namespace {

constexpr std::size_t k_most_faults = 100;
constexpr std::size_t k_page = 500;

/// A query whose rows are faults: what, as text, in its only column.
struct Question {
  std::string_view code;
  std::string_view what;  ///< "{} ..."
  std::string_view sqlite;
  std::string_view postgres;
};

// A foreign key forbids most of these; whoever changed the tables by hand can have turned that off.
constexpr Question k_questions[] = {
    {"fsck.signature", "the signature of issuance number {} has no intent",
     "SELECT issuance FROM signature WHERE issuance NOT IN (SELECT number FROM issuance) LIMIT 100",
     "SELECT CAST(s.issuance AS TEXT) FROM signature s LEFT JOIN issuance i ON i.tenant = s.tenant AND i.number = s.issuance "
     "WHERE s.tenant = $1 AND i.number IS NULL LIMIT 100"},
    {"fsck.signature", "issuance number {} is signed and given up",
     "SELECT issuance FROM signature WHERE issuance IN (SELECT issuance FROM void) LIMIT 100",
     "SELECT CAST(s.issuance AS TEXT) FROM signature s JOIN void v ON v.tenant = s.tenant AND v.issuance = s.issuance "
     "WHERE s.tenant = $1 LIMIT 100"},
    {"fsck.slot", "the status slot {} is taken by an issuance that is not there",
     "SELECT list || '/' || slot FROM status_slot WHERE issuance NOT IN (SELECT number FROM issuance) LIMIT 100",
     "SELECT s.list || '/' || s.slot FROM status_slot s LEFT JOIN issuance i ON i.tenant = s.tenant AND i.number = s.issuance "
     "WHERE s.tenant = $1 AND i.number IS NULL LIMIT 100"},
    {"fsck.slot", "the status slot {} is taken more than once",
     "SELECT list || '/' || slot FROM status_slot GROUP BY tenant, list, slot HAVING count(*) > 1 LIMIT 100",
     "SELECT list || '/' || slot FROM status_slot WHERE tenant = $1 GROUP BY list, slot HAVING count(*) > 1 LIMIT 100"},
    {"fsck.event", "something was done to the status slot {}, which no issuance has taken",
     "SELECT DISTINCT e.list || '/' || e.slot FROM status_event e LEFT JOIN status_slot s ON s.tenant = e.tenant AND s.list = e.list "
     "AND s.slot = e.slot WHERE s.slot IS NULL LIMIT 100",
     "SELECT DISTINCT e.list || '/' || e.slot FROM status_event e LEFT JOIN status_slot s ON s.tenant = e.tenant AND s.list = e.list "
     "AND s.slot = e.slot WHERE e.tenant = $1 AND s.slot IS NULL LIMIT 100"},
    {"fsck.index", "a facet belongs to listing number {}, which is not there",
     "SELECT DISTINCT listing FROM listing_facet f WHERE NOT EXISTS(SELECT 1 FROM listing l WHERE l.tenant = f.tenant "
     "AND l.number = f.listing) LIMIT 100",
     "SELECT DISTINCT CAST(listing AS TEXT) FROM listing_facet f WHERE f.tenant = $1 AND NOT EXISTS(SELECT 1 FROM listing l "
     "WHERE l.tenant = f.tenant AND l.number = f.listing) LIMIT 100"},
};

std::string filled(std::string_view what, std::string_view value) {
  const std::size_t at = what.find("{}");
  return std::string(what.substr(0, at)) + std::string(value) + std::string(what.substr(at + 2));
}

Result<void> ask(sql::Statement& select, const Question& question, std::vector<StorageFault>& out) {
  for (;;) {
    CAIRN_TRY(const sql::Step found, select.step());
    if (found == sql::Step::done) break;
    out.push_back({std::string(question.code), filled(question.what, select.text(0))});
  }
  select.reset();
  return {};
}

// SQLite takes no notice of what stands behind the last page.
Result<void> check_size(sql::Connection& connection, std::vector<StorageFault>& out) {
  CAIRN_TRY(sql::Statement * select, connection.prepare("SELECT (SELECT file FROM pragma_database_list WHERE name = 'main'), page_count * page_size "
                                                        "FROM pragma_page_count, pragma_page_size"));
  CAIRN_CHECK(select->step());
  const std::string path(select->text(0));
  const std::int64_t wanted = select->integer(1);
  select->reset();
  struct stat found {};
  if (path.empty() || ::stat(path.c_str(), &found) != 0 || found.st_size <= wanted) return {};
  out.push_back({"fsck.file", "the file is " + std::to_string(found.st_size - wanted) + " bytes longer than the database in it"});
  return {};
}

// SQLite: the pages of the file, its indexes, and the constraints.
Result<void> check_file(sql::Connection& connection, std::vector<StorageFault>& out) {
  CAIRN_TRY(sql::Statement * check, connection.prepare("PRAGMA integrity_check(100)"));
  for (;;) {
    CAIRN_TRY(const sql::Step found, check->step());
    if (found == sql::Step::done) break;
    if (check->text(0) != "ok") out.push_back({"fsck.file", "SQLite says of the file: " + std::string(check->text(0))});
  }
  check->reset();
  return check_size(connection, out);
}

// SQLite: as many texts in the two full-text tables as there are listings, and under each mark as many as have it.
Result<void> check_words(sql::Connection& connection, std::vector<StorageFault>& out) {
  for (const std::string table : {"listing_titles", "listing_words"}) {
    CAIRN_TRY(sql::Statement * compare,
              connection.prepare("SELECT (SELECT count(*) FROM listing), (SELECT count(*) FROM " + table + "_docsize), "
                                 "(SELECT count(*) FROM listing WHERE number NOT IN (SELECT id FROM " + table + "_docsize))"));
    CAIRN_CHECK(compare->step());
    const bool is_whole = compare->integer(0) == compare->integer(1) && compare->integer(2) == 0;
    if (!is_whole) {
      out.push_back({"fsck.index", "the search index " + table + " holds " + std::to_string(compare->integer(1)) + " listings of " +
                                       std::to_string(compare->integer(0))});
    }
    compare->reset();
  }
  return {};
}

Result<void> check_status_marks(sql::Connection& connection, TenantId tenant, std::vector<StorageFault>& out) {
  for (int status = 0; status < 4; ++status) {
    const std::string mark = "\"" + mark_of(tenant, static_cast<store::PublicStatus>(status)) + "\"";
    for (const std::string table : {"listing_titles", "listing_words"}) {
      CAIRN_TRY(sql::Statement * compare,
                connection.prepare("SELECT (SELECT count(*) FROM listing WHERE tenant = $1 AND status = $2), "
                                   "(SELECT count(*) FROM " + table + " WHERE " + table + " MATCH $3)"));
      compare->bind(1, tenant.number).bind(2, std::int64_t{status}).bind(3, std::string_view(mark));
      CAIRN_CHECK(compare->step());
      if (compare->integer(0) != compare->integer(1)) {
        out.push_back({"fsck.index", "the search index " + table + " knows " + std::to_string(compare->integer(1)) + " listings that are " +
                                         std::string(status_word(static_cast<store::PublicStatus>(status))) + ", there are " +
                                         std::to_string(compare->integer(0))});
      }
      compare->reset();
    }
  }
  return {};
}

}  // namespace

// What is worked out of a listing for the index, against what stands there.
Result<void> SqlStore::check_index_columns(TenantId tenant, std::vector<StorageFault>& out) {
  RecordKey last;
  for (std::size_t faults = 0; faults < k_most_faults;) {
    CAIRN_TRY(const std::vector<KeptListing> page, listings(tenant, last, k_page));
    if (page.empty()) break;
    last = page.back().listing.key;
    for (const KeptListing& kept : page) {
      const store::Listing& listing = kept.listing;
      CAIRN_TRY(sql::Statement * select, connection_.prepare("SELECT title_words, marks FROM listing WHERE tenant = $1 AND id = $2 "
                                                             "AND version = $3"));
      select->bind(1, tenant.number).bind(2, listing.key.id).bind(3, listing.key.version);
      CAIRN_TRY(const sql::Step found, select->step());
      const bool is_right = found == sql::Step::row && select->text(0) == store::index_text(listing.title) &&
                            select->text(1) == marks_of(tenant, listing.status, listing.facets);
      select->reset();
      if (is_right) continue;
      ++faults;
      out.push_back({"fsck.index", "the search index does not follow the listing of the " + to_text(listing.key)});
    }
  }
  return {};
}

// What the next entry will follow, against the last one.
Result<void> SqlStore::check_last_leaf(TenantId tenant, std::vector<StorageFault>& out) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT size, at_s, at_ns, last_leaf, peaks FROM audit_head WHERE tenant = $1"));
  select->bind(1, tenant.number);
  CAIRN_TRY(const sql::Step found, select->step());
  Result<AuditState> state = found == sql::Step::row ? read_audit_state(*select) : Result<AuditState>(AuditState{});
  select->reset();
  if (!state) return {};  // said by audit_head
  CAIRN_TRY(const std::vector<store::AuditEntry> last, audit_entries(tenant, state->tree.head().size - 1, 1));
  const bool is_right = last.empty() ? state->tree.head().size == 0
                                     : leaf_hash(last.front()) == state->last_leaf && last.front().at == state->last_at;
  if (!is_right) out.push_back({"fsck.head", "what is recorded of the last entry of the audit tree is not what the entry says"});
  return {};
}

Result<std::vector<StorageFault>> SqlStore::check_storage(TenantId tenant) {
  std::vector<StorageFault> out;
  const bool is_file = connection_.dialect() == sql::Dialect::sqlite;
  if (is_file) CAIRN_CHECK(check_file(connection_, out));
  for (const Question& question : k_questions) {
    CAIRN_TRY(sql::Statement * select, prepare(question.sqlite, question.postgres));
    bind_tenant(*select, 1, tenant.number);
    CAIRN_CHECK(ask(*select, question, out));
  }
  if (is_file) CAIRN_CHECK(check_words(connection_, out));
  if (is_file) CAIRN_CHECK(check_status_marks(connection_, tenant, out));
  CAIRN_CHECK(check_index_columns(tenant, out));
  CAIRN_CHECK(check_last_leaf(tenant, out));
  return out;
}

}  // namespace cairn::store_sql
