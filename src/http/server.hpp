#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "http/message.hpp"

namespace cairn::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;               ///< 0: any free one
  unsigned workers = 2;                    ///< threads that run handlers
  std::size_t connections = 1'024;
  std::size_t waiting_requests = 64;       ///< above it the answer is 503
  std::size_t header_bytes = 16 * 1024;
  std::size_t body_bytes = 4 * 1024 * 1024;
  std::chrono::seconds timeout{15};        ///< for a request to arrive, and for an answer to leave
};

/// Answers a request; runs on a worker thread, several at once. What it throws becomes a 500 without text.
using Handler = std::function<Response(const Request&)>;

/// An HTTP/1.1 server: one loop for the sockets, a bounded pool for the handlers. Refuses what leads to request smuggling:
/// a missing or doubled Host, folded headers, two lengths, any transfer coding but "chunked".
/// spec: RFC 9112
class Server {
 public:
  Server(ServerOptions options, Handler handler);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Bind and listen.  out: the port   fails: unavailable/http.listen (in use, not permitted)
  Result<std::uint16_t> listen();
  /// Serve until SIGINT, SIGTERM or stop(); finishes what is under way.
  void run();
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cairn::http
