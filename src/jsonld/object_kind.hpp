#pragma once
#include "json/value.hpp"

namespace cairn::jsonld {

/// What an object of an expanded document is.
/// spec: JSON-LD 1.1 API "Algorithm Terms"
inline bool is_value_object(json::Value value) { return value.find("@value") != nullptr; }
inline bool is_list_object(json::Value value) { return value.find("@list") != nullptr; }
/// Nothing but "@graph", and perhaps "@id" and "@index".
bool is_graph_object(json::Value value);
/// A graph object without "@id".
inline bool is_simple_graph_object(json::Value value) { return is_graph_object(value) && value.find("@id") == nullptr; }

}  // namespace cairn::jsonld
