#include "app/award_desk.hpp"

namespace cairn::app {

template <class Answer, class Ask>
Result<std::optional<Answer>> AwardDesk::ask_store(Ask ask) {
  std::unique_ptr<store::Store> store = stores_.take();
  if (store == nullptr) {
    Result<std::unique_ptr<store::Store>> opened = open_store_();
    if (!opened && opened.error().kind == Kind::missing) return std::optional<Answer>();
    CAIRN_TRY(store, std::move(opened));
  }
  // A store that failed is not put back: the next question opens a fresh one.
  CAIRN_TRY(std::optional<Answer> found, ask(*store));
  stores_.put_back(std::move(store));
  return found;
}

Result<std::optional<std::string>> AwardDesk::find(std::string_view code) {
  CAIRN_TRY(const auto found, ask_store<store::Issuance>([code](store::Store& store) { return store.find_by_code(code); }));
  if (!found || found->state != store::IssuanceState::issued) return std::optional<std::string>();
  std::string document = store::secured_document(found->intent.unsigned_document, found->proof);
  std::unique_ptr<verify::Verifier> verifier = take_verifier();
  CAIRN_TRY(std::string shown, verifier->presentable(std::move(document)));
  verifiers_.put_back(std::move(verifier));
  return std::optional(std::move(shown));
}

std::unique_ptr<verify::Verifier> AwardDesk::take_verifier() {
  std::unique_ptr<verify::Verifier> verifier = verifiers_.take();
  return verifier != nullptr ? std::move(verifier) : make_verifier_();
}

Result<std::optional<std::string>> AwardDesk::status_list(std::string_view name) {
  CAIRN_TRY(auto found, ask_store<store::PublishedList>([name](store::Store& store) { return store.published_list(name); }));
  if (!found) return std::optional<std::string>();
  return std::optional(std::move(found->document));
}

vc::Report AwardDesk::verify(ByteView document) {
  std::unique_ptr<verify::Verifier> verifier = take_verifier();
  vc::Report report = verifier->verify(document, {clock_.now(), std::nullopt, std::nullopt, std::nullopt});
  verifiers_.put_back(std::move(verifier));
  return report;
}

}  // namespace cairn::app
