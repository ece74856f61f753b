#include "jsonld/rdf_writer.hpp"

#include "jsonld/context.hpp"
#include "jsonld/data_loss.hpp"
#include "jsonld/errors.hpp"
#include "jsonld/language_tag.hpp"
#include "jsonld/rdf_literal.hpp"

namespace cairn::jsonld {
namespace {

constexpr rdf::TermId k_nothing = 0xFFFFFFFE;

}  // namespace

RdfWriter::RdfWriter(RdfWriterMemory& memory, const Options& options, std::uint64_t seed, Arena& arena,
                     rdf::Dataset& out)
    : memory_(memory),
      options_(options),
      arena_(arena),
      out_(out),
      labels_(seed),
      indexes_(seed),
      type_(iri_term(vocabulary::k_rdf_type)) {
  ++memory_.documents;
  memory_.blank_count = 0;
}

Result<void> RdfWriter::write(const ItemList& items) {
  CAIRN_CHECK(write_members(items, rdf::k_default_graph));
  // Expansion has named all of this with its place already, so this is the second lock of the same door.
  if (has_lost_ && options_.data_loss == DataLoss::refused) {
    return data_loss(nullptr, "something of the document has no form in RDF");
  }
  return {};
}

// The nodes of a graph. Only their statements have a place in RDF: a value or a bare reference among them is lost.
Result<void> RdfWriter::write_members(const ItemList& items, rdf::TermId graph) {
  for (const Item* item = items.first; item != nullptr; item = item->next) {
    if (item->kind != ItemKind::node) has_lost_ = true;
    CAIRN_CHECK(write_item(*item, graph, Use::nodes_only));
  }
  return {};
}

Result<rdf::TermId> RdfWriter::write_item(const Item& item, rdf::TermId graph, Use use) {
  switch (item.kind) {
    case ItemKind::value:
      return use == Use::object ? write_value(static_cast<const ValueItem&>(item), graph) : k_nothing;
    case ItemKind::list:
      return write_list(static_cast<const ListItem&>(item).items, graph, use);
    case ItemKind::node:
      return write_node(static_cast<const NodeItem&>(item), graph);
    case ItemKind::reference:
      break;
  }
  const NamedIri& id = static_cast<const ReferenceItem&>(item).id;
  if (item.index != nullptr) CAIRN_CHECK(check_index(id, item, graph));
  return resource(id);
}

Result<rdf::TermId> RdfWriter::write_node(const NodeItem& node, rdf::TermId graph) {
  using Role = BlankOrigin::Role;
  const rdf::TermId subject = node.has_id ? resource(node.id)
                                          : new_blank_node(node.is_graph_object() ? Role::graph : Role::node, node.source);
  if (node.index != nullptr && node.has_id) CAIRN_CHECK(check_index(node.id, node, graph));
  for (std::uint32_t i = 0; i < node.types.size; ++i) add(subject, type_, resource(node.types.items[i]), graph);
  CAIRN_CHECK(write_properties(node, subject, graph));
  CAIRN_CHECK(write_members(node.graph, subject));
  CAIRN_CHECK(write_members(node.included, graph));
  return subject;
}

// What stands below is written even where the triple that leads to it is left out.
Result<void> RdfWriter::write_properties(const NodeItem& node, rdf::TermId subject, rdf::TermId graph) {
  for (const Property* property = node.properties.first; property != nullptr; property = property->next) {
    const rdf::TermId predicate_term = predicate(property->iri);
    const bool is_written = subject != k_nothing && predicate_term != k_nothing && graph != k_nothing;
    const Use use = is_written ? Use::object : Use::nodes_only;
    for (const Item* item = property->values.first; item != nullptr; item = item->next) {
      CAIRN_TRY(const rdf::TermId object, write_item(*item, graph, use));
      add(subject, predicate_term, object, graph);
    }
  }
  for (const Property* property = node.reverse.first; property != nullptr; property = property->next) {
    const rdf::TermId predicate_term = predicate(property->iri);
    for (const Item* item = property->values.first; item != nullptr; item = item->next) {
      CAIRN_TRY(const rdf::TermId object, write_item(*item, graph, Use::object));
      add(object, predicate_term, subject, graph);
    }
  }
  return {};
}

// spec: "List to RDF Conversion"
Result<rdf::TermId> RdfWriter::write_list(const ItemList& items, rdf::TermId graph, Use use) {
  if (use == Use::nodes_only) {
    for (const Item* item = items.first; item != nullptr; item = item->next) {
      CAIRN_CHECK(write_item(*item, graph, use));
    }
    return k_nothing;
  }
  const rdf::TermId nil = iri_term(vocabulary::k_rdf_nil);
  if (items.empty()) return nil;
  const rdf::TermId first = iri_term(vocabulary::k_rdf_first);
  const rdf::TermId rest = iri_term(vocabulary::k_rdf_rest);
  const rdf::TermId head = new_blank_node(BlankOrigin::Role::list_cell);
  rdf::TermId cell = head;
  for (const Item* item = items.first; item != nullptr; item = item->next) {
    CAIRN_TRY(const rdf::TermId object, write_item(*item, graph, use));
    add(cell, first, object, graph);
    const rdf::TermId next = item->next == nullptr ? nil : new_blank_node(BlankOrigin::Role::list_cell);
    add(cell, rest, next, graph);
    cell = next;
  }
  return head;
}

// spec: "Object to RDF Conversion"
Result<rdf::TermId> RdfWriter::write_value(const ValueItem& item, rdf::TermId graph) {
  const bool is_unfit = (item.has_type && !item.is_json && !is_well_formed_iri(item.type)) ||
                        (item.has_language && !is_language_tag(item.language));
  if (is_unfit) {
    has_lost_ = true;
    return k_nothing;
  }
  CAIRN_TRY(rdf::Term literal, literal_of(item, arena_));
  if (item.direction == Direction::absent) return out_.intern_borrowed(literal);
  switch (options_.rdf_direction) {
    case RdfDirection::none:
      has_lost_ = true;
      return out_.intern_borrowed(literal);
    case RdfDirection::compound_literal:
      return write_compound(literal, item, graph);
    case RdfDirection::i18n_datatype:
      break;
  }
  const std::string_view language_part = arena_.concatenate(lower_case(item.language, arena_), "_");
  const std::string_view fragment = arena_.concatenate(language_part, direction_text(item.direction));
  literal.datatype = arena_.concatenate(vocabulary::k_i18n, fragment);
  literal.language = {};
  return out_.intern_borrowed(literal);
}

rdf::TermId RdfWriter::write_compound(const rdf::Term& literal, const ValueItem& item, rdf::TermId graph) {
  const auto plain = [this](std::string_view text) {
    return out_.intern_borrowed({rdf::TermKind::literal, text, vocabulary::k_xsd_string, {}});
  };
  const rdf::TermId node = new_blank_node(BlankOrigin::Role::label);
  const bool has_own_type = literal.datatype != vocabulary::k_rdf_lang_string;
  add(node, iri_term(vocabulary::k_rdf_value), has_own_type ? out_.intern_borrowed(literal) : plain(literal.value),
      graph);
  if (item.has_language) {
    add(node, iri_term(vocabulary::k_rdf_language), plain(lower_case(item.language, arena_)), graph);
  }
  add(node, iri_term(vocabulary::k_rdf_direction), plain(direction_text(item.direction)), graph);
  return node;
}

void RdfWriter::add(rdf::TermId subject, rdf::TermId predicate_term, rdf::TermId object, rdf::TermId graph) {
  if (subject == k_nothing || predicate_term == k_nothing || object == k_nothing || graph == k_nothing) [[unlikely]] {
    has_lost_ = true;
    return;
  }
  out_.add({subject, predicate_term, object, graph});
}

rdf::TermId RdfWriter::resource(const NamedIri& iri) {
  if (iri.number != k_no_number) [[likely]] {
    if (iri.number >= memory_.iri_terms.size()) memory_.iri_terms.resize(iri.number + std::size_t{1});
    RdfWriterMemory::Slot& slot = memory_.iri_terms[iri.number];
    if (slot.document != memory_.documents) slot = {memory_.documents, iri_term(iri.text)};
    return slot.term;
  }
  if (iri.is_null) return k_nothing;
  if (is_blank_node(iri.text)) {
    bool is_new = false;
    std::uint32_t& term = labels_.at(iri.text, is_new);
    if (is_new) term = new_blank_node(BlankOrigin::Role::label);
    return term;
  }
  // In safe mode expansion has let nothing else through.
  const bool is_fit = options_.data_loss == DataLoss::refused || is_well_formed_iri(iri.text);
  return is_fit ? iri_term(iri.text) : k_nothing;
}

rdf::TermId RdfWriter::predicate(const NamedIri& iri) {
  const bool is_allowed = options_.produce_generalized_rdf || iri.number != k_no_number || !is_blank_node(iri.text);
  return is_allowed ? resource(iri) : k_nothing;
}

rdf::TermId RdfWriter::new_blank_node(BlankOrigin::Role role, const json::Member* object) {
  const std::uint32_t number = memory_.blank_count++;
  if (number == memory_.blank_labels.size()) {
    memory_.blank_labels.push_back(memory_.strings.copy("b" + std::to_string(number)));
    memory_.origins.emplace_back();
  }
  const rdf::TermId term = out_.intern_borrowed({rdf::TermKind::blank, memory_.blank_labels[number], {}, {}});
  memory_.origins[number] = {role, term, object};
  return term;
}

// spec: "Node Map Generation", the step about @index
Result<void> RdfWriter::check_index(const NamedIri& id, const Item& item, rdf::TermId graph) {
  bool is_new = false;
  const std::string_view key = arena_.concatenate(id.text, " " + std::to_string(graph));
  std::uint32_t& number = indexes_.at(key, is_new);
  if (is_new) {
    number = static_cast<std::uint32_t>(index_texts_.size());
    index_texts_.push_back(*item.index);
    return {};
  }
  if (index_texts_[number] == *item.index) return {};
  return invalid("conflicting-indexes", "the node " + shown(id.text) + " has the indexes " +
                                            shown(index_texts_[number]) + " and " + shown(*item.index));
}

std::uint32_t& RdfWriter::TextMap::at(std::string_view text, bool& is_new) {
  if ((size_ + 1) * 2 > slots_.size()) {
    std::vector<Slot> old = std::move(slots_);
    slots_.assign(old.empty() ? 16 : old.size() * 2, Slot{});
    size_ = 0;
    for (const Slot& slot : old) {
      bool ignored = false;
      if (slot.is_used) at(slot.text, ignored) = slot.value;
    }
  }
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash_term(text, seed_) & mask;
  while (slots_[at].is_used && slots_[at].text != text) at = (at + 1) & mask;
  is_new = !slots_[at].is_used;
  if (is_new) {
    slots_[at] = {text, 0, true};
    ++size_;
  }
  return slots_[at].value;
}

}  // namespace cairn::jsonld
