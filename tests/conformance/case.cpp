#include <algorithm>

#include "conformance/suite.hpp"
#include "exchange/case.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "schema/schemas.hpp"

// CASE: every published schema loads, and our reader takes and refuses what the schemas take and refuse. The documents are made here
// from the schemas' own required members; one member at a time is taken out, or given a value of another type. `format` is an annotation
// for a validator, so that what only a format forbids is judged by the text of the schemas' README instead.
namespace cairn::conformance {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_url = "https://schema.example/case";

constexpr std::string_view k_open_case_item = R"({
  "sourcedId": "c739fefe-4f94-4a75-9203-e8621a7c2a1a", "uri": "https://case.example/ims/case/v1p1/CFItems/c739fefe-4f94-4a75-9203-e8621a7c2a1a",
  "fullStatement": "Draw charts that everyone can read.", "humanCodingScheme": "D.1", "listEnumInSource": "1", "listEnumeration": "1",
  "alternativeLabel": "Charts", "abbreviatedStatement": "Draw charts.", "CFItemType": "Competency", "CFItemTypeURI": {"title": "Competency"},
  "conceptKeywords": ["charts"], "conceptKeywordsURI": {"title": "Charts"}, "notes": "None.", "language": "en", "educationLevel": ["HE"],
  "licenseURI": {"title": "CC BY"}, "statusStartDate": "2026-01-01", "statusEndDate": "2027-01-01", "lastChangeDateTime": "2026-01-01T12:00:00Z",
  "CFDocumentURI": {"title": "Data skills", "identifier": "d1", "uri": "https://case.example/d1"}})";

constexpr std::string_view k_official_item = R"({
  "identifier": "c739fefe-4f94-4a75-9203-e8621a7c2a1a", "uri": "https://case.example/ims/case/v1p1/CFItems/c739fefe-4f94-4a75-9203-e8621a7c2a1a",
  "fullStatement": "Draw charts that everyone can read.", "humanCodingScheme": "D.1", "listEnumeration": "1", "alternativeLabel": "Charts",
  "abbreviatedStatement": "Draw charts.", "CFItemType": "Competency", "conceptKeywords": ["charts"], "notes": "None.", "language": "en",
  "CFItemTypeURI": {"title": "Competency", "identifier": "5a2cb1b6-9d3a-4f5f-8d2c-1f0e2d3c4b5a", "uri": "https://case.example/t1"},
  "educationLevel": ["HE"], "statusStartDate": "2026-01-01", "statusEndDate": "2027-01-01", "lastChangeDateTime": "2026-01-01T12:00:00Z"})";

constexpr std::string_view k_head = R"({"ID": "0c6b6a9e-3c0d-4f5f-9d2c-1f0e2d3c4b5a", "uri": "https://case.example/d1", "title": "Data skills",
  "creator": "Example", "lastChangeDateTime": "2026-01-01T12:00:00Z", "language": "en", "description": "Skills."})";

std::string replaced(std::string text, std::string_view part, std::string_view by) {
  const std::size_t at = text.find(part);
  return at == std::string::npos ? text : text.replace(at, part.size(), by);
}

// One way to change one member.
struct Mutation {
  std::string name;
  json::Value document;
};

class Mutations {
 public:
  Mutations(Arena& arena, json::Value document) : arena_(arena), document_(document) {}

  // Each member of the object that `path` leads to: taken out, and as a value of each other type.
  std::vector<Mutation> of(const std::vector<std::string>& path) {
    std::vector<Mutation> out = {{"as it is", document_}};
    for (const json::Member& member : at(document_, path).object()) {
      const std::string name(member.name);
      out.push_back({"without " + name, changed(path, name, nullptr)});
      for (const char* text : {"7", "\"word\"", "[7]", "[\"word\"]", "{}", "null"}) {
        const json::Value value = *json::read(text, arena_);
        out.push_back({name + " as " + text, changed(path, name, &value)});
      }
    }
    return out;
  }

 private:
  static json::Value at(json::Value value, const std::vector<std::string>& path) {
    for (const std::string& step : path) {
      if (value.is_array()) value = value.array()[0];
      else value = *value.find(step);
    }
    return value;
  }
  json::Value changed(const std::vector<std::string>& path, const std::string& name, const json::Value* by) {
    const json::Value copy = json::clone(document_, arena_);
    const json::Object object = at(copy, path).object();
    if (by == nullptr) object.erase(name);
    else object.set(arena_.copy(name), *by, arena_);
    return copy;
  }
  Arena& arena_;
  json::Value document_;
};

// What only a format of the schema forbids, or allows in a closed list: the reader follows the standard's text there.
bool is_beyond_types(const std::string& mutation) {
  constexpr const char* k_formats[] = {"uri as \"word\"", "identifier as \"word\"", "sourcedId as \"word\"", "lastChangeDateTime as \"word\"",
                                       "statusStartDate as \"word\"", "statusEndDate as \"word\""};
  return std::any_of(std::begin(k_formats), std::end(k_formats), [&](const char* one) { return mutation == one; });
}

class CaseSuite {
 public:
  explicit CaseSuite(Suite& suite) : suite_(suite) {}

  void load_all() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(suite_.folder() / "schemas")) {
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      schema::Schemas schemas(schema::Draft::draft_7);
      const auto value = json::read(read_file(file), arena_);
      const bool added = value && schemas.add(k_url, *value);
      const auto judged = added ? schemas.validate(k_url, *json::read("7", arena_)) : Result<std::vector<schema::Fault>>(std::vector<schema::Fault>());
      suite_.check("load " + file.filename().string(), added && judged && !judged->empty(), "does not load, or takes the number 7");
    }
  }

  void compare(const std::string& schema_file, const std::string& text, const std::vector<std::string>& path) {
    schema::Schemas schemas(schema::Draft::draft_7);
    const auto schema = json::read(read_file(suite_.folder() / "schemas" / schema_file), arena_);
    const auto document = json::read(text, arena_);
    if (!schema || !document || !schemas.add(k_url, *schema)) return suite_.fail(schema_file, "the schema or our document does not read");
    for (const Mutation& mutation : Mutations(arena_, *document).of(path)) {
      const auto faults = schemas.validate(k_url, mutation.document);
      const bool reads = exchange::read_case(mutation.document).has_value();
      const std::string id = schema_file + " " + (path.empty() ? "" : path.front() + " ") + mutation.name;
      if (!faults) suite_.fail(id, faults.error().detail);
      else if (is_beyond_types(mutation.name)) suite_.check(id, !reads, "the reader takes what the format forbids");
      else suite_.check(id, reads == faults->empty(), faults->empty() ? "the schema takes it" : faults->front().pointer + ": " + faults->front().detail);
    }
  }

 private:
  Suite& suite_;
  Arena arena_;
};

}  // namespace

void run_case(Suite& suite) {
  CaseSuite cases(suite);
  cases.load_all();
  const std::string open_item(k_open_case_item);
  for (const char* version : {"case-v1p0-cfitem.json", "case-v1p1-cfitem.json"}) cases.compare(version, open_item, {});
  const std::string open_package = R"({"document": )" + replaced(std::string(k_head), "ID", "sourcedId") + R"(, "items": [)" + open_item + "]}";
  for (const char* version : {"case-v1p0-cfpackage.json", "case-v1p1-cfpackage.json"}) {
    cases.compare(version, open_package, {"items", "0"});
    cases.compare(version, open_package, {"document"});
  }
  const std::string official = R"({"CFDocument": )" + replaced(std::string(k_head), "ID", "identifier") + R"(, "CFItems": [)" + std::string(k_official_item) + "]}";
  cases.compare("official/case-v1p1-cfpackage.json", official, {"CFItems", "0"});
  cases.compare("official/case-v1p1-cfpackage.json", official, {"CFDocument"});
}

}  // namespace cairn::conformance
