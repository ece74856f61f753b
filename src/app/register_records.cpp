#include "app/register_records.hpp"

#include <algorithm>
#include <array>

#include "app/definition_facts.hpp"
#include "app/definition_text.hpp"
#include "app/table_reader.hpp"
#include "app/tree.hpp"

namespace cairn::app {
namespace {

constexpr std::array<std::string_view, 3> k_outcomes = {"yes", "no", "with-conditions"};  // in the order of domain::ActOutcome

Failure wrong_body(const store::Record& record, const std::string& what) {
  return fail(Kind::corrupt, "register.body", store::to_text(record.key) + ": " + what,
              "The record was not written by this program, or was damaged since: run cairn fsck.");
}

/// Reads a record's body with what `read` takes out of it.
template <class Value, class Read>
Result<Value> read_body(const store::Record& record, const Read& read) {
  const auto root = read_json_tree(record.body, "record");
  if (!root) return wrong_body(record, root.error().detail);
  Value out;
  DefinitionNotes notes;
  TableReader table(*root, "", notes);
  read(table, out);
  table.finish();
  if (!notes.problems.empty()) return wrong_body(record, notes.problems.front().text);
  return out;
}

}  // namespace

std::string organisation_body(const domain::RegisteredOrganisation& organisation) {
  TomlValue root;
  TreeWriter out(root);
  out.text("id", organisation.id);
  out.text("name", organisation.name);
  out.texts("kinds", organisation.kinds);
  out.text("identifier", organisation.identifier);
  out.text("url", organisation.url);
  out.text("email", organisation.email);
  out.text("country", organisation.country);
  out.text("governance", organisation.governance);
  return json_of(root);
}

std::string person_body(const domain::Person& person) {
  TomlValue root;
  TreeWriter out(root);
  out.text("id", person.id);
  out.text("name", person.name);
  out.text("email", person.email);
  for (const domain::RoleGrant& grant : person.roles) {
    out.item("roles", [&](TreeWriter& table) {
      table.text("role", grant.role);
      table.text("organisation", grant.organisation);
      table.text("from", grant.from);
      table.text("until", grant.until);
      table.text("granted_by", grant.granted_by);
    });
  }
  return json_of(root);
}

std::string definition_body(const DefinitionRecord& record) {
  TomlValue root;
  TreeWriter out(root);
  out.text("organisation", record.organisation);
  out.texts("partners", record.partners);
  out.texts("editors", record.editors);
  out.whole("ordinal", record.ordinal);
  root.members.push_back({"definition", 0, definition_tree(record.fields)});
  return json_of(root);
}

std::string act_body(const domain::Act& act) {
  TomlValue root;
  TreeWriter out(root);
  out.whole("number", act.number);
  out.text("kind", act.kind);
  out.text("by", act.by);
  out.texts("roles", act.roles);
  out.text("at", format_instant(act.at));
  out.text("outcome", domain::outcome_word(act.outcome));
  for (const domain::ActFact& fact : act.facts) {
    out.item("facts", [&](TreeWriter& table) {
      table.text("name", fact.name);
      table.text("text", fact.text);
    });
  }
  out.texts("conditions", act.conditions);
  out.texts("met", act.met);
  out.text("material_digest", act.material_digest);
  return json_of(root);
}

Result<domain::RegisteredOrganisation> organisation_of(const store::Record& record) {
  return read_body<domain::RegisteredOrganisation>(record, [](TableReader& table, domain::RegisteredOrganisation& out) {
    table.text("id", out.id);
    table.text("name", out.name);
    table.texts("kinds", out.kinds);
    table.text("identifier", out.identifier);
    table.text("url", out.url);
    table.text("email", out.email);
    table.text("country", out.country);
    table.text("governance", out.governance);
  });
}

Result<domain::Person> person_of(const store::Record& record) {
  return read_body<domain::Person>(record, [](TableReader& table, domain::Person& out) {
    table.text("id", out.id);
    table.text("name", out.name);
    table.text("email", out.email);
    table.tables("roles", [&](TableReader& item) {
      domain::RoleGrant& grant = out.roles.emplace_back();
      item.text("role", grant.role);
      item.text("organisation", grant.organisation);
      item.text("from", grant.from);
      item.text("until", grant.until);
      item.text("granted_by", grant.granted_by);
    });
  });
}

Result<DefinitionRecord> definition_of(const store::Record& record) {
  const auto root = read_json_tree(record.body, "record");
  if (!root) return wrong_body(record, root.error().detail);
  DefinitionRecord out;
  DefinitionNotes notes;
  TableReader table(*root, "", notes);
  table.text("organisation", out.organisation);
  table.texts("partners", out.partners);
  table.texts("editors", out.editors);
  std::optional<int> ordinal;
  table.integer("ordinal", ordinal);
  out.ordinal = ordinal.value_or(1);
  table.table("definition", [&](TableReader& inner) { read_definition_table(inner, out.fields); });
  table.finish();
  if (!notes.problems.empty()) return wrong_body(record, notes.problems.front().text);
  return out;
}

Result<domain::Act> act_of(const store::Record& record) {
  std::string at;
  CAIRN_TRY(domain::Act act, read_body<domain::Act>(record, [&at](TableReader& table, domain::Act& out) {
    std::optional<int> number;
    table.integer("number", number);
    out.number = number.value_or(0);
    table.text("kind", out.kind);
    table.text("by", out.by);
    table.texts("roles", out.roles);
    table.text("at", at);
    if (const auto word = table.word("outcome", k_outcomes)) out.outcome = static_cast<domain::ActOutcome>(*word);
    table.tables("facts", [&](TableReader& item) {
      domain::ActFact& fact = out.facts.emplace_back();
      item.text("name", fact.name);
      item.text("text", fact.text);
    });
    table.texts("conditions", out.conditions);
    table.texts("met", out.met);
    table.text("material_digest", out.material_digest);
  }));
  const auto when = parse_date_time_stamp(at);
  if (!when) return wrong_body(record, "at: " + when.error().detail);
  act.at = *when;
  return act;
}

}  // namespace cairn::app
