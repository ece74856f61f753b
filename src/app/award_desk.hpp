#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "store/store.hpp"
#include "vc/report.hpp"
#include "verify/verifier.hpp"

namespace cairn::app {

/// What a page needs: awards by their public code, and reports on credentials. May be asked by several threads at once;
/// each question is answered by one clerk, who has a store and a verifier of its own.
class AwardDesk {
 public:
  using OpenStore = std::function<Result<std::unique_ptr<store::Store>>()>;
  using MakeVerifier = std::function<std::unique_ptr<verify::Verifier>()>;
  AwardDesk(OpenStore open_store, MakeVerifier make_verifier, Clock& clock)
      : open_store_(std::move(open_store)), make_verifier_(std::move(make_verifier)), clock_(clock) {}

  /// out: the secured document with this code, in the form made to be shown; none when there is no such award, or it is not signed yet
  /// fails: as the store and Verifier::presentable
  Result<std::optional<std::string>> find(std::string_view code);
  vc::Report verify(ByteView document);
  /// out: the newest signed status list of this name; none when there is no such list, or it was never signed
  /// fails: as the store
  Result<std::optional<std::string>> status_list(std::string_view name);

 private:
  /// Ask the store something, with a store of one's own; a database that is not there yet knows nothing.
  template <class Answer, class Ask>
  Result<std::optional<Answer>> ask_store(Ask ask);

  template <class T>
  class Shelf {
   public:
    /// out: one that nobody uses, or nullptr
    std::unique_ptr<T> take() {
      const std::lock_guard lock(mutex_);
      if (free_.empty()) return nullptr;
      std::unique_ptr<T> out = std::move(free_.back());
      free_.pop_back();
      return out;
    }
    void put_back(std::unique_ptr<T> used) {
      const std::lock_guard lock(mutex_);
      free_.push_back(std::move(used));
    }

   private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<T>> free_;
  };

  std::unique_ptr<verify::Verifier> take_verifier();

  OpenStore open_store_;
  MakeVerifier make_verifier_;
  Clock& clock_;
  Shelf<store::Store> stores_;
  Shelf<verify::Verifier> verifiers_;
};

}  // namespace cairn::app
