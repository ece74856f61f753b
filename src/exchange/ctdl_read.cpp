#include "base/iri.hpp"
#include "domain/vocabulary.hpp"
#include "exchange/ctdl_words.hpp"
#include "exchange/exchange.hpp"
#include "exchange/ledger.hpp"

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
  explicit CtdlReader(const Value& document) : document_(document), ledger_(document) {}

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
    out_.name = text("ceterms:name");
    out_.description = text("ceterms:description");
    out_.human_code = text("ceterms:codedNotation");
    const Value* identifier = first_of(member("ceterms:versionIdentifier"));
    if (identifier != nullptr && identifier->is_object()) {
      ledger_.take(identifier->find("@type"));
      identifier = identifier->find("ceterms:identifierValueCode");
    }
    const std::string version = take_text(identifier, ledger_);
    if (!version.empty()) out_.version = version;
    read_language();
    for (std::string& tag : take_texts(member("ceterms:keyword"), ledger_)) out_.tags.push_back(std::move(tag));
    each(member("ceterms:subject"), [this](const Value& one) {
      std::string name = take_text(one.is_object() ? one.find("ceterms:targetNodeName") : &one, ledger_);
      if (name.empty()) return;
      out_.tags.push_back(std::move(name));
      ledger_.take(one.find("@type"));
    });
    out_.criteria_url = text("ceterms:subjectWebpage");
    read_ctid();
  }

  // Registries write tags ("en-US") and names ("English"); only tags have a place.
  void read_language() {
    const Value* language = first_of(member("ceterms:inLanguage"));
    if (language != nullptr && language->is_string("English")) {
      ledger_.take(language);
      out_.language = "en";
    } else if (language != nullptr && language->is_string() && domain::is_language_tag(language->text())) {
      out_.language = take_text(language, ledger_);
    }
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
    if (const Value* accreditor = first_of(member("ceterms:accreditedBy"))) {
      out_.quality.assured_by = party(*accreditor);
      if (out_.quality.assured_by) out_.quality.form = "accreditation";
    }
  }

  void read_size() {
    if (const Value* profile = first_of(member("ceterms:estimatedDuration"))) {
      const Value* exact = first_of(profile->find("ceterms:exactDuration"));
      const auto hours = exact != nullptr && exact->is_string() ? hours_of_duration(exact->text()) : std::nullopt;
      if (hours) {
        out_.workload_hours = hours;
        ledger_.take(exact);
        ledger_.take(profile->find("@type"));
      }
    }
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
      ledger_.take(level->find("@type"));
    }
    if (!out_.credit) out_.credit = std::move(credit);
    else out_.further_credits.push_back(std::move(credit));
  }

  void read_requirements() {
    each(member("ceterms:requires"), [this](const Value& profile) {
      const std::string words = take_text(profile.find("ceterms:description"), ledger_);
      if (!words.empty()) {
        out_.criteria_narrative += (out_.criteria_narrative.empty() ? "" : "\n\n") + words;
        ledger_.take(profile.find("@type"));
      }
      targets(profile.find("ceterms:targetCompetency"), "ceasn:Competency");
    });
  }

  // What an alignment object points at, where it has a name and an address.
  void targets(const Value* list, std::string_view type) {
    each(list, [&](const Value& one) {
      const Value* node = first_of(one.find("ceterms:targetNode"));
      const Value* name = one.find("ceterms:targetNodeName");
      const Value* address = node != nullptr && node->is_object() ? node->find("@id") : node;
      if (node == nullptr && type == "ceasn:Competency" && first_of(name) != nullptr) {
        out_.outcomes.push_back({take_text(name, ledger_), ""});
        ledger_.take(one.find("@type"));
        return;
      }
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

  const Value& document_;
  Ledger ledger_;
  const Value* node_ = nullptr;
  MicroCredentialFields out_;
};

}  // namespace

Result<Imported> from_ctdl(const json::Value& document) { return CtdlReader(document).read(); }

}  // namespace cairn::exchange
