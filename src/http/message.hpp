#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cairn::http {

enum class Method { get, head, post, other };

/// One request, read whole. Header names are lower-case.
struct Request {
  Method method = Method::get;
  std::string path;    ///< percent-decoded, always beginning with '/'
  std::string query;   ///< as it was sent, without '?'
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  /// out: the first header of that lower-case name, or empty
  std::string_view header(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

}  // namespace cairn::http
