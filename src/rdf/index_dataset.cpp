#include "rdf/canonicalization_state.hpp"

namespace cairn::rdf {
namespace {

constexpr std::uint32_t k_blank_subject = 0x80000000;  // marks blank nodes while IRI subjects have no rank yet

BlankId number_blank(TermId id, CanonicalizationState& state) {
  BlankId& blank = state.terms[id].blank;
  if (blank == k_none) {
    blank = state.blank_count();
    state.blanks.push_back(id);
  }
  return blank;
}

// out: the subject's number among those seen, or k_none when it may be no subject
std::uint32_t number_subject(TermId id, CanonicalizationState& state) {
  std::uint32_t& number = state.subject_number[id];
  if (number != k_none) return number;
  const TermKind kind = state.dataset->term(id).kind;
  if (kind == TermKind::literal) return k_none;
  if (kind == TermKind::blank) {
    number = k_blank_subject | number_blank(id, state);
  } else {
    number = static_cast<std::uint32_t>(state.subjects.size());
    state.subjects.push_back(id);
  }
  return number;
}

std::uint32_t number_predicate(TermId id, CanonicalizationState& state) {
  std::uint32_t& number = state.predicate_number[id];
  if (number == k_none && state.dataset->term(id).kind == TermKind::iri) {
    number = static_cast<std::uint32_t>(state.predicates.size());
    state.predicates.push_back(id);
  }
  return number;
}

// Rows in dataset order, with subjects and predicates numbered by first mention.
Result<void> collect_rows(CanonicalizationState& state) {
  const std::vector<Quad>& quads = state.dataset->quads();
  state.subject_number.assign(state.terms.size(), k_none);
  state.predicate_number.assign(state.terms.size(), k_none);
  state.subjects.clear();
  state.predicates.clear();
  state.blanks.clear();
  state.named_graphs = false;
  state.unsorted.resize(quads.size());
  Row* row = state.unsorted.data();
  for (const Quad& quad : quads) {
    *row = {number_subject(quad.subject, state), number_predicate(quad.predicate, state), quad.object, quad.graph};
    if (row->subject == k_none) return bad_term("a literal is a subject");
    if (row->predicate == k_none) return bad_term("a predicate is no IRI");
    if (state.dataset->term(quad.object).kind == TermKind::blank) number_blank(quad.object, state);
    if (quad.graph != k_default_graph) {
      state.named_graphs = true;
      const TermKind kind = state.dataset->term(quad.graph).kind;
      if (kind == TermKind::literal) return bad_term("a literal is a graph name");
      if (kind == TermKind::blank) number_blank(quad.graph, state);
    }
    ++row;
  }
  return {};
}

// `ids` become sorted.    out: rank[n], the place of the n-th id after sorting
void rank_ids(std::vector<TermId>& ids, const std::vector<std::uint32_t>& number_of, CanonicalizationState& state,
              std::vector<std::uint32_t>& rank) {
  rank.resize(ids.size());
  sort_by_token(ids, state.terms, state.token_order);
  for (std::uint32_t place = 0; place < ids.size(); ++place) rank[number_of[ids[place]]] = place;
}

// One stable pass of counting sort; key(row) is below `keys`.    out: in `start`, where the rows of each key begin
template <class Key>
void distribute(const std::vector<Row>& from, std::vector<Row>& to, std::uint32_t keys,
                std::vector<std::uint32_t>& start, Key key) {
  start.assign(keys + 2, 0);
  to.resize(from.size());
  std::uint32_t* const next = start.data() + 1;
  Row* const target = to.data();
  for (const Row& row : from) ++next[key(row) + 1];
  for (std::uint32_t i = 1; i < keys; ++i) next[i + 1] += next[i];
  for (const Row& row : from) target[next[key(row)]++] = row;
  start.pop_back();
}

// Two stable passes: by predicate, then by subject.
void sort_rows(CanonicalizationState& state) {
  rank_ids(state.predicates, state.predicate_number, state, state.rank);
  rank_ids(state.subjects, state.subject_number, state, state.subject_rank);
  const std::uint32_t* const predicate_rank = state.rank.data();
  const std::uint32_t* const subject_rank = state.subject_rank.data();
  const auto iris = static_cast<std::uint32_t>(state.subjects.size());
  for (Row& row : state.unsorted) {
    row.predicate = predicate_rank[row.predicate];
    row.subject =
        (row.subject & k_blank_subject) != 0 ? iris + (row.subject & ~k_blank_subject) : subject_rank[row.subject];
  }
  const auto predicates = static_cast<std::uint32_t>(state.predicates.size());
  distribute(state.unsorted, state.rows, predicates, state.count, [](const Row& row) { return row.predicate; });
  state.unsorted.swap(state.rows);
  distribute(state.unsorted, state.rows, iris + state.blank_count(), state.run_start,
             [](const Row& row) { return row.subject; });
}

}  // namespace

Failure bad_term(std::string_view what) {
  return fail(Kind::malformed, "rdfc.term", std::string(what), "only RDF 1.1 datasets have a canonical form");
}

Result<void> index_dataset(const Dataset& dataset, const CanonicalizationLimits& limits, CanonicalizationState& state) {
  if (dataset.quads().size() > limits.quads) {
    return fail(Kind::exhausted, "rdfc.quads",
                std::to_string(dataset.quads().size()) + " quads, " + std::to_string(limits.quads) + " allowed",
                "split the document");
  }
  state.dataset = &dataset;
  CAIRN_CHECK(make_tokens(state));
  CAIRN_CHECK(collect_rows(state));
  if (state.blank_count() > limits.blank_nodes) {
    return fail(
        Kind::exhausted, "rdfc.blank-nodes",
        std::to_string(state.blank_count()) + " blank nodes, " + std::to_string(limits.blank_nodes) + " allowed",
        "give the nodes identifiers");
  }
  sort_rows(state);
  return {};
}

}  // namespace cairn::rdf
