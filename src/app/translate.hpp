#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/definition.hpp"
#include "app/definition_forms.hpp"
#include "base/result.hpp"

namespace cairn::app {

struct Translation {
  std::string text;               ///< what to print
  std::vector<std::string> left;  ///< what found no place: JSON Pointers when read, keys of the definition when written
};

/// A draft of a definition file from what others wrote. Nothing about it is checked: the file says so itself, what found no place, what
/// cannot be right, and the first thing that the definition still lacks.
std::string draft_text(const ReadDefinition& read);

/// Names for the files of drafts that were read together, by what the definitions are called; none stands twice.
std::vector<std::string> draft_file_names(std::span<const ReadDefinition> read);

/// Competencies of a CASE framework as the [[alignments]] of a definition file.
/// in:    picked - codes, identifiers or addresses of items; empty: a line for each item of the framework instead
/// fails: malformed/json.*, exchange.case (also: it holds no items); exhausted/exchange.case-size; missing/exchange.case-item
Result<Translation> pick_competencies(std::string_view framework, const std::vector<std::string>& picked);

/// A definition file in the words of others.
/// in:    source.issuer_id may be empty: then an owner that the definition does not name has no id
/// fails: as read_definition; refused/definition.form
Result<Translation> write_foreign(DefinitionForm form, const DefinitionSource& source);

}  // namespace cairn::app
