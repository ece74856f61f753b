#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/definition.hpp"
#include "base/result.hpp"

namespace cairn::app {

/// Whose words.
enum class ForeignForm { ctdl, elm, case_framework };

struct Translation {
  std::string text;               ///< what to print
  std::vector<std::string> left;  ///< what found no place: JSON Pointers when read, keys of the definition when written
};

/// A draft of a definition file from a description by others. Nothing about it is checked: the file says so itself, what found no
/// place, and the first thing that the definition still lacks.
/// in:    form - ctdl or elm
/// fails: malformed/json.*, exchange.ctdl, exchange.elm
Result<Translation> read_foreign(ForeignForm form, std::string_view text);

/// Competencies of a CASE framework as the [[alignments]] of a definition file.
/// in:    picked - codes, identifiers or addresses of items; empty: a line for each item of the framework instead
/// fails: malformed/json.*, exchange.case (also: it holds no items); exhausted/exchange.case-size; missing/exchange.case-item
Result<Translation> pick_competencies(std::string_view framework, const std::vector<std::string>& picked);

/// A definition in the words of others: indented JSON-LD.
/// in:    form - ctdl or elm; source.issuer_id may be empty: then an owner that the definition does not name has no id
/// fails: as read_definition
Result<Translation> write_foreign(ForeignForm form, const DefinitionSource& source);

}  // namespace cairn::app
