#include <algorithm>

#include "base/iri.hpp"
#include "domain/vocabulary.hpp"
#include "exchange/exchange.hpp"
#include "exchange/foreign_words.hpp"
#include "exchange/ledger.hpp"
#include "exchange/listed.hpp"
#include "exchange/schema_org_node.hpp"
#include "exchange/words.hpp"

namespace cairn::exchange {
namespace {

using domain::MicroCredentialFields;
using json::Value;

Failure not_schema_org(std::string what) {
  return fail(Kind::malformed, "exchange.schema-org", std::move(what),
              "Give JSON-LD of schema.org with an EducationalOccupationalCredential, a Course or a program.");
}

// One definition, from a credential, a course, or both.
class DefinitionReader {
 public:
  DefinitionReader(const Value* credential, const Value* course, Ledger& ledger)
      : credential_(credential), course_(course), ledger_(ledger), words_(ledger, out_) {}

  MicroCredentialFields read() {
    read_names();
    read_organisations();
    read_subject();
    read_level_and_size();
    read_competencies();
    if (course_ != nullptr) read_course();
    return std::move(out_);
  }

 private:
  /// The credential's member, or else the course's.
  const Value* either(std::string_view name) {
    const Value* found = credential_ == nullptr ? nullptr : schema_member(*credential_, name);
    return found != nullptr || course_ == nullptr ? found : schema_member(*course_, name);
  }
  const Value* own(std::string_view name) const { return credential_ == nullptr ? nullptr : schema_member(*credential_, name); }
  const Value* of_course(std::string_view name) const { return course_ == nullptr ? nullptr : schema_member(*course_, name); }
  std::string plain(const Value* value) { return take_text(value, ledger_); }
  const Value* inside(const Value* node, std::string_view name) const { return node == nullptr ? nullptr : schema_member(*node, name); }
  void take_type(const Value& node) { ledger_.take(node.find("@type")); }

  void read_names() {
    for (const Value* node : {credential_, course_}) {
      if (node != nullptr) take_type(*node);
    }
    const Value* node = credential_ != nullptr ? credential_ : course_;
    out_.id = take_text(node->find("@id"), ledger_);
    if (out_.id.empty()) out_.id = plain(schema_member(*node, "identifier"));
    const Value* language = own("inLanguage") != nullptr ? own("inLanguage") : of_course("inLanguage");
    const Value* tag = first_of(language);
    words_.settle(tag != nullptr && tag->is_string() ? tag->text() : std::string_view(), either("name"));
    if (tag != nullptr && tag->is_string(out_.language)) ledger_.take(tag);
    out_.name = words_.take(either("name"), "name");
    out_.description = words_.take(either("description"), "description");
    forget_repeated("name");
    forget_repeated("description");
    out_.listing.summary = words_.take(either("abstract"), "listing.summary");
    if (const std::string version = plain(either("version")); !version.empty()) out_.version = version;
    read_category();
    out_.criteria_url = address_of(first_of(own("url")));
    if (const Value* image = first_of(either("image"))) read_image(*image);
  }

  // What a course says a second time is not left over.
  void forget_repeated(std::string_view name) {
    const Value* first = own(name);
    const Value* again = of_course(name);
    if (first != nullptr && again != nullptr && json::equal(*first, *again)) ledger_.take(again);
  }

  void read_category() {
    const Value* category = first_of(own("credentialCategory"));
    if (category == nullptr) return;
    for (const Value* word : {category, inside(category, "termCode"), inside(category, "name")}) {
      if (word == nullptr || !word->is_string()) continue;
      const bool is_type = domain::is_in_vocabulary(domain::achievement_types(), word->text());
      const std::string_view known = is_type ? word->text() : achievement_type_named(word->text());
      if (known.empty()) continue;
      out_.achievement_type = known;
      ledger_.take(category);
      return;
    }
  }

  /// The text of an address, or of a node that has one.
  std::string address_of(const Value* value) {
    if (value == nullptr) return {};
    if (value->is_string()) return plain(value);
    for (const Value* inner : std::initializer_list<const Value*>{value->find("@id"), inside(value, "url"), inside(value, "contentUrl")}) {
      if (inner == nullptr || !inner->is_string()) continue;
      take_type(*value);
      return plain(inner);
    }
    return {};
  }

  void read_image(const Value& image) {
    const Value* content = inside(&image, "contentUrl");
    out_.image_url = content != nullptr ? plain(content) : address_of(&image);
    if (image.is_object()) take_type(image);
    out_.image_caption = words_.take(inside(&image, "caption"), "image_caption");
  }

  std::optional<domain::Party> party(const Value& node) {
    const Value* id = node.is_object() ? node.find("@id") : &node;
    if (id == nullptr) id = inside(&node, "url");
    if (id == nullptr || !id->is_string() || !is_absolute_iri(id->text())) return std::nullopt;
    domain::Party out{plain(inside(&node, "name")), plain(id)};
    if (out.name.empty()) out.name = out.id;
    take_type(node);
    return out;
  }

  std::vector<domain::Party> parties(const Value* list) {
    std::vector<domain::Party> out;
    each(list, [&](const Value& one) {
      if (auto found = party(one)) out.push_back(std::move(*found));
    });
    return out;
  }

  void read_organisations() {
    const Value* owner = nullptr;
    for (const char* name : {"publisher", "provider", "creator", "author"}) {
      if (owner == nullptr) owner = first_of(own(name));
    }
    if (owner == nullptr && credential_ == nullptr) owner = first_of(of_course("provider"));
    if (owner != nullptr) {
      out_.organisation.id = take_id(owner, "@id", ledger_);
      out_.organisation.name = plain(inside(owner, "name"));
      out_.organisation.url = plain(inside(owner, "url"));
      out_.organisation.email = plain(inside(owner, "email"));
      take_type(*owner);
    }
    const Value* developer = first_of(own("creator"));
    if (developer != nullptr && developer != owner) out_.listing.developer = party(*developer);
    out_.listing.recognised_by = parties(own("recognizedBy"));
    out_.listing.standards = parties(either("isBasedOn"));
    out_.stacking.towards = parties(own("isPartOf"));
    each(of_course("provider"), [&](const Value& one) {
      if (owner == &one) return;
      if (owner != nullptr && json::equal(*owner, one)) ledger_.take(&one);
      else if (auto found = party(one)) out_.delivered_by.push_back(std::move(*found));
    });
  }

  void read_subject() {
    each(either("keywords"), [this](const Value& one) {
      const std::string text = plain(one.is_object() && one.find("@value") == nullptr ? inside(&one, "name") : &one);
      if (one.is_object()) take_type(one);
      if (one.is_string()) add_listed(text, ',', out_.tags);
      else if (!text.empty()) out_.tags.push_back(text);
    });
    each(either("about"), [this](const Value& one) {
      const Value* code = inside(&one, "termCode");
      if (code != nullptr && out_.listing.subject_code.empty()) {
        out_.listing.subject_code = plain(code);
        out_.listing.subject_scheme = set_name(inside(&one, "inDefinedTermSet"));
        take_type(one);
      } else if (out_.field_of_study.empty()) {
        out_.field_of_study = words_.take(one.is_object() && one.find("@value") == nullptr ? inside(&one, "name") : &one, "field_of_study");
        if (!out_.field_of_study.empty() && one.is_object()) take_type(one);
      }
    });
    const Value* country = first_of(own("countryOfOrigin"));
    const Value* code = country != nullptr && country->is_object() ? inside(country, "identifier") : country;
    domain::ListingFacts probe;
    if (code != nullptr && code->is_string()) probe.country = code->text();
    if (probe.country.empty() || !domain::check_listing(probe)) return;
    out_.listing.country = plain(code);
    if (country->is_object()) take_type(*country);
  }

  // A set of terms by its name, or as its address when that is all there is.
  std::string set_name(const Value* set) {
    set = first_of(set);
    if (set == nullptr) return {};
    if (set->is_string()) {
      const std::string_view known = framework_at(set->text());
      std::string out = plain(set);
      return known.empty() ? out : std::string(known);
    }
    std::string name = plain(inside(set, "name"));
    if (name.empty()) name = address_of(set);
    take_type(*set);
    return name;
  }

  void read_level_and_size() {
    if (const Value* level = first_of(either("educationalLevel"))) read_level(*level);
    if (const auto months = months_of(first_of(own("validFor")))) {
      out_.validity_months = months;
      ledger_.take(first_of(own("validFor")));
    }
    each(either("numberOfCredits"), [this](const Value& one) { read_credit(one); });
  }

  void read_level(const Value& node) {
    const Value* code = inside(&node, "termCode");
    if (code != nullptr && code->is_string() && inside(&node, "inDefinedTermSet") != nullptr) {
      domain::Level level{set_name(inside(&node, "inDefinedTermSet")), plain(code), plain(inside(&node, "name")), plain(inside(&node, "url"))};
      take_type(node);
      out_.level = std::move(level);
      return;
    }
    const Value* name = node.is_object() ? inside(&node, "name") : &node;
    const auto level = name != nullptr && name->is_string() ? level_in_words(name->text()) : std::nullopt;
    if (!level) return;
    out_.level = level;
    ledger_.take(name);
    if (node.is_object()) take_type(node);
  }

  // A number alone says nothing: of which points?
  void read_credit(const Value& node) {
    const Value* value = first_of(inside(&node, "value"));
    const Value* unit = nullptr;
    for (const char* name : {"unitText", "name", "unitCode"}) {
      if (unit == nullptr) unit = first_of(inside(&node, name));
    }
    const auto amount = amount_of(value);
    const std::string framework = unit != nullptr && unit->is_string() ? credit_framework_named(unit->text()) : std::string();
    if (!amount || amount->is_zero() || framework.empty()) return;
    domain::Credit credit{framework, *amount};
    const Value* level = first_of(inside(&node, "valueReference"));
    credit.level = plain(inside(level, "termCode"));
    if (!credit.level.empty()) ledger_.take(level);
    ledger_.take(value);
    ledger_.take(unit);
    take_type(node);
    if (!out_.credit) out_.credit = std::move(credit);
    else out_.further_credits.push_back(std::move(credit));
  }

  void read_competencies() {
    each(own("competencyRequired"), [this](const Value& one) { read_outcome(one); });
    for (const char* name : {"teaches", "assesses"}) {
      each(either(name), [this](const Value& one) { read_outcome(one); });
    }
    each(either("educationalAlignment"), [this](const Value& one) { read_alignment(one); });
  }

  // A competency of somebody's framework is something that the outcomes correspond to.
  void read_outcome(const Value& node) {
    const bool is_address = node.is_string() && is_absolute_iri(node.text());
    if (is_address) return;
    const Value* set = inside(&node, "inDefinedTermSet");
    const Value* url = inside(&node, "url");
    if (url == nullptr && node.is_object()) url = node.find("@id");
    const bool has_url = url != nullptr && url->is_string() && is_absolute_iri(url->text());
    if (set != nullptr && has_url) {
      domain::Alignment alignment{plain(inside(&node, "name")), plain(url), set_name(set), plain(inside(&node, "termCode")), "", plain(inside(&node, "description"))};
      take_type(node);
      if (!alignment.target_name.empty()) out_.alignments.push_back(std::move(alignment));
      return;
    }
    const bool is_term = node.is_object() && node.find("@value") == nullptr;
    domain::LearningOutcome outcome;
    outcome.statement = words_.take(is_term ? inside(&node, "name") : &node, statement_place(out_.outcomes.size()));
    if (outcome.statement.empty()) return;
    if (has_url) outcome.url = plain(url);
    const Value* code = inside(&node, "termCode");
    if (code != nullptr && code->is_string() && is_key(code->text())) outcome.key = plain(code);
    if (is_term) take_type(node);
    out_.outcomes.push_back(std::move(outcome));
  }

  void read_alignment(const Value& node) {
    const Value* name = inside(&node, "targetName");
    const Value* url = inside(&node, "targetUrl");
    if (name == nullptr || url == nullptr || !url->is_string()) return;
    domain::Alignment out;
    out.target_name = plain(name);
    out.target_url = plain(url);
    out.target_framework = plain(inside(&node, "educationalFramework"));
    out.target_code = plain(inside(&node, "identifier"));
    const Value* type = inside(&node, "additionalType");
    if (type != nullptr && type->is_string() && domain::is_in_vocabulary(domain::alignment_target_types(), type->text())) out.target_type = plain(type);
    out.target_description = plain(inside(&node, "targetDescription"));
    take_type(node);
    out_.alignments.push_back(std::move(out));
  }

  void read_course() {
    domain::OfferFacts& offer = out_.offer;
    if (credential_ != nullptr) ledger_.take(course_->find("@id"));
    ledger_.take(first_of(of_course("educationalCredentialAwarded")) == credential_ ? nullptr : inside_id(of_course("educationalCredentialAwarded")));
    out_.human_code = plain(of_course("courseCode"));
    for (const char* name : {"timeRequired", "timeToComplete"}) {
      const Value* time = first_of(of_course(name));
      domain::OfferFacts probe;
      if (time != nullptr && time->is_string()) probe.duration = time->text();
      if (!probe.duration.empty() && offer.duration.empty() && domain::check_offer(probe)) offer.duration = plain(time);
    }
    for (const char* name : {"availableLanguage"}) {
      each(of_course(name), [&](const Value& one) {
        if (one.is_string() && domain::is_language_tag(one.text())) offer.languages.push_back(plain(&one));
      });
    }
    for (const char* name : {"coursePrerequisites", "programPrerequisites"}) read_prerequisites(of_course(name));
    const Value* audience = first_of(of_course("audience"));
    if (audience != nullptr && audience->is_string()) offer.audience = plain(audience);
    for (const char* name : {"audienceType", "educationalRole", "name"}) {
      if (audience == nullptr || !offer.audience.empty()) break;
      offer.audience = words_.take(inside(audience, name), "offer.audience");
      take_type(*audience);
    }
    each(of_course("syllabusSections"), [&](const Value& one) { read_section(one); });
    if (const Value* licence = first_of(of_course("license"))) {
      const bool has_name = licence->is_object() && inside(licence, "name") != nullptr;
      offer.content_licence = has_name ? plain(inside(licence, "name")) : address_of(licence);
      if (licence->is_object()) take_type(*licence);
    }
    each(of_course("offers"), [this](const Value& one) { read_offer(one); });
    if (offer.url.empty()) offer.url = address_of(first_of(of_course("url")));
    if (const Value* instance = first_of(of_course("hasCourseInstance"))) read_instance(*instance);
  }

  const Value* inside_id(const Value* node) const {
    node = first_of(node);
    return node != nullptr && node->is_object() && node->object().size() == 1 ? node->find("@id") : nullptr;
  }

  void read_section(const Value& node) {
    const Value* text = inside(&node, "description") != nullptr ? inside(&node, "description") : inside(&node, "name");
    if (node.is_string()) text = &node;
    if (out_.offer.content.empty()) {
      out_.offer.content = words_.take(text, "offer.content");
    } else if (const std::string more = plain(text); !more.empty()) {
      out_.offer.content += "\n" + more;
    }
    if (node.is_object()) take_type(node);
  }

  void read_prerequisites(const Value* list) {
    out_.prerequisites = out_.prerequisites.empty() ? words_.take(list, "prerequisites") : out_.prerequisites;
    each(list, [this](const Value& one) {
      const Value* url = inside(&one, "targetUrl");
      if (url == nullptr || !url->is_string() || !is_absolute_iri(url->text())) return;
      out_.required_definitions.push_back(plain(url));
      const Value* how = inside(&one, "alignmentType");
      if (how != nullptr && how->is_string("requires")) ledger_.take(how);
      take_type(one);
    });
  }

  void read_offer(const Value& node) {
    const Value* price = first_of(inside(&node, "price"));
    const Value* currency = first_of(inside(&node, "priceCurrency"));
    const auto amount = amount_of(price);
    domain::OfferFacts probe;
    if (amount && currency != nullptr && currency->is_string()) probe.prices.push_back({*amount, std::string(currency->text())});
    if (!probe.prices.empty() && domain::check_offer(probe)) {
      probe.prices[0].note = plain(inside(&node, "description"));
      out_.offer.prices.push_back(std::move(probe.prices[0]));
      ledger_.take(price);
      ledger_.take(currency);
      const Value* category = inside(&node, "category");
      if (category != nullptr && category->is_string(amount->is_zero() ? "Free" : "Paid")) ledger_.take(category);
      take_type(node);
    }
    const Value* url = inside(&node, "url");
    if (url == nullptr || !url->is_string()) return;
    if (out_.offer.url.empty()) {
      out_.offer.url = plain(url);
      take_type(node);
    } else if (url->is_string(out_.offer.url)) {
      ledger_.take(url);
    }
  }

  void read_instance(const Value& node) {
    take_type(node);
    each(inside(&node, "courseMode"), [this](const Value& one) {
      const std::string_view word = one.is_string() ? participation_named(one.text()) : std::string_view();
      if (word.empty() || !out_.participation.empty()) return;
      out_.participation = word;
      ledger_.take(&one);
    });
    const Value* workload = first_of(inside(&node, "courseWorkload"));
    const auto hours = workload != nullptr && workload->is_string() ? hours_of_duration(workload->text()) : std::nullopt;
    if (hours) {
      out_.workload_hours = hours;
      ledger_.take(workload);
    }
    const Value* place = first_of(inside(&node, "location"));
    out_.offer.location = plain(place != nullptr && place->is_object() && place->find("@value") == nullptr ? inside(place, "name") : place);
    if (place != nullptr && place->is_object()) take_type(*place);
    out_.offer.start = plain(inside(&node, "startDate"));
  }

  const Value* credential_;
  const Value* course_;
  Ledger& ledger_;
  MicroCredentialFields out_;
  WordsReader words_;
};

}  // namespace

Result<std::vector<Imported>> from_schema_org(const json::Value& document) {
  if (!document.is_object() && !document.is_array()) return not_schema_org("the document is no JSON object");
  if (!means_schema_org(document)) return not_schema_org("its context is not that of schema.org");
  const std::vector<SchemaOrgPair> pairs = pair_schema_org_nodes(document);
  if (pairs.empty()) return not_schema_org("it describes no credential, course or program");
  Ledger ledger(document);
  ledger.take(document.find("@context"));
  std::vector<Imported> out;
  std::map<std::string, std::size_t, std::less<>> places;
  for (const SchemaOrgPair& pair : pairs) {
    places.emplace(pair.place, out.size());
    places.emplace(pair.course_place, out.size());
    out.push_back({DefinitionReader(pair.credential, pair.course, ledger).read(), {}, pair.place});
  }
  share_out(ledger.left(), places, out);
  return out;
}

}  // namespace cairn::exchange
