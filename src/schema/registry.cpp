#include "schema/registry.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/iri.hpp"

namespace cairn::schema {
namespace {

constexpr std::uint32_t k_deepest = 200;
constexpr std::array<std::string_view, 12> k_single = {"additionalItems", "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not",
                                                       "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"};
constexpr std::array<std::string_view, 5> k_lists = {"allOf", "anyOf", "oneOf", "prefixItems", "items"};
constexpr std::array<std::string_view, 6> k_maps = {"$defs", "definitions", "dependentSchemas", "patternProperties", "properties", "dependencies"};

Failure missing(std::string_view reference) {
  return fail(Kind::missing, "schema.reference", "the schema " + std::string(reference) + " is referred to and was not given",
              "Supply it along with the others.");
}

std::pair<std::string_view, std::string_view> split_fragment(std::string_view url) {
  const std::size_t mark = url.find('#');
  if (mark == std::string_view::npos) return {url, {}};
  return {url.substr(0, mark), url.substr(mark + 1)};
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const bool is_coded = text[i] == '%' && i + 2 < text.size() &&
                          std::from_chars(text.data() + i + 1, text.data() + i + 3, code, 16).ptr == text.data() + i + 3;
    out += is_coded ? static_cast<char>(code) : text[i];
    if (is_coded) i += 2;
  }
  return out;
}

// One reference token of a JSON Pointer.  spec: RFC 6901 4
std::string unescaped(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool is_escape = token[i] == '~' && i + 1 < token.size();
    out += is_escape ? (token[++i] == '1' ? '/' : '~') : token[i];
  }
  return out;
}

const json::Value* step(const json::Value& value, const std::string& token) {
  if (value.is_object()) return value.find(token);
  if (!value.is_array()) return nullptr;
  std::uint32_t index = 0;
  const auto read = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool fits = read.ec == std::errc() && read.ptr == token.data() + token.size() && index < value.array().size();
  return fits ? &value.array()[index] : nullptr;
}

bool is_schema(const json::Value& value) { return value.is_object() || value.is_boolean(); }

}  // namespace

Result<void> Registry::add(std::string_view url, json::Value schema) {
  if (!is_schema(schema)) {
    return fail(Kind::malformed, "schema.document", "the schema " + std::string(url) + " is neither an object nor true or false");
  }
  const json::Value* root = &roots_.emplace_back(schema);
  Resource& resource = storage_.emplace_back();
  resource.base = split_fragment(url).first;
  resource.root = root;
  CAIRN_TRY(resource.draft, draft_of(*root, fallback_));
  resources_[resource.base] = &resource;
  resource.asserts = asserts_by_vocabulary(*root);
  return enter(root, &resource, 0);
}

Result<Draft> Registry::draft_of(const json::Value& schema, Draft otherwise) const {
  const std::string_view name = schema.text_of("$schema");
  if (name.empty()) return otherwise;
  if (name.find("draft-07") != std::string_view::npos) return Draft::draft_7;
  if (name.find("2019-09") != std::string_view::npos) return Draft::draft_2019_09;
  if (name.find("2020-12") != std::string_view::npos) return Draft::draft_2020_12;
  if (name.find("json-schema.org/draft") == std::string_view::npos) return otherwise;  // a meta-schema of its author's own
  return fail(Kind::unsupported, "schema.draft", "the schema is written in " + std::string(name.substr(0, 200)),
              "Drafts 7, 2019-09 and 2020-12 are known.");
}

// A meta-schema that lists its vocabularies without the one of validation turns that one off.
bool Registry::asserts_by_vocabulary(const json::Value& schema) const {
  const auto meta = resources_.find(split_fragment(schema.text_of("$schema")).first);
  if (meta == resources_.end()) return true;
  const json::Value* vocabularies = meta->second->root->find("$vocabulary");
  if (vocabularies == nullptr || !vocabularies->is_object()) return true;
  const json::Object object = vocabularies->object();
  return std::any_of(object.begin(), object.end(),
                     [](const json::Member& member) { return member.name.ends_with("/vocab/validation"); });
}

Result<void> Registry::enter(const json::Value* schema, Resource* resource, std::uint32_t depth) {
  if (depth > k_deepest) return fail(Kind::exhausted, "schema.depth", "the schema is nested too deeply");
  if (!is_schema(*schema)) return {};
  if (schema->is_object()) {
    const bool is_hidden = resource->draft == Draft::draft_7 && schema->find("$ref") != nullptr;
    const std::string_view id = is_hidden ? std::string_view() : schema->text_of("$id");
    const auto [url, fragment] = split_fragment(id);
    if (!url.empty()) {
      CAIRN_TRY(resource, begin_resource(schema, *resource, url));
    }
    if (resource->draft == Draft::draft_7 && !fragment.empty()) resource->anchors[std::string(fragment)] = schema;
    CAIRN_CHECK(name_anchors(schema, *resource));
  }
  owners_[schema] = resource;
  return schema->is_object() ? enter_below(*schema, resource, depth + 1) : Result<void>();
}

Result<Resource*> Registry::begin_resource(const json::Value* schema, const Resource& parent, std::string_view id) {
  std::string base = resolve_iri(parent.base, id);
  if (parent.root == schema && parent.base == base) return resources_[base];
  Resource& out = storage_.emplace_back();
  out.root = schema;
  out.asserts = parent.asserts;
  CAIRN_TRY(out.draft, draft_of(*schema, parent.draft));
  if (schema->find("$schema") != nullptr) out.asserts = asserts_by_vocabulary(*schema);
  // The address a document was given under and its own $id mean the same schema.
  if (parent.root == schema) resources_[parent.base] = &out;
  out.base = std::move(base);
  resources_[out.base] = &out;
  return &out;
}

Result<void> Registry::name_anchors(const json::Value* schema, Resource& resource) {
  if (resource.draft == Draft::draft_7) return {};
  const std::string_view anchor = schema->text_of("$anchor");
  if (!anchor.empty()) resource.anchors[std::string(anchor)] = schema;
  const json::Value* recursive = schema->find("$recursiveAnchor");
  if (resource.draft == Draft::draft_2019_09) {
    if (resource.root == schema && recursive != nullptr && recursive->is_true()) resource.is_recursive_anchor = true;
    return {};
  }
  const std::string_view dynamic = schema->text_of("$dynamicAnchor");
  if (!dynamic.empty()) {
    resource.anchors[std::string(dynamic)] = schema;
    resource.dynamic_anchors[std::string(dynamic)] = schema;
  }
  return {};
}

Result<void> Registry::enter_below(const json::Value& schema, Resource* resource, std::uint32_t depth) {
  for (const json::Member& member : schema.object()) {
    const auto is_in = [&](const auto& names) { return std::find(names.begin(), names.end(), member.name) != names.end(); };
    if (member.name.starts_with("unevaluated")) uses_marks_ = true;
    if (is_in(k_lists) && member.value.is_array()) {
      for (const json::Value& item : member.value.array()) CAIRN_CHECK(enter(&item, resource, depth));
    } else if (is_in(k_maps) && member.value.is_object()) {
      for (const json::Member& one : member.value.object()) CAIRN_CHECK(enter(&one.value, resource, depth));
    } else if (is_in(k_single)) {
      CAIRN_CHECK(enter(&member.value, resource, depth));
    }
  }
  return {};
}

Resource* Registry::owner_of(const json::Value* schema) const {
  const auto found = owners_.find(schema);
  CAIRN_ASSERT(found != owners_.end());
  return found->second;
}

Result<Target> Registry::at(std::string_view url) {
  const auto found = resources_.find(split_fragment(url).first);
  if (found == resources_.end()) return missing(url);
  return Target{found->second->root, found->second};
}

Result<Target> Registry::resolve(const Resource& from, std::string_view reference) {
  const std::string full = reference.starts_with('#') ? from.base + std::string(reference) : resolve_iri(from.base, reference);
  const auto [url, coded] = split_fragment(full);
  CAIRN_TRY(const Target root, at(url));
  if (coded.empty()) return root;
  const std::string fragment = percent_decoded(coded);
  if (fragment.starts_with('/')) return at_pointer(root.resource, fragment);
  const auto anchor = root.resource->anchors.find(fragment);
  if (anchor == root.resource->anchors.end()) return missing(full);
  return Target{anchor->second, owner_of(anchor->second)};
}

Result<Target> Registry::at_pointer(Resource* resource, std::string_view pointer) {
  const json::Value* at = resource->root;
  const std::string whole = resource->base + "#" + std::string(pointer);
  while (!pointer.empty()) {
    const std::size_t end = pointer.find('/', 1);
    at = step(*at, unescaped(pointer.substr(1, end == std::string_view::npos ? end : end - 1)));
    if (at == nullptr) return missing(whole);
    const auto owner = owners_.find(at);
    if (owner != owners_.end()) resource = owner->second;
    pointer = end == std::string_view::npos ? std::string_view() : pointer.substr(end);
  }
  // A schema below a keyword that is not known here becomes one when it is referred to.
  if (!owners_.contains(at)) CAIRN_CHECK(enter(at, resource, 0));
  if (!owners_.contains(at)) return missing(whole);
  return Target{at, owner_of(at)};
}

Result<const Pattern*> Registry::pattern(std::string_view expression) {
  const auto known = patterns_.find(expression);
  if (known != patterns_.end()) return &known->second;
  CAIRN_TRY(Pattern compiled, Pattern::compile(expression));
  return &patterns_.emplace(std::string(expression), std::move(compiled)).first->second;
}

}  // namespace cairn::schema
