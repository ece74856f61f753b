#include <charconv>
#include <string>

#include "base/budget.hpp"
#include "rdf/canonicalization_state.hpp"

namespace cairn::rdf {
namespace {

// Each level is one call, but a caller may allow more calls than the stack can hold.
constexpr unsigned k_deepest = 1'024;

struct Related {
  Digest hash;
  BlankId blank;
};

void append_hex(const Digest& digest, std::string& out) {
  char text[2 * sizeof(digest.bytes)];
  out.append(text, put_hex(text, digest));
}

void append_number(std::string_view prefix, std::uint32_t number, std::string& out) {
  char digits[10];
  out += prefix;
  out.append(digits, std::to_chars(digits, digits + sizeof(digits), number).ptr);
}

// One path through like neighbours that is the smallest so far, and the nodes that got temporary labels along it.
struct ChosenPath {
  std::string text;
  std::vector<BlankId> issued;
};

// spec: RDFC-1.0 "Hash N-Degree Quads". The temporary issuer is one trail of nodes: a copy of the standard's issuer is
// a length of the trail to come back to, and the issuer that a path ends with is the trail's part beyond that length.
class NDegree {
 public:
  NDegree(CanonicalizationState& state, const CanonicalizationLimits& limits)
      : state_(state),
        calls_(limits.n_degree_calls),
        permutations_(limits.permutations),
        steps_(limits.n_degree_steps),
        number_(state.blank_count(), k_none) {}

  // out: false when the budget is spent
  bool hash_from(BlankId blank, Digest& out) {
    take_back(0);
    issue(blank);
    return hash(blank, 0, out);
  }
  const std::vector<BlankId>& trail() const { return trail_; }

 private:
  enum class Walk { finished, hopeless, exhausted };

  bool hash(BlankId blank, unsigned depth, Digest& out);
  bool collect_related(BlankId blank, std::vector<Related>& out);
  bool add_related(BlankId self, BlankId related, const Row& row, char position, std::vector<Related>& out);
  bool choose_path(std::vector<BlankId>& nodes, unsigned depth, std::string& data);
  Walk walk(const std::vector<BlankId>& nodes, unsigned depth, const ChosenPath& chosen, std::string& path);
  bool write_labels(const std::vector<BlankId>& nodes, std::vector<BlankId>& recursion, std::string& path);

  void issue(BlankId blank) {
    if (number_[blank] != k_none) return;
    number_[blank] = static_cast<std::uint32_t>(trail_.size());
    trail_.push_back(blank);
  }
  void take_back(std::size_t length) {
    for (; trail_.size() > length; trail_.pop_back()) number_[trail_.back()] = k_none;
  }

  CanonicalizationState& state_;
  Budget calls_;
  Budget permutations_;
  Budget steps_;
  std::vector<std::uint32_t> number_;  // by BlankId: temporary label, k_none: not issued
  std::vector<BlankId> trail_;
};

bool NDegree::add_related(BlankId self, BlankId related, const Row& row, char position, std::vector<Related>& out) {
  if (related == k_none || related == self) return true;
  if (!steps_.spend()) return false;
  out.push_back({hash_related(state_, number_[related], related, row, position), related});
  return true;
}

// hndq.1 to hndq.3
bool NDegree::collect_related(BlankId blank, std::vector<Related>& out) {
  const RowRange run = state_.run(blank);
  for (std::uint32_t i = run.first; i < run.last; ++i) {
    const Row& row = state_.rows[i];
    if (!add_related(blank, state_.blank_of(row.object), row, 'o', out)) return false;
    if (!add_related(blank, state_.blank_of(row.graph), row, 'g', out)) return false;
  }
  for (const std::uint32_t i : state_.mentions_of(blank)) {
    const Row& row = state_.rows[i];
    if (!add_related(blank, state_.blank_subject(row), row, 's', out)) return false;
    if (!add_related(blank, state_.blank_of(row.object), row, 'o', out)) return false;
    if (!add_related(blank, state_.blank_of(row.graph), row, 'g', out)) return false;
  }
  std::sort(out.begin(), out.end(), [](const Related& a, const Related& b) {
    const auto order = a.hash <=> b.hash;
    return order != 0 ? order < 0 : a.blank < b.blank;
  });
  return true;
}

bool NDegree::hash(BlankId blank, unsigned depth, Digest& out) {
  if (depth == k_deepest || !calls_.spend()) return false;
  std::vector<Related> related;
  if (!collect_related(blank, related)) return false;
  std::string data;
  std::vector<BlankId> nodes;
  for (std::size_t first = 0; first < related.size();) {  // hndq.5
    nodes.clear();
    std::size_t last = first;
    for (; last < related.size() && related[last].hash == related[first].hash; ++last)
      nodes.push_back(related[last].blank);
    append_hex(related[first].hash, data);
    if (!choose_path(nodes, depth, data)) return false;
    first = last;
  }
  out = digest_of(state_.hash, data);
  return true;
}

// hndq.5.2 to hndq.5.6. `nodes` is sorted; orders that only swap equal nodes are tried once.
bool NDegree::choose_path(std::vector<BlankId>& nodes, unsigned depth, std::string& data) {
  const std::size_t before = trail_.size();
  ChosenPath chosen;
  std::string path;
  do {
    if (!permutations_.spend()) return false;
    path.clear();
    const Walk result = walk(nodes, depth, chosen, path);
    if (result == Walk::exhausted) return false;
    if (result == Walk::finished && (chosen.text.empty() || path < chosen.text)) {
      chosen.text.swap(path);
      chosen.issued.assign(trail_.begin() + static_cast<std::ptrdiff_t>(before), trail_.end());
    }
    take_back(before);
  } while (std::next_permutation(nodes.begin(), nodes.end()));
  for (const BlankId blank : chosen.issued) issue(blank);
  data += chosen.text;
  return true;
}

// hndq.5.4.4: canonical labels, temporary ones, and new ones for nodes that are to be looked into.
bool NDegree::write_labels(const std::vector<BlankId>& nodes, std::vector<BlankId>& recursion, std::string& path) {
  if (!steps_.spend(nodes.size())) return false;
  for (const BlankId blank : nodes) {
    if (state_.canonical_number[blank] != k_none) {
      append_number("_:c14n", state_.canonical_number[blank], path);
      continue;
    }
    if (number_[blank] == k_none) recursion.push_back(blank);
    issue(blank);
    append_number("_:b", number_[blank], path);
  }
  return true;
}

// hndq.5.4.1 to hndq.5.4.5. A path whose beginning sorts after the chosen path's can be given up at once, however long
// it would become: the standard compares lengths first only to save work.
NDegree::Walk NDegree::walk(const std::vector<BlankId>& nodes, unsigned depth, const ChosenPath& chosen,
                            std::string& path) {
  const auto hopeless = [&] {
    return !chosen.text.empty() && path.compare(0, path.size(), chosen.text, 0, path.size()) > 0;
  };
  std::vector<BlankId> recursion;
  if (!write_labels(nodes, recursion, path)) return Walk::exhausted;
  if (hopeless()) return Walk::hopeless;
  for (const BlankId blank : recursion) {
    Digest result;
    if (!hash(blank, depth + 1, result)) return Walk::exhausted;
    append_number("_:b", number_[blank], path);
    path += '<';
    append_hex(result, path);
    path += '>';
    if (hopeless()) return Walk::hopeless;
  }
  return Walk::finished;
}

struct HashPath {
  Digest hash;
  std::vector<BlankId> issued;
};

// ca.5.1 to ca.5.3 for the nodes of one shared hash.    out: false when the budget is spent
bool label_group(std::span<const BlankId> nodes, NDegree& n_degree, CanonicalizationState& state) {
  std::vector<HashPath> paths;
  for (const BlankId blank : nodes) {
    if (state.canonical_number[blank] != k_none) continue;
    Digest hash;
    if (!n_degree.hash_from(blank, hash)) return false;
    paths.push_back({hash, n_degree.trail()});
  }
  std::stable_sort(paths.begin(), paths.end(), [](const HashPath& a, const HashPath& b) { return a.hash < b.hash; });
  for (const HashPath& path : paths) {
    for (const BlankId blank : path.issued) state.issue(blank);
  }
  return true;
}

}  // namespace

Result<void> label_shared_hashes(CanonicalizationState& state, const CanonicalizationLimits& limits) {
  NDegree n_degree(state, limits);
  const std::span<const BlankId> nodes(state.by_hash);
  for (std::size_t first = 0; first < nodes.size();) {
    std::size_t last = first + 1;
    while (last < nodes.size() && state.first_degree[nodes[last]] == state.first_degree[nodes[first]]) ++last;
    if (last - first > 1 && !label_group(nodes.subspan(first, last - first), n_degree, state)) {
      return fail(Kind::exhausted, "rdfc.work-limit",
                  "the blank nodes are too entangled to be told apart within the work allowed",
                  "give the nodes identifiers, or remove repeated structures");
    }
    first = last;
  }
  return {};
}

}  // namespace cairn::rdf
