// F9: tokens whose header leads a verifier astray.
#include "attacks/forge.hpp"
#include "base/encoding.hpp"
#include "crypto/hash.hpp"

namespace cairn::attacks {
namespace {

using vc::CheckId;
using vc::Verdict;
using vc::with;

constexpr std::string_view k_closed_list = "the algorithm comes from a closed list";

std::string better(Forge& forge) { return with(forge.badge(), R"("value":"61")", R"("value":"100")"); }

// A token over these bytes with a MAC.  in: key - what everybody can know
std::string with_mac(std::string_view header, std::string_view claims, ByteView key) {
  const std::string input = to_base64url(as_bytes(header)) + "." + to_base64url(as_bytes(claims));
  const crypto::Sha256 mac = crypto::hmac_sha256(key, as_bytes(input));
  return Forge::token_of(header, claims, mac);
}

std::string jwk_of(Forge& forge, const vc::Party& party) { return json::to_text(crypto::to_public_jwk(party.signer->public_key(), forge.arena())); }

std::string header_with(Forge& forge, std::string_view algorithm) { return with(forge.header("vc+jwt"), "EdDSA", algorithm); }

Handed shown_badge(Forge& forge) { return forge.handed(forge.disclosable()); }

// In JSON form, with `more` beside the signature.
std::string as_json(const std::string& token, std::string_view more) {
  const std::size_t first = token.find('.');
  const std::size_t second = token.find('.', first + 1);
  const std::string signature = token.substr(second + 1);
  return R"({"payload":")" + token.substr(first + 1, second - first - 1) + R"(","protected":")" + token.substr(0, first) + R"(","signature":")" +
         signature.substr(0, signature.find('~')) + "\"" + std::string(more) + "}";
}

constexpr Row k_rows[] = {
    {"F9", "the algorithm is none and the signature empty", k_closed_list, badge_token,
     [](Forge& forge, Handed& handed) { handed.file = Forge::token_of(header_with(forge, "none"), better(forge), {}); },
     Verdict::invalid, CheckId::signature, "jws.algorithm"},
    {"F9", "the algorithm is none and the signature is there", k_closed_list, badge_token,
     [](Forge& forge, Handed& handed) { handed.file = forge.token(header_with(forge, "none"), better(forge), forge.mallory()); },
     Verdict::invalid, CheckId::signature, "jws.algorithm"},
    {"F9", "a MAC with the bytes of the public key", k_closed_list, badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = with_mac(header_with(forge, "HS256"), better(forge), forge.college().signer->public_key().bytes);
     },
     Verdict::invalid, CheckId::signature, "jws.algorithm"},
    {"F9", "a MAC with the text of the public JWK", k_closed_list, badge_token,
     [](Forge& forge, Handed& handed) { handed.file = with_mac(header_with(forge, "HS256"), better(forge), as_bytes(jwk_of(forge, forge.college()))); },
     Verdict::invalid, CheckId::signature, "jws.algorithm"},
    {"F9", "the algorithm is that of another kind of key", "the algorithm must belong to the key", badge_token,
     [](Forge& forge, Handed& handed) { handed.file = forge.token(header_with(forge, "ES256"), better(forge), forge.mallory()); },
     Verdict::invalid, CheckId::signature, "jws.algorithm"},
    {"F9", "the algorithm stands outside of what is signed", "only the protected header is read", shown_badge,
     [](Forge& forge, Handed& handed) {
       const std::string token = forge.token(with(forge.header("dc+sd-jwt"), R"("alg":"EdDSA",)", ""), better(forge), forge.college());
       handed.file = as_json(token, R"(,"header":{"alg":"EdDSA","disclosures":[]})");
     },
     Verdict::invalid, CheckId::signature, "jws.header"},
    {"F9", "the key stands outside of what is signed", "only the protected header is read", shown_badge,
     [](Forge& forge, Handed& handed) {
       const std::string claims = with(better(forge), "{", R"({"vct":"urn:x:badge","iss":")" + forge.college().did + "\",");
       const std::string token = forge.token(R"({"alg":"EdDSA","typ":"dc+sd-jwt"})", claims, forge.mallory());
       handed.file = as_json(token, R"(,"header":{"kid":")" + forge.mallory().method + R"(","disclosures":[]})");
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F9", "the header brings its own key", "a key in the header counts only when the issuer publishes it", badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(R"({"alg":"EdDSA","typ":"vc+jwt","jwk":)" + jwk_of(forge, forge.mallory()) + "}", better(forge), forge.mallory());
     },
     Verdict::invalid, CheckId::key, "jwt.key-not-issuers"},
    {"F9", "the header brings its own key and names the college's", "the key in the header must be the one that is named", badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(forge.header("vc+jwt", ",\"jwk\":" + jwk_of(forge, forge.mallory())), better(forge), forge.mallory());
     },
     Verdict::invalid, CheckId::signature, "jwt.key-conflict"},
    {"F9", "the header says where to fetch keys", "addresses in the header are ignored", badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(forge.header("vc+jwt", R"(,"jku":"https://evil.example/keys.json")"), better(forge), forge.mallory());
       handed.documents["https://evil.example/keys.json"] = R"({"keys":[)" + jwk_of(forge, forge.mallory()) + "]}";
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F9", "the header says where to fetch certificates", "addresses in the header are ignored", badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(forge.header("vc+jwt", R"(,"x5u":"https://evil.example/chain.pem")"), better(forge), forge.mallory());
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F9", "the header brings certificates", "certificates are not taken for the issuer's word", shown_badge,
     [](Forge& forge, Handed& handed) {
       const std::string claims = with(better(forge), "{", R"({"vct":"urn:x:badge","iss":")" + forge.college().did + "\",");
       handed.file = forge.token(forge.header("dc+sd-jwt", R"(,"x5c":["MIIB"])"), claims, forge.mallory()) + "~";
     },
     Verdict::undetermined, CheckId::signature, "sd-jwt.certificate"},
    {"F9", "the kid names a key of the forger's", "the method must be one of the issuer's", badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(with(forge.header("vc+jwt"), forge.college().method, forge.mallory().method), better(forge), forge.mallory());
     },
     Verdict::invalid, CheckId::key, "key.not-issuers"},
    {"F9", "the kid is the address of a key", "a key at an address of its own is nobody's", badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(with(forge.header("vc+jwt"), forge.college().method, "https://evil.example/key.json"), better(forge), forge.mallory());
       handed.documents["https://evil.example/key.json"] = jwk_of(forge, forge.mallory());
     },
     Verdict::undetermined, CheckId::key, "key.not-linked"},
    {"F9", "an extension is demanded that nobody knows", "what is critical must be understood", badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(forge.header("vc+jwt", R"(,"crit":["exp"],"exp":1)"), forge.badge(), forge.college());
     },
     Verdict::invalid, CheckId::signature, "jws.crit"},
    {"F9", "the payload is not to be encoded", "b64 is refused", badge_token,
     [](Forge& forge, Handed& handed) { handed.file = forge.token(forge.header("vc+jwt", R"(,"b64":false)"), forge.badge(), forge.college()); },
     Verdict::invalid, CheckId::signature, "jws.b64"},
    {"F9", "a token of the college's for another use stands for a badge", "the type must be that of a credential", badge_token,
     [](Forge& forge, Handed& handed) { handed.file = forge.token(forge.header("at+jwt"), forge.badge(), forge.college()); },
     Verdict::invalid, CheckId::signature, "jwt.type"},
    {"F9", "a disclosable token stands for a whole one", "the type must be that of a credential", badge_token,
     [](Forge& forge, Handed& handed) { handed.file = forge.token(forge.header("dc+sd-jwt"), forge.badge(), forge.college()); },
     Verdict::invalid, CheckId::signature, "jwt.type"},
    {"F9", "a whole token stands for a disclosable one", "the type must be that of a disclosable credential", shown_badge,
     [](Forge& forge, Handed& handed) {
       const std::string claims = with(forge.badge(), "{", R"({"vct":"urn:x:badge","iss":")" + forge.college().did + "\",");
       handed.file = forge.token(forge.header("vc+jwt"), claims, forge.college()) + "~";
     },
     Verdict::invalid, CheckId::shape, "sd-jwt.type"},
    {"F9", "a presentation stands for a credential", "a presentation is not what its holder says in it", badge_token,
     [](Forge& forge, Handed& handed) {
       const std::string vp = R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],"holder":")" + forge.learner().did +
                              R"(","verifiableCredential":[)" + better(forge) + "]}";
       handed.file = forge.token(with(forge.header("vp+jwt"), forge.college().method, forge.learner().method), vp, forge.learner());
     },
     Verdict::invalid, CheckId::signature, "jwt.type"},
    {"F9", "a second badge is wrapped in a claim beside the first", "a token holds one credential", badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(forge.header("vc+jwt"), vc::with_member(forge.badge(), "\"vc\":" + better(forge)), forge.college());
     },
     Verdict::undetermined, CheckId::key, "jwt.vc-claim"},
    {"F9", "the claims name the college and the badge in them names another", "the claims of a token and its credential must agree", badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(forge.header("JWT"), with(better(forge), "{", R"({"iss":"https://evil.example/issuer",)"), forge.college());
     },
     Verdict::invalid, CheckId::key, "jwt.claim-mismatch"},
    {"F9", "the payload is changed", "the signature covers header and payload", badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = with(handed.file, to_base64url(as_bytes(forge.badge())), to_base64url(as_bytes(better(forge))));
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
};

}  // namespace

std::span<const Row> token_rows() { return k_rows; }

}  // namespace cairn::attacks
