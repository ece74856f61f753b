#include "store_sql/run_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace cairn::store_sql {
namespace {

Failure cannot_open(const std::string& path, int system_error) {
  const std::string detail = "opening " + path + ": " + std::strerror(system_error);
  if (system_error == ENOSPC || system_error == EDQUOT) {
    return fail(Kind::exhausted, "store.disk-full", detail, "Make room on the disk and run the same command again.");
  }
  if (system_error == EACCES || system_error == EPERM || system_error == EROFS) {
    return fail(Kind::refused, "store.read-only", detail,
                "Give this user the right to write to the database's folder.");
  }
  return fail(system_error == ENOENT ? Kind::missing : Kind::unavailable, "store.open", detail,
              "Check that the folder exists, or give another path with --database.");
}

std::string holder_of(int descriptor) {
  char text[32] = {};
  const ssize_t count = ::pread(descriptor, text, sizeof text - 1, 0);
  const std::string digits(text, count > 0 ? static_cast<std::size_t>(count) : 0);
  const std::string pid = digits.substr(0, digits.find_first_not_of("0123456789"));
  return pid.empty() ? "another process" : "process " + pid;
}

// Only for the message of the next one; a disk too full for it is no reason to stop here.
void write_holder(int descriptor) {
  const std::string text = std::to_string(::getpid()) + "\n";
  if (::ftruncate(descriptor, 0) == 0) (void)!::pwrite(descriptor, text.data(), text.size(), 0);
}

}  // namespace

Result<RunLock> RunLock::take(const std::string& database_path) {
  const std::string path = database_path + ".lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return cannot_open(path, errno);
  RunLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return fail(Kind::unavailable, "store.locked",
                "the database " + database_path + " is locked by another run (" + holder_of(descriptor) + ")",
                "Wait until that run is done, or stop it with Ctrl-C; then run the same command again. Nothing is "
                "issued twice.");
  }
  write_holder(descriptor);
  return lock;
}

RunLock::~RunLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

RunLock& RunLock::operator=(RunLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

}  // namespace cairn::store_sql
