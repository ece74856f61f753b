#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cairn::http {

enum class SingleLabelHosts { refused, allowed };

/// An address that may be fetched from, taken apart by the very parser that will use it, so that the two cannot
/// disagree.
class FetchUrl {
 public:
  /// fails: malformed/fetch.url; refused/fetch.scheme, fetch.port, fetch.credentials, fetch.host
  static Result<FetchUrl> parse(std::string_view text, std::uint16_t allowed_port, SingleLabelHosts single_label_hosts);

  const std::string& host() const { return host_; }  ///< lower-case
  std::uint16_t port() const { return port_; }
  const std::string& text() const { return text_; }
  /// The parser's own handle (CURLU), for the transfer.
  void* handle() const { return handle_.get(); }

 private:
  FetchUrl() = default;
  std::shared_ptr<void> handle_;
  std::string host_;
  std::string text_;
  std::uint16_t port_ = 0;
};

}  // namespace cairn::http
