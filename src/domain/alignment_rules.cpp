#include "domain/alignment_rules.hpp"

#include <algorithm>

#include "domain/framework.hpp"

namespace cairn::domain {
namespace {

using Part = AlignmentFault::Part;
using Found = std::optional<AlignmentFault>;

constexpr std::string_view k_esco = "http://data.europa.eu/esco/";
constexpr std::string_view k_european = "data.europa.eu/snb/";
constexpr std::string_view k_eqf = "http://data.europa.eu/snb/eqf/";
constexpr std::size_t k_uuid_size = 36;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return small(x) == small(y); });
}

bool is_number(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// "S", "S1", "K07", "T4.1.2": groups of the skills pillar.
bool is_skill_group(std::string_view text) {
  if (text.empty() || text.front() < 'A' || text.front() > 'Z') return false;
  text.remove_prefix(1);
  while (!text.empty()) {
    const std::size_t dot = text.find('.');
    if (!is_number(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
    if (text.empty()) return false;
  }
  return true;
}

bool is_esco_concept(std::string_view rest) {
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return false;
  const std::string_view kind = rest.substr(0, slash);
  const std::string_view code = rest.substr(slash + 1);
  if (kind == "skill") return is_uuid(code) || is_skill_group(code);
  if (kind == "occupation" || kind == "qualification") return is_uuid(code);
  if (kind == "isco") return code.size() >= 2 && code.size() <= 5 && code.front() == 'C' && is_number(code.substr(1));
  if (kind == "isced-f") return code.size() <= 4 && is_number(code);
  return false;
}

AlignmentFault fault(Part part, std::string what, std::string hint) { return {part, FaultWeight::error, std::move(what), std::move(hint)}; }

Found check_esco(const AlignmentTarget& target) {
  const bool is_meant = same_letters(target.framework, "ESCO") || target.url.find("data.europa.eu/esco/") != std::string_view::npos;
  if (!is_meant) return std::nullopt;
  if (target.url.starts_with(k_esco) && is_esco_concept(target.url.substr(k_esco.size()))) return std::nullopt;
  return fault(Part::url, "is no address of an ESCO concept",
               "ESCO names a skill by http://data.europa.eu/esco/skill/ and a UUID (the \"concept URI\" of its page), not by https or by the "
               "address of the page.");
}

// The first UUID in a text; empty when there is none.
std::string_view find_uuid(std::string_view text) {
  for (std::size_t at = 0; at + k_uuid_size <= text.size(); ++at) {
    const std::string_view part = text.substr(at, k_uuid_size);
    if (is_uuid(part)) return part;
  }
  return {};
}

Found check_case(const AlignmentTarget& target) {
  if (!target.type.starts_with("CF")) return std::nullopt;
  if (!target.url.starts_with("https://") && !target.url.starts_with("http://")) {
    return fault(Part::url, "is no web address", "CASE names an item by the https address under which its server gives it (its `uri`).");
  }
  const std::string_view found = find_uuid(target.url);
  if (found.empty()) {
    return AlignmentFault{Part::url, FaultWeight::remark, "holds no CASE identifier",
                          "Use the item's `uri` from its framework, which holds the item's UUID."};
  }
  if (is_uuid(target.code) && !same_letters(target.code, found)) {
    return fault(Part::code, "names another CASE item than the address", "Take code and address from the same item.");
  }
  return std::nullopt;
}

bool is_ctid(std::string_view text) { return text.starts_with("ce-") && is_uuid(text.substr(3)); }

// What stands behind /resources/ or /graph/ at the Credential Registry; none when the address is not there.
std::optional<std::string_view> registry_name(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::nullopt;
  const std::string_view rest = url.substr(scheme + 3);
  const std::string_view host = rest.substr(0, rest.find('/'));
  constexpr std::string_view k_host = "credentialengineregistry.org";
  if (host != k_host && host != "sandbox.credentialengineregistry.org") return std::nullopt;
  std::string_view path = host.size() == rest.size() ? std::string_view() : rest.substr(host.size() + 1);
  for (const std::string_view folder : {"resources/", "graph/"}) {
    if (path.starts_with(folder)) return path.substr(folder.size());
  }
  return std::string_view();
}

Found check_ctdl(const AlignmentTarget& target) {
  if (target.code.starts_with("ce-") && !is_ctid(target.code)) {
    return fault(Part::code, "is no CTID", "A CTID is ce- and a UUID.");
  }
  const auto name = registry_name(target.url);
  if (!name) return std::nullopt;
  if (!is_ctid(*name)) {
    return fault(Part::url, "is no resource of the Credential Registry",
                 "Its resources are https://credentialengineregistry.org/resources/ and a CTID (ce- and a UUID).");
  }
  if (is_ctid(target.code) && !same_letters(target.code, *name)) {
    return fault(Part::code, "is another CTID than that of the address", "Take code and address from the same resource.");
  }
  return std::nullopt;
}

// "ext:SCQFLevel" and "ext:EQF" -> the framework; nullptr for other words.
const Framework* level_framework(std::string_view type) {
  if (!type.starts_with("ext:")) return nullptr;
  type.remove_prefix(4);
  if (type.ends_with("Level")) type.remove_suffix(5);
  const Framework* known = find_framework(type);
  return known != nullptr && known->last_level > 0 ? known : nullptr;
}

Found check_level(const AlignmentTarget& target) {
  const Framework* framework = level_framework(target.type);
  if (framework != nullptr && !target.code.empty() && !has_level(framework->name, target.code)) {
    return fault(Part::code, "is no level of " + std::string(framework->name),
                 "Its levels are " + std::to_string(framework->first_level) + " to " + std::to_string(framework->last_level) + ".");
  }
  if (!target.url.starts_with(k_eqf)) return std::nullopt;
  const std::string_view number = target.url.substr(k_eqf.size());
  if (!level_number(number) || !has_level("EQF", number)) {
    return fault(Part::url, "is no level of the EQF", "Its levels are http://data.europa.eu/snb/eqf/1 to 8.");
  }
  const bool is_eqf = target.framework == "EQF" || (framework != nullptr && framework->name == "EQF");
  if (is_eqf && !target.code.empty() && target.code != number) {
    return fault(Part::code, "is another level than that of the address", "Give the level that the address names.");
  }
  return std::nullopt;
}

// ELM takes the members of the EU's vocabularies by http addresses of two steps: http://data.europa.eu/snb/eqf/5.
Found check_elm(const AlignmentTarget& target) {
  const std::size_t at = target.url.find(k_european);
  if (at == std::string_view::npos || at > std::string_view("https://").size()) return std::nullopt;
  const std::string_view rest = target.url.substr(at + k_european.size());
  const std::size_t slash = rest.find('/');
  const bool is_whole = slash != std::string_view::npos && slash > 0 && slash + 1 < rest.size();
  if (target.url.starts_with("http://") && is_whole) return std::nullopt;
  return fault(Part::url, "is no address of a member of the EU's vocabularies",
               "They are written http://data.europa.eu/snb/, the vocabulary, / and the code.");
}

}  // namespace

bool is_uuid(std::string_view text) {
  if (text.size() != k_uuid_size) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

std::optional<AlignmentFault> alignment_fault(const AlignmentTarget& target) {
  for (const auto check : {check_esco, check_case, check_ctdl, check_level, check_elm}) {
    if (Found found = check(target)) return found;
  }
  return std::nullopt;
}

}  // namespace cairn::domain
