// F7, F8, F10 and F14: proofs that stand side by side, keys that are somebody else's, signatures that are none, dates.
#include "attacks/forge.hpp"
#include "base/encoding.hpp"

namespace cairn::attacks {
namespace {

using vc::CheckId;
using vc::Verdict;
using vc::with;
using vc::with_member;

const std::string k_site(k_college_site);
const std::string k_site_method = k_site + "#key-1";

std::string second_proof(Forge& forge, const std::string& signed_once, const vc::Party& by, proof::ProofConfiguration configuration) {
  configuration.created = time("2026-03-16T10:00:00Z");
  return forge.sign(signed_once, by, configuration);
}

// Two proofs of the college, the second over the first.
Handed chained(Forge& forge) {
  proof::ProofConfiguration first = forge.configuration(forge.college().method);
  first.id = "urn:uuid:00000000-0000-4000-8000-000000000001";
  proof::ProofConfiguration second = forge.configuration(forge.college().method);
  second.previous_proofs = {first.id};
  return forge.handed(second_proof(forge, forge.sign(forge.badge(), forge.college(), first), forge.college(), second));
}

Handed signed_by_both(Forge& forge) {
  return forge.handed(second_proof(forge, forge.sign(forge.badge(), forge.college()), forge.learner(), forge.configuration(forge.learner().method)));
}

// The college under its web address, with its key in the document found there.
Handed site_badge(Forge& forge) {
  Handed out = forge.handed(forge.sign(forge.badge(k_site), forge.college(), forge.configuration(k_site_method)));
  out.documents[k_site] = Forge::site_document(k_site, Forge::method_json(k_site_method, k_site, forge.college()), "\"" + k_site_method + "\"");
  return out;
}

std::string signed_by_mallory(Forge& forge, const std::string& method) {
  return forge.sign(forge.badge(k_site), forge.mallory(), forge.configuration(method));
}

// The bytes of a proofValue, changed.
template <class Change>
void change_signature(Handed& handed, Change change) {
  const std::string value = between(handed.file, "\"proofValue\":\"z", "\"");
  Bytes bytes = from_base58(value).value();
  change(bytes);
  handed.file = with(handed.file, value, to_base58(bytes));
}

// S + L in place of S: the same equation holds.  spec: RFC 8032 5.1.7 asks for S < L
void add_group_order(Bytes& signature) {
  constexpr std::uint8_t k_order[32] = {0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14,
                                        0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += signature[32 + i] + k_order[i];
    signature[32 + i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
}

// The order of P-256.  spec: FIPS 186-4 D.1.2.3
constexpr std::array<std::uint8_t, 32> k_curve_order = {0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51};

struct CurveParty {
  std::unique_ptr<crypto::Signer> signer = crypto::make_signer(crypto::KeyType::p256, Bytes(32, 7)).value();
  std::string did = proof::to_did_key(signer->public_key());
};

Handed curve_badge(Forge& forge) {
  CurveParty college;
  const std::string unsigned_badge = forge.badge(college.did);
  proof::ProofConfiguration configuration = forge.configuration(proof::verification_method_id(college.did, college.signer->public_key()), "ecdsa-rdfc-2019");
  vc::Workbench bench;
  const auto secured = proof::add_proof(bench.engine, bench.read(unsigned_badge), configuration, *college.signer, bench.arena);
  Handed out = forge.handed(json::to_text(secured.value()));
  out.known.push_back(college.did);
  return out;
}

// The point at infinity as a key: R of the same point and S of zero fit every message, for a careless verifier.
void sign_with_no_key(Forge& forge, Handed& handed) {
  Bytes point(32, 0);
  point[0] = 1;
  Bytes multikey = {0xED, 0x01};
  multikey.insert(multikey.end(), point.begin(), point.end());
  const std::string name = "z" + to_base58(multikey);
  const std::string did = "did:key:" + name;
  Bytes signature = point;
  signature.resize(64, 0);
  handed.file = with(forge.badge(did), R"("value":"61")", R"("value":"100")");
  handed.file.pop_back();
  handed.file += R"(,"proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022","created":"2026-03-15T10:00:00Z","verificationMethod":")" + did +
                 "#" + name + R"(","proofPurpose":"assertionMethod","proofValue":"z)" + to_base58(signature) + "\"}}";
  handed.known.push_back(did);
}

constexpr std::string_view k_alone = "a proof counts by itself; one that fails is too much";

const Row k_rows[] = {
    {"F7", "a good proof is set beside one that does not fit", k_alone, signed_by_both,
     [](Forge&, Handed& handed) {
       const std::string second = between(handed.file.substr(handed.file.find("},{\"type\":\"DataIntegrityProof")), "\"proofValue\":\"z", "\"");
       handed.file = with(handed.file, second, between(handed.file, "\"proofValue\":\"z", "\""));
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F7", "the badge is changed and only the learner signs again", k_alone, signed_by_both,
     [](Forge& forge, Handed& handed) {
       const std::string changed = with(forge.badge(), R"("value":"61")", R"("value":"100")");
       const std::string theirs = between(handed.file, "\"proof\":[", "},{");
       const std::string once = changed.substr(0, changed.size() - 1) + ",\"proof\":[" + theirs + "}]}";
       handed.file = second_proof(forge, once, forge.learner(), forge.configuration(forge.learner().method));
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F7", "the proof was made for another purpose", "the purpose must be to assert", signed_badge,
     [](Forge& forge, Handed& handed) {
       proof::ProofConfiguration configuration = forge.configuration(forge.college().method);
       configuration.purpose = "authentication";
       handed.file = forge.sign(forge.badge(), forge.college(), configuration);
     },
     Verdict::invalid, CheckId::key, "proof.purpose"},
    {"F7", "the first proof of a chain is cut off", "every proof that a proof names as previous must be there", chained,
     [](Forge&, Handed& handed) {
       const std::string first = between(handed.file, "\"proof\":[", "},{");
       handed.file = with(handed.file, first + "},", "");
     },
     Verdict::invalid, CheckId::signature, "proof.previous-proof"},
    {"F7", "the first proof of a chain is replaced by one that does not fit", k_alone, chained,
     [](Forge&, Handed& handed) {
       const std::string value = between(handed.file, "\"proofValue\":\"z", "\"");
       handed.file = with(handed.file, value, std::string(value.rbegin(), value.rend()));
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F7", "all proofs are taken away", "a credential without a proof proves nothing", signed_badge,
     [](Forge&, Handed& handed) {
       handed.file = with(handed.file, R"("value":"61")", R"("value":"100")");
       handed.file = with(handed.file, ",\"proof\":" + between(handed.file, ",\"proof\":", "}") + "}", "");
     },
     Verdict::invalid, CheckId::signature, "signature.none"},
    {"F7", "the list of proofs is empty", "a credential without a proof proves nothing", signed_badge,
     [](Forge&, Handed& handed) { handed.file = with(handed.file, between(handed.file, "\"proof\":", "}") + "}", "[]"); },
     Verdict::invalid, CheckId::signature, "signature.none"},
    {"F7", "the proof has ended", "a proof's own end counts",
     [](Forge& forge) {
       proof::ProofConfiguration configuration = forge.configuration(forge.college().method);
       configuration.expires = time("2026-09-01T00:00:00Z");
       return forge.handed(forge.sign(forge.badge(), forge.college(), configuration));
     },
     [](Forge&, Handed& handed) { handed.at = time("2026-10-01T00:00:00Z"); },
     Verdict::invalid, CheckId::key, "proof.expired"},
    {"F7", "the end of the proof is written with a second name", "members of a proof whose meaning is not known are refused",
     [](Forge& forge) {
       proof::ProofConfiguration configuration = forge.configuration(forge.college().method);
       configuration.expires = time("2026-09-01T00:00:00Z");
       return forge.handed(forge.sign(forge.badge(), forge.college(), configuration));
     },
     [](Forge&, Handed& handed) {
       handed.at = time("2026-10-01T00:00:00Z");
       handed.file = with(handed.file, "\"expires\":", "\"https://w3id.org/security#expiration\":");
     },
     Verdict::undetermined, CheckId::signature, "proof.hidden-member"},

    {"F8", "the forger signs in the college's name with an own key", "the method must be one of the issuer's", signed_badge,
     [](Forge& forge, Handed& handed) { handed.file = forge.sign(forge.badge(), forge.mallory()); },
     Verdict::invalid, CheckId::key, "key.not-issuers"},
    {"F8", "the forger's document says that its key belongs to the college", "the method must be one of the issuer's", site_badge,
     [](Forge& forge, Handed& handed) {
       handed.file = signed_by_mallory(forge, "did:web:evil.example#key-1");
       handed.documents["did:web:evil.example"] = Forge::site_document(
           "did:web:evil.example", Forge::method_json("did:web:evil.example#key-1", k_site, forge.mallory()), R"("did:web:evil.example#key-1")");
     },
     Verdict::invalid, CheckId::key, "key.not-issuers"},
    {"F8", "the forger's document carries the id of a method of the college's", "a method is looked up in the document that its id names", site_badge,
     [](Forge& forge, Handed& handed) {
       handed.file = signed_by_mallory(forge, k_site + "#key-2");
       handed.documents["did:web:evil.example"] =
           Forge::site_document("did:web:evil.example", Forge::method_json(k_site + "#key-2", k_site, forge.mallory()), "\"" + k_site + "#key-2\"");
     },
     Verdict::invalid, CheckId::signature, "proof.method-missing"},
    {"F8", "a document of the forger's is handed over as the college's", "a document counts under its own id only", site_badge,
     [](Forge& forge, Handed& handed) {
       handed.file = signed_by_mallory(forge, k_site_method);
       handed.documents[k_site] = Forge::site_document("did:web:evil.example", Forge::method_json(k_site_method, k_site, forge.mallory()), "\"" + k_site_method + "\"");
     },
     Verdict::undetermined, CheckId::signature, "resolver.offline"},
    {"F8", "the college's document mentions a key of somebody else", "the method's controller must be the document's own", site_badge,
     [](Forge& forge, Handed& handed) {
       handed.file = signed_by_mallory(forge, k_site + "#guest");
       handed.documents[k_site] = Forge::site_document(k_site, Forge::method_json(k_site + "#guest", forge.mallory().did, forge.mallory()), "\"" + k_site + "#guest\"");
     },
     Verdict::invalid, CheckId::key, "proof.controller-mismatch"},
    {"F8", "a key that the college keeps for logging in signs", "the method must be listed for assertions", site_badge,
     [](Forge& forge, Handed& handed) {
       handed.file = signed_by_mallory(forge, k_site + "#door");
       handed.documents[k_site] = R"({"id":")" + k_site + R"(","verificationMethod":[)" + Forge::method_json(k_site + "#door", k_site, forge.mallory()) +
                                  R"(],"authentication":[")" + k_site + R"(#door"]})";
     },
     Verdict::invalid, CheckId::key, "proof.method-purpose"},
    {"F8", "a key that was revoked signs", "a method's end counts", site_badge,
     [](Forge& forge, Handed& handed) {
       const std::string method = Forge::method_json(k_site_method, k_site, forge.college());
       handed.documents[k_site] = Forge::site_document(k_site, with_member(method, R"("revoked":"2026-05-01T00:00:00Z")"), "\"" + k_site_method + "\"");
     },
     Verdict::invalid, CheckId::key, "proof.method-revoked"},
    {"F8", "the forger's key is named behind the college's did key", "a did key has the one method that it spells out", signed_badge,
     [](Forge& forge, Handed& handed) {
       const std::string method = forge.college().did + "#" + forge.mallory().did.substr(8);
       handed.file = forge.sign(forge.badge(), forge.mallory(), forge.configuration(method));
     },
     Verdict::invalid, CheckId::signature, "proof.method-missing"},

    {"F10", "a signature of zeros stands for ECDSA", "r and s are looked at before anything is computed", curve_badge,
     [](Forge&, Handed& handed) {
       handed.file = with(handed.file, R"("value":"61")", R"("value":"100")");
       change_signature(handed, [](Bytes& bytes) { std::fill(bytes.begin(), bytes.end(), std::uint8_t{0}); });
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F10", "r and s of the group order stand for ECDSA", "r and s are looked at before anything is computed", curve_badge,
     [](Forge&, Handed& handed) {
       handed.file = with(handed.file, R"("value":"61")", R"("value":"100")");
       change_signature(handed, [&](Bytes& bytes) {
         std::copy(k_curve_order.begin(), k_curve_order.end(), bytes.begin());
         std::copy(k_curve_order.begin(), k_curve_order.end(), bytes.begin() + 32);
       });
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F10", "S is not the smallest one", "S must be below the group order", signed_badge,
     [](Forge&, Handed& handed) { change_signature(handed, add_group_order); },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F10", "a byte is added to the signature", "signatures have one length", signed_badge,
     [](Forge&, Handed& handed) { change_signature(handed, [](Bytes& bytes) { bytes.push_back(0); }); },
     Verdict::invalid, CheckId::signature, "proof.value"},
    {"F10", "a key of small order makes a signature that fits everything", "such points are no keys", signed_badge, sign_with_no_key,
     Verdict::invalid, CheckId::signature, "proof.signature"},

    {"F14", "a badge is shown after its end", "both bounds are looked at", signed_badge,
     [](Forge&, Handed& handed) { handed.at = after_the_end(); },
     Verdict::invalid, CheckId::dates, "dates.expired"},
    {"F14", "a badge is shown before it begins", "both bounds are looked at", signed_badge,
     [](Forge&, Handed& handed) { handed.at = time("2026-03-15T09:29:59Z"); },
     Verdict::invalid, CheckId::dates, "dates.not-yet-valid"},
    {"F14", "the end is moved", "every statement is signed", signed_badge,
     [](Forge&, Handed& handed) {
       handed.file = with(handed.file, k_until, R"("validUntil":"2037-03-15T09:30:00Z")");
       handed.at = after_the_end();
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F14", "the end is taken away", "every statement is signed", signed_badge,
     [](Forge&, Handed& handed) {
       handed.file = with(handed.file, std::string(k_until) + ",", "");
       handed.at = after_the_end();
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F14", "the end names no time zone", "a date without a zone is no date",
     signed_badge,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.sign(with(forge.badge(), k_until, R"("validUntil":"2027-03-15T09:30:00")"), forge.college());
       handed.at = after_the_end();
     },
     Verdict::invalid, CheckId::dates, "dates.malformed"},
    {"F14", "the token ends earlier than the badge in it", "the claims of a token and its credential must agree", badge_token,
     [](Forge& forge, Handed& handed) {
       const std::string claims = with_member(with(forge.badge(), std::string(k_until) + ",", ""), "\"exp\":" + std::to_string(time("2026-09-01T00:00:00Z").seconds));
       handed.file = forge.token(forge.header("vc+jwt"), claims, forge.college());
       handed.at = time("2026-10-01T00:00:00Z");
     },
     Verdict::invalid, CheckId::key, "proof.expired"},
};

}  // namespace

std::span<const Row> proof_rows() { return k_rows; }

}  // namespace cairn::attacks
