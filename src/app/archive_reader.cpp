#include "app/archive_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "json/read.hpp"

namespace cairn::app {
namespace {

using namespace archive_names;
namespace files = std::filesystem;

constexpr std::size_t k_most_deviations = 10'000;

std::string joined(std::string_view a, std::string_view b) { return a.empty() ? std::string(b) : std::string(a) + "/" + std::string(b); }

// Half-written files of an export that was interrupted are nobody's.
bool is_temporary(std::string_view name) { return name.starts_with('.'); }

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code problem;
  for (files::directory_iterator entry(folder, problem), end; !problem && entry != end; entry.increment(problem)) {
    std::string name = entry->path().filename().string();
    if (!is_temporary(name)) out.push_back(std::move(name));
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool is_there(const std::string& path) {
  std::error_code problem;
  return files::exists(path, problem);
}

bool is_folder(const std::string& path) {
  std::error_code problem;
  return files::is_directory(files::symlink_status(path, problem));
}

Result<std::string> read_listed(const std::string& part, const ArchiveFile& file) {
  CAIRN_TRY(std::string text, read_archive_file(joined(part, file.path)));
  if (text.size() == file.bytes && archive_digest(text).hex == file.sha256_hex) return text;
  return fail(Kind::corrupt, "archive.file-changed", joined(part, file.path) + " is not the file that the archive lists", "Get a whole copy of the archive.");
}

// Compares a part with its list; credentials are left to their own lists.
class PartCheck {
 public:
  PartCheck(const std::string& place, std::string_view name, std::vector<ArchiveDeviation>& out) : place_(place), name_(name), out_(out) {}

  void compare(const std::vector<ArchiveFile>& listed) {
    for (const ArchiveFile& file : listed) {
      known_.insert(file.path);
      const auto text = read_listed(place_, file);
      if (text) continue;
      note(text.error().kind == Kind::missing ? FileFault::missing : FileFault::changed, file.path);
    }
  }
  void look_for_more(std::string_view apart) {
    for (const std::string& name : names_in(place_)) {
      if (name == apart) continue;
      if (!is_folder(joined(place_, name))) {
        if (!known_.contains(name)) note(FileFault::added, name);
        continue;
      }
      for (const std::string& inner : names_in(joined(place_, name))) {
        if (!known_.contains(joined(name, inner))) note(FileFault::added, joined(name, inner));
      }
    }
  }

 private:
  void note(FileFault fault, const std::string& path) {
    if (out_.size() < k_most_deviations) out_.push_back({fault, joined(name_, path)});
  }

  std::string place_;
  std::string_view name_;
  std::vector<ArchiveDeviation>& out_;
  std::set<std::string> known_;
};

}  // namespace

std::string_view fault_word(FileFault fault) {
  switch (fault) {
    case FileFault::missing: return "missing";
    case FileFault::changed: return "changed";
    case FileFault::added: break;
  }
  return "added";
}

Result<ArchiveReader> ArchiveReader::open(const std::string& path) {
  ArchiveReader out;
  const bool is_part = !is_folder(joined(path, k_public)) && is_there(joined(path, k_manifest));
  out.public_ = is_part ? path : joined(path, k_public);
  out.public_name_ = is_part ? "" : std::string(k_public);
  auto manifest = read_archive_file(joined(out.public_, k_manifest));
  const bool is_begun = !is_part && is_there(joined(path, k_unfinished));
  if (!manifest && manifest.error().kind == Kind::missing) {
    if (is_begun) {
      return fail(Kind::missing, "archive.unfinished", "the export into " + path + " was never completed", "Run the same cairn export again.");
    }
    return fail(Kind::missing, "archive.none", "there is no archive at " + path, "Give the folder that cairn export --archive wrote, or its folder \"public\".");
  }
  CAIRN_TRY(out.manifest_text_, std::move(manifest));
  CAIRN_TRY(out.manifest_, read_manifest(out.manifest_text_));
  out.digest_ = archive_digest(out.manifest_text_).hex;
  out.is_being_updated_ = is_begun;
  if (!is_part && is_folder(joined(path, k_private))) out.private_ = joined(path, k_private);
  out.has_credentials_ = !out.private_.empty() && out.manifest_.extent == ArchiveExtent::full;
  return out;
}

Result<std::string> ArchiveReader::read(std::string_view path) const {
  const ArchiveFile* file = manifest_.find(path);
  if (file == nullptr) {
    return fail(Kind::missing, "archive.not-held", std::string(path.substr(0, 300)) + " is not in the archive", "Get a whole copy of the archive.");
  }
  return read_listed(public_, *file);
}

std::vector<ArchiveDeviation> ArchiveReader::check_files() const {
  std::vector<ArchiveDeviation> out;
  PartCheck shown(public_, public_name_, out);
  shown.compare(manifest_.public_files);
  shown.look_for_more(k_manifest);
  if (private_.empty()) return out;
  PartCheck hidden(private_, k_private, out);
  hidden.compare(manifest_.private_files);
  hidden.look_for_more(k_credentials);
  return out;
}

Result<std::vector<std::string>> ArchiveReader::digests(std::string_view shard) const {
  const std::string path = digest_list_path(shard);
  if (manifest_.find(path) == nullptr) return std::vector<std::string>();
  CAIRN_TRY(const std::string text, read(path));
  return read_digest_list(text, shard);
}

Result<bool> ArchiveReader::lists(std::string_view document) const {
  const ArchiveDigest digest = archive_digest(document);
  CAIRN_TRY(const std::vector<std::string> known, digests(digest.shard()));
  return std::binary_search(known.begin(), known.end(), digest.hex);
}

std::vector<std::string> ArchiveReader::credential_files(std::string_view shard) const {
  if (private_.empty()) return {};
  return names_in(joined(private_, joined(k_credentials, shard)));
}

Result<ArchiveReader::Credential> ArchiveReader::read_credential(std::string_view shard, const std::string& name) const {
  const std::string below = joined(k_credentials, joined(shard, name));
  Credential out;
  CAIRN_TRY(out.text, read_archive_file(joined(private_, below)));
  out.path = joined(k_private, below);
  return out;
}

Result<std::map<std::string, std::string, std::less<>>> ArchiveReader::documents() const {
  CAIRN_TRY(const std::string text, read(k_documents));
  Arena arena;
  const auto value = json::read(text, arena);
  if (!value || !value->is_object()) {
    return fail(Kind::malformed, "archive.documents", "the archive's table of addresses cannot be read", "Get a whole copy of the archive.");
  }
  std::map<std::string, std::string, std::less<>> out;
  for (const json::Member& member : value->object()) {
    if (member.value.is_string()) out.emplace(member.name, member.value.text());
  }
  return out;
}

}  // namespace cairn::app
