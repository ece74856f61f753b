#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/definition_forms.hpp"
#include "app/register.hpp"

namespace cairn::app {

struct ImportOrder {
  std::string actor;         ///< id of a person with the right to edit there
  std::string organisation;  ///< whose the definitions become
  std::string note;          ///< for the audit tree: the file
  std::function<void(std::uint64_t done, std::uint64_t total)> on_progress{};
};

struct ImportedDefinition {
  store::RecordKey key;        ///< of what was kept, or of what is there already
  bool is_new = false;
  std::string place;           ///< in the file
  std::vector<std::string> left;
};

/// Keep definitions of others as drafts. What the register has already, by its address or with the same name and text, stays untouched.
/// Batches of a few hundred are written together, so that an interrupted import is simply run again.
/// out:   one for each, in order
/// fails: malformed/definition.rows (one of them cannot be right: nothing is written); refused/register.right, missing/register.person,
///        register.organisation; as define
Result<std::vector<ImportedDefinition>> import_definitions(const RegisterPorts& ports, const ImportOrder& order, std::span<const ReadDefinition> read);

}  // namespace cairn::app
