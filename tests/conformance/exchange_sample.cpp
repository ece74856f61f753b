#include "conformance/exchange_sample.hpp"

#include "app/definition_text.hpp"
#include "base/arena.hpp"
#include "json/value.hpp"

namespace cairn::conformance {
namespace {

// All that an import can fill, as one text.
std::string words_of(const domain::MicroCredentialFields& fields) { return app::definition_json(fields); }

std::string step(std::string_view name) {
  std::string out = "/";
  for (const char c : name) out += c == '~' ? std::string("~0") : c == '/' ? std::string("~1") : std::string(1, c);
  return out;
}

void each_leaf(json::Value& value, const std::string& pointer, const std::function<void(json::Value&, const std::string&)>& visit) {
  if (value.is_object()) {
    for (json::Member& member : value.object()) each_leaf(member.value, pointer + step(member.name), visit);
  } else if (value.is_array()) {
    for (std::uint32_t i = 0; i < value.array().size(); ++i) each_leaf(value.array()[i], pointer + "/" + std::to_string(i), visit);
  } else {
    visit(value, pointer);
  }
}

bool is_left(const std::vector<std::string>& left, const std::string& pointer) {
  for (const std::string& one : left) {
    if (pointer == one || pointer.starts_with(one + "/")) return true;
  }
  return false;
}

json::Value other(const json::Value& leaf, Arena& arena) {
  if (leaf.is_string()) return json::Value::string(arena.concatenate(leaf.text(), "9"));
  if (leaf.is_boolean()) return json::Value::boolean(!leaf.as_boolean());
  return json::Value::number("987");
}

}  // namespace

const domain::MicroCredential& full_definition() {
  static const domain::MicroCredential k_definition = [] {
    const domain::Party college{"Ardmore College", "https://ardmore.example/"};
    domain::MicroCredentialFields fields;
    fields.id = "https://badges.ardmore.example/m/care";
    fields.version = "2026.1";
    fields.name = "Care conversations";
    fields.description = "Leading a first conversation.";
    fields.language = "en-GB";
    fields.human_code = "CC1";
    fields.tags = {"care"};
    fields.criteria_narrative = "Lead three conversations.";
    fields.criteria_url = "https://ardmore.example/care";
    fields.workload_hours = *domain::parse_amount("97.5");
    fields.organisation = {"https://care.example/", "Ardmore Care", "https://care.example/about", ""};
    fields.level = domain::Level{"SCQF", "8", "", ""};
    fields.credit = domain::Credit{"SCQF", domain::Amount::whole(10), "", {}, college};
    fields.further_credits = {{"ECTS", *domain::parse_amount("4.875")}};
    fields.outcomes = {{"Prepare a conversation.", ""}};
    fields.alignments = {{"develop digital content", "http://data.europa.eu/esco/skill/5fd5c985-eaaa-47aa-8314-62359c54505a", "ESCO", "", "", ""}};
    fields.assessment.types = {"portfolio"};
    fields.assessment.identity_assurance = "unsupervised-unverified";
    fields.quality = {"accreditation", "Each year.", college};
    fields.stacking = {"stand-alone", {{"Certificate", "https://ardmore.example/certificate"}}};
    fields.participation = "blended";
    fields.prerequisites = "None.";
    fields.delivered_by = {{"Academy", "https://academy.example/"}};
    fields.required_definitions = {"https://badges.ardmore.example/m/listening"};
    fields.validity_months = 36;
    fields.listing.subject_code = "100476";
    fields.listing.subject_scheme = "HECoS";
    fields.listing.recognised_by = {college};
    fields.offer.duration = "P6W";
    fields.offer.location = "Ardmore";
    fields.offer.audience = "Care workers.";
    fields.offer.url = "https://ardmore.example/enrol";
    fields.offer.prices = {{*domain::parse_amount("99.5"), "GBP", "with a grant"}};
    fields.tasks = {{"talk", "A recorded talk", "oral", {}, {}, "", "", ""}};
    fields.translations = {{"name", "gd", "Còmhraidhean cùraim"}};
    return domain::make_micro_credential(std::move(fields)).value();
  }();
  return k_definition;
}

void judge_nothing_lost(Suite& suite, const std::string& id, const json::Value& document, const Read& read, const MayBeStructure& is_structure) {
  Arena arena;
  json::Value copy = json::clone(document, arena);
  const auto before = read(copy);
  if (!before) return suite.fail(id, before.error().detail);
  const std::string words = words_of(before->fields);
  std::string lost;
  std::size_t count = 0;
  each_leaf(copy, "", [&](json::Value& leaf, const std::string& pointer) {
    if (is_left(before->left, pointer) || is_structure(pointer)) return;
    ++count;
    const json::Value kept = leaf;
    leaf = other(leaf, arena);
    const auto after = read(copy);
    leaf = kept;
    if (after && words_of(after->fields) == words && after->left == before->left) lost += " " + pointer;
  });
  suite.check(id, lost.empty() && count > 0, count == 0 ? "nothing was read" : "was neither read nor named as left:" + lost);
}

}  // namespace cairn::conformance
