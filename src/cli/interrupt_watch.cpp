#include "cli/interrupt_watch.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>

#include "base/bug.hpp"
#include "cli/exit_code.hpp"

namespace cairn::cli {
namespace {

sigset_t watched_signals() {
  sigset_t out;
  sigemptyset(&out);
  sigaddset(&out, SIGINT);
  sigaddset(&out, SIGTERM);
  return out;
}

}  // namespace

InterruptWatch::InterruptWatch() {
  // Shells start background jobs with SIGINT ignored; whoever sends it here means it.
  std::signal(SIGINT, SIG_DFL);
  const sigset_t watched = watched_signals();
  CAIRN_ASSERT(::pthread_sigmask(SIG_BLOCK, &watched, nullptr) == 0);
  signals_ = ::signalfd(-1, &watched, SFD_CLOEXEC);
  closing_ = ::eventfd(0, EFD_CLOEXEC);
  CAIRN_ASSERT(signals_ >= 0 && closing_ >= 0);
  thread_ = std::thread([this] { watch(); });
}

InterruptWatch::~InterruptWatch() {
  const std::uint64_t one = 1;
  (void)!::write(closing_, &one, sizeof one);
  thread_.join();
  ::close(signals_);
  ::close(closing_);
  const sigset_t watched = watched_signals();
  ::pthread_sigmask(SIG_UNBLOCK, &watched, nullptr);
}

void InterruptWatch::watch() {
  for (;;) {
    pollfd waiting[2] = {{signals_, POLLIN, 0}, {closing_, POLLIN, 0}};
    if (::poll(waiting, 2, -1) < 0) continue;
    if ((waiting[1].revents & POLLIN) != 0) return;
    signalfd_siginfo received{};
    if (::read(signals_, &received, sizeof received) != sizeof received) continue;
    // Everything that counts is in the database by then or was never begun.
    if (flag_.exchange(true)) ::_exit(static_cast<int>(ExitCode::interrupted));
  }
}

}  // namespace cairn::cli
