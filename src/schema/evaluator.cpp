#include "schema/evaluator.hpp"

#include <algorithm>

namespace cairn::schema {

void Marks::mark_member(std::size_t index, std::size_t size) {
  members.resize(size);
  members[index] = true;
}

void Marks::mark_item(std::size_t index, std::size_t size) {
  items.resize(size);
  items[index] = true;
}

void Marks::merge(const Marks& other) {
  const auto into = [](std::vector<bool>& to, const std::vector<bool>& from) {
    to.resize(std::max(to.size(), from.size()));
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (from[i]) to[i] = true;
    }
  };
  into(members, other.members);
  into(items, other.items);
}

std::string Place::pointer() const {
  std::vector<const Place*> chain;
  for (const Place* at = this; at->parent != nullptr; at = at->parent) chain.push_back(at);
  std::string out;
  for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
    out += '/';
    if ((*at)->index >= 0) {
      out += std::to_string((*at)->index);
      continue;
    }
    for (const char c : (*at)->name) {
      if (c == '~') {
        out += "~0";
      } else if (c == '/') {
        out += "~1";
      } else {
        out += c;
      }
    }
  }
  return out;
}

Result<std::vector<Fault>> Evaluator::run(const Target& target, const json::Value& document) {
  apply(*target.schema, document, Place{}, nullptr);
  if (error_) return Failure(*error_);
  return std::move(faults_);
}

void Evaluator::stop(const Error& error) {
  if (!error_) error_ = error;
}

void Evaluator::complain(Frame& frame, std::string_view keyword, std::string detail) {
  frame.holds = false;
  if (quiet_ == 0 && faults_.size() < limits_.faults) {
    faults_.push_back({frame.place.pointer(), std::string(keyword), std::move(detail)});
  }
}

bool Evaluator::apply(const json::Value& schema, const json::Value& value, const Place& place, Marks* marks) {
  if (error_) return false;
  if (++steps_ > limits_.steps) stop({Kind::exhausted, "schema.steps", "checking against the schema takes too many steps", ""});
  if (depth_ >= limits_.depth) stop({Kind::exhausted, "schema.depth", "schemas refer to each other too deeply", ""});
  if (error_) return false;
  if (schema.is_boolean()) {
    if (schema.as_boolean()) return true;
    if (quiet_ == 0 && faults_.size() < limits_.faults) faults_.push_back({place.pointer(), "false", "must not be there"});
    return false;
  }
  if (!schema.is_object()) {
    stop({Kind::malformed, "schema.keyword", "a schema is neither an object nor true or false", ""});
    return false;
  }
  ++depth_;
  const bool out = apply_object(schema, value, place, marks);
  --depth_;
  return out;
}

bool Evaluator::apply_object(const json::Value& schema, const json::Value& value, const Place& place, Marks* marks) {
  Resource* const resource = registry_.owner_of(&schema);
  const bool is_new_scope = scope_.empty() || scope_.back() != resource;
  if (is_new_scope) scope_.push_back(resource);
  Marks own;
  Frame frame{schema, *resource, value, place, registry_.uses_marks() ? &own : nullptr};
  references(frame);
  if (resource->draft != Draft::draft_7 || schema.find("$ref") == nullptr) {
    combinations(frame);
    conditions(frame);
    if (resource->asserts) assertions(frame);
    if (value.is_object()) object(frame);
    if (value.is_array()) array(frame);
  }
  if (is_new_scope) scope_.pop_back();
  if (frame.holds && marks != nullptr && frame.own != nullptr) marks->merge(own);
  return frame.holds && !error_;
}

bool Evaluator::fits(const json::Value& schema, const json::Value& value, const Place& place, Marks* marks) {
  ++quiet_;
  const bool out = apply(schema, value, place, marks);
  --quiet_;
  return out;
}

bool Evaluator::follow(Frame& frame, const Result<Target>& target) {
  if (!target) {
    stop(target.error());
    return false;
  }
  return apply(*target->schema, frame.value, frame.place, frame.own);
}

void Evaluator::references(Frame& frame) {
  const std::string_view plain = frame.schema.text_of("$ref");
  if (keyword(frame, "$ref") != nullptr) frame.holds = follow(frame, registry_.resolve(frame.resource, plain)) && frame.holds;
  if (frame.resource.draft == Draft::draft_2019_09 && keyword(frame, "$recursiveRef") != nullptr) {
    frame.holds = follow(frame, recursive_target(frame, frame.schema.text_of("$recursiveRef"))) && frame.holds;
  }
  if (frame.resource.draft == Draft::draft_2020_12 && keyword(frame, "$dynamicRef") != nullptr) {
    frame.holds = follow(frame, dynamic_target(frame, frame.schema.text_of("$dynamicRef"))) && frame.holds;
  }
}

// spec: JSON Schema Core 2019-09 "$recursiveRef" and "$recursiveAnchor"
Result<Target> Evaluator::recursive_target(const Frame& frame, std::string_view reference) {
  CAIRN_TRY(const Target first, registry_.resolve(frame.resource, reference));
  if (!first.resource->is_recursive_anchor) return first;
  for (Resource* outer : scope_) {
    if (outer->is_recursive_anchor) return Target{outer->root, outer};
  }
  return first;
}

// spec: JSON Schema Core 2020-12 "$dynamicRef" and "$dynamicAnchor"
Result<Target> Evaluator::dynamic_target(const Frame& frame, std::string_view reference) {
  CAIRN_TRY(const Target first, registry_.resolve(frame.resource, reference));
  const std::string_view name = first.schema->text_of("$dynamicAnchor");
  const std::size_t mark = reference.find('#');
  if (name.empty() || mark == std::string_view::npos || reference.substr(mark + 1) != name) return first;
  for (Resource* outer : scope_) {
    const auto found = outer->dynamic_anchors.find(name);
    if (found != outer->dynamic_anchors.end()) return Target{found->second, outer};
  }
  return first;
}

void Evaluator::combinations(Frame& frame) {
  if (const json::Value* schemas = keyword(frame, "allOf"); schemas != nullptr && schemas->is_array()) all_of(frame, *schemas);
  if (const json::Value* schemas = keyword(frame, "anyOf"); schemas != nullptr && schemas->is_array()) any_of(frame, *schemas);
  if (const json::Value* schemas = keyword(frame, "oneOf"); schemas != nullptr && schemas->is_array()) one_of(frame, *schemas);
  const json::Value* negated = keyword(frame, "not");
  if (negated != nullptr && fits(*negated, frame.value, frame.place, nullptr)) complain(frame, "not", "is of a form that is not allowed");
}

void Evaluator::all_of(Frame& frame, const json::Value& schemas) {
  for (const json::Value& schema : schemas.array()) {
    frame.holds = apply(schema, frame.value, frame.place, frame.own) && frame.holds;
  }
}

void Evaluator::any_of(Frame& frame, const json::Value& schemas) {
  bool is_one = false;
  for (const json::Value& schema : schemas.array()) {
    is_one = fits(schema, frame.value, frame.place, frame.own) || is_one;
    if (is_one && frame.own == nullptr) return;
  }
  if (!is_one) complain(frame, "anyOf", "is of none of the forms allowed");
}

void Evaluator::one_of(Frame& frame, const json::Value& schemas) {
  std::size_t count = 0;
  Marks marks;
  for (const json::Value& schema : schemas.array()) {
    if (fits(schema, frame.value, frame.place, frame.own == nullptr ? nullptr : &marks)) ++count;
  }
  if (count == 1 && frame.own != nullptr) frame.own->merge(marks);
  if (count == 0) complain(frame, "oneOf", "is of none of the forms allowed");
  if (count > 1) complain(frame, "oneOf", "is of " + std::to_string(count) + " of the forms allowed, where it should be of exactly one");
}

void Evaluator::conditions(Frame& frame) {
  const json::Value* condition = keyword(frame, "if");
  if (condition == nullptr) return;
  const bool is_met = fits(*condition, frame.value, frame.place, frame.own);
  const json::Value* branch = keyword(frame, is_met ? "then" : "else");
  if (branch != nullptr) frame.holds = apply(*branch, frame.value, frame.place, frame.own) && frame.holds;
}

}  // namespace cairn::schema
