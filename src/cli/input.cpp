#include "cli/input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <span>

namespace cairn::cli {
namespace {

constexpr std::size_t k_list_bytes = 1024ULL * 1024 * 1024;
constexpr std::size_t k_block_bytes = 256 * 1024;

/// A descriptor that is closed when it goes; standard input stays open.
class InputFile {
 public:
  explicit InputFile(int descriptor) : descriptor_(descriptor) {}
  ~InputFile() {
    if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  int number() const { return descriptor_; }

 private:
  int descriptor_;
};

Failure cannot_read(const std::string& path, int system_error) {
  const std::string detail = path + ": " + std::strerror(system_error);
  if (system_error == ENOENT || system_error == ENOTDIR) {
    return fail(Kind::missing, "input.not-found", detail, "Check the path.");
  }
  if (system_error == EACCES || system_error == EPERM) {
    return fail(Kind::refused, "input.not-permitted", detail, "Ask for the right to read it.");
  }
  if (system_error == EISDIR) return fail(Kind::refused, "input.folder", detail, "Give a file.");
  return fail(Kind::unavailable, "input.io", detail, "Try again.");
}

Result<std::unique_ptr<InputFile>> open_file(const std::string& path) {
  if (path == "-") return std::make_unique<InputFile>(STDIN_FILENO);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return cannot_read(path, errno);
  auto file = std::make_unique<InputFile>(descriptor);
  struct stat found {};
  if (::fstat(descriptor, &found) == 0 && S_ISDIR(found.st_mode)) return cannot_read(path, EISDIR);
  return file;
}

Result<std::size_t> read_some(const InputFile& file, const std::string& path, std::span<char> out) {
  for (;;) {
    const ssize_t count = ::read(file.number(), out.data(), out.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return cannot_read(path, errno);
  }
}

}  // namespace

Result<std::string> read_input(const std::string& path, std::size_t limit_bytes, TooLong too_long) {
  CAIRN_TRY(const auto file, open_file(path));
  std::string out;
  for (;;) {
    const std::size_t size = out.size();
    const std::size_t room = std::min(k_block_bytes, limit_bytes + 1 - size);
    out.resize(size + room);
    CAIRN_TRY(const std::size_t count, read_some(*file, path, std::span(out).subspan(size, room)));
    out.resize(size + count);
    if (count == 0) return out;
    if (out.size() <= limit_bytes) continue;
    if (too_long == TooLong::cut) return out;
    return fail(Kind::exhausted, "input.size", path + " is larger than " + std::to_string(limit_bytes / 1024) + " KiB",
                "Check that this is the right file.");
  }
}

Result<std::function<Result<text::ReadBlock>()>> open_twice(const std::string& path) {
  struct stat found {};
  const bool is_plain = path != "-" && ::stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode);
  if (!is_plain) {
    // A pipe can be read once only.
    CAIRN_TRY(std::string contents, read_input(path, k_list_bytes));
    const auto kept = std::make_shared<const std::string>(std::move(contents));
    return std::function<Result<text::ReadBlock>()>([kept]() -> Result<text::ReadBlock> {
      return text::ReadBlock(
          [kept, rest = std::string_view(*kept)](std::span<char> out) mutable -> Result<std::size_t> {
            const std::size_t count = std::min(out.size(), rest.size());
            std::copy_n(rest.begin(), count, out.begin());
            rest.remove_prefix(count);
            return count;
          });
    });
  }
  return std::function<Result<text::ReadBlock>()>([path]() -> Result<text::ReadBlock> {
    CAIRN_TRY(auto opened, open_file(path));
    const std::shared_ptr<InputFile> file = std::move(opened);
    return text::ReadBlock([file, path](std::span<char> out) { return read_some(*file, path, out); });
  });
}

static Result<void> write_new_file(const std::string& path, std::string_view contents, ::mode_t mode, Settle settle) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (descriptor < 0) {
    const std::string detail = path + ": " + std::strerror(errno);
    if (errno == EEXIST)
      return fail(Kind::conflict, "output.exists", detail, "It is left as it is: give another name.");
    return fail(errno == ENOENT ? Kind::missing : Kind::refused, "output.not-permitted", detail,
                "Give a path in a folder that you may write to.");
  }
  int system_error = 0;
  while (!contents.empty() && system_error == 0) {
    const ssize_t count = ::write(descriptor, contents.data(), contents.size());
    if (count < 0 && errno != EINTR) system_error = errno;
    if (count > 0) contents.remove_prefix(static_cast<std::size_t>(count));
  }
  // A key that is lost after it was used cannot be made again: wait for the disk.
  if (settle == Settle::now && system_error == 0 && ::fsync(descriptor) != 0) system_error = errno;
  if (::close(descriptor) != 0 && system_error == 0) system_error = errno;
  if (system_error == 0) return {};
  ::unlink(path.c_str());
  const bool is_full = system_error == ENOSPC || system_error == EDQUOT;
  return fail(is_full ? Kind::exhausted : Kind::unavailable, is_full ? "output.disk-full" : "output.io",
              path + ": " + std::strerror(system_error), "Make room on the disk, or give another path.");
}

Result<void> write_private_file(const std::string& path, std::string_view contents) {
  return write_new_file(path, contents, 0600, Settle::now);
}

Result<void> write_public_file(const std::string& path, std::string_view contents, Settle settle) {
  return write_new_file(path, contents, 0644, settle);
}

}  // namespace cairn::cli
