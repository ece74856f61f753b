#pragma once
#include <string_view>

#include "jsonld/loader.hpp"
#include "proof/jose.hpp"
#include "proof/method_lookup.hpp"

// Keys that an issuer publishes as metadata of its tokens. Internal to this library.
namespace cairn::proof {

/// Find the key that a token's `kid` names among those of the issuer's metadata; without `kid`, the only one there is.
/// out:   a key only when the metadata are the issuer's own; unknown when they are not at hand
/// spec:  SD-JWT-based Verifiable Credentials "JWT VC Issuer Metadata"
MethodAnswer find_key_in_metadata(const CompactJws& token, std::string_view issuer, jsonld::DocumentLoader* documents);

}  // namespace cairn::proof
