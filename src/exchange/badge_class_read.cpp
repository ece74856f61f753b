#include <algorithm>
#include <array>

#include "base/iri.hpp"
#include "domain/framework.hpp"
#include "domain/vocabulary.hpp"
#include "exchange/badge_extensions.hpp"
#include "exchange/exchange.hpp"
#include "exchange/foreign_words.hpp"
#include "exchange/ledger.hpp"
#include "exchange/listed.hpp"
#include "exchange/profile.hpp"
#include "exchange/words.hpp"

namespace cairn::exchange {
namespace {

using domain::MicroCredentialFields;
using json::Value;

// As interfaces answer with a list: Badgr, edubadges.
constexpr std::array<std::string_view, 6> k_lists = {"result", "results", "badgeClasses", "badgeclasses", "badges", "@graph"};

// Open Badges 2.0, Badgr's API v2 ("camelCase") and edubadges ("snake_case") name the same things.
class BadgeClassReader {
 public:
  BadgeClassReader(const Value& node, BadgeClassDialect dialect, Ledger& ledger) : node_(node), dialect_(dialect), ledger_(ledger), words_(ledger, out_) {}

  MicroCredentialFields read() {
    out_.achievement_type = "Badge";
    take_type(node_, ledger_);
    take_empty_members(node_, ledger_);
    if (node_.find("entityType") != nullptr && node_.find("entityType")->is_string("BadgeClass")) ledger_.take(node_.find("entityType"));
    read_language();
    read_names();
    read_criteria();
    read_expiry();
    for (const char* name : {"alignment", "alignments"}) {
      each(node_.find(name), [this](const Value& one) {
        if (auto found = take_alignment(one, ledger_)) out_.alignments.push_back(std::move(*found));
        take_empty_members(one, ledger_);
      });
    }
    read_issuer();
    read_extensions();
    if (dialect_ == BadgeClassDialect::edubadges) read_edubadges();
    return std::move(out_);
  }

 private:
  const Value* any(std::initializer_list<const char*> names) const {
    for (const char* name : names) {
      const Value* found = node_.find(name);
      if (found != nullptr && !found->is_null()) return found;
    }
    return nullptr;
  }
  std::string text(std::initializer_list<const char*> names) { return take_text(any(names), ledger_); }

  void read_language() {
    const Value* language = any({"@language", "inLanguage", "language"});
    if (language == nullptr || !language->is_string() || !domain::is_language_tag(language->text())) return;
    out_.language = take_text(language, ledger_);
  }

  void read_names() {
    for (const char* name : {"id", "@id", "openBadgeId", "public_url", "publicUrl", "jsonld_id"}) {
      const Value* id = node_.find(name);
      if (id == nullptr || !id->is_string() || !is_absolute_iri(id->text())) continue;
      if (out_.id.empty()) out_.id = take_text(id, ledger_);
      else if (id->is_string(out_.id)) ledger_.take(id);
    }
    out_.name = words_.take(node_.find("name"), "name");
    out_.description = words_.take(node_.find("description"), "description");
    if (std::string version = text({"version"}); !version.empty()) out_.version = std::move(version);
    out_.tags = take_texts(any({"tags", "tag"}), ledger_);
    take_image(any({"image", "image_url", "imageUrl"}), out_, ledger_);
  }

  void read_criteria() {
    const Value* criteria = first_of(node_.find("criteria"));
    if (is_web_address(criteria)) out_.criteria_url = take_text(criteria, ledger_);
    else if (criteria != nullptr && criteria->is_string()) out_.criteria_narrative = take_text(criteria, ledger_);
    if (criteria != nullptr && criteria->is_object()) {
      if (is_web_address(criteria->find("id"))) out_.criteria_url = take_text(criteria->find("id"), ledger_);
      out_.criteria_narrative = take_text(criteria->find("narrative"), ledger_);
      take_type(*criteria, ledger_);
    }
    const Value* url = any({"criteriaUrl", "criteria_url"});
    if (out_.criteria_url.empty() && is_web_address(url)) out_.criteria_url = take_text(url, ledger_);
    if (out_.criteria_narrative.empty()) out_.criteria_narrative = text({"criteriaNarrative", "criteria_text", "criteriaText", "criteria_narrative"});
  }

  // Days and weeks are no months.
  void read_expiry() {
    const Value* expires = any({"expires", "expiration"});
    if (expires == nullptr) return;
    take_empty_members(*expires, ledger_);
    const Value* amount = expires->find("amount");
    const std::string_view unit = expires->text_of("duration");
    const auto number = amount != nullptr && amount->is_number() ? domain::level_number(amount->number_text()) : std::nullopt;
    const int months = unit == "months" || unit == "month" ? 1 : unit == "years" || unit == "year" ? 12 : 0;
    if (!number || months == 0) return;
    out_.validity_months = *number * months;
    ledger_.take(amount);
    ledger_.take(expires->find("duration"));
  }

  void read_issuer() {
    const Value* issuer = any({"issuerOpenBadgeId", "issuer"});
    const Value* inner = node_.find("issuer");
    out_.organisation = take_organisation(issuer, ledger_);
    if (issuer == inner || inner == nullptr) return;
    if (inner->is_object()) {
      const std::string id = out_.organisation.id;
      out_.organisation = take_organisation(inner, ledger_);
      out_.organisation.id = id;
    } else if (inner->is_string()) {
      ledger_.take(inner);  // the same organisation by its short name
    }
  }

  void read_extensions() {
    for (const BadgeExtension& extension : extensions_of(node_)) {
      if (read_extension(extension)) take_extension(extension, ledger_);
    }
  }

  bool read_extension(const BadgeExtension& extension) {
    if (dialect_ != BadgeClassDialect::edubadges) return false;
    const Value* const value = extension.value;
    if (value == nullptr) return false;
    const auto amount = amount_of(value);
    if (extension.name == "ECTSExtension" && amount && !amount->is_zero()) {
      out_.credit = domain::Credit{"ECTS", *amount};
      return true;
    }
    const bool has_hours = (extension.name == "StudyLoadExtension" || extension.name == "TimeInvestmentExtension") && amount;
    if (has_hours && !out_.workload_hours) {
      out_.workload_hours = amount;
      return true;
    }
    if (extension.name == "EQFExtension" && amount && domain::has_level("EQF", domain::to_text(*amount))) {
      const std::string code = domain::to_text(*amount);
      out_.level = domain::Level{"EQF", code, "", ""};
      return true;
    }
    if (!value->is_string()) return false;
    if (extension.name == "LearningOutcomeExtension") {
      add_outcomes(value->text());
      return true;
    }
    return extension.name == "LanguageExtension" && set_language(value->text());
  }

  // Written as one text, often a list with a mark before each line.
  void add_outcomes(std::string_view text) {
    std::vector<std::string> lines;
    add_listed(text, '\n', lines);
    std::vector<std::string> marked;
    for (const std::string& line : lines) {
      if (line.size() > 2 && (line.starts_with("* ") || line.starts_with("- "))) marked.push_back(line.substr(2));
    }
    if (marked.size() < 2) {
      if (text.find_first_not_of(" \r\n\t") != std::string_view::npos) out_.outcomes.push_back({std::string(text)});
      return;
    }
    for (std::string& one : marked) out_.outcomes.push_back({std::move(one)});
  }

  // "nl_NL", and "en_EN" for English.
  bool set_language(std::string_view text) {
    std::string tag(text.substr(0, text.find('_')));
    if (text.find('_') == std::string_view::npos) tag = std::string(text);
    if (!domain::is_language_tag(tag)) return false;
    out_.language = std::move(tag);
    return true;
  }

  void read_edubadges() {
    read_kind();
    std::vector<std::string> modes;
    const Value* participation = any({"participation"});
    each(participation, [&](const Value& one) {
      if (one.is_string()) add_listed(one.text(), ',', modes);
    });
    const std::string_view mode = modes.size() == 1 ? participation_named(modes[0]) : std::string_view();
    if (!mode.empty()) {
      out_.participation = mode;
      ledger_.take(participation);
    }
    each(any({"assessment_type", "assessmentType"}), [this](const Value& one) {
      if (one.is_string()) add_listed(one.text(), ',', out_.assessment.types);
      if (one.is_string()) ledger_.take(&one);
    });
    read_identity(any({"assessment_supervised", "assessmentSupervised"}), any({"assessment_id_verified", "assessmentIdVerified"}));
    read_quality();
    const Value* evidence = any({"evidence_required", "evidenceRequired"});
    if (const auto required = truth_of(evidence)) {
      if (*required) out_.evidence = domain::EvidencePolicy::required;
      ledger_.take(evidence);
    }
  }

  void read_kind() {
    const Value* micro = any({"is_micro_credentials", "isMicroCredentials"});
    const Value* kind = any({"badge_class_type", "badgeClassType", "typeBadgeClass", "type_badge_class"});
    const bool is_micro = truth_of(micro).value_or(false) || (kind != nullptr && kind->is_string() && achievement_type_named(kind->text()) == "MicroCredential");
    if (is_micro) out_.achievement_type = "MicroCredential";
    if (truth_of(micro)) ledger_.take(micro);
    if (is_micro) ledger_.take(kind);
    const Value* stackable = any({"stackable"});
    const auto stacks = truth_of(stackable);
    if (!stacks) return;
    if (*stacks) out_.stacking.kind = "stackable";
    ledger_.take(stackable);
  }

  // Whether a supervised and verified assessment took place online or on site, only the way of taking part can say.
  void read_identity(const Value* supervised, const Value* verified) {
    const auto is_supervised = truth_of(supervised);
    const auto is_verified = truth_of(verified);
    if (!is_supervised || !is_verified) return;
    std::string_view word;
    if (!*is_verified) word = *is_supervised ? "supervised-unverified" : "unsupervised-unverified";
    else if (*is_supervised && out_.participation == "online") word = "supervised-online-verified";
    else if (*is_supervised && out_.participation == "onsite") word = "supervised-onsite-verified";
    if (word.empty()) return;
    out_.assessment.identity_assurance = word;
    ledger_.take(supervised);
    ledger_.take(verified);
  }

  void read_quality() {
    const Value* url = any({"quality_assurance_url", "qualityAssuranceUrl"});
    const Value* name = any({"quality_assurance_name", "qualityAssuranceName"});
    if (is_web_address(url) && name != nullptr && name->is_string() && !name->text().empty()) {
      out_.quality.assured_by = domain::Party{take_text(name, ledger_), take_text(url, ledger_)};
    }
    out_.quality.statement = text({"quality_assurance_description", "qualityAssuranceDescription"});
  }

  const Value& node_;
  BadgeClassDialect dialect_;
  Ledger& ledger_;
  MicroCredentialFields out_;
  WordsReader words_;
};

bool is_of_type(const Value& node, std::string_view wanted) {
  bool out = false;
  for (const char* name : {"type", "@type", "entityType"}) {
    each(node.find(name), [&](const Value& type) { out = out || type.is_string(wanted); });
  }
  return out;
}

// A badge class says so, or has a name and criteria and no type that says otherwise. An Assertion may carry one.
const Value* badge_class_of(const Value& node) {
  if (!node.is_object()) return nullptr;
  if (is_of_type(node, "BadgeClass")) return &node;
  const Value* badge = node.find("badge");
  if (badge != nullptr && badge->is_object()) return badge;
  if (is_of_type(node, "Assertion") || is_of_type(node, "Issuer") || is_of_type(node, "Achievement") || node.find("name") == nullptr) return nullptr;
  for (const char* name : {"criteria", "criteriaUrl", "criteriaNarrative", "criteria_text", "criteriaText", "criteria_url", "badgeclassextension_set", "extensions"}) {
    if (node.find(name) != nullptr) return &node;
  }
  return nullptr;
}

const Value& inside_data(const Value& document, std::string& place) {
  const Value* data = document.find("data");
  if (data == nullptr || data->is_null()) return document;
  place = "/data";
  return *data;
}

struct FoundClasses {
  std::vector<ListedNode> nodes;    // badge classes
  std::vector<std::string> places;  // of what holds each
};

FoundClasses find_classes(const Value& document) {
  FoundClasses out;
  std::string base;
  for (const ListedNode& holder : list_nodes(inside_data(document, base), k_lists)) {
    const Value* found = badge_class_of(*holder.value);
    if (found == nullptr) continue;
    out.nodes.push_back({found, base + holder.place + (found == holder.value ? "" : "/badge")});
    out.places.push_back(base + holder.place);
  }
  return out;
}

}  // namespace

Result<std::vector<Imported>> from_badge_class(const json::Value& document, BadgeClassDialect dialect) {
  const FoundClasses found = find_classes(document);
  if (found.nodes.empty()) {
    return fail(Kind::malformed, "exchange.badgeclass", "it holds no BadgeClass of Open Badges 2.0",
                "Give a BadgeClass, a list of them, or what Badgr's API answers for badgeclasses.");
  }
  Ledger ledger(document);
  ledger.take(document.find("@context"));
  std::vector<Imported> out;
  std::map<std::string, std::size_t, std::less<>> places;
  for (std::size_t i = 0; i < found.nodes.size(); ++i) {
    places.emplace(found.places[i], i);
    ledger.take(found.nodes[i].value->find("@context"));
    out.push_back({BadgeClassReader(*found.nodes[i].value, dialect, ledger).read(), {}, found.nodes[i].place});
  }
  share_out(ledger.left(), places, out);
  return out;
}

bool has_edubadges_members(const json::Value& document) {
  constexpr std::array<std::string_view, 9> k_members = {"assessment_id_verified", "assessmentIdVerified", "assessment_supervised",
                                                         "is_micro_credentials",   "isMicroCredentials",   "badge_class_type",
                                                         "badgeClassType",         "badgeclassextension_set", "quality_assurance_name"};
  constexpr std::array<std::string_view, 5> k_extensions = {"ECTSExtension", "EQFExtension", "LearningOutcomeExtension", "EducationProgramIdentifierExtension",
                                                            "TimeInvestmentExtension"};
  for (const ListedNode& node : find_classes(document).nodes) {
    for (const std::string_view name : k_members) {
      if (node.value->find(name) != nullptr) return true;
    }
    for (const BadgeExtension& extension : extensions_of(*node.value)) {
      if (std::ranges::find(k_extensions, extension.name) != k_extensions.end()) return true;
    }
  }
  return false;
}

}  // namespace cairn::exchange
