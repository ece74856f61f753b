#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "store/copy.hpp"
#include "store_sql/copy_pages.hpp"
#include "store_sql/database.hpp"

namespace cairn::store_sql {

/// Where a copy goes. It is emptied again, or removed when it was made for this, when it goes without `complete`.
class CopyTarget {
 public:
  /// Open an empty database, make its tables and mark it as incomplete; one that was marked so is emptied.
  /// fails: as copy_database
  static Result<std::unique_ptr<CopyTarget>> open(const store::CopyOrder& order);
  CopyTarget(const CopyTarget&) = delete;
  CopyTarget& operator=(const CopyTarget&) = delete;
  ~CopyTarget();

  sql::Connection& connection() { return database_->connection; }
  /// A page, in a transaction of its own.
  Result<void> add(const CopyPage& page, const Shifts& shifts);
  /// Make what follows from the tables: numbers to go on from, and the index of words.
  Result<void> round_off();
  /// Take the mark away; all that `last` does is in the same transaction.
  using Last = std::function<Result<void>(sql::Connection&)>;
  Result<void> complete(const Last& last);
  /// SQLite: put everything into one file that needs no other beside it, and close it.   in: only after complete
  Result<void> seal();

 private:
  enum class Origin { found, made };  ///< whether there was a file before
  CopyTarget(std::string location, Origin origin, Database database)
      : location_(std::move(location)), origin_(origin), database_(std::move(database)) {}
  Result<void> claim(const store::CopyOrder& order);
  void remove_file();

  std::string location_;
  Origin origin_;
  std::optional<Database> database_;
  bool is_ours_ = false;  ///< marked, and not complete
};

}  // namespace cairn::store_sql
