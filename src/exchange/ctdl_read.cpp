#include "base/iri.hpp"
#include "domain/vocabulary.hpp"
#include "exchange/ctdl_words.hpp"
#include "exchange/exchange.hpp"
#include "exchange/foreign_words.hpp"
#include "exchange/ledger.hpp"
#include "exchange/words.hpp"

namespace cairn::exchange {
namespace {

using domain::MicroCredentialFields;
using json::Value;

Failure not_ctdl(std::string what) {
  return fail(Kind::malformed, "exchange.ctdl", std::move(what), "Give the CTDL description of a credential, learning opportunity or assessment.");
}

// "ceterms:" must stand for CTDL. Registries name a context by address, which defines it so.
bool means_ctdl(const Value* context) {
  bool out = true;
  each(context, [&](const Value& one) {
    const Value* prefix = one.find("ceterms");
    if (prefix != nullptr && !prefix->is_string("http://purl.org/ctdl/terms/") && !prefix->is_string("https://purl.org/ctdl/terms/")) out = false;
  });
  return out;
}

class CtdlReader {
 public:
  explicit CtdlReader(const Value& document) : document_(document), ledger_(document), words_(ledger_, out_) {}

  Result<Imported> read() {
    if (!document_.is_object()) return not_ctdl("the document is no JSON object");
    if (!means_ctdl(document_.find("@context"))) return not_ctdl("ceterms does not stand for http://purl.org/ctdl/terms/");
    find_node();
    if (node_ == nullptr) return not_ctdl("it describes no credential, learning opportunity or assessment");
    ledger_.take(document_.find("@context"));
    read_names();
    read_parties();
    read_size();
    read_requirements();
    read_targets();
    read_circumstances();
    return Imported{std::move(out_), ledger_.left()};
  }

 private:
  void find_node() {
    const Value* graph = document_.find("@graph");
    each(graph == nullptr ? &document_ : graph, [this](const Value& one) {
      if (node_ != nullptr) return;
      each(one.find("@type"), [&](const Value& type) {
        const std::string_view known = type.is_string() ? achievement_type_of(type.text()) : std::string_view();
        if (node_ != nullptr || known.empty()) return;
        node_ = &one;
        out_.achievement_type = known;
        ledger_.take(&type);
      });
    });
  }

  const Value* member(std::string_view name) const { return node_->find(name); }
  std::string text(std::string_view name) { return take_text(member(name), ledger_); }

  void read_names() {
    out_.id = take_text(member("@id"), ledger_);
    read_language();
    out_.name = words_.take(member("ceterms:name"), "name");
    out_.description = words_.take(member("ceterms:description"), "description");
    out_.human_code = text("ceterms:codedNotation");
    const Value* identifier = first_of(member("ceterms:versionIdentifier"));
    if (identifier != nullptr && identifier->is_object()) {
      ledger_.take(identifier->find("@type"));
      identifier = identifier->find("ceterms:identifierValueCode");
    }
    const std::string version = take_text(identifier, ledger_);
    if (!version.empty()) out_.version = version;
    for (std::string& tag : take_texts(member("ceterms:keyword"), ledger_)) out_.tags.push_back(std::move(tag));
    each(member("ceterms:subject"), [this](const Value& one) {
      std::string name = take_text(one.is_object() ? one.find("ceterms:targetNodeName") : &one, ledger_);
      if (name.empty()) return;
      out_.tags.push_back(std::move(name));
      ledger_.take(one.find("@type"));
    });
    out_.criteria_url = text("ceterms:subjectWebpage");
    const Value* image = first_of(member("ceterms:image"));
    if (image != nullptr && image->is_string() && is_web_address(image->text())) out_.image_url = take_text(image, ledger_);
    read_ctid();
  }

  // Registries write tags ("en-US") and names ("English"); only tags have a place. The first is the definition's own.
  void read_language() {
    std::vector<std::string> tags;
    each(member("ceterms:inLanguage"), [&](const Value& one) {
      if (!one.is_string() || !(one.is_string("English") || domain::is_language_tag(one.text()))) return;
      tags.emplace_back(one.is_string("English") ? "en" : one.text());
      ledger_.take(&one);
    });
    words_.settle(tags.empty() ? std::string_view() : tags[0], member("ceterms:name"));
    if (tags.size() > 1) out_.offer.languages = std::move(tags);
  }

  // The Registry's own name for it: an alignment, so that both stay findable from each other.
  void read_ctid() {
    const std::string ctid = text("ceterms:ctid");
    if (ctid.empty() || out_.id.empty()) return;
    out_.alignments.push_back({out_.name, out_.id, "CTDL", ctid, "CTDL", ""});
  }

  std::optional<domain::Party> party(const Value& node) {
    const std::string id = take_id(&node, "@id", ledger_);
    if (id.empty()) return std::nullopt;
    std::string name = take_text(node.find("ceterms:name"), ledger_);
    ledger_.take(node.find("@type"));
    return domain::Party{name.empty() ? id : name, id};
  }

  void read_parties() {
    if (const Value* owner = first_of(member("ceterms:ownedBy"))) {
      out_.organisation.id = take_id(owner, "@id", ledger_);
      out_.organisation.name = take_text(owner->find("ceterms:name"), ledger_);
      out_.organisation.url = take_text(owner->find("ceterms:subjectWebpage"), ledger_);
      ledger_.take(owner->find("@type"));
    }
    each(member("ceterms:offeredBy"), [this](const Value& one) {
      if (auto found = party(one)) out_.delivered_by.push_back(std::move(*found));
    });
    each(member("ceterms:recognizedBy"), [this](const Value& one) {
      if (auto found = party(one)) out_.listing.recognised_by.push_back(std::move(*found));
    });
    each(member("ceterms:isPartOf"), [this](const Value& one) {
      if (auto found = party(one)) out_.stacking.towards.push_back(std::move(*found));
    });
    if (const Value* accreditor = first_of(member("ceterms:accreditedBy"))) {
      out_.quality.assured_by = party(*accreditor);
      if (out_.quality.assured_by) out_.quality.form = "accreditation";
    }
  }

  // The first that is hours is the workload; any other says how long it takes.
  void read_size() {
    each(member("ceterms:estimatedDuration"), [this](const Value& profile) {
      const Value* exact = first_of(profile.find("ceterms:exactDuration"));
      if (exact == nullptr || !exact->is_string()) return;
      const auto hours = hours_of_duration(exact->text());
      domain::OfferFacts probe;
      probe.duration = exact->text();
      if (hours && !out_.workload_hours) out_.workload_hours = hours;
      else if (out_.offer.duration.empty() && domain::check_offer(probe)) out_.offer.duration = probe.duration;
      else return;
      ledger_.take(exact);
      ledger_.take(profile.find("@type"));
    });
    const Value* renewal = first_of(member("ceterms:renewalFrequency"));
    if (const auto months = months_of(renewal)) {
      out_.validity_months = months;
      ledger_.take(renewal);
    }
    read_own_level();
    each(member("ceterms:creditValue"), [this](const Value& one) { read_credit(one); });
  }

  void read_credit(const Value& profile) {
    const Value* value = first_of(profile.find("schema:value"));
    const Value* unit = first_of(profile.find("ceterms:creditUnitType"));
    const Value* name = unit == nullptr ? nullptr : first_of(unit->find("ceterms:targetNodeName"));
    const bool has_text = value != nullptr && (value->is_number() || value->is_string());
    const auto amount = has_text ? domain::parse_amount(value->is_number() ? value->number_text() : value->text())
                                 : Result<domain::Amount>(domain::Amount());
    if (!has_text || !amount || amount->is_zero() || name == nullptr) return;
    domain::Credit credit;
    credit.framework = take_text(name, ledger_);
    credit.amount = *amount;
    ledger_.take(value);
    ledger_.take(unit->find("@type"));
    ledger_.take(profile.find("@type"));
    if (const Value* level = first_of(profile.find("ceterms:creditLevelType"))) {
      credit.level = take_text(level->find("ceterms:codedNotation"), ledger_);
      read_level(*level, credit);
      ledger_.take(level->find("@type"));
    }
    if (!out_.credit) out_.credit = std::move(credit);
    else out_.further_credits.push_back(std::move(credit));
  }

  // The level of the first credit is that of the definition, where nothing else says which it is.
  void read_level(const Value& node, const domain::Credit& credit) {
    const Value* framework = first_of(node.find("ceterms:frameworkName"));
    if (credit.level.empty() || framework == nullptr || !framework->is_string(credit.framework)) return;
    domain::Level level = level_at(node);
    level.code = credit.level;
    if (!out_.level) out_.level = std::move(level);
  }

  domain::Level level_at(const Value& node) {
    domain::Level out;
    out.framework = take_text(node.find("ceterms:frameworkName"), ledger_);
    out.name = take_text(node.find("ceterms:targetNodeName"), ledger_);
    const Value* target = first_of(node.find("ceterms:targetNode"));
    if (target != nullptr && target->is_string() && is_absolute_iri(target->text())) out.url = take_text(target, ledger_);
    return out;
  }

  // The Registry's own steps have no code; a framework's level has one.
  void read_own_level() {
    const Value* node = first_of(member("ceterms:audienceLevelType"));
    if (node == nullptr || first_of(node->find("ceterms:codedNotation")) == nullptr || first_of(node->find("ceterms:frameworkName")) == nullptr) return;
    domain::Level level = level_at(*node);
    level.code = take_text(node->find("ceterms:codedNotation"), ledger_);
    ledger_.take(node->find("@type"));
    if (!level.code.empty() && !level.framework.empty()) out_.level = std::move(level);
  }

  void read_requirements() {
    each(member("ceterms:requires"), [this](const Value& profile) {
      const std::string words = words_.take(profile.find("ceterms:description"), out_.criteria_narrative.empty() ? "criteria_narrative" : "");
      if (!words.empty()) out_.criteria_narrative += (out_.criteria_narrative.empty() ? "" : "\n\n") + words;
      for (const char* name : {"ceterms:description", "ceterms:experience", "ceterms:targetCredential", "ceterms:targetAssessment", "ceterms:targetCompetency"}) {
        if (profile.find(name) != nullptr) ledger_.take(profile.find("@type"));
      }
      if (out_.prerequisites.empty()) out_.prerequisites = words_.take(profile.find("ceterms:experience"), "prerequisites");
      each(profile.find("ceterms:targetCredential"), [this](const Value& one) {
        const Value* id = one.is_object() ? one.find("@id") : &one;
        if (id != nullptr && id->is_string() && is_absolute_iri(id->text())) out_.required_definitions.push_back(take_text(id, ledger_));
      });
      each(profile.find("ceterms:targetAssessment"), [this](const Value& one) { read_task(one); });
      targets(profile.find("ceterms:targetCompetency"), "ceasn:Competency");
    });
  }

  void read_task(const Value& node) {
    domain::AssessmentTask task;
    task.name = take_text(node.find("ceterms:name"), ledger_);
    if (task.name.empty()) return;
    const Value* code = first_of(node.find("ceterms:codedNotation"));
    if (code != nullptr && code->is_string() && is_key(code->text())) task.key = take_text(code, ledger_);
    if (task.key.empty()) task.key = key_of(task.name);
    if (task.key.empty()) task.key = "task-" + std::to_string(out_.tasks.size() + 1);
    const Value* method = first_of(node.find("ceterms:assessmentMethodType"));
    if (method != nullptr) {
      task.type = take_text(method->find("ceterms:targetNodeName"), ledger_);
      ledger_.take(method->find("@type"));
    }
    each(node.find("ceterms:assesses"), [&](const Value& one) {
      const Value* key = first_of(one.find("ceterms:codedNotation"));
      if (key == nullptr || !key->is_string() || !is_key(key->text()) || one.find("ceterms:targetNodeName") != nullptr) return;
      task.outcomes.push_back(take_text(key, ledger_));
      ledger_.take(one.find("@type"));
    });
    ledger_.take(node.find("@type"));
    out_.tasks.push_back(std::move(task));
  }

  // A competency of no framework is what the learner can do: an outcome.
  bool read_outcome(const Value& node) {
    if (node.find("ceterms:alignmentType") != nullptr || node.find("ceterms:frameworkName") != nullptr || node.find("ceterms:framework") != nullptr) return false;
    const Value* target = first_of(node.find("ceterms:targetNode"));
    const Value* code = first_of(node.find("ceterms:codedNotation"));
    const bool has_key = code != nullptr && code->is_string() && is_key(code->text());
    if (target != nullptr && (!target->is_string() || !is_web_address(target->text()))) return false;
    domain::LearningOutcome outcome;
    outcome.statement = words_.take(node.find("ceterms:targetNodeName"), statement_place(out_.outcomes.size()));
    if (outcome.statement.empty()) return false;
    outcome.url = take_text(target, ledger_);
    if (has_key) outcome.key = take_text(code, ledger_);
    ledger_.take(node.find("@type"));
    out_.outcomes.push_back(std::move(outcome));
    return true;
  }

  // What an alignment object points at, where it has a name and an address.
  void targets(const Value* list, std::string_view type) {
    each(list, [&](const Value& one) {
      if (type == "ceasn:Competency" && read_outcome(one)) return;
      const Value* node = first_of(one.find("ceterms:targetNode"));
      const Value* name = one.find("ceterms:targetNodeName");
      const Value* address = node != nullptr && node->is_object() ? node->find("@id") : node;
      const bool has_address = address != nullptr && address->is_string() && is_web_address(address->text());
      if (!has_address || first_of(name) == nullptr) return;
      domain::Alignment alignment;
      alignment.target_url = take_text(address, ledger_);
      alignment.target_name = take_text(name, ledger_);
      alignment.target_framework = take_text(one.find("ceterms:frameworkName"), ledger_);
      alignment.target_code = take_text(one.find("ceterms:codedNotation"), ledger_);
      alignment.target_description = take_text(one.find("ceterms:targetNodeDescription"), ledger_);
      alignment.target_type = type;
      ledger_.take(one.find("@type"));
      if (one.find("ceterms:alignmentType") != nullptr && one.find("ceterms:alignmentType")->is_string("requires")) ledger_.take(one.find("ceterms:alignmentType"));
      out_.alignments.push_back(std::move(alignment));
    });
  }

  static bool is_web_address(std::string_view text) {
    return is_absolute_iri(text) && (text.starts_with("http://") || text.starts_with("https://"));
  }

  void read_targets() {
    for (const char* name : {"ceterms:assesses", "ceterms:teaches"}) targets(member(name), "ceasn:Competency");
    for (const char* name : {"ceterms:occupationType", "ceterms:industryType", "ceterms:instructionalProgramType"}) targets(member(name), "");
  }

  void read_circumstances() {
    read_offer();
    each(member("ceterms:instructionalProgramType"), [this](const Value& one) {
      const Value* code = first_of(one.find("ceterms:codedNotation"));
      if (code == nullptr || !code->is_string() || one.find("ceterms:targetNode") != nullptr || !out_.listing.subject_code.empty()) return;
      out_.listing.subject_code = take_text(code, ledger_);
      out_.listing.subject_scheme = take_text(one.find("ceterms:frameworkName"), ledger_);
      ledger_.take(one.find("@type"));
    });
    each(member("ceterms:assessmentMethodType"), [this](const Value& one) {
      std::string name = take_text(one.find("ceterms:targetNodeName"), ledger_);
      if (name.empty()) return;
      out_.assessment.types.push_back(std::move(name));
      ledger_.take(one.find("@type"));
    });
    const Value* delivery = first_of(member("ceterms:deliveryType"));
    const Value* node = delivery == nullptr ? nullptr : first_of(delivery->find("ceterms:targetNode"));
    const Value* word = node != nullptr && node->is_object() ? node->find("@id") : node;
    const std::string_view mode = word != nullptr && word->is_string() ? participation_of(word->text()) : std::string_view();
    if (mode.empty()) return;
    out_.participation = mode;
    for (const char* name : {"@type", "ceterms:targetNode", "ceterms:targetNodeName", "ceterms:framework"}) ledger_.take(delivery->find(name));
  }

  void read_offer() {
    const Value* online = first_of(member("ceterms:availableOnlineAt"));
    if (online != nullptr && online->is_string() && is_web_address(online->text())) out_.offer.url = take_text(online, ledger_);
    if (const Value* place = first_of(member("ceterms:availableAt"))) {
      out_.offer.location = take_text(place->find("ceterms:name"), ledger_);
      if (!out_.offer.location.empty()) ledger_.take(place->find("@type"));
    }
    std::size_t count = 0;
    each(member("ceterms:audienceType"), [&](const Value& one) {
      const std::string name = words_.take(one.find("ceterms:targetNodeName"), count++ == 0 ? "offer.audience" : "");
      if (name.empty()) return;
      out_.offer.audience += (out_.offer.audience.empty() ? "" : ", ") + name;
      ledger_.take(one.find("@type"));
    });
    each(member("ceterms:estimatedCost"), [this](const Value& one) {
      const Value* price = first_of(one.find("ceterms:price"));
      const Value* currency = first_of(one.find("ceterms:currency"));
      const auto amount = amount_of(price);
      if (!amount || currency == nullptr || !currency->is_string()) return;
      domain::OfferFacts probe;
      probe.prices.push_back({*amount, std::string(currency->text())});
      if (!domain::check_offer(probe)) return;
      probe.prices[0].note = take_text(one.find("ceterms:description"), ledger_);
      ledger_.take(price);
      ledger_.take(currency);
      ledger_.take(one.find("@type"));
      out_.offer.prices.push_back(std::move(probe.prices[0]));
    });
  }

  const Value& document_;
  Ledger ledger_;
  const Value* node_ = nullptr;
  MicroCredentialFields out_;
  WordsReader words_;
};

}  // namespace

Result<Imported> from_ctdl(const json::Value& document) { return CtdlReader(document).read(); }

}  // namespace cairn::exchange
