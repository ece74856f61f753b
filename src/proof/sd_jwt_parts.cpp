#include <algorithm>

#include "json/read.hpp"
#include "proof/sd_jwt.hpp"

namespace cairn::proof {
namespace {

constexpr std::size_t k_largest_token = 4 * 1024 * 1024;
constexpr std::size_t k_most_disclosures = 4096;
constexpr json::ReadLimits k_json_limits = {.size_bytes = k_largest_token, .depth = 16};

Failure syntax(std::string detail) {
  return fail(Kind::malformed, "sd-jwt.syntax", std::move(detail),
              "it is the issuer's token, then disclosures, each followed by a tilde, then perhaps the holder's token");
}

// A part must not hide a delimiter of the compact form it is put into.
Result<std::string_view> text_part(json::Value object, std::string_view name) {
  const std::string_view text = object.text_of(name);
  if (text.empty()) return syntax("the JSON form has no text \"" + std::string(name) + "\"");
  if (text.find_first_of(".~") != std::string_view::npos) {
    return syntax("\"" + std::string(name) + "\" holds more than one part");
  }
  return text;
}

Result<void> add_disclosures(const json::Value* list, std::string& out) {
  if (list == nullptr) return {};
  if (!list->is_array()) return syntax("\"disclosures\" is no list");
  for (const json::Value& item : list->array()) {
    if (!item.is_string() || item.text().find('~') != std::string_view::npos) {
      return syntax("a disclosure of the JSON form is no single text");
    }
    out += item.text();
    out += '~';
  }
  return {};
}

// The general form keeps signature and headers in a list, the flattened one beside the payload.
Result<json::Value> signature_object(json::Value document) {
  const json::Value* signatures = document.find("signatures");
  if (signatures == nullptr) return document;
  if (!signatures->is_array() || signatures->array().empty()) return syntax("\"signatures\" is no list of signatures");
  if (document.find("signature") != nullptr) return syntax("both \"signature\" and \"signatures\" are there");
  return signatures->array()[0];
}

Result<std::string_view> compact_form(std::string_view text, Arena& arena) {
  CAIRN_TRY(const json::Value document, json::read(text, arena, k_json_limits));
  CAIRN_TRY(const json::Value signature, signature_object(document));
  std::string out;
  CAIRN_TRY(const std::string_view header, text_part(signature, "protected"));
  CAIRN_TRY(const std::string_view payload, text_part(document, "payload"));
  CAIRN_TRY(const std::string_view value, text_part(signature, "signature"));
  out.append(header).append(".").append(payload).append(".").append(value).append("~");
  const json::Value* unprotected = signature.find("header");
  if (unprotected == nullptr) return arena.copy(out);
  if (!unprotected->is_object()) return syntax("the JSON form's \"header\" is no object");
  CAIRN_CHECK(add_disclosures(unprotected->find("disclosures"), out));
  const json::Value* binding = unprotected->find("kb_jwt");
  if (binding == nullptr) return arena.copy(out);
  if (!binding->is_string() || binding->text().empty() || binding->text().find('~') != std::string_view::npos) {
    return syntax("\"kb_jwt\" is no token");
  }
  out += binding->text();
  return arena.copy(out);
}

}  // namespace

Result<SdJwtParts> split_sd_jwt(std::string_view text, Arena& arena) {
  if (text.size() > k_largest_token) return fail(Kind::exhausted, "sd-jwt.size", "the token is larger than 4 MiB");
  if (text.starts_with('{')) {
    CAIRN_TRY(text, compact_form(text, arena));
  }
  if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '~')) > k_most_disclosures) {
    return fail(Kind::exhausted, "sd-jwt.count", "the token carries more than 4,096 disclosures");
  }
  SdJwtParts out;
  std::size_t end = text.find('~');
  if (end == std::string_view::npos) return syntax("there is no tilde");
  out.issuer_token = text.substr(0, end);
  std::size_t start = end + 1;
  for (end = text.find('~', start); end != std::string_view::npos; end = text.find('~', start)) {
    if (end == start) return syntax("there is an empty disclosure");
    out.disclosures.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  out.bound = text.substr(0, start);
  out.key_binding = text.substr(start);
  if (!out.key_binding.empty() && out.key_binding.find('.') == std::string_view::npos) {
    return syntax("the last disclosure is not followed by a tilde");
  }
  return out;
}

}  // namespace cairn::proof
