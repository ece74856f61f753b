#include <string_view>
#include <vector>

#include "proof/sd_jwt.hpp"
#include "proof/sd_jwt_present.hpp"

// Any text as a selectively disclosable token. What opens must open to the same claims when all of it is presented again, and
// to no more disclosures when only one is.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace cairn;
  Arena arena;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto token = proof::open_sd_jwt(text, arena);
  if (!token) return 0;
  std::vector<std::size_t> all(token->disclosures.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  const std::string whole = proof::select_disclosures(*token, all);
  const auto again = proof::open_sd_jwt(whole, arena);
  CAIRN_ASSERT(again.has_value() && json::equal(again->claims, token->claims));
  for (const std::size_t one : all) {
    const std::vector<std::size_t> chosen = {one};
    const std::string part = proof::select_disclosures(*token, chosen);
    const auto shown = proof::open_sd_jwt(part, arena);
    CAIRN_ASSERT(shown.has_value() && shown->disclosures.size() <= token->disclosures.size());
    if (one > 8) break;
  }
  if (const auto key = proof::holder_key(*token)) {
    (void)proof::check_key_binding(*token, *key, {std::nullopt, std::nullopt, {0, 0}}, arena);
  }
  return 0;
}
