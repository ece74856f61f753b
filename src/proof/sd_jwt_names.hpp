#pragma once
#include <string_view>

// The three names that selective disclosure keeps for itself. Internal to this library.
namespace cairn::proof {

inline constexpr std::string_view k_digests_name = "_sd";
inline constexpr std::string_view k_element_name = "...";
inline constexpr std::string_view k_algorithm_name = "_sd_alg";

/// out: whether a claim must not be called so.  spec: RFC 9901 4.1, 4.1.1, 7.1 step 3.c
inline bool is_reserved_name(std::string_view name) {
  return name == k_digests_name || name == k_element_name || name == k_algorithm_name;
}

}  // namespace cairn::proof
