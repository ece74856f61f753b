#include "vc/reading.hpp"

#include <algorithm>

#include "json/read.hpp"
#include "vc/credential_view.hpp"

namespace cairn::vc {
namespace {

constexpr std::string_view k_supported = "Supply the credential as JSON (.json), as a token (.jwt, .sd-jwt), or as the PNG, SVG or PDF file in which it was issued.";
constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";

Reading unreadable(Outcome outcome, std::string_view code, std::string detail, std::string_view hint) {
  Reading out;
  out.check = {CheckId::reading, outcome, std::string(code), std::move(detail), std::string(hint)};
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(k_space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(k_space) - first + 1);
}

bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// A compact JWS: its header is a JSON object, so it begins with "ey"; two dots.
bool is_compact_token(std::string_view text) {
  return text.starts_with("ey") && std::count(text.begin(), text.end(), '.') == 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c == '.' || is_token_character(c); });
}

// The same, and disclosures after it, each followed by a tilde.
bool is_selective_disclosure(std::string_view text) {
  return text.starts_with("ey") && text.find('~') != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c == '.' || c == '~' || c == '=' || is_token_character(c); });
}

// A JSON Web Signature in JSON form, with disclosures in its unprotected header.
bool is_json_token(const json::Value& document) {
  const json::Value* payload = document.find("payload");
  const bool is_signed = document.find("signature") != nullptr || document.find("signatures") != nullptr;
  return payload != nullptr && payload->is_string() && is_signed && document.find("@context") == nullptr;
}

Reading disclosable_found(std::string_view token) {
  Reading out;
  out.format = Format::sd_jwt;
  out.token = token;
  out.check = {CheckId::reading, Outcome::pass, "reading.sd-jwt", "It is a credential of which only a part may be shown.", ""};
  return out;
}

// What a file that is neither JSON nor a token seems to be, for the person who chose it.
std::string_view kind_of(std::string_view text) {
  if (text.starts_with("%PDF")) return "a PDF document";
  if (text.starts_with("\x89PNG")) return "a PNG image";
  if (text.starts_with("\xFF\xD8\xFF")) return "a JPEG image";
  if (text.starts_with("PK\x03\x04")) return "a ZIP archive or office document";
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return "text in UTF-16";
  if (text.starts_with("<svg")) return "an SVG image";
  if (text.starts_with("<")) return "a web page or XML";
  return "something else";
}

Reading token_found(std::string_view token) {
  Reading out;
  out.format = Format::vc_jwt;
  out.token = token;
  out.check = {CheckId::reading, Outcome::pass, "reading.token", "It is a credential in the form of a token.", ""};
  return out;
}

Reading read_json(std::string_view text, Arena& arena) {
  const auto document = json::read(text, arena);
  if (document && is_json_token(*document)) return disclosable_found(trimmed(text));
  if (document) return read_document(*document);
  const Error& error = document.error();
  const bool is_too_much = error.kind == Kind::exhausted;
  const std::string_view hint = error.hint.empty() ? std::string_view("Ask for the file again; it may have been cut off or edited.") : std::string_view(error.hint);
  return unreadable(is_too_much ? Outcome::unknown : Outcome::fail, error.code, "The JSON cannot be read: " + error.detail + ".", hint);
}

bool names_context(const json::Value& document, std::string_view prefix) {
  bool out = false;
  each_item(document.find("@context"), [&](const json::Value& item) { out = out || (item.is_string() && item.text().starts_with(prefix)); });
  return out;
}

// data:application/vc+jwt,<token>
std::string_view enveloped_token(const json::Value& document) {
  const std::string_view id = document.text_of("id");
  const std::size_t comma = id.find(',');
  if (!id.starts_with("data:") || comma == std::string_view::npos) return {};
  const std::string_view media_type = id.substr(5, comma - 5);
  const bool is_token = media_type == "application/vc+jwt" || media_type == "application/jwt" || media_type == "application/vc-ld+jwt";
  return is_token && is_compact_token(id.substr(comma + 1)) ? id.substr(comma + 1) : std::string_view();
}

}  // namespace

Reading read_document(json::Value document) {
  if (!document.is_object()) {
    return unreadable(Outcome::fail, "reading.not-an-object", "The JSON is no object, so it is no credential.", k_supported);
  }
  if (holds_type(document, "EnvelopedVerifiableCredential")) {
    const std::string_view token = enveloped_token(document);
    if (!token.empty()) return token_found(token);
    return unreadable(Outcome::unknown, "reading.envelope", "The envelope holds no token of a kind known here.", k_supported);
  }
  if (holds_type(document, "VerifiablePresentation") && !holds_type(document, "VerifiableCredential")) {
    return unreadable(Outcome::unknown, "reading.presentation", "It is a presentation, which may hold several credentials.",
                      "Take a credential out of it and check that.");
  }
  if (names_context(document, "https://w3id.org/openbadges/v")) {
    return unreadable(Outcome::unknown, "reading.open-badges-2", "It is a badge of an older version of Open Badges.",
                      "Only version 3.0 is checked here; ask the issuer for one.");
  }
  Reading out;
  out.document = document;
  out.format = document.find("proof") != nullptr ? Format::embedded_proof : Format::unsecured;
  out.check = {CheckId::reading, Outcome::pass, "reading.json", "It is sound JSON.", ""};
  return out;
}

Reading read_bytes(ByteView bytes, Arena& arena) {
  std::string_view text = as_text(bytes);
  // The mark says nothing and no signature covers it; some editors write it unasked.
  if (text.starts_with(k_byte_order_mark)) text.remove_prefix(k_byte_order_mark.size());
  const std::string_view content = trimmed(text);
  if (content.empty()) return unreadable(Outcome::unknown, "reading.empty", "The file is empty.", k_supported);
  if (is_compact_token(content)) return token_found(content);
  if (is_selective_disclosure(content)) return disclosable_found(content);
  if (content.front() == '{' || content.front() == '[' || content.front() == '"') return read_json(text, arena);
  return unreadable(Outcome::unknown, "reading.unsupported-format",
                    "The file is " + std::string(kind_of(content)) + ", not a credential in a form known here.", k_supported);
}

}  // namespace cairn::vc
