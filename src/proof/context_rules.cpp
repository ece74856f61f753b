#include "proof/context_rules.hpp"

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <string>

namespace cairn::proof {
namespace {

constexpr int k_deepest = 128;

bool is_url_list(json::Value context) {
  if (context.is_string()) return true;
  if (!context.is_array()) return false;
  for (const json::Value& item : context.array()) {
    if (!item.is_string()) return false;
  }
  return true;
}

bool has_type(json::Object object, std::string_view wanted) {
  const json::Value* type = object.find("type");
  if (type == nullptr) return false;
  if (!type->is_array()) return type->is_string(wanted);
  for (const json::Value& item : type->array()) {
    if (item.is_string(wanted)) return true;
  }
  return false;
}

// Types whose objects carry a @context of their own wherever they are put.
bool is_embedded_credential(json::Object object) {
  for (const std::string_view type : {"VerifiableCredential", "VerifiablePresentation", "EnvelopedVerifiableCredential",
                                      "EnvelopedVerifiablePresentation"}) {
    if (has_type(object, type)) return true;
  }
  return false;
}

// Keywords that describe a value where it stands; no other reading of the tree depends on them.
bool is_value_keyword(std::string_view name, json::Object object) {
  if (name == "@value" || name == "@language" || name == "@direction" || name == "@none") return true;
  return name == "@type" && object.contains("@value");
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Walk {
 public:
  explicit Walk(Coverage coverage) : coverage_(coverage) {}

  Result<void> object(json::Object object, int depth) const {
    const bool holds_proofs = depth > 0 && is_embedded_credential(object);
    for (const json::Member& member : object) {
      if (member.name == "@context") {
        CAIRN_CHECK(context(object, member.value, depth));
      } else if (holds_proofs && member.name == "proof") {
        CAIRN_CHECK(proofs(object, member.value, depth));
      } else {
        CAIRN_CHECK(one_member(object, member, depth));
      }
    }
    return {};
  }

 private:
  Result<void> one_member(json::Object object, const json::Member& member, int depth) const {
    if (coverage_ == Coverage::rdf_statements && hides(member.name, object)) return hidden(member.name);
    if (member.name == "@value") return {};  // a JSON literal: names in it mean nothing
    return value(member.value, depth);
  }

  // A proof over canonical JSON repeats the contexts of its credential, and so gives no word another meaning.
  Result<void> proofs(json::Object credential, json::Value found, int depth) const {
    if (found.is_array()) {
      for (const json::Value& item : found.array()) {
        CAIRN_CHECK(item.is_array() ? value(item, depth + 1) : proofs(credential, item, depth + 1));
      }
      return {};
    }
    if (!found.is_object()) return {};
    for (const json::Member& member : found.object()) {
      const bool is_context = member.name == "@context";
      if (is_context && begins_with_contexts(credential.find("@context"), member.value)) continue;
      if (is_context) return inner_context();
      CAIRN_CHECK(one_member(found.object(), member, depth + 1));
    }
    return {};
  }

  static bool hides(std::string_view name, json::Object holder) {
    if (name.empty()) return false;
    if (name.front() == '@') return !is_value_keyword(name, holder);
    return std::memchr(name.data(), ':', name.size()) != nullptr;
  }

  Result<void> value(json::Value value_of_member, int depth) const {
    if (!value_of_member.is_object() && !value_of_member.is_array()) return {};
    if (depth >= k_deepest) return fail(Kind::exhausted, "proof.depth", "nested deeper than 128");
    if (value_of_member.is_object()) return object(value_of_member.object(), depth + 1);
    for (const json::Value& item : value_of_member.array()) CAIRN_CHECK(value(item, depth + 1));
    return {};
  }

  static Result<void> context(json::Object holder, json::Value context, int depth) {
    if (!is_url_list(context)) {
      return fail(Kind::refused, "proof.inline-context", "a @context holds definitions instead of URLs only",
                  "ask the issuer for a credential whose contexts are all named by URL");
    }
    if (depth > 0 && !is_embedded_credential(holder)) {
      return inner_context();
    }
    return {};
  }

  static Failure inner_context() {
    return fail(Kind::refused, "proof.inner-context", "an inner object that is no credential has its own @context");
  }

  static Failure hidden(std::string_view name) {
    return fail(Kind::unsupported, "proof.hidden-member",
                "the member " + std::string(name.substr(0, 80)) +
                    " is written as an IRI or keyword, so a reader of the JSON could overlook what was signed",
                "the issuer should write members as terms of the contexts");
  }

  Coverage coverage_;
};

// In a graph all that is said of one id is said of one thing, wherever it stands in the tree. A reader of the JSON looks for
// the members of a credential and of its subject in their own places only, so no other place may say them.
class PlaceWalk {
 public:
  explicit PlaceWalk(json::Object document) {
    credential_id_ = json::Value(document).text_of("id");
    const json::Value* subject = document.find("credentialSubject");
    if (subject == nullptr) return;
    first_subject_ = subject->is_array() && !subject->array().empty() ? *subject->array().begin() : *subject;
    subject_id_ = first_subject_.text_of("id");
  }

  /// in: is_inside - whether the value stands in a credential within the document, whose subject is often the same person
  Result<void> value(json::Value found, bool is_inside, int depth) const {
    if (depth > k_deepest) return fail(Kind::exhausted, "proof.depth", "nested deeper than 128");
    if (found.is_array()) {
      for (const json::Value& item : found.array()) CAIRN_CHECK(value(item, is_inside, depth + 1));
    } else if (found.is_object()) {
      const json::Object node = found.object();
      if (depth > 0) CAIRN_CHECK(check_node(node, is_inside));
      const bool is_credential = depth > 0 && is_embedded_credential(node);
      for (const json::Member& member : node) CAIRN_CHECK(value(member.value, is_inside || is_credential, depth + 1));
    }
    return {};
  }

 private:
  Result<void> check_node(json::Object node, bool is_inside) const {
    const std::string_view id = json::Value(node).text_of("id");
    if (id.empty()) return {};
    if (id.starts_with("_:")) return moved("the id " + std::string(id.substr(0, 80)) + " is a label that is not signed");
    if (first_subject_.is_object() && first_subject_.object().begin() == node.begin()) return {};
    for (const json::Member& member : node) {
      const bool is_credentials = id == credential_id_ && !is_one_of(member.name, {"id", "type", "endorsementComment"});
      const bool is_subjects = id == subject_id_ && !is_inside &&
                               is_one_of(member.name, {"achievement", "result", "identifier", "creditsEarned", "activityStartDate",
                                                       "activityEndDate", "narrative", "term", "role", "licenseNumber", "source"});
      if (is_credentials || is_subjects) {
        return moved("the member " + std::string(member.name.substr(0, 80)) + " of " + std::string(id.substr(0, 80)) +
                     " stands in another place of the document");
      }
    }
    return {};
  }

  static Failure moved(const std::string& what) {
    return fail(Kind::unsupported, "proof.moved-member", what + ", so a reader could overlook what was signed",
                "the issuer should say all of one thing in one place");
  }

  std::string_view credential_id_;
  std::string_view subject_id_;
  json::Value first_subject_;
};

// The context at `index`, seeing one context as a list of one.
const json::Value* context_at(const json::Value& contexts, std::uint32_t index) {
  if (!contexts.is_array()) return index == 0 ? &contexts : nullptr;
  return index < contexts.array().size() ? contexts.array().begin() + index : nullptr;
}

}  // namespace

Result<void> check_members(json::Object object, Coverage coverage) { return Walk(coverage).object(object, 0); }

Result<void> check_places(json::Object document) { return PlaceWalk(document).value(document, false, 0); }

bool is_data_model_1(json::Value document) {
  const json::Value* contexts = document.find("@context");
  const json::Value* first = contexts == nullptr ? nullptr : context_at(*contexts, 0);
  return first != nullptr && first->is_string("https://www.w3.org/2018/credentials/v1");
}

bool begins_with_contexts(const json::Value* outer, json::Value inner) {
  if (outer == nullptr) return false;
  for (std::uint32_t i = 0;; ++i) {
    const json::Value* wanted = context_at(inner, i);
    if (wanted == nullptr) return true;
    const json::Value* found = context_at(*outer, i);
    if (found == nullptr || !json::equal(*found, *wanted)) return false;
  }
}

}  // namespace cairn::proof
