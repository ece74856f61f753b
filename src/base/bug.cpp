#include "base/bug.hpp"

#include <cstdio>
#include <cstdlib>

namespace cairn {

void raise_bug(const char* file, int line, const char* condition) {
  const std::string text = std::string(file) + ":" + std::to_string(line) + ": broken invariant: " + condition;
#ifdef CAIRN_ABORT_ON_BUG
  std::fprintf(stderr, "%s\n", text.c_str());
  std::abort();
#else
  throw Bug(text);
#endif
}

}  // namespace cairn
