#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cairn::app {

/// A folder that credentials are written into. The database is the durable truth: a new credential's file is written at
/// once under its own name (its code makes that name new) and taken away again when that fails; a run over the same
/// list compares every file with the database and mends what a power cut may have left.
class OutputFolder {
 public:
  /// Who may read the files besides their owner.
  enum class Audience { group, everybody };

  /// Make the folder if needed.    fails: as write_new
  static Result<OutputFolder> open(const std::string& path, Audience audience = Audience::group);
  ~OutputFolder();
  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&& other) noexcept;

  const std::string& path() const { return path_; }

  /// Write a file that is not there yet; one of that name with other contents is replaced, whole.
  /// fails: exhausted/output.disk-full, refused/output.not-permitted, unavailable/output.io; no part of the file is
  /// left then
  Result<void> write_new(const std::string& name, std::string_view contents) const;
  /// Write a file by way of a temporary one: readers see the old or the new contents, whole.   fails: as write_new
  Result<void> replace(const std::string& name, std::string_view contents) const;
  /// The same, with contents in pieces.
  Result<void> replace(const std::string& name, std::span<const std::string> pieces) const;
  /// See to it that a file has these contents.   out: whether it had to be written   fails: as write_new
  Result<bool> ensure(const std::string& name, std::string_view contents) const;
  /// Write a file beside the one of that name, to take its place when commit() is called. What an interrupted program left
  /// there is used when it is the same.
  /// out: whether there is something to commit; false: the file stands there with these contents already
  Result<bool> stage(const std::string& name, std::string_view contents) const;
  /// Add to the end of a staged file.    fails: as write_new
  Result<void> stage_more(const std::string& name, std::string_view contents) const;
  /// out: where a staged file lies until it is committed
  std::string staged_path(const std::string& name) const;
  /// Put a staged file in its place.    fails: as write_new
  Result<void> commit(const std::string& name) const;
  /// Take a file away; one that is not there is no error.    fails: as write_new
  Result<void> remove(const std::string& name) const;
  /// Take a staged file away.    fails: as write_new
  Result<void> discard(const std::string& name) const;
  /// Take everything away that is staged and not committed.    fails: as write_new
  Result<void> discard_staged() const;
  /// out: names of what lies in the folder, in order, without what is staged    fails: as write_new
  Result<std::vector<std::string>> names() const;
  /// out: names of the files that are staged, in order    fails: as write_new
  Result<std::vector<std::string>> staged() const;

  /// out: whether there is a file of that name
  bool holds(const std::string& name) const;
  /// Wait until everything in the folder's file system is on the disk.    fails: as write_new
  Result<void> sync() const;

 private:
  OutputFolder(std::string path, int descriptor, Audience audience)
      : path_(std::move(path)), descriptor_(descriptor), audience_(audience) {}
  unsigned mode() const;
  bool has_contents(const std::string& name, std::string_view contents) const;
  Result<std::vector<std::string>> list() const;
  Failure describe(const std::string& name, int system_error) const;
  Result<void> write_to(int file, const std::string& name, std::span<const std::string_view> pieces) const;
  Result<void> replace_with(const std::string& name, std::span<const std::string_view> pieces) const;

  std::string path_;
  int descriptor_;
  Audience audience_;
};

/// out: words as the beginning of a file's name: small letters, hyphens between; letters outside ASCII stay as they are, what file
/// systems dislike goes; may be empty
std::string file_stem(std::string_view words);

/// out: "seonaid-nicdhomhnaill-" and the code and ".json"; letters outside ASCII stay as they are, what file systems
/// dislike goes
std::string credential_file_name(std::string_view learner_name, std::string_view code);

}  // namespace cairn::app
