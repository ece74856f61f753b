#include "base/instant.hpp"
#include "exchange/exchange.hpp"
#include "exchange/members.hpp"
#include "exchange/parts.hpp"
#include "exchange/words.hpp"

namespace cairn::exchange {
namespace {

using domain::MicroCredentialFields;
using json::Array;
using json::Value;

constexpr std::string_view k_carried[] = {
    "id", "name", "description", "version", "language", "achievement_type", "human_code", "field_of_study", "tags", "criteria_url",
    "image_url", "image_caption", "workload_hours", "validity_months", "participation", "prerequisites", "required_definitions", "organisation",
    "level", "credit.framework", "credit.amount", "credit.level", "further_credits[].framework", "further_credits[].amount",
    "further_credits[].level", "stacking.towards", "delivered_by", "listing.summary", "listing.subject_code", "listing.subject_scheme",
    "listing.country", "listing.developer", "listing.standards", "listing.recognised_by", "offer.duration", "offer.location", "offer.start",
    "offer.audience", "offer.content", "offer.content_licence", "offer.languages", "offer.prices", "offer.url", "outcomes[].key",
    "outcomes[].statement", "outcomes[].url", "alignments", "translations"};

class SchemaOrgWriter {
 public:
  SchemaOrgWriter(const MicroCredentialFields& fields, Arena& arena) : fields_(fields), arena_(arena), words_(fields, arena, WordsWriter::Tags::whole) {}

  Exported write() {
    const Array graph = Array::make(arena_, 2);
    graph.push_back(credential(), arena_);
    graph.push_back(course(), arena_);
    Members out(arena_);
    out.value("@context", Members(arena_).text("@vocab", "https://schema.org/").object()).list("@graph", graph);
    return {out.object(), left()};
  }

 private:
  Members typed(std::string_view type) {
    Members out(arena_);
    out.text("@type", type);
    return out;
  }

  void add_words(Members& out, std::string_view name, std::string_view field, const std::string& text) {
    if (!text.empty()) out.value(name, words_.text_or_values(field, text));
  }

  Array texts(const std::vector<std::string>& from) {
    const Array out = Array::make(arena_);
    for (const std::string& text : from) out.push_back(Value::string(arena_.copy(text)), arena_);
    return out;
  }

  Value credential() {
    Members out = typed("EducationalOccupationalCredential");
    out.text("@id", fields_.id);
    add_words(out, "name", "name", fields_.name);
    add_words(out, "description", "description", fields_.description);
    add_words(out, "abstract", "listing.summary", fields_.listing.summary);
    out.text("credentialCategory", fields_.achievement_type).text("inLanguage", fields_.language).text("version", fields_.version);
    out.text("url", fields_.criteria_url).list("keywords", texts(fields_.tags)).list("about", subjects());
    if (!fields_.image_url.empty()) out.value("image", image());
    if (!publisher_id().empty() || !fields_.organisation.name.empty()) out.value("publisher", publisher());
    if (fields_.listing.developer) out.value("creator", party(*fields_.listing.developer, "Organization"));
    out.list("recognizedBy", parties(fields_.listing.recognised_by, "Organization"));
    out.list("isBasedOn", parties(fields_.listing.standards, "CreativeWork"));
    out.list("isPartOf", parties(fields_.stacking.towards, "EducationalOccupationalCredential"));
    if (!fields_.listing.country.empty()) out.value("countryOfOrigin", typed("Country").text("identifier", fields_.listing.country).object());
    if (fields_.validity_months) out.text("validFor", "P" + std::to_string(*fields_.validity_months) + "M");
    if (fields_.level) out.value("educationalLevel", level());
    out.list("competencyRequired", competencies()).list("educationalAlignment", alignments());
    return out.object();
  }

  std::string_view publisher_id() const { return fields_.organisation.id == k_left_to_the_key ? std::string_view() : fields_.organisation.id; }

  Value publisher() {
    const domain::Organisation& from = fields_.organisation;
    return typed("Organization").text("@id", publisher_id()).text("name", from.name).text("url", from.url).text("email", from.email).object();
  }

  Value party(const domain::Party& from, std::string_view type) { return typed(type).text("@id", from.id).text("name", from.name).object(); }
  Array parties(const std::vector<domain::Party>& from, std::string_view type) {
    const Array out = Array::make(arena_);
    for (const domain::Party& one : from) out.push_back(party(one, type), arena_);
    return out;
  }

  Value image() {
    Members out = typed("ImageObject");
    out.text("contentUrl", fields_.image_url);
    add_words(out, "caption", "image_caption", fields_.image_caption);
    return out.object();
  }

  Array subjects() {
    const Array out = Array::make(arena_, 2);
    if (!fields_.field_of_study.empty()) {
      Members thing = typed("Thing");
      add_words(thing, "name", "field_of_study", fields_.field_of_study);
      out.push_back(thing.object(), arena_);
    }
    if (fields_.listing.subject_code.empty()) return out;
    out.push_back(term("", fields_.listing.subject_code, fields_.listing.subject_scheme).object(), arena_);
    return out;
  }

  Members term(std::string_view name, std::string_view code, std::string_view set) {
    Members out = typed("DefinedTerm");
    out.text("name", name).text("termCode", code);
    if (!set.empty()) out.value("inDefinedTermSet", typed("DefinedTermSet").text("name", set).object());
    return out;
  }

  Value level() {
    const domain::Level& from = *fields_.level;
    return term(from.name, from.code, from.framework).text("url", from.url).object();
  }

  Array competencies() {
    const Array out = Array::make(arena_);
    for (std::size_t i = 0; i < fields_.outcomes.size(); ++i) {
      const domain::LearningOutcome& from = fields_.outcomes[i];
      Members one = typed("DefinedTerm");
      add_words(one, "name", statement_place(i), from.statement);
      out.push_back(one.text("termCode", from.key).text("url", from.url).object(), arena_);
    }
    return out;
  }

  Array alignments() {
    const Array out = Array::make(arena_);
    for (const domain::Alignment& from : fields_.alignments) {
      out.push_back(typed("AlignmentObject")
                        .text("targetName", from.target_name)
                        .text("targetUrl", from.target_url)
                        .text("educationalFramework", from.target_framework)
                        .text("identifier", from.target_code)
                        .text("additionalType", from.target_type)
                        .text("targetDescription", from.target_description)
                        .object(),
                    arena_);
    }
    return out;
  }

  Value course() {
    const domain::OfferFacts& offer = fields_.offer;
    Members out = typed("Course");
    out.text("@id", fields_.id + (fields_.id.find('#') == std::string::npos ? "#course" : "-course"));
    add_words(out, "name", "name", fields_.name);
    add_words(out, "description", "description", fields_.description);
    out.text("courseCode", fields_.human_code).text("timeRequired", offer.duration).list("availableLanguage", texts(offer.languages));
    if (!fields_.delivered_by.empty()) out.list("provider", parties(fields_.delivered_by, "Organization"));
    else if (!publisher_id().empty() || !fields_.organisation.name.empty()) out.value("provider", publisher());
    out.list("coursePrerequisites", prerequisites()).list("numberOfCredits", credits()).list("offers", offers());
    if (!offer.audience.empty()) out.value("audience", described("Audience", "audienceType", "offer.audience", offer.audience));
    if (!offer.content.empty()) out.value("syllabusSections", described("Syllabus", "description", "offer.content", offer.content));
    if (!offer.content_licence.empty()) out.value("license", typed("CreativeWork").text("name", offer.content_licence).object());
    if (has_instance()) out.value("hasCourseInstance", instance());
    return out.value("educationalCredentialAwarded", Members(arena_).text("@id", fields_.id).object()).object();
  }

  Value described(std::string_view type, std::string_view name, std::string_view field, const std::string& text) {
    Members out = typed(type);
    add_words(out, name, field, text);
    return out.object();
  }

  Array prerequisites() {
    const Array out = Array::make(arena_);
    if (words_.has_translations("prerequisites") && !fields_.prerequisites.empty()) {
      for (const Value& one : words_.text_or_values("prerequisites", fields_.prerequisites).array()) out.push_back(one, arena_);
    } else if (!fields_.prerequisites.empty()) {
      out.push_back(Value::string(arena_.copy(fields_.prerequisites)), arena_);
    }
    for (const std::string& id : fields_.required_definitions) {
      out.push_back(typed("AlignmentObject").text("alignmentType", "requires").text("targetUrl", id).object(), arena_);
    }
    return out;
  }

  Value credit(const domain::Credit& from) {
    Members out = typed("PropertyValue");
    out.value("value", Value::number(arena_.copy(domain::to_text(from.amount)))).text("unitText", from.framework);
    if (!from.level.empty()) out.value("valueReference", term("", from.level, from.framework).object());
    return out.object();
  }

  Array credits() {
    const Array out = Array::make(arena_);
    if (fields_.credit) out.push_back(credit(*fields_.credit), arena_);
    for (const domain::Credit& from : fields_.further_credits) out.push_back(credit(from), arena_);
    return out;
  }

  Array offers() {
    const Array out = Array::make(arena_);
    for (const domain::Price& price : fields_.offer.prices) {
      Members one = typed("Offer");
      one.text("category", price.amount.is_zero() ? "Free" : "Paid");
      one.value("price", Value::number(arena_.copy(domain::to_text(price.amount)))).text("priceCurrency", price.currency);
      out.push_back(one.text("description", price.note).text("url", fields_.offer.url).object(), arena_);
    }
    if (out.empty() && !fields_.offer.url.empty()) out.push_back(typed("Offer").text("url", fields_.offer.url).object(), arena_);
    return out;
  }

  bool has_start_day() const { return static_cast<bool>(parse_date(fields_.offer.start)); }
  bool has_instance() const {
    return !fields_.participation.empty() || fields_.workload_hours || !fields_.offer.location.empty() || has_start_day();
  }
  Value instance() {
    Members out = typed("CourseInstance");
    out.text("courseMode", fields_.participation);
    if (fields_.workload_hours) out.text("courseWorkload", duration_of_hours(*fields_.workload_hours));
    if (!fields_.offer.location.empty()) out.value("location", typed("Place").text("name", fields_.offer.location).object());
    if (has_start_day()) out.text("startDate", fields_.offer.start);
    return out.object();
  }

  std::vector<std::string> left() {
    std::vector<std::string> exceptions = words_.left();
    if (!has_start_day()) exceptions.emplace_back("offer.start");
    if (fields_.listing.subject_code.empty()) exceptions.emplace_back("listing.subject_scheme");
    if (fields_.image_url.empty()) exceptions.emplace_back("image_caption");
    if (publisher_id().empty()) exceptions.emplace_back("organisation.id");
    std::vector<std::string> out = left_of(fields_, k_carried, exceptions);
    if (publisher_id().empty()) std::erase(out, "organisation.id");  // nobody's
    return out;
  }

  const MicroCredentialFields& fields_;
  Arena& arena_;
  WordsWriter words_;
};

}  // namespace

Exported to_schema_org(const domain::MicroCredential& definition, Arena& arena) { return SchemaOrgWriter(definition.fields(), arena).write(); }

}  // namespace cairn::exchange
