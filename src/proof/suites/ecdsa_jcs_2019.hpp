#pragma once
#include <memory>

#include "proof/cryptosuite.hpp"

namespace cairn::proof {

/// spec: Data Integrity ECDSA Cryptosuites 1.0 "ecdsa-jcs-2019"; P-384 hashes with SHA-384
std::unique_ptr<Cryptosuite> make_ecdsa_jcs_2019();

}  // namespace cairn::proof
