// Many files on all cores. A Verifier belongs to one thread, so each thread has its own; what it has read (contexts, status lists) it
// keeps from file to file.
//   many_at_once FILE...
#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.hpp"
#include "read_file.hpp"
#include "verify/contexts.hpp"
#include "verify/verifier.hpp"

namespace {

class Tally {
 public:
  void add(cairn::vc::Verdict verdict) {
    const std::lock_guard lock(mutex_);
    ++counts_[std::string(cairn::vc::verdict_name(verdict))];
  }
  const std::map<std::string, int>& counts() const { return counts_; }

 private:
  std::mutex mutex_;
  std::map<std::string, int> counts_;
};

void judge(const std::vector<std::string>& files, std::atomic<std::size_t>& next, Tally& tally) {
  cairn::verify::VerifierParts parts;
  parts.contexts = cairn::verify::pinned_contexts();
  parts.other_contexts = cairn::verify::other_pinned_contexts();
  cairn::verify::Verifier verifier(std::move(parts));
  const cairn::verify::VerifyQuestion question{cairn::SystemClock().now()};
  for (std::size_t i = next++; i < files.size(); i = next++) {
    const std::string file = read_file(files[i]);
    tally.add(verifier.verify(cairn::as_bytes(file), question).verdict);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> files(argv + 1, argv + argc);
  std::atomic<std::size_t> next = 0;
  Tally tally;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
    threads.emplace_back([&] { judge(files, next, tally); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& [verdict, count] : tally.counts()) std::cout << verdict << ": " << count << '\n';
  return 0;
}
