#include "app/framework_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/embedded_frameworks.hpp"
#include "app/table_reader.hpp"

namespace cairn::app {
namespace {

using domain::Fraction;

constexpr std::string_view k_ending = ".toml";
constexpr std::size_t k_most_bytes = 1024 * 1024;
constexpr std::size_t k_most_files = 1000;
constexpr std::array<std::string_view, 4> k_standings = {"official", "convention", "indicative", "unverified"};
constexpr std::array<std::string_view, 2> k_file_kinds = {"framework", "profile"};
constexpr std::array<std::string_view, 2> k_unit_kinds = {"credit", "volume"};

/// One file on its way into the fields.
class FileReader {
 public:
  FileReader(const FrameworkFile& file, domain::CrosswalkFields& out) : file_(file), out_(out) {}

  Result<void> read() {
    CAIRN_TRY(const TomlValue root, read_toml(file_.text, file_.name));
    if (is_profile(root)) return {};
    TableReader table(root, "", notes_);
    domain::QualificationsFramework& framework = out_.frameworks.emplace_back();
    table.word("kind", k_file_kinds);
    table.text("id", framework.id);
    table.text("name", framework.name);
    table.text("url", framework.url);
    table.texts("levels", framework.levels);
    table.table("unit", [&](TableReader& unit) { read_unit(unit, framework.unit.emplace()); });
    id_ = framework.id;
    table.tables("links", [&](TableReader& links) { read_links(links); });
    table.tables("credit", [&](TableReader& credit) { read_credit(credit); });
    table.finish();
    if (id_.empty() || framework.name.empty()) note("id", "a framework needs an id and a name");
    return outcome();
  }

 private:
  void note(std::string_view key, std::string text) {
    const auto line = notes_.lines.find(key);
    notes_.problems.push_back({"frameworks.file", line == notes_.lines.end() ? 0 : line->second, std::string(key) + ": " + std::move(text)});
  }
  Fraction fraction(TableReader& table, std::string_view key, Fraction otherwise) {
    std::string text;
    table.text(key, text);
    if (text.empty()) return otherwise;
    const auto out = domain::parse_fraction(text);
    if (out) return *out;
    note(key, out.error().detail);
    return otherwise;
  }
  domain::Provenance provenance(TableReader& table) {
    domain::Provenance out;
    const auto standing = table.word("standing", k_standings);
    if (standing) out.standing = static_cast<domain::Standing>(*standing);
    table.text("source", out.source);
    table.text("date", out.date);
    table.text("note", out.note);
    if (out.source.empty()) note("source", "every statement needs its source");
    return out;
  }
  void read_unit(TableReader& table, domain::LearningUnit& out) {
    if (const auto kind = table.word("kind", k_unit_kinds)) out.kind = static_cast<domain::UnitKind>(*kind);
    table.text("name", out.name);
    out.hours_least = fraction(table, "hours_least", {});
    out.hours_most = fraction(table, "hours_most", out.hours_least);
    out.provenance = provenance(table);
  }
  void read_links(TableReader& table) {
    std::string to;
    std::vector<std::string> pairs;
    table.text("to", to);
    table.texts("levels", pairs);
    const domain::Provenance source = provenance(table);
    for (const std::string& pair : pairs) {
      const std::size_t middle = pair.find(" = ");
      if (middle == std::string::npos) {
        note("levels", "\"" + pair.substr(0, 40) + "\" is no pair; write \"11 = 7\", or \"8 = none\"");
        continue;
      }
      const std::string code = pair.substr(middle + 3);
      out_.level_links.push_back({{id_, pair.substr(0, middle)}, {to, code == "none" ? "" : code}, source});
    }
  }
  void read_credit(TableReader& table) {
    domain::CreditLink link;
    link.from = id_;
    table.text("to", link.to);
    link.factor = fraction(table, "factor", {});
    link.provenance = provenance(table);
    out_.credit_links.push_back(std::move(link));
  }
  Result<void> outcome() const {
    if (notes_.problems.empty()) return {};
    const DefinitionProblem& first = notes_.problems.front();
    return fail(Kind::malformed, "frameworks.file", file_.name + (first.line ? ", line " + std::to_string(first.line) : "") + ": " + first.text,
                "docs/frameworks.md says how such a file is written.");
  }

  const FrameworkFile& file_;
  domain::CrosswalkFields& out_;
  DefinitionNotes notes_;
  std::string id_;
};

Result<FrameworkFile> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text;
  if (in) {
    text.resize(k_most_bytes + 1);
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad() || !in.is_open() || text.size() > k_most_bytes) {
    return fail(Kind::unavailable, "frameworks.folder", path.string() + " cannot be read, or is larger than 1 MiB", "Look at the file.");
  }
  return FrameworkFile{path.filename().string(), std::move(text)};
}

Kind kind_of(const std::error_code& error) {
  if (error == std::errc::no_such_file_or_directory) return Kind::missing;
  return error == std::errc::not_a_directory ? Kind::malformed : Kind::unavailable;
}

}  // namespace

std::vector<FrameworkFile> embedded_framework_files() {
  std::vector<FrameworkFile> out;
  for (const EmbeddedFramework& file : embedded_frameworks()) out.push_back({std::string(file.name), std::string(file.text)});
  return out;
}

Result<std::vector<FrameworkFile>> framework_files(const std::string& folder) {
  std::vector<FrameworkFile> out = embedded_framework_files();
  if (folder.empty()) return out;
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == k_ending) paths.push_back(at->path());
  }
  if (error || paths.size() > k_most_files) {
    return fail(kind_of(error), "frameworks.folder",
                "the folder of frameworks " + folder + (error ? " cannot be read: " + error.message() : " holds more than 1,000 files"),
                "Name a folder with files as docs/frameworks.md describes them.");
  }
  std::ranges::sort(paths);
  for (const auto& path : paths) {
    CAIRN_TRY(FrameworkFile file, read_file(path));
    std::erase_if(out, [&](const FrameworkFile& one) { return one.name == file.name; });
    out.push_back(std::move(file));
  }
  return out;
}

bool is_profile(const TomlValue& root) {
  const TomlMember* kind = root.find("kind");
  return kind != nullptr && kind->value.kind == TomlKind::text && kind->value.text == "profile";
}

Result<domain::Crosswalk> read_frameworks(const std::vector<FrameworkFile>& files) {
  domain::CrosswalkFields fields;
  for (const FrameworkFile& file : files) CAIRN_CHECK(FileReader(file, fields).read());
  return domain::make_crosswalk(std::move(fields));
}

}  // namespace cairn::app
