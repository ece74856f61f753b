#include "schema/schemas.hpp"

#include <utility>

#include "schema/evaluator.hpp"
#include "schema/registry.hpp"

namespace cairn::schema {

struct Schemas::State {
  explicit State(Draft fallback) : registry(fallback) {}
  Registry registry;
};

Schemas::Schemas(Draft fallback) : state_(std::make_unique<State>(fallback)) {}
Schemas::~Schemas() = default;
Schemas::Schemas(Schemas&&) noexcept = default;
Schemas& Schemas::operator=(Schemas&&) noexcept = default;

Result<void> Schemas::add(std::string_view url, json::Value schema) { return state_->registry.add(url, schema); }

bool Schemas::contains(std::string_view url) const { return state_->registry.contains(url); }

Result<std::vector<Fault>> Schemas::validate(std::string_view url, json::Value document, const Limits& limits) {
  CAIRN_TRY(const Target target, state_->registry.at(url));
  return Evaluator(state_->registry, limits).run(target, document);
}

}  // namespace cairn::schema
