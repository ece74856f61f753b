#pragma once
#include <string>

#include "base/result.hpp"

namespace cairn::store_sql {

/// Held by the one program that writes to a database: a lock of the operating system on "<database>.lock". It goes with
/// the process, however that ends, so nobody ever has to remove a stale one. The file stays and names the last holder.
class RunLock {
 public:
  /// Does not wait.
  /// fails: unavailable/store.locked (detail names the holder's process); exhausted/store.disk-full,
  /// refused/store.read-only,
  ///        unavailable/store.open
  static Result<RunLock> take(const std::string& database_path);
  ~RunLock();
  RunLock(RunLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  RunLock& operator=(RunLock&& other) noexcept;

 private:
  explicit RunLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace cairn::store_sql
