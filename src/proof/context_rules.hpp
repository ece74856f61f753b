#pragma once
#include "base/result.hpp"
#include "json/value.hpp"
#include "proof/cryptosuite.hpp"

namespace cairn::proof {

/// What an object may hold so that all who read its JSON and all who read its RDF read the same.
/// Contexts are URLs: no inline definitions anywhere; an inner @context only in an embedded credential or presentation,
/// and in its proof when that repeats the credential's own.
/// Where only RDF statements are signed, members must also be terms: a full or shortened IRI, or a keyword such as @id,
/// @graph or @reverse, leaves the statements the same while a reader of the JSON no longer finds the member. fails:
/// refused/proof.inline-context, refused/proof.inner-context, unsupported/proof.hidden-member, exhausted/proof.depth
/// cost:  linear
/// spec:  VC Data Integrity 1.0 "Context Validation"
Result<void> check_members(json::Object object, Coverage coverage);

/// Where only RDF statements are signed: whether what is said of the credential and of its subject stands in their own places,
/// and nothing is named by a blank node label. Moved to another object with the same id, a member keeps its statement, and
/// those who read the JSON no longer find it.
/// fails: unsupported/proof.moved-member, exhausted/proof.depth    cost: linear
Result<void> check_places(json::Object document);

/// Whether a document is one of version 1.1 of the Verifiable Credentials Data Model: its context stands first, or alone.
bool is_data_model_1(json::Value document);

/// Whether `outer` begins with the same contexts in the same order as `inner`; either may be one context or a list.
/// spec: VC Data Integrity 1.0 "Verify Proof"; eddsa-jcs-2022 "Verify Proof"
bool begins_with_contexts(const json::Value* outer, json::Value inner);

}  // namespace cairn::proof
