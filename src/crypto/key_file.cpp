#include "crypto/key_file.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/encoding.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::crypto {
namespace {

constexpr std::string_view k_format = "cairn-key-1";
constexpr std::string_view k_cipher = "xchacha20-poly1305";
constexpr std::string_view k_passphrase_method = "argon2id";
constexpr std::string_view k_unlock_file_method = "file";
constexpr std::size_t k_file_size_limit = 16 * 1024;
constexpr std::size_t k_salt_bytes = crypto_pwhash_argon2id_SALTBYTES;
constexpr std::size_t k_nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t k_key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t k_tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(k_key_bytes == 32 && k_salt_bytes == 16 && k_nonce_bytes == 24);

constexpr std::uint64_t k_most_passes = 16;
constexpr std::uint64_t k_least_memory = 8 * 1024;
constexpr std::uint64_t k_most_memory = 512ULL * 1024 * 1024;

/// A key file taken apart; views point into the arena it was read into.
struct Parts {
  KeyDescription description;
  PassphraseCost cost;
  Bytes salt;
  Bytes nonce;
  Bytes ciphertext;
  json::Object open_members;  // all but the ciphertext
};

Failure bad_file(std::string detail) {
  return fail(Kind::malformed, "key.file", std::move(detail), "take the key file from a backup copy");
}

Result<std::string_view> text_member(json::Value object, std::string_view name) {
  const json::Value* member = object.find(name);
  if (member == nullptr || !member->is_string() || member->text().empty()) {
    return bad_file("the key file has no text member \"" + std::string(name) + "\"");
  }
  return member->text();
}

Result<Bytes> bytes_member(json::Value object, std::string_view name, std::size_t size) {
  CAIRN_TRY(const std::string_view text, text_member(object, name));
  CAIRN_TRY(Bytes bytes, from_base64url(text));
  if (bytes.size() != size) return bad_file("\"" + std::string(name) + "\" of the key file has a wrong length");
  return bytes;
}

Result<std::uint64_t> number_member(json::Value object, std::string_view name) {
  const json::Value* member = object.find(name);
  std::uint64_t out = 0;
  if (member == nullptr || !member->is_number())
    return bad_file("the key file has no number \"" + std::string(name) + "\"");
  const std::string_view text = member->number_text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) {
    return bad_file("\"" + std::string(name) + "\" of the key file is no whole number");
  }
  return out;
}

// A member we do not know could change what the others mean.
Result<void> check_members(json::Value object, std::initializer_list<std::string_view> known) {
  for (const json::Member& member : object.object()) {
    if (std::find(known.begin(), known.end(), member.name) == known.end())
      return bad_file("the key file has a member that does not belong there");
  }
  return {};
}

// Before any memory is taken: the numbers may come from a hostile file.
Result<void> check_cost(std::uint64_t passes, std::uint64_t memory_bytes) {
  if (passes >= 1 && passes <= k_most_passes && memory_bytes >= k_least_memory && memory_bytes <= k_most_memory)
    return {};
  return fail(Kind::exhausted, "key.passphrase-cost",
              "Argon2id with " + std::to_string(passes) + " passes over " + std::to_string(memory_bytes) +
                  " bytes; at most 16 passes over 512 MiB are done",
              "use a key file made by this program");
}

Result<void> read_derivation(json::Value kdf, Parts& out) {
  if (!kdf.is_object()) return bad_file("\"kdf\" of the key file is no object");
  CAIRN_TRY(const std::string_view name, text_member(kdf, "name"));
  if (name == k_unlock_file_method) {
    out.description.opened_by = Unlock::Method::unlock_file;
    return check_members(kdf, {"name"});
  }
  if (name != k_passphrase_method) {
    return fail(Kind::unsupported, "key.file-format", "the key file's \"kdf\" is neither argon2id nor file");
  }
  out.description.opened_by = Unlock::Method::passphrase;
  CAIRN_CHECK(check_members(kdf, {"name", "opslimit", "memlimit", "salt"}));
  CAIRN_TRY(const std::uint64_t passes, number_member(kdf, "opslimit"));
  CAIRN_TRY(const std::uint64_t memory_bytes, number_member(kdf, "memlimit"));
  CAIRN_CHECK(check_cost(passes, memory_bytes));
  out.cost = PassphraseCost{static_cast<std::uint32_t>(passes), memory_bytes};
  CAIRN_TRY(out.salt, bytes_member(kdf, "salt", k_salt_bytes));
  return {};
}

std::size_t secret_size(KeyType type) { return type == KeyType::p384 ? 48 : 32; }

Result<Parts> take_apart(std::string_view text, Arena& arena) {
  Result<json::Value> file = json::read(text, arena, {.size_bytes = k_file_size_limit, .depth = 4});
  if (!file.has_value() || !file->is_object()) return bad_file("the key file is no JSON object, or it was cut short");
  CAIRN_TRY(const std::string_view format, text_member(*file, "format"));
  if (format != k_format) {
    return fail(Kind::unsupported, "key.file-format",
                "the key file's \"format\" is not \"" + std::string(k_format) + "\"",
                "use a program of the version that made it");
  }
  CAIRN_CHECK(check_members(
      *file, {"format", "issuer", "verificationMethod", "publicKeyMultibase", "kdf", "cipher", "nonce", "ciphertext"}));
  CAIRN_TRY(const std::string_view issuer, text_member(*file, "issuer"));
  CAIRN_TRY(const std::string_view method, text_member(*file, "verificationMethod"));
  CAIRN_TRY(const std::string_view multikey, text_member(*file, "publicKeyMultibase"));
  CAIRN_TRY(const std::string_view cipher, text_member(*file, "cipher"));
  if (cipher != k_cipher) return fail(Kind::unsupported, "key.file-format", "the key file names an unknown cipher");
  CAIRN_TRY(PublicKey public_key, parse_multikey(multikey));
  Parts out{{std::string(issuer), std::string(method), std::move(public_key)}, {}, {}, {}, {}, {}};
  const json::Value* kdf = file->find("kdf");
  if (kdf == nullptr) return bad_file("the key file has no \"kdf\"");
  CAIRN_CHECK(read_derivation(*kdf, out));
  CAIRN_TRY(out.nonce, bytes_member(*file, "nonce", k_nonce_bytes));
  CAIRN_TRY(out.ciphertext,
            bytes_member(*file, "ciphertext", secret_size(out.description.public_key.type) + k_tag_bytes));
  out.open_members = file->object();
  out.open_members.erase("ciphertext");
  return out;
}

// Errors of parts of the file, such as a key that is no point, are all "no key file" to whoever holds it.
Result<Parts> parse_parts(std::string_view text, Arena& arena) {
  Result<Parts> parts = take_apart(text, arena);
  if (parts.has_value() || parts.error().code.starts_with("key.file") || parts.error().code == "key.passphrase-cost")
    return parts;
  return bad_file("the key file is damaged: " + parts.error().detail);
}

Result<SecretBytes> derive_key(const Unlock& unlock, const PassphraseCost& cost, ByteView salt) {
  const ByteView secret = unlock.secret().reveal();
  if (unlock.method() == Unlock::Method::unlock_file) return SecretBytes::copy_of(secret);
  CAIRN_CHECK(check_cost(cost.passes, cost.memory_bytes));
  SecretBytes key(k_key_bytes);
  const int done = crypto_pwhash_argon2id(
      key.writable().data(), k_key_bytes, reinterpret_cast<const char*>(secret.data()), secret.size(), salt.data(),
      cost.passes, static_cast<std::size_t>(cost.memory_bytes), crypto_pwhash_argon2id_ALG_ARGON2ID13);
  if (done != 0) {
    return fail(Kind::exhausted, "key.passphrase-cost",
                "the system did not give the " + std::to_string(cost.memory_bytes) +
                    " bytes that checking the passphrase takes",
                "free some memory and try again");
  }
  return key;
}

json::Value text_value(std::string_view text, Arena& arena) { return json::Value::string(arena.copy(text)); }
json::Value number_value(std::uint64_t number, Arena& arena) {
  return json::Value::number(arena.copy(std::to_string(number)));
}

json::Object derivation_object(const Unlock& unlock, const PassphraseCost& cost, ByteView salt, Arena& arena) {
  const json::Object out = json::Object::make(arena);
  if (unlock.method() == Unlock::Method::unlock_file) {
    out.set("name", text_value(k_unlock_file_method, arena), arena);
    return out;
  }
  out.set("name", text_value(k_passphrase_method, arena), arena);
  out.set("opslimit", number_value(cost.passes, arena), arena);
  out.set("memlimit", number_value(cost.memory_bytes, arena), arena);
  out.set("salt", text_value(to_base64url(salt), arena), arena);
  return out;
}

// out: the secret, or nothing when key or associated data are not those it was sealed with
std::optional<SecretBytes> open_sealed(const Parts& parts, const SecretBytes& key, std::string_view bound) {
  SecretBytes secret(parts.ciphertext.size() - k_tag_bytes);
  const ByteView data = as_bytes(bound);
  const int done = crypto_aead_xchacha20poly1305_ietf_decrypt(
      secret.writable().data(), nullptr, nullptr, parts.ciphertext.data(), parts.ciphertext.size(), data.data(),
      data.size(), parts.nonce.data(), key.reveal().data());
  if (done != 0) return std::nullopt;
  return secret;
}

Bytes seal(const SecretBytes& secret, const SecretBytes& key, ByteView nonce, std::string_view bound) {
  Bytes out(secret.size() + k_tag_bytes);
  const ByteView data = as_bytes(bound);
  const int done =
      crypto_aead_xchacha20poly1305_ietf_encrypt(out.data(), nullptr, secret.reveal().data(), secret.size(),
                                                 data.data(), data.size(), nullptr, nonce.data(), key.reveal().data());
  CAIRN_ASSERT(done == 0);
  return out;
}

}  // namespace

Result<Unlock> Unlock::passphrase(std::string_view text) {
  if (text.empty())
    return fail(Kind::malformed, "key.empty-passphrase", "the passphrase is empty", "choose a passphrase");
  return Unlock(Method::passphrase, SecretBytes::copy_of(as_bytes(text)));
}

Result<Unlock> Unlock::unlock_file(ByteView contents) {
  if (contents.size() != k_key_bytes) {
    return fail(Kind::malformed, "key.unlock-file",
                "an unlock file holds exactly 32 bytes, here are " + std::to_string(contents.size()));
  }
  return Unlock(Method::unlock_file, SecretBytes::copy_of(contents));
}

Result<std::string> write_key_file(const NewKeyFile& key, const Unlock& unlock, Entropy& entropy,
                                   const PassphraseCost& cost) {
  CAIRN_TRY(const std::unique_ptr<Signer> signer, make_signer(key.type, key.secret.reveal()));
  std::array<std::uint8_t, k_salt_bytes> salt;
  std::array<std::uint8_t, k_nonce_bytes> nonce;
  entropy.fill(salt);
  entropy.fill(nonce);
  CAIRN_TRY(const SecretBytes sealing_key, derive_key(unlock, cost, salt));
  Arena arena;
  const json::Object file = json::Object::make(arena);
  file.set("format", text_value(k_format, arena), arena);
  file.set("issuer", text_value(key.issuer, arena), arena);
  file.set("verificationMethod", text_value(key.verification_method, arena), arena);
  file.set("publicKeyMultibase", text_value(to_multikey(signer->public_key()), arena), arena);
  file.set("kdf", derivation_object(unlock, cost, salt, arena), arena);
  file.set("cipher", text_value(k_cipher, arena), arena);
  file.set("nonce", text_value(to_base64url(nonce), arena), arena);
  CAIRN_TRY(const std::string bound, json::canonicalize(file));
  file.set("ciphertext", text_value(to_base64url(seal(key.secret, sealing_key, nonce, bound)), arena), arena);
  return json::to_text(file, json::Layout::indented) + "\n";
}

Result<KeyFile> read_key_file(std::string_view text, const Unlock& unlock) {
  Arena arena;
  CAIRN_TRY(const Parts parts, parse_parts(text, arena));
  if (parts.description.opened_by != unlock.method()) {
    const bool wants_passphrase = parts.description.opened_by == Unlock::Method::passphrase;
    return fail(
        Kind::refused, "key.unlock-method",
        wants_passphrase ? "this key file is opened by a passphrase" : "this key file is opened by an unlock file");
  }
  CAIRN_TRY(const std::string bound, json::canonicalize(parts.open_members));
  CAIRN_TRY(const SecretBytes key, derive_key(unlock, parts.cost, parts.salt));
  const std::optional<SecretBytes> secret = open_sealed(parts, key, bound);
  if (!secret.has_value()) {
    return fail(Kind::unauthenticated, "key.passphrase",
                "the passphrase or unlock file is wrong, or the key file was changed",
                "try again; if you are sure of the passphrase, take the key file from a backup copy");
  }
  Result<std::unique_ptr<Signer>> signer = make_signer(parts.description.public_key.type, secret->reveal());
  if (!signer.has_value() || (*signer)->public_key() != parts.description.public_key) {
    return fail(Kind::corrupt, "key.tampered", "the key file opens, but holds another key than it says",
                "do not use it; take the key file from a backup copy");
  }
  return KeyFile{parts.description.issuer, parts.description.verification_method, std::move(*signer)};
}

Result<KeyDescription> read_key_file_public(std::string_view text) {
  Arena arena;
  CAIRN_TRY(Parts parts, parse_parts(text, arena));
  return std::move(parts.description);
}

}  // namespace cairn::crypto
