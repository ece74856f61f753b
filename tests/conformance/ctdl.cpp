#include <algorithm>
#include <set>

#include "conformance/context_files.hpp"
#include "conformance/exchange_sample.hpp"
#include "conformance/suite.hpp"
#include "exchange/exchange.hpp"
#include "json/read.hpp"
#include "jsonld/processor.hpp"

// CTDL: the Registry's examples are read with nothing unsaid, and what we write uses only terms that the published context or the
// Registry's examples have, or that the standard's term pages list.
namespace cairn::conformance {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_ctdl = "http://purl.org/ctdl/terms/";

// Neither the context (of 2021, marked deprecated) nor the examples have these; CTDL's term pages list them.
constexpr std::string_view k_credit_terms[] = {"http://purl.org/ctdl/terms/creditValue", "http://purl.org/ctdl/terms/creditUnitType",
                                               "http://purl.org/ctdl/terms/creditLevelType", "http://purl.org/ctdl/terms/ValueProfile",
                                               "http://purl.org/ctdl/terms/IdentifierValue", "http://purl.org/ctdl/terms/identifierValueCode",
                                               "http://schema.org/value", "http://purl.org/ctdl/terms/renewalFrequency",
                                               "http://purl.org/ctdl/terms/availableOnlineAt"};

void collect_example_terms(const json::Value& value, std::set<std::string>& out) {
  if (value.is_array()) {
    for (const json::Value& one : value.array()) collect_example_terms(one, out);
  }
  if (!value.is_object()) return;
  constexpr std::string_view k_prefix = "ceterms:";
  for (const json::Member& member : value.object()) {
    if (member.name.starts_with(k_prefix)) out.insert(std::string(k_ctdl) + std::string(member.name.substr(k_prefix.size())));
    if (member.name == "@type" && member.value.is_string() && member.value.text().starts_with(k_prefix)) {
      out.insert(std::string(k_ctdl) + std::string(member.value.text().substr(k_prefix.size())));
    }
    collect_example_terms(member.value, out);
  }
}

void collect_context_terms(const json::Value& context, std::set<std::string>& out) {
  constexpr std::string_view k_prefix = "ctdl:";
  for (const json::Member& member : context.object()) {
    const std::string_view iri = member.value.is_string() ? member.value.text() : member.value.text_of("@id");
    if (iri.starts_with(k_prefix)) out.insert(std::string(k_ctdl) + std::string(iri.substr(k_prefix.size())));
  }
}

// Properties and types of an expanded document.
void collect_used(const json::Value& value, std::set<std::string>& out) {
  if (value.is_array()) {
    for (const json::Value& one : value.array()) collect_used(one, out);
  }
  if (!value.is_object()) return;
  for (const json::Member& member : value.object()) {
    if (member.name == "@type" && member.value.is_array()) {
      for (const json::Value& type : member.value.array()) out.insert(std::string(type.text()));
    } else if (!member.name.starts_with("@")) {
      out.insert(std::string(member.name));
    }
    collect_used(member.value, out);
  }
}

// What says of which class a node is, and which word of a list is meant.
bool is_structure(const std::string& pointer) {
  return pointer.ends_with("/@type") || pointer.find("/@type/") != std::string::npos || pointer.starts_with("/@context") ||
         pointer.starts_with("/ceterms:deliveryType");
}

class CtdlSuite {
 public:
  explicit CtdlSuite(Suite& suite) : suite_(suite), contexts_(suite.folder().parent_path() / "contexts"), processor_(contexts_) {}

  void read_examples() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(suite_.folder() / "examples")) {
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) read_example(file);
  }

  void write_own() {
    std::set<std::string> known = example_terms_;
    known.insert(std::begin(k_credit_terms), std::end(k_credit_terms));
    const auto context = json::read(read_file(suite_.folder() / "ctdl-context.deprecated.json"), arena_);
    if (!context) return suite_.fail("context", context.error().detail);
    collect_context_terms(*context->find("@context"), known);
    const auto written = exchange::to_ctdl(full_definition(), arena_);
    jsonld::Options options;
    options.data_loss = jsonld::DataLoss::refused;
    const auto expanded = processor_.expand(written.document, options, arena_);
    if (!expanded) return suite_.fail("own output expands", expanded.error().detail);
    suite_.check("own output expands", true, "");
    std::set<std::string> used;
    collect_used(*expanded, used);
    for (const std::string& term : used) suite_.check("own output term " + term, known.contains(term), "no term of CTDL that is published here");
    read_back(written);
  }

 private:
  void read_example(const fs::path& file) {
    const std::string id = file.parent_path().filename().string() + "/" + file.filename().string();
    const auto document = json::read(read_file(file), arena_);
    if (!document) return suite_.fail(id, document.error().detail);
    collect_example_terms(*document, example_terms_);
    expand_example(id, *document);
    const auto read = exchange::from_ctdl(*document);
    if (id.starts_with("organization/")) {
      return suite_.check(id + "#refused", !read && read.error().code == "exchange.ctdl", "an organisation was read as something to achieve");
    }
    if (!read) return suite_.fail(id + "#read", read.error().detail);
    suite_.check(id + "#name", read->fields.name == document->text_of("ceterms:name"), read->fields.name);
    suite_.check(id + "#description", read->fields.description == document->text_of("ceterms:description"), read->fields.description);
    suite_.check(id + "#id", read->fields.id == document->text_of("@id"), read->fields.id);
    judge_nothing_lost(suite_, id + "#nothing-lost", *document, exchange::from_ctdl, is_structure);
  }

  // The examples that bring a context along; that of the others is served by the Registry and in no repository.
  void expand_example(const std::string& id, const json::Value& document) {
    const json::Value* context = document.find("@context");
    if (context == nullptr || !context->is_object()) return;
    const auto expanded = processor_.expand(document, {}, arena_);
    suite_.check(id + "#expand", expanded && !expanded->array().empty(), expanded ? "nothing is left" : expanded.error().detail);
  }

  void read_back(const exchange::Exported& written) {
    const auto read = exchange::from_ctdl(written.document);
    if (!read) return suite_.fail("own output reads back", read.error().detail);
    const domain::MicroCredentialFields& before = full_definition().fields();
    suite_.check("read back: name", read->fields.name == before.name, read->fields.name);
    suite_.check("read back: credit", read->fields.credit && read->fields.credit->amount == before.credit->amount && read->fields.credit->level == "8", "credit differs");
    suite_.check("read back: further credit", read->fields.further_credits.size() == 1 && read->fields.further_credits[0].framework == "ECTS", "credit differs");
    suite_.check("read back: hours", read->fields.workload_hours == before.workload_hours, "hours differ");
    suite_.check("read back: outcomes", read->fields.outcomes.size() == 1 && read->fields.outcomes[0].statement == before.outcomes[0].statement, "outcomes differ");
    suite_.check("read back: version", read->fields.version == before.version, read->fields.version);
  }

  Suite& suite_;
  ContextFiles contexts_;
  jsonld::Processor processor_;
  Arena arena_;
  std::set<std::string> example_terms_;
};

}  // namespace

void run_ctdl(Suite& suite) {
  CtdlSuite cases(suite);
  cases.read_examples();
  cases.write_own();
}

}  // namespace cairn::conformance
