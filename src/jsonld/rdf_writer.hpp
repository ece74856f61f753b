#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "jsonld/expanded.hpp"
#include "jsonld/processor.hpp"
#include "rdf/dataset.hpp"

namespace cairn::jsonld {

/// Where a blank node of the dataset comes from.
struct BlankOrigin {
  /// A node object without an id; the graph that a container makes around one; a cell of a list; a label in the document
  enum class Role : std::uint8_t { node, graph, list_cell, label };
  Role role = Role::label;
  rdf::TermId term = 0;
  const json::Member* object = nullptr;  ///< begin() of the JSON object; null for list cells, labels and empty objects
};

/// Working memory of RdfWriter that outlives one document.
struct RdfWriterMemory {
  struct Slot {
    std::uint64_t document = 0;
    rdf::TermId term = 0;
  };
  std::vector<Slot> iri_terms;                 ///< by number of the IRI: its term in the dataset of that document
  std::vector<std::string_view> blank_labels;  ///< "b0", "b1", ...
  std::vector<BlankOrigin> origins;            ///< by number of the label
  std::uint32_t blank_count = 0;               ///< labels used for the last document
  Arena strings;
  std::uint64_t documents = 0;
};

/// Emits the quads of an expanded document. The tree is walked directly: collecting the nodes first, as the API
/// describes it, changes nothing about the set of quads, except that it finds conflicting indexes, which is done here.
/// spec: JSON-LD 1.1 API "Deserialize JSON-LD to RDF Algorithm", "Node Map Generation"
class RdfWriter {
 public:
  RdfWriter(RdfWriterMemory& memory, const Options& options, std::uint64_t seed, Arena& arena, rdf::Dataset& out);

  /// fails: malformed/jsonld.conflicting-indexes; refused/jsonld.data-loss in safe mode; refused/jsonld.number-range
  Result<void> write(const ItemList& items);

 private:
  /// Terms by text, for the few documents that name blank nodes or index nodes.
  class TextMap {
   public:
    explicit TextMap(std::uint64_t seed) : seed_(seed) {}
    /// out: the place of the value that belongs to `text`; `is_new` tells whether it was made now
    std::uint32_t& at(std::string_view text, bool& is_new);

   private:
    struct Slot {
      std::string_view text;
      std::uint32_t value = 0;
      bool is_used = false;
    };
    std::vector<Slot> slots_;
    std::size_t size_ = 0;
    std::uint64_t seed_;
  };

  /// Whether the triple that leads to an item is written; if not, only the nodes below the item are.
  enum class Use { object, nodes_only };

  // Each gives k_nothing for what RDF cannot hold.
  Result<rdf::TermId> write_item(const Item& item, rdf::TermId graph, Use use);
  Result<rdf::TermId> write_node(const NodeItem& node, rdf::TermId graph);
  Result<void> write_properties(const NodeItem& node, rdf::TermId subject, rdf::TermId graph);
  Result<void> write_members(const ItemList& items, rdf::TermId graph);
  Result<rdf::TermId> write_list(const ItemList& items, rdf::TermId graph, Use use);
  Result<rdf::TermId> write_value(const ValueItem& item, rdf::TermId graph);
  rdf::TermId write_compound(const rdf::Term& literal, const ValueItem& item, rdf::TermId graph);

  rdf::TermId resource(const NamedIri& iri);
  rdf::TermId predicate(const NamedIri& iri);
  rdf::TermId iri_term(std::string_view text) { return out_.intern_borrowed({rdf::TermKind::iri, text, {}, {}}); }
  rdf::TermId new_blank_node(BlankOrigin::Role role, const json::Member* object = nullptr);
  Result<void> check_index(const NamedIri& id, const Item& item, rdf::TermId graph);
  void add(rdf::TermId subject, rdf::TermId predicate, rdf::TermId object, rdf::TermId graph);

  RdfWriterMemory& memory_;
  const Options& options_;
  Arena& arena_;
  rdf::Dataset& out_;
  TextMap labels_;
  TextMap indexes_;
  std::vector<std::string_view> index_texts_;
  bool has_lost_ = false;
  rdf::TermId type_;
};

}  // namespace cairn::jsonld
