#pragma once
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "vc/report.hpp"

namespace cairn::app {

/// What a certificate is made of.
struct CertificateOrder {
  std::string_view credential;  ///< its exact bytes, which go inside
  const vc::Report& report;     ///< what our verifier found about these bytes
  std::string file_name;        ///< of the credential inside; empty: by the credential's code
  std::string producer;         ///< the program's name and version
};

/// Draw a certificate of a credential: only what its signature covers, and its bytes attached.
/// out:   a PDF document; the same bytes for the same order and the same fonts
/// fails: refused/certificate.not-valid (some check failed), refused/certificate.not-signed (the signature does not fit, or could
///        not be checked, so nothing may be shown); as render::draw_certificate
Result<Bytes> make_certificate(const CertificateOrder& order);

}  // namespace cairn::app
