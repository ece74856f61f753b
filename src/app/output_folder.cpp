#include "app/output_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "base/utf8.hpp"

namespace cairn::app {
namespace {

// Names and marks lie in credentials: the owner and the group may read them, nobody else. Status lists are for everybody.
constexpr mode_t k_private_mode = 0640;
constexpr mode_t k_public_mode = 0644;

std::string staged_name(const std::string& name) { return "." + name + ".part"; }
bool is_staged_name(std::string_view file) { return file.size() > 6 && file.starts_with('.') && file.ends_with(".part"); }

Failure describe_at(const std::string& place, int system_error) {
  const std::string detail = "writing " + place + ": " + std::strerror(system_error);
  if (system_error == ENOSPC || system_error == EDQUOT) {
    return fail(Kind::exhausted, "output.disk-full", detail,
                "Make room on the disk and run the same command again: it goes on where it stopped.");
  }
  if (system_error == EACCES || system_error == EPERM || system_error == EROFS || system_error == ENOTDIR ||
      system_error == EISDIR) {
    return fail(Kind::refused, "output.not-permitted", detail,
                "Give another folder, or the right to write to this one.");
  }
  return fail(Kind::unavailable, "output.io", detail,
              "Check the disk and the folder, then run the same command again.");
}

}  // namespace

Result<OutputFolder> OutputFolder::open(const std::string& path, Audience audience) {
  std::error_code problem;
  std::filesystem::create_directories(path, problem);
  if (problem && !std::filesystem::is_directory(path)) return describe_at(path, problem.value());
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return describe_at(path, errno);
  return OutputFolder(path, descriptor, audience);
}

OutputFolder::~OutputFolder() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(other.descriptor_), audience_(other.audience_) {
  other.descriptor_ = -1;
}

OutputFolder& OutputFolder::operator=(OutputFolder&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(audience_, other.audience_);
  return *this;
}

unsigned OutputFolder::mode() const { return audience_ == Audience::everybody ? k_public_mode : k_private_mode; }

Failure OutputFolder::describe(const std::string& name, int system_error) const {
  return describe_at(path_ + "/" + name, system_error);
}

// Closes the file; takes it away again when its contents could not be written.
Result<void> OutputFolder::write_to(int file, const std::string& name, std::span<const std::string_view> pieces) const {
  int system_error = 0;
  for (std::string_view piece : pieces) {
    while (!piece.empty() && system_error == 0) {
      const ssize_t count = ::write(file, piece.data(), piece.size());
      if (count < 0 && errno != EINTR) system_error = errno;
      if (count > 0) piece.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  if (::close(file) != 0 && system_error == 0 && errno != EINTR) system_error = errno;
  if (system_error == 0) return {};
  ::unlinkat(descriptor_, name.c_str(), 0);
  return describe(name, system_error);
}

Result<void> OutputFolder::write_new(const std::string& name, std::string_view contents) const {
  const int file = ::openat(descriptor_, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode());
  if (file >= 0) return write_to(file, name, {&contents, 1});
  if (errno == EEXIST) return replace(name, contents);
  return describe(name, errno);
}

Result<void> OutputFolder::replace(const std::string& name, std::string_view contents) const {
  return replace_with(name, {&contents, 1});
}

Result<void> OutputFolder::replace(const std::string& name, std::span<const std::string> pieces) const {
  const std::vector<std::string_view> views(pieces.begin(), pieces.end());
  return replace_with(name, views);
}

Result<void> OutputFolder::replace_with(const std::string& name, std::span<const std::string_view> pieces) const {
  const std::string temporary = staged_name(name);
  const int file = ::openat(descriptor_, temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode());
  if (file < 0) return describe(temporary, errno);
  CAIRN_CHECK(write_to(file, temporary, pieces));
  return commit(name);
}

Result<bool> OutputFolder::stage(const std::string& name, std::string_view contents) const {
  const std::string temporary = staged_name(name);
  if (has_contents(name, contents)) {
    ::unlinkat(descriptor_, temporary.c_str(), 0);  // of an interrupted program, with other contents
    return false;
  }
  if (has_contents(temporary, contents)) return true;
  const int file = ::openat(descriptor_, temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode());
  if (file < 0) return describe(temporary, errno);
  CAIRN_CHECK(write_to(file, temporary, {&contents, 1}));
  return true;
}

Result<void> OutputFolder::stage_more(const std::string& name, std::string_view contents) const {
  const std::string temporary = staged_name(name);
  const int file = ::openat(descriptor_, temporary.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, mode());
  if (file < 0) return describe(temporary, errno);
  return write_to(file, temporary, {&contents, 1});
}

std::string OutputFolder::staged_path(const std::string& name) const { return path_ + "/" + staged_name(name); }

Result<void> OutputFolder::commit(const std::string& name) const {
  const std::string temporary = staged_name(name);
  if (::renameat(descriptor_, temporary.c_str(), descriptor_, name.c_str()) == 0) return {};
  const int system_error = errno;
  ::unlinkat(descriptor_, temporary.c_str(), 0);
  return describe(name, system_error);
}

Result<void> OutputFolder::remove(const std::string& name) const {
  if (::unlinkat(descriptor_, name.c_str(), 0) == 0 || errno == ENOENT) return {};
  return describe(name, errno);
}

Result<void> OutputFolder::discard_staged() const {
  CAIRN_TRY(const std::vector<std::string> parts, staged());
  for (const std::string& name : parts) CAIRN_CHECK(discard(name));
  return {};
}

Result<void> OutputFolder::discard(const std::string& name) const { return remove(staged_name(name)); }

Result<std::vector<std::string>> OutputFolder::list() const {
  std::vector<std::string> out;
  std::error_code problem;
  for (std::filesystem::directory_iterator entry(path_, problem), end; !problem && entry != end; entry.increment(problem)) {
    out.push_back(entry->path().filename().string());
  }
  if (problem) return describe_at(path_, problem.value());
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::vector<std::string>> OutputFolder::names() const {
  CAIRN_TRY(std::vector<std::string> out, list());
  std::erase_if(out, is_staged_name);
  return out;
}

Result<std::vector<std::string>> OutputFolder::staged() const {
  CAIRN_TRY(const std::vector<std::string> all, list());
  std::vector<std::string> out;
  for (const std::string& name : all) {
    if (is_staged_name(name)) out.push_back(name.substr(1, name.size() - 6));
  }
  return out;
}

Result<bool> OutputFolder::ensure(const std::string& name, std::string_view contents) const {
  if (!holds(name)) {
    CAIRN_CHECK(write_new(name, contents));
    return true;
  }
  if (has_contents(name, contents)) return false;
  CAIRN_CHECK(replace(name, contents));
  return true;
}

bool OutputFolder::has_contents(const std::string& name, std::string_view contents) const {
  // Not waiting for a writer, should somebody have put a pipe there.
  const int file = ::openat(descriptor_, name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  if (file < 0) return false;
  std::string found(contents.size() + 1, '\0');
  std::size_t size = 0;
  for (ssize_t count = 1; count > 0 && size < found.size();
       size += static_cast<std::size_t>(std::max<ssize_t>(count, 0))) {
    count = ::read(file, found.data() + size, found.size() - size);
  }
  ::close(file);
  return std::string_view(found.data(), size) == contents;
}

bool OutputFolder::holds(const std::string& name) const {
  return ::faccessat(descriptor_, name.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

Result<void> OutputFolder::sync() const {
  if (::syncfs(descriptor_) == 0) return {};
  return describe_at(path_, errno);
}

std::string file_stem(std::string_view words) {
  constexpr std::size_t k_longest = 48;
  std::string out;
  while (!words.empty()) {
    const Utf8Character character = read_utf8(words);
    const char32_t c = character.code_point;
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool is_beyond = c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x206F);
    if (character.size == 0 || out.size() + character.size > k_longest) break;
    if (is_plain) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c);
    } else if (is_beyond) {
      out += words.substr(0, character.size);
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
    words.remove_prefix(character.size);
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string credential_file_name(std::string_view learner_name, std::string_view code) {
  std::string out = file_stem(learner_name);
  if (!out.empty()) out += '-';
  return out.append(code).append(".json");
}

}  // namespace cairn::app
