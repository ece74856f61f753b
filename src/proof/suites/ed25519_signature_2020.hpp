#pragma once
#include <memory>

#include "proof/cryptosuite.hpp"

namespace cairn::proof {

/// spec: Data Integrity EdDSA Cryptosuites 1.0 "Ed25519Signature2020" (legacy: never issued)
std::unique_ptr<Cryptosuite> make_ed25519_signature_2020();

}  // namespace cairn::proof
