#pragma once
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "app/award_desk.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "vc/report.hpp"

namespace cairn::app {

/// Certificates of awards for visitors. Drawing is heavy work: one is drawn at a time, and the last ones are kept in memory. What is
/// kept is never given out unchecked: the award is judged anew at every question. May be asked by several threads at once.
class CertificateDesk {
 public:
  using Draw = std::function<Result<Bytes>(std::string_view document, const vc::Report& report)>;
  /// in: draw - as make_certificate
  CertificateDesk(AwardDesk& awards, Draw draw) : awards_(awards), draw_(std::move(draw)) {}
  CertificateDesk(const CertificateDesk&) = delete;
  CertificateDesk& operator=(const CertificateDesk&) = delete;

  /// out:   the certificate of the award with this code; none when there is no such award, when only a part of it may be shown, or
  ///        when it is not valid any more
  /// fails: unavailable/certificate.busy (another one is being drawn), unavailable/certificate.status (whether it is revoked could
  ///        not be looked up); as AwardDesk::find and make_certificate
  /// cost:  a judgement; about 50 ms more for one that is not kept
  Result<std::optional<std::shared_ptr<const Bytes>>> find(std::string_view code);

 private:
  struct Kept {
    std::string code;
    std::shared_ptr<const Bytes> certificate;
  };

  std::shared_ptr<const Bytes> find_kept(std::string_view code);
  void keep(std::string_view code, std::shared_ptr<const Bytes> certificate);

  AwardDesk& awards_;
  Draw draw_;
  std::mutex drawing_;
  std::mutex shelf_;
  std::list<Kept> kept_;  ///< asked for last comes first
  std::size_t kept_bytes_ = 0;
};

}  // namespace cairn::app
