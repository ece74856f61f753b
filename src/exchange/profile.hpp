#pragma once
#include <optional>
#include <vector>

#include "domain/micro_credential.hpp"
#include "exchange/ledger.hpp"
#include "json/value.hpp"

// Profiles, images and alignments, as Open Badges of either version have them. Internal to this library.
namespace cairn::exchange {

/// out: the organisation of a Profile that has an id; its name is the id where there is none
std::optional<domain::Party> take_party(const json::Value* profile, Ledger& ledger);
std::vector<domain::Party> take_parties(const json::Value* list, Ledger& ledger);
/// out: whose definition it is: a Profile or Issuer, or only its id
domain::Organisation take_organisation(const json::Value* profile, Ledger& ledger);
/// An address, or an Image with id and caption. What is no address on the web, such as the picture itself, stays where it is.
void take_image(const json::Value* image, domain::MicroCredentialFields& out, Ledger& ledger);
/// The `targetName` (or `target_name`, or plain `name` of version 1) and what goes with it.
/// out: nothing when name or address is missing
std::optional<domain::Alignment> take_alignment(const json::Value& node, Ledger& ledger);
/// A text of a list, or of a list with one item.
void take_type(const json::Value& node, Ledger& ledger);
/// Take what says nothing: null, "", [], {}.
void take_empty_members(const json::Value& node, Ledger& ledger);
/// out: whether it is an absolute address with http or https
bool is_web_address(const json::Value* value);

}  // namespace cairn::exchange
