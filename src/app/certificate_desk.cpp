#include "app/certificate_desk.hpp"

#include <algorithm>

namespace cairn::app {
namespace {

constexpr std::size_t k_most_kept = 200;
constexpr std::size_t k_most_bytes_kept = 32 * 1024 * 1024;

// What its holder may withhold is drawn for nobody else.
bool shows_everything(std::string_view document, const vc::Report& report) {
  return document.starts_with('{') && report.extent == vc::Extent::whole;
}

}  // namespace

Result<std::optional<std::shared_ptr<const Bytes>>> CertificateDesk::find(std::string_view code) {
  using Answer = std::optional<std::shared_ptr<const Bytes>>;
  CAIRN_TRY(const auto document, awards_.find(code));
  if (!document) return Answer();
  const vc::Report report = awards_.verify(as_bytes(*document));
  if (report.verdict == vc::Verdict::invalid || !shows_everything(*document, report)) return Answer();
  if (const vc::Check& status = report.check(vc::CheckId::status); status.outcome != vc::Outcome::pass) {
    return fail(Kind::unavailable, "certificate.status", "whether the award still holds could not be looked up: " + status.detail,
                "Sign the status lists: cairn status publish.");
  }
  if (auto kept = find_kept(code)) return Answer(std::move(kept));
  const std::unique_lock turn(drawing_, std::try_to_lock);
  if (!turn) return fail(Kind::unavailable, "certificate.busy", "another certificate is being drawn", "Ask again in a few seconds.");
  CAIRN_TRY(Bytes drawn, draw_(*document, report));
  auto certificate = std::make_shared<const Bytes>(std::move(drawn));
  keep(code, certificate);
  return Answer(std::move(certificate));
}

std::shared_ptr<const Bytes> CertificateDesk::find_kept(std::string_view code) {
  const std::lock_guard lock(shelf_);
  const auto found = std::find_if(kept_.begin(), kept_.end(), [code](const Kept& one) { return one.code == code; });
  if (found == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found);
  return found->certificate;
}

void CertificateDesk::keep(std::string_view code, std::shared_ptr<const Bytes> certificate) {
  const std::lock_guard lock(shelf_);
  kept_bytes_ += certificate->size();
  kept_.push_front({std::string(code), std::move(certificate)});
  while (kept_.size() > k_most_kept || (kept_bytes_ > k_most_bytes_kept && kept_.size() > 1)) {
    kept_bytes_ -= kept_.back().certificate->size();
    kept_.pop_back();
  }
}

}  // namespace cairn::app
