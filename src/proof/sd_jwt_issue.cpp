#include "proof/sd_jwt_issue.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <optional>

#include "base/encoding.hpp"
#include "json/write.hpp"
#include "proof/jose.hpp"
#include "proof/sd_jwt.hpp"
#include "proof/sd_jwt_names.hpp"

namespace cairn::proof {
namespace {

constexpr std::uint32_t k_deepest = 64;
constexpr std::size_t k_most_disclosures = 4096;
constexpr std::size_t k_salt_bytes = 16;

/// The pointers as a tree of steps, so that each claim is visited once.
struct Step {
  std::string name;
  bool is_withholdable = false;
  std::vector<std::unique_ptr<Step>> inner;

  Step& enter(std::string_view step_name) {
    for (const auto& step : inner) {
      if (step->name == step_name) return *step;
    }
    inner.push_back(std::make_unique<Step>());
    inner.back()->name = step_name;
    return *inner.back();
  }
  const Step* find(std::string_view step_name) const {
    const auto found = std::find_if(inner.begin(), inner.end(), [&](const auto& step) { return step->name == step_name; });
    return found == inner.end() ? nullptr : found->get();
  }
};

std::string unescaped(std::string_view step) {
  std::string out;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const bool is_escape = step[i] == '~' && i + 1 < step.size() && (step[i + 1] == '0' || step[i + 1] == '1');
    out += is_escape ? (step[++i] == '0' ? '~' : '/') : step[i];
  }
  return out;
}

Failure nothing_there(std::string_view pointer) {
  return fail(Kind::missing, "sd-jwt.pointer", "nothing stands at " + std::string(pointer.substr(0, 200)),
              "name a member or an element that is there, as a JSON Pointer");
}

std::optional<std::uint32_t> read_index(std::string_view step, std::uint32_t size) {
  std::uint32_t out = 0;
  const auto read = std::from_chars(step.data(), step.data() + step.size(), out);
  const bool is_number = read.ec == std::errc() && read.ptr == step.data() + step.size() && !step.empty();
  if (!is_number || out >= size || (step.size() > 1 && step.front() == '0')) return std::nullopt;
  return out;
}

Result<void> add_pointer(std::string_view pointer, json::Value claims, Step& root) {
  if (!pointer.starts_with('/')) return nothing_there(pointer);
  Step* step = &root;
  std::string_view rest = pointer;
  for (std::uint32_t depth = 0; !rest.empty(); ++depth) {
    const std::size_t end = rest.find('/', 1);
    const std::string name = unescaped(rest.substr(1, end == std::string_view::npos ? end : end - 1));
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
    const json::Value* inner = claims.find(name);
    if (claims.is_array()) {
      const auto index = read_index(name, claims.array().size());
      inner = index ? &claims.array()[*index] : nullptr;
    }
    if (inner == nullptr || depth > k_deepest) return nothing_there(pointer);
    claims = *inner;
    step = &step->enter(name);
  }
  step->is_withholdable = true;
  return {};
}

/// Takes out of the claims what can be withheld, and leaves digests.
class Concealer {
 public:
  Concealer(std::uint32_t decoys, Entropy& entropy, Arena& arena) : decoys_(decoys), entropy_(entropy), arena_(arena) {}

  Result<json::Value> conceal(json::Value value, const Step* step, std::uint32_t depth) {
    if (!value.is_object() && !value.is_array()) return value;
    if (depth > k_deepest) return fail(Kind::exhausted, "sd-jwt.depth", "the claims are nested deeper than 64 levels");
    return value.is_object() ? conceal_object(value, step, depth) : conceal_array(value, step, depth);
  }

  const std::vector<std::string>& disclosures() const { return disclosures_; }

 private:
  Result<json::Value> conceal_object(json::Value value, const Step* step, std::uint32_t depth) {
    const json::Object out = json::Object::make(arena_, value.object().size() + 1);
    std::vector<std::string> digests;
    for (const json::Member& member : value.object()) {
      if (is_reserved_name(member.name)) {
        return fail(Kind::refused, "sd-jwt.claim-name", "a claim is called " + std::string(member.name),
                    "selective disclosure keeps this name for itself; choose another");
      }
      const Step* inner = step == nullptr ? nullptr : step->find(member.name);
      CAIRN_TRY(const json::Value content, conceal(member.value, inner, depth + 1));
      if (inner == nullptr || !inner->is_withholdable) {
        out.add_new(member.name, content, arena_);
        continue;
      }
      const std::array items = {json::Value::string(draw_salt()), json::Value::string(member.name), content};
      CAIRN_TRY(std::string digest, add_disclosure(items));
      digests.push_back(std::move(digest));
    }
    if (!digests.empty()) add_digests(std::move(digests), out);
    return json::Value(out);
  }

  Result<json::Value> conceal_array(json::Value value, const Step* step, std::uint32_t depth) {
    const json::Array out = json::Array::make(arena_, value.array().size());
    for (const json::Value& item : value.array()) {
      const Step* inner = step == nullptr ? nullptr : step->find(std::to_string(out.size()));
      CAIRN_TRY(const json::Value content, conceal(item, inner, depth + 1));
      if (inner == nullptr || !inner->is_withholdable) {
        out.push_back(content, arena_);
        continue;
      }
      const std::array items = {json::Value::string(draw_salt()), content};
      CAIRN_TRY(const std::string digest, add_disclosure(items));
      const json::Object element = json::Object::make(arena_, 1);
      element.add_new(k_element_name, json::Value::string(arena_.copy(digest)), arena_);
      out.push_back(element, arena_);
    }
    return json::Value(out);
  }

  std::string_view draw_salt() {
    std::array<std::uint8_t, k_salt_bytes> salt{};
    entropy_.fill(salt);
    return arena_.copy(to_base64url(salt));
  }

  Result<std::string> add_disclosure(std::span<const json::Value> items) {
    if (disclosures_.size() == k_most_disclosures) {
      return fail(Kind::exhausted, "sd-jwt.count", "more than 4,096 claims could be withheld");
    }
    const std::string text = json::to_text(json::Array::copy_of(items, arena_));
    disclosures_.push_back(to_base64url(as_bytes(text)));
    return digest_of(disclosures_.back(), DigestAlgorithm::sha256);
  }

  // Sorted, so that the order of the claims does not show.
  void add_digests(std::vector<std::string> digests, json::Object out) {
    for (std::uint32_t i = 0; i < decoys_; ++i) digests.push_back(digest_of(draw_salt(), DigestAlgorithm::sha256));
    std::sort(digests.begin(), digests.end());
    const json::Array list = json::Array::make(arena_, static_cast<std::uint32_t>(digests.size()));
    for (const std::string& digest : digests) list.push_back(json::Value::string(arena_.copy(digest)), arena_);
    out.add_new(k_digests_name, list, arena_);
  }

  std::uint32_t decoys_;
  Entropy& entropy_;
  Arena& arena_;
  std::vector<std::string> disclosures_;
};

}  // namespace

Result<std::string> issue_sd_jwt(const SdJwtDraft& draft, crypto::Signer& signer, Entropy& entropy, Arena& arena) {
  if (!draft.claims.is_object()) return fail(Kind::malformed, "jwt.claims", "the claims are no JSON object");
  Step root;
  for (const std::string& pointer : draft.withholdable) CAIRN_CHECK(add_pointer(pointer, draft.claims, root));
  Concealer concealer(draft.decoys, entropy, arena);
  CAIRN_TRY(const json::Value payload, concealer.conceal(draft.claims, &root, 0));
  if (!concealer.disclosures().empty()) {
    payload.object().add_new(k_algorithm_name, json::Value::string("sha-256"), arena);
  }
  CAIRN_TRY(std::string out, sign_compact_jws(draft.header, json::to_text(payload), signer));
  out += '~';
  for (const std::string& disclosure : concealer.disclosures()) out.append(disclosure).append("~");
  return out;
}

}  // namespace cairn::proof
