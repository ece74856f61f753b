#pragma once
#include <string_view>

#include "base/result.hpp"
#include "vc/report.hpp"

namespace cairn::cli {

/// What a program that called this one may rely on; `cairn help exit-codes` prints the table.
enum class ExitCode {
  done = 0,
  failed = 1,
  wrong_usage = 2,
  not_valid = 3,
  undecided = 4,
  partly_done = 5,
  not_found = 6,
  busy = 8,
  interrupted = 130
};

/// The one place where a kind of error becomes an exit code.
ExitCode exit_code_of(const Error& error);
ExitCode exit_code_of(vc::Verdict verdict);

/// The table for people.
std::string_view exit_code_table();

}  // namespace cairn::cli
