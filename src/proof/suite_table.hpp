#pragma once
#include <memory>
#include <span>
#include <string_view>

#include "proof/cryptosuite.hpp"

namespace cairn::proof {

struct SuiteRow {
  std::string_view name;
  std::unique_ptr<Cryptosuite> (*make)();
  std::string_view vectors;  ///< folder of the public vectors, below data-integrity; empty: none published, see tests/data/legacy-proofs
};

/// Every suite there is; adding one is a folder of vectors, a file in suites/, and a row.
std::span<const SuiteRow> suite_table();

}  // namespace cairn::proof
