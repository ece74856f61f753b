#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "sql/connection.hpp"

namespace cairn::sql {

/// What stands behind a Statement: one per database engine. Meanings and errors as there.
class StatementDriver {
 public:
  virtual ~StatementDriver() = default;
  virtual void bind(int parameter, std::int64_t value) = 0;
  virtual void bind(int parameter, std::string_view text) = 0;
  virtual void bind(int parameter, ByteView blob) = 0;
  virtual void bind_null(int parameter) = 0;
  virtual Result<Step> step() = 0;
  virtual void reset() = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual ByteView blob(int column) const = 0;
  virtual bool is_null(int column) const = 0;
  /// As Connection::run_each, of `shown`, which is this one for those who bind and read.
  virtual Result<std::vector<std::int64_t>> run_each(Statement& shown, std::size_t count, const BindRun& bind,
                                                     const ReadRun& read) = 0;
};

enum class TransactionUse { reading, writing };

/// What stands behind a Connection. The statements it prepares are gone before it goes.
class ConnectionDriver {
 public:
  virtual ~ConnectionDriver() = default;
  virtual Dialect dialect() const = 0;
  virtual Result<void> execute(std::string_view statements) = 0;
  virtual Result<std::unique_ptr<StatementDriver>> prepare(std::string_view text) = 0;
  virtual Result<void> begin(TransactionUse use) = 0;
  virtual Result<void> commit() = 0;
  virtual void roll_back() = 0;
  virtual std::int64_t changes() const = 0;
};

Result<std::unique_ptr<ConnectionDriver>> open_sqlite(const OpenOptions& options);
Result<std::unique_ptr<ConnectionDriver>> open_postgres(const OpenOptions& options);

}  // namespace cairn::sql
