// RFC 9901 and the drafts around it: what the reference tool issued and presented must open, verify and give the same claims, and
// issuing the same claims with the same salts must give the same token but for spacing and signature.
#include "proof/sd_jwt.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/encoding.hpp"
#include "conformance/suite.hpp"
#include "crypto/key.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/sd_jwt_issue.hpp"
#include "proof/sd_jwt_present.hpp"

namespace cairn::conformance {
namespace {

namespace fs = std::filesystem;

json::Value read_json(const fs::path& path, Arena& arena) { return json::read(read_file(path), arena).value(); }

/// The few lines of settings.yml that a verifier needs. Two lines of one name: the first belongs to the issuer.
struct Settings {
  std::string verifier;
  std::string nonce;
  std::map<std::string, std::string> issuer_key;
  std::map<std::string, std::string> holder_key;

  explicit Settings(const std::string& text) {
    std::map<std::string, std::string>* key = nullptr;
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      std::string line = text.substr(start, end - start);
      start = end + 1;
      line.erase(0, line.find_first_not_of(" -"));
      const std::size_t colon = line.find(':');
      if (colon == std::string::npos) continue;
      const std::string name = line.substr(0, colon);
      std::string value = line.substr(colon + 1);
      std::erase_if(value, [](char c) { return c == ' ' || c == '"' || c == '\r'; });
      if (name == "issuer_key" || name == "issuer_keys") key = &issuer_key;
      if (name == "holder_key") key = &holder_key;
      if (name == "verifier") verifier = value;
      if (name == "key_binding_nonce") nonce = value;
      if (key != nullptr && (name == "crv" || name == "d" || name == "x" || name == "y")) (*key)[name] = value;
    }
  }

  static crypto::PublicKey public_key(const std::map<std::string, std::string>& key, Arena& arena) {
    const json::Object jwk = json::Object::make(arena);
    jwk.set("kty", json::Value::string("EC"), arena);
    for (const char* name : {"crv", "x", "y"}) jwk.set(name, json::Value::string(arena.copy(key.at(name))), arena);
    return crypto::parse_public_jwk(jwk).value();
  }
  static std::unique_ptr<crypto::Signer> signer(const std::map<std::string, std::string>& key) {
    return crypto::make_signer(crypto::KeyType::p256, from_base64url(key.at("d")).value()).value();
  }
};

/// Gives the salts of a token once more, in their order.
class ReplayedSalts final : public Entropy {
 public:
  explicit ReplayedSalts(const std::vector<proof::Disclosure>& disclosures) {
    for (const proof::Disclosure& one : disclosures) salts_.push_back(from_base64url(one.salt).value());
  }
  void fill(std::span<std::uint8_t> out) override {
    CAIRN_ASSERT(next_ < salts_.size() && salts_[next_].size() == out.size());
    std::copy(salts_[next_].begin(), salts_[next_].end(), out.begin());
    ++next_;
  }

 private:
  std::vector<Bytes> salts_;
  std::size_t next_ = 0;
};

/// A document in which every digest is replaced by the salt of its disclosure; digests of nothing are left out.
class Unspaced {
 public:
  Unspaced(const proof::SdJwt& token, Arena& arena) : arena_(arena) {
    for (const proof::Disclosure& one : token.disclosures) salts_[one.digest] = one.salt;
  }
  json::Value of(json::Value value) const {
    if (value.is_array()) {
      const json::Array out = json::Array::make(arena_);
      for (const json::Value& item : value.array()) {
        if (item.find("...") == nullptr || salts_.contains(item.text_of("..."))) out.push_back(of(item), arena_);
      }
      return out;
    }
    if (!value.is_object()) return value;
    const json::Object out = json::Object::make(arena_);
    for (const json::Member& member : value.object()) {
      if (member.name == "_sd") {
        std::set<std::string_view> salts;
        for (const json::Value& digest : member.value.array()) {
          if (salts_.contains(digest.text())) salts.insert(salts_.at(digest.text()));
        }
        const json::Array list = json::Array::make(arena_);
        for (const std::string_view salt : salts) list.push_back(json::Value::string(salt), arena_);
        if (!salts.empty()) out.set("_sd", list, arena_);
      } else if (member.name == "...") {
        out.set("...", json::Value::string(salts_.at(member.value.text())), arena_);
      } else if (member.name != "_sd_alg") {
        out.set(member.name, of(member.value), arena_);
      }
    }
    return out;
  }

 private:
  std::map<std::string_view, std::string_view> salts_;
  Arena& arena_;
};

/// One folder of the suite.
class Case {
 public:
  Case(Suite& suite, fs::path folder, std::string id) : suite_(suite), folder_(std::move(folder)), id_(std::move(id)) {
    fs::path settings = folder_.parent_path() / "settings.yml";
    // The one example of OpenID4VP comes without settings; its keys and names are those of RFC 9901's examples.
    if (!fs::exists(settings)) settings = suite_.folder() / "rfc9901-examples" / "settings.yml";
    settings_.emplace(read_file(settings));
  }

  void run() {
    const auto issued = open("sd_jwt_issuance");
    check("issuance/opens", issued, [](const proof::SdJwt&) { return true; });
    check("issuance/signature", issued, [&](const proof::SdJwt& token) { return fits(token); });
    check("issuance/payload", issued, [&](const proof::SdJwt& token) {
      return json::equal(token.payload, read_json(folder_ / "sd_jwt_payload.json", arena_));
    });
    check("issuance/claims", issued, [&](const proof::SdJwt& token) { return holds_user_claims(token.claims); });
    check("issuance/again", issued, [&](const proof::SdJwt& token) { return issues_again(token); });
    const auto shown = open("sd_jwt_presentation");
    check("presentation/signature", shown, [&](const proof::SdJwt& token) { return fits(token); });
    check("presentation/claims", shown, [&](const proof::SdJwt& token) {
      return json::equal(token.claims, read_json(folder_ / "verified_contents.json", arena_));
    });
    if (issued) {
      check("presentation/again", shown, [&](const proof::SdJwt& token) { return selects_again(*issued, token); });
    }
    if (!fs::exists(folder_ / "kb_jwt_payload.json")) return;
    check("binding/fits", shown, [&](const proof::SdJwt& token) { return is_bound(token, settings_->nonce, settings_->verifier); });
    check("binding/other-nonce", shown, [&](const proof::SdJwt& token) { return !is_bound(token, "1", settings_->verifier); });
    check("binding/other-audience", shown,
          [&](const proof::SdJwt& token) { return !is_bound(token, settings_->nonce, "https://other.example"); });
    check("binding/again", shown, [&](const proof::SdJwt& token) { return binds_again(token); });
  }

 private:
  template <class Question>
  void check(const std::string& name, const Result<proof::SdJwt>& token, Question question) {
    if (!token) return suite_.fail(id_ + "/" + name, token.error().code + ": " + token.error().detail);
    suite_.check(id_ + "/" + name, question(*token), "not as the reference has it");
  }

  Result<proof::SdJwt> open(const std::string& name) {
    if (fs::exists(folder_ / (name + ".txt"))) {
      std::string text = read_file(folder_ / (name + ".txt"));
      std::erase_if(text, [](char c) { return c == '\n' || c == ' '; });  // OpenID4VP wraps its lines
      return proof::open_sd_jwt(arena_.copy(text), arena_);
    }
    // The JSON form stands in the file as one JSON text.
    return proof::open_sd_jwt(read_json(folder_ / (name + ".json"), arena_).text(), arena_);
  }

  bool fits(const proof::SdJwt& token) {
    const auto answer = proof::verify_jws(token.issuer, Settings::public_key(settings_->issuer_key, arena_));
    return answer && *answer == crypto::SignatureCheck::fits;
  }

  bool holds_user_claims(json::Value claims) {
    const json::Value wanted = read_json(folder_ / "user_claims.json", arena_);
    const json::Object out = json::Object::make(arena_);
    for (const json::Member& member : claims.object()) {
      if (wanted.find(member.name) != nullptr) out.set(member.name, member.value, arena_);
    }
    return json::equal(out, wanted);
  }

  bool issues_again(const proof::SdJwt& token) {
    proof::SdJwtDraft draft;
    draft.header = json::Object::make(arena_);
    draft.claims = token.claims;
    for (const proof::Disclosure& one : token.disclosures) draft.withholdable.push_back(one.pointer);
    const auto signer = Settings::signer(settings_->issuer_key);
    ReplayedSalts salts(token.disclosures);
    // The reference draws salts in the order of its own claims, which is that of user_claims.json.
    draft.claims = in_order_of(token.claims, read_json(folder_ / "user_claims.json", arena_));
    const auto text = proof::issue_sd_jwt(draft, *signer, salts, arena_);
    if (!text) return false;
    const auto again = proof::open_sd_jwt(arena_.copy(*text), arena_);
    return again && fits(*again) && is_same(token, *again);
  }

  // Objects with the members of a sample first, and in its order.
  json::Value in_order_of(json::Value value, json::Value sample) {
    if (value.is_array()) {
      const json::Array out = json::Array::make(arena_);
      for (std::uint32_t i = 0; i < value.array().size(); ++i) {
        const bool has_sample = sample.is_array() && i < sample.array().size();
        out.push_back(in_order_of(value.array()[i], has_sample ? sample.array()[i] : json::Value()), arena_);
      }
      return out;
    }
    if (!value.is_object()) return value;
    const json::Object out = json::Object::make(arena_);
    if (sample.is_object()) {
      for (const json::Member& member : sample.object()) {
        const json::Value* found = value.find(member.name);
        if (found != nullptr) out.set(member.name, in_order_of(*found, member.value), arena_);
      }
    }
    for (const json::Member& member : value.object()) {
      if (!out.contains(member.name)) out.set(member.name, member.value, arena_);
    }
    return out;
  }

  bool is_same(const proof::SdJwt& one, const proof::SdJwt& other) {
    if (one.disclosures.size() != other.disclosures.size()) return false;
    const Unspaced of_one(one, arena_);
    const Unspaced of_other(other, arena_);
    for (const proof::Disclosure& disclosure : one.disclosures) {
      const auto twin = std::find_if(other.disclosures.begin(), other.disclosures.end(),
                                     [&](const proof::Disclosure& candidate) { return candidate.salt == disclosure.salt; });
      if (twin == other.disclosures.end() || twin->name != disclosure.name) return false;
      if (!json::equal(of_one.of(disclosure.value), of_other.of(twin->value))) return false;
    }
    return json::equal(of_one.of(one.payload), of_other.of(other.payload));
  }

  static std::set<std::string_view> texts(const proof::SdJwt& token) {
    return {token.parts.disclosures.begin(), token.parts.disclosures.end()};
  }

  bool selects_again(const proof::SdJwt& issued, const proof::SdJwt& shown) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < issued.disclosures.size(); ++i) {
      if (texts(shown).contains(issued.disclosures[i].text)) chosen.push_back(i);
    }
    const auto again = proof::open_sd_jwt(arena_.copy(proof::select_disclosures(issued, chosen)), arena_);
    return again && texts(*again) == texts(shown) && json::equal(again->claims, shown.claims);
  }

  bool is_bound(const proof::SdJwt& token, const std::string& nonce, const std::string& audience) {
    const json::Value binding = read_json(folder_ / "kb_jwt_payload.json", arena_);
    const auto made = static_cast<std::int64_t>(json::to_double(binding.find("iat")->number_text()));
    const auto key = proof::holder_key(token);
    if (!key || *key != Settings::public_key(settings_->holder_key, arena_)) return false;
    return proof::check_key_binding(token, *key, {audience, nonce, {made, 0}}, arena_).has_value();
  }

  bool binds_again(const proof::SdJwt& token) {
    const auto holder = Settings::signer(settings_->holder_key);
    std::vector<std::size_t> all(token.disclosures.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    const Instant now{1'800'000'000, 0};
    const auto text = proof::bind_to_key(token, proof::select_disclosures(token, all),
                                         {settings_->verifier, settings_->nonce, now}, *holder, arena_);
    if (!text) return false;
    const auto again = proof::open_sd_jwt(arena_.copy(*text), arena_);
    return again && proof::check_key_binding(*again, *proof::holder_key(*again),
                                             {settings_->verifier, settings_->nonce, now}, arena_);
  }

  Suite& suite_;
  fs::path folder_;
  std::string id_;
  std::optional<Settings> settings_;
  Arena arena_;
};

}  // namespace

void run_sd_jwt(Suite& suite) {
  for (const auto& entry : fs::recursive_directory_iterator(suite.folder())) {
    if (entry.path().filename() != "sd_jwt_payload.json") continue;
    const fs::path folder = entry.path().parent_path();
    Case(suite, folder, fs::relative(folder, suite.folder()).string()).run();
  }
}

}  // namespace cairn::conformance
