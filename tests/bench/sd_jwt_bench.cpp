// Selectively disclosable tokens: how many are issued, presented with key binding, and verified (both signatures, all digests) in a
// second, one thread, beside what the crypto library alone could do.   cairn_sd_jwt_bench [SECONDS [p256|ed25519]]   The peer's side is sd_jwt_peer.mjs, with the same claims.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "bare_signatures.hpp"
#include "json/read.hpp"
#include "proof/sd_jwt_issue.hpp"
#include "proof/sd_jwt_present.hpp"

using namespace cairn;

namespace {

constexpr std::string_view k_claims =
    R"({"vct":"https://credentials.example/course","iss":"https://college.example","iat":1780000000,"exp":1990000000,)"
    R"("achievement":{"name":"Data storytelling","criteria":"A portfolio of three charts and a presentation."},)"
    R"("given_name":"Ada","family_name":"Lovelace","email":"ada@work.example","birthdate":"1990-12-10",)"
    R"("marks":["70","81","64"],"address":{"locality":"Stornoway","country":"GB"}})";

void must(bool condition) {
  if (condition) return;
  std::fputs("sd_jwt_bench: what was made does not verify\n", stderr);
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 3;
  const bool is_edwards = argc > 2 && std::string_view(argv[2]) == "ed25519";
  const crypto::KeyType type = is_edwards ? crypto::KeyType::ed25519 : crypto::KeyType::p256;
  SystemEntropy entropy;
  const auto issuer = crypto::generate_signer(type, entropy).value();
  const auto holder = crypto::generate_signer(type, entropy).value();
  Arena kept;
  proof::SdJwtDraft draft;
  draft.header = json::Object::make(kept);
  draft.header.set("typ", json::Value::string("dc+sd-jwt"), kept);
  draft.claims = json::read(k_claims, kept).value();
  const json::Object confirmation = json::Object::make(kept);
  confirmation.set("jwk", crypto::to_public_jwk(holder->public_key(), kept), kept);
  draft.claims.object().set("cnf", confirmation, kept);
  draft.withholdable = {"/given_name", "/family_name", "/email",   "/birthdate",       "/marks/0",
                        "/marks/1",    "/marks/2",     "/address", "/address/locality"};

  Arena arena;
  const auto issue = [&] {
    arena.reset();
    return proof::issue_sd_jwt(draft, *issuer, entropy, arena).value();
  };
  const std::string token = issue();
  const Instant now{1'790'000'000, 0};
  const auto present = [&] {
    arena.reset();
    const auto opened = proof::open_sd_jwt(token, arena);
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < opened->disclosures.size(); ++i) {
      const std::string& pointer = opened->disclosures[i].pointer;
      if (pointer == "/given_name" || pointer == "/marks/1" || pointer == "/address/locality") chosen.push_back(i);
    }
    return proof::bind_to_key(*opened, proof::select_disclosures(*opened, chosen), {"https://v.example", "n1", now}, *holder, arena)
        .value();
  };
  const std::string shown = present();
  const auto verify = [&] {
    arena.reset();
    const auto opened = proof::open_sd_jwt(shown, arena);
    must(opened.has_value());
    const auto fits = proof::verify_jws(opened->issuer, issuer->public_key());
    must(fits && *fits == crypto::SignatureCheck::fits);
    must(proof::check_key_binding(*opened, *proof::holder_key(*opened), {"https://v.example", "n1", now}, arena).has_value());
  };
  verify();
  const bench::BareRates bare = is_edwards ? bench::bare_ed25519(seconds) : bench::bare_p256(seconds);
  const auto print = [](const char* name, double rate, const char* end) { std::printf("\"%s\": %.0f%s", name, rate, end); };
  std::printf("{");
  print("sd_jwt_issue_per_s", bench::best_rate(seconds, issue), ", ");
  print("sd_jwt_present_per_s", bench::best_rate(seconds, present), ", ");
  print("sd_jwt_verify_per_s", bench::best_rate(seconds, verify), ", ");
  // One signature is made for a token and for a presentation; two are checked when a presentation is verified.
  print("limit_sd_jwt_issue_per_s", bare.sign, ", ");
  print("limit_sd_jwt_present_per_s", bare.sign, ", ");
  print("limit_sd_jwt_verify_per_s", bare.verify / 2, "}\n");
  return 0;
}
