// F13: lists that say nothing, or something about somebody else. A list that cannot be trusted never means "not revoked".
#include "attacks/forge.hpp"
#include "base/encoding.hpp"
#include "vc/bitstring.hpp"

namespace cairn::attacks {
namespace {

using vc::CheckId;
using vc::Verdict;
using vc::with;

const std::string k_url(k_list_url);

// Another list in the place of the college's.
void hand_over(Handed& handed, std::string list) { handed.documents[k_url] = std::move(list); }

std::string list_by(Forge& forge, const vc::Party& by, std::string_view encoded, std::string_view purpose = "revocation") {
  return forge.sign(forge.list_text(by.did, encoded, purpose), by);
}

std::string compressed(std::size_t bytes) { return vc::compress_bitstring(vc::Bitstring(Bytes(bytes, 0))).value(); }

const Row k_rows[] = {
    {"F13", "the badge was revoked", "the list is looked at", badge_with_status,
     [](Forge& forge, Handed& handed) { hand_over(handed, list_by(forge, forge.college(), encoded_list({94'567}))); },
     Verdict::invalid, CheckId::status, "status.revoked"},
    {"F13", "the entry is taken away", "every statement is signed", badge_with_status,
     [](Forge&, Handed& handed) {
       handed.file = with(handed.file, "\"credentialStatus\":{" + between(handed.file, "\"credentialStatus\":{", "}") + "},", "");
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F13", "the entry names another slot", "every statement is signed", badge_with_status,
     [](Forge&, Handed& handed) { handed.file = with(handed.file, R"("statusListIndex":"94567")", R"("statusListIndex":"94568")"); },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F13", "the list is kept from the verifier", "without the list nothing is known", badge_with_status,
     [](Forge&, Handed& handed) { handed.documents.clear(); },
     Verdict::undetermined, CheckId::status, "status.retrieval"},
    {"F13", "the list is the forger's under the same address", "a list is the issuer's, or of one who is known", badge_with_status,
     [](Forge& forge, Handed& handed) { hand_over(handed, list_by(forge, forge.mallory(), encoded_list())); },
     Verdict::undetermined, CheckId::status, "status.list-issuer"},
    {"F13", "the forger signs a list in the college's name", "a list's signature and key are checked", badge_with_status,
     [](Forge& forge, Handed& handed) { hand_over(handed, forge.sign(forge.list_text(forge.college().did, encoded_list()), forge.mallory())); },
     Verdict::undetermined, CheckId::status, "status.list-proof"},
    {"F13", "the list is not signed", "a list's signature and key are checked", badge_with_status,
     [](Forge& forge, Handed& handed) { hand_over(handed, forge.list_text(forge.college().did, encoded_list())); },
     Verdict::undetermined, CheckId::status, "status.list-proof"},
    {"F13", "a bit of the list is cleared", "a list's signature and key are checked", badge_with_status,
     [](Forge& forge, Handed& handed) {
       const std::string revoked = encoded_list({94'567});
       hand_over(handed, with(list_by(forge, forge.college(), revoked), revoked, encoded_list()));
     },
     Verdict::undetermined, CheckId::status, "status.list-proof"},
    {"F13", "the list is another one of the college's", "a list's id is the address it was asked for at", badge_with_status,
     [](Forge& forge, Handed& handed) {
       hand_over(handed, forge.sign(with(forge.list_text(forge.college().did, encoded_list()), "status/3\",\"type", "status/4\",\"type"), forge.college()));
     },
     Verdict::undetermined, CheckId::status, "status.list-mismatch"},
    {"F13", "the list is kept for another purpose", "the purpose of entry and list are the same", badge_with_status,
     [](Forge& forge, Handed& handed) { hand_over(handed, list_by(forge, forge.college(), encoded_list(), "suspension")); },
     Verdict::undetermined, CheckId::status, "status.purpose"},
    {"F13", "the list is an old one", "a list is within its dates", badge_with_status,
     [](Forge&, Handed& handed) { handed.at = time("2026-08-01T00:00:00Z"); },
     Verdict::undetermined, CheckId::status, "status.list-dates"},
    {"F13", "the list is shorter than the slot", "a slot is within the list", badge_with_status,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.sign(vc::with_member(forge.badge(), R"("credentialStatus":{"type":"BitstringStatusListEntry","statusPurpose":"revocation",)"
                                                               R"("statusListIndex":"131072","statusListCredential":")" + k_url + "\"}"),
                                forge.college());
     },
     Verdict::undetermined, CheckId::status, "status.range"},
    {"F13", "the list has a few entries only", "a list has at least 131,072 entries", badge_with_status,
     [](Forge& forge, Handed& handed) { hand_over(handed, list_by(forge, forge.college(), compressed(12'000))); },
     Verdict::undetermined, CheckId::status, "status.list-length"},
    {"F13", "the list is cut off", "a list is one whole compressed stream", badge_with_status,
     [](Forge& forge, Handed& handed) {
       const std::string whole = encoded_list();
       hand_over(handed, list_by(forge, forge.college(), whole.substr(0, whole.size() - 8)));
     },
     Verdict::undetermined, CheckId::status, "status.encoding"},
    {"F13", "the list expands without end", "what a list expands to is counted", badge_with_status,
     [](Forge& forge, Handed& handed) { hand_over(handed, list_by(forge, forge.college(), compressed(17 * 1024 * 1024))); },
     Verdict::undetermined, CheckId::status, "status.size"},
    {"F13", "the list is something else that the college signed", "a list is of the type that its entry asks for", badge_with_status,
     [](Forge& forge, Handed& handed) {
       hand_over(handed, forge.sign(with(forge.badge(), k_credential_id, k_url), forge.college()));
     },
     Verdict::undetermined, CheckId::status, "status.list-type"},
    {"F13", "the entry is of a kind that nobody knows", "what is not understood is not passed over", badge_with_status,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(forge.header("vc+jwt"), vc::with_member(forge.badge(), R"("credentialStatus":{"id":"urn:x:status","type":"OtherStatus"})"),
                                 forge.college());
     },
     Verdict::undetermined, CheckId::status, "status.unsupported-type"},
};

}  // namespace

std::span<const Row> status_rows() { return k_rows; }

}  // namespace cairn::attacks
