#include "openbadges2/badge.hpp"

#include <algorithm>
#include <array>

#include "base/iri.hpp"
#include "json/read.hpp"
#include "openbadges2/scope.hpp"
#include "proof/jose.hpp"
#include "vc/credential_view.hpp"

namespace cairn::openbadges2 {
namespace {

constexpr std::size_t k_longest_address = 2048;

constexpr auto k_version_2_contexts = std::to_array<std::string_view>(
    {"https://w3id.org/openbadges/v2", "https://openbadgespec.org/v2/", "https://purl.imsglobal.org/spec/ob/v2p1/"});
constexpr auto k_version_1_contexts = std::to_array<std::string_view>({"https://w3id.org/openbadges/v1", "https://openbadgespec.org/v1/"});
// One of these stands in every document that is recognised.
constexpr auto k_marks = std::to_array<std::string_view>({"openbadges/v", "openbadgespec.org/v", "/ob/v2p1/", "\"badge\""});

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(k_space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(k_space) - first + 1);
}

bool has_mark(std::string_view text) {
  return std::any_of(k_marks.begin(), k_marks.end(),
                     [text](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

template <std::size_t N>
bool names_context(json::Value document, const std::array<std::string_view, N>& prefixes) {
  bool out = false;
  vc::each_item(document.find("@context"), [&](const json::Value& item) {
    for (const std::string_view prefix : prefixes) out = out || (item.is_string() && item.text().starts_with(prefix));
  });
  return out;
}

// Editions before 1.1 have no context: their members tell them.
std::optional<Badge> recognise_by_members(json::Value document) {
  const json::Value* recipient = document.find("recipient");
  const json::Value* badge = document.find("badge");
  if (recipient == nullptr || badge == nullptr || document.find("@context") != nullptr) return std::nullopt;
  Badge out;
  out.document = document;
  if (recipient->is_string() && badge->is_object()) {
    out.version = Version::v0_5;
    return out;
  }
  const json::Value* verify = document.find("verify");
  if (!recipient->is_object() || verify == nullptr || !verify->is_object()) return std::nullopt;
  out.version = Version::v1_0;
  return out;
}

// A revoked award may be stripped down to its id and the word that it is revoked.
bool is_assertion(json::Value document) {
  const std::string_view type = vocabulary_type(document);
  if (!type.empty()) return type == "Assertion";
  const json::Value* revoked = document.find("revoked");
  return document.find("badge") != nullptr || (revoked != nullptr && revoked->is_true());
}

std::optional<Badge> recognise_token(std::string_view text, Arena& arena) {
  const auto jws = proof::parse_compact_jws(text, arena);
  if (!jws || !has_mark(as_text(jws->payload))) return std::nullopt;
  const auto payload = json::read(arena.copy(as_text(jws->payload)), arena);
  if (!payload) return std::nullopt;
  std::optional<Badge> out = recognise_document(*payload);
  if (out) out->token = text;
  return out;
}

bool is_address(std::string_view text) {
  return text.size() <= k_longest_address && !origin_of(text).empty() && is_absolute_iri(text);
}

}  // namespace

std::string_view version_name(Version version) {
  switch (version) {
    case Version::v0_5: return "0.5";
    case Version::v1_0: return "1.0";
    case Version::v1_1: return "1.1";
    case Version::v2_0: break;
  }
  return "2.0";
}

std::string_view vocabulary_type(json::Value document) {
  constexpr auto k_types = std::to_array<std::string_view>(
      {"Assertion", "BadgeClass", "Issuer", "Profile", "CryptographicKey", "RevocationList", "Endorsement"});
  std::string_view out;
  vc::each_item(document.find("type"), [&](const json::Value& item) {
    if (!out.empty() || !item.is_string()) return;
    const auto found = std::find(k_types.begin(), k_types.end(), item.text());
    if (found != k_types.end()) out = *found;
  });
  return out;
}

std::optional<Badge> recognise_document(json::Value document) {
  if (!document.is_object()) return std::nullopt;
  const bool is_version_2 = names_context(document, k_version_2_contexts);
  if (!is_version_2 && !names_context(document, k_version_1_contexts)) return recognise_by_members(document);
  Badge out;
  out.version = is_version_2 ? Version::v2_0 : Version::v1_1;
  out.document = document;
  out.kind = is_assertion(document) ? BadgeKind::assertion : BadgeKind::part;
  return out;
}

std::optional<Badge> recognise(ByteView bytes, Arena& arena) {
  const std::string_view text = trimmed(as_text(bytes));
  if (text.empty()) return std::nullopt;
  if (is_address(text)) {
    Badge out;
    out.kind = BadgeKind::address;
    out.address = text;
    return out;
  }
  if (text.starts_with("ey")) return recognise_token(text, arena);
  if (text.front() != '{' || !has_mark(text)) return std::nullopt;
  const auto document = json::read(text, arena);
  return document ? recognise_document(*document) : std::nullopt;
}

}  // namespace cairn::openbadges2
