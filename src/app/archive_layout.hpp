#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/bytes.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "json/value.hpp"

// What lies where in an archive, and its list of contents. docs/archive.md describes it for people.
namespace cairn::app {

namespace archive_names {
inline constexpr std::string_view k_public = "public";    ///< may be shown to everybody
inline constexpr std::string_view k_private = "private";  ///< holds the credentials: names, addresses, marks
inline constexpr std::string_view k_manifest = "manifest.json";
inline constexpr std::string_view k_trust_list = "trust-list.json";
inline constexpr std::string_view k_key_history = "key-history.json";
inline constexpr std::string_view k_documents = "documents.json";
inline constexpr std::string_view k_documents_then = "documents-historical.json";
inline constexpr std::string_view k_contexts = "contexts.json";
inline constexpr std::string_view k_index = "index.csv";
inline constexpr std::string_view k_credentials = "credentials";
inline constexpr std::string_view k_digests = "digests";
inline constexpr std::string_view k_unfinished = ".unfinished.json";  ///< an export is under way, or was interrupted
}  // namespace archive_names

inline constexpr std::string_view k_archive_format = "cairn-archive-1";
/// The credentials are spread over so many folders, by the first two hexadecimal digits of their digests.
inline constexpr std::size_t k_archive_shards = 256;

/// What a list of contents says of one file.
struct ArchiveFile {
  std::string path;  ///< below its part: "status/7f.json"
  std::uint64_t bytes = 0;
  std::string sha256_hex;
};

struct ArchiveIssuer {
  std::string id;
  std::string name;
};

/// How long the status lists of an archive speak.
enum class ArchiveStanding : std::uint8_t {
  dated,  ///< as of the day they were signed: the issuer may have gone on
  final   ///< the issuer's last word
};
enum class ArchiveExtent : std::uint8_t { full, public_only };

/// The list of contents of an archive, public/manifest.json. The digest of an archive is the SHA-256 of that file.
struct ArchiveManifest {
  Instant made;
  ArchiveExtent extent = ArchiveExtent::full;
  ArchiveStanding standing = ArchiveStanding::dated;
  std::vector<ArchiveIssuer> issuers;  ///< sorted by id
  std::uint64_t credentials = 0;
  std::vector<ArchiveFile> public_files;   ///< all but the manifest, sorted by path
  std::vector<ArchiveFile> private_files;  ///< all but the credentials, which the digest lists name

  /// out: the entry of a file below `public`, or nullptr
  const ArchiveFile* find(std::string_view path) const;
};

/// out: the unsigned manifest, in `arena`
json::Value to_json(const ArchiveManifest& manifest, Arena& arena);
/// fails: malformed/archive.manifest; unsupported/archive.format (made by a later program)
Result<ArchiveManifest> read_manifest(std::string_view text);

/// A credential's digest: of the bytes of its file.
struct ArchiveDigest {
  std::string hex;  ///< 64 digits
  std::string_view shard() const { return std::string_view(hex).substr(0, 2); }
};
ArchiveDigest archive_digest(std::string_view bytes);
/// out: "00" ... "ff"
std::string archive_shard(std::size_t number);
/// out: the file of a shard's digests, below `public`: "digests/3f.txt"
std::string digest_list_path(std::string_view shard);
/// out: a line for each digest
std::string digest_list(const std::vector<std::string>& sorted_digests);
/// fails: malformed/archive.digests (other characters, out of order, of another shard)
Result<std::vector<std::string>> read_digest_list(std::string_view text, std::string_view shard);
/// out: name of a credential's file: its digest and ".json", or ".sd-jwt" for a token
std::string archived_name(const ArchiveDigest& digest, std::string_view document);
/// out: the digest in the name of a credential's file; nothing when it has another form
std::optional<std::string> digest_in_name(std::string_view name);

}  // namespace cairn::app
