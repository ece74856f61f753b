#include <algorithm>

#include "conformance/context_files.hpp"
#include "conformance/exchange_sample.hpp"
#include "conformance/suite.hpp"
#include "exchange/exchange.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "jsonld/processor.hpp"

// The European Learning Model: the official samples expand with the context of the model, are read with nothing unsaid and exactly, and
// what we write passes safe mode. The expected values are those that the samples state.
namespace cairn::conformance {
namespace {

struct Sample {
  const char* file;
  const char* name;
  const char* credit;     // "framework amount", or empty
  const char* level;      // of the EQF, or empty
  const char* hours;      // empty: the sample gives none that are hours
};
constexpr Sample k_samples[] = {
    {"Sample-MC-Annex1-unsigned.jsonld", "Digital micro-credential creation", "ECTS 2", "6", "60"},
    {"Sample-MC-Annex1-unsigned-uploadable.json", "Digital micro-credential creation", "ECTS 2", "6", "60"},
    {"Sample-CertOfPart-unsigned.jsonld", "EDC Updates Webinar", "", "", ""},  // its volume is P2M: two months, for an hour or two
    {"Sample-CertOfPart-unsigned-uploadable.json", "EDC Updates Webinar", "", "", ""},
    {"credential-sample.jsonld", "some kind of learning achievement", "", "", ""},
};

// Addresses and classes of nodes, and labels of words whose address decides.
bool is_structure(const std::string& pointer) {
  for (const char* part : {"/inScheme/", "/mode/", "/idVerification/", "/framework/", "/@context", "/language/", "/eqfLevel/"}) {
    if (pointer.find(part) != std::string::npos) return true;
  }
  return pointer.ends_with("/type") || pointer.ends_with("/id");
}

class ElmSuite {
 public:
  explicit ElmSuite(Suite& suite) : suite_(suite), contexts_(suite.folder().parent_path() / "contexts"), processor_(contexts_) {}

  void read_sample(const Sample& sample) {
    const std::string id = sample.file;
    const auto document = json::read(read_file(suite_.folder() / "examples" / sample.file), arena_);
    if (!document) return suite_.fail(id, document.error().detail);
    const json::Value* inner = document->find("credential");
    const json::Value& credential = inner == nullptr ? *document : *inner;
    const auto expanded = processor_.expand(credential, {}, arena_);
    suite_.check(id + "#expand", expanded && !expanded->array().empty(), expanded ? "nothing is left" : expanded.error().detail);
    const auto read = exchange::from_elm(*document);
    if (!read) return suite_.fail(id + "#read", read.error().detail);
    judge_values(id, sample, read->fields);
    judge_no_person(id, credential, read->fields, read->left);
    judge_nothing_lost(suite_, id + "#nothing-lost", *document, exchange::from_elm, is_structure);
  }

  void write_own() {
    const auto written = exchange::to_elm(full_definition(), arena_);
    jsonld::Options options;
    options.data_loss = jsonld::DataLoss::refused;
    const auto expanded = processor_.expand(written.document, options, arena_);
    suite_.check("own output passes safe mode", expanded.has_value(), expanded ? "" : expanded.error().detail);
    if (!expanded) return;
    const std::string text = json::to_text(*expanded);
    for (const char* part : {R"("http://data.europa.eu/snb/model/elm/point":[{"@type":"http://www.w3.org/2001/XMLSchema#string","@value":"4.875"}])",
                             R"("http://data.europa.eu/snb/model/elm/NQFLevel")", R"("http://data.europa.eu/snb/model/elm/Qualification")",
                             R"("@type":"http://www.w3.org/2001/XMLSchema#duration","@value":"PT97H30M")",
                             R"("@id":"http://data.europa.eu/snb/education-credit/6fcec5c5af")"}) {
      suite_.check(std::string("own output has ") + part, text.find(part) != std::string::npos, text);
    }
    read_back(written);
  }

 private:
  void judge_values(const std::string& id, const Sample& sample, const domain::MicroCredentialFields& fields) {
    suite_.check(id + "#name", fields.name == sample.name, fields.name);
    const std::string credit = fields.credit ? fields.credit->framework + " " + domain::to_text(fields.credit->amount) : "";
    suite_.check(id + "#credit", credit == sample.credit, credit);
    const std::string level = fields.level ? fields.level->code : "";
    suite_.check(id + "#level", level == sample.level && (!fields.level || fields.level->framework == "EQF"), level);
    const std::string hours = fields.workload_hours ? domain::to_text(*fields.workload_hours) : "";
    suite_.check(id + "#hours", hours == sample.hours, hours);
    if (id.find("Annex1") == std::string::npos) return;
    // The sample's own slip, 60 months beside 60 hours, arrives, so that somebody can see it.
    suite_.check(id + "#activity-duration", fields.offer.duration == "P60M", fields.offer.duration);
    suite_.check(id + "#participation", fields.participation == "blended", fields.participation);
    suite_.check(id + "#identity", fields.assessment.identity_assurance == "unsupervised-unverified", fields.assessment.identity_assurance);
    suite_.check(id + "#assessment", fields.assessment.types == std::vector<std::string>{"artefact assessment"}, "types differ");
    suite_.check(id + "#awarded-by", fields.awarded_by && fields.awarded_by->name == "University of Zed", "differs");
    suite_.check(id + "#outcomes", fields.outcomes.size() == 2 && fields.outcomes[1].statement == "Developing digital content", "differ");
    const auto is_skill = [](const domain::Alignment& one) {
      return one.target_url == "http://data.europa.eu/esco/skill/5fd5c985-eaaa-47aa-8314-62359c54505a" && one.target_framework == "ESCO";
    };
    suite_.check(id + "#esco", std::any_of(fields.alignments.begin(), fields.alignments.end(), is_skill), "no ESCO skill");
  }

  // What the sample says about its learner is named, and not taken over.
  void judge_no_person(const std::string& id, const json::Value& credential, const domain::MicroCredentialFields& fields,
                       const std::vector<std::string>& left) {
    const json::Value* subject = credential.find("credentialSubject");
    const json::Value* name = subject->find("familyName");
    const std::string family(name->find("en")->text());
    suite_.check(id + "#person-not-copied", (fields.name + fields.description + fields.criteria_narrative + fields.prerequisites).find(family) == std::string::npos, family);
    const auto names_it = [](const std::string& one) { return one.ends_with("/credentialSubject/familyName"); };
    suite_.check(id + "#person-named-as-left", std::any_of(left.begin(), left.end(), names_it), "familyName is not among what is left");
  }

  void read_back(const exchange::Exported& written) {
    const auto read = exchange::from_elm(written.document);
    if (!read) return suite_.fail("own output reads back", read.error().detail);
    const domain::MicroCredentialFields& before = full_definition().fields();
    suite_.check("read back: name", read->fields.name == before.name, read->fields.name);
    suite_.check("read back: credit", read->fields.credit && read->fields.credit->framework == "SCQF" && read->fields.credit->amount == before.credit->amount, "differs");
    suite_.check("read back: further credit", read->fields.further_credits.size() == 1 && read->fields.further_credits[0].amount == before.further_credits[0].amount, "differs");
    suite_.check("read back: hours", read->fields.workload_hours == before.workload_hours, "differ");
    suite_.check("read back: participation", read->fields.participation == before.participation, read->fields.participation);
    suite_.check("read back: prerequisites", read->fields.prerequisites == before.prerequisites, read->fields.prerequisites);
    suite_.check("read back: assessment", read->fields.assessment.types == before.assessment.types, "differs");
    suite_.check("read back: stacking", read->fields.stacking.kind == before.stacking.kind, read->fields.stacking.kind);
  }

  Suite& suite_;
  ContextFiles contexts_;
  jsonld::Processor processor_;
  Arena arena_;
};

}  // namespace

void run_elm(Suite& suite) {
  ElmSuite cases(suite);
  for (const Sample& sample : k_samples) cases.read_sample(sample);
  cases.write_own();
}

}  // namespace cairn::conformance
