#pragma once
#include <memory>

#include "proof/cryptosuite.hpp"

namespace cairn::proof {

/// spec: the draft of eddsa-rdfc-2022, under its first name: same bytes (legacy: never issued)
std::unique_ptr<Cryptosuite> make_eddsa_2022();

}  // namespace cairn::proof
