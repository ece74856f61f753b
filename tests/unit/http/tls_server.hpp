#pragma once
#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace cairn::http {

/// A small HTTPS server on a loopback port, with a certificate it made itself for localhost, example.test and
/// *.example.test.
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

inline void add_extension(X509* certificate, int name, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, name, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

inline X509* self_signed(EVP_PKEY* key) {
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate, NID_subject_alt_name, "DNS:localhost,DNS:example.test,DNS:*.example.test");
  X509_sign(certificate, key, EVP_sha256());
  return certificate;
}

struct TlsServer::Tls {
  Tls() : key(EVP_EC_gen("P-256")), certificate(self_signed(key)), context(SSL_CTX_new(TLS_server_method())) {
    SSL_CTX_use_certificate(context, certificate);
    SSL_CTX_use_PrivateKey(context, key);
  }
  ~Tls() {
    SSL_CTX_free(context);
    X509_free(certificate);
    EVP_PKEY_free(key);
  }
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;
  EVP_PKEY* key;
  X509* certificate;
  SSL_CTX* context;
};

inline TlsServer::TlsServer(Answers answers) : tls_(std::make_unique<Tls>()), answers_(std::move(answers)) {
  std::signal(SIGPIPE, SIG_IGN);
  char name[] = "/tmp/cairn-test-authority-XXXXXX";
  FILE* file = fdopen(mkstemp(name), "w");
  PEM_write_X509(file, tls_->certificate);
  std::fclose(file);
  authority_file_ = name;
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 16) != 0) std::abort();
  getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

inline TlsServer::~TlsServer() {
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
  std::remove(authority_file_.c_str());
}

inline void TlsServer::serve() {
  for (int socket = accept(listener_, nullptr, nullptr); socket >= 0; socket = accept(listener_, nullptr, nullptr)) {
    timeval patience{5, 0};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    talk(socket);
    close(socket);
  }
}

inline void TlsServer::talk(int socket) {
  SSL* session = SSL_new(tls_->context);
  SSL_set_fd(session, socket);
  if (SSL_accept(session) == 1) {
    std::string request;
    char buffer[4096];
    for (int got = 1; got > 0 && request.find("\r\n\r\n") == std::string::npos;) {
      got = SSL_read(session, buffer, sizeof buffer);
      if (got > 0) request.append(buffer, static_cast<std::size_t>(got));
    }
    const std::size_t start = request.find(' ') + 1;
    const std::string path = request.substr(start, request.find(' ', start) - start);
    std::string answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    {
      const std::lock_guard lock(mutex_);
      if (!request.empty()) requests_.push_back(request);
      if (const auto found = answers_.find(path); found != answers_.end()) answer = found->second;
    }
    if (answer == "silence") {
      SSL_read(session, buffer, sizeof buffer);  // until the other side gives up
    } else {
      SSL_write(session, answer.data(), static_cast<int>(answer.size()));
    }
    SSL_shutdown(session);
  }
  SSL_free(session);
}

inline std::vector<std::string> TlsServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

inline void TlsServer::answer(const std::string& path, std::string text) {
  const std::lock_guard lock(mutex_);
  answers_[path] = std::move(text);
}

inline std::string TlsServer::ok(const std::string& body, const std::string& media_type) {
  return "HTTP/1.1 200 OK\r\nContent-Type: " + media_type + "\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

inline std::string TlsServer::redirect(const std::string& to, int status) {
  return "HTTP/1.1 " + std::to_string(status) + " Found\r\nLocation: " + to +
         "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

}  // namespace cairn::http
