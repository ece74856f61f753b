#include "store_sql/copy_tables.hpp"

namespace cairn::store_sql {
namespace {

using enum CellKind;

const std::vector<CopyTable> k_tables = {
    {"tenant", "number", "", 0, {{"name", text}}},
    {"run", "tenant", "", 1,
     {{"number", integer, "run"}, {"definition_id", text}, {"definition_version", text}, {"definition_name", text}, {"issuer_id", text},
      {"issuer_name", text}, {"verification_method", text}, {"public_key", text}, {"cryptosuite", text}, {"source", text},
      {"started_s", integer}}},
    {"base_document", "tenant", "run", 1, {{"run", integer, "run"}, {"document", blob}}},
    {"issuance", "tenant", "", 1,
     {{"number", integer, "issuance"}, {"run", integer, "run"}, {"id", blob}, {"code", text}, {"row_key", blob}, {"row_digest", blob},
      {"created_s", integer}, {"learner_name", text}, {"document_delta", blob}}},
    {"signature", "tenant", "issuance", 1, {{"issuance", integer, "issuance"}, {"proof", blob}}},
    {"void", "tenant", "issuance", 1, {{"issuance", integer, "issuance"}, {"reason", text}}},
    {"status_list", "tenant", "", 1,
     {{"number", integer, "status_list"}, {"issuer_id", text}, {"base_url", text}, {"purpose", text}, {"name", text}, {"permutation_key", blob},
      {"next_place", integer}, {"state", text}}},
    {"status_slot", "tenant", "", 2, {{"list", integer, "status_list"}, {"slot", integer}, {"issuance", integer, "issuance"}}},
    {"status_event", "tenant", "", 1,
     {{"number", integer, "status_event"}, {"list", integer, "status_list"}, {"slot", integer}, {"action", text}, {"reason", text}, {"note", text}, {"by", text},
      {"at_s", integer}}},
    {"published_list", "tenant", "status_list", 1,
     {{"list", integer, "status_list"}, {"version", integer}, {"last_event", integer, "status_event"}, {"signed_s", integer}, {"valid_until_s", integer},
      {"document", blob}}},
    {"record", "tenant", "", 4,
     {{"kind", integer}, {"id", text}, {"version", text}, {"number", integer}, {"revision", integer}, {"body", text}}},
    {"record_past", "tenant", "", 5,
     {{"kind", integer}, {"id", text}, {"version", text}, {"number", integer}, {"revision", integer}, {"body", text}}},
    {"audit_entry", "tenant", "", 1,
     {{"number", integer}, {"at_s", integer}, {"at_ns", integer}, {"actor", text}, {"action", text}, {"note", text}, {"kind", integer},
      {"id", text}, {"version", text}, {"record_number", integer}, {"revision", integer}, {"body_digest", blob}, {"previous", blob}}},
    {"audit_head", "tenant", "", 0,
     {{"size", integer}, {"at_s", integer}, {"at_ns", integer}, {"last_leaf", blob}, {"peaks", blob}}},
    {"listing", "tenant", "", 1,
     {{"number", integer, "listing"}, {"id", text}, {"version", text}, {"status", integer}, {"title", text}, {"summary", text}, {"language", text},
      {"review_due", text}, {"hours", integer}, {"digest", blob}, {"marks", text}, {"title_words", text}, {"words", text}}},
    {"listing_facet", "tenant", "", 3,
     {{"listing", integer, "listing"}, {"kind", text}, {"value", text}, {"note", text}}},
};

std::string key_list(const CopyTable& table) {
  std::string out;
  for (std::size_t i = 0; i < table.keys; ++i) out += (i == 0 ? "t." : ", t.") + std::string(table.columns[i].name);
  return out;
}

}  // namespace

std::span<const CopyTable> copy_tables() { return k_tables; }

bool has_tenant(const CopyTable& table, sql::Dialect dialect) { return dialect == sql::Dialect::postgres || table.owner.empty(); }

// CROSS JOIN keeps SQLite from beginning with the owners, whose order is another.
std::string page_text(const CopyTable& table, sql::Dialect dialect, bool is_first, std::size_t limit) {
  std::string out = "SELECT ";
  for (std::size_t i = 0; i < table.columns.size(); ++i) out += (i == 0 ? "t." : ", t.") + std::string(table.columns[i].name);
  out += " FROM " + std::string(table.name) + " t";
  const bool is_joined = !has_tenant(table, dialect);
  if (is_joined) out += " CROSS JOIN " + std::string(table.owner) + " o ON o.number = t." + std::string(table.columns.front().name);
  out += std::string(" WHERE ") + (is_joined ? "o." : "t.") + std::string(table.tenant) + " = $1";
  if (table.keys == 0) return out;
  if (!is_first) {
    out += " AND (" + key_list(table) + ") > (";
    for (std::size_t i = 0; i < table.keys; ++i) out += (i == 0 ? "$" : ", $") + std::to_string(i + 2);
    out += ")";
  }
  return out + " ORDER BY " + key_list(table) + " LIMIT " + std::to_string(limit);
}

std::string insert_head(const CopyTable& table, sql::Dialect dialect) {
  std::string columns = has_tenant(table, dialect) ? std::string(table.tenant) : "";
  for (const CopyColumn& column : table.columns) columns += (columns.empty() ? "" : ", ") + std::string(column.name);
  return "INSERT INTO " + std::string(table.name) + "(" + columns + ")";
}

}  // namespace cairn::store_sql
