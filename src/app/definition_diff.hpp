#pragma once
#include <string>
#include <vector>

#include "domain/micro_credential.hpp"

namespace cairn::app {

enum class ChangeKind { added, removed, changed };

/// One difference between two definitions.
struct FieldChange {
  std::string place;   ///< as definition files name it: "outcomes[1].statement", "credit.amount"
  ChangeKind kind = ChangeKind::changed;
  std::string before;  ///< in words; empty when added
  std::string after;   ///< in words; empty when removed
};

/// out: what differs, in the order of the definition's keys. Items of lists are compared by what names them (key, name, address,
///      statement), so that one that moved or was inserted does not make the rest look changed; `place` counts in the newer list, of
///      what was removed in the older.
/// cost:  the product of two lists' lengths at worst
std::vector<FieldChange> definition_changes(const domain::MicroCredentialFields& before, const domain::MicroCredentialFields& after);

/// out: places alone
std::vector<std::string> places_of(const std::vector<FieldChange>& changes);

/// out: one line for people: "Credit, amount: 10 became 15"
std::string change_words(const FieldChange& change);

/// What a definition says in its material places, as a digest: it stays the same when only small words change.
/// out: lower-case hexadecimal SHA-256
std::string material_digest(const domain::MicroCredentialFields& fields, const std::vector<std::string>& material);

}  // namespace cairn::app
