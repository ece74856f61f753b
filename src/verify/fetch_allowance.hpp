#pragma once
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "jsonld/loader.hpp"
#include "proof/resolver.hpp"

namespace cairn::verify {

/// What one question may fetch. The documents inside a credential are chosen by whoever made it, and each may name addresses of its
/// own: they must neither send us round the web nor keep us waiting for one server after another.
class FetchAllowance {
 public:
  static constexpr std::size_t k_most_addresses = 48;
  static constexpr int k_most_silent = 4;

  /// A new question begins.
  void renew() {
    addresses_.clear();
    silent_ = 0;
  }
  /// out: whether the address is a new one    fails: exhausted/verify.fetches
  Result<bool> ask(std::string_view address);
  /// A server did not answer.
  void note_silence() { ++silent_; }

 private:
  std::set<std::string, std::less<>> addresses_;
  int silent_ = 0;
};

/// A resolver that is asked only as far as the allowance goes.
class CountedResolver final : public proof::VerificationMethodResolver {
 public:
  /// owns: nothing; both must outlive it
  CountedResolver(proof::VerificationMethodResolver& inner, FetchAllowance& allowance) : inner_(inner), allowance_(allowance) {}
  Result<const proof::ControllerDocument*> resolve(std::string_view controller_url) override;

 private:
  proof::VerificationMethodResolver& inner_;
  FetchAllowance& allowance_;
};

/// The same for documents, such as status lists.
class CountedDocuments final : public jsonld::DocumentLoader {
 public:
  /// owns: nothing; both must outlive it
  CountedDocuments(jsonld::DocumentLoader& inner, FetchAllowance& allowance) : inner_(inner), allowance_(allowance) {}
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override;

 private:
  jsonld::DocumentLoader& inner_;
  FetchAllowance& allowance_;
};

}  // namespace cairn::verify
