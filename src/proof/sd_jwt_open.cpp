#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"
#include "json/read.hpp"
#include "proof/sd_jwt.hpp"
#include "proof/sd_jwt_names.hpp"

namespace cairn::proof {
namespace {

constexpr std::uint32_t k_deepest = 64;
constexpr json::ReadLimits k_limits = {.size_bytes = 4 * 1024 * 1024, .depth = k_deepest};

Failure bad_disclosure(std::string_view detail) {
  return fail(Kind::malformed, "sd-jwt.disclosure", std::string(detail),
              "ask the issuer for the credential once more");
}

Failure bad_digests(std::string_view detail) {
  return fail(Kind::malformed, "sd-jwt.digests", std::string(detail), "ask the issuer for the credential once more");
}

Result<DigestAlgorithm> read_algorithm(json::Value payload) {
  const json::Value* name = payload.find(k_algorithm_name);
  if (name == nullptr || name->is_string("sha-256")) return DigestAlgorithm::sha256;
  if (name->is_string("sha-384")) return DigestAlgorithm::sha384;
  if (name->is_string("sha-512")) return DigestAlgorithm::sha512;
  return fail(Kind::unsupported, "sd-jwt.digest-algorithm", "the token's digests are made in a way not known here",
              "known are sha-256, sha-384 and sha-512");
}

Result<Disclosure> read_disclosure(std::string_view text, DigestAlgorithm algorithm, Arena& arena) {
  const auto bytes = from_base64url(text);
  if (!bytes) return bad_disclosure("a disclosure is not base64url: " + bytes.error().detail);
  const auto content = json::read(as_text(*bytes), arena, k_limits);
  if (!content) return bad_disclosure("a disclosure holds no JSON: " + content.error().detail);
  if (!content->is_array()) return bad_disclosure("a disclosure is no list");
  const json::Array items = content->array();
  if (items.size() != 2 && items.size() != 3) return bad_disclosure("a disclosure has neither two nor three items");
  if (!items[0].is_string()) return bad_disclosure("the salt of a disclosure is no text");
  Disclosure out;
  out.text = text;
  out.digest = arena.copy(digest_of(text, algorithm));
  out.salt = items[0].text();
  out.value = items[items.size() - 1];
  if (items.size() == 2) return out;
  if (!items[1].is_string()) return bad_disclosure("the claim name of a disclosure is no text");
  out.name = items[1].text();
  return out;
}

// A place among the claims, as a chain on the stack; written out only where a disclosure stands.
struct Place {
  const Place* parent = nullptr;
  std::string_view name;
  std::int64_t index = -1;
};

void append_pointer(const Place* place, std::string& out) {
  std::vector<const Place*> steps;
  for (; place != nullptr && place->parent != nullptr; place = place->parent) steps.push_back(place);
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    out += '/';
    if ((*step)->index >= 0) out += std::to_string((*step)->index);
    for (const char c : (*step)->name) {
      if (c == '~') {
        out += "~0";
      } else if (c == '/') {
        out += "~1";
      } else {
        out += c;
      }
    }
  }
}

/// Puts the disclosures of one token in their places.
class Revealer {
 public:
  Revealer(std::vector<Disclosure>& disclosures, Arena& arena)
      : disclosures_(disclosures), used_(disclosures.size(), 0), arena_(arena) {}

  Result<json::Value> run(json::Value payload) {
    by_digest_.reserve(disclosures_.size());
    for (std::size_t i = 0; i < disclosures_.size(); ++i) {
      if (!by_digest_.emplace(disclosures_[i].digest, i).second) {
        return fail(Kind::refused, "sd-jwt.disclosure-repeated", "a disclosure stands there twice",
                    "ask the holder to present the credential again");
      }
    }
    CAIRN_TRY(const json::Value claims, reveal_object(payload, Place{}, 0));
    if (std::find(used_.begin(), used_.end(), 0) != used_.end()) {
      return fail(Kind::refused, "sd-jwt.disclosure-unused", "a disclosure belongs to nothing the issuer signed",
                  "distrust the copy: something was added to it");
    }
    return claims;
  }

 private:
  Result<json::Value> reveal(json::Value value, const Place& place, std::uint32_t depth) {
    if (!value.is_object() && !value.is_array()) return value;
    if (depth > k_deepest) {
      return fail(Kind::exhausted, "sd-jwt.depth", "the disclosed claims are nested deeper than 64 levels");
    }
    return value.is_object() ? reveal_object(value, place, depth) : reveal_array(value, place, depth);
  }

  Result<json::Value> reveal_object(json::Value value, const Place& place, std::uint32_t depth) {
    const json::Object out = json::Object::make(arena_, value.object().size() + 1);
    const json::Value* digests = nullptr;
    for (const json::Member& member : value.object()) {
      if (member.name == k_digests_name) {
        digests = &member.value;
      } else if (member.name == k_element_name) {
        return bad_digests("the name \"...\" is used for something else than an element of an array");
      } else if (member.name == k_algorithm_name) {
        if (depth > 0) return bad_digests("\"_sd_alg\" stands inside the claims");
      } else {
        CAIRN_TRY(const json::Value inner, reveal(member.value, Place{&place, member.name}, depth + 1));
        out.add_new(member.name, inner, arena_);
      }
    }
    if (digests == nullptr) return json::Value(out);
    if (!digests->is_array()) return bad_digests("\"_sd\" is no list");
    for (const json::Value& digest : digests->array()) CAIRN_CHECK(reveal_member(digest, out, place, depth));
    return json::Value(out);
  }

  Result<void> reveal_member(json::Value digest, json::Object out, const Place& place, std::uint32_t depth) {
    CAIRN_TRY(const std::optional<std::size_t> number, find_disclosure(digest));
    if (!number) return {};
    Disclosure& disclosure = disclosures_[*number];
    if (!disclosure.name) return bad_disclosure("a disclosure of an array's element stands in the place of a claim");
    const std::string_view name = *disclosure.name;
    if (is_reserved_name(name)) {
      return fail(Kind::refused, "sd-jwt.claim-name", "a disclosure calls its claim " + std::string(name),
                  "distrust the credential, or ask its issuer");
    }
    if (out.contains(name)) {
      return fail(Kind::refused, "sd-jwt.claim-collision",
                  "a disclosure names a claim that is there already: " + std::string(name.substr(0, 80)),
                  "distrust the credential, or ask its issuer");
    }
    CAIRN_TRY(const json::Value inner, reveal_disclosed(*number, Place{&place, name}, depth));
    out.add_new(name, inner, arena_);
    return {};
  }

  Result<json::Value> reveal_array(json::Value value, const Place& place, std::uint32_t depth) {
    const json::Array out = json::Array::make(arena_, value.array().size());
    for (const json::Value& item : value.array()) {
      const Place here{&place, {}, out.size()};
      const json::Value* digest = item.find(k_element_name);
      if (digest == nullptr) {
        CAIRN_TRY(const json::Value inner, reveal(item, here, depth + 1));
        out.push_back(inner, arena_);
        continue;
      }
      if (item.object().size() != 1) return bad_digests("\"...\" stands beside other members");
      CAIRN_TRY(const std::optional<std::size_t> number, find_disclosure(*digest));
      if (!number) continue;
      if (disclosures_[*number].name) return bad_disclosure("a disclosure of a claim stands in the place of an element");
      CAIRN_TRY(const json::Value inner, reveal_disclosed(*number, here, depth));
      out.push_back(inner, arena_);
    }
    return json::Value(out);
  }

  Result<json::Value> reveal_disclosed(std::size_t number, const Place& place, std::uint32_t depth) {
    Disclosure& disclosure = disclosures_[number];
    append_pointer(&place, disclosure.pointer);
    disclosure.parent = inside_;
    inside_ = number;
    CAIRN_TRY(const json::Value inner, reveal(disclosure.value, place, depth + 1));
    inside_ = disclosure.parent;
    return inner;
  }

  // out: the disclosure of a digest; nothing when it is withheld, or a decoy
  Result<std::optional<std::size_t>> find_disclosure(json::Value digest) {
    if (!digest.is_string()) return bad_digests("a digest is no text");
    if (!seen_.insert(digest.text()).second) {
      return fail(Kind::refused, "sd-jwt.digest-repeated", "one digest stands in two places",
                  "distrust the credential, or ask its issuer");
    }
    const auto found = by_digest_.find(digest.text());
    if (found == by_digest_.end()) return std::optional<std::size_t>{};
    used_[found->second] = 1;
    return std::optional<std::size_t>{found->second};
  }

  std::vector<Disclosure>& disclosures_;
  std::vector<char> used_;
  Arena& arena_;
  std::unordered_map<std::string_view, std::size_t> by_digest_;
  std::unordered_set<std::string_view> seen_;
  std::optional<std::size_t> inside_;
};

}  // namespace

std::string digest_of(std::string_view text, DigestAlgorithm algorithm) {
  switch (algorithm) {
    case DigestAlgorithm::sha384:
      return to_base64url(crypto::sha384(as_bytes(text)));
    case DigestAlgorithm::sha512:
      return to_base64url(crypto::sha512(as_bytes(text)));
    case DigestAlgorithm::sha256:
      break;
  }
  return to_base64url(crypto::sha256(as_bytes(text)));
}

Result<SdJwt> open_sd_jwt(std::string_view text, Arena& arena) {
  SdJwt out;
  CAIRN_TRY(out.parts, split_sd_jwt(text, arena));
  CAIRN_TRY(out.issuer, parse_compact_jws(out.parts.issuer_token, arena));
  CAIRN_TRY(out.payload, json::read(as_text(out.issuer.payload), arena, k_limits));
  if (!out.payload.is_object()) return fail(Kind::malformed, "jwt.claims", "the token's payload is no JSON object");
  CAIRN_TRY(out.algorithm, read_algorithm(out.payload));
  out.disclosures.reserve(out.parts.disclosures.size());
  for (const std::string_view disclosure : out.parts.disclosures) {
    CAIRN_TRY(Disclosure read, read_disclosure(disclosure, out.algorithm, arena));
    out.disclosures.push_back(std::move(read));
  }
  CAIRN_TRY(out.claims, Revealer(out.disclosures, arena).run(out.payload));
  return out;
}

}  // namespace cairn::proof
