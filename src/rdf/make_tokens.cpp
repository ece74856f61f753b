#include "rdf/canonicalization_state.hpp"
#include "rdf/token.hpp"

namespace cairn::rdf {
namespace {

char* put_text(char* to, std::string_view text) {
  if (!text.empty()) std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

Token finish_token(char* start, char* end) {
  *end++ = ' ';
  return {start, static_cast<std::uint32_t>(end - start)};
}

class TokenMaker {
 public:
  explicit TokenMaker(CanonicalizationState& state) : memory_(state.memory), escaped_(state.escaped) {}

  Token iri(const Term& term) {
    if (!term.plain && iri_needs_escapes(term.value)) [[unlikely]]
      return escaped(term);
    char* const start = room(term.value.size() + 2);
    *start = '<';
    char* end = put_text(start + 1, term.value);
    *end++ = '>';
    return finish_token(start, end);
  }

  Token literal(const Term& term) {
    const bool is_string = term.datatype == k_xsd_string;
    if (!term.plain && (literal_needs_escapes(term.value) || (!is_string && iri_needs_escapes(term.datatype))))
        [[unlikely]] {
      return escaped(term);
    }
    char* const start = room(term.value.size() + term.datatype.size() + term.language.size() + 6);
    *start = '"';
    char* end = put_text(start + 1, term.value);
    *end++ = '"';
    if (!term.language.empty()) {
      *end++ = '@';
      end = put_text(end, term.language);
    } else if (!is_string) {
      end = put_text(end, "^^<");
      end = put_text(end, term.datatype);
      *end++ = '>';
    }
    return finish_token(start, end);
  }

  // Only the input label, for issued_identifiers().
  Token blank(const Term& term) {
    char* const start = room(term.value.size());
    return finish_token(start, put_text(start, term.value));
  }

 private:
  // Room for `size` characters, one space and the slack.
  char* room(std::size_t size) { return static_cast<char*>(memory_.allocate(size + 1 + k_slack, 1)); }

  Token escaped(const Term& term) {
    escaped_.clear();
    append_term(term, escaped_);
    char* const start = room(escaped_.size());
    return finish_token(start, put_text(start, escaped_));
  }

  Arena& memory_;
  std::string& escaped_;
};

}  // namespace

Result<void> make_tokens(CanonicalizationState& state) {
  const Dataset& dataset = *state.dataset;
  const std::uint32_t count = dataset.term_count();
  state.memory.reset();
  state.terms.resize(count);
  TokenMaker maker(state);
  for (TermId id = 0; id < count; ++id) {
    const Term& term = dataset.term(id);
    CanonicalTerm& out = state.terms[id];
    out.blank = k_none;
    switch (term.kind) {
      case TermKind::iri:
        out.token = maker.iri(term);
        break;
      case TermKind::blank:
        out.token = maker.blank(term);
        break;
      case TermKind::literal:
        if (!term.language.empty() && !is_language_tag(term.language)) {
          return bad_term("a literal has a language tag that is none");
        }
        out.token = maker.literal(term);
        break;
    }
  }
  return {};
}

}  // namespace cairn::rdf
