#include "proof/engine.hpp"

#include "proof/suite_table.hpp"

namespace cairn::proof {

Engine::State::State(jsonld::DocumentLoader& loader) : workbench(loader) {
  for (const SuiteRow& row : suite_table()) suites.push_back(row.make());
}

Cryptosuite* Engine::State::find_suite(std::string_view proof_type, std::string_view cryptosuite) const {
  for (const auto& suite : suites) {
    const SuiteDescription& description = suite->description();
    if (description.proof_type != proof_type) continue;
    if (proof_type != k_data_integrity_proof || description.name == cryptosuite) return suite.get();
  }
  return nullptr;
}

Engine::Engine(jsonld::DocumentLoader& loader) : state_(std::make_unique<State>(loader)) {}
Engine::~Engine() = default;

}  // namespace cairn::proof
