#include "app/archive_layout.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "crypto/hash.hpp"
#include "json/read.hpp"

namespace cairn::app {
namespace {

constexpr std::string_view k_extents[] = {"full", "public"};
constexpr std::string_view k_standings[] = {"dated", "final"};
constexpr std::size_t k_hex_digits = 64;
constexpr std::size_t k_most_files = 100'000;

json::Value text(std::string_view value, Arena& arena) { return json::Value::string(arena.copy(value)); }
json::Value number(std::uint64_t value, Arena& arena) { return json::Value::number(arena.copy(std::to_string(value))); }

json::Value to_json(const std::vector<ArchiveFile>& files, Arena& arena) {
  const json::Array out = json::Array::make(arena, static_cast<std::uint32_t>(files.size()));
  for (const ArchiveFile& file : files) {
    const json::Object one = json::Object::make(arena, 3);
    one.add_new("path", text(file.path, arena), arena);
    one.add_new("bytes", number(file.bytes, arena), arena);
    one.add_new("sha256", text(file.sha256_hex, arena), arena);
    out.push_back(one, arena);
  }
  return out;
}

Failure bad_manifest(std::string detail) {
  return fail(Kind::malformed, "archive.manifest", "the archive's list of contents " + std::move(detail),
              "Give a folder that cairn export --archive wrote, unchanged.");
}

bool is_hex(std::string_view text) {
  return text.size() == k_hex_digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// One or two names of plain characters: no way out of the folder, and nothing hidden.
bool is_safe_path(std::string_view path) {
  constexpr std::string_view k_plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  const std::size_t slash = path.find('/');
  const std::string_view first = path.substr(0, slash);
  const std::string_view second = slash == std::string_view::npos ? "x" : path.substr(slash + 1);
  for (const std::string_view name : {first, second}) {
    if (name.empty() || name.size() > 200 || name.front() == '.' || name.find_first_not_of(k_plain) != std::string_view::npos) return false;
  }
  return true;
}

Result<std::uint64_t> number_of(const json::Value& object, std::string_view name) {
  const json::Value* value = object.find(name);
  const std::string_view digits = value != nullptr && value->is_number() ? value->number_text() : std::string_view();
  std::uint64_t out = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) {
    return bad_manifest("has no number \"" + std::string(name) + "\"");
  }
  return out;
}

Result<std::vector<ArchiveFile>> files_of(const json::Value& manifest, std::string_view name) {
  const json::Value* list = manifest.find(name);
  if (list == nullptr || !list->is_array() || list->array().size() > k_most_files) return bad_manifest("has no list \"" + std::string(name) + "\"");
  std::vector<ArchiveFile> out;
  for (const json::Value& item : list->array()) {
    ArchiveFile file;
    file.path = item.text_of("path");
    file.sha256_hex = item.text_of("sha256");
    CAIRN_TRY(file.bytes, number_of(item, "bytes"));
    if (!is_safe_path(file.path) || !is_hex(file.sha256_hex)) return bad_manifest("has an entry that names no file and digest");
    if (!out.empty() && out.back().path >= file.path) return bad_manifest("is not in order");
    out.push_back(std::move(file));
  }
  return out;
}

template <class Word, std::size_t N>
Result<Word> word_of(const json::Value& object, std::string_view name, const std::string_view (&words)[N]) {
  for (std::size_t i = 0; i < N; ++i) {
    if (object.text_of(name) == words[i]) return static_cast<Word>(i);
  }
  return bad_manifest("has no \"" + std::string(name) + "\" that is known here");
}

Result<std::vector<ArchiveIssuer>> issuers_of(const json::Value& manifest) {
  const json::Value* list = manifest.find("issuers");
  if (list == nullptr || !list->is_array()) return bad_manifest("names no issuers");
  std::vector<ArchiveIssuer> out;
  for (const json::Value& item : list->array()) {
    out.push_back({std::string(item.text_of("id")), std::string(item.text_of("name"))});
    if (out.back().id.empty()) return bad_manifest("has an issuer without id");
  }
  return out;
}

}  // namespace

const ArchiveFile* ArchiveManifest::find(std::string_view path) const {
  const auto found = std::lower_bound(public_files.begin(), public_files.end(), path,
                                      [](const ArchiveFile& file, std::string_view wanted) { return file.path < wanted; });
  return found == public_files.end() || found->path != path ? nullptr : &*found;
}

json::Value to_json(const ArchiveManifest& manifest, Arena& arena) {
  const json::Array issuers = json::Array::make(arena);
  for (const ArchiveIssuer& issuer : manifest.issuers) {
    const json::Object one = json::Object::make(arena, 2);
    one.add_new("id", text(issuer.id, arena), arena);
    one.add_new("name", text(issuer.name, arena), arena);
    issuers.push_back(one, arena);
  }
  const json::Object out = json::Object::make(arena, 10);
  out.add_new("format", json::Value::string(k_archive_format), arena);
  out.add_new("made", text(format_instant(manifest.made), arena), arena);
  out.add_new("extent", json::Value::string(k_extents[static_cast<std::size_t>(manifest.extent)]), arena);
  out.add_new("status", json::Value::string(k_standings[static_cast<std::size_t>(manifest.standing)]), arena);
  out.add_new("issuers", issuers, arena);
  out.add_new("credentials", number(manifest.credentials, arena), arena);
  out.add_new("public", to_json(manifest.public_files, arena), arena);
  out.add_new("private", to_json(manifest.private_files, arena), arena);
  return out;
}

Result<ArchiveManifest> read_manifest(std::string_view bytes) {
  Arena arena;
  const auto value = json::read(bytes, arena);
  if (!value) return bad_manifest("cannot be read: " + value.error().detail);
  const std::string_view format = value->text_of("format");
  if (format.starts_with("cairn-archive-") && format != k_archive_format) {
    return fail(Kind::unsupported, "archive.format", "the archive has the form " + std::string(format.substr(0, 40)) + ", this program knows " + std::string(k_archive_format),
                "Use the newer program that wrote it.");
  }
  if (format != k_archive_format) return bad_manifest("is none: it names no format");
  ArchiveManifest out;
  const auto made = parse_date_time_stamp(value->text_of("made"));
  if (!made) return bad_manifest("does not say when it was made");
  out.made = *made;
  CAIRN_TRY(out.extent, word_of<ArchiveExtent>(*value, "extent", k_extents));
  CAIRN_TRY(out.standing, word_of<ArchiveStanding>(*value, "status", k_standings));
  CAIRN_TRY(out.issuers, issuers_of(*value));
  CAIRN_TRY(out.credentials, number_of(*value, "credentials"));
  CAIRN_TRY(out.public_files, files_of(*value, "public"));
  CAIRN_TRY(out.private_files, files_of(*value, "private"));
  return out;
}

ArchiveDigest archive_digest(std::string_view bytes) { return {to_hex(crypto::sha256(as_bytes(bytes)))}; }

std::string archive_shard(std::size_t number) {
  const std::uint8_t byte = static_cast<std::uint8_t>(number);
  return to_hex({&byte, 1});
}

std::string digest_list_path(std::string_view shard) { return std::string(archive_names::k_digests) + "/" + std::string(shard) + ".txt"; }

std::string digest_list(const std::vector<std::string>& sorted_digests) {
  std::string out;
  out.reserve(sorted_digests.size() * (k_hex_digits + 1));
  for (const std::string& digest : sorted_digests) (out += digest) += '\n';
  return out;
}

Result<std::vector<std::string>> read_digest_list(std::string_view bytes, std::string_view shard) {
  std::vector<std::string> out;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    const bool is_in_order = out.empty() || out.back() < line;
    if (!is_hex(line) || !line.starts_with(shard) || !is_in_order || line.size() == bytes.size()) {
      return fail(Kind::malformed, "archive.digests", "the list of digests " + digest_list_path(shard) + " is damaged at line " + std::to_string(out.size() + 1),
                  "Get a whole copy of the archive.");
    }
    out.emplace_back(line);
    bytes.remove_prefix(line.size() + 1);
  }
  return out;
}

std::string archived_name(const ArchiveDigest& digest, std::string_view document) {
  return digest.hex + (document.starts_with('{') ? ".json" : ".sd-jwt");
}

std::optional<std::string> digest_in_name(std::string_view name) {
  const std::string_view stem = name.substr(0, name.find('.'));
  const std::string_view ending = name.substr(stem.size());
  if (!is_hex(stem) || (ending != ".json" && ending != ".sd-jwt")) return std::nullopt;
  return std::string(stem);
}

}  // namespace cairn::app
