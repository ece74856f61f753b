#pragma once
#include <memory>

#include "proof/cryptosuite.hpp"

namespace cairn::proof {

/// spec: Data Integrity ECDSA Cryptosuites 1.0 "ecdsa-rdfc-2019"; P-384 hashes with SHA-384, inside RDFC-1.0 as well
std::unique_ptr<Cryptosuite> make_ecdsa_rdfc_2019();

}  // namespace cairn::proof
