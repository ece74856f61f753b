#include "openbadges/withholdable.hpp"

namespace cairn::openbadges {
namespace {

constexpr std::string_view k_subject = "/credentialSubject";

const json::Value* member_of_subject(const json::Value& credential, std::string_view name) {
  const json::Value* subject = credential.find("credentialSubject");
  return subject == nullptr ? nullptr : subject->find(name);
}

void add_items(const json::Value* list, const std::string& pointer, std::vector<std::string>& out) {
  if (list == nullptr || !list->is_array()) return;
  for (std::uint32_t i = 0; i < list->array().size(); ++i) out.push_back(pointer + "/" + std::to_string(i));
}

void add_member(const json::Value& credential, std::string_view name, std::vector<std::string>& out) {
  if (member_of_subject(credential, name) != nullptr) out.push_back(std::string(k_subject) + "/" + std::string(name));
}

void add_identities(const json::Value& credential, std::string_view type, std::vector<std::string>& out) {
  const json::Value* list = member_of_subject(credential, "identifier");
  if (list == nullptr || !list->is_array()) return;
  for (std::uint32_t i = 0; i < list->array().size(); ++i) {
    if (list->array()[i].text_of("identityType") != type) continue;
    out.push_back(std::string(k_subject) + "/identifier/" + std::to_string(i));
  }
}

}  // namespace

std::vector<std::string> withholdable_places(const json::Value& credential) {
  std::vector<std::string> out;
  const std::string subject(k_subject);
  add_member(credential, "id", out);
  add_items(member_of_subject(credential, "identifier"), subject + "/identifier", out);
  add_member(credential, "narrative", out);
  add_items(member_of_subject(credential, "result"), subject + "/result", out);
  add_items(credential.find("evidence"), "/evidence", out);
  return out;
}

std::vector<std::string> places_called(std::string_view word, const json::Value& credential) {
  std::vector<std::string> out;
  if (word.starts_with('/')) out.emplace_back(word);
  if (word == "id" || word == "narrative") add_member(credential, word, out);
  if (word == "name") add_identities(credential, "name", out);
  if (word == "email") add_identities(credential, "emailAddress", out);
  if (word == "marks") add_items(member_of_subject(credential, "result"), std::string(k_subject) + "/result", out);
  if (word == "evidence") add_items(credential.find("evidence"), "/evidence", out);
  return out;
}

}  // namespace cairn::openbadges
