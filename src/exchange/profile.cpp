#include "exchange/profile.hpp"

#include "base/iri.hpp"
#include "domain/vocabulary.hpp"

namespace cairn::exchange {
namespace {

using json::Value;

const Value* first_member(const Value& node, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const Value* found = node.find(name);
    if (found != nullptr && !found->is_null()) return found;
  }
  return nullptr;
}

}  // namespace

void take_type(const json::Value& node, Ledger& ledger) {
  for (const char* name : {"type", "@type"}) ledger.take(node.find(name));
}

void take_empty_members(const json::Value& node, Ledger& ledger) {
  if (!node.is_object()) return;
  for (const json::Member& member : node.object()) {
    const Value& value = member.value;
    const bool is_empty = value.is_null() || (value.is_string() && value.text().empty()) || (value.is_array() && value.array().empty()) ||
                          (value.is_object() && value.object().empty());
    if (is_empty) ledger.take(&value);
  }
}

bool is_web_address(const json::Value* value) {
  return value != nullptr && value->is_string() && is_absolute_iri(value->text()) &&
         (value->text().starts_with("http://") || value->text().starts_with("https://"));
}

std::optional<domain::Party> take_party(const json::Value* profile, Ledger& ledger) {
  profile = first_of(profile);
  if (profile == nullptr) return std::nullopt;
  const Value* id = profile->is_string() ? profile : first_member(*profile, {"id", "@id", "url"});
  if (id == nullptr || !id->is_string() || !is_absolute_iri(id->text())) return std::nullopt;
  domain::Party out{take_text(profile->find("name"), ledger), take_text(id, ledger)};
  if (out.name.empty()) out.name = out.id;
  take_type(*profile, ledger);
  return out;
}

std::vector<domain::Party> take_parties(const json::Value* list, Ledger& ledger) {
  std::vector<domain::Party> out;
  each(list, [&](const Value& one) {
    if (auto found = take_party(&one, ledger)) out.push_back(std::move(*found));
  });
  return out;
}

domain::Organisation take_organisation(const json::Value* profile, Ledger& ledger) {
  profile = first_of(profile);
  domain::Organisation out;
  if (profile == nullptr) return out;
  if (profile->is_string()) {
    out.id = take_text(profile, ledger);
    return out;
  }
  if (const Value* id = first_member(*profile, {"id", "@id", "openBadgeId", "public_url"}); id != nullptr && id->is_string()) out.id = take_text(id, ledger);
  out.name = take_text(first_member(*profile, {"name", "name_english", "nameEnglish", "name_dutch", "nameDutch"}), ledger);
  if (const Value* url = first_member(*profile, {"url", "url_english", "urlEnglish"}); is_web_address(url)) out.url = take_text(url, ledger);
  out.email = take_text(profile->find("email"), ledger);
  take_type(*profile, ledger);
  return out;
}

void take_image(const json::Value* image, domain::MicroCredentialFields& out, Ledger& ledger) {
  image = first_of(image);
  if (image == nullptr) return;
  const Value* address = image->is_object() ? first_member(*image, {"id", "@id"}) : image;
  if (!is_web_address(address)) return;
  out.image_url = take_text(address, ledger);
  if (!image->is_object()) return;
  out.image_caption = take_text(image->find("caption"), ledger);
  take_type(*image, ledger);
}

std::optional<domain::Alignment> take_alignment(const json::Value& node, Ledger& ledger) {
  const Value* name = first_member(node, {"targetName", "target_name", "name"});
  const Value* url = first_member(node, {"targetUrl", "target_url", "url"});
  if (name == nullptr || !name->is_string() || url == nullptr || !url->is_string()) return std::nullopt;
  domain::Alignment out;
  out.target_name = take_text(name, ledger);
  out.target_url = take_text(url, ledger);
  out.target_framework = take_text(first_member(node, {"targetFramework", "target_framework"}), ledger);
  out.target_code = take_text(first_member(node, {"targetCode", "target_code"}), ledger);
  out.target_description = take_text(first_member(node, {"targetDescription", "target_description", "description"}), ledger);
  const Value* type = node.find("targetType");
  if (type != nullptr && type->is_string() && domain::is_in_vocabulary(domain::alignment_target_types(), type->text())) {
    out.target_type = take_text(type, ledger);
  }
  take_type(node, ledger);
  return out;
}

}  // namespace cairn::exchange
