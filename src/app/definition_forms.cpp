#include "app/definition_forms.hpp"

#include <algorithm>
#include <array>

#include "app/definition.hpp"
#include "app/definition_text.hpp"
#include "exchange/exchange.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::app {
namespace {

constexpr std::array<std::string_view, 9> k_words = {"toml",        "json",       "ctdl",      "elm", "schema-org",
                                                      "achievement", "badgeclass", "edubadges", "csv"};

// An owner's address that others know is seldom the issuer; whose key signs is decided later.
void look_through(ReadDefinition& read) {
  domain::MicroCredentialFields fields = read.fields;
  if (fields.organisation.id.empty()) fields.organisation.id = exchange::k_left_to_the_key;
  const auto made = domain::make_micro_credential(std::move(fields));
  if (made) return;
  if (made.error().code == "domain.required") read.lacking = made.error().detail;
  else read.problems.push_back(made.error().detail);
}

Result<std::vector<exchange::Imported>> read_document(std::string_view bytes, DefinitionForm form) {
  Arena arena;
  CAIRN_TRY(const json::Value document, json::read(bytes, arena));
  std::vector<exchange::Imported> out;
  switch (form) {
    case DefinitionForm::ctdl: {
      CAIRN_TRY(exchange::Imported one, exchange::from_ctdl(document));
      out.push_back(std::move(one));
      return out;
    }
    case DefinitionForm::elm: {
      CAIRN_TRY(exchange::Imported one, exchange::from_elm(document));
      out.push_back(std::move(one));
      return out;
    }
    default: break;
  }
  return fail(Kind::unsupported, "definition.form", "\"" + std::string(form_word(form)) + "\" is not read yet", "Use ctdl or elm.");
}

}  // namespace

std::string_view form_word(DefinitionForm form) { return k_words.at(static_cast<std::size_t>(form)); }

std::optional<DefinitionForm> form_of_word(std::string_view word) {
  const auto found = std::ranges::find(k_words, word);
  if (found == k_words.end()) return std::nullopt;
  return static_cast<DefinitionForm>(found - k_words.begin());
}

bool can_write(DefinitionForm form) {
  return form != DefinitionForm::badge_class && form != DefinitionForm::edubadges && form != DefinitionForm::csv;
}

Result<DefinitionForm> detect_form(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || bytes[first] != '{') return DefinitionForm::toml;
  return DefinitionForm::json;
}

Result<std::vector<ReadDefinition>> read_definitions(std::string_view bytes, DefinitionForm form, std::string_view name) {
  std::vector<ReadDefinition> out;
  if (form == DefinitionForm::toml || form == DefinitionForm::json) {
    CAIRN_TRY(domain::MicroCredentialFields fields, read_definition_fields({name, bytes, ""}));
    out.push_back({std::move(fields), "", {}, {}, ""});
  } else {
    CAIRN_TRY(std::vector<exchange::Imported> read, read_document(bytes, form));
    for (exchange::Imported& one : read) out.push_back({std::move(one.fields), "", std::move(one.left), {}, ""});
  }
  for (ReadDefinition& one : out) look_through(one);
  return out;
}

Result<WrittenDefinition> write_definition(const domain::MicroCredentialFields& fields, DefinitionForm form) {
  if (form == DefinitionForm::toml) return WrittenDefinition{definition_text(fields), {}};
  if (form == DefinitionForm::json) return WrittenDefinition{definition_json(fields) + "\n", {}};
  domain::MicroCredentialFields named = fields;
  if (named.organisation.id.empty()) named.organisation.id = exchange::k_left_to_the_key;
  CAIRN_TRY(const domain::MicroCredential definition, domain::make_micro_credential(std::move(named)));
  Arena arena;
  exchange::Exported written;
  switch (form) {
    case DefinitionForm::ctdl: written = exchange::to_ctdl(definition, arena); break;
    case DefinitionForm::elm: written = exchange::to_elm(definition, arena); break;
    default:
      return fail(Kind::refused, "definition.form", "\"" + std::string(form_word(form)) + "\" cannot be written",
                  "Use toml, json, ctdl, elm, schema-org or achievement.");
  }
  return WrittenDefinition{json::to_text(written.document, json::Layout::indented) + "\n", std::move(written.left)};
}

}  // namespace cairn::app
