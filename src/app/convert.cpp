#include "app/convert.hpp"

#include "base/arena.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "openbadges/rulebook.hpp"
#include "vc/schema_check.hpp"
#include "rdf/nquads.hpp"

namespace cairn::app {
namespace {

std::string indented(json::Value value) { return json::to_text(value, json::Layout::indented) + "\n"; }

// N-Quads begin with '<', '_' or a remark; JSON never does.
bool looks_like_n_quads(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  return start == std::string_view::npos || text[start] == '<' || text[start] == '_' || text[start] == '#';
}

Result<json::Value> own_context(json::Value document) {
  if (const json::Value* context = document.find("@context")) return *context;
  return fail(Kind::missing, "convert.context", "the document has no @context to compact with",
              "Give one with --context FILE.");
}

Result<std::string> compact(const ConvertCommand& command, json::Value document, jsonld::Processor& processor,
                            const jsonld::Options& options, Arena& arena) {
  json::Value context;
  if (command.context.empty()) {
    CAIRN_TRY(context, own_context(document));
  } else {
    CAIRN_TRY(context, json::read(command.context, arena));
    if (const json::Value* inner = context.find("@context")) context = *inner;
  }
  CAIRN_TRY(const json::Value out, processor.compact(document, context, options, arena));
  return indented(out);
}

Result<std::string> to_quads(const ConvertCommand& command, rdf::Dataset& dataset) {
  if (command.conversion == Conversion::to_rdf) {
    dataset.deduplicate();
    return rdf::write_n_quads(dataset);
  }
  rdf::Canonicalizer canonicalizer;
  rdf::CanonicalizationOptions options;
  options.hash = command.hash;
  CAIRN_TRY(const std::string_view out, canonicalizer.canonicalize(dataset, options));
  return std::string(out);
}

Result<std::string> convert_once(const ConvertCommand& command, jsonld::DataLoss data_loss,
                                 jsonld::DocumentLoader& contexts) {
  Arena arena;
  rdf::Dataset dataset;
  if (command.conversion == Conversion::canonize && looks_like_n_quads(command.document)) {
    CAIRN_CHECK(rdf::read_n_quads(command.document, dataset));
    return to_quads(command, dataset);
  }
  CAIRN_TRY(const json::Value document, json::read(command.document, arena));
  jsonld::Processor processor(contexts);
  jsonld::Options options;
  options.base = command.base;
  options.data_loss = data_loss;
  switch (command.conversion) {
    case Conversion::expand: {
      CAIRN_TRY(const json::Value out, processor.expand(document, options, arena));
      return indented(out);
    }
    case Conversion::compact:
      return compact(command, document, processor, options, arena);
    case Conversion::to_rdf:
    case Conversion::canonize:
      break;
  }
  CAIRN_CHECK(processor.to_rdf(document, options, arena, dataset));
  return to_quads(command, dataset);
}

}  // namespace

Result<Converted> convert(const ConvertCommand& command, jsonld::DocumentLoader& contexts) {
  Converted out;
  Result<std::string> lossless = convert_once(command, jsonld::DataLoss::refused, contexts);
  if (lossless || command.data_loss == jsonld::DataLoss::refused) {
    CAIRN_TRY(out.text, std::move(lossless));
    return out;
  }
  // What only safe mode refuses is what was dropped.
  CAIRN_TRY(out.text, convert_once(command, jsonld::DataLoss::allowed, contexts));
  out.lost = lossless.error();
  return out;
}

Result<std::vector<vc::Finding>> lint_document(std::string_view document, jsonld::DocumentLoader& contexts,
                                               std::span<const GivenSchema> schemas) {
  Arena arena;
  const Result<json::Value> value = json::read(document, arena);
  if (!value) {
    vc::Finding finding;
    finding.rulebook = "json";
    finding.code = "json.unreadable";
    finding.detail = value.error().detail + " (" + value.error().code + ")";
    finding.hint = value.error().hint;
    finding.citation = "RFC 8259, RFC 7493";
    return std::vector{finding};
  }
  jsonld::Processor processor(contexts);
  auto findings = vc::lint(*value, {openbadges::all_rulebooks(), vc::Phase::issuing, &contexts, &processor});
  for (const GivenSchema& given : schemas) {
    const Result<json::Value> schema = json::read(given.text, arena);
    if (!schema) {
      return fail(Kind::malformed, "lint.schema", "the schema " + given.name + ": " + schema.error().detail, "Give a JSON Schema.");
    }
    const std::string_view id = schema->text_of("$id");
    const bool has_address = id.starts_with("https://") || id.starts_with("http://");
    const std::string url = has_address ? std::string(id.substr(0, id.find('#'))) : "file:///" + given.name;
    vc::lint_by_schema(*value, {url, *schema}, vc::Phase::issuing, findings);
  }
  return findings;
}

}  // namespace cairn::app
