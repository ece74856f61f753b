#include "store_sql/copy_pages.hpp"

#include <set>

#include "crypto/hash.hpp"
#include "store_sql/row_batch.hpp"

namespace cairn::store_sql {
namespace {

constexpr std::size_t k_page_rows = 512;

// Whoever has a row in any table; hopping from one to the next is quick where the tenant leads an index.
Result<std::set<std::int64_t>> tenants_of(sql::Connection& connection) {
  std::set<std::int64_t> out;
  for (const CopyTable& table : copy_tables()) {
    if (!has_tenant(table, connection.dialect())) continue;
    const std::string column(table.tenant);
    CAIRN_TRY(sql::Statement * next, connection.prepare("SELECT min(" + column + ") FROM " + std::string(table.name) + " WHERE " + column +
                                                        " > $1"));
    for (std::int64_t last = INT64_MIN;;) {
      next->bind(1, last);
      CAIRN_CHECK(next->step());
      const bool is_end = next->is_null(0);
      last = next->integer(0);
      next->reset();
      if (is_end) break;
      out.insert(last);
    }
  }
  return out;
}

Cell read_cell(const sql::Statement& row, int column, CellKind kind) {
  if (kind == CellKind::integer) return {row.integer(column), {}};
  if (kind == CellKind::text) return {0, std::string(row.text(column))};
  return {0, std::string(as_text(row.blob(column)))};
}

std::int64_t shift_of(const Shifts& shifts, std::int64_t tenant, const CopyColumn& column) {
  const auto found = column.counts.empty() ? shifts.end() : shifts.find({tenant, column.counts});
  return found == shifts.end() ? 0 : found->second;
}

Value value_of(const Cell& cell, CellKind kind) {
  if (kind == CellKind::integer) return cell.number;
  if (kind == CellKind::text) return std::string_view(cell.bytes);
  return as_bytes(cell.bytes);
}

Result<void> fill(sql::Statement& select, CopyPage& page) {
  page.cells.clear();
  for (;;) {
    CAIRN_TRY(const sql::Step found, select.step());
    if (found == sql::Step::done) break;
    int column = 0;
    for (const CopyColumn& each : page.table->columns) page.cells.push_back(read_cell(select, column++, each.kind));
  }
  select.reset();
  return {};
}

Result<std::int64_t> read_tenant(sql::Connection& connection, CopyPage& page, const TakePage& take) {
  const CopyTable& table = *page.table;
  const std::string first = page_text(table, connection.dialect(), true, k_page_rows);
  const std::string next = page_text(table, connection.dialect(), false, k_page_rows);
  std::int64_t rows = 0;
  std::vector<Cell> last;  // the key of the row before
  for (;;) {
    CAIRN_TRY(sql::Statement * select, connection.prepare(last.empty() ? first : next));
    select->bind(1, page.tenant);
    for (std::size_t i = 0; i < last.size(); ++i) bind_value(*select, static_cast<int>(i) + 2, value_of(last[i], table.columns[i].kind));
    CAIRN_CHECK(fill(*select, page));
    if (page.cells.empty()) return rows;
    rows += static_cast<std::int64_t>(page.rows());
    CAIRN_CHECK(take(page));
    if (page.rows() < k_page_rows || table.keys == 0) return rows;
    const auto row = page.cells.end() - static_cast<std::ptrdiff_t>(table.columns.size());
    last.assign(row, row + static_cast<std::ptrdiff_t>(table.keys));
  }
}

void put_length(Bytes& out, std::size_t size) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(size >> shift));
}

// A number is eight bytes; a text or blob has its length before it: no two rows give the same bytes.
void put_row(Bytes& out, const CopyPage& page, std::size_t row, const Shifts& shifts) {
  put_length(out, static_cast<std::size_t>(page.tenant));
  const std::size_t width = page.table->columns.size();
  for (std::size_t i = 0; i < width; ++i) {
    const Cell& cell = page.cells[row * width + i];
    const CopyColumn& column = page.table->columns[i];
    if (column.kind == CellKind::integer) {
      put_length(out, static_cast<std::size_t>(cell.number - shift_of(shifts, page.tenant, column)));
    } else {
      put_length(out, cell.bytes.size());
      out.insert(out.end(), cell.bytes.begin(), cell.bytes.end());
    }
  }
}

}  // namespace

Result<void> read_table(sql::Connection& connection, const CopyTable& table, const TakePage& take) {
  CAIRN_TRY(const std::set<std::int64_t> tenants, tenants_of(connection));
  std::int64_t rows = 0;
  for (const std::int64_t tenant : tenants) {
    CopyPage page{&table, tenant, {}};
    CAIRN_TRY(const std::int64_t of_tenant, read_tenant(connection, page, take));
    rows += of_tenant;
  }
  CAIRN_TRY(const std::int64_t all, count_rows(connection, table));
  if (all == rows) return {};
  return fail(Kind::corrupt, "store.corrupt",
              "the table " + std::string(table.name) + " has " + std::to_string(all) + " rows, but only " + std::to_string(rows) +
                  " can be read in the order of its key",
              "Restore an earlier backup, or ask for help before anything else is recorded.");
}

Result<Shifts> shifts_of(sql::Connection& source) {
  Shifts out;
  for (const CopyTable& table : copy_tables()) {
    if (!table.is_numbered()) continue;
    CAIRN_TRY(sql::Statement * highest, source.prepare("SELECT tenant, max(number) FROM " + std::string(table.name) + " GROUP BY tenant ORDER BY tenant"));
    std::int64_t taken = 0;
    for (;;) {
      CAIRN_TRY(const sql::Step found, highest->step());
      if (found == sql::Step::done) break;
      if (taken > 0) out[{highest->integer(0), table.name}] = taken;
      taken += highest->integer(1);
    }
    highest->reset();
  }
  return out;
}

Result<void> insert_page(sql::Connection& connection, const CopyPage& page, const Shifts& shifts) {
  const CopyTable& table = *page.table;
  const bool with_tenant = has_tenant(table, connection.dialect());
  const std::size_t width = table.columns.size();
  const std::string head = insert_head(table, connection.dialect());
  // The first tenant is there already.
  RowBatch batch(head, static_cast<int>(width + (with_tenant ? 1 : 0)),
                 table.name == "tenant" ? " ON CONFLICT(number) DO UPDATE SET name = excluded.name" : "");
  for (std::size_t i = 0; i < page.cells.size(); ++i) {
    if (i % width == 0 && with_tenant) batch.add(page.tenant);
    const CopyColumn& column = table.columns[i % width];
    const std::int64_t shift = shift_of(shifts, page.tenant, column);
    batch.add(shift == 0 ? value_of(page.cells[i], column.kind) : Value(page.cells[i].number + shift));
  }
  CAIRN_CHECK(batch.run(connection));
  return {};
}

Result<std::int64_t> count_rows(sql::Connection& connection, const CopyTable& table) {
  CAIRN_TRY(sql::Statement * count, connection.prepare("SELECT count(*) FROM " + std::string(table.name)));
  CAIRN_CHECK(count->step());
  const std::int64_t rows = count->integer(0);
  count->reset();
  return rows;
}

Result<store::TableDigest> digest_table(sql::Connection& connection, const CopyTable& table, const Shifts& shifts) {
  store::TableDigest out;
  Bytes bytes;
  CAIRN_CHECK(read_table(connection, table, [&](const CopyPage& page) -> Result<void> {
    for (std::size_t row = 0; row < page.rows(); ++row) {
      bytes.assign(out.digest.begin(), out.digest.end());
      put_row(bytes, page, row, shifts);
      out.digest = crypto::sha256(bytes);
      ++out.rows;
    }
    return {};
  }));
  return out;
}

}  // namespace cairn::store_sql
