#include "app/award_desk.hpp"

namespace cairn::app {

Result<std::optional<std::string>> AwardDesk::find(std::string_view code) {
  std::unique_ptr<store::Store> store = stores_.take();
  if (store == nullptr) {
    Result<std::unique_ptr<store::Store>> opened = open_store_();
    if (!opened && opened.error().kind == Kind::missing) return std::optional<std::string>();
    CAIRN_TRY(store, std::move(opened));
  }
  // A store that failed is not put back: the next question opens a fresh one.
  CAIRN_TRY(const std::optional<store::Issuance> found, store->find_by_code(code));
  stores_.put_back(std::move(store));
  if (!found || found->state != store::IssuanceState::issued) return std::optional<std::string>();
  return std::optional(store::secured_document(found->intent.unsigned_document, found->proof));
}

vc::Report AwardDesk::verify(ByteView document) {
  std::unique_ptr<Verifier> verifier = verifiers_.take();
  if (verifier == nullptr) verifier = make_verifier_();
  vc::Report report = verifier->verify(document, {clock_.now(), std::nullopt});
  verifiers_.put_back(std::move(verifier));
  return report;
}

}  // namespace cairn::app
