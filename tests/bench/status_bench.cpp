// What looking up a status costs, on one thread.   cairn_status_bench SECONDS [CREDENTIAL.json]
// status_decode_check_ms: unpack a list of 131,072 with 2 % set and read one entry; verify_per_s: whole verifications of a
// credential that names a list, the list not looked at; verify_with_status_per_s: the same, the list cached.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <string>

#include "json/read.hpp"
#include "json/write.hpp"
#include "jsonld/pinned_loader.hpp"
#include "openbadges/rulebook.hpp"
#include "proof/did_key.hpp"
#include "proof/local_resolver.hpp"
#include "vc/issue.hpp"
#include "vc/status_list_credential.hpp"
#include "vc/verify.hpp"

namespace cairn::bench {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s: %s\n", result.error().code.c_str(), result.error().detail.c_str());
    std::exit(1);
  }
  return std::move(result).value();
}

using Work = std::function<void()>;

double run_for(double seconds, const Work& work) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  std::size_t count = 0;
  double elapsed = 0;
  while (elapsed < seconds) {
    for (int i = 0; i < 20; ++i) work();
    count += 20;
    elapsed = std::chrono::duration<double>(Clock::now() - start).count();
  }
  return static_cast<double>(count) / elapsed;
}

// The list, for a verifier that has it at hand.
class OneDocument final : public jsonld::DocumentLoader {
 public:
  explicit OneDocument(json::Value document) : document_{document.text_of("id"), document} {}
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override {
    if (url != document_.document_url) return fail(Kind::missing, "documents.missing", "not supplied");
    return &document_;
  }

 private:
  jsonld::RemoteDocument document_;
};

class Bench {
 public:
  explicit Bench(const std::string& credential_path)
      : contexts_(jsonld::embedded_contexts()), engine_(contexts_), signer_(must(crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 7)))) {
    did_ = proof::to_did_key(signer_->public_key());
    std::ifstream file(credential_path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    json::Value document = must(json::read(arena_.copy(text), arena_));
    constexpr std::string_view k_list = "https://badges.ardmore.example/status/3.json";
    constexpr std::uint64_t k_index = 94'567;
    const json::Value status = must(json::read(
        R"({"id": "https://badges.ardmore.example/status/3.json#94567", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": "94567", "statusListCredential": "https://badges.ardmore.example/status/3.json"})", arena_));
    if (json::Value* there = document.find("credentialStatus")) {
      *there = status;
    } else {
      document.object().add_new("credentialStatus", status, arena_);
    }
    if (json::Value* issuer = document.find("issuer"); issuer->is_object()) *issuer->find("id") = json::Value::string(did_);
    credential_ = json::to_text(sign(document));
    vc::Bitstring bits = vc::Bitstring::of_size(vc::k_minimum_status_entries);
    std::mt19937 chance(1);
    for (std::uint64_t set = 0; set < bits.size_bits() / 50;) {
      const std::uint64_t slot = chance() % bits.size_bits();
      if (slot == k_index || *bits.entry(slot) == 1) continue;
      bits.set(slot);
      ++set;
    }
    encoded_ = must(vc::compress_bitstring(bits));
    const vc::StatusListFacts facts{std::string(k_list), did_, "revocation", at_, Instant{at_.seconds + 86'400, 0}, 0};
    list_ = sign(must(vc::to_status_list_credential(facts, bits, arena_)));
  }

  void decode() {
    const vc::Bitstring list = must(vc::expand_bitstring(encoded_));
    total_ += must(list.entry(94'567));
  }

  void verify(jsonld::DocumentLoader* documents) {
    work_.reset();
    vc::VerifyPorts ports{engine_, contexts_, resolver_, documents, nullptr, nullptr, &cache_};
    vc::VerifyPolicy policy;
    policy.at = at_;
    policy.rulebooks = openbadges::all_rulebooks();
    const vc::Report report = vc::verify(as_bytes(credential_), ports, policy, work_);
    const std::string& wanted = documents == nullptr ? "status.not-checked" : "status.clear";
    if (report.check(vc::CheckId::signature).code != "signature.fits" || report.check(vc::CheckId::status).code != wanted) {
      std::fprintf(stderr, "%s, %s\n", report.check(vc::CheckId::signature).code.c_str(), report.check(vc::CheckId::status).detail.c_str());
      std::exit(1);
    }
  }

  json::Value list() const { return list_; }
  double total() const { return total_; }

 private:
  json::Value sign(json::Value document) {
    proof::ProofConfiguration configuration;
    configuration.cryptosuite = "eddsa-rdfc-2022";
    configuration.verification_method = proof::verification_method_id(did_, signer_->public_key());
    configuration.created = at_;
    return must(proof::add_proof(engine_, document, configuration, *signer_, arena_));
  }

  Instant at_ = start_of_day({2026, 7, 1});
  Arena arena_;
  Arena work_;
  jsonld::PinnedLoader contexts_;
  proof::Engine engine_;
  proof::LocalResolver resolver_;
  std::unique_ptr<crypto::Signer> signer_;
  vc::StatusCache cache_;
  std::string did_;
  std::string credential_;
  std::string encoded_;
  json::Value list_;
  double total_ = 0;
};

int run(double seconds, const std::string& credential_path) {
  Bench bench(credential_path);
  OneDocument documents(bench.list());
  // In turns, and the best of each: a busy neighbour then counts neither for nor against.
  double decode = 0;
  double without = 0;
  double with = 0;
  for (int slice = 0; slice < 8; ++slice) {
    decode = std::max(decode, run_for(seconds / 24, [&] { bench.decode(); }));
    without = std::max(without, run_for(seconds / 24, [&] { bench.verify(nullptr); }));
    with = std::max(with, run_for(seconds / 24, [&] { bench.verify(&documents); }));
  }
  std::printf("{\"status_decode_check_ms\": %.4f, \"verify_per_s\": %.0f, \"verify_with_status_per_s\": %.0f}\n", 1000 / decode, without, with);
  return bench.total() < 0 ? 1 : 0;
}

}  // namespace
}  // namespace cairn::bench

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 3;
  return cairn::bench::run(seconds, argc > 2 ? argv[2] : "tests/bench/credential.json");
}
