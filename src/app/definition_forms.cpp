#include "app/definition_forms.hpp"

#include <algorithm>
#include <array>

#include "app/definition.hpp"
#include "app/definition_sheet.hpp"
#include "app/definition_text.hpp"
#include "base/iri.hpp"
#include "exchange/exchange.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "openbadges/credential.hpp"

namespace cairn::app {
namespace {

using domain::MicroCredentialFields;

constexpr std::array<std::string_view, 9> k_words = {"toml",        "json",       "ctdl",      "elm", "schema-org",
                                                      "achievement", "badgeclass", "edubadges", "csv"};
constexpr std::size_t k_shown_problems = 20;

using ReadOne = Result<exchange::Imported> (*)(const json::Value&);

// The document, or each item of a list; all of them, or none.
Result<std::vector<exchange::Imported>> read_each(const json::Value& document, ReadOne read) {
  std::vector<exchange::Imported> out;
  if (!document.is_array() || document.array().empty()) {
    CAIRN_TRY(exchange::Imported one, read(document));
    out.push_back(std::move(one));
    return out;
  }
  for (std::uint32_t i = 0; i < document.array().size(); ++i) {
    CAIRN_TRY(exchange::Imported one, read(document.array()[i]));
    one.place = "/" + std::to_string(i);
    for (std::string& pointer : one.left) pointer.insert(0, one.place);
    out.push_back(std::move(one));
  }
  return out;
}

Result<std::vector<exchange::Imported>> read_document(const json::Value& document, DefinitionForm form) {
  using exchange::BadgeClassDialect;
  switch (form) {
    case DefinitionForm::ctdl: return read_each(document, exchange::from_ctdl);
    case DefinitionForm::elm: return read_each(document, exchange::from_elm);
    case DefinitionForm::schema_org: return exchange::from_schema_org(document);
    case DefinitionForm::achievement: return exchange::from_achievement(document);
    case DefinitionForm::badge_class: return exchange::from_badge_class(document, BadgeClassDialect::open_badges);
    case DefinitionForm::edubadges: return exchange::from_badge_class(document, BadgeClassDialect::edubadges);
    case DefinitionForm::toml:
    case DefinitionForm::json:
    case DefinitionForm::csv: break;
  }
  return fail(Kind::refused, "definition.form", "\"" + std::string(form_word(form)) + "\" is no form of JSON-LD", "Name another form.");
}

Failure unknown_form() {
  return fail(Kind::malformed, "definition.form", "this is none of the forms of a definition that are known",
              "Name the form: ctdl, elm, schema-org, achievement, badgeclass, edubadges, csv; a CASE framework is read with --from case.");
}

// Every form's reader knows its own.
std::optional<DefinitionForm> form_of_document(const json::Value& document) {
  for (const DefinitionForm form : {DefinitionForm::ctdl, DefinitionForm::elm, DefinitionForm::schema_org, DefinitionForm::achievement}) {
    if (read_document(document, form)) return form;
  }
  if (!read_document(document, DefinitionForm::badge_class)) return std::nullopt;
  return exchange::has_edubadges_members(document) ? DefinitionForm::edubadges : DefinitionForm::badge_class;
}

std::string hint_of(const json::Value& document, DefinitionForm asked) {
  const auto form = form_of_document(document);
  return form && *form != asked ? "It looks like " + std::string(form_word(*form)) + "." : std::string();
}

Failure too_many(std::size_t count) {
  return fail(Kind::exhausted, "definition.count", "the file describes " + std::to_string(count) + " definitions",
              "Give at most " + std::to_string(k_most_definitions) + " at once.");
}

void fill(std::string& text, std::string_view with) {
  if (text.empty()) text = with;
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

void look_through(ReadDefinition& read) {
  MicroCredentialFields fields = read.fields;
  if (!is_absolute_iri(fields.organisation.id)) fields.organisation.id = exchange::k_left_to_the_key;  // whose key signs is the issuer
  const auto made = domain::make_micro_credential(fields);
  if (made) return;
  if (made.error().code != "domain.required") {
    read.problems.push_back(made.error().detail);
    return;
  }
  read.lacking = made.error().detail;
  fill(fields.id, "urn:cairn:draft");
  for (std::string* text : {&fields.name, &fields.description, &fields.organisation.name, &fields.criteria_narrative}) fill(*text, "-");
  if (!fields.image_url.empty()) fill(fields.image_caption, "-");
  const auto filled = domain::make_micro_credential(std::move(fields));
  if (!filled && filled.error().code != "domain.required") read.problems.push_back(filled.error().detail);
}

Result<void> refuse_problems(std::span<const ReadDefinition> read) {
  std::string detail;
  std::size_t count = 0;
  for (const ReadDefinition& each : read) {
    for (const std::string& problem : each.problems) {
      if (++count > k_shown_problems) continue;
      detail += (detail.empty() ? "" : "\n") + (each.place.empty() ? std::string() : each.place + ": ") + problem;
    }
  }
  if (count == 0) return {};
  if (count > k_shown_problems) detail += "\nand " + std::to_string(count - k_shown_problems) + " more";
  return fail(Kind::malformed, "definition.rows", detail, "Correct what is named; nothing was taken over.");
}

Result<DefinitionForm> detect_form(std::string_view bytes) {
  const std::size_t first = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n", first);
  if (begin != std::string_view::npos && (bytes[begin] == '{' || bytes[begin] == '[')) {
    Arena arena;
    CAIRN_TRY(const json::Value document, json::read(bytes, arena));
    if (read_definition_fields({"", bytes, ""})) return DefinitionForm::json;
    const auto form = form_of_document(document);
    if (!form) return unknown_form();
    return *form;
  }
  const auto own = read_definition_fields({"", bytes, ""});
  if (own || own.error().code == "definition.unknown-key" || own.error().code == "definition.type") return DefinitionForm::toml;
  if (is_definition_sheet(bytes)) return DefinitionForm::csv;
  return unknown_form();
}

Result<std::vector<ReadDefinition>> read_definitions(std::string_view bytes, DefinitionForm form, std::string_view name) {
  if (form == DefinitionForm::csv) return read_definition_sheet(bytes);
  std::vector<ReadDefinition> out;
  if (form == DefinitionForm::toml || form == DefinitionForm::json) {
    CAIRN_TRY(MicroCredentialFields fields, read_definition_fields({name, bytes, ""}));
    out.push_back({std::move(fields), "", {}, {}, ""});
  } else {
    Arena arena;
    CAIRN_TRY(const json::Value document, json::read(bytes, arena));
    Result<std::vector<exchange::Imported>> read = read_document(document, form);
    if (!read) {
      Error error = read.error();
      const std::string hint = hint_of(document, form);
      if (!hint.empty()) error.hint = hint;
      return Failure(std::move(error));
    }
    if (read->size() > k_most_definitions) return too_many(read->size());
    for (exchange::Imported& each : *read) out.push_back({std::move(each.fields), std::move(each.place), std::move(each.left), {}, ""});
  }
  for (ReadDefinition& each : out) look_through(each);
  return out;
}

Result<WrittenDefinition> write_definition(const MicroCredentialFields& fields, DefinitionForm form) {
  if (form == DefinitionForm::toml || form == DefinitionForm::json) {
    MicroCredentialFields own = fields;
    if (own.organisation.id == exchange::k_left_to_the_key) own.organisation.id.clear();
    return WrittenDefinition{form == DefinitionForm::toml ? definition_text(own) : definition_json(own) + "\n", {}};
  }
  if (!can_write(form)) {
    return fail(Kind::refused, "definition.form", "\"" + std::string(form_word(form)) + "\" is only read",
                "Use toml, json, ctdl, elm, schema-org or achievement.");
  }
  MicroCredentialFields named = fields;
  if (named.organisation.id.empty()) named.organisation.id = exchange::k_left_to_the_key;
  CAIRN_TRY(const domain::MicroCredential definition, domain::make_micro_credential(std::move(named)));
  Arena arena;
  exchange::Exported written;
  if (form == DefinitionForm::ctdl) written = exchange::to_ctdl(definition, arena);
  if (form == DefinitionForm::elm) written = exchange::to_elm(definition, arena);
  if (form == DefinitionForm::schema_org) written = exchange::to_schema_org(definition, arena);
  std::optional<openbadges::DefinitionTemplate> achievement;  // lives as long as what is written shares of it
  if (form == DefinitionForm::achievement) {
    achievement.emplace(definition);
    written = {openbadges::to_achievement(*achievement, arena), exchange::left_by_achievement(definition.fields())};
    if (definition->organisation.id == exchange::k_left_to_the_key) written.document.object().erase("creator");
  }
  return WrittenDefinition{json::to_text(written.document, json::Layout::indented) + "\n", std::move(written.left)};
}

}  // namespace cairn::app
