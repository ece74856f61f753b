#pragma once
#include <atomic>
#include <thread>

namespace cairn::cli {

/// While it lives, the first Ctrl-C (SIGINT, SIGTERM) only sets a flag, so that work under way can be finished; the
/// second ends the program at once with exit code 130. Make it before any thread starts.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;
  const std::atomic<bool>& flag() const { return flag_; }

 private:
  void watch();
  std::atomic<bool> flag_ = false;
  int signals_ = -1;  // descriptor that becomes readable with a signal
  int closing_ = -1;  // ... when the watch ends
  std::thread thread_;
};

}  // namespace cairn::cli
