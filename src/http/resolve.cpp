#include "http/resolve.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

namespace cairn::http {
namespace {

struct FreeList {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using AddressList = std::unique_ptr<addrinfo, FreeList>;

std::vector<IpAddress> addresses_of(const addrinfo* entry) {
  std::vector<IpAddress> out;
  for (; entry != nullptr; entry = entry->ai_next) {
    IpAddress address;
    if (entry->ai_family == AF_INET) {
      sockaddr_in socket_address{};
      std::memcpy(&socket_address, entry->ai_addr, sizeof socket_address);
      std::memcpy(address.bytes.data(), &socket_address.sin_addr, 4);
    } else if (entry->ai_family == AF_INET6) {
      sockaddr_in6 socket_address{};
      std::memcpy(&socket_address, entry->ai_addr, sizeof socket_address);
      address.family = IpAddress::Family::v6;
      std::memcpy(address.bytes.data(), &socket_address.sin6_addr, 16);
    } else {
      continue;
    }
    if (std::find(out.begin(), out.end(), address) == out.end()) out.push_back(address);
  }
  return out;
}

// Shared by the asker and the thread that may outlive its patience.
struct Question {
  explicit Question(std::string name) : host(std::move(name)) {}
  const std::string host;
  std::mutex mutex;
  std::condition_variable answered;
  bool done = false;
  std::vector<IpAddress> addresses;
};

void answer(const std::shared_ptr<Question>& question) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int status = getaddrinfo(question->host.c_str(), nullptr, &hints, &found);
  const AddressList list(found);
  const std::lock_guard lock(question->mutex);
  if (status == 0) question->addresses = addresses_of(list.get());
  question->done = true;
  question->answered.notify_one();
}

}  // namespace

Result<std::vector<IpAddress>> resolve_host(const std::string& host, std::chrono::milliseconds within) {
  // getaddrinfo knows no deadline of its own.
  const auto question = std::make_shared<Question>(host);
  std::thread(answer, question).detach();
  std::unique_lock lock(question->mutex);
  if (!question->answered.wait_for(lock, within, [&] { return question->done; })) {
    return fail(Kind::unavailable, "fetch.resolve", "the name " + host + " was not resolved in time",
                "try again later");
  }
  if (question->addresses.empty()) {
    return fail(Kind::unavailable, "fetch.resolve", "the name " + host + " has no address",
                "check the spelling of the address and your connection");
  }
  return question->addresses;
}

}  // namespace cairn::http
