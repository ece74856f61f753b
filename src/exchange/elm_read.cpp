#include "domain/framework.hpp"
#include "exchange/elm_words.hpp"
#include "exchange/exchange.hpp"
#include "exchange/foreign_words.hpp"
#include "exchange/ledger.hpp"
#include "exchange/words.hpp"

namespace cairn::exchange {
namespace {

using domain::MicroCredentialFields;
using json::Value;

constexpr std::string_view k_eqf = "http://data.europa.eu/snb/eqf/";

Failure not_elm(std::string what) {
  return fail(Kind::malformed, "exchange.elm", std::move(what), "Give a European Digital Credential with an achievement, or a specification of one.");
}

bool is_one_of(const Value* type, std::string_view a, std::string_view b) {
  bool out = false;
  each(type, [&](const Value& one) { out = out || one.is_string(a) || one.is_string(b); });
  return out;
}

class ElmReader {
 public:
  explicit ElmReader(const Value& document) : document_(document), ledger_(document), words_(ledger_, out_) {}

  Result<Imported> read() {
    // What Europass takes for upload stands in a member of its own.
    const Value* inner = document_.find("credential");
    const Value& root = inner != nullptr && inner->is_object() ? *inner : document_;
    if (!root.is_object()) return not_elm("the document is no JSON object");
    if (is_one_of(root.find("type"), "Qualification", "LearningAchievementSpecification")) {
      specification_ = &root;
    } else if (const Value* subject = first_of(root.find("credentialSubject"))) {
      claim_ = first_of(subject->find("hasClaim"));
      specification_ = claim_ == nullptr ? nullptr : first_of(claim_->find("specifiedBy"));
    }
    if (claim_ == nullptr && specification_ == nullptr) return not_elm("it holds no achievement and no specification");
    ledger_.take(root.find("@context"));
    read_specification();
    read_claim();
    if (const Value* issuer = first_of(root.find("issuer"))) read_issuer(*issuer);
    return Imported{std::move(out_), ledger_.left()};
  }

 private:
  const Value* part(std::string_view name) const { return specification_ == nullptr ? nullptr : specification_->find(name); }

  void read_specification() {
    if (specification_ == nullptr) return;
    out_.id = take_text(part("id"), ledger_);
    ledger_.take(part("type"));
    read_language();
    out_.name = words_.take(part("title"), "name");
    out_.description = words_.take(part("description"), "description");
    read_levels();
    each(part("creditPoint"), [this](const Value& one) { read_credit(one); });
    each(part("learningOutcome"), [this](const Value& one) { read_outcome(one); });
    read_size();
    out_.prerequisites = note(part("entryRequirement"), "prerequisites");
    out_.criteria_narrative = note(part("learningOutcomeSummary"), "criteria_narrative");
    out_.offer.audience = note(part("targetGroup"), "offer.audience");
    if (const Value* page = first_of(part("homepage"))) {
      out_.criteria_url = take_text(page->find("contentURL"), ledger_);
      take_node(*page);
    }
    each(part("thematicArea"), [this](const Value& one) { read_area(one); });
    each(part("isPartOf"), [this](const Value& one) {
      const std::string name = take_text(one.find("title"), ledger_);
      if (name.empty() || one.text_of("id").empty()) return;
      take_node(one);
      out_.stacking.towards.push_back({name, std::string(one.text_of("id"))});
    });
    if (const Value* identifier = first_of(part("identifier"))) read_code(*identifier);
    if (const Value* opportunity = first_of(part("awardingOpportunity"))) read_opportunity(*opportunity);
    read_mode(part("mode"));
    read_assessments(part("provenBy"));
    const Value* is_partial = part("isPartialQualification");
    if (is_partial != nullptr && is_partial->is_boolean()) {
      ledger_.take(is_partial);
      out_.stacking.kind = is_partial->as_boolean() ? "integrated" : "stand-alone";
    }
  }

  // The label of a concept, with all that says which one it is.
  std::string take_concept(const Value& node) {
    std::string label = take_text(node.find("prefLabel"), ledger_);
    if (!label.empty()) take_node(node);
    return label;
  }
  void take_node(const Value& node) {
    for (const char* name : {"id", "type", "inScheme"}) ledger_.take(node.find(name));
  }

  std::string note(const Value* value, std::string_view field) {
    const Value* one = first_of(value);
    if (one == nullptr) return {};
    std::string out = words_.take(one->find("noteLiteral"), field);
    if (!out.empty()) take_node(*one);
    return out;
  }

  void read_levels() {
    const Value* european = first_of(part("eqfLevel"));
    const std::string_view id = european == nullptr ? std::string_view() : european->text_of("id");
    if (id.starts_with(k_eqf) && domain::level_number(id.substr(k_eqf.size()))) {
      const std::string code(id.substr(k_eqf.size()));
      std::string name = take_concept(*european);
      ledger_.take(european->find("id"));
      if (european->text_of("notation") == code) ledger_.take(european->find("notation"));
      out_.level = domain::Level{"EQF", code, name.empty() || name.starts_with("EQF") ? name : "EQF " + name, std::string(id)};
    }
    if (const Value* national = first_of(part("nqfLevel"))) read_national_level(*national);
  }

  // A level of a framework that is named is the definition's, unless the European one is; else something it is aligned to.
  void read_national_level(const Value& node) {
    const Value* scheme = first_of(node.find("inScheme"));
    const Value* label = first_of(node.find("prefLabel"));
    const std::string_view name = label == nullptr ? std::string_view() : label->text_of("en");
    const Value* title = scheme == nullptr ? nullptr : first_of(scheme->find("title"));
    domain::Level level = level_in_words(name).value_or(domain::Level{});
    if (title != nullptr && !title->text_of("en").empty()) level.framework = title->text_of("en");
    if (!node.text_of("notation").empty()) level.code = node.text_of("notation");
    const std::string url(node.text_of("id"));
    if (!out_.level && !level.framework.empty() && !level.code.empty()) {
      level.name = take_concept(node);
      level.url = url;
      for (const char* part_name : {"id", "type", "notation", "inScheme"}) ledger_.take(node.find(part_name));
      out_.level = std::move(level);
      return;
    }
    if (url.empty()) return;
    std::string words = take_concept(node);
    if (!words.empty()) out_.alignments.push_back({std::move(words), url, "", "", "ext:NQFLevel", ""});
  }

  void read_area(const Value& node) {
    const Value* scheme = first_of(node.find("inScheme"));
    const Value* title = scheme == nullptr ? nullptr : scheme->find("title");
    if (title != nullptr && !node.text_of("notation").empty() && out_.listing.subject_code.empty()) {
      out_.listing.subject_code = take_text(node.find("notation"), ledger_);
      out_.listing.subject_scheme = take_text(title, ledger_);
      take_node(*scheme);
      ledger_.take(node.find("type"));
      return;
    }
    if (!out_.field_of_study.empty()) return;
    out_.field_of_study = words_.take(node.find("prefLabel"), "field_of_study");
    if (!out_.field_of_study.empty()) take_node(node);
  }

  void read_code(const Value& node) {
    if (node.is_string() || node.text_of("notation").empty()) return;
    out_.human_code = take_text(node.find("notation"), ledger_);
    ledger_.take(node.find("type"));
    if (node.text_of("schemeName") == "Course code") ledger_.take(node.find("schemeName"));
  }

  void read_opportunity(const Value& node) {
    const Value* body = first_of(node.find("awardingBody"));
    if (body == nullptr) return;
    read_issuer(*body);
    ledger_.take(node.find("type"));
  }

  void read_credit(const Value& node) {
    const Value* framework = first_of(node.find("framework"));
    const Value* point = first_of(node.find("point"));
    if (framework == nullptr || point == nullptr || !(point->is_string() || point->is_number())) return;
    const auto amount = domain::parse_amount(point->is_string() ? point->text() : point->number_text());
    if (!amount || amount->is_zero()) return;
    const std::string_view id = framework->text_of("id");
    const std::string label = take_text(framework->find("prefLabel"), ledger_);
    const std::string_view known = credit_word(id, label);
    domain::Credit credit;
    credit.framework = known.empty() ? (label.empty() ? std::string(id) : label) : std::string(known);
    credit.amount = *amount;
    if (credit.framework.empty()) return;
    take_node(*framework);
    take_node(node);
    ledger_.take(point);
    if (!out_.credit) out_.credit = std::move(credit);
    else out_.further_credits.push_back(std::move(credit));
  }

  void read_outcome(const Value& node) {
    domain::LearningOutcome outcome;
    outcome.statement = words_.take(node.find("title"), statement_place(out_.outcomes.size()));
    take_node(node);
    for (const char* list : {"relatedESCOSkill", "relatedSkill"}) {
      each(node.find(list), [&](const Value& skill) {
        const std::string url(skill.text_of("id"));
        std::string name = take_text(skill.find("prefLabel"), ledger_);
        if (url.empty() || name.empty()) return;
        const Value* scheme = first_of(skill.find("inScheme"));
        const std::string framework = scheme == nullptr ? std::string() : take_text(scheme->find("title"), ledger_);
        take_node(skill);
        // A skill that says what the outcome says is the outcome's own address.
        if (name == outcome.statement && outcome.url.empty()) {
          outcome.url = url;
          return;
        }
        const bool is_esco = url.starts_with("http://data.europa.eu/esco/");
        out_.alignments.push_back({std::move(name), url, is_esco ? "ESCO" : framework, "", "", ""});
      });
    }
    if (!outcome.statement.empty()) out_.outcomes.push_back(std::move(outcome));
  }

  void read_size() {
    const Value* volume = first_of(part("volumeOfLearning"));
    const auto hours = volume != nullptr && volume->is_string() ? hours_of_duration(volume->text()) : std::nullopt;
    if (!hours) return;
    out_.workload_hours = hours;
    ledger_.take(volume);
  }

  // How long the activity takes, which is another thing than its workload: kept as it is written, for a reader to wonder at.
  void read_duration(const Value& activity) {
    const Value* volume = first_of(activity.find("volumeOfLearning"));
    if (volume == nullptr || !volume->is_string()) return;
    domain::OfferFacts offer;
    offer.duration = volume->text();
    if (!domain::check_offer(offer)) return;
    out_.offer.duration = offer.duration;
    ledger_.take(volume);
  }

  void read_mode(const Value* value) {
    const Value* mode = first_of(value);
    if (mode == nullptr) return;
    const Value* label = first_of(mode->find("prefLabel"));
    const std::string_view word = participation_word(mode->text_of("id"), label == nullptr ? std::string_view() : label->text_of("en"));
    if (word.empty()) return;
    out_.participation = word;
    take_concept(*mode);
    ledger_.take(mode->find("id"));
  }

  void read_language() {
    const Value* language = first_of(part("language"));
    const std::string_view tag = language == nullptr ? std::string_view() : language_tag_of(language->text_of("id"));
    words_.settle(tag, part("title"));
    if (!tag.empty()) ledger_.take(language);
  }

  // Both an assessment that took place and the specification of one say what type it is.
  void read_assessments(const Value* list) {
    each(list, [this](const Value& one) {
      read_identity(first_of(one.find("idVerification")));
      const Value* specified = first_of(one.find("specifiedBy"));
      const Value& described = specified == nullptr ? one : *specified;
      std::string label;
      each(described.find("dcType"), [&](const Value& type) {
        label = take_concept(type);
        if (!label.empty()) out_.assessment.types.push_back(label);
      });
      // What is called by its type has said nothing more.
      const Value* title = described.find("title");
      if (title == nullptr || label.empty() || !title->is_object() || title->object().size() != 1) return;
      if (!title->object().begin()->value.is_string(label)) return;
      ledger_.take(title);
      ledger_.take(described.find("type"));
    });
  }

  void read_identity(const Value* node) {
    if (node == nullptr) return;
    const Value* label = first_of(node->find("prefLabel"));
    const std::string_view word = identity_word(node->text_of("id"), label == nullptr ? std::string_view() : label->text_of("en"));
    if (word.empty()) return;
    out_.assessment.identity_assurance = word;
    take_concept(*node);
    ledger_.take(node->find("id"));
  }

  std::optional<domain::Party> party(const Value* value) {
    const Value* node = first_of(value);
    if (node == nullptr || node->text_of("id").empty()) return std::nullopt;
    std::string name = take_text(node->find("legalName"), ledger_);
    if (name.empty()) return std::nullopt;
    take_node(*node);
    return domain::Party{std::move(name), std::string(node->text_of("id"))};
  }

  void read_claim() {
    if (claim_ == nullptr) return;
    ledger_.take(claim_->find("type"));
    if (out_.name.empty()) out_.name = take_text(claim_->find("title"), ledger_);
    if (out_.description.empty()) out_.description = take_text(claim_->find("description"), ledger_);
    if (const Value* process = first_of(claim_->find("awardedBy"))) out_.awarded_by = party(process->find("awardingBody"));
    if (const Value* activity = first_of(claim_->find("influencedBy"))) {
      if (auto found = party(activity->find("directedBy"))) out_.delivered_by.push_back(std::move(*found));
      if (const Value* activity_specification = first_of(activity->find("specifiedBy"))) read_duration(*activity_specification);
    }
    if (const Value* assessment = first_of(claim_->find("provenBy"))) out_.assessment.assessed_by = party(assessment->find("assessedBy"));
    read_assessments(claim_->find("provenBy"));
  }

  void read_issuer(const Value& issuer) {
    out_.organisation.id = take_id(&issuer, "id", ledger_);
    out_.organisation.name = take_text(issuer.find("legalName"), ledger_);
    ledger_.take(issuer.find("type"));
    if (const Value* page = first_of(issuer.find("homepage"))) {
      out_.organisation.url = take_text(page->find("contentURL"), ledger_);
      take_node(*page);
    }
  }

  const Value& document_;
  Ledger ledger_;
  const Value* claim_ = nullptr;
  const Value* specification_ = nullptr;
  MicroCredentialFields out_;
  WordsReader words_;
};

}  // namespace

Result<Imported> from_elm(const json::Value& document) { return ElmReader(document).read(); }

}  // namespace cairn::exchange
