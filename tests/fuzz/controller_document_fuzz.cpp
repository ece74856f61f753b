#include <algorithm>
#include <string_view>

#include "json/read.hpp"
#include "proof/controller_document.hpp"
#include "proof/did.hpp"
#include "proof/did_key.hpp"

namespace {

void check(const cairn::proof::ControllerDocument& document) {
  for (const auto& method : document.methods) {
    CAIRN_ASSERT(std::count_if(document.methods.begin(), document.methods.end(),
                               [&](const auto& other) { return other.id == method.id; }) == 1);
    CAIRN_ASSERT(!method.controller.empty());
  }
}

}  // namespace

// The first line is a DID, the rest a controller document: whatever they are, no method is there twice.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace cairn;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line_end = std::min(text.find('\n'), text.size());
  const std::string_view did = text.substr(0, line_end);
  (void)proof::did_web_to_url(did);
  if (const auto document = proof::compute_did_key(did)) check(*document);
  if (const auto document = proof::compute_did_jwk(did)) check(*document);
  if (const auto url = proof::parse_did_url(did)) CAIRN_ASSERT(did.starts_with(url->did));
  Arena arena;
  const auto value = json::read(text.substr(std::min(line_end + 1, text.size())), arena);
  if (!value) return 0;
  // A bare key has no id: it takes the address it was found at.
  const std::string_view id = value->text_of("id").empty() ? "https://a.example/key" : value->text_of("id");
  const auto document = proof::parse_controller_document(*value, id);
  if (document) check(*document);
  return 0;
}
