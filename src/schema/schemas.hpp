#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "json/value.hpp"

namespace cairn::schema {

/// The drafts in use: 7 in older material, 2019-09 in Open Badges 3.0, 2020-12 in VC JSON Schema and OpenID4VCI.
enum class Draft : std::uint8_t { draft_7, draft_2019_09, draft_2020_12 };

/// One place where a document is not as its schema wants it.
struct Fault {
  std::string pointer;  ///< where in the document: JSON Pointer, "" is the whole
  std::string keyword;  ///< the keyword that was not kept: "required", "oneOf"; "false" for a schema that allows nothing
  std::string detail;   ///< in plain words: "lacks the member \"id\""
};

/// Every limit is counted, so that the answer is the same on every machine.
struct Limits {
  std::uint64_t steps = 2'000'000;  ///< schemas applied to values
  std::uint32_t depth = 256;        ///< schemas inside each other, references included
  std::size_t faults = 100;         ///< after so many no more are listed
};

/// A set of JSON Schemas that may refer to each other. Nothing is fetched: a reference to a schema that was not added cannot be
/// checked. `format` and `content*` are annotations, as the drafts have it. Used by one thread.
/// spec: JSON Schema Core and Validation, draft 7, 2019-09, 2020-12
class Schemas {
 public:
  /// in: fallback - the draft of schemas that do not name one with $schema
  explicit Schemas(Draft fallback);
  ~Schemas();
  Schemas(Schemas&&) noexcept;
  Schemas& operator=(Schemas&&) noexcept;

  /// Add a schema under its address; its own $id counts as well.
  /// in:    url - absolute, without fragment; schema - must outlive this object and not change
  /// fails: malformed/schema.document (neither object nor true or false), malformed/schema.id, unsupported/schema.draft,
  ///        exhausted/schema.depth
  Result<void> add(std::string_view url, json::Value schema);

  /// out: whether a schema was added under this address
  bool contains(std::string_view url) const;

  /// Judge a document by a schema of the set.
  /// out:   what is not as the schema wants it; empty when the document is valid. For a choice (oneOf, anyOf) that fails, one fault.
  /// fails: missing/schema.reference (a schema referred to was not added), unsupported/schema.pattern (a regular expression that
  ///        cannot be run in linear time), malformed/schema.keyword, exhausted/schema.steps, exhausted/schema.depth
  Result<std::vector<Fault>> validate(std::string_view url, json::Value document, const Limits& limits = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cairn::schema
