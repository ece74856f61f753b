#include "store_sql/row_batch.hpp"

#include <string>

namespace cairn::store_sql {
namespace {

// Few sizes, so that few texts are prepared.
constexpr std::size_t k_sizes[] = {500, 100, 20, 4, 1};

std::string text_of(std::string_view head, std::size_t rows, std::size_t columns, std::string_view tail) {
  std::string out(head);
  out += " VALUES";
  std::size_t parameter = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    out += row == 0 ? "(" : ", (";
    for (std::size_t column = 0; column < columns; ++column) {
      out += column == 0 ? "$" : ", $";
      out += std::to_string(++parameter);
    }
    out += ')';
  }
  out += tail;
  return out;
}

}  // namespace

void bind_value(sql::Statement& statement, int parameter, const Value& value) {
  std::visit([&](const auto& held) { statement.bind(parameter, held); }, value);
}

Result<std::int64_t> RowBatch::run(sql::Connection& connection) {
  std::int64_t changed = 0;
  const Send send = [&](sql::Statement& statement) -> Result<void> {
    CAIRN_CHECK(statement.run());
    changed += connection.changes();
    return {};
  };
  CAIRN_CHECK(send_all(connection, send));
  return changed;
}

Result<void> RowBatch::run(sql::Connection& connection, const TakeRow& take) {
  return send_all(connection, [&](sql::Statement& statement) -> Result<void> {
    for (;;) {
      CAIRN_TRY(const sql::Step found, statement.step());
      if (found == sql::Step::done) break;
      take(statement);
    }
    statement.reset();
    return {};
  });
}

Result<void> RowBatch::send_all(sql::Connection& connection, const Send& send) {
  CAIRN_ASSERT(values_.size() % columns_ == 0);
  std::span<const Value> rest = values_;
  for (const std::size_t rows : k_sizes) {
    while (rest.size() >= rows * columns_) {
      CAIRN_TRY(sql::Statement * statement, connection.prepare(text_of(head_, rows, columns_, tail_)));
      for (std::size_t i = 0; i < rows * columns_; ++i) bind_value(*statement, static_cast<int>(i) + 1, rest[i]);
      CAIRN_CHECK(send(*statement));
      rest = rest.subspan(rows * columns_);
    }
  }
  values_.clear();
  return {};
}

}  // namespace cairn::store_sql
