#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "crypto/key.hpp"
#include "proof/data_integrity.hpp"
#include "proof/resolver.hpp"

namespace cairn::proof {

struct MethodQuery {
  std::string_view id;       ///< as the proof or the token names it
  std::string_view purpose;  ///< relationship it must be listed under
  Instant at;
};

/// A key to check a signature with, and, apart from that, whether it may speak for its controller.
struct MethodAnswer {
  std::optional<crypto::PublicKey> key;
  std::string controller;  ///< id of the controller document, when it was found
  Outcome authorised = Outcome::unknown;
  std::string code;  ///< why not authorised; empty when it is
  std::string detail;
  std::string hint;
};

/// Find a verification method through its controller document. When the document cannot be had and the fragment is
/// itself a Multikey, that key is handed out, but never counts as authorised: anybody can write a fragment. spec:
/// Controlled Identifiers 1.0 "Retrieve Verification Method"
MethodAnswer find_method(VerificationMethodResolver& resolver, const MethodQuery& query);

}  // namespace cairn::proof
