#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "vc/report.hpp"
#include "vc/verify.hpp"

namespace cairn::attacks {

class Forge;

/// What a verifier is handed, and what it is asked.
struct Handed {
  std::string file;
  std::map<std::string, std::string> documents;  ///< by address or DID: status lists, controller documents, hosted badges
  std::vector<std::string> known;                ///< issuers the operator knows
  std::vector<vc::TrustedIssuer> listed{};       ///< those whose keys the operator's trust list names
  std::optional<vc::KeyPins> pins;
  Instant at;
  std::optional<std::string> recipient;
  std::optional<std::string> nonce;
  std::optional<std::string> audience;
};

/// One trick of a forger. The honest twin is what the trick is played on: it is valid, so that nothing but the trick can be what
/// the verifier objects to.
struct Row {
  std::string_view attack;   ///< "F2", as in docs/threat-model.md
  std::string_view trick;    ///< what the forger does
  std::string_view control;  ///< what stops it
  Handed (*honest)(Forge& forge);
  void (*play)(Forge& forge, Handed& handed);  ///< changes the honest twin into the forgery
  vc::Verdict verdict;                         ///< what the forger gets
  vc::CheckId check;                           ///< which check stops it
  std::string_view code;
};

/// The rows of docs/attacks.md, a table for each family of tricks.
std::span<const Row> graph_rows();
std::span<const Row> proof_rows();
std::span<const Row> token_rows();
std::span<const Row> text_rows();
std::span<const Row> status_rows();
std::span<const Row> carrier_rows();
std::span<const Row> trust_rows();

/// What the public verifier says.
vc::Report judge(const Handed& handed);

}  // namespace cairn::attacks
