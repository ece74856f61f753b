#include "app/register_folder.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "app/archive_files.hpp"
#include "app/register_lines.hpp"
#include "base/bytes.hpp"
#include "crypto/hash.hpp"
#include "json/read.hpp"

namespace cairn::app {
namespace {

namespace files = std::filesystem;
using store::RegisterContents;

constexpr std::size_t k_page = 1'000;

Result<RegisterContents> read_all(store::Register& store, store::TenantId tenant) {
  RegisterContents out;
  for (store::Record after;;) {
    CAIRN_TRY(auto page, store.all_revisions(tenant, after, k_page));
    std::move(page.begin(), page.end(), std::back_inserter(out.revisions));
    if (page.size() < k_page) break;
    after = {out.revisions.back().key, out.revisions.back().revision, {}};
  }
  for (std::int64_t after = 0;;) {
    CAIRN_TRY(auto page, store.audit_entries(tenant, after, k_page));
    std::move(page.begin(), page.end(), std::back_inserter(out.entries));
    if (page.size() < k_page) break;
    after = out.entries.back().number;
  }
  for (store::RecordKey after;;) {
    CAIRN_TRY(auto page, store.listings(tenant, after, k_page));
    for (store::KeptListing& kept : page) out.listings.push_back(std::move(kept.listing));
    if (page.size() < k_page) break;
    after = out.listings.back().key;
  }
  return out;
}

// One state, although it takes several readings: what was written meanwhile shows in the tree.
Result<RegisterContents> read_still(store::Register& store, store::TenantId tenant, store::AuditHead& head) {
  for (int attempt = 1; attempt <= 5; ++attempt) {
    CAIRN_TRY(head, store.audit_head(tenant));
    CAIRN_TRY(RegisterContents contents, read_all(store, tenant));
    CAIRN_TRY(const store::AuditHead after, store.audit_head(tenant));
    if (head != after) continue;
    CAIRN_TRY(const store::AuditTree tree, check_contents(contents));
    if (tree.head() == head) return contents;
    return fail(Kind::corrupt, "register.contents", "the audit tree is not that of its entries", "Run cairn fsck.");
  }
  return fail(Kind::unavailable, "register.busy", "others wrote to the register all the while", "Run it again at a quieter time.");
}

Failure cannot_write(const std::string& path) {
  return fail(Kind::unavailable, "output.io", path + " could not be written", "Check the disk and the rights of the folder.");
}

Result<void> write_file(const files::path& path, const std::string& contents) {
  std::error_code problem;
  files::create_directories(path.parent_path(), problem);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << contents;
  out.close();
  if (!out) return cannot_write(path.string());
  files::permissions(path, files::perms::owner_read | files::perms::owner_write, problem);
  return {};
}

// The list of contents comes last: without it a folder is nothing.
Result<void> write_files(const RegisterFiles& written, const std::string& folder) {
  std::error_code problem;
  files::create_directories(folder, problem);
  files::permissions(folder, files::perms::owner_all, problem);  // names and addresses of people lie in it
  if (!files::is_directory(folder, problem)) return cannot_write(folder);
  for (const auto& [name, contents] : written) {
    if (name != k_register_manifest) CAIRN_CHECK(write_file(files::path(folder) / name, contents));
  }
  return write_file(files::path(folder) / k_register_manifest, written.at(std::string(k_register_manifest)));
}

Failure changed(const std::string& name, const std::string& what) {
  return fail(Kind::corrupt, "register.folder", name + " " + what, "The folder was changed or damaged. Nothing was written; use another copy.");
}

Result<void> read_folder(const std::string& root, const std::string& below, int depth, RegisterFiles& out) {
  CAIRN_TRY(const auto entries, list_archive_folder(root, below));
  for (const FolderEntry& entry : entries) {
    const std::string name = joined_path(below, entry.name);
    if (entry.sort == FolderEntry::Sort::folder && depth < 2) {
      CAIRN_CHECK(read_folder(root, name, depth + 1, out));
      continue;
    }
    if (entry.sort != FolderEntry::Sort::file) return changed(name, "is no file");
    std::ifstream in(files::path(root) / name, std::ios::binary);
    std::string contents((std::istreambuf_iterator<char>(in)), {});
    if (!in.good() && !in.eof()) return changed(name, "cannot be read");
    out.emplace(name, std::move(contents));
  }
  return {};
}

// What the list of contents says, so that the file that was changed is named.
Result<void> check_digests(const RegisterFiles& found) {
  const auto manifest = found.find(std::string(k_register_manifest));
  if (manifest == found.end()) return changed(std::string(k_register_manifest), "is missing: this is no complete copy of a register");
  Arena arena;
  const auto root = json::read(manifest->second, arena);
  const json::Value* list = root && root->is_object() ? root->find("files") : nullptr;
  if (list == nullptr || !list->is_array()) return changed(std::string(k_register_manifest), "is no list of contents");
  std::size_t listed = 1;
  for (const json::Value& each : list->array()) {
    const std::string name(each.is_object() ? each.text_of("name") : "");
    const auto file = found.find(name);
    if (file == found.end()) return changed(name.empty() ? std::string(k_register_manifest) : name, name.empty() ? "is no list of contents" : "is missing");
    if (to_hex(crypto::sha256(as_bytes(file->second))) != each.text_of("sha256")) return changed(name, "is not what the list of contents says");
    ++listed;
  }
  if (listed == found.size()) return {};
  for (const auto& [name, contents] : found) {
    const bool is_listed = std::ranges::any_of(list->array(), [&name = name](const json::Value& each) { return each.is_object() && each.text_of("name") == name; });
    if (!is_listed && name != k_register_manifest) return changed(name, "was added");
  }
  return changed(std::string(k_register_manifest), "names a file twice");
}

// Whoever changed a file and the list of contents with it has not changed the records, or has broken the tree.
Result<void> check_repeated(const RegisterFiles& found, const RegisterFiles& expected) {
  for (const auto& [name, contents] : expected) {
    const auto file = found.find(name);
    if (file == found.end()) return changed(name, "is missing");
    if (file->second != contents) return changed(name, "does not say what the records say");
  }
  for (const auto& [name, contents] : found) {
    if (!expected.contains(name)) return changed(name, "was added");
  }
  return {};
}

RegisterFolderDone done_of(const RegisterContents& contents, const store::AuditHead& head, std::size_t count) {
  const auto is_definition = [](const store::Record& record) { return record.key.kind == store::RecordKind::definition && record.revision == 1; };
  return {head, static_cast<std::uint64_t>(std::ranges::count_if(contents.revisions, is_definition)), contents.revisions.size(), count};
}

}  // namespace

Result<RegisterFolderDone> export_register(store::Register& store, store::TenantId tenant, const std::string& folder) {
  std::error_code problem;
  const bool is_there = files::exists(files::symlink_status(folder, problem));
  if (is_there && !files::is_empty(folder, problem)) {
    return fail(Kind::conflict, "output.exists", folder + " is there already, and not empty", "Give the name of a new folder.");
  }
  store::AuditHead head;
  CAIRN_TRY(const RegisterContents contents, read_still(store, tenant, head));
  CAIRN_TRY(const RegisterFiles written, register_files(contents, head));
  const Result<void> done = write_files(written, folder);
  if (done) return done_of(contents, head, written.size());
  for (const auto& [name, text] : written) files::remove_all(files::path(folder) / name.substr(0, name.find('/')), problem);
  if (!is_there) files::remove(folder, problem);
  return Failure(done.error());
}

Result<RegisterFolderDone> import_register(store::Register& store, store::TenantId tenant, const std::string& folder) {
  RegisterFiles found;
  std::error_code problem;
  if (!files::is_directory(folder, problem)) return fail(Kind::missing, "register.folder", "there is no folder " + folder, "Give a folder that cairn export --register wrote.");
  CAIRN_CHECK(read_folder(folder, "", 0, found));
  CAIRN_CHECK(check_digests(found));
  CAIRN_TRY(const RegisterContents contents, read_register_files(found));
  CAIRN_TRY(const store::AuditTree tree, check_contents(contents));
  CAIRN_TRY(const RegisterFiles expected, register_files(contents, tree.head()));
  CAIRN_CHECK(check_repeated(found, expected));
  CAIRN_TRY(const store::AuditHead head, store.restore_records(tenant, contents));
  return done_of(contents, head, found.size());
}

}  // namespace cairn::app
