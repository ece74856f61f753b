#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "sql/connection.hpp"

namespace cairn::store_sql {

/// A value on its way into a statement; texts and blobs must live until it was run.
using Value = std::variant<std::int64_t, std::string_view, ByteView>;

void bind_value(sql::Statement& statement, int parameter, const Value& value);

/// Rows for one table, sent many at a time: one statement costs more than the rows it carries, and on a server a round trip.
class RowBatch {
 public:
  /// in: head - "INSERT INTO t(a, b)"; tail - " ON CONFLICT DO NOTHING"; both outlive this
  RowBatch(std::string_view head, int columns, std::string_view tail = {})
      : head_(head), tail_(tail), columns_(static_cast<std::size_t>(columns)) {}

  RowBatch& add(Value value) {
    values_.push_back(value);
    return *this;
  }
  bool empty() const { return values_.empty(); }

  /// Send all rows; the batch is empty then.   out: how many were changed
  Result<std::int64_t> run(sql::Connection& connection);
  /// Send all rows, of a statement that gives rows back.   in: take - is called with each of them, in any order
  using TakeRow = std::function<void(const sql::Statement&)>;
  Result<void> run(sql::Connection& connection, const TakeRow& take);

 private:
  using Send = std::function<Result<void>(sql::Statement&)>;
  Result<void> send_all(sql::Connection& connection, const Send& send);

  std::string_view head_;
  std::string_view tail_;
  std::size_t columns_;
  std::vector<Value> values_;
};

}  // namespace cairn::store_sql
