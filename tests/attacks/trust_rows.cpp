// F8, F13, F16 and F17: keys that the operator's list names, addresses that changed hands, and people who show what is not theirs.
#include "attacks/forge.hpp"
#include "json/write.hpp"

namespace cairn::attacks {
namespace {

using vc::CheckId;
using vc::Verdict;
using vc::with;

const std::string k_site(k_college_site);
const std::string k_method = k_site + "#key-1";
constexpr std::string_view k_us = "https://employer.example";
constexpr std::string_view k_nonce = "n-4711";

std::string site_of(const vc::Party& party) { return Forge::site_document(k_site, Forge::method_json(k_method, k_site, party), "\"" + k_method + "\""); }

// The college's key was seen before.
Handed pinned_badge(Forge& forge) {
  Handed out = forge.handed(forge.sign(forge.badge(k_site), forge.college(), forge.configuration(k_method)));
  out.documents[k_site] = site_of(forge.college());
  out.pins = vc::KeyPins({{k_site, vc::pin_text(forge.college().signer->public_key()), time("2026-01-01T00:00:00Z")}});
  return out;
}

// A badge that its learner shows, to us, in answer to our nonce.
Handed presented(Forge& forge) {
  Handed out = forge.handed(forge.shown(forge.disclosable(), forge.learner(), k_us, k_nonce));
  out.nonce = k_nonce;
  out.audience = k_us;
  return out;
}

Handed asked_about_ada(Forge& forge) {
  Handed out = signed_badge(forge);
  out.recipient = "ada@work.example";
  return out;
}

// The address is only in the badge as a salted hash: sha256("ada@work.example" + "s4lt").
Handed hashed_badge(Forge& forge) {
  const std::string hashed = R"("hashed":true,"salt":"s4lt","identityHash":"sha256$15941b6173bd89497adbd53828f0e4f78b7890ad3def2d236957d4f27a76ab51")";
  Handed out = forge.handed(forge.sign(with(forge.badge(), R"("hashed":false,"identityHash":"ada@work.example")", hashed), forge.college()));
  out.recipient = "ada@work.example";
  return out;
}

// --- keys that a trust list names -------------------------------------------------------------------------------------

const std::string k_https = "https://college.example";
const std::string k_metadata = "https://college.example/.well-known/jwt-vc-issuer";

std::string named_token(Forge& forge, const vc::Party& by) {
  const std::string head = R"({"vct":"urn:x:badge","iss":")" + k_https + R"(","iat":1773568800,)";
  return forge.token(R"({"alg":"EdDSA","typ":"dc+sd-jwt","kid":"k1"})", head + forge.badge(k_https).substr(1), by) + "~";
}

std::string metadata_of(Forge& forge, const vc::Party& party) {
  const json::Object key = crypto::to_public_jwk(party.signer->public_key(), forge.arena());
  key.set("kid", json::Value::string("k1"), forge.arena());
  return R"({"issuer":")" + k_https + R"(","jwks":{"keys":[)" + json::to_text(key) + "]}}";
}

// A token whose key is found in the issuer's metadata, and an operator who knows that key.
Handed listed_token(Forge& forge) {
  Handed out = forge.handed(named_token(forge, forge.college()));
  out.known.clear();
  out.documents[k_metadata] = metadata_of(forge, forge.college());
  out.listed = {{k_https, "", {}, {}, {{k_https + "#k1", forge.college().signer->public_key(), {}, {}, {}}}, {}}};
  return out;
}

// A badge with status of a college that lost a key on New Year's Day; the operator knows both keys.
Handed after_theft(Forge& forge) {
  const std::string lost = k_site + "#key-0";
  const std::string entry = R"("credentialStatus":{"id":"https://college.example/status/3#94567","type":"BitstringStatusListEntry",)"
                            R"("statusPurpose":"revocation","statusListIndex":"94567","statusListCredential":"https://college.example/status/3"})";
  Handed out = forge.handed(forge.sign(vc::with_member(forge.badge(k_site), entry), forge.college(), forge.configuration(k_method)));
  out.known.clear();
  out.documents[std::string(k_list_url)] = forge.sign(forge.list_text(k_site, encoded_list()), forge.college(), forge.configuration(k_method));
  out.listed = {{k_site, "", {}, {},
                 {{k_method, forge.college().signer->public_key(), {}, {}, {}},
                  {lost, forge.mallory().signer->public_key(), {}, {}, time("2026-01-01T00:00:00Z")}},
                 {}}};
  return out;
}

const Row k_rows[] = {
    {"F8", "a token names a key on the operator's list, and metadata give that name to the forger's key", "the key that signed is the one compared", listed_token,
     [](Forge& forge, Handed& handed) {
       handed.file = named_token(forge, forge.mallory());
       handed.documents[k_metadata] = metadata_of(forge, forge.mallory());
     },
     Verdict::unknown_issuer, CheckId::issuer, "issuer.key-unlisted"},
    {"F13", "the list is signed with a key that was stolen", "a list's key must be in use when it signs", after_theft,
     [](Forge& forge, Handed& handed) {
       handed.documents[std::string(k_list_url)] =
           forge.sign(forge.list_text(k_site, encoded_list()), forge.mallory(), forge.configuration(k_site + "#key-0"));
     },
     Verdict::undetermined, CheckId::status, "status.list-key"},
    {"F16", "the college's address has new owners, who sign with their key", "the key seen first is kept, and a change is reported", pinned_badge,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.sign(forge.badge(k_site), forge.mallory(), forge.configuration(k_method));
       handed.documents[k_site] = site_of(forge.mallory());
     },
     Verdict::unknown_issuer, CheckId::issuer, "issuer.key-changed"},
    {"F16", "the new owners add their key beside the college's", "the key seen first is kept, and a change is reported", pinned_badge,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.sign(forge.badge(k_site), forge.mallory(), forge.configuration(k_site + "#key-2"));
       handed.documents[k_site] = Forge::site_document(
           k_site, Forge::method_json(k_method, k_site, forge.college()) + "," + Forge::method_json(k_site + "#key-2", k_site, forge.mallory()),
           "\"" + k_method + "\",\"" + k_site + "#key-2\"");
     },
     Verdict::unknown_issuer, CheckId::issuer, "issuer.key-changed"},
    {"F16", "the document at the address is an old one, without the key", "the method must be in the document", pinned_badge,
     [](Forge& forge, Handed& handed) {
       handed.documents[k_site] = Forge::site_document(k_site, Forge::method_json(k_site + "#key-0", k_site, forge.mallory()), "\"" + k_site + "#key-0\"");
     },
     Verdict::invalid, CheckId::signature, "proof.method-missing"},

    {"F17", "somebody else's badge is shown", "the person asked about is compared", asked_about_ada,
     [](Forge&, Handed& handed) { handed.recipient = "mallory@work.example"; },
     Verdict::invalid, CheckId::recipient, "recipient.differs"},
    {"F17", "the address in the badge is changed to the forger's", "every statement is signed", asked_about_ada,
     [](Forge&, Handed& handed) {
       handed.file = with(handed.file, "ada@work.example", "mallory@work.example");
       handed.recipient = "mallory@work.example";
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F17", "the forger's identity is called a name", "names prove nothing: many people share one",
     asked_about_ada,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.sign(with(forge.badge(), R"("identityType":"emailAddress")", R"("identityType":"name")"), forge.college());
     },
     Verdict::invalid, CheckId::recipient, "recipient.differs"},
    {"F17", "somebody else's hashed identity is shown", "the person asked about is hashed and compared", hashed_badge,
     [](Forge&, Handed& handed) { handed.recipient = "mallory@work.example"; },
     Verdict::invalid, CheckId::recipient, "recipient.differs"},
    {"F17", "the hash itself is given as the address", "the person asked about is hashed and compared", hashed_badge,
     [](Forge&, Handed& handed) { handed.recipient = "sha256$15941b6173bd89497adbd53828f0e4f78b7890ad3def2d236957d4f27a76ab51"; },
     Verdict::invalid, CheckId::recipient, "recipient.differs"},
    {"F17", "an earlier presentation is shown again", "the presentation answers the nonce", presented,
     [](Forge&, Handed& handed) { handed.nonce = "n-4712"; },
     Verdict::invalid, CheckId::recipient, "sd-jwt.binding-nonce"},
    {"F17", "a presentation to somebody else is shown", "the presentation names its audience", presented,
     [](Forge&, Handed& handed) { handed.audience = "https://another.example"; },
     Verdict::invalid, CheckId::recipient, "sd-jwt.binding-audience"},
    {"F17", "a copy is presented by somebody else", "the holder's key is named by the issuer", presented,
     [](Forge& forge, Handed& handed) {
       const std::string token = handed.file.substr(0, handed.file.rfind('~') + 1);
       handed.file = forge.shown(token, forge.mallory(), k_us, k_nonce);
     },
     Verdict::invalid, CheckId::recipient, "sd-jwt.binding-signature"},
    {"F17", "a disclosure is taken out of a presentation", "the presentation covers what is shown", presented,
     [](Forge&, Handed& handed) {
       const std::size_t first = handed.file.find('~');
       handed.file.erase(first, handed.file.find('~', first + 1) - first);
     },
     Verdict::invalid, CheckId::recipient, "sd-jwt.binding-hash"},
    {"F17", "the presentation is cut off", "whoever asks for an answer gets one", presented,
     [](Forge&, Handed& handed) { handed.file.erase(handed.file.rfind('~') + 1); },
     Verdict::invalid, CheckId::recipient, "sd-jwt.binding"},
    {"F17", "the presentation is an old one with the same nonce", "a presentation is fresh", presented,
     [](Forge&, Handed& handed) { handed.at = time("2026-06-10T00:00:00Z"); },
     Verdict::invalid, CheckId::recipient, "sd-jwt.binding-time"},
    {"F17", "a form that cannot answer is shown", "whoever asks for an answer gets one", presented,
     [](Forge& forge, Handed& handed) { handed.file = signed_badge(forge).file; },
     Verdict::undetermined, CheckId::recipient, "recipient.not-bound"},
    {"F17", "a disclosure is exchanged", "every disclosure has its digest in what was signed", presented,
     [](Forge& forge, Handed& handed) {
       const std::size_t first = handed.file.find('~');
       const std::string token = handed.file.substr(0, handed.file.rfind('~') + 1);
       handed.file = forge.shown(token.substr(0, first + 1) + "WyJzYWx0IiwicmVzdWx0IixbXV0~", forge.learner(), k_us, k_nonce);
     },
     Verdict::invalid, CheckId::reading, "sd-jwt.disclosure-unused"},
};

}  // namespace

std::span<const Row> trust_rows() { return k_rows; }

}  // namespace cairn::attacks
