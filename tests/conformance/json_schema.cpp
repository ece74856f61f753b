#include <algorithm>

#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "schema/schemas.hpp"

namespace cairn::conformance {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_remote_address = "http://localhost:1234/";
constexpr std::string_view k_url = "https://cairn.example/schema-under-test";

struct DraftRow {
  std::string_view folder;
  schema::Draft draft;
};
constexpr DraftRow k_drafts[] = {{"draft7", schema::Draft::draft_7},
                                 {"draft2019-09", schema::Draft::draft_2019_09},
                                 {"draft2020-12", schema::Draft::draft_2020_12}};

// Schemas for one draft only do not always name it: those of the others must.
bool is_for_another_draft(const std::string& path, std::string_view folder, const json::Value& schema) {
  return path.starts_with("draft") && !path.starts_with(std::string(folder) + "/") && schema.text_of("$schema").empty();
}

// The drafts' own schemas, as the npm package ajv carries them; tests that refer to them fail without.
void add_meta_schemas(Arena& arena, schema::Schemas& schemas) {
  const fs::path folder = fs::path(CAIRN_SOURCE_DIR) / "tests/interop/node_modules/ajv/dist/refs";
  if (!fs::exists(folder)) return;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    const auto value = json::read(read_file(entry.path()), arena);
    const std::string_view id = value ? value->text_of("$id") : std::string_view();
    if (id.starts_with("http")) static_cast<void>(schemas.add(id.substr(0, id.find('#')), *value));
  }
}

// Everything below remotes/, under the address that the suite names.
void add_remotes(const fs::path& remotes, std::string_view folder, Arena& arena, schema::Schemas& schemas) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(remotes)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    const std::string path = fs::relative(file, remotes).generic_string();
    const auto value = json::read(read_file(file), arena);
    if (value && !is_for_another_draft(path, folder, *value)) static_cast<void>(schemas.add(std::string(k_remote_address) + path, *value));
  }
}

void run_group(Suite& suite, const DraftRow& row, const std::string& file, const json::Value& group) {
  Arena arena;
  schema::Schemas schemas(row.draft);
  add_meta_schemas(arena, schemas);
  add_remotes(suite.folder() / "remotes", row.folder, arena, schemas);
  const auto added = schemas.add(k_url, *group.find("schema"));
  for (const json::Value& test : group.find("tests")->array()) {
    std::string id = file + "/" + std::string(group.text_of("description")) + "/" + std::string(test.text_of("description"));
    std::replace(id.begin(), id.end(), ' ', '-');
    if (!added) {
      suite.fail(id, added.error().detail);
      continue;
    }
    const auto faults = schemas.validate(k_url, *test.find("data"));
    if (!faults) {
      suite.fail(id, faults.error().code + ": " + faults.error().detail);
      continue;
    }
    const bool expected = test.find("valid")->is_true();
    suite.check(id, faults->empty() == expected, faults->empty() ? "accepted" : "refused: " + faults->front().keyword + " " + faults->front().detail);
  }
}

void run_file(Suite& suite, const DraftRow& row, const fs::path& path, const std::string& id) {
  Arena arena;
  const auto groups = json::read(read_file(path), arena);
  if (!groups) return suite.fail(id, groups.error().detail);
  for (const json::Value& group : groups->array()) run_group(suite, row, id, group);
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

void run_json_schema(Suite& suite) {
  for (const DraftRow& row : k_drafts) {
    const fs::path folder = suite.folder() / "tests" / row.folder;
    for (const fs::path& path : files_of(folder)) run_file(suite, row, path, std::string(row.folder) + "/" + path.stem().string());
    // Asserting formats is a choice of the drafts that is not taken here; one entry a file says so.
    for (const fs::path& path : files_of(folder / "optional")) {
      run_file(suite, row, path, std::string(row.folder) + "/optional/" + path.stem().string());
    }
    for (const fs::path& path : files_of(folder / "optional" / "format")) {
      suite.skip(std::string(row.folder) + "/optional/format/" + path.stem().string());
    }
  }
}

}  // namespace cairn::conformance
