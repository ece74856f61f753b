#include "app/translate.hpp"

#include "app/definition_text.hpp"
#include "app/people.hpp"
#include "exchange/case.hpp"
#include "exchange/exchange.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::app {
namespace {

// The issuer of a credential is whose key signs: an address that others know the owner by is none.
std::string draft_of(domain::MicroCredentialFields fields) {
  std::string out = "# A draft, read from a description by others. Nobody checked who wrote it: look through all of it before you issue.\n";
  const std::string owner = std::move(fields.organisation.id);
  fields.organisation.id = "did:web:example.org";
  const auto made = domain::make_micro_credential(fields);
  if (!made) out += "# Still lacking: " + shown_cell(made.error().detail, 300) + "\n";
  if (!owner.empty()) out += "# Its owner is known there as " + shown_cell(owner, 300) + "\n";
  fields.organisation.id.clear();
  return out + "\n" + definition_text(fields);
}

}  // namespace

Result<Translation> read_foreign(ForeignForm form, std::string_view text) {
  Arena arena;
  CAIRN_TRY(const json::Value document, json::read(text, arena));
  CAIRN_TRY(exchange::Imported read, form == ForeignForm::ctdl ? exchange::from_ctdl(document) : exchange::from_elm(document));
  Translation out{draft_of(std::move(read.fields)), std::move(read.left)};
  if (out.left.empty()) return out;
  out.text += "\n# Not taken over:\n";
  for (const std::string& pointer : out.left) out.text += "# " + shown_cell(pointer, 300) + "\n";
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

Result<Translation> write_foreign(ForeignForm form, const DefinitionSource& source) {
  DefinitionSource named = source;
  if (named.issuer_id.empty()) named.issuer_id = exchange::k_left_to_the_key;
  CAIRN_TRY(const domain::MicroCredential definition, read_definition(named));
  Arena arena;
  exchange::Exported written = form == ForeignForm::ctdl ? exchange::to_ctdl(definition, arena) : exchange::to_elm(definition, arena);
  return Translation{json::to_text(written.document, json::Layout::indented) + "\n", std::move(written.left)};
}

}  // namespace cairn::app
