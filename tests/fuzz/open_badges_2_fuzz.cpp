#include <string>

#include "json/read.hpp"
#include "json/write.hpp"
#include "openbadges2/verify.hpp"

// Any bytes as a badge of an older edition, and, behind a zero byte, as the one document that every address leads to: always a whole
// report, consistent in itself, and never "valid".
namespace {

using namespace cairn;

class OneDocument final : public jsonld::DocumentLoader {
 public:
  explicit OneDocument(std::string_view text) {
    const auto value = json::read(text, arena_);
    is_there_ = value.has_value();
    if (is_there_) document_.document = *value;
  }
  Result<const jsonld::RemoteDocument*> load(std::string_view) override {
    if (!is_there_) return fail(Kind::missing, "fetch.gone", "gone");
    return &document_;
  }

 private:
  Arena arena_;
  jsonld::RemoteDocument document_;
  bool is_there_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  const std::size_t split = text.find('\0');
  const std::string_view badge_text = text.substr(0, split);
  OneDocument web(split == std::string_view::npos ? badge_text : text.substr(split + 1));
  Arena arena;
  const auto badge = openbadges2::recognise(as_bytes(badge_text), arena);
  if (!badge) return 0;
  const openbadges2::VerifyPolicy policy{start_of_day({2026, 6, 1}), nullptr, "ada@example.org"};
  for (jsonld::DocumentLoader* documents : {static_cast<jsonld::DocumentLoader*>(&web), static_cast<jsonld::DocumentLoader*>(nullptr)}) {
    const vc::Report report = openbadges2::verify(*badge, documents, policy, arena);
    CAIRN_ASSERT(report.checks.size() == vc::k_check_count);
    CAIRN_ASSERT(report.verdict == vc::judge(report.checks));
    CAIRN_ASSERT(report.verdict != vc::Verdict::valid);  // nobody is known
    CAIRN_ASSERT(documents != nullptr || report.verdict != vc::Verdict::unknown_issuer);  // nothing was looked up
    for (const vc::Check& check : report.checks) CAIRN_ASSERT(!check.code.empty() && !check.detail.empty());
    json::to_text(vc::to_json(report, arena));
    json::to_text(vc::to_json(std::span<const vc::Finding>(report.findings), arena));
  }
  return 0;
}
