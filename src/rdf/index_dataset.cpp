#include "rdf/canonicalization_state.hpp"
#include "rdf/token.hpp"

namespace cairn::rdf {
namespace {

constexpr std::uint32_t k_blank_subject = 0x80000000;  // marks blank nodes while IRI subjects have no rank yet
constexpr std::size_t k_small = 24;

Failure bad_term(std::string_view what) {
  return fail(Kind::malformed, "rdfc.term", std::string(what), "only RDF 1.1 datasets have a canonical form");
}

// Room for `size` characters, one space and the slack.
char* token_room(Arena& memory, std::size_t size) { return static_cast<char*>(memory.allocate(size + 1 + k_slack, 1)); }

Token finish_token(char* start, char* end) {
  *end++ = ' ';
  return {start, static_cast<std::uint32_t>(end - start)};
}

char* put_text(char* to, std::string_view text) {
  if (!text.empty()) std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

// The rare way: something has to be escaped.
Token escaped_token(const Term& term, Arena& memory) {
  std::string text;
  append_term(term, text);
  char* start = token_room(memory, text.size());
  return finish_token(start, put_text(start, text));
}

Token iri_token(const Term& term, Arena& memory) {
  if (iri_needs_escapes(term.value)) [[unlikely]] return escaped_token(term, memory);
  char* start = token_room(memory, term.value.size() + 2);
  *start = '<';
  char* end = put_text(start + 1, term.value);
  *end++ = '>';
  return finish_token(start, end);
}

Token literal_token(const Term& term, Arena& memory) {
  if (literal_needs_escapes(term.value) || iri_needs_escapes(term.datatype)) [[unlikely]] return escaped_token(term, memory);
  char* start = token_room(memory, term.value.size() + term.datatype.size() + term.language.size() + 6);
  *start = '"';
  char* end = put_text(start + 1, term.value);
  *end++ = '"';
  if (!term.language.empty()) {
    *end++ = '@';
    end = put_text(end, term.language);
  } else if (term.datatype != k_xsd_string) {
    end = put_text(end, "^^<");
    end = put_text(end, term.datatype);
    *end++ = '>';
  }
  return finish_token(start, end);
}

// Of a blank node only the input label is kept, for issued_identifiers().
Token label_token(const Term& term, Arena& memory) {
  char* start = token_room(memory, term.value.size());
  return finish_token(start, put_text(start, term.value));
}

Result<void> make_tokens(CanonicalizationState& state) {
  const std::uint32_t count = state.dataset->term_count();
  state.memory.reset();
  state.terms.resize(count);
  for (TermId id = 0; id < count; ++id) {
    const Term& term = state.dataset->term(id);
    Token& token = state.terms[id].token;
    state.terms[id].blank = k_none;
    switch (term.kind) {
      case TermKind::iri: token = iri_token(term, state.memory); break;
      case TermKind::blank: token = label_token(term, state.memory); break;
      case TermKind::literal:
        if (!term.language.empty() && !is_language_tag(term.language)) return bad_term("a literal has a language tag that is none");
        token = literal_token(term, state.memory);
        break;
    }
  }
  return {};
}

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

// Eight characters from `depth` on as a number that sorts like them; zeros after the end, as no token holds U+0000.
std::uint64_t prefix_at(const Token& token, std::uint32_t depth) {
  const std::uint32_t size = token.size - 1;
  if (depth >= size) return 0;
  std::uint64_t word = 0;
  std::memcpy(&word, token.text + depth, 8);
  word = __builtin_bswap64(word);
  const std::uint32_t left = size - depth;
  return left >= 8 ? word : word & ~(~std::uint64_t{0} >> (left * 8));
}

struct PrefixedId {
  std::uint64_t prefix;
  TermId id;
};

void sort_by_prefix(std::span<PrefixedId> items) {
  if (items.size() > k_small) {
    std::sort(items.begin(), items.end(), [](const PrefixedId& a, const PrefixedId& b) { return a.prefix < b.prefix; });
    return;
  }
  for (std::size_t i = 1; i < items.size(); ++i) {
    const PrefixedId item = items[i];
    std::size_t to = i;
    for (; to > 0 && items[to - 1].prefix > item.prefix; --to) items[to] = items[to - 1];
    items[to] = item;
  }
}

// rank[n] = the place of the n-th id of `ids` after sorting; `ids` becomes sorted.
void rank_ids(std::vector<TermId>& ids, std::vector<std::uint32_t>& number_of, CanonicalizationState& state) {
  state.rank.resize(ids.size());
  sort_by_token(ids, state.terms);
  for (std::uint32_t place = 0; place < ids.size(); ++place) state.rank[number_of[ids[place]]] = place;
}

// One stable pass of counting sort from `from` to `to`; key(row) is below `keys`. state.count ends as the start of each key.
template <class Key>
void distribute(const std::vector<Row>& from, std::vector<Row>& to, std::uint32_t keys, std::vector<std::uint32_t>& count,
                Key key) {
  count.assign(keys + 2, 0);
  for (const Row& row : from) ++count[key(row) + 2];
  for (std::uint32_t i = 2; i < keys + 2; ++i) count[i] += count[i - 1];
  to.resize(from.size());
  for (const Row& row : from) to[count[key(row) + 1]++] = row;
  count.pop_back();
}

void sort_rows(CanonicalizationState& state) {
  rank_ids(state.predicates, state.predicate_number, state);
  for (Row& row : state.unsorted) row.predicate = state.rank[row.predicate];
  rank_ids(state.subjects, state.subject_number, state);
  const auto iris = static_cast<std::uint32_t>(state.subjects.size());
  for (Row& row : state.unsorted) {
    row.subject = (row.subject & k_blank_subject) != 0 ? iris + (row.subject & ~k_blank_subject) : state.rank[row.subject];
  }
  distribute(state.unsorted, state.rows, static_cast<std::uint32_t>(state.predicates.size()), state.count,
             [](const Row& row) { return row.predicate; });
  state.unsorted.swap(state.rows);
  distribute(state.unsorted, state.rows, iris + state.blank_count(), state.run_start, [](const Row& row) { return row.subject; });
}

}  // namespace

void sort_by_token(std::span<TermId> ids, const std::vector<CanonicalTerm>& terms) {
  struct Part {
    std::size_t first;
    std::size_t last;
    std::uint32_t depth;
  };
  std::vector<PrefixedId> items(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) items[i].id = ids[i];
  std::vector<Part> parts{{0, ids.size(), 0}};
  while (!parts.empty()) {
    const Part part = parts.back();
    parts.pop_back();
    const std::span<PrefixedId> span(items.data() + part.first, part.last - part.first);
    for (PrefixedId& item : span) item.prefix = prefix_at(terms[item.id].token, part.depth);
    sort_by_prefix(span);
    for (std::size_t first = 0; first < span.size();) {
      std::size_t last = first + 1;
      while (last < span.size() && span[last].prefix == span[first].prefix) ++last;
      const bool ended = (span[first].prefix & 0xFF) == 0;
      if (last - first > 1 && !ended) parts.push_back({part.first + first, part.first + last, part.depth + 8});
      first = last;
    }
  }
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = items[i].id;
}

Result<void> index_dataset(const Dataset& dataset, const CanonicalizationLimits& limits, CanonicalizationState& state) {
  if (dataset.quads().size() > limits.quads) {
    return fail(Kind::exhausted, "rdfc.quads", std::to_string(dataset.quads().size()) + " quads, " + std::to_string(limits.quads) + " allowed",
                "split the document");
  }
  state.dataset = &dataset;
  CAIRN_CHECK(make_tokens(state));
  CAIRN_CHECK(collect_rows(state));
  if (state.blank_count() > limits.blank_nodes) {
    return fail(Kind::exhausted, "rdfc.blank-nodes",
                std::to_string(state.blank_count()) + " blank nodes, " + std::to_string(limits.blank_nodes) + " allowed",
                "give the nodes identifiers");
  }
  sort_rows(state);
  return {};
}

}  // namespace cairn::rdf
