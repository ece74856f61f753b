#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/archive_layout.hpp"
#include "app/output_folder.hpp"
#include "base/result.hpp"

namespace cairn::app {

/// A folder that an archive is written into, by one program at a time. Everything is first written under temporary names; only
/// when all of it is on the disk does it take its place, the list of contents last. So an export that fails before leaves the
/// earlier archive as it was; one that is killed while the files take their places leaves a mixture. The next export completes it.
class ArchiveFolder {
 public:
  /// Make the folder if needed, lock it, and look at what is there.
  /// fails: unavailable/archive.locked; refused/archive.not-empty (it holds something else), archive.link (a folder in it is a link); as read_manifest; as OutputFolder
  static Result<ArchiveFolder> open(const std::string& path);
  ~ArchiveFolder();
  ArchiveFolder(ArchiveFolder&& other) noexcept;
  ArchiveFolder& operator=(ArchiveFolder&&) = delete;

  const std::optional<ArchiveManifest>& earlier() const { return earlier_; }

  /// Say whose archive it becomes.
  /// fails: conflict/archive.other-issuers (the one there is somebody else's), archive.other-extent (it holds credentials, and
  ///        this one is to hold none); as OutputFolder
  Result<void> begin(const std::vector<ArchiveIssuer>& issuers, ArchiveExtent extent);
  /// in: path - below the part: "status/7f.json"    fails: as OutputFolder
  Result<void> add_public(const std::string& path, std::string_view contents);
  Result<void> add_private(const std::string& path, std::string_view contents);
  /// out: where the credential's file lies below `private`; empty when it is not kept    fails: as OutputFolder
  Result<std::string> add_credential(std::string_view document);
  /// All credentials are there: write the lists of their digests.
  /// fails: conflict/archive.ahead (the earlier archive holds credentials that were not added); as OutputFolder
  Result<void> close_credentials();

  /// out: what was added, sorted by path; to be written into the manifest
  std::vector<ArchiveFile> public_files() const { return sorted(public_files_); }
  std::vector<ArchiveFile> private_files() const { return sorted(private_files_); }
  /// Put everything in its place.    fails: as OutputFolder; then running the export again completes it
  Result<void> finish(std::string_view manifest);
  /// Take away what was written and has not taken its place.
  void abandon();

 private:
  ArchiveFolder(OutputFolder root, int lock) : root_(std::move(root)), lock_(lock) {}
  static std::vector<ArchiveFile> sorted(const std::map<std::string, ArchiveFile>& files);
  Result<void> look();
  Result<OutputFolder*> folder(const std::string& part, const std::string& below);
  Result<void> add(std::string_view part, const std::string& path, std::string_view contents);
  Result<void> spill(std::size_t shard);
  Result<void> close_shard(std::size_t shard);
  Result<void> check_not_ahead(std::string_view shard, const std::vector<std::string>& digests) const;
  Result<void> drop_left_over(const std::string& shard, const std::vector<std::string>& digests);
  Result<void> commit_all(const std::string& path, const OutputFolder& place) const;
  Result<void> remove_obsolete();
  Result<void> remove(const std::string& path) const;

  OutputFolder root_;
  int lock_ = -1;
  ArchiveExtent extent_ = ArchiveExtent::full;
  std::optional<ArchiveManifest> earlier_;
  std::vector<ArchiveIssuer> earlier_issuers_;
  std::map<std::string, OutputFolder> folders_;  // by path below the root
  std::map<std::string, ArchiveFile> public_files_;
  std::map<std::string, ArchiveFile> private_files_;
  std::array<std::string, k_archive_shards> digests_;  // lines not yet written out
  bool is_committing_ = false;
};

}  // namespace cairn::app
