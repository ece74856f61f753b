#pragma once
#include <memory>

#include "proof/cryptosuite.hpp"

namespace cairn::proof {

/// spec: JSON Web Signature 2020; RFC 7797 (legacy: never issued). Always SHA-256 for document and options; RSA keys with PS256
std::unique_ptr<Cryptosuite> make_json_web_signature_2020();

}  // namespace cairn::proof
