#include "web/site.hpp"

#include "http/form.hpp"
#include "web/views.hpp"

namespace cairn::web {
namespace {

using http::Method;
using http::Request;
using http::Response;

Response html(int status, std::string_view title, const text::Html& main) {
  Response response;
  response.status = status;
  response.body = page(title, main);
  return response;
}

Response bytes(std::string_view content_type, std::string_view body, std::string_view caching) {
  Response response;
  response.content_type = std::string(content_type);
  response.body = std::string(body);
  response.headers.emplace_back("Cache-Control", caching);
  return response;
}

Response not_found() {
  return html(404, "Page not found", message_view("Page not found", "There is nothing at this address. Check that the whole address was copied."));
}

std::string title_of(const vc::Report& report) {
  switch (report.verdict) {
    case vc::Verdict::valid: return "Valid";
    case vc::Verdict::unknown_issuer: return "Valid, unknown issuer";
    case vc::Verdict::invalid: return "Not valid";
    case vc::Verdict::undetermined: return "Could not be checked";
  }
  return {};
}

Response verify_submission(const SitePorts& ports, const Request& request) {
  const auto form = http::read_form(request);
  if (!form) return html(400, "Problem: check a credential", verify_form_view("The form could not be read: " + form.error().detail));
  std::string document;
  for (const http::FormField& field : *form) {
    // A chosen file wins over pasted text.
    if (field.name == "file" && !field.value.empty()) document = field.value;
    if (field.name == "text" && document.empty()) document = field.value;
  }
  if (document.find_first_not_of(" \t\r\n") == std::string::npos) {
    return html(400, "Problem: check a credential", verify_form_view("Choose a file or paste the credential's text"));
  }
  const vc::Report report = ports.verify(as_bytes(document));
  return html(200, title_of(report), report_view(report));
}

Response award(const SitePorts& ports, std::string_view code, bool as_json) {
  const auto found = ports.find(code);
  if (!found) {
    return html(503, "Not available", message_view("This page is not available", "Our records cannot be read just now. Try again in a minute."));
  }
  if (!*found) return not_found();
  const std::string& document = (*found)->document;
  if (as_json) {
    const bool is_token = !document.starts_with('{');
    Response response = bytes(is_token ? "application/dc+sd-jwt" : "application/vc", document, "no-cache");
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    return response;
  }
  const vc::Report report = ports.verify(as_bytes(document));
  const bool has_certificate = ports.certificate && report.verdict != vc::Verdict::invalid && report.extent == vc::Extent::whole && document.starts_with('{');
  const Offer offer = has_certificate ? Offer::credential_and_certificate : Offer::credential;
  Response response = html(200, report.summary ? report.summary->name : title_of(report), award_view(report, code, offer));
  response.headers.emplace_back("Vary", "Accept");
  return response;
}

Response certificate(const SitePorts& ports, std::string_view code) {
  if (!ports.certificate) return not_found();
  const auto found = ports.certificate(code);
  if (!found && found.error().kind == Kind::unavailable) {
    Response response = html(503, "Not available", message_view("This certificate is not available just now", "Try again in a minute. The award's own page can be seen all the time."));
    response.headers.emplace_back("Retry-After", "10");
    return response;
  }
  if (!found || !*found) {
    return html(404, "No certificate", message_view("There is no certificate at this address", "Look at the award's own page: there may be no such award, or it may not hold any more."));
  }
  Response response = bytes("application/pdf", **found, "no-cache");
  response.headers.emplace_back("Content-Disposition", "inline; filename=\"certificate.pdf\"");
  return response;
}

// Fetched whole and by everybody alike: nothing in the request says whose entry is looked up.
// A version never changes, so that it may be kept for ever.
Response own_context(const SitePorts& ports, std::string_view name) {
  const auto found = ports.context ? ports.context(name) : std::nullopt;
  if (!found) return not_found();
  Response response = bytes("application/ld+json", *found, "public, max-age=31536000, immutable");
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return response;
}

Response status_list(const SitePorts& ports, std::string_view name) {
  constexpr std::string_view k_suffix = ".json";
  if (!ports.status_list || !name.ends_with(k_suffix)) return not_found();
  name.remove_suffix(k_suffix.size());
  const auto found = ports.status_list(name);
  if (!found) {
    return html(503, "Not available", message_view("This list is not available", "Our records cannot be read just now. Try again in a minute."));
  }
  if (!*found) return not_found();
  Response response = bytes("application/vc", **found, "public, max-age=60");
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return response;
}

bool wants_credential(const Request& request) {
  const std::string_view accept = request.header("accept");
  return accept.find("text/html") == std::string_view::npos &&
         (accept.find("application/vc") != std::string_view::npos || accept.find("json") != std::string_view::npos);
}

Response route(const SitePorts& ports, const Request& request) {
  const std::string_view path = request.path;
  if (path == "/verify" && request.method == Method::post) return verify_submission(ports, request);
  if (request.method != Method::get && request.method != Method::head) {
    Response response = html(405, "Not possible", message_view("Not possible", "This address only shows a page."));
    response.headers.emplace_back("Allow", path == "/verify" ? "GET, HEAD, POST" : "GET, HEAD");
    return response;
  }
  if (path == "/") return html(200, "Micro-credentials", home_view());
  if (path == "/verify") return html(200, "Check a credential", verify_form_view({}));
  if (path == "/assets/cairn.css") return bytes("text/css; charset=utf-8", k_style_sheet, "public, max-age=3600");
  if (path == "/assets/cairn.svg" || path == "/favicon.ico") return bytes("image/svg+xml", k_icon, "public, max-age=86400");
  if (path == "/health/live" || path == "/health/ready") return bytes("text/plain; charset=utf-8", "ok\n", "no-store");
  if (path.substr(0, 3) == "/c/") {
    std::string_view code = path.substr(3);
    if (code.ends_with(".pdf")) return certificate(ports, code.substr(0, code.size() - 4));
    const bool json = code.size() > 5 && code.substr(code.size() - 5) == ".json";
    if (json) code.remove_suffix(5);
    return award(ports, code, json || wants_credential(request));
  }
  if (path.substr(0, 10) == "/contexts/") return own_context(ports, path.substr(10));
  if (path.substr(0, 8) == "/status/") return status_list(ports, path.substr(8));
  return not_found();
}

}  // namespace

Response answer(const SitePorts& ports, const Request& request) {
  Response response = route(ports, request);
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace cairn::web
