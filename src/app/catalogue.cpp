#include "app/catalogue.hpp"

#include "base/arena.hpp"
#include "exchange/exchange.hpp"
#include "json/write.hpp"

namespace cairn::app {
namespace {

constexpr std::string_view k_begin = "{\"@context\":{\"@vocab\":\"https://schema.org/\"},\"@graph\":[";
constexpr std::string_view k_end = "\n]}\n";

// The nodes of one definition, each on a line of its own.
std::string nodes_of(const domain::MicroCredential& definition, std::string_view separator) {
  Arena arena;
  const exchange::Exported exported = exchange::to_schema_org(definition, arena);
  const json::Value* graph = exported.document.object().find("@graph");
  CAIRN_ASSERT(graph != nullptr && graph->is_array());
  std::string out;
  for (const json::Value& node : graph->array()) {
    out += out.empty() ? separator : std::string_view(",");
    out += "\n" + json::to_text(node);
  }
  return out;
}

Result<std::string> described(const RegisterPorts& ports, const std::string& name, std::string_view separator) {
  CAIRN_TRY(const DefinitionState state, load_definition(ports, name));
  const VersionState* published = state.published();
  if (published == nullptr) return std::string();
  CAIRN_TRY(domain::MicroCredentialFields fields, complete_fields(ports, published->definition));
  if (fields.organisation.id.empty()) fields.organisation.id = exchange::k_left_to_the_key;
  CAIRN_TRY(const domain::MicroCredential definition, domain::make_micro_credential(std::move(fields)));
  return nodes_of(definition, separator);
}

}  // namespace

Result<CatalogueCount> write_catalogue(const RegisterPorts& ports, const std::function<Result<void>(std::string_view)>& take) {
  constexpr std::size_t k_page = 500;
  CatalogueCount out;
  CAIRN_CHECK(take(k_begin));
  store::RecordKey after{store::RecordKind::definition, ""};
  std::string last;
  for (;;) {
    CAIRN_TRY(const auto page, ports.store.list_records(ports.tenant, store::RecordKind::definition, after, k_page));
    for (const store::Record& record : page) {
      if (record.key.id == last) continue;  // a further version of the one before
      last = record.key.id;
      const auto nodes = described(ports, last, out.written == 0 ? "" : ",");
      if (!nodes) {
        out.left_out.push_back(last + ": " + nodes.error().detail);
        continue;
      }
      if (nodes->empty()) continue;
      CAIRN_CHECK(take(*nodes));
      ++out.written;
    }
    if (page.size() < k_page) break;
    after = page.back().key;
  }
  CAIRN_CHECK(take(k_end));
  return out;
}

}  // namespace cairn::app
