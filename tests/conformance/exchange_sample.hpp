#pragma once
#include <functional>
#include <string>

#include "conformance/suite.hpp"
#include "domain/micro_credential.hpp"
#include "exchange/exchange.hpp"

// For the suites of formats that definitions are exchanged in.
namespace cairn::conformance {

/// A definition that says everything that can be exchanged.
const domain::MicroCredential& full_definition();

using Read = std::function<Result<exchange::Imported>(const json::Value&)>;
/// out: whether a change of the leaf at this place may go unseen: it only says which node or class is meant
using MayBeStructure = std::function<bool(const std::string& pointer)>;

/// Every leaf of a document is either named among what was left, or changes what was read when it is changed.
void judge_nothing_lost(Suite& suite, const std::string& id, const json::Value& document, const Read& read, const MayBeStructure& is_structure);

}  // namespace cairn::conformance
