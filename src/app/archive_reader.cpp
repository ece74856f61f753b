#include "app/archive_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "json/read.hpp"

namespace cairn::app {
namespace {

using namespace archive_names;
namespace files = std::filesystem;

bool is_there(const std::string& path) {
  std::error_code problem;
  return files::exists(path, problem);
}

bool is_folder(const std::string& path) { return sort_at(path) == FolderEntry::Sort::folder; }

}  // namespace

Result<ArchiveReader> ArchiveReader::open(const std::string& path) {
  ArchiveReader out;
  const bool is_part = !is_folder(joined_path(path, k_public)) && is_there(joined_path(path, k_manifest));
  out.root_ = path;
  out.public_name_ = is_part ? "" : std::string(k_public);
  auto manifest = read_archive_file(path, out.below_public(k_manifest));
  const bool is_begun = !is_part && is_there(joined_path(path, k_unfinished));
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
  out.has_credentials_ = !is_part && out.manifest_.extent == ArchiveExtent::full && is_folder(joined_path(path, k_private));
  return out;
}

Result<std::string> ArchiveReader::read(std::string_view path) const {
  const ArchiveFile* file = manifest_.find(path);
  if (file == nullptr) {
    return fail(Kind::missing, "archive.not-held", std::string(path.substr(0, 300)) + " is not in the archive", "Get a whole copy of the archive.");
  }
  CAIRN_TRY(std::string text, read_archive_file(root_, below_public(path)));
  if (text.size() == file->bytes && archive_digest(text).hex == file->sha256_hex) return text;
  return fail(Kind::corrupt, "archive.file-changed", joined_path(root_, below_public(path)) + " is not the file that the archive lists", "Get a whole copy of the archive.");
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

Result<std::vector<FolderEntry>> ArchiveReader::credential_files(std::string_view shard) const {
  auto out = list_archive_folder(root_, joined_path(k_private, joined_path(k_credentials, shard)));
  if (!out && out.error().kind == Kind::missing) return std::vector<FolderEntry>();
  if (out) std::erase_if(*out, is_left_over);
  return out;
}

Result<ArchiveReader::Credential> ArchiveReader::read_credential(std::string_view shard, const std::string& name) const {
  Credential out;
  out.path = joined_path(k_private, joined_path(k_credentials, joined_path(shard, name)));
  CAIRN_TRY(out.text, read_archive_file(root_, out.path));
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
