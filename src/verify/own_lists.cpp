#include "verify/own_lists.hpp"

#include "json/read.hpp"

namespace cairn::verify {

Result<const jsonld::RemoteDocument*> OwnLists::load(std::string_view url) {
  if (find_) {
    CAIRN_TRY(const auto own, find_(url));
    if (own) {
      arena_.reset();
      CAIRN_TRY(const json::Value document, json::read(arena_.copy(*own), arena_));
      url_ = url;
      document_ = {url_, document};
      return &document_;
    }
  }
  if (others_ != nullptr) return others_->load(url);
  return fail(Kind::missing, "verify.not-given",
              std::string(url) + " was not given by hand, and the network is not used",
              "Give it with --documents, or leave --offline out.");
}

}  // namespace cairn::verify
