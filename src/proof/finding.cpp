#include "proof/finding.hpp"

namespace cairn::proof {
namespace {

int badness(Outcome outcome) { return outcome == Outcome::fail ? 2 : outcome == Outcome::unknown ? 1 : 0; }

bool is_context_missing(const Error& error) {
  const bool about_loading = error.code.find("loading-") != std::string::npos;
  return about_loading &&
         (error.kind == Kind::missing || error.kind == Kind::unavailable || error.kind == Kind::unsupported);
}

}  // namespace

ErrorVerdict verdict_of(const Error& error) {
  if (error.code == "jsonld.data-loss") return {Outcome::fail, "proof.data-loss"};
  if (is_context_missing(error)) return {Outcome::unknown, "proof.context-unknown"};
  switch (error.kind) {
    case Kind::unsupported:
    case Kind::missing:
    case Kind::exhausted:
    case Kind::unavailable:
      return {Outcome::unknown, error.code};
    default:
      return {Outcome::fail, error.code};
  }
}

Outcome worse(Outcome a, Outcome b) { return badness(a) >= badness(b) ? a : b; }

bool lower(Outcome& slot, Outcome to, ProofFinding& finding, std::string_view code, std::string detail,
           std::string hint) {
  if (badness(to) <= badness(slot)) {
    return false;
  }
  slot = to;
  if (finding.code.empty()) {
    finding.code = code;
    finding.detail = std::move(detail);
    finding.hint = std::move(hint);
  }
  return true;
}

}  // namespace cairn::proof
