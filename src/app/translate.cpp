#include "app/translate.hpp"

#include <set>

#include "app/definition_text.hpp"
#include "app/output_folder.hpp"
#include "app/people.hpp"
#include "exchange/case.hpp"
#include "exchange/exchange.hpp"
#include "json/read.hpp"

namespace cairn::app {
namespace {

constexpr std::size_t k_shown = 300;

// What some systems take for a device and no file.
bool is_device_name(std::string_view stem) {
  for (const std::string_view name : {"con", "prn", "aux", "nul"}) {
    if (stem == name) return true;
  }
  return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
}

}  // namespace

// The issuer of a credential is whose key signs: an address that others know the owner by is none.
std::string draft_text(const ReadDefinition& read) {
  std::string out = "# A draft, read from a description by others. Nobody checked who wrote it: look through all of it before you issue.\n";
  for (const std::string& problem : read.problems) out += "# Cannot be right: " + shown_cell(problem, k_shown) + "\n";
  if (!read.lacking.empty()) out += "# Still lacking: " + shown_cell(read.lacking, k_shown) + "\n";
  domain::MicroCredentialFields fields = read.fields;
  if (!fields.organisation.id.empty()) out += "# Its owner is known there as " + shown_cell(fields.organisation.id, k_shown) + "\n";
  fields.organisation.id.clear();
  out += "\n" + definition_text(fields);
  if (read.left.empty()) return out;
  out += "\n# Not taken over:\n";
  for (const std::string& place : read.left) out += "# " + shown_cell(place, k_shown) + "\n";
  return out;
}

std::vector<std::string> draft_file_names(std::span<const ReadDefinition> read) {
  std::vector<std::string> out;
  std::set<std::string> taken;
  for (const ReadDefinition& one : read) {
    std::string stem = file_stem(one.fields.name);
    if (stem.empty() || is_device_name(stem)) stem = stem.empty() ? "definition" : "definition-" + stem;
    std::string name = stem;
    for (std::size_t number = 2; !taken.insert(name).second; ++number) name = stem + "-" + std::to_string(number);
    out.push_back(name + ".toml");
  }
  return out;
}

Result<Translation> pick_competencies(std::string_view framework, const std::vector<std::string>& picked) {
  Arena arena;
  CAIRN_TRY(const json::Value document, json::read(framework, arena));
  CAIRN_TRY(const exchange::CaseFramework read, exchange::read_case(document));
  if (read.items.empty()) {
    return fail(Kind::malformed, "exchange.case", "the framework \"" + shown_cell(read.title) + "\" holds no items",
                "Give the whole CFPackage: a CFDocument alone has none.");
  }
  Translation out;
  if (picked.empty()) {
    for (const exchange::CaseItem& item : read.items) {
      out.text += shown_cell(item.code.empty() ? item.identifier : item.code) + "\t" + shown_cell(item.full_statement, 300) + "\n";
    }
    return out;
  }
  for (const std::string& name : picked) {
    CAIRN_TRY(const exchange::CaseItem* const item, exchange::find_item(read, name));
    out.text += (out.text.empty() ? "" : "\n") + alignment_text(exchange::alignment_to(*item, read));
  }
  return out;
}

Result<Translation> write_foreign(DefinitionForm form, const DefinitionSource& source) {
  DefinitionSource named = source;
  if (named.issuer_id.empty()) named.issuer_id = exchange::k_left_to_the_key;
  CAIRN_TRY(const domain::MicroCredential definition, read_definition(named));
  CAIRN_TRY(WrittenDefinition written, write_definition(definition.fields(), form));
  return Translation{std::move(written.text), std::move(written.left)};
}

}  // namespace cairn::app
