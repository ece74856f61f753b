#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace cairn::http {

/// A small HTTPS server on a loopback port, with a certificate it made itself for localhost, example.test and *.example.test.
class TlsServer {
 public:
  /// What to send for a path: the whole answer, status line included. Paths without one get a 404.
  using Answers = std::map<std::string, std::string>;

  explicit TlsServer(Answers answers);
  ~TlsServer();
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::uint16_t port() const { return port_; }
  /// PEM file of the certificate, for whoever shall trust it.
  const std::string& authority_file() const { return authority_file_; }
  std::string url(const std::string& host, const std::string& path) const {
    return "https://" + host + ":" + std::to_string(port_) + path;
  }
  /// The requests as they came, header lines included.
  std::vector<std::string> requests() const;
  /// Answers may name the port, so they can be set after it is known.
  void answer(const std::string& path, std::string text);
  static std::string ok(const std::string& body, const std::string& media_type = "application/json");
  static std::string redirect(const std::string& to, int status = 302);

 private:
  struct Tls;
  void serve();
  void talk(int socket);

  std::unique_ptr<Tls> tls_;
  std::string authority_file_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  Answers answers_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace cairn::http
