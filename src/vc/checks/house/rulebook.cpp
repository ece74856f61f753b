#include <algorithm>
#include <array>

#include "base/look.hpp"
#include "base/utf8.hpp"
#include "vc/covered_number.hpp"
#include "vc/rules.hpp"

// Our own rules: nothing is signed or shown that the signature does not cover, and what JSON readers and RDF readers see is the same.
namespace cairn::vc {
namespace {

constexpr int k_deepest = 128;
constexpr std::string_view k_citation = "Cairn house rules; VC Data Integrity 1.0 \"Context Validation\", \"Securing Data Losslessly\"";

constexpr Rule k_inline_context{"house.inline-context", k_citation};
constexpr Rule k_inner_context{"house.inner-context", k_citation};
constexpr Rule k_unpinned_context{"house.context-unknown", k_citation, Severity::error, Severity::unknown};
constexpr Rule k_undefined_terms{"house.undefined-terms", k_citation, Severity::error, Severity::warning};
constexpr Rule k_keyword{"house.keyword", k_citation, Severity::error, Severity::warning};
constexpr Rule k_uncovered{"house.uncovered-member", k_citation};
constexpr Rule k_null{"house.null-member", k_citation, Severity::error, Severity::warning};
constexpr Rule k_number{"house.number", k_citation, Severity::error, Severity::warning};
constexpr Rule k_depth{"house.depth", k_citation};
constexpr Rule k_direction{"house.deceptive-character", k_citation, Severity::warning, Severity::warning};
constexpr Rule k_scripts{"house.mixed-scripts", k_citation, Severity::warning, Severity::warning};

constexpr auto k_value_keywords = std::to_array<std::string_view>({"@value", "@language", "@direction", "@type"});

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
  for (const std::string_view one : words) {
    if (one == word) return true;
  }
  return false;
}

bool holds_word(const json::Value* value, std::string_view word) {
  if (value == nullptr) return false;
  if (!value->is_array()) return value->is_string(word);
  for (const json::Value& item : value->array()) {
    if (item.is_string(word)) return true;
  }
  return false;
}

std::string_view first_deception(std::string_view text) {
  while (!text.empty()) {
    const Utf8Character character = read_utf8(text);
    if (deceives_the_eye(character.code_point)) return text.substr(0, character.size);
    text.remove_prefix(std::max<std::size_t>(character.size, 1));
  }
  return {};
}

// Credentials and presentations inside others bring their own contexts.
bool is_embedded_document(json::Object object) {
  const json::Value* type = object.find("type");
  return holds_word(type, "VerifiableCredential") || holds_word(type, "VerifiablePresentation") ||
         holds_word(type, "EnvelopedVerifiableCredential");
}

// Looks at every member of a document once.
class Walk {
 public:
  Walk(jsonld::DocumentLoader* contexts, Findings& findings) : contexts_(contexts), findings_(findings) {}

  void object(json::Object object, const Place& place, int depth) {
    for (const json::Member& member : object) {
      if (!member.name.empty() && member.name.front() == '@') {
        keyword(object, member, place, depth);
      } else if (member.name != "proof") {  // proofs have rules of their own, kept where they are checked
        value(member.value, place.member(member.name), depth);
      }
    }
  }

 private:
  void value(const json::Value& value, const Place& place, int depth) {
    if (value.is_null()) {
      findings_.add(k_null, place, "is null, which says nothing and is not signed", "Leave the member out.");
      return;
    }
    if (value.is_number() && !survives_signing(value.number_text())) {
      findings_.add(k_number, place, "the number " + std::string(value.number_text().substr(0, 40)) + " is signed as another one",
                    "Write it with at most 15 digits, or as a text.");
    }
    if (value.is_string() && !is_printable_ascii(value.text())) text(value.text(), place);
    if (!value.is_object() && !value.is_array()) return;
    if (depth >= k_deepest) {
      findings_.add(k_depth, place, "is nested deeper than 128", "Flatten the document.");
      return;
    }
    if (value.is_object()) {
      object(value.object(), place, depth + 1);
      return;
    }
    std::size_t number = 0;
    for (const json::Value& item : value.array()) this->value(item, place.item(number++), depth + 1);
  }

  // Signed as it was given; whoever reads it is told that it looks like something else.
  void text(std::string_view text, const Place& place) {
    if (const std::string_view found = first_deception(text); !found.empty()) {
      findings_.add(k_direction, place, "holds a character that cannot be seen or turns the direction of writing (" + code_point_name(read_utf8(found).code_point) + ")",
                    "Read it with care: it may say something else than it shows.");
    }
    if (const std::string_view word = mixed_word(text); !word.empty()) {
      findings_.add(k_scripts, place, "the word " + std::string(word.substr(0, 80)) + " mixes letters of two scripts that look alike",
                    "Compare the name with the one you know: it may be another.");
    }
  }

  void keyword(json::Object holder, const json::Member& member, const Place& place, int depth) {
    const Place at = place.member(member.name);
    if (member.name == "@context") {
      context(holder, member.value, at, depth);
    } else if (member.name == "@index" || member.name == "@nest") {
      findings_.add(k_uncovered, at, std::string(member.name) + " is dropped when signing", "Leave the member out.");
    } else if (!holder.contains("@value") || !is_one_of(k_value_keywords, member.name)) {
      findings_.add(k_keyword, at, std::string(member.name.substr(0, 40)) + " hides from readers of the JSON what is signed",
                    "Use the terms of the contexts, such as id and type.");
    }
  }

  void context(json::Object holder, const json::Value& context, const Place& place, int depth) {
    if (depth > 0 && !is_embedded_document(holder)) {
      findings_.add(k_inner_context, place, "an inner object has a @context of its own", "Name all contexts at the top.");
    }
    if (!context.is_array()) {
      one_context(context, place);
      return;
    }
    std::size_t number = 0;
    for (const json::Value& item : context.array()) one_context(item, place.item(number++));
  }

  void one_context(const json::Value& context, const Place& place) {
    if (!context.is_string()) {
      findings_.add(k_inline_context, place, "a context is written into the document instead of named by URL",
                    "Publish it under a URL and name that.");
      return;
    }
    if (context.is_string("https://www.w3.org/ns/credentials/undefined-terms/v2")) {
      findings_.add(k_undefined_terms, place, "this context gives any word a meaning of its own",
                    "Name the contexts that define the words used.");
    }
    if (contexts_ != nullptr && !contexts_->load(context.text())) {
      findings_.add(k_unpinned_context, place, "the context " + std::string(context.text().substr(0, 200)) + " is not known here",
                    "Use contexts that are built in; none is ever fetched.");
    }
  }

  jsonld::DocumentLoader* contexts_;
  Findings& findings_;
};

void inspect(const Inspection& inspection, Findings& findings) {
  if (!inspection.document.is_object()) return;
  Walk(inspection.contexts, findings).object(inspection.document.object(), Place{}, 0);
}

constexpr Rulebook k_house{"house", inspect};

}  // namespace

const Rulebook& house_rulebook() { return k_house; }

}  // namespace cairn::vc
