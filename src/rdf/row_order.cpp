#include "rdf/canonicalization_state.hpp"

namespace cairn::rdf {
namespace {

constexpr std::uint32_t k_small = 16;

// Order of objects and graph names while blank nodes stand in `order` (by BlankId).
class RowOrder {
 public:
  RowOrder(const CanonicalizationState& state, std::span<const std::uint32_t> order) : state_(state), order_(order) {}
  bool operator()(const Row& a, const Row& b) const {
    const int objects = compare_terms(a.object, b.object);
    return objects != 0 ? objects < 0 : compare_graphs(a.graph, b.graph) < 0;
  }

 private:
  // '"' < '<' < '_', so blank nodes come last.
  int compare_terms(TermId a, TermId b) const {
    if (a == b) return 0;
    const CanonicalTerm& left = state_.terms[a];
    const CanonicalTerm& right = state_.terms[b];
    if (left.blank == k_none && right.blank == k_none) return compare(left.token, right.token);
    if (left.blank == k_none || right.blank == k_none) return left.blank == k_none ? -1 : 1;
    return order_[left.blank] < order_[right.blank] ? -1 : 1;
  }
  // '.' < '<', so the default graph comes first.
  int compare_graphs(TermId a, TermId b) const {
    if (a == b) return 0;
    if (a == k_default_graph || b == k_default_graph) return a == k_default_graph ? -1 : 1;
    return compare_terms(a, b);
  }
  const CanonicalizationState& state_;
  std::span<const std::uint32_t> order_;
};

void sort_range(std::span<Row> rows, const RowOrder& before) {
  if (rows.size() > k_small) {
    std::sort(rows.begin(), rows.end(), before);
    return;
  }
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Row row = rows[i];
    std::size_t to = i;
    for (; to > 0 && before(row, rows[to - 1]); --to) rows[to] = rows[to - 1];
    rows[to] = row;
  }
}

bool same(const Row& a, const Row& b) { return a.object == b.object && a.graph == b.graph; }

// Whether the order of two neighbours hangs on the labels of blank nodes.
bool depends_on_labels(const Row& a, const Row& b, const CanonicalizationState& state) {
  if (a.object != b.object) return state.is_blank(a.object) && state.is_blank(b.object);
  return state.is_blank(a.graph) && state.is_blank(b.graph);
}

// Sort the rows of one subject and predicate.    out: whether there were duplicates
bool settle_group(RowRange range, const RowOrder& before, CanonicalizationState& state) {
  const std::span<Row> rows(state.rows.data() + range.first, range.last - range.first);
  sort_range(rows, before);
  bool duplicates = false;
  bool unsettled = false;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (same(rows[i - 1], rows[i])) {
      duplicates = true;
    } else if (depends_on_labels(rows[i - 1], rows[i], state)) {
      unsettled = true;
    }
  }
  if (unsettled) state.unsettled.push_back(range);
  return duplicates;
}

// out: whether there were duplicates
bool settle_groups(CanonicalizationState& state) {
  state.unsettled.clear();
  const RowOrder before(state, state.identity);
  const std::vector<Row>& rows = state.rows;
  const auto count = static_cast<std::uint32_t>(rows.size());
  bool duplicates = false;
  for (std::uint32_t first = 0; first < count;) {
    std::uint32_t last = first + 1;
    while (last < count && rows[last].subject == rows[first].subject && rows[last].predicate == rows[first].predicate)
      ++last;
    if (last - first > 1) duplicates |= settle_group({first, last}, before, state);
    first = last;
  }
  return duplicates;
}

// Duplicates are neighbours now.
void remove_duplicates(CanonicalizationState& state) {
  std::vector<Row>& rows = state.rows;
  std::uint32_t kept = 0;
  std::uint32_t at = 0;
  for (std::size_t subject = 0; subject + 1 < state.run_start.size(); ++subject) {
    const std::uint32_t last = state.run_start[subject + 1];
    state.run_start[subject] = kept;
    for (const std::uint32_t first = kept; at < last; ++at) {
      const bool duplicate =
          kept > first && rows[kept - 1].predicate == rows[at].predicate && same(rows[kept - 1], rows[at]);
      if (!duplicate) rows[kept++] = rows[at];
    }
  }
  state.run_start.back() = kept;
  rows.resize(kept);
}

}  // namespace

void settle_rows(CanonicalizationState& state) {
  state.identity.resize(state.blank_count());
  for (std::uint32_t i = 0; i < state.identity.size(); ++i) state.identity[i] = i;
  if (!settle_groups(state)) return;
  remove_duplicates(state);
  settle_groups(state);
}

void settle_rows_by_label(CanonicalizationState& state, std::span<const std::uint32_t> label_order) {
  const RowOrder before(state, label_order);
  for (const RowRange range : state.unsettled) {
    sort_range({state.rows.data() + range.first, range.last - range.first}, before);
  }
}

}  // namespace cairn::rdf
