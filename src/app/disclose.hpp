#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "jsonld/loader.hpp"

namespace cairn::app {

/// What a learner wants a copy of a credential to show. Words ("name", "marks") or JSON Pointers; one of the lists is empty.
struct DiscloseCommand {
  std::string_view document;
  std::vector<std::string> show;  ///< these, and what the issuer made mandatory
  std::vector<std::string> hide;  ///< all but these
};

/// Make the copy, and check it as far as that can be done without anybody else.
/// out:   the copy, as JSON text
/// fails: malformed/json.*, disclosure.word; missing/disclosure.nothing-there, sd.pointer-target, sd.no-base-proof;
///        refused/disclosure.mandatory (the issuer made it mandatory), disclosure.id (what has an id shows it),
///        disclosure.changed (the credential is not as it was issued); and as proof::derive_proof
Result<std::string> disclose(const DiscloseCommand& command, jsonld::DocumentLoader& contexts);

}  // namespace cairn::app
