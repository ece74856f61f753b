// F15 and F18: pictures and documents that carry more than one thing, and badges that are where their host says.
#include <fstream>
#include <iterator>

#include "attacks/forge.hpp"
#include "bake/canvas.hpp"
#include "unit/bake/pictures.hpp"
#include "unit/pdf/attached.hpp"

namespace cairn::attacks {
namespace {

using bake::international;
using vc::CheckId;
using vc::Verdict;
using vc::with;

constexpr std::string_view k_one = "exactly one payload";
constexpr std::string_view k_keyword = "openbadgecredential";
const std::string k_award = "https://college.example/assertions/1.json";

std::string another(Forge& forge) { return forge.sign(with(forge.badge(), R"("value":"61")", R"("value":"100")"), forge.mallory()); }

Handed picture(Forge& forge) {
  Handed out = signed_badge(forge);
  out.file = bake::png(international(k_keyword, out.file));
  return out;
}

Handed drawing(Forge& forge) {
  Handed out = signed_badge(forge);
  out.file = bake::Canvas::open(as_bytes(bake::svg(""))).value().with(out.file, bake::Dialect::open_badges_3).value();
  return out;
}

Handed certificate(Forge& forge) {
  Handed out = signed_badge(forge);
  out.file = pdf::document_with({{"text#2Fplain", "hello"}, {"", out.file}});
  return out;
}

// The badge of Open Badges 2 that the college's site keeps, and everything on that site.
Handed hosted_badge(Forge& forge) {
  std::ifstream file(CAIRN_SOURCE_DIR "/tests/data/open-badges-2/documents.json", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  Handed out = forge.handed({});
  for (const json::Member& member : forge.read(text).object()) out.documents[std::string(member.name)] = json::to_text(member.value);
  out.file = out.documents.at(k_award);
  return out;
}

void change_host(Handed& handed, const std::string& url, std::string_view part, std::string_view by) {
  handed.documents[url] = with(handed.documents.at(url), part, by);
}

const Row k_rows[] = {
    {"F15", "a picture carries a second credential", k_one, picture,
     [](Forge& forge, Handed& handed) {
       const std::string good = between(handed.file, std::string(k_keyword) + std::string("\0\0\0\0\0", 5), "}}") + "}}";
       handed.file = bake::png(international(k_keyword, good) + international(k_keyword, another(forge)));
     },
     Verdict::invalid, CheckId::reading, "bake.two-credentials"},
    {"F15", "a picture carries the same credential twice", k_one, picture,
     [](Forge& forge, Handed& handed) {
       const std::string good = signed_badge(forge).file;
       handed.file = bake::png(international(k_keyword, good) + international(k_keyword, good));
     },
     Verdict::invalid, CheckId::reading, "bake.two-credentials"},
    {"F15", "the second credential is packed", "nothing is unpacked, and what is packed is refused", picture,
     [](Forge& forge, Handed& handed) {
       handed.file = bake::png(international(k_keyword, signed_badge(forge).file) +
                               bake::chunk("iTXt", std::string(k_keyword) + std::string("\0\1\0\0\0", 5) + "\x78\x9C\x03"));
     },
     Verdict::invalid, CheckId::reading, "bake.compressed"},
    {"F15", "a credential stands behind the end of the picture", "nothing follows the end", picture,
     [](Forge& forge, Handed& handed) { handed.file = bake::png() + international(k_keyword, signed_badge(forge).file); },
     Verdict::undetermined, CheckId::reading, "reading.no-credential-inside"},
    {"F15", "the payload is changed and the picture still shows the old one", "what is shown comes from signed bytes only", picture,
     [](Forge& forge, Handed& handed) {
       handed.file = bake::png(international(k_keyword, with(signed_badge(forge).file, R"("value":"61")", R"("value":"100")")));
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F15", "a byte inside the picture is changed and its check sum left", "check sums are checked", picture,
     [](Forge&, Handed& handed) { handed.file = with(handed.file, R"("value":"61")", R"("value":"91")"); },
     Verdict::invalid, CheckId::reading, "bake.png-checksum"},
    {"F15", "a drawing carries a second credential", k_one, drawing,
     [](Forge& forge, Handed& handed) {
       handed.file = with(handed.file, "</svg>", "<openbadges:credential><![CDATA[" + another(forge) + "]]></openbadges:credential></svg>");
     },
     Verdict::invalid, CheckId::reading, "bake.two-credentials"},
    {"F15", "a drawing carries a credential and a token", k_one, drawing,
     [](Forge& forge, Handed& handed) {
       handed.file = with(handed.file, "</svg>", "<openbadges:credential verify=\"" + badge_token(forge).file + "\"/></svg>");
     },
     Verdict::invalid, CheckId::reading, "bake.two-credentials"},
    {"F15", "an element of a drawing carries a credential and a token", k_one, drawing,
     [](Forge& forge, Handed& handed) {
       handed.file = with(handed.file, "<openbadges:credential", "<openbadges:credential verify=\"" + badge_token(forge).file + "\"");
     },
     Verdict::invalid, CheckId::reading, "bake.two-credentials"},
    {"F15", "a drawing defines entities", "no entity is expanded", drawing,
     [](Forge&, Handed& handed) {
       handed.file = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>" + with(handed.file, "</svg>", "<text>&b;</text></svg>");
     },
     Verdict::invalid, CheckId::reading, "bake.svg-entity"},
    {"F15", "a certificate carries a second credential", k_one, certificate,
     [](Forge& forge, Handed& handed) { handed.file = pdf::document_with({{"", signed_badge(forge).file}, {"", another(forge)}}); },
     Verdict::invalid, CheckId::reading, "pdf.two-credentials"},
    {"F15", "a certificate carries a credential and something said to be one", k_one, certificate,
     [](Forge& forge, Handed& handed) { handed.file = pdf::document_with({{"application#2Fvc", "{"}, {"", signed_badge(forge).file}}); },
     Verdict::invalid, CheckId::reading, "pdf.two-credentials"},
    {"F15", "a certificate carries a credential and a token", k_one, certificate,
     [](Forge& forge, Handed& handed) { handed.file = pdf::document_with({{"", signed_badge(forge).file}, {"", badge_token(forge).file}}); },
     Verdict::invalid, CheckId::reading, "pdf.two-credentials"},
    {"F15", "the credential in a certificate is changed", "what is shown comes from signed bytes only", certificate,
     [](Forge& forge, Handed& handed) {
       handed.file = pdf::document_with({{"", with(signed_badge(forge).file, R"("value":"61")", R"("value":"100")")}});
     },
     Verdict::invalid, CheckId::signature, "proof.signature"},

    {"F18", "the host serves another award later", "file and host must say the same", hosted_badge,
     [](Forge&, Handed& handed) { change_host(handed, k_award, "8f648af2", "00000000"); },
     Verdict::invalid, CheckId::signature, "ob2.differs-from-host"},
    {"F18", "the file says something else than the host", "file and host must say the same", hosted_badge,
     [](Forge&, Handed& handed) {
       handed.file = with(handed.file, R"("expires":"2029-03-15T09:30:00Z")", R"("expires":"2039-03-15T09:30:00Z")");
     },
     Verdict::invalid, CheckId::signature, "ob2.differs-from-host"},
    {"F18", "the document at the address has another id", "the id is the address", hosted_badge,
     [](Forge&, Handed& handed) {
       handed.documents["https://college.example/assertions/2.json"] = handed.documents.at(k_award);
       handed.file = with(handed.file, "assertions/1.json", "assertions/2.json");
     },
     Verdict::invalid, CheckId::signature, "ob2.host-other-id"},
    {"F18", "the forger keeps the award on an own site", "an award stands on the issuer's own site", hosted_badge,
     [](Forge&, Handed& handed) {
       handed.file = with(handed.file, k_award, "https://evil.example/1.json");
       handed.documents["https://evil.example/1.json"] = handed.file;
     },
     Verdict::invalid, CheckId::key, "ob2.outside-scope"},
    {"F18", "the host was not asked", "without the host nothing is known", hosted_badge,
     [](Forge&, Handed& handed) { handed.documents.clear(); },
     Verdict::undetermined, CheckId::signature, "ob2.host-not-asked"},
    {"F18", "the host has withdrawn the award", "the host's word counts", hosted_badge,
     [](Forge&, Handed& handed) { change_host(handed, k_award, "{", R"({"revoked":true,)"); },
     Verdict::invalid, CheckId::status, "status.revoked"},
    {"F18", "the badge class that the host serves names another issuer", "badge and issuer stand on one site", hosted_badge,
     [](Forge&, Handed& handed) {
       change_host(handed, "https://college.example/badge.json", "https://college.example/issuer.json", "https://evil.example/issuer.json");
       handed.documents["https://evil.example/issuer.json"] = R"({"@context":"https://w3id.org/openbadges/v2","type":"Profile","id":"https://evil.example/issuer.json","name":"Ardmore College","url":"https://evil.example","email":"a@evil.example"})";
     },
     Verdict::invalid, CheckId::key, "ob2.outside-scope"},
};

}  // namespace

std::span<const Row> carrier_rows() { return k_rows; }

}  // namespace cairn::attacks
