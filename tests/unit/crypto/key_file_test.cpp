#include "crypto/key_file.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include "base/encoding.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::crypto {
namespace {

// Small, so that a test takes milliseconds.
constexpr PassphraseCost k_cheap{1, 8 * 1024};
constexpr std::string_view k_issuer = "did:web:example.org";
constexpr std::string_view k_method = "did:web:example.org#key-1";

class CountingEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) byte = ++last_;
  }

 private:
  std::uint8_t last_ = 0;
};

SecretBytes secret_of(KeyType type) { return SecretBytes::copy_of(Bytes(type == KeyType::p384 ? 48 : 32, 0x11)); }

Result<std::string> write(KeyType type, const Unlock& unlock, const PassphraseCost& cost = k_cheap) {
  CountingEntropy entropy;
  const SecretBytes secret = secret_of(type);
  return write_key_file({std::string(k_issuer), std::string(k_method), type, secret}, unlock, entropy, cost);
}

Unlock passphrase(std::string_view text = "correct horse") { return Unlock::passphrase(text).value(); }
Unlock unlock_file(std::uint8_t byte = 7) { return Unlock::unlock_file(Bytes(32, byte)).value(); }

std::string code_of(std::string_view text, const Unlock& unlock) {
  const Result<KeyFile> got = read_key_file(text, unlock);
  return got.has_value() ? "opened" : std::string(kind_name(got.error().kind)) + "/" + got.error().code;
}

// The text with one member given another value.
std::string changed(const std::string& text, std::string_view name, std::string_view json_value,
                    std::string_view inside = {}) {
  Arena arena;
  const json::Value root = json::read(text, arena).value();
  const json::Value target = inside.empty() ? root : *root.find(inside);
  target.object().set(name, json::read(json_value, arena).value(), arena);
  return json::to_text(root);
}

TEST(KeyFile, opens_with_its_passphrase_and_signs_with_the_same_key) {
  for (const KeyType type : {KeyType::ed25519, KeyType::p256, KeyType::p384}) {
    const std::string text = write(type, passphrase()).value();
    const KeyFile file = read_key_file(text, passphrase()).value();
    EXPECT_EQ(file.issuer, k_issuer);
    EXPECT_EQ(file.verification_method, k_method);
    const auto original = make_signer(type, secret_of(type).reveal()).value();
    EXPECT_EQ(file.signer->public_key(), original->public_key());
    EXPECT_EQ(file.signer->sign(as_bytes("m")).value(), original->sign(as_bytes("m")).value());
  }
}

TEST(KeyFile, opens_with_its_unlock_file) {
  const std::string text = write(KeyType::ed25519, unlock_file()).value();
  EXPECT_EQ(code_of(text, unlock_file()), "opened");
  EXPECT_EQ(code_of(text, unlock_file(8)), "unauthenticated/key.passphrase");
}

TEST(KeyFile, a_wrong_passphrase_is_told_from_a_broken_file) {
  const std::string text = write(KeyType::ed25519, passphrase()).value();
  EXPECT_EQ(code_of(text, passphrase("Correct horse")), "unauthenticated/key.passphrase");
  EXPECT_EQ(code_of(text, unlock_file()), "refused/key.unlock-method");
  EXPECT_EQ(code_of(write(KeyType::ed25519, unlock_file()).value(), passphrase()), "refused/key.unlock-method");
}

TEST(KeyFile, what_it_says_in_the_open_is_bound_to_the_secret) {
  const std::string text = write(KeyType::ed25519, passphrase()).value();
  EXPECT_EQ(code_of(changed(text, "issuer", R"("did:web:evil.example")"), passphrase()),
            "unauthenticated/key.passphrase");
  EXPECT_EQ(code_of(changed(text, "verificationMethod", R"("did:web:example.org#key-2")"), passphrase()),
            "unauthenticated/key.passphrase");
  EXPECT_EQ(code_of(changed(text, "publicKeyMultibase", R"("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK")"),
                    passphrase()),
            "unauthenticated/key.passphrase");
  EXPECT_EQ(code_of(changed(text, "opslimit", "2", "kdf"), passphrase()), "unauthenticated/key.passphrase");
  EXPECT_EQ(code_of(changed(text, "memlimit", "16384", "kdf"), passphrase()), "unauthenticated/key.passphrase");
}

TEST(KeyFile, every_changed_letter_of_nonce_salt_and_ciphertext_stops_it) {
  const std::string text = write(KeyType::ed25519, passphrase()).value();
  Arena arena;
  const json::Value root = json::read(text, arena).value();
  for (const auto& [name, inside] :
       {std::pair<const char*, const char*>{"nonce", ""}, {"ciphertext", ""}, {"salt", "kdf"}}) {
    const std::string old(*inside == '\0' ? root.text_of(name) : root.find(inside)->text_of(name));
    for (std::size_t i = 0; i + 1 < old.size(); ++i) {
      std::string other = old;
      other[i] = other[i] == 'A' ? 'B' : 'A';
      EXPECT_EQ(code_of(changed(text, name, '"' + other + '"', inside), passphrase()),
                "unauthenticated/key.passphrase");
    }
  }
}

TEST(KeyFile, layout_and_order_of_members_do_not_matter) {
  const std::string text = write(KeyType::ed25519, passphrase()).value();
  Arena arena;
  EXPECT_EQ(code_of(json::canonicalize(json::read(text, arena).value()).value(), passphrase()), "opened");
}

TEST(KeyFile, a_file_cut_short_is_malformed) {
  const std::string text = write(KeyType::ed25519, passphrase()).value();
  for (std::size_t size = 0; size + 2 < text.size(); ++size) {
    ASSERT_EQ(code_of(text.substr(0, size), passphrase()), "malformed/key.file") << size;
    ASSERT_EQ(read_key_file_public(text.substr(0, size)).error().code, "key.file") << size;
  }
}

TEST(KeyFile, a_member_too_many_or_too_few_is_malformed) {
  const std::string text = write(KeyType::ed25519, passphrase()).value();
  EXPECT_EQ(code_of(changed(text, "note", R"("hello")"), passphrase()), "malformed/key.file");
  EXPECT_EQ(code_of(changed(text, "extra", "1", "kdf"), passphrase()), "malformed/key.file");
  for (const char* name :
       {"issuer", "verificationMethod", "publicKeyMultibase", "kdf", "cipher", "nonce", "ciphertext", "format"}) {
    EXPECT_EQ(code_of(changed(text, name, "null"), passphrase()), "malformed/key.file") << name;
  }
  EXPECT_EQ(code_of(changed(text, "publicKeyMultibase", R"("z6Mk0")"), passphrase()), "malformed/key.file");
  EXPECT_EQ(code_of(changed(text, "nonce", R"("AAAA")"), passphrase()), "malformed/key.file");
}

TEST(KeyFile, a_format_from_the_future_is_unsupported) {
  const std::string text = write(KeyType::ed25519, passphrase()).value();
  EXPECT_EQ(code_of(changed(text, "format", R"("cairn-key-2")"), passphrase()), "unsupported/key.file-format");
  EXPECT_EQ(code_of(changed(text, "cipher", R"("rot13")"), passphrase()), "unsupported/key.file-format");
  EXPECT_EQ(code_of(changed(text, "name", R"("md5")", "kdf"), passphrase()), "unsupported/key.file-format");
}

TEST(KeyFile, a_hostile_cost_is_refused_before_memory_is_taken) {
  const std::string text = write(KeyType::ed25519, passphrase()).value();
  for (const char* bytes : {"536870913", "1099511627776", "18446744073709551615", "0", "8191"}) {
    EXPECT_EQ(code_of(changed(text, "memlimit", bytes, "kdf"), passphrase()), "exhausted/key.passphrase-cost") << bytes;
  }
  for (const char* passes : {"0", "17", "4294967296"}) {
    EXPECT_EQ(code_of(changed(text, "opslimit", passes, "kdf"), passphrase()), "exhausted/key.passphrase-cost")
        << passes;
  }
  for (const char* passes : {"1.0", "1e0", "-1", "18446744073709551616", "\"1\""}) {
    EXPECT_EQ(code_of(changed(text, "opslimit", passes, "kdf"), passphrase()), "malformed/key.file") << passes;
  }
  EXPECT_EQ(write(KeyType::ed25519, passphrase(), {1, 1ULL << 40}).error().code, "key.passphrase-cost");
}

// Sealed again, with the right key, around a secret that is not the one of the public key in the open.
std::string with_another_secret(const std::string& text, std::uint8_t unlock_byte) {
  Arena arena;
  const json::Value root = json::read(text, arena).value();
  const Bytes nonce = from_base64url(root.text_of("nonce")).value();
  root.object().erase("ciphertext");
  const std::string bound = json::canonicalize(root).value();
  const Bytes secret(32, 0x22);
  const Bytes key(32, unlock_byte);
  Bytes sealed(32 + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, secret.data(), secret.size(),
                                             as_bytes(bound).data(), bound.size(), nullptr, nonce.data(), key.data());
  return changed(json::to_text(root), "ciphertext", '"' + to_base64url(sealed) + '"');
}

TEST(KeyFile, a_file_that_opens_but_holds_another_key_is_corrupt) {
  const std::string text = write(KeyType::ed25519, unlock_file(7)).value();
  EXPECT_EQ(code_of(with_another_secret(text, 7), unlock_file(7)), "corrupt/key.tampered");
}

TEST(KeyFile, says_who_it_speaks_for_without_being_opened) {
  const KeyDescription description = read_key_file_public(write(KeyType::p256, unlock_file()).value()).value();
  EXPECT_EQ(description.issuer, k_issuer);
  EXPECT_EQ(description.verification_method, k_method);
  EXPECT_EQ(description.public_key.type, KeyType::p256);
  EXPECT_EQ(description.opened_by, Unlock::Method::unlock_file);
}

TEST(KeyFile, the_secret_does_not_appear_in_the_text) {
  const std::string text = write(KeyType::ed25519, passphrase("correct horse")).value();
  EXPECT_EQ(text.find("correct horse"), std::string::npos);
  EXPECT_EQ(text.find("ERERERERER"), std::string::npos);  // base64url of 0x11 0x11 ...
  EXPECT_EQ(text.find("1111111111"), std::string::npos);
}

TEST(Unlock, an_empty_passphrase_and_an_unlock_file_of_another_size_are_refused) {
  EXPECT_EQ(Unlock::passphrase("").error().code, "key.empty-passphrase");
  EXPECT_EQ(Unlock::unlock_file(Bytes(31, 1)).error().code, "key.unlock-file");
  EXPECT_EQ(Unlock::unlock_file(Bytes(33, 1)).error().code, "key.unlock-file");
}

}  // namespace
}  // namespace cairn::crypto
