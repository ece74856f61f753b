#include "http/server.hpp"

#include <array>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <csignal>
#include <optional>

#include "http/form.hpp"

namespace cairn::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using Parser = beast::http::request_parser<beast::http::string_body>;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

Response refusal(int status, std::string_view text) {
  Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::string(text) + "\n";
  return response;
}

// A header line that begins with white space continues the one before: RFC 9112 5.2 lets a server refuse it.
bool has_folded_header(std::string_view head) {
  return head.find("\r\n ") != std::string_view::npos || head.find("\r\n\t") != std::string_view::npos;
}

std::optional<Response> refuse_ambiguous(const Parser& parser) {
  const auto& message = parser.get();
  if (message.version() == 11 && message.count(beast::http::field::host) != 1) return refusal(400, "exactly one Host header is needed");
  if (message.count(beast::http::field::content_length) > 1) return refusal(400, "two lengths");
  const auto coding = message.find(beast::http::field::transfer_encoding);
  if (coding != message.end() &&
      (lower({coding->value().data(), coding->value().size()}) != "chunked" || message.count(beast::http::field::content_length) != 0 ||
       message.count(beast::http::field::transfer_encoding) != 1)) {
    return refusal(400, "this transfer coding is not supported");
  }
  return std::nullopt;
}

// out: false when the target is no path
bool to_request(const Parser& parser, Request& request) {
  const auto& message = parser.get();
  const std::string_view target(message.target().data(), message.target().size());
  if (target.empty() || target.front() != '/') return false;
  const std::size_t mark = std::min(target.find('?'), target.size());
  const auto path = percent_decode(target.substr(0, mark));
  if (!path || path->find('\0') != std::string::npos) return false;
  request.path = *path;
  request.query = std::string(target.substr(std::min(target.size(), mark + 1)));
  switch (message.method()) {
    case beast::http::verb::get: request.method = Method::get; break;
    case beast::http::verb::head: request.method = Method::head; break;
    case beast::http::verb::post: request.method = Method::post; break;
    default: request.method = Method::other; break;
  }
  for (const auto& field : message) {
    request.headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}),
                                 std::string(field.value().data(), field.value().size()));
  }
  request.body = message.body();
  return true;
}

beast::http::response<beast::http::string_body> to_message(Response response, Method method, bool keep_alive) {
  beast::http::response<beast::http::string_body> message;
  message.result(static_cast<unsigned>(response.status));
  message.version(11);
  message.set(beast::http::field::content_type, response.content_type);
  for (const auto& [name, value] : response.headers) message.set(name, value);
  message.keep_alive(keep_alive);
  const std::size_t size = response.body.size();
  if (method != Method::head) message.body() = std::move(response.body);
  message.content_length(size);
  return message;
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  for (const auto& [found, value] : headers) {
    if (found == name) return value;
  }
  return {};
}

struct Server::State {
  State(ServerOptions given, Handler answer)
      : options(std::move(given)), handler(std::move(answer)), acceptor(loop), signals(loop), workers(options.workers) {}

  ServerOptions options;
  Handler handler;
  asio::io_context loop{1};
  tcp::acceptor acceptor;
  asio::signal_set signals;
  asio::thread_pool workers;
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> waiting{0};
  bool stopping = false;

  asio::awaitable<void> accept();
  asio::awaitable<void> converse(tcp::socket socket);
  asio::awaitable<std::optional<Response>> receive(beast::tcp_stream& stream, std::string& unread, Parser& parser, bool& gone);
  asio::awaitable<Response> answer(const Request& request);
};

asio::awaitable<void> Server::State::accept() {
  while (!stopping) {
    boost::system::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    tcp::socket socket = co_await acceptor.async_accept(token);
    if (error == asio::error::operation_aborted) co_return;
    if (error) continue;
    if (connections.load() >= options.connections) continue;  // the socket closes as it goes out of scope
    ++connections;
    auto conversation = converse(std::move(socket));
    asio::co_spawn(loop, std::move(conversation), asio::detached);
  }
}

// Reads one request into the parser. out: a refusal to send before closing; `gone` when there is nobody to answer.
asio::awaitable<std::optional<Response>> Server::State::receive(beast::tcp_stream& stream, std::string& unread, Parser& parser,
                                                                bool& gone) {
  boost::system::error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  bool judged = false;
  std::array<char, 16 * 1024> block;
  for (;;) {
    const std::size_t head_end = unread.find("\r\n\r\n");
    if (!judged && head_end == std::string::npos && unread.size() > options.header_bytes) co_return refusal(431, "headers too large");
    if (judged || head_end != std::string::npos) {
      if (!judged && has_folded_header(std::string_view(unread).substr(0, head_end))) co_return refusal(400, "folded header");
      boost::system::error_code parse_error;
      const std::size_t used = parser.put(asio::buffer(unread.data(), unread.size()), parse_error);
      unread.erase(0, used);
      if (parse_error == beast::http::error::body_limit) co_return refusal(413, "too large");
      if (parse_error == beast::http::error::header_limit) co_return refusal(431, "headers too large");
      if (parse_error && parse_error != beast::http::error::need_more) co_return refusal(400, "not an HTTP request");
      if (parser.is_header_done() && !judged) {
        judged = true;
        if (auto refused = refuse_ambiguous(parser)) co_return refused;
        if (!parser.is_done() && lower(parser.get()[beast::http::field::expect]) == "100-continue") {
          const std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
          co_await asio::async_write(stream, asio::buffer(go_on), token);
        }
      }
      if (parser.is_done()) co_return std::nullopt;
      if (used > 0 && !unread.empty()) continue;
    }
    const std::size_t got = co_await stream.async_read_some(asio::buffer(block), token);
    if (error) {
      gone = true;
      co_return std::nullopt;
    }
    unread.append(block.data(), got);
  }
}

// Runs the handler on the pool: handlers block on disk and signatures.
asio::awaitable<Response> Server::State::answer(const Request& request) {
  if (waiting.load() >= options.waiting_requests) {
    Response busy = refusal(503, "busy, try again shortly");
    busy.headers.emplace_back("Retry-After", "2");
    co_return busy;
  }
  ++waiting;
  auto to_pool = asio::bind_executor(workers.get_executor(), asio::use_awaitable);
  co_await asio::post(to_pool);
  Response response;
  try {
    response = handler(request);
  } catch (const std::exception&) {
    // One of the two walls: a bug of ours ends this request, not the server, and its text stays here.
    response = refusal(500, "something went wrong on our side");
  }
  auto to_loop = asio::bind_executor(loop.get_executor(), asio::use_awaitable);
  co_await asio::post(to_loop);
  --waiting;
  co_return response;
}

asio::awaitable<void> Server::State::converse(tcp::socket socket) {
  beast::tcp_stream stream(std::move(socket));
  std::string unread;
  bool keep_alive = true;
  while (keep_alive && !stopping) {
    stream.expires_after(options.timeout);
    Parser parser;
    parser.eager(false);
    parser.header_limit(static_cast<std::uint32_t>(options.header_bytes));
    parser.body_limit(options.body_bytes);
    bool gone = false;
    std::optional<Response> response = co_await receive(stream, unread, parser, gone);
    if (gone) break;
    Request request;
    if (!response && !to_request(parser, request)) response = refusal(400, "not a path");
    keep_alive = !response && parser.keep_alive();
    if (!response) {
      stream.expires_never();
      response = co_await answer(request);
    }
    stream.expires_after(options.timeout);
    auto message = to_message(std::move(*response), request.method, keep_alive);
    boost::system::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    co_await beast::http::async_write(stream, message, token);
    if (error) break;
  }
  boost::system::error_code ignored;
  stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
  --connections;
  if (stopping && waiting.load() == 0) loop.stop();
}

Server::Server(ServerOptions options, Handler handler) : state_(std::make_unique<State>(std::move(options), std::move(handler))) {}
Server::~Server() = default;

Result<std::uint16_t> Server::listen() {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(state_->options.address, error);
  if (error) return fail(Kind::malformed, "http.address", "not an address: " + state_->options.address, "give an IP address such as 127.0.0.1");
  const tcp::endpoint endpoint(address, state_->options.port);
  state_->acceptor.open(endpoint.protocol(), error);
  if (!error) state_->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) state_->acceptor.bind(endpoint, error);
  if (!error) state_->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return fail(Kind::unavailable, "http.listen",
                "cannot listen on " + state_->options.address + " port " + std::to_string(state_->options.port) + ": " + error.message(),
                "choose another port with --port, or end the program that uses it");
  }
  return state_->acceptor.local_endpoint().port();
}

void Server::run() {
  state_->signals.add(SIGINT);
  state_->signals.add(SIGTERM);
  state_->signals.async_wait([this](const boost::system::error_code& error, int) {
    if (!error) stop();
  });
  auto accepting = state_->accept();
  asio::co_spawn(state_->loop, std::move(accepting), asio::detached);
  state_->loop.run();
  state_->workers.join();
}

void Server::stop() {
  asio::post(state_->loop, [this] {
    state_->stopping = true;
    boost::system::error_code ignored;
    state_->acceptor.close(ignored);
    state_->signals.cancel(ignored);
    // Conversations end by themselves: idle ones when their read times out, so they are cut short here.
    if (state_->waiting.load() == 0) state_->loop.stop();
  });
}

}  // namespace cairn::http
