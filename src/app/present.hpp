#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "crypto/signature.hpp"

namespace cairn::app {

/// Whom a presentation is for, and the learner's own key. Without a key, nothing shows who presents it.
struct PresentTo {
  std::string_view audience;         ///< the verifier, as it calls itself
  std::string_view nonce;            ///< what the verifier asked to be answered
  crypto::Signer* holder = nullptr;  ///< nullptr: no key binding
};

/// What a learner wants to show of a selectively disclosable credential. Words ("name", "email", "id", "marks", "evidence",
/// "narrative", "achievement", "everything") or JSON Pointers.
struct PresentCommand {
  std::string_view document;
  std::vector<std::string> show;  ///< these; empty: all
  std::vector<std::string> hide;  ///< but not these, nor what lies inside them
  PresentTo to;
  Instant at;
};

/// Choose what is shown, and bind it to the learner's key and to the one it is for.
/// out:   the token, to be given to the verifier as it is
/// fails: as proof::open_sd_jwt, malformed/present.word, missing/present.nothing-there, refused/present.always-shown,
///        conflict/present.bound (it is a presentation already), and as proof::bind_to_key
Result<std::string> present(const PresentCommand& command);

}  // namespace cairn::app
