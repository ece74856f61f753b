#include "proof/method_lookup.hpp"

#include <algorithm>

#include "proof/did.hpp"

namespace cairn::proof {
namespace {

void judge(MethodAnswer& answer, Outcome outcome, std::string_view code, std::string detail, std::string hint = {}) {
  answer.authorised = outcome;
  answer.code = code;
  answer.detail = std::move(detail);
  answer.hint = std::move(hint);
}

bool contains(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

MethodAnswer without_document(std::string_view id, const Error& error) {
  MethodAnswer answer;
  judge(answer, Outcome::unknown, error.code, error.detail, error.hint);
  if (auto named = crypto::parse_multikey(fragment_part(id))) answer.key = std::move(named).value();
  return answer;
}

// The document is there but has no such method with a readable key.
MethodAnswer without_method(const ControllerDocument& document, std::string_view id) {
  MethodAnswer answer;
  answer.controller = document.id;
  if (contains(document.unreadable_methods, id)) {
    judge(answer, Outcome::unknown, "proof.method-unreadable",
          "the key of " + std::string(id) + " is of a kind not known here");
  } else if (id == document.id) {
    if (document.methods.size() == 1) answer.key = document.methods.front().key;
    judge(answer, Outcome::fail, "proof.method-fragment",
          std::string(id) + " names a controller, not one of its keys: the part after # is missing",
          "the issuer must name the key, for example did:key:z6Mk...#z6Mk...");
  } else if (document.list == KeyList::vouched_for) {
    judge(answer, Outcome::unknown, "proof.method-unvouched",
          "the key " + std::string(id) + " is none of those that are known of its controller, and the controller's own document is not at hand",
          "Supply that document, or ask the issuer whether the key is its own.");
    if (auto named = crypto::parse_multikey(fragment_part(id))) answer.key = std::move(named).value();
  } else {
    judge(answer, Outcome::fail, "proof.method-missing",
          "the controller document of " + document.id + " holds no verification method " + std::string(id));
  }
  return answer;
}

void judge_purpose(const ControllerDocument& document, const MethodQuery& query, MethodAnswer& answer) {
  const bool asserts = query.purpose == "assertionMethod";
  if (!asserts && query.purpose != "authentication") {
    judge(answer, Outcome::unknown, "proof.purpose-unsupported",
          "no rule here for the purpose " + std::string(query.purpose));
  } else if (!contains(asserts ? document.assertion_methods : document.authentications, query.id)) {
    judge(answer, Outcome::fail, "proof.method-purpose",
          "the controller does not list " + std::string(query.id) + " under " + std::string(query.purpose));
  } else {
    answer.authorised = Outcome::pass;
  }
}

void judge_method(const ControllerDocument& document, const VerificationMethod& method, const MethodQuery& query,
                  MethodAnswer& answer) {
  if (method.controller != document.id) {
    judge(answer, Outcome::fail, "proof.controller-mismatch",
          "the verification method " + method.id + " says it belongs to another controller");
  } else if (method.revoked && query.at >= *method.revoked) {
    judge(answer, Outcome::fail, "proof.method-revoked", "the key was revoked at " + format_instant(*method.revoked));
  } else if (method.expires && query.at >= *method.expires) {
    judge(answer, Outcome::fail, "proof.method-expired", "the key expired at " + format_instant(*method.expires));
  } else {
    judge_purpose(document, query, answer);
  }
}

}  // namespace

MethodAnswer find_method(VerificationMethodResolver& resolver, const MethodQuery& query) {
  const auto found = resolver.resolve(controller_part(query.id));
  if (!found) return without_document(query.id, found.error());
  const ControllerDocument& document = **found;
  if (document.id != controller_part(query.id)) {
    return without_document(query.id, {Kind::refused,
                                       "controller.id-mismatch",
                                       "the controller document has another id than the verification method says",
                                       {}});
  }
  const auto method = std::find_if(document.methods.begin(), document.methods.end(),
                                   [&](const VerificationMethod& candidate) { return candidate.id == query.id; });
  if (method == document.methods.end()) return without_method(document, query.id);
  MethodAnswer answer;
  answer.key = method->key;
  answer.controller = document.id;
  judge_method(document, *method, query, answer);
  return answer;
}

}  // namespace cairn::proof
