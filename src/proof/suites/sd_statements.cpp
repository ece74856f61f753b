#include "proof/suites/sd_statements.hpp"

#include <algorithm>
#include <tuple>

#include "base/encoding.hpp"
#include "proof/canonical_form.hpp"

namespace cairn::proof {
namespace {

using Role = jsonld::BlankOrigin::Role;
constexpr rdf::TermId k_unknown = 0xFFFFFFFE;

auto key(const rdf::Quad& quad) { return std::tie(quad.subject, quad.predicate, quad.object, quad.graph); }

Failure bad_form(std::string_view what) {
  return fail(Kind::unsupported, "sd.form",
              "the document has " + std::string(what) + ", of which ecdsa-sd-2023 cannot show a part",
              "secure it with ecdsa-rdfc-2019, or leave that out");
}

}  // namespace

crypto::Sha256 hmac_label(const crypto::Sha256& hmac_key, std::uint32_t number) {
  return crypto::hmac_sha256(hmac_key, as_bytes("c14n" + std::to_string(number)));
}

std::string label_text(const crypto::Sha256& label) { return "_:u" + to_base64url(label); }

Result<rdf::StatementLines> SdStatements::read(json::Object document, const crypto::Sha256& hmac_key) {
  document_ = document;
  workbench_.arena.reset();
  CAIRN_CHECK(read_statements(workbench_, document, workbench_.dataset));
  CAIRN_CHECK(keep_origins());
  rdf::Canonicalizer& canonicalizer = workbench_.canonicalizer;
  CAIRN_CHECK(canonicalizer.canonicalize(workbench_.dataset));
  std::vector<crypto::Sha256> by_number(canonicalizer.blank_count());
  std::vector<std::string> texts(by_number.size());
  for (std::uint32_t number = 0; number < by_number.size(); ++number) {
    by_number[number] = hmac_label(hmac_key, number);
    texts[number] = label_text(by_number[number]);
  }
  labels_.clear();
  for (const auto& [place, term] : blanks_) {
    const std::uint32_t number = canonicalizer.canonical_number(term);
    if (number != rdf::Canonicalizer::k_no_number) labels_.emplace(term, by_number[number]);
  }
  const rdf::StatementLines lines = canonicalizer.with_labels(texts);
  by_quad_.clear();
  by_quad_.reserve(lines.lines.size());
  for (std::uint32_t i = 0; i < lines.lines.size(); ++i) by_quad_.push_back({lines.lines[i].quad, i});
  std::sort(by_quad_.begin(), by_quad_.end(), [](const Entry& a, const Entry& b) { return key(a.quad) < key(b.quad); });
  return lines;
}

Result<void> SdStatements::keep_origins() {
  blanks_.clear();
  for (const jsonld::BlankOrigin& origin : workbench_.processor.blank_origins()) {
    if (origin.role == Role::list_cell) return bad_form("an ordered list");
    if (origin.role == Role::label) return bad_form("a blank node label");
    if (origin.object == nullptr) return bad_form("an empty object");
    blanks_.emplace(Place{origin.object, origin.role}, origin.term);
  }
  return {};
}

// Where the blank nodes of a selection stand in the whole document.
Result<void> SdStatements::translate_blanks(const Selection& selection) {
  translation_.assign(selected_.term_count(), k_unknown);
  for (const jsonld::BlankOrigin& origin : workbench_.processor.blank_origins()) {
    const auto source = selection.sources.find(origin.object);
    if (source == selection.sources.end()) return bad_form("an object that cannot be told from others");
    const auto blank = blanks_.find(Place{source->second, origin.role});
    if (blank != blanks_.end()) translation_[origin.term] = blank->second;
  }
  return {};
}

rdf::TermId SdStatements::translate(rdf::TermId selected) {
  if (selected == rdf::k_default_graph) return selected;
  rdf::TermId& known = translation_[selected];
  const rdf::Term& term = selected_.term(selected);
  if (known == k_unknown && term.kind != rdf::TermKind::blank) known = workbench_.dataset.intern_borrowed(term);
  return known;
}

Result<std::vector<bool>> SdStatements::group(std::span<const std::string> pointers, Arena& arena, Selection& selection) {
  std::vector<bool> flags(by_quad_.size());
  if (pointers.empty()) return flags;
  CAIRN_TRY(selection, select(document_, pointers, arena));
  CAIRN_CHECK(read_statements(workbench_, selection.document, selected_));
  CAIRN_CHECK(translate_blanks(selection));
  for (const rdf::Quad& quad : selected_.quads()) {
    const rdf::Quad wanted{translate(quad.subject), translate(quad.predicate), translate(quad.object), translate(quad.graph)};
    const auto found = std::lower_bound(by_quad_.begin(), by_quad_.end(), wanted,
                                        [](const Entry& a, const rdf::Quad& b) { return key(a.quad) < key(b); });
    if (found == by_quad_.end() || found->quad != wanted) {
      return fail(Kind::refused, "sd.partial-value", "a pointer leads into a value that can only be shown as a whole",
                  "name the member that holds the value, without its @value, @language or @type");
    }
    flags[found->line] = true;
  }
  return flags;
}

const crypto::Sha256& SdStatements::label_of_selected(rdf::TermId blank) const {
  const auto found = labels_.find(translation_[blank]);
  CAIRN_ASSERT(found != labels_.end());
  return found->second;
}

}  // namespace cairn::proof
