#include "exchange/schema_org_node.hpp"

#include <map>

#include "exchange/ledger.hpp"

namespace cairn::exchange {
namespace {

using json::Value;

constexpr std::string_view k_prefixes[] = {"https://schema.org/", "http://schema.org/", "schema:", "sdo:"};

bool is_schema_address(const Value& value) {
  return value.is_string() && (value.text().starts_with("https://schema.org") || value.text().starts_with("http://schema.org"));
}

std::string_view without_prefix(std::string_view name) {
  for (const std::string_view prefix : k_prefixes) {
    if (name.starts_with(prefix)) return name.substr(prefix.size());
  }
  return name;
}

bool is_of_type(const Value& node, std::initializer_list<std::string_view> types) {
  bool out = false;
  each(node.find("@type"), [&](const Value& type) {
    for (const std::string_view known : types) out = out || (type.is_string() && without_prefix(type.text()) == known);
  });
  return out;
}

bool is_credential(const Value& node) { return is_of_type(node, {"EducationalOccupationalCredential"}); }
bool is_course(const Value& node) { return is_of_type(node, {"Course", "EducationalOccupationalProgram"}); }

const Value* awarded_by(const Value& course) {
  for (const char* name : {"educationalCredentialAwarded", "occupationalCredentialAwarded"}) {
    if (const Value* found = first_of(schema_member(course, name))) return found;
  }
  return nullptr;
}

}  // namespace

const json::Value* schema_member(const json::Value& node, std::string_view name) {
  if (const Value* plain = node.find(name)) return plain;
  if (!node.is_object()) return nullptr;
  for (const std::string_view prefix : k_prefixes) {
    if (const Value* found = node.find(std::string(prefix).append(name))) return found;
  }
  return nullptr;
}

bool means_schema_org(const json::Value& document) {
  const Value* context = document.find("@context");
  if (context == nullptr) return true;
  bool out = false;
  each(context, [&](const Value& one) {
    out = out || is_schema_address(one);
    if (!one.is_object()) return;
    for (const json::Member& member : one.object()) out = out || is_schema_address(member.value);
  });
  return out;
}

std::vector<SchemaOrgPair> pair_schema_org_nodes(const json::Value& document) {
  const Value* graph = document.find("@graph");
  const Value& list = graph == nullptr ? document : *graph;
  const std::string base = graph == nullptr ? "" : "/@graph";
  std::vector<SchemaOrgPair> out;
  std::map<std::string_view, std::size_t> by_id;
  std::vector<SchemaOrgPair> courses;
  std::size_t index = 0;
  each(&list, [&](const Value& node) {
    const std::string place = list.is_array() ? base + "/" + std::to_string(index++) : base;
    if (is_credential(node)) {
      if (!node.text_of("@id").empty()) by_id.emplace(node.text_of("@id"), out.size());
      const Value* about = first_of(schema_member(node, "subjectOf"));
      out.push_back({&node, about != nullptr && is_course(*about) ? about : nullptr, place, place});
    } else if (is_course(node)) {
      courses.push_back({nullptr, &node, place, place});
    }
  });
  for (SchemaOrgPair& pair : courses) {
    const Value* awarded = awarded_by(*pair.course);
    const auto found = awarded == nullptr ? by_id.end() : by_id.find(awarded->is_string() ? awarded->text() : awarded->text_of("@id"));
    if (found != by_id.end() && out[found->second].course == nullptr) {
      out[found->second].course = pair.course;
      out[found->second].course_place = pair.place;
      continue;
    }
    if (awarded != nullptr && is_credential(*awarded)) pair.credential = awarded;
    out.push_back(pair);
  }
  return out;
}

}  // namespace cairn::exchange
