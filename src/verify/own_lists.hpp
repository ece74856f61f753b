#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "jsonld/loader.hpp"

namespace cairn::verify {

/// Serves status lists out of one's own database, and asks someone else for the others. A document stays valid until
/// the next call.
class OwnLists final : public jsonld::DocumentLoader {
 public:
  using Find = std::function<Result<std::optional<std::string>>(std::string_view url)>;
  /// in: find - may be empty; others - nullptr: nobody
  OwnLists(Find find, jsonld::DocumentLoader* others) : find_(std::move(find)), others_(others) {}
  OwnLists(const OwnLists&) = delete;
  OwnLists& operator=(const OwnLists&) = delete;

  /// fails: as find; missing/verify.not-given (nobody else to ask); what the others fail with
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override;

 private:
  Find find_;
  jsonld::DocumentLoader* others_;
  std::string url_;
  jsonld::RemoteDocument document_;
  Arena arena_;
};

}  // namespace cairn::verify
