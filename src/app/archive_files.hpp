#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// Reading a folder that anybody may have made: links are not followed, pipes are not waited for, nothing large is read.
namespace cairn::app {

/// No file of an archive is larger; what is larger is not read.
inline constexpr std::size_t k_archive_file_bytes = 16 * 1024 * 1024;

/// Read a file that may be anything.
/// in:    root - a folder, which may be a link; below - path from there, through folders that are none
/// fails: missing/archive.file-missing; refused/archive.file-kind (a folder, a device), archive.link (a link, here or on the way);
///        exhausted/archive.file-size; unavailable/archive.io (no right to read it, or a fault of the disk)
Result<std::string> read_archive_file(const std::string& root, std::string_view below);

/// What lies in a folder.
struct FolderEntry {
  enum class Sort : std::uint8_t { file, folder, link, other };
  std::string name;
  Sort sort = Sort::other;
};
/// out:   in order of their names
/// fails: as read_archive_file
Result<std::vector<FolderEntry>> list_archive_folder(const std::string& root, std::string_view below);

/// out: what stands at a path: Sort::other also when nothing does, or it cannot be told. Does not follow links.
FolderEntry::Sort sort_at(const std::string& path);

/// fails: refused/archive.link when one of the folders on the way from `root` to `below`, or `below` itself, is a link
Result<void> check_no_link(const std::string& root, std::string_view below);

/// out: "a/b"; or the one that is not empty
std::string joined_path(std::string_view a, std::string_view b);

}  // namespace cairn::app
