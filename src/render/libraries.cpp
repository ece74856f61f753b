#include "render/internal/libraries.hpp"

#include <dlfcn.h>

#include <optional>
#include <string>

namespace cairn::render {
namespace {

Failure not_there(const std::string& what) {
  return fail(Kind::unsupported, "render.library", what + " cannot be loaded, so nothing can be drawn",
              "Install the packages libpangocairo-1.0-0, libcairo2 and libqrencode4.");
}

// Libraries stay loaded: their own state cannot be taken down safely.
struct Loaded {
  Libraries functions;
  std::string missing;
};

template <class Function>
void find(void* library, const char* name, Function& out, std::string& missing) {
  void* const found = library == nullptr ? nullptr : ::dlsym(library, name);
  if (found == nullptr && missing.empty()) missing = name;
  out = reinterpret_cast<Function>(found);
}

Loaded load() {
  Loaded out;
  // This one brings Pango, Cairo and GObject with it, and its handle finds their functions too.
  void* const drawing = ::dlopen("libpangocairo-1.0.so.0", RTLD_NOW | RTLD_LOCAL);
  void* const codes = ::dlopen("libqrencode.so.4", RTLD_NOW | RTLD_LOCAL);
  if (drawing == nullptr) out.missing = "libpangocairo-1.0.so.0";
  if (codes == nullptr && out.missing.empty()) out.missing = "libqrencode.so.4";
#define CAIRN_FUNCTION(name) find(drawing, #name, out.functions.name, out.missing);
  CAIRN_DRAWING_FUNCTIONS(CAIRN_FUNCTION)
#undef CAIRN_FUNCTION
#define CAIRN_FUNCTION(name) find(codes, #name, out.functions.name, out.missing);
  CAIRN_QR_FUNCTIONS(CAIRN_FUNCTION)
#undef CAIRN_FUNCTION
  return out;
}

}  // namespace

Result<const Libraries*> libraries() {
  static const Loaded loaded = load();
  if (!loaded.missing.empty()) return not_there(loaded.missing);
  return &loaded.functions;
}

}  // namespace cairn::render
