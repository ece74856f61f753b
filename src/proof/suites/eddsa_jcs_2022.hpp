#pragma once
#include <memory>

#include "proof/cryptosuite.hpp"

namespace cairn::proof {

/// spec: Data Integrity EdDSA Cryptosuites 1.0 "eddsa-jcs-2022"
std::unique_ptr<Cryptosuite> make_eddsa_jcs_2022();

}  // namespace cairn::proof
