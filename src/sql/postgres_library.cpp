#include <dlfcn.h>

#include <string>

#include "sql/internal/postgres_library.hpp"

namespace cairn::sql {
namespace {

struct Loaded {
  PostgresLibrary functions;
  std::string missing;
};

template <class Function>
void find(void* library, const char* name, Function& out, std::string& missing) {
  void* const found = ::dlsym(library, name);
  if (found == nullptr && missing.empty()) missing = name;
  out = reinterpret_cast<Function>(found);
}

// It stays loaded: the libraries below it cannot be taken down safely.
Loaded load() {
  Loaded out;
  void* const library = ::dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    out.missing = "libpq.so.5";
    return out;
  }
#define CAIRN_FUNCTION(name) find(library, #name, out.functions.name, out.missing);
  CAIRN_POSTGRES_FUNCTIONS(CAIRN_FUNCTION)
#undef CAIRN_FUNCTION
  return out;
}

}  // namespace

Result<const PostgresLibrary*> postgres_library() {
  static const Loaded loaded = load();
  if (!loaded.missing.empty()) {
    return fail(Kind::unsupported, "store.library",
                loaded.missing + " cannot be loaded, so no PostgreSQL database can be used",
                "Install the package libpq5.");
  }
  return &loaded.functions;
}

}  // namespace cairn::sql
