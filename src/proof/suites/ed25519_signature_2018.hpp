#pragma once
#include <memory>

#include "proof/cryptosuite.hpp"

namespace cairn::proof {

/// spec: Ed25519 Signature 2018; RFC 7797 (legacy: never issued)
std::unique_ptr<Cryptosuite> make_ed25519_signature_2018();

}  // namespace cairn::proof
