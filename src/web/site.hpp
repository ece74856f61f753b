#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "http/message.hpp"
#include "vc/report.hpp"

namespace cairn::web {

/// A credential as it was issued, found by its public code.
struct Published {
  std::string document;    ///< the secured document, exact bytes
};

/// What the pages need from the application. Both may be called from several threads at once.
struct SitePorts {
  std::function<Result<std::optional<Published>>(std::string_view code)> find;
  std::function<vc::Report(ByteView document)> verify;
  /// A signed status list, by the name in its address; may be empty.
  std::function<Result<std::optional<std::string>>(std::string_view name)> status_list = {};
  /// The certificate (PDF) of an award, by its code; empty where none are shown.
  std::function<Result<std::optional<std::string>>(std::string_view code)> certificate = {};
  /// One of our own JSON-LD contexts, by its name and version ("credit/v1"): nothing for others'; may be empty.
  std::function<std::optional<std::string_view>(std::string_view name)> context = {};
};

/// Answer one request: "/", "/verify", "/c/{code}", "/c/{code}.json", "/c/{code}.pdf", "/status/{name}.json", "/contexts/{name}/{version}", "/assets/...", "/health/live", "/health/ready".
/// Pages work without script; every answer carries a strict content security policy.
http::Response answer(const SitePorts& ports, const http::Request& request);

}  // namespace cairn::web
