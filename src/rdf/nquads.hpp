#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "rdf/dataset.hpp"

namespace cairn::rdf {

enum class Syntax { n_quads, n_triples };

struct NQuadsLimits {
  std::size_t quads = 1'000'000;
};

/// Read N-Quads (or N-Triples) text into `out`, adding to what is there; duplicates are removed.
/// Stricter than the grammar in one point: an escape must not smuggle a character into an IRI that IRIREF keeps out.
/// fails: malformed/nquads.syntax (detail: line and column), malformed/nquads.utf8, exhausted/nquads.quads;
///        `out` then holds what was read before
/// spec:  RDF 1.1 N-Quads, "Grammar"; RDF 1.1 N-Triples, "Grammar"
Result<void> read_n_quads(std::string_view text, Dataset& out, Syntax syntax = Syntax::n_quads,
                          const NQuadsLimits& limits = {});

/// Append one quad in canonical N-Quads form, line end included. Blank nodes keep their labels.
/// spec: RDFC-1.0 "A Canonical form of N-Quads"
void write_quad(const Dataset& dataset, const Quad& quad, std::string& out);
/// All quads in dataset order.
std::string write_n_quads(const Dataset& dataset);

}  // namespace cairn::rdf
