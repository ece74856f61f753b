#include <string_view>

#include "base/instant.hpp"
#include "proof/local_resolver.hpp"
#include "proof/vc_jwt.hpp"

// Any text as a credential's token: a result or an error, and nothing but a real signature passes.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace cairn;
  Arena arena;
  proof::LocalResolver resolver;
  proof::VerifyOptions options;
  options.at = start_of_day({2026, 6, 1});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto checked = proof::verify_vc_jwt(text, resolver, options, arena);
  if (checked) {
    const bool passes =
        checked->finding.signature == proof::Outcome::pass && checked->finding.authorised == proof::Outcome::pass;
    CAIRN_ASSERT(passes == checked->finding.code.empty());
    CAIRN_ASSERT(checked->credential.is_object());
  }
  return 0;
}
