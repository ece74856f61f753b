#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/arena.hpp"
#include "jsonld/processor.hpp"
#include "proof/cryptosuite.hpp"
#include "proof/data_integrity.hpp"
#include "rdf/canonicalize.hpp"
#include "rdf/dataset.hpp"

namespace cairn::proof {

/// The tools and scratch memory one proof after another is made with.
struct Workbench {
  explicit Workbench(jsonld::DocumentLoader& loader) : processor(loader) {}
  jsonld::Processor processor;
  rdf::Canonicalizer canonicalizer;
  rdf::Dataset dataset;
  Arena arena;                  ///< emptied before each transformation
  Arena members = Arena(2048);  ///< shallow copies of a document and its proof options, emptied for each proof
  std::string text;             ///< canonical JSON
};

struct Engine::State {
  explicit State(jsonld::DocumentLoader& loader);
  /// in:  proof type and cryptosuite as the proof states them    out: nullptr when there is no such suite
  Cryptosuite* find_suite(std::string_view proof_type, std::string_view cryptosuite) const;

  Workbench workbench;
  std::vector<std::unique_ptr<Cryptosuite>> suites;
};

}  // namespace cairn::proof
