// Operations per second of selective disclosure (ecdsa-sd-2023) on one thread: base proof, derived document, verifying it.
//   cairn_selective_bench CREDENTIAL.json POINTERS.json SECONDS [FIGURE]    FIGURE: only that one, for a profiler
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>

#include "bare_signatures.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "jsonld/pinned_loader.hpp"
#include "proof/did_key.hpp"
#include "proof/local_resolver.hpp"
#include "proof/selective_disclosure.hpp"
#include "proof/suites/sd_proof_value.hpp"

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

std::string read_file(const char* path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> texts(json::Value list) {
  std::vector<std::string> out;
  for (const json::Value& item : list.array()) out.emplace_back(item.text());
  return out;
}

struct Bench {
  double seconds;
  std::string only;
  std::string out = {};

  void limit(const char* name, double rate) {
    char text[96];
    std::snprintf(text, sizeof text, "%s\n  \"%s\": %.1f", out.empty() ? "" : ",", name, rate);
    out += text;
  }
  void figure(const char* name, const std::function<void()>& work) {
    if (!only.empty() && only != name) return work();
    char text[96];
    std::snprintf(text, sizeof text, "%s\n  \"%s\": %.1f", out.empty() ? "" : ",", name, best_rate(seconds, work));
    out += text;
  }
};

void run(Bench& bench, const char* credential_path, const char* pointers_path) {
  Arena arena;
  Arena work_arena(256 * 1024);
  const std::string credential_text = read_file(credential_path);
  const std::string pointers_text = read_file(pointers_path);
  const json::Value credential = must(json::read(credential_text, arena));
  const json::Value pointers = must(json::read(pointers_text, arena));
  const std::vector<std::string> selective = texts(*pointers.find("selective"));
  jsonld::PinnedLoader loader(jsonld::embedded_contexts());
  proof::Engine engine(loader);
  SystemEntropy entropy;
  const auto signer = must(crypto::generate_signer(crypto::KeyType::p256, entropy));
  proof::ProofConfiguration configuration;
  configuration.cryptosuite = proof::k_selective_suite;
  configuration.verification_method = proof::verification_method_id(proof::to_did_key(signer->public_key()), signer->public_key());
  configuration.created = start_of_day({2026, 6, 15});
  configuration.mandatory_pointers = texts(*pointers.find("mandatory"));

  const json::Value base = must(proof::add_proof(engine, credential, configuration, *signer, arena));
  const std::string derived_text = json::to_text(must(proof::derive_proof(engine, base, selective, arena)));
  const json::Value derived = must(json::read(derived_text, arena));
  bench.figure("sd_base_per_s", [&] {
    work_arena.reset();
    must(proof::add_proof(engine, credential, configuration, *signer, work_arena));
  });
  bench.figure("sd_derive_per_s", [&] {
    work_arena.reset();
    must(proof::derive_proof(engine, base, selective, work_arena));
  });
  proof::LocalResolver resolver;
  proof::VerifyOptions options;
  options.at = start_of_day({2026, 6, 15});
  // Of the derived document: the base signature and one for each statement that is shown and not mandatory. Of the base proof: one
  // for each statement that is not mandatory, and one over all.
  const BareRates bare = bare_p256(bench.seconds);
  const std::string_view shown = derived.find("proof")->text_of("proofValue");
  const std::string_view whole = base.find("proof")->text_of("proofValue");
  bench.limit("limit_sd_verify_per_s", bare.verify / static_cast<double>(1 + must(proof::parse_derived(shown)).signatures.size()));
  bench.limit("limit_sd_base_per_s", bare.sign / static_cast<double>(1 + must(proof::parse_base(whole)).signatures.size()));
  bench.figure("sd_verify_per_s", [&] {
    work_arena.reset();
    const auto findings = must(proof::verify_proofs(engine, derived, resolver, options, work_arena));
    if (findings.size() == 1 && findings[0].signature == proof::Outcome::pass) return;
    std::fprintf(stderr, "the derived document does not verify\n");
    std::exit(1);
  });
}

}  // namespace
}  // namespace cairn::bench

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: cairn_selective_bench CREDENTIAL.json POINTERS.json SECONDS [FIGURE]\n");
    return 2;
  }
  cairn::bench::Bench bench{std::atof(argv[3]), argc > 4 ? argv[4] : ""};
  cairn::bench::run(bench, argv[1], argv[2]);
  std::printf("{%s\n}\n", bench.out.c_str());
}
