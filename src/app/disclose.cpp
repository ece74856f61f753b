#include "app/disclose.hpp"

#include <algorithm>

#include "json/read.hpp"
#include "json/write.hpp"
#include "openbadges/disclosure.hpp"
#include "proof/data_integrity.hpp"
#include "proof/json_pointer.hpp"
#include "proof/local_resolver.hpp"
#include "proof/selective_disclosure.hpp"

namespace cairn::app {
namespace {

using Pointers = std::vector<std::string>;

// Same place, or one within the other.
bool touch(std::string_view a, std::string_view b) {
  const std::string_view shorter = a.size() < b.size() ? a : b;
  const std::string_view longer = a.size() < b.size() ? b : a;
  return longer.starts_with(shorter) && (longer.size() == shorter.size() || longer[shorter.size()] == '/');
}

Result<void> check_is_there(const json::Value& credential, const std::string& pointer) {
  CAIRN_TRY(const std::vector<std::string> tokens, proof::split_pointer(pointer));
  const json::Value* here = &credential;
  for (const std::string& token : tokens) {
    here = proof::find_by_token(*here, token);
    if (here == nullptr) {
      return fail(Kind::missing, "sd.pointer-target", "nothing in the credential stands at " + pointer,
                  "Name a member that is there; items of a list are numbered from 0.");
    }
  }
  return {};
}

Result<void> check_can_be_hidden(const std::string& pointer, const Pointers& mandatory) {
  for (const std::string& always : mandatory) {
    if (!touch(pointer, always)) continue;
    return fail(Kind::refused, "disclosure.mandatory", "every copy shows " + always + ": the issuer made it so",
                "Hide something else, or ask the issuer.");
  }
  const std::string_view last = std::string_view(pointer).substr(pointer.find_last_of('/') + 1);
  if (last == "id" || last == "type" || last == "@context") {
    return fail(Kind::refused, "disclosure.id", pointer + " goes with whatever is shown beside it",
                "Hide the whole of what has this " + std::string(last) + ".");
  }
  return {};
}

Result<Pointers> places_of(const json::Value& credential, const std::vector<std::string>& words) {
  Pointers out;
  for (const std::string& word : words) {
    CAIRN_TRY(const Pointers places, openbadges::find_places(credential.object(), word));
    for (const std::string& place : places) {
      CAIRN_CHECK(check_is_there(credential, place));
      if (std::find(out.begin(), out.end(), place) == out.end()) out.push_back(place);
    }
  }
  return out;
}

Result<Pointers> choose(const json::Value& credential, const DiscloseCommand& command, const Pointers& mandatory) {
  if (command.hide.empty()) return places_of(credential, command.show);
  CAIRN_TRY(const Pointers hidden, places_of(credential, command.hide));
  for (const std::string& pointer : hidden) CAIRN_CHECK(check_can_be_hidden(pointer, mandatory));
  return openbadges::all_but(credential.object(), hidden);
}

// Offline: a signature that does not fit is seen wherever the key stands in the issuer's own name.
Result<void> check_copy(proof::Engine& engine, const json::Value& copy, Arena& arena) {
  proof::LocalResolver resolver;
  proof::VerifyOptions options;
  CAIRN_TRY(const auto findings, proof::verify_proofs(engine, copy, resolver, options, arena));
  for (const proof::ProofFinding& finding : findings) {
    if (finding.signature != proof::Outcome::fail) continue;
    return fail(Kind::refused, "disclosure.changed", "the copy would not be valid: " + finding.detail,
                "Use the credential exactly as the issuer sent it.");
  }
  return {};
}

}  // namespace

Result<std::string> disclose(const DiscloseCommand& command, jsonld::DocumentLoader& contexts) {
  Arena arena;
  CAIRN_TRY(const json::Value credential, json::read(command.document, arena));
  CAIRN_TRY(const Pointers mandatory, proof::mandatory_pointers(credential));
  CAIRN_TRY(const Pointers chosen, choose(credential, command, mandatory));
  proof::Engine engine(contexts);
  CAIRN_TRY(const json::Value copy, proof::derive_proof(engine, credential, chosen, arena));
  CAIRN_CHECK(check_copy(engine, copy, arena));
  return json::to_text(copy, json::Layout::indented) + "\n";
}

}  // namespace cairn::app
