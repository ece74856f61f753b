#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/micro_credential.hpp"
#include "json/value.hpp"

// What people and programs write for levels, credit, kinds and modes, and what it is here.
namespace cairn::exchange {

/// out: the achievement type that is written so, whatever its hyphens and capitals ("Micro-credential"); empty: none
std::string_view achievement_type_named(std::string_view text);
/// out: a word of domain::participation_modes() ("on-site", "hybrid", "distance learning"); empty: none
std::string_view participation_named(std::string_view text);
/// out: the framework that has this name, unit of credit or address; empty: none that is known
std::string_view framework_at(std::string_view text);
/// out: the framework whose points are meant; a name that is not known stays as it is; empty: only "credits", "points" and the like
std::string credit_framework_named(std::string_view text);
/// out: the level of "SCQF level 7", "EQF 6", "RQF Level 4"
std::optional<domain::Level> level_in_words(std::string_view text);
/// out: the months of "P5Y", "P18M", "P1Y6M", or nothing
std::optional<int> months_of(const json::Value* value);
/// out: a number, or a text that is one
std::optional<domain::Amount> amount_of(const json::Value* value);
/// out: whether it can be a key of an outcome
bool is_key(std::string_view text);
/// out: a key made from words, or empty: "Final mark" gives "final-mark"
std::string key_of(std::string_view words);
/// Add the pieces, without spaces around them; empty ones are left out.
void add_listed(std::string_view text, char separator, std::vector<std::string>& out);

}  // namespace cairn::exchange
