#include "rdf/canonicalization_state.hpp"

namespace cairn::rdf {
namespace {

constexpr char k_self_text[k_slack] = "_:a ";
constexpr char k_other_text[k_slack] = "_:z ";
constexpr char k_nothing_text[k_slack] = "";
constexpr Token k_self{k_self_text, 4};
constexpr Token k_other{k_other_text, 4};
constexpr Token k_nothing{k_nothing_text, 0};

// The quads of one blank node, written as that node sees them.
class FirstDegreeLines {
 public:
  explicit FirstDegreeLines(CanonicalizationState& state) : state_(state) {}

  // spec: RDFC-1.0 "Hash First Degree Quads"
  Digest hash(BlankId blank);

 private:
  Token seen(TermId id) const {
    if (id == k_default_graph) return k_nothing;
    const CanonicalTerm& term = state_.terms[id];
    if (term.blank == k_none) [[likely]]
      return term.token;
    return term.blank == self_ ? k_self : k_other;
  }
  Token seen_subject(const Row& row) const {
    const BlankId blank = state_.blank_subject(row);
    if (blank == k_none) return state_.terms[state_.subjects[row.subject]].token;
    return blank == self_ ? k_self : k_other;
  }
  bool comes_before(std::uint32_t a, std::uint32_t b) const;
  void sort(std::vector<std::uint32_t>& rows) const;
  bool run_needs_sorting(RowRange run) const;
  void write(const Row& row, const Token& subject);
  void write_mention(std::uint32_t row) { write(state_.rows[row], seen_subject(state_.rows[row])); }

  CanonicalizationState& state_;
  BlankId self_ = k_none;
  std::vector<std::uint32_t> order_;
};

// Line order. Ranks decide nearly always; only equal subjects and predicates need the text.
bool FirstDegreeLines::comes_before(std::uint32_t a, std::uint32_t b) const {
  const Row& left = state_.rows[a];
  const Row& right = state_.rows[b];
  if (left.subject != right.subject) {
    const int order = compare(seen_subject(left), seen_subject(right));
    if (order != 0) return order < 0;
  }
  if (left.predicate != right.predicate) return left.predicate < right.predicate;
  const int objects = compare(seen(left.object), seen(right.object));
  return objects != 0 ? objects < 0 : compare(seen(left.graph), seen(right.graph)) < 0;
}

void FirstDegreeLines::sort(std::vector<std::uint32_t>& rows) const {
  if (rows.size() < 2) return;
  std::sort(rows.begin(), rows.end(), [this](std::uint32_t a, std::uint32_t b) { return comes_before(a, b); });
}

// Rows of one subject stand in the order of their objects with blank nodes by number; the node itself ("_:a") must come
// before others ("_:z"), and among others the graph decides.
bool FirstDegreeLines::run_needs_sorting(RowRange run) const {
  if (state_.named_graphs) return true;
  for (std::uint32_t row = run.first; row < run.last; ++row) {
    if (state_.blank_of(state_.rows[row].object) == self_) return true;
  }
  return false;
}

void FirstDegreeLines::write(const Row& row, const Token& subject) {
  write_line(subject, state_.terms[state_.predicates[row.predicate]].token, seen(row.object), seen(row.graph),
             state_.lines);
}

Digest FirstDegreeLines::hash(BlankId blank) {
  self_ = blank;
  state_.lines.clear();
  const RowRange run = state_.run(blank);
  const std::span<const std::uint32_t> mentions = state_.mentions_of(blank);
  order_.assign(mentions.begin(), mentions.end());
  if (run_needs_sorting(run)) {
    for (std::uint32_t row = run.first; row < run.last; ++row) order_.push_back(row);
    sort(order_);
    for (const std::uint32_t row : order_) write_mention(row);
    return digest_of(state_.hash, state_.lines.view());
  }
  // '<' < "_:a" < "_:z": mentions by IRI subjects, the node's own rows, mentions by other blank nodes.
  sort(order_);
  std::size_t next = 0;
  for (; next < order_.size() && state_.blank_subject(state_.rows[order_[next]]) == k_none; ++next)
    write_mention(order_[next]);
  for (std::uint32_t row = run.first; row < run.last; ++row) write(state_.rows[row], k_self);
  for (; next < order_.size(); ++next) write_mention(order_[next]);
  return digest_of(state_.hash, state_.lines.view());
}

template <class Found>
void for_each_mention(const CanonicalizationState& state, Found found) {
  for (std::uint32_t number = 0; number < state.rows.size(); ++number) {
    const Row& row = state.rows[number];
    const BlankId object = state.blank_of(row.object);
    const BlankId graph = state.blank_of(row.graph);
    if ((object & graph) == k_none) continue;
    const BlankId subject = state.blank_subject(row);
    if (object != k_none && object != subject) found(object, number);
    if (graph != k_none && graph != subject && graph != object) found(graph, number);
  }
}

// ca.2, as one array of row numbers with a start for each blank node.
void collect_mentions(CanonicalizationState& state) {
  std::vector<std::uint32_t>& start = state.mention_start;
  start.assign(state.blank_count() + 2, 0);
  for_each_mention(state, [&](BlankId blank, std::uint32_t) { ++start[blank + 2]; });
  for (std::size_t i = 2; i < start.size(); ++i) start[i] += start[i - 1];
  state.mentions.resize(start.back());
  for_each_mention(state, [&](BlankId blank, std::uint32_t row) { state.mentions[start[blank + 1]++] = row; });
  start.pop_back();
}

}  // namespace

void hash_first_degree(CanonicalizationState& state) {
  collect_mentions(state);
  state.first_degree.resize(state.blank_count());
  state.by_hash.resize(state.blank_count());
  FirstDegreeLines lines(state);
  for (BlankId blank = 0; blank < state.blank_count(); ++blank) {
    state.first_degree[blank] = lines.hash(blank);
    state.by_hash[blank] = blank;
  }
  std::sort(state.by_hash.begin(), state.by_hash.end(),
            [&](BlankId a, BlankId b) { return state.first_degree[a] < state.first_degree[b]; });
}

}  // namespace cairn::rdf
