// F11: one text, two readings.
#include "attacks/forge.hpp"

namespace cairn::attacks {
namespace {

using vc::CheckId;
using vc::Verdict;
using vc::with;
using vc::with_member;

constexpr std::string_view k_strict = "one strict reader for every path";

constexpr Row k_rows[] = {
    {"F11", "a member is there twice", k_strict, signed_badge,
     [](Forge&, Handed& handed) { handed.file = with(handed.file, R"("value":"61")", R"("value":"100","value":"61")"); },
     Verdict::invalid, CheckId::reading, "json.duplicate-member"},
    {"F11", "a member is there twice and written in two ways", k_strict, signed_badge,
     [](Forge&, Handed& handed) { handed.file = with(handed.file, R"("value":"61")", R"("value":"61","v\u0061lue":"100")"); },
     Verdict::invalid, CheckId::reading, "json.duplicate-member"},
    {"F11", "a claim of a token is there twice", k_strict, badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(forge.header("vc+jwt"), with(forge.badge(), R"("value":"61")", R"("value":"61","value":"100")"), forge.college());
     },
     Verdict::invalid, CheckId::reading, "json.duplicate-member"},
    {"F11", "a member of a token's header is there twice", k_strict, badge_token,
     [](Forge& forge, Handed& handed) {
       handed.file = forge.token(forge.header("vc+jwt", R"(,"kid":")" + forge.mallory().method + "\""), forge.badge(), forge.mallory());
     },
     Verdict::invalid, CheckId::reading, "json.duplicate-member"},
    {"F11", "a text is no UTF-8", k_strict, signed_badge,
     [](Forge&, Handed& handed) { handed.file = with(handed.file, "Ardmore", "Ardmor\xE9"); },
     Verdict::invalid, CheckId::reading, "json.utf8"},
    {"F11", "a character is encoded too long", k_strict, signed_badge,
     [](Forge&, Handed& handed) { handed.file = with(handed.file, "Ardmore", "\xC1\x81rdmore"); },
     Verdict::invalid, CheckId::reading, "json.utf8"},
    {"F11", "half of a surrogate pair stands alone", k_strict, signed_badge,
     [](Forge&, Handed& handed) { handed.file = with(handed.file, "Ardmore", "Ardmore\\ud800"); },
     Verdict::invalid, CheckId::reading, "json.surrogate"},
    {"F11", "two byte order marks come first", k_strict, signed_badge,
     [](Forge&, Handed& handed) { handed.file = "\xEF\xBB\xBF\xEF\xBB\xBF" + handed.file; },
     Verdict::undetermined, CheckId::reading, "reading.unsupported-format"},
    {"F11", "a second document follows", k_strict, signed_badge,
     [](Forge&, Handed& handed) { handed.file += handed.file; },
     Verdict::invalid, CheckId::reading, "json.trailing"},
    {"F11", "a NUL and more follow", k_strict, signed_badge,
     [](Forge&, Handed& handed) { handed.file += std::string(1, '\0') + "{}"; },
     Verdict::invalid, CheckId::reading, "json.trailing"},
    {"F11", "a comment hides a member", k_strict, signed_badge,
     [](Forge&, Handed& handed) { handed.file = with(handed.file, k_until, "/*" + std::string(k_until) + ",*/\"description\":\"\""); },
     Verdict::invalid, CheckId::reading, "json.syntax"},
    {"F11", "it is nested a hundred thousand deep", "nesting is counted", signed_badge,
     [](Forge&, Handed& handed) { handed.file = with_member(handed.file, "\"a\":" + std::string(100'000, '[') + std::string(100'000, ']')); },
     Verdict::undetermined, CheckId::reading, "json.depth"},
    {"F11", "it is larger than is read", "bytes are counted", signed_badge,
     [](Forge&, Handed& handed) { handed.file = std::string(17 * 1024 * 1024, ' ') + handed.file; },
     Verdict::undetermined, CheckId::reading, "json.size"},
    {"F11", "a number beyond every double is put in", "numbers that no double holds are not signed as canonical JSON", signed_jcs_badge,
     [](Forge&, Handed& handed) { handed.file = with(handed.file, "\"creditsAvailable\":20", "\"creditsAvailable\":1e999"); },
     Verdict::invalid, CheckId::signature, "jcs.number"},
    {"F11", "a number turns into its negative", "every statement is signed", signed_badge,
     [](Forge&, Handed& handed) { handed.file = with(handed.file, "\"creditsAvailable\":20", "\"creditsAvailable\":-20"); },
     Verdict::invalid, CheckId::signature, "proof.signature"},
    {"F11", "nothing turns into less than nothing", "every statement is signed",
     [](Forge& forge) { return forge.handed(forge.sign(with(forge.badge(), "\"creditsAvailable\":20", "\"creditsAvailable\":0"), forge.college())); },
     [](Forge&, Handed& handed) { handed.file = with(handed.file, "\"creditsAvailable\":0", "\"creditsAvailable\":-0.5e-7"); },
     Verdict::invalid, CheckId::signature, "proof.signature"},
};

}  // namespace

std::span<const Row> text_rows() { return k_rows; }

}  // namespace cairn::attacks
