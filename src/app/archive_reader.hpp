#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/archive_layout.hpp"
#include "base/result.hpp"

namespace cairn::app {

/// In what way a file of an archive is not as the list of contents says.
enum class FileFault : std::uint8_t { missing, changed, added };
std::string_view fault_word(FileFault fault);  ///< "missing", "changed", "added"

struct ArchiveDeviation {
  FileFault fault = FileFault::missing;
  std::string path;  ///< below the archive: "public/status/7f.json"
};

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
  /// out: what deviates among all files but the credentials
  std::vector<ArchiveDeviation> check_files() const;
  /// The digests of a shard's credentials; none when none is listed.    fails: as read; malformed/archive.digests
  Result<std::vector<std::string>> digests(std::string_view shard) const;
  /// out: whether a credential's bytes are among those of the archive    fails: as digests
  Result<bool> lists(std::string_view document) const;

  struct Credential {
    std::string path;  ///< below the archive
    std::string text;
  };
  /// What lies in a shard's folder.
  /// out: names of files there, in order; empty when there is no such folder
  std::vector<std::string> credential_files(std::string_view shard) const;
  /// fails: as read_archive_file
  Result<Credential> read_credential(std::string_view shard, const std::string& name) const;

  /// out: the file that stands for an address; empty when none does    fails: as read; malformed/archive.documents
  Result<std::map<std::string, std::string, std::less<>>> documents() const;

 private:
  std::string public_;   // path of the public part
  std::string private_;  // path of the other; empty when it is not there
  std::string public_name_;
  ArchiveManifest manifest_;
  std::string manifest_text_;
  std::string digest_;
  bool has_credentials_ = false;
  bool is_being_updated_ = false;
};

}  // namespace cairn::app
