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

/// Read N-Quads (or N-Triples) text into `out`.
/// fails: malformed/nquads.syntax (detail: line and column), malformed/nquads.utf8, exhausted/nquads.quads
/// spec:  RDF 1.1 N-Quads, "Grammar"
Result<void> read_n_quads(std::string_view text, Dataset& out, Syntax syntax = Syntax::n_quads,
                          const NQuadsLimits& limits = {});

/// Append one quad in canonical N-Quads form, line end included.
/// spec: RDF 1.2 N-Quads "Canonical N-Quads" as used by RDFC-1.0
void write_quad(const Dataset& dataset, const Quad& quad, std::string& out);
/// All quads in dataset order.
std::string write_n_quads(const Dataset& dataset);

}  // namespace cairn::rdf
