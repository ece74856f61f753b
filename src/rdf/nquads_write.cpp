#include "rdf/nquads.hpp"
#include "rdf/token.hpp"

namespace cairn::rdf {

void write_quad(const Dataset& dataset, const Quad& quad, std::string& out) {
  for (const TermId id : {quad.subject, quad.predicate, quad.object, quad.graph}) {
    if (id == k_default_graph) continue;
    append_term(dataset.term(id), out);
    out += ' ';
  }
  out += ".\n";
}

std::string write_n_quads(const Dataset& dataset) {
  std::string out;
  for (const Quad& quad : dataset.quads()) write_quad(dataset, quad, out);
  return out;
}

}  // namespace cairn::rdf
