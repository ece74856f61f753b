#pragma once
#include <stdexcept>
#include <string>

namespace cairn {

/// A broken invariant of ours: never the fault of input. Caught only around one request and in main.
class Bug final : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Report a broken invariant: throws Bug, or aborts when CAIRN_ABORT_ON_BUG is defined (tests, fuzzing).
[[noreturn]] void raise_bug(const char* file, int line, const char* condition);

}  // namespace cairn

/// Always compiled in: a broken invariant must never turn into a wrong verdict.
#define CAIRN_ASSERT(condition)                                        \
  do {                                                                 \
    if (!(condition)) [[unlikely]]                                     \
      ::cairn::raise_bug(__FILE__, __LINE__, #condition);              \
  } while (false)
