#include <algorithm>

#include "conformance/badge_examples.hpp"
#include "conformance/context_files.hpp"
#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "jsonld/processor.hpp"
#include "schema/schemas.hpp"

// The extensions of Open Badges that 1EdTech publishes, and the schemas of a national profile. Of a context, every term must mean what the
// context says; of a schema, the draft that it names decides whether it loads.
namespace cairn::conformance {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_url = "https://schema.example/extension";

class Extensions {
 public:
  explicit Extensions(Suite& suite) : suite_(suite), contexts_(suite.folder().parent_path() / "contexts"), processor_(contexts_) {}

  void judge_all() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(suite_.folder() / "extensions")) {
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      const std::string id = fs::relative(file, suite_.folder()).generic_string();
      if (file.filename().string().starts_with("schema")) judge_schema(id, file);
      else judge_context(id, file);
    }
  }

  // Every example is valid by the profile schemas it names, as ajv finds them too.
  void judge_profile() {
    const fs::path folder = suite_.folder() / "examples" / "profile-edubadges";
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() != ".json") continue;
      const auto badge = json::read(read_file(entry.path()), arena_);
      const json::Value* named = badge ? badge->find("credentialSchema") : nullptr;
      if (named == nullptr || !named->is_array()) continue;
      for (const json::Value& one : named->array()) judge_by_profile(entry.path().stem().string(), *badge, folder / "schemas", one.text_of("id"));
    }
  }

 private:
  void judge_by_profile(const std::string& name, const json::Value& badge, const fs::path& folder, std::string_view address) {
    const fs::path file = folder / std::string(address.substr(address.find_last_of('/') + 1));
    if (!fs::exists(file)) return;  // the standard's own schema, which the examples are judged by already
    const std::string id = "profile-edubadges/" + name + "#" + file.filename().string();
    schema::Schemas schemas(schema::Draft::draft_2019_09);
    const auto schema = json::read(read_file(file), arena_);
    if (!schema || !schemas.add(k_url, *schema)) return suite_.fail(id, "the schema does not load");
    const auto faults = schemas.validate(k_url, badge);
    suite_.check(id, faults && faults->empty(), !faults ? faults.error().detail : faults->empty() ? "" : faults->front().detail);
  }

  void judge_schema(const std::string& id, const fs::path& file) {
    const auto schema = json::read(read_file(file), arena_);
    // The only one that is no JSON: a backslash before a digit.
    if (id.find("issuerAccreditationExtension/v2p0") != std::string::npos) {
      return suite_.check(id, !schema, "what is no JSON was read");
    }
    if (!schema) return suite_.fail(id, schema.error().detail);
    schema::Schemas schemas(schema::Draft::draft_2019_09);
    const bool is_2019 = schema->text_of("$schema").find("2019-09") != std::string_view::npos;
    const auto added = schemas.add(k_url, *schema);
    suite_.check(id, added.has_value() == is_2019, added ? "an unsupported draft was taken" : added.error().detail);
    if (!added || !is_2019) return;
    const auto judged = schemas.validate(k_url, json::Value::number("7"));
    suite_.check(id + "#refuses-a-number", judged && !judged->empty(), judged ? "the number 7 was taken" : judged.error().detail);
  }

  void judge_context(const std::string& id, const fs::path& file) {
    const auto document = json::read(read_file(file), arena_);
    const json::Value* context = document ? document->find("@context") : nullptr;
    if (context == nullptr) return suite_.fail(id, "has no context");
    judge_terms(id, *context, *context, "");
  }

  void judge_terms(const std::string& id, const json::Value& whole, const json::Value& context, const std::string& type) {
    for (const json::Member& member : context.object()) {
      if (member.name.starts_with("@")) continue;
      const json::Value* scoped = member.value.find("@context");
      if (scoped != nullptr) judge_terms(id, whole, *scoped, std::string(member.name));
      const std::string_view iri = member.value.is_string() ? member.value.text() : member.value.text_of("@id");
      if (iri.empty() || iri.starts_with("@")) continue;
      judge_term(id + (type.empty() ? "#" : "#" + type + "/") + std::string(member.name), whole, member.name, {type, full(iri, whole)});
    }
  }

  struct Wanted {
    std::string type;
    std::string iri;
  };

  // A prefix of the context itself, or none.
  static std::string full(std::string_view iri, const json::Value& whole) {
    const std::size_t colon = iri.find(':');
    const std::string_view prefix = whole.text_of(iri.substr(0, colon));
    const bool is_compact = !iri.substr(colon + 1).starts_with("//") && !prefix.empty();
    return is_compact ? std::string(prefix) + std::string(iri.substr(colon + 1)) : iri.starts_with("cc:") ? "http://creativecommons.org/ns#" + std::string(iri.substr(3)) : std::string(iri);
  }

  void judge_term(const std::string& id, const json::Value& whole, std::string_view term, const Wanted& wanted) {
    const json::Object object = json::Object::make(arena_, 3);
    object.add_new("@context", whole, arena_);
    if (!wanted.type.empty()) object.add_new("@type", json::Value::string(arena_.copy(wanted.type)), arena_);
    object.add_new(arena_.copy(term), json::Value::string("https://value.example/"), arena_);
    const auto expanded = processor_.expand(object, {}, arena_);
    // The license extension gives its own protected term another meaning inside: no strict processor takes that, jsonld.js included.
    if (wanted.type == "License") {
      return suite_.check(id, !expanded && expanded.error().code == "jsonld.protected-term-redefinition", "a protected term was redefined");
    }
    const bool is_there = expanded && !expanded->array().empty() && expanded->array()[0].find(wanted.iri) != nullptr;
    suite_.check(id, is_there, expanded ? "does not mean " + wanted.iri : expanded.error().detail);
  }

  Suite& suite_;
  ContextFiles contexts_;
  jsonld::Processor processor_;
  Arena arena_;
};

}  // namespace

void judge_extensions(Suite& suite) {
  Extensions extensions(suite);
  extensions.judge_all();
  extensions.judge_profile();
}

}  // namespace cairn::conformance
