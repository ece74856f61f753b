#include <string_view>

#include "base/instant.hpp"
#include "proof/local_resolver.hpp"
#include "vc/token_status_list.hpp"

// Any bytes as a status list token, and as the list inside one: read or refused, and nothing passes without a signature.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace cairn;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto list = vc::TokenStatusList::decode(data[0] % 10, text);
  if (list) {
    CAIRN_ASSERT(list->size() * list->bits() <= std::uint64_t{16} * 1024 * 1024 * 8);
    CAIRN_ASSERT(!list->status(list->size()));
    if (list->size() != 0) CAIRN_ASSERT(list->status(0) && list->status(list->size() - 1));
  }
  Arena arena;
  proof::LocalResolver resolver;
  const Instant at = start_of_day({2026, 6, 1});
  const vc::TokenStatusQuestion question{"https://college.example/statuslists/1", 0, at};
  const auto keys = vc::keys_of_issuer(resolver, "https://college.example", at);
  CAIRN_ASSERT(vc::check_token_status(text, question, keys, arena).outcome == vc::Outcome::unknown);
  return 0;
}
