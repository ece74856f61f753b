#include <algorithm>
#include <set>

#include "app/definition.hpp"
#include "app/definition_forms.hpp"
#include "conformance/context_files.hpp"
#include "conformance/exchange_sample.hpp"
#include "conformance/suite.hpp"
#include "exchange/exchange.hpp"
#include "json/read.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "jsonld/pinned_loader.hpp"
#include "jsonld/processor.hpp"
#include "schema/schemas.hpp"

// No public suite: definitions in the words of others, judged by what others published. Open Badges' examples, and those of edubadges,
// are read with nothing unsaid; a definition that says everything is written in every form so that the form's own vocabulary, schema
// and contexts take it.
namespace cairn::conformance {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_schema_org = "https://schema.org/";
// Younger than the context among the suites' files; schema.org's term pages list them.
constexpr std::string_view k_younger_terms[] = {"https://schema.org/Syllabus", "https://schema.org/syllabusSections"};

// Which node, class or word is meant; what an id only names.
bool is_structure(const std::string& pointer) {
  for (const char* part : {"/@context", "/type", "/resultDescription/", "/hasGroup"}) {
    if (pointer.find(part) != std::string::npos) return true;
  }
  return false;
}

class Definitions {
 public:
  explicit Definitions(Suite& suite) : suite_(suite), root_(suite.folder().parent_path()), contexts_(root_ / "contexts"), processor_(contexts_), own_contexts_(jsonld::embedded_contexts()), own_processor_(own_contexts_) {
    const std::string text = read_file(fs::path(CAIRN_SOURCE_DIR) / "tests/data/definitions/every-field.toml");
    fields_ = app::read_definition_fields({"every-field.toml", text, ""}).value();
  }

  void read_examples() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(root_ / "open-badges-3" / "examples")) {
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) read_example(file);
  }

  void write_schema_org() {
    const auto expanded = write(app::DefinitionForm::schema_org, processor_);
    if (!expanded) return suite_.fail("schema.org: expands without loss", expanded.error().detail);
    suite_.check("schema.org: expands without loss", true, "");
    const auto context = json::read(read_file(root_ / "contexts" / "misc" / "schema.org.jsonld"), arena_);
    if (!context) return suite_.fail("schema.org: its context", context.error().detail);
    std::set<std::string> known(std::begin(k_younger_terms), std::end(k_younger_terms));
    for (const json::Member& member : context->find("@context")->object()) known.insert(std::string(k_schema_org) + std::string(member.name));
    std::set<std::string> used;
    collect(*expanded, used);
    for (const std::string& term : used) suite_.check("schema.org: " + term, known.contains(term), "schema.org has no such term");
  }

  void write_achievement() {
    const auto expanded = write(app::DefinitionForm::achievement, own_processor_);
    suite_.check("achievement: expands without loss", expanded.has_value(), expanded ? "" : expanded.error().detail);
    const auto written = app::write_definition(fields_, app::DefinitionForm::achievement);
    if (!written) return suite_.fail("achievement: is written", written.error().detail);
    const auto document = json::read(written->text, arena_);
    for (const char* form : {"formal", "json-ld-adaptation"}) {
      const auto schema = json::read(read_file(root_ / "open-badges-3" / "schemas" / ("ob_v3p0_achievementcredential_schema." + std::string(form) + ".json")), arena_);
      schema::Schemas schemas(schema::Draft::draft_2019_09);
      const std::string id = "achievement: official schema, " + std::string(form);
      if (!document || !schema || !schemas.add("https://schemas.example/ob3", *schema)) return suite_.fail(id, "the schema does not load");
      const auto part = json::read(R"({"$ref": "https://schemas.example/ob3#/$defs/Achievement"})", arena_);
      if (!part || !schemas.add("https://schemas.example/part", *part)) return suite_.fail(id, "the reference does not load");
      const auto faults = schemas.validate("https://schemas.example/part", *document);
      suite_.check(id, faults && faults->empty(), !faults ? faults.error().detail : faults->empty() ? "" : faults->front().detail);
    }
  }

  void write_others() {
    for (const app::DefinitionForm form : {app::DefinitionForm::ctdl, app::DefinitionForm::elm}) {
      const std::string id = std::string(app::form_word(form)) + ": every field, in two languages, expands without loss";
      const auto expanded = write(form, processor_);
      suite_.check(id, expanded.has_value(), expanded ? "" : expanded.error().detail);
    }
  }

 private:
  Result<json::Value> write(app::DefinitionForm form, jsonld::Processor& processor) {
    CAIRN_TRY(const app::WrittenDefinition written, app::write_definition(fields_, form));
    CAIRN_TRY(const json::Value document, json::read(written.text, arena_));
    jsonld::Options options;
    options.data_loss = jsonld::DataLoss::refused;
    return processor.expand(document, options, arena_);
  }

  void collect(const json::Value& value, std::set<std::string>& out) {
    if (value.is_array()) {
      for (const json::Value& one : value.array()) collect(one, out);
    }
    if (!value.is_object()) return;
    for (const json::Member& member : value.object()) {
      if (member.name == "@type") collect_types(member.value, out);
      else if (!member.name.starts_with("@")) out.insert(std::string(member.name));
      collect(member.value, out);
    }
  }

  static void collect_types(const json::Value& types, std::set<std::string>& out) {
    if (!types.is_array()) return;
    for (const json::Value& type : types.array()) out.insert(std::string(type.text()));
  }

  void read_example(const fs::path& file) {
    const std::string id = file.parent_path().filename().string() + "/" + file.filename().string();
    const auto document = json::read(read_file(file), arena_);
    if (!document) return;  // a fragment, as the guide prints it
    const json::Value* subject = document->find("credentialSubject");
    const json::Value* achievement = subject == nullptr ? nullptr : subject->find("achievement");
    const bool is_alone = document->text_of("type") == "Achievement";
    if (achievement != nullptr && achievement->is_array()) achievement = &achievement->array()[0];
    if (is_alone) achievement = &*document;
    const auto read = exchange::from_achievement(*document);
    if (achievement == nullptr) return suite_.check(id + "#refused", !read, "an achievement was found where none is");
    if (!read) return suite_.fail(id + "#read", read.error().detail);
    const domain::MicroCredentialFields& fields = read->at(0).fields;
    suite_.check(id + "#name", fields.name == achievement->text_of("name"), fields.name);
    suite_.check(id + "#description", fields.description == achievement->text_of("description"), fields.description);
    suite_.check(id + "#id", fields.id == achievement->text_of("id"), fields.id);
    if (const json::Value* points = achievement->find("ECTS")) {
      suite_.check(id + "#ects", fields.credit && fields.credit->framework == "ECTS" && domain::to_text(fields.credit->amount) + ".0" == points->number_text(), "differs");
    }
    const auto first = [](const json::Value& whole) -> Result<exchange::Imported> {
      CAIRN_TRY(std::vector<exchange::Imported> all, exchange::from_achievement(whole));
      return std::move(all.at(0));
    };
    judge_nothing_lost(suite_, id + "#nothing-lost", *document, first, is_structure);
  }

  Suite& suite_;
  fs::path root_;
  ContextFiles contexts_;
  jsonld::Processor processor_;
  jsonld::PinnedLoader own_contexts_;  // those of the suites' files have none of ours
  jsonld::Processor own_processor_;
  Arena arena_;
  domain::MicroCredentialFields fields_;
};

}  // namespace

void run_definitions(Suite& suite) {
  Definitions cases(suite);
  cases.read_examples();
  cases.write_schema_org();
  cases.write_achievement();
  cases.write_others();
}

}  // namespace cairn::conformance
