#include "rdf/canonicalize.hpp"

#include <charconv>

#include "base/bug.hpp"
#include "crypto/hash.hpp"
#include "rdf/canonicalization_state.hpp"

namespace cairn::rdf {
namespace {

constexpr std::string_view k_label_prefix = "_:c14n";
constexpr std::size_t k_label_bytes = 20;  // prefix, ten digits, space, rounded up

// ca.4: whoever is alone with its hash gets the next label.    out: whether nobody was left over
bool label_unique_hashes(CanonicalizationState& state) {
  state.canonical_number.assign(state.blank_count(), k_none);
  state.issued.clear();
  const std::vector<BlankId>& nodes = state.by_hash;
  const auto same = [&](std::size_t a, std::size_t b) {
    return state.first_degree[nodes[a]] == state.first_degree[nodes[b]];
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const bool shared = (i > 0 && same(i - 1, i)) || (i + 1 < nodes.size() && same(i, i + 1));
    if (!shared) state.issue(nodes[i]);
  }
  return state.issued.size() == nodes.size();
}

// Numbers 0 .. count - 1 in the text order of their decimal digits: 0 1 10 11 2 ...
void order_as_text(std::uint32_t count, std::vector<std::uint32_t>& out) {
  out.clear();
  std::uint64_t number = 0;
  while (out.size() < count) {
    out.push_back(static_cast<std::uint32_t>(number));
    if (number != 0 && number * 10 < count) {
      number *= 10;
    } else if (out.size() < count) {
      while (number % 10 == 9 || number + 1 >= count) number /= 10;
      ++number;
    }
  }
}

void write_labels(CanonicalizationState& state) {
  char* at = static_cast<char*>(state.memory.allocate(state.issued.size() * k_label_bytes + k_slack, 1));
  state.input_labels.clear();
  for (std::uint32_t number = 0; number < state.issued.size(); ++number, at += k_label_bytes) {
    std::memcpy(at, k_label_prefix.data(), k_label_prefix.size());
    char* end = std::to_chars(at + k_label_prefix.size(), at + k_label_bytes, number).ptr;
    *end++ = ' ';
    Token& token = state.terms[state.blanks[state.issued[number]]].token;
    state.input_labels.push_back(token);
    token = {at, static_cast<std::uint32_t>(end - at)};
  }
}

void write_run(RowRange run, const Token& subject, CanonicalizationState& state) {
  const CanonicalTerm* const terms = state.terms.data();
  const TermId* const predicates = state.predicates.data();
  const Row* const last = state.rows.data() + run.last;
  for (const Row* row = state.rows.data() + run.first; row != last; ++row) {
    const Token graph = row->graph == k_default_graph ? Token{nullptr, 0} : terms[row->graph].token;
    write_line(subject, terms[predicates[row->predicate]].token, terms[row->object].token, graph, state.output);
  }
}

// IRI subjects come first, then blank nodes in the order of their labels.
void write_rows(CanonicalizationState& state) {
  if (!state.unsettled.empty()) {
    state.rank.resize(state.blank_count());
    for (std::uint32_t place = 0; place < state.label_order.size(); ++place) {
      state.rank[state.issued[state.label_order[place]]] = place;
    }
    settle_rows_by_label(state, state.rank);
  }
  state.output.clear();
  for (std::uint32_t i = 0; i < state.subjects.size(); ++i) {
    write_run({state.run_start[i], state.run_start[i + 1]}, state.terms[state.subjects[i]].token, state);
  }
  for (const std::uint32_t number : state.label_order) {
    const BlankId blank = state.issued[number];
    write_run(state.run(blank), state.terms[state.blanks[blank]].token, state);
  }
}

// ca.6 and ca.7
void write_output(CanonicalizationState& state) {
  order_as_text(state.blank_count(), state.label_order);
  write_labels(state);
  write_rows(state);
}

void write_with_labels(CanonicalizationState& state, std::span<const std::string> labels) {
  CAIRN_ASSERT(labels.size() == state.blank_count());
  state.label_order.resize(labels.size());
  for (std::uint32_t number = 0; number < labels.size(); ++number) {
    state.label_order[number] = number;
    char* const at = static_cast<char*>(state.memory.allocate(labels[number].size() + 1 + k_slack, 1));
    std::memcpy(at, labels[number].data(), labels[number].size());
    at[labels[number].size()] = ' ';
    state.terms[state.blanks[state.issued[number]]].token = {at, static_cast<std::uint32_t>(labels[number].size() + 1)};
  }
  std::sort(state.label_order.begin(), state.label_order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return labels[a] < labels[b]; });
  write_rows(state);
}

// A single blank node is c14n0 whatever its hash.
Result<void> label_blank_nodes(CanonicalizationState& state, const CanonicalizationLimits& limits) {
  if (state.blank_count() < 2) {
    state.canonical_number.assign(state.blank_count(), k_none);
    state.issued.clear();
    for (BlankId blank = 0; blank < state.blank_count(); ++blank) state.issue(blank);
    return {};
  }
  hash_first_degree(state);                   // ca.3
  if (label_unique_hashes(state)) return {};  // ca.4
  return label_shared_hashes(state, limits);  // ca.5, the only step that can explode
}

}  // namespace

void TextBuffer::grow(std::size_t bytes) {
  const std::size_t used = view().size();
  const std::size_t held = static_cast<std::size_t>(limit_ - data_.get());
  const std::size_t capacity = std::max(held * 2, used + bytes + k_slack + 16 * 1024);
  std::unique_ptr<char[]> larger(new char[capacity]);
  if (used != 0) std::memcpy(larger.get(), data_.get(), used);
  data_ = std::move(larger);
  end_ = data_.get() + used;
  limit_ = data_.get() + capacity;
}

Digest digest_of(HashAlgorithm algorithm, std::string_view text) {
  Digest out;
  if (algorithm == HashAlgorithm::sha256) {
    const crypto::Sha256 hash = crypto::sha256(as_bytes(text));
    std::memcpy(out.bytes.data(), hash.data(), hash.size());
    out.size = static_cast<std::uint32_t>(hash.size());
  } else {
    const crypto::Sha384 hash = crypto::sha384(as_bytes(text));
    std::memcpy(out.bytes.data(), hash.data(), hash.size());
    out.size = static_cast<std::uint32_t>(hash.size());
  }
  return out;
}

struct Canonicalizer::State {
  CanonicalizationState work;
  std::vector<StatementLines::Line> lines;
};

Canonicalizer::Canonicalizer() : state_(new State) {}
Canonicalizer::~Canonicalizer() { delete state_; }

Result<std::string_view> Canonicalizer::canonicalize(const Dataset& dataset, const CanonicalizationOptions& options) {
  CanonicalizationState& state = state_->work;
  state.hash = options.hash;
  state.input_labels.clear();
  CAIRN_CHECK(index_dataset(dataset, options.limits, state));
  settle_rows(state);
  CAIRN_CHECK(label_blank_nodes(state, options.limits));
  write_output(state);
  return state.output.view();
}

std::vector<std::pair<std::string, std::string>> Canonicalizer::issued_identifiers() const {
  const CanonicalizationState& state = state_->work;
  std::vector<std::pair<std::string, std::string>> out;
  for (std::size_t number = 0; number < state.input_labels.size(); ++number) {
    const Token& label = state.input_labels[number];
    out.emplace_back(std::string(label.text, label.size - 1), "c14n" + std::to_string(number));
  }
  return out;
}

std::uint32_t Canonicalizer::blank_count() const { return state_->work.blank_count(); }

std::uint32_t Canonicalizer::canonical_number(TermId blank) const {
  const CanonicalizationState& state = state_->work;
  if (blank >= state.terms.size() || !state.is_blank(blank)) return k_no_number;
  return state.canonical_number[state.terms[blank].blank];
}

StatementLines Canonicalizer::with_labels(std::span<const std::string> labels) {
  CanonicalizationState& state = state_->work;
  write_with_labels(state, labels);
  state_->lines.clear();
  state_->lines.reserve(state.rows.size());
  const char* const text = state.output.view().data();
  std::uint32_t first = 0;
  const auto add_run = [&](RowRange run, TermId subject) {
    for (std::uint32_t at = run.first; at < run.last; ++at) {
      const Row& row = state.rows[at];
      const char* const end = static_cast<const char*>(std::memchr(text + first, '\n', state.output.view().size() - first));
      const auto size = static_cast<std::uint32_t>(end + 1 - (text + first));
      state_->lines.push_back({{subject, state.predicates[row.predicate], row.object, row.graph}, first, size});
      first += size;
    }
  };
  for (std::uint32_t i = 0; i < state.subjects.size(); ++i) {
    add_run({state.run_start[i], state.run_start[i + 1]}, state.subjects[i]);
  }
  for (const std::uint32_t number : state.label_order) {
    const BlankId blank = state.issued[number];
    add_run(state.run(blank), state.blanks[blank]);
  }
  return {state.output.view(), state_->lines};
}

}  // namespace cairn::rdf
