#include "app/archive_files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace cairn::app {
namespace {

/// A descriptor that is closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  int number() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

Failure is_link(const std::string& path) {
  return fail(Kind::refused, "archive.link", path + " is a link", "An archive holds plain files and folders only: get a clean copy, or give another folder.");
}

Failure cannot_read(const std::string& path, int system_error) {
  const std::string detail = path + ": " + std::strerror(system_error);
  if (system_error == ENOENT || system_error == ENOTDIR) return fail(Kind::missing, "archive.file-missing", detail, "Check the path, or get a whole copy of the archive.");
  if (system_error == ELOOP) return is_link(path);
  return fail(Kind::unavailable, "archive.io", detail, "Check the disk and the right to read the folder; then try again.");
}

FolderEntry::Sort sort_of(mode_t mode) {
  if (S_ISREG(mode)) return FolderEntry::Sort::file;
  if (S_ISDIR(mode)) return FolderEntry::Sort::folder;
  return S_ISLNK(mode) ? FolderEntry::Sort::link : FolderEntry::Sort::other;
}

FolderEntry::Sort sort_in(int folder, const std::string& name) {
  struct stat found {};
  return ::fstatat(folder, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0 ? sort_of(found.st_mode) : FolderEntry::Sort::other;
}

// Goes from folder to folder, so that no link on the way is followed.
Result<Descriptor> open_folder(const std::string& root, std::string_view below) {
  constexpr int k_flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
  Descriptor folder(::open(root.c_str(), k_flags));
  if (folder.number() < 0) return cannot_read(root, errno);
  std::string path = root;
  while (!below.empty()) {
    const std::size_t slash = below.find('/');
    const std::string name(below.substr(0, slash));
    below.remove_prefix(slash == std::string_view::npos ? below.size() : slash + 1);
    path = joined_path(path, name);
    Descriptor next(::openat(folder.number(), name.c_str(), k_flags | O_NOFOLLOW));
    if (next.number() < 0) {
      const int system_error = errno;
      return sort_in(folder.number(), name) == FolderEntry::Sort::link ? is_link(path) : cannot_read(path, system_error);
    }
    folder = std::move(next);
  }
  return folder;
}

Result<std::string> read_all(const Descriptor& file, const std::string& path) {
  struct stat found {};
  if (::fstat(file.number(), &found) != 0) return cannot_read(path, errno);
  if (!S_ISREG(found.st_mode)) return fail(Kind::refused, "archive.file-kind", path + " is no plain file", "An archive holds plain files only: get a clean copy.");
  if (static_cast<std::uint64_t>(found.st_size) > k_archive_file_bytes) {
    return fail(Kind::exhausted, "archive.file-size", path + " is larger than any file of an archive", "Get a clean copy of the archive.");
  }
  std::string out(static_cast<std::size_t>(found.st_size), '\0');
  std::size_t size = 0;
  while (size < out.size()) {
    const ssize_t count = ::read(file.number(), out.data() + size, out.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_read(path, errno);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  out.resize(size);
  return out;
}

}  // namespace

std::string joined_path(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return std::string(a.empty() ? b : a);
  return std::string(a) + "/" + std::string(b);
}

Result<std::string> read_archive_file(const std::string& root, std::string_view below) {
  const std::size_t slash = below.rfind('/');
  CAIRN_TRY(const Descriptor folder, open_folder(root, slash == std::string_view::npos ? std::string_view() : below.substr(0, slash)));
  const std::string name(below.substr(slash == std::string_view::npos ? 0 : slash + 1));
  const std::string path = joined_path(root, below);
  const Descriptor file(::openat(folder.number(), name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (file.number() < 0) return cannot_read(path, errno);
  return read_all(file, path);
}

Result<std::vector<FolderEntry>> list_archive_folder(const std::string& root, std::string_view below) {
  CAIRN_TRY(Descriptor folder, open_folder(root, below));
  DIR* const stream = ::fdopendir(folder.number());
  if (stream == nullptr) return cannot_read(joined_path(root, below), errno);
  const int number = folder.release();  // the stream's now
  std::vector<FolderEntry> out;
  errno = 0;
  while (const dirent* const entry = ::readdir(stream)) {
    std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    const FolderEntry::Sort sort = sort_in(number, name);
    out.push_back({std::move(name), sort});
    errno = 0;
  }
  const int system_error = errno;
  ::closedir(stream);
  if (system_error != 0) return cannot_read(joined_path(root, below), system_error);
  std::sort(out.begin(), out.end(), [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
  return out;
}

FolderEntry::Sort sort_at(const std::string& path) { return sort_in(AT_FDCWD, path); }

Result<void> check_no_link(const std::string& root, std::string_view below) {
  for (std::size_t end = 0; end != std::string_view::npos && !below.empty();) {
    end = below.find('/', end == 0 ? 0 : end + 1);
    const std::string path = joined_path(root, below.substr(0, end));
    if (sort_at(path) == FolderEntry::Sort::link) return is_link(path);
  }
  return {};
}

}  // namespace cairn::app
