#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sql/connection.hpp"
#include "store/register.hpp"

namespace cairn::store_sql {

// What the files of the register share.

/// What goes on from the last entry of a tenant's audit tree.
struct AuditState {
  store::AuditTree tree;
  Instant last_at;
  store::Hash last_leaf{};
};
/// One row of "SELECT size, at_s, at_ns, last_leaf, peaks".   fails: corrupt/audit.peaks
Result<AuditState> read_audit_state(const sql::Statement& row);

/// Bind kind, id, version and number of a key to four parameters, beginning with `first`.
void bind_key(sql::Statement& statement, int first, const store::RecordKey& key);
/// Read kind, id, version and number from four columns, beginning with `first`.
store::RecordKey read_key(const sql::Statement& row, int first);
/// out: the limit as a number that every database takes
std::int64_t as_limit(std::size_t limit);

/// out: the word of the index that stands for a tenant's listings in a status; no text can hold it
std::string mark_of(store::TenantId tenant, store::PublicStatus status);
/// out: the word of the index that stands for a facet
std::string mark_of(store::TenantId tenant, const store::Facet& facet);
/// out: all marks of a listing, with a space between them    in: facets - tidy
std::string marks_of(store::TenantId tenant, store::PublicStatus status, const std::vector<store::Facet>& facets);

}  // namespace cairn::store_sql
