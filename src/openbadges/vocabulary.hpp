#pragma once
#include <initializer_list>
#include <string_view>

#include "base/arena.hpp"
#include "json/value.hpp"

// The contexts our documents name. Internal to this library.
namespace cairn::openbadges {

inline constexpr std::string_view k_credentials_context = "https://www.w3.org/ns/credentials/v2";
inline constexpr std::string_view k_open_badges_context = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
inline constexpr std::string_view k_clr_context = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";
inline constexpr std::string_view k_credit_context = "https://w3id.org/cairn/credit/v1";
inline constexpr std::string_view k_assessment_context = "https://purl.imsglobal.org/spec/ob-assessment/v2p0/context";

/// in: words that outlive the value
inline json::Value list_of(std::initializer_list<std::string_view> words, Arena& arena) {
  const json::Array out = json::Array::make(arena, static_cast<std::uint32_t>(words.size()));
  for (const std::string_view word : words) out.push_back(json::Value::string(word), arena);
  return out;
}

}  // namespace cairn::openbadges
