#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/archive_files.hpp"
#include "app/archive_layout.hpp"
#include "base/result.hpp"

namespace cairn::app {

/// In what way something in an archive is not as the list of contents says.
enum class FileFault : std::uint8_t {
  missing,
  changed,
  added,
  link,       ///< it leads elsewhere, and is not followed
  unreadable  ///< no right to read it, or a fault of the disk: nothing is known about it
};
std::string_view fault_word(FileFault fault);  ///< "missing", "changed", "added", "a link", "could not be read"
/// out: the fault of a listed file that could not be read
FileFault fault_of(const Error& error);

/// Is told what deviates, and its path below the archive: "public/status/7f.json", "public/more/" for a folder.
using TellFault = std::function<void(FileFault fault, std::string path)>;

/// out: whether it is a half-written file of an export that was interrupted, which is nobody's
bool is_left_over(const FolderEntry& entry);

/// An archive that is read, never written. What it says about itself proves nothing: a file counts as the archive's only with the
/// digest in the list of contents, and the list only as far as somebody vouches for its digest.
class ArchiveReader {
 public:
  /// in:    path - the archive, or its public part alone
  /// fails: missing/archive.none (no archive there), missing/archive.unfinished (one that was never completed); as read_manifest,
  ///        read_archive_file
  static Result<ArchiveReader> open(const std::string& path);

  const ArchiveManifest& manifest() const { return manifest_; }
  const std::string& manifest_text() const { return manifest_text_; }
  const std::string& digest() const { return digest_; }  ///< SHA-256 of the list of contents, in hexadecimal
  bool has_credentials() const { return has_credentials_; }
  bool is_being_updated() const { return is_being_updated_; }  ///< an export into it was not finished

  /// out:   a file of the public part, exactly as listed
  /// fails: missing/archive.not-held (not listed), corrupt/archive.file-changed; as read_archive_file
  Result<std::string> read(std::string_view path) const;
  /// Compares everything but the credentials with the list of contents.
  void check_files(const TellFault& tell) const;
  /// Tells of everything in a folder that should not be there.    in: path - below the archive
  void tell_added(const std::string& path, const TellFault& tell) const;
  /// The digests of a shard's credentials; none when none is listed.    fails: as read; malformed/archive.digests
  Result<std::vector<std::string>> digests(std::string_view shard) const;
  /// out: whether a credential's bytes are among those of the archive    fails: as digests
  Result<bool> lists(std::string_view document) const;

  struct Credential {
    std::string path;  ///< below the archive
    std::string text;
  };
  /// out:   what lies in a shard's folder, in order of names; empty when there is no such folder
  /// fails: as list_archive_folder
  Result<std::vector<FolderEntry>> credential_files(std::string_view shard) const;
  /// fails: as read_archive_file
  Result<Credential> read_credential(std::string_view shard, const std::string& name) const;

  /// out: the file that stands for an address; empty when none does    fails: as read; malformed/archive.documents
  Result<std::map<std::string, std::string, std::less<>>> documents() const;

 private:
  std::string below_public(std::string_view path) const { return joined_path(public_name_, path); }

  std::string root_;
  std::string public_name_;  // empty: the public part is all there is
  ArchiveManifest manifest_;
  std::string manifest_text_;
  std::string digest_;
  bool has_credentials_ = false;
  bool is_being_updated_ = false;
};

}  // namespace cairn::app
