#pragma once
#include <span>
#include <string>
#include <string_view>

namespace cairn::app {

/// out: the known word that someone who wrote `word` most likely meant, or empty when none is near
/// cost: product of the lengths; words over 64 bytes have no suggestion
std::string_view closest_word(std::string_view word, std::span<const std::string_view> known);

/// out: "Did you mean \"level\"?", or empty
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace cairn::app
