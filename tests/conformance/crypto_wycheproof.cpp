#include "base/encoding.hpp"
#include "conformance/suite.hpp"
#include "crypto/rsa.hpp"
#include "crypto/signature.hpp"
#include "json/read.hpp"

namespace cairn::conformance {

void run_crypto_wycheproof_jose(Suite& suite);

namespace {

using crypto::Algorithm;
using crypto::KeyType;
using crypto::PublicKey;

enum class Form { fixed_length, der };

struct FileRow {
  std::string_view name;
  Algorithm algorithm;
  KeyType type;
  Form form;
};
constexpr FileRow k_files[] = {
    {"ed25519_test", Algorithm::ed25519, KeyType::ed25519, Form::fixed_length},
    {"ecdsa_secp256r1_sha256_p1363_test", Algorithm::ecdsa_p256_sha256, KeyType::p256, Form::fixed_length},
    {"ecdsa_secp256r1_sha256_test", Algorithm::ecdsa_p256_sha256, KeyType::p256, Form::der},
    {"ecdsa_secp384r1_sha384_p1363_test", Algorithm::ecdsa_p384_sha384, KeyType::p384, Form::fixed_length},
    {"ecdsa_secp384r1_sha384_test", Algorithm::ecdsa_p384_sha384, KeyType::p384, Form::der},
    {"rsa_pss_2048_sha256_mgf1_32_test", Algorithm::rsa_pss_sha256, KeyType::rsa, Form::fixed_length},
    {"rsa_signature_2048_sha256_test", Algorithm::rsa_pkcs1_sha256, KeyType::rsa, Form::fixed_length},
};

Bytes hex_member(json::Value object, std::string_view name) { return from_hex(object.text_of(name)).value(); }

Result<PublicKey> read_key(const FileRow& file, json::Value group) {
  const json::Value* key = group.find("publicKey");
  if (file.type == KeyType::ed25519) return crypto::make_public_key(file.type, hex_member(*key, "pk"));
  if (file.type == KeyType::rsa) return crypto::make_public_key(file.type, hex_member(group, "publicKeyDer"));
  const Bytes point = hex_member(*key, "uncompressed");
  const std::size_t half = point.size() / 2;
  Bytes compressed = {static_cast<std::uint8_t>(2 + point.back() % 2)};
  compressed.insert(compressed.end(), point.begin() + 1, point.begin() + 1 + static_cast<std::ptrdiff_t>(half));
  return crypto::make_public_key(file.type, compressed);
}

// Takes a DER INTEGER off the front: positive, in its shortest form, at most `size` bytes; appends it with that many.
bool take_integer(ByteView& der, std::size_t size, Bytes& out) {
  if (der.size() < 3 || der[0] != 0x02 || der[1] == 0 || der[1] >= 0x80 || der.size() - 2 < der[1]) return false;
  ByteView number = der.subspan(2, der[1]);
  der = der.subspan(2 + static_cast<std::size_t>(der[1]));
  if (number[0] >= 0x80) return false;
  if (number[0] == 0 && number.size() > 1) {
    number = number.subspan(1);
    if (number[0] < 0x80) return false;
  }
  if (number.size() > size) return false;
  out.insert(out.end(), size - number.size(), 0);
  out.insert(out.end(), number.begin(), number.end());
  return true;
}

// The library takes r || s only; a strict reader of DER brings these files to it.
bool read_der_signature(ByteView der, std::size_t size, Bytes& out) {
  if (der.size() < 2 || der[0] != 0x30) return false;
  std::size_t length = der[1];
  std::size_t header = 2;
  if (length == 0x81 && der.size() > 2 && der[2] >= 0x80) {
    length = der[2];
    header = 3;
  } else if (length >= 0x80) {
    return false;
  }
  if (der.size() - header != length) return false;
  ByteView content = der.subspan(header);
  return take_integer(content, size, out) && take_integer(content, size, out) && content.empty();
}

bool is_accepted(const FileRow& file, const PublicKey& key, json::Value test) {
  Bytes signature = hex_member(test, "sig");
  if (file.form == Form::der) {
    Bytes fixed;
    if (!read_der_signature(signature, file.type == KeyType::p256 ? 32 : 48, fixed)) return false;
    signature = std::move(fixed);
  }
  const Bytes message = hex_member(test, "msg");
  return crypto::verify(key, file.algorithm, message, signature).value() == crypto::SignatureCheck::fits;
}

void run_file(Suite& suite, const FileRow& file) {
  Arena arena;
  const std::string text = read_file(suite.folder() / (std::string(file.name) + ".json"));
  const json::Value root = json::read(text, arena).value();
  for (const json::Value group : root.find("testGroups")->array()) {
    const Result<PublicKey> key = read_key(file, group);
    for (const json::Value test : group.find("tests")->array()) {
      const std::string id = std::string(file.name) + "/" + std::string(test.find("tcId")->number_text());
      const bool accepted = key.has_value() && is_accepted(file, *key, test);
      // "acceptable" is what old software needed: nothing of ours has to accept it.
      suite.check(id, accepted == test.find("result")->is_string("valid"), accepted ? "accepted" : "not accepted");
    }
  }
}

}  // namespace

void run_crypto_wycheproof(Suite& suite) {
  for (const FileRow& file : k_files) run_file(suite, file);
  run_crypto_wycheproof_jose(suite);
}

}  // namespace cairn::conformance
