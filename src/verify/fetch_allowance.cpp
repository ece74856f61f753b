#include "verify/fetch_allowance.hpp"

namespace cairn::verify {

Result<bool> FetchAllowance::ask(std::string_view address) {
  if (addresses_.find(address) != addresses_.end()) return false;
  if (addresses_.size() >= k_most_addresses || silent_ >= k_most_silent) {
    const std::string why = silent_ >= k_most_silent ? std::to_string(k_most_silent) + " servers did not answer"
                                                     : std::to_string(k_most_addresses) + " addresses were asked already";
    return fail(Kind::exhausted, "verify.fetches", std::string(address.substr(0, 200)) + " was not asked, because " + why,
                "Check the documents inside one by one, or give what they need with --documents.");
  }
  addresses_.emplace(address);
  return true;
}

Result<const proof::ControllerDocument*> CountedResolver::resolve(std::string_view controller_url) {
  CAIRN_TRY(const bool is_new, allowance_.ask(controller_url));
  auto answer = inner_.resolve(controller_url);
  if (!answer && is_new && answer.error().kind == Kind::unavailable) allowance_.note_silence();
  return answer;
}

Result<const jsonld::RemoteDocument*> CountedDocuments::load(std::string_view url) {
  CAIRN_TRY(const bool is_new, allowance_.ask(url));
  auto answer = inner_.load(url);
  if (!answer && is_new && answer.error().kind == Kind::unavailable) allowance_.note_silence();
  return answer;
}

}  // namespace cairn::verify
