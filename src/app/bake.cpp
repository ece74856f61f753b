#include "app/bake.hpp"

#include "bake/plain_badge.hpp"
#include "base/encoding.hpp"
#include "json/read.hpp"
#include "proof/selective_disclosure.hpp"
#include "vc/credential_view.hpp"
#include "verify/carrier.hpp"

namespace cairn::app {
namespace {

Failure no_credential() {
  return fail(Kind::unsupported, "bake.not-a-credential", "the file is no Verifiable Credential",
              "Give a credential of Open Badges 3.0 or CLR 2.0, as JSON or as a token.");
}

// What a token says, read without looking at its signature.
Result<json::Value> token_claims(std::string_view token, Arena& arena) {
  const std::size_t first = token.find('.');
  const std::size_t second = token.find('.', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return no_credential();
  const auto bytes = from_base64url(token.substr(first + 1, second - first - 1));
  if (!bytes) return no_credential();
  CAIRN_TRY(const json::Value claims, json::read(arena.copy(as_text(*bytes)), arena));
  const json::Value* inner = claims.is_object() ? claims.find("vc") : nullptr;
  return inner != nullptr ? *inner : claims;
}

// The credential inside, of which only the form was looked at.
Result<json::Value> read_secured(std::string_view credential, Arena& arena) {
  const auto form = bake::form_of(credential);
  if (form == bake::Form::token) {
    const std::size_t start = credential.find_first_not_of(" \t\r\n");
    return token_claims(credential.substr(start), arena);
  }
  if (form != bake::Form::json) return no_credential();
  CAIRN_TRY(const json::Value document, json::read(credential, arena));
  if (!document.is_object() || !vc::holds_type(document, "VerifiableCredential")) return no_credential();
  if (document.find("proof") != nullptr) return document;
  return fail(Kind::refused, "bake.unsecured", "the credential is not signed", "Sign it first: cairn issue.");
}

bake::Dialect dialect_of(const json::Value& credential) {
  return vc::holds_type(credential, "ClrCredential") ? bake::Dialect::clr_2 : bake::Dialect::open_badges_3;
}

std::string name_of(const json::Value& credential) {
  const json::Value* subject = vc::first_item(credential.find("credentialSubject"));
  const json::Value* achievement =
      subject != nullptr && subject->is_object() ? vc::first_item(subject->find("achievement")) : nullptr;
  std::string name = achievement != nullptr && achievement->is_object() ? vc::text_member(*achievement, "name") : "";
  if (name.empty()) name = vc::text_member(credential, "name");
  return name.empty() ? "Credential" : name;
}

std::string issuer_of(const json::Value& credential) {
  const json::Value* issuer = credential.find("issuer");
  std::string name = issuer != nullptr && issuer->is_object() ? vc::text_member(*issuer, "name") : "";
  return name.empty() ? std::string(vc::issuer_id(credential)) : name;
}

}  // namespace

Result<BadgePicture> BadgePicture::open(std::string_view image, bake::Rebake rebake) {
  CAIRN_TRY(bake::Canvas canvas, bake::Canvas::open(as_bytes(image), rebake));
  return BadgePicture(std::move(canvas));
}

Result<std::string> BadgePicture::with(std::string_view credential) const {
  Arena arena;
  CAIRN_TRY(const json::Value document, read_secured(credential, arena));
  if (proof::disclosure_state(document) == proof::DisclosureState::base) {
    return fail(Kind::refused, "bake.base-proof", "whoever gets the picture could show all that its holder may want to hide",
                "Make a copy to show with cairn disclose, and put that into the picture.");
  }
  return canvas_.with(credential, dialect_of(document));
}

Result<std::string> plain_picture_with(std::string_view credential) {
  Arena arena;
  CAIRN_TRY(const json::Value document, read_secured(credential, arena));
  if (!document.is_object()) return no_credential();
  const std::string name = name_of(document);
  const std::string issuer = issuer_of(document);
  CAIRN_TRY(const BadgePicture picture, BadgePicture::open(bake::plain_badge({name, issuer}), bake::Rebake::refused));
  return picture.with(credential);
}

Result<Unbaked> unbake(std::string_view file) {
  const verify::Unpacked unpacked = verify::unpack(as_bytes(file));
  if (unpacked.carrier == vc::Carrier::none) {
    return fail(Kind::unsupported, "bake.not-a-picture", "the file is nothing that carries a credential inside",
                "Give a PNG or SVG picture, or a PDF document.");
  }
  const verify::Carried& content = unpacked.content;
  Unbaked out;
  out.text = content.text.empty() ? content.address : content.text;
  if (out.text.empty()) {
    CAIRN_ASSERT(content.problem.has_value());
    const vc::Check& problem = *content.problem;
    const Kind kind = problem.outcome == vc::Outcome::fail             ? Kind::malformed
                      : problem.code == "reading.no-credential-inside" ? Kind::missing
                                                                       : Kind::unsupported;
    return fail(kind, problem.code, problem.detail, problem.hint);
  }
  if (unpacked.older) out.older = unpacked.older->text.empty() ? unpacked.older->address : unpacked.older->text;
  return out;
}

}  // namespace cairn::app
