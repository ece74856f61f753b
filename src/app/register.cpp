#include "app/register.hpp"

#include <algorithm>

#include "app/register_steps.hpp"
#include "base/bytes.hpp"
#include "base/instant.hpp"
#include "crypto/hash.hpp"

namespace cairn::app {
namespace {

using store::RecordKey;
using store::RecordKind;

}  // namespace

const VersionState* DefinitionState::published() const {
  const auto is_public = [](const VersionState& one) { return one.standpoint.was_published; };
  const auto found = std::find_if(versions.rbegin(), versions.rend(), is_public);
  return found == versions.rend() ? nullptr : &*found;
}

const VersionState* DefinitionState::find(std::string_view version) const {
  const auto found = std::ranges::find_if(versions, [version](const VersionState& one) { return one.record.key.version == version; });
  return found == versions.end() ? nullptr : &*found;
}

std::vector<std::string> involved(const RegisterPorts& ports, const DefinitionRecord& definition, std::string_view act) {
  std::vector<std::string> out = {definition.organisation};
  const auto& partner_acts = ports.governance->partner_acts;
  if (std::ranges::find(partner_acts, act) != partner_acts.end()) out.insert(out.end(), definition.partners.begin(), definition.partners.end());
  return out;
}

std::string digest_of(const RegisterPorts& ports, const DefinitionRecord& definition) {
  std::string whose = definition.organisation;
  for (const std::string& partner : definition.partners) whose += "\n" + partner;
  return to_hex(crypto::sha256(as_bytes(material_digest(definition.fields, ports.governance->material) + "\n" + whose)));
}

domain::Case case_of(const RegisterPorts& ports, const VersionState& version) {
  return {version.acts, version.definition.editors, digest_of(ports, version.definition)};
}

void judge_version(const RegisterPorts& ports, VersionState& version) { version.standpoint = judge_case(ports.governance, case_of(ports, version)); }

Result<DefinitionState> read_family(const RegisterPorts& ports, std::string_view name, const std::vector<store::Record>& records) {
  DefinitionState out;
  out.name = name;
  for (const store::Record& record : records) {
    if (record.key.kind != RecordKind::definition) continue;
    CAIRN_TRY(DefinitionRecord definition, definition_of(record));
    out.versions.push_back({record, std::move(definition), {}, {}});
  }
  for (const store::Record& record : records) {
    if (record.key.kind != RecordKind::act) continue;
    CAIRN_TRY(domain::Act act, act_of(record));
    const auto at = std::ranges::find_if(out.versions, [&](const VersionState& one) { return one.record.key.version == record.key.version; });
    if (at != out.versions.end()) at->acts.push_back(std::move(act));
  }
  for (VersionState& version : out.versions) judge_version(ports, version);
  // Versions are texts: "10" comes after "9", which the order of keys does not know. The number of a version says when it was made.
  std::ranges::stable_sort(out.versions, [](const VersionState& a, const VersionState& b) { return a.definition.ordinal < b.definition.ordinal; });
  if (const VersionState* published = out.published()) {
    for (VersionState& version : out.versions) {
      if (version.definition.ordinal < published->definition.ordinal) supersede(version.standpoint, published->record.key.version);
    }
  }
  return out;
}

std::vector<store::Listing> superseded_listings(const RegisterPorts& ports, const DefinitionState& state, const VersionState& published) {
  std::vector<store::Listing> out;
  for (VersionState version : state.versions) {
    if (version.definition.ordinal >= published.definition.ordinal) continue;
    supersede(version.standpoint, published.record.key.version);
    if (!version.standpoint.superseded_by.empty()) out.push_back(listing_of(ports, version));
  }
  return out;
}

Result<DefinitionState> load_definition(const RegisterPorts& ports, std::string_view name) {
  CAIRN_TRY(const std::vector<store::Record> records, ports.store.definition_family(ports.tenant, name));
  if (records.empty()) {
    return fail(Kind::missing, "register.definition", "there is no definition \"" + std::string(name.substr(0, 80)) + "\"",
                "cairn search lists what there is; cairn define keeps a new one.");
  }
  return read_family(ports, name, records);
}

std::string address_key(std::string_view address) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const std::size_t scheme_end = address.find("://");
  if (scheme_end == std::string_view::npos) return std::string(address);
  const std::size_t path_begin = std::min(address.find_first_of("/?#", scheme_end + 3), address.size());
  std::string out;
  for (const char c : address.substr(0, path_begin)) out += small(c);
  for (const std::string_view port : {std::string_view(out.starts_with("https:") ? ":443" : ":80"), std::string_view(":")}) {
    if (out.size() > scheme_end + 3 && out.ends_with(port)) out.resize(out.size() - port.size());
  }
  const std::string_view rest = address.substr(path_begin);
  const std::size_t path_end = std::min(rest.find_first_of("?#"), rest.size());
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin < path_end;) {
    const std::size_t end = std::min(rest.find('/', begin + 1), path_end);
    const std::string_view part = rest.substr(begin, end - begin);
    if (part == "/.." && !parts.empty()) parts.pop_back();
    if (part != "/." && part != "/..") parts.push_back(part);
    begin = end;
  }
  for (const std::string_view part : parts) out += part;
  return out + std::string(rest.substr(path_end));
}

Result<std::optional<store::RecordKey>> find_by_address(store::Register& store, store::TenantId tenant, const std::string& address) {
  using enum store::PublicStatus;
  store::SearchQuery query;
  query.facets = {{"id", address_key(address)}};
  query.statuses = {unpublished, current, expiring, discontinued};
  query.limit = 1;
  CAIRN_TRY(const store::SearchPage page, store.search(tenant, query));
  if (page.hits.empty()) return std::optional<store::RecordKey>();
  return std::optional(page.hits.front().key);
}

Result<const VersionState*> choose_version(const DefinitionState& state, std::string_view version) {
  const VersionState* found = version.empty() ? &state.newest() : state.find(version);
  if (found != nullptr) return found;
  std::string known;
  for (const VersionState& one : state.versions) known += (known.empty() ? "" : ", ") + one.record.key.version;
  return fail(Kind::missing, "register.version", state.name + " has no version \"" + std::string(version.substr(0, 40)) + "\"", "Versions are: " + known + ".");
}

}  // namespace cairn::app
