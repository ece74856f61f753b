#include "app/archive_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "app/archive_files.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::app {
namespace {

using namespace archive_names;

constexpr std::size_t k_spill_bytes = 8 * 1024;  // of one shard's digests, before they are written out

// What an interrupted export left to say whose archive was to be made.
std::string marker_text(const std::vector<ArchiveIssuer>& issuers) {
  Arena arena;
  const json::Array ids = json::Array::make(arena);
  for (const ArchiveIssuer& issuer : issuers) ids.push_back(json::Value::string(issuer.id), arena);
  const json::Object out = json::Object::make(arena, 2);
  out.add_new("format", json::Value::string(k_archive_format), arena);
  out.add_new("issuers", ids, arena);
  return json::to_text(out);
}

std::vector<ArchiveIssuer> issuers_in_marker(std::string_view text) {
  Arena arena;
  std::vector<ArchiveIssuer> out;
  const auto value = json::read(text, arena);
  const json::Value* ids = value ? value->find("issuers") : nullptr;
  if (ids == nullptr || !ids->is_array()) return out;
  for (const json::Value& id : ids->array()) {
    if (id.is_string()) out.push_back({std::string(id.text()), ""});
  }
  return out;
}

Failure not_empty(const std::string& path) {
  return fail(Kind::refused, "archive.not-empty", path + " holds something that is no archive",
              "Give a new folder, or an earlier archive of the same issuer, which is then brought up to date.");
}

bool holds_issuer(const std::vector<ArchiveIssuer>& issuers, const std::string& id) {
  return std::any_of(issuers.begin(), issuers.end(), [&](const ArchiveIssuer& one) { return one.id == id; });
}

std::vector<std::string> sorted_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

Result<ArchiveFolder> ArchiveFolder::open(const std::string& path) {
  std::error_code problem;
  const bool is_new = !std::filesystem::exists(path, problem);
  CAIRN_TRY(OutputFolder root, OutputFolder::open(path, OutputFolder::Audience::everybody));
  // The lock is on the folder itself and goes with the process: nothing to clean up.
  const int lock = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock < 0) return fail(Kind::unavailable, "archive.io", path + " cannot be opened", "Check the disk and the folder.");
  ArchiveFolder out(std::move(root), lock);
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    return fail(Kind::unavailable, "archive.locked", "another export is writing to " + path, "Wait until it is done, then run the same command again.");
  }
  if (!is_new) CAIRN_CHECK(out.look());
  return out;
}

ArchiveFolder::~ArchiveFolder() {
  if (lock_ >= 0) ::close(lock_);
}

ArchiveFolder::ArchiveFolder(ArchiveFolder&& other) noexcept
    : root_(std::move(other.root_)),
      lock_(std::exchange(other.lock_, -1)),
      extent_(other.extent_),
      earlier_(std::move(other.earlier_)),
      earlier_issuers_(std::move(other.earlier_issuers_)),
      folders_(std::move(other.folders_)),
      public_files_(std::move(other.public_files_)),
      private_files_(std::move(other.private_files_)),
      digests_(std::move(other.digests_)),
      is_committing_(other.is_committing_) {}

Result<void> ArchiveFolder::look() {
  const std::string& path = root_.path();
  const auto manifest = read_archive_file(path, joined_path(k_public, k_manifest));
  if (manifest) {
    CAIRN_TRY(earlier_, read_manifest(*manifest));
    earlier_issuers_ = earlier_->issuers;
    return {};
  }
  if (manifest.error().kind != Kind::missing) return Failure(manifest.error());
  CAIRN_TRY(const std::vector<std::string> names, root_.names());
  if (names.empty()) return {};
  const auto marker = read_archive_file(path, k_unfinished);
  if (!marker) return not_empty(path);
  earlier_issuers_ = issuers_in_marker(*marker);
  return earlier_issuers_.empty() ? Result<void>(not_empty(path)) : Result<void>();
}

Result<void> ArchiveFolder::begin(const std::vector<ArchiveIssuer>& issuers, ArchiveExtent extent) {
  for (const ArchiveIssuer& earlier : earlier_issuers_) {
    if (holds_issuer(issuers, earlier.id)) continue;
    return fail(Kind::conflict, "archive.other-issuers", root_.path() + " is the archive of " + earlier.id + ", in whose name nothing was issued in this database",
                "Give another folder, or that issuer's database.");
  }
  if (earlier_ && earlier_->extent == ArchiveExtent::full && extent == ArchiveExtent::public_only) {
    return fail(Kind::conflict, "archive.other-extent", root_.path() + " is an archive with the credentials in it",
                "Give another folder for an archive without them, or copy its folder \"public\".");
  }
  extent_ = extent;
  const std::string marker(k_unfinished);
  CAIRN_CHECK(check_no_link(root_.path(), marker));
  CAIRN_TRY(const bool is_new, root_.stage(marker, marker_text(issuers)));
  if (is_new) CAIRN_CHECK(root_.commit(marker));
  if (extent == ArchiveExtent::full) {
    CAIRN_CHECK(check_no_link(root_.path(), k_private));
    const std::string place = joined_path(root_.path(), k_private);
    std::error_code problem;
    if (std::filesystem::create_directories(place, problem)) {
      using std::filesystem::perms;
      std::filesystem::permissions(place, perms::owner_all | perms::group_read | perms::group_exec, problem);
    }
  }
  CAIRN_TRY(OutputFolder * lists, folder(std::string(k_public), std::string(k_digests)));
  return lists->discard_staged();  // of an interrupted run: these are added to, piece by piece
}

Result<OutputFolder*> ArchiveFolder::folder(const std::string& part, const std::string& below) {
  const std::string path = below.empty() ? part : joined_path(part, below);
  const auto known = folders_.find(path);
  if (known != folders_.end()) return &known->second;
  CAIRN_CHECK(check_no_link(root_.path(), path));
  const auto audience = part == k_public ? OutputFolder::Audience::everybody : OutputFolder::Audience::group;
  CAIRN_TRY(OutputFolder opened, OutputFolder::open(joined_path(root_.path(), path), audience));
  return &folders_.emplace(path, std::move(opened)).first->second;
}

Result<void> ArchiveFolder::add(std::string_view part, const std::string& path, std::string_view contents) {
  const std::size_t slash = path.find('/');
  const std::string below = slash == std::string::npos ? "" : path.substr(0, slash);
  CAIRN_TRY(OutputFolder * place, folder(std::string(part), below));
  CAIRN_CHECK(place->stage(path.substr(slash == std::string::npos ? 0 : slash + 1), contents));
  auto& files = part == k_public ? public_files_ : private_files_;
  files[path] = {path, contents.size(), archive_digest(contents).hex};
  return {};
}

Result<void> ArchiveFolder::add_public(const std::string& path, std::string_view contents) { return add(k_public, path, contents); }
Result<void> ArchiveFolder::add_private(const std::string& path, std::string_view contents) { return add(k_private, path, contents); }

Result<std::string> ArchiveFolder::add_credential(std::string_view document) {
  const ArchiveDigest digest = archive_digest(document);
  const std::string shard(digest.shard());
  const std::size_t number = std::stoul(shard, nullptr, 16);
  (digests_[number] += digest.hex) += '\n';
  if (digests_[number].size() >= k_spill_bytes) CAIRN_CHECK(spill(number));
  if (extent_ == ArchiveExtent::public_only) return std::string();
  const std::string below = joined_path(k_credentials, shard);
  CAIRN_TRY(OutputFolder * place, folder(std::string(k_private), below));
  const std::string name = archived_name(digest, document);
  CAIRN_CHECK(place->stage(name, document));
  return joined_path(below, name);
}

Result<void> ArchiveFolder::spill(std::size_t shard) {
  CAIRN_TRY(OutputFolder * lists, folder(std::string(k_public), std::string(k_digests)));
  CAIRN_CHECK(lists->stage_more(archive_shard(shard) + ".txt", digests_[shard]));
  digests_[shard].clear();
  return {};
}

Result<void> ArchiveFolder::close_credentials() {
  for (std::size_t i = 0; i < k_archive_shards; ++i) CAIRN_CHECK(close_shard(i));
  return {};
}

// One shard's digests are in memory at a time, however many credentials there are.
Result<void> ArchiveFolder::close_shard(std::size_t number) {
  const std::string shard = archive_shard(number);
  CAIRN_TRY(OutputFolder * lists, folder(std::string(k_public), std::string(k_digests)));
  const auto spilled = read_archive_file(lists->path(), lists->staged_path(shard + ".txt").substr(lists->path().size() + 1));
  if (!spilled && spilled.error().kind != Kind::missing) return Failure(spilled.error());
  const std::vector<std::string> digests = sorted_lines((spilled ? *spilled : std::string()) + std::exchange(digests_[number], {}));
  CAIRN_CHECK(check_not_ahead(shard, digests));
  if (extent_ == ArchiveExtent::full) CAIRN_CHECK(drop_left_over(shard, digests));
  if (spilled) CAIRN_CHECK(lists->discard(shard + ".txt"));
  if (digests.empty()) return {};
  return add_public(digest_list_path(shard), digest_list(digests));
}

// A database that knows less than the archive is an older one: bringing the archive "up to date" from it would lose credentials.
Result<void> ArchiveFolder::check_not_ahead(std::string_view shard, const std::vector<std::string>& digests) const {
  if (!earlier_ || earlier_->find(digest_list_path(shard)) == nullptr) return {};
  const auto text = read_archive_file(root_.path(), joined_path(k_public, digest_list_path(shard)));
  const auto before = text ? read_digest_list(*text, shard) : Result<std::vector<std::string>>(Failure(text.error()));
  if (!before) return {};  // damaged or lost: it is written anew
  if (std::includes(digests.begin(), digests.end(), before->begin(), before->end())) return {};
  return fail(Kind::conflict, "archive.ahead", root_.path() + " holds credentials that this database does not know: was the database restored from a backup?",
              "Give the newest database; or a new folder, and keep the earlier archive.");
}

Result<void> ArchiveFolder::drop_left_over(const std::string& shard, const std::vector<std::string>& digests) {
  const std::string below = joined_path(k_credentials, shard);
  if (std::error_code problem; digests.empty() && !std::filesystem::exists(joined_path(root_.path(), joined_path(k_private, below)), problem)) return {};
  CAIRN_TRY(OutputFolder * place, folder(std::string(k_private), below));
  CAIRN_TRY(const std::vector<std::string> staged, place->staged());
  for (const std::string& name : staged) {
    const auto digest = digest_in_name(name);
    if (!digest || !std::binary_search(digests.begin(), digests.end(), *digest)) CAIRN_CHECK(place->discard(name));
  }
  return {};
}

std::vector<ArchiveFile> ArchiveFolder::sorted(const std::map<std::string, ArchiveFile>& files) {
  std::vector<ArchiveFile> out;
  for (const auto& [path, file] : files) out.push_back(file);
  return out;
}

Result<void> ArchiveFolder::remove_obsolete() {
  if (!earlier_) return {};
  for (const ArchiveFile& before : earlier_->public_files) {
    if (!public_files_.contains(before.path)) CAIRN_CHECK(remove(joined_path(k_public, before.path)));
  }
  for (const ArchiveFile& before : earlier_->private_files) {
    if (!private_files_.contains(before.path)) CAIRN_CHECK(remove(joined_path(k_private, before.path)));
  }
  return {};
}

// The earlier list of contents says what is removed: it must not lead out of the folder.
Result<void> ArchiveFolder::remove(const std::string& path) const {
  CAIRN_CHECK(check_no_link(root_.path(), path.substr(0, path.rfind('/'))));
  return root_.remove(path);
}

// Credentials that do not belong were dropped before; of the other files an interrupted run may have left some.
Result<void> ArchiveFolder::commit_all(const std::string& path, const OutputFolder& place) const {
  const std::size_t slash = path.find('/');
  const std::string below = slash == std::string::npos ? "" : path.substr(slash + 1);
  const auto& files = path.starts_with(k_public) ? public_files_ : private_files_;
  CAIRN_TRY(const std::vector<std::string> names, place.staged());
  for (const std::string& name : names) {
    if (path == k_public && name == k_manifest) continue;  // last of all
    const bool belongs = below.starts_with(k_credentials) || files.contains(below.empty() ? name : joined_path(below, name));
    CAIRN_CHECK(belongs ? place.commit(name) : place.discard(name));
  }
  return {};
}

Result<void> ArchiveFolder::finish(std::string_view manifest) {
  CAIRN_TRY(OutputFolder * top, folder(std::string(k_public), ""));
  const std::string manifest_name(k_manifest);
  CAIRN_TRY(const bool is_changed, top->stage(manifest_name, manifest));
  CAIRN_CHECK(root_.sync());
  is_committing_ = true;
  for (const auto& [path, place] : folders_) CAIRN_CHECK(commit_all(path, place));
  CAIRN_CHECK(remove_obsolete());
  CAIRN_CHECK(root_.sync());
  if (is_changed) CAIRN_CHECK(top->commit(manifest_name));
  CAIRN_CHECK(root_.remove(std::string(k_unfinished)));
  return root_.sync();
}

void ArchiveFolder::abandon() {
  if (is_committing_) return;  // what has taken its place already needs the rest
  for (const auto& [path, place] : folders_) (void)place.discard_staged();
  if (earlier_) (void)root_.remove(std::string(k_unfinished));
}

}  // namespace cairn::app
