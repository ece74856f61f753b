#pragma once
#include <string_view>

#include "base/result.hpp"
#include "json/value.hpp"
#include "proof/resolver.hpp"

namespace cairn::proof {

/// Read a DID document, another controlled identifier document, or a bare JWK published under a URL.
/// in:    expected_id - the URL it was asked for; the document's `id` must be the same, byte for byte
/// out:   methods given by reference or by value, relative fragment ids made absolute. A method whose type or key
/// cannot be
///        read is listed in `unreadable_methods` and does not spoil the others. A bare JWK becomes one method whose id
///        and controller are the URL itself.
/// fails: malformed/controller.document, malformed/controller.id, refused/controller.id-mismatch,
///        malformed/controller.duplicate-method (one id, two keys), exhausted/controller.methods (over 512)
/// spec:  Controlled Identifiers 1.0 "Controlled Identifier Documents", "Verification Methods"
Result<ControllerDocument> parse_controller_document(json::Value document, std::string_view expected_id);

}  // namespace cairn::proof
