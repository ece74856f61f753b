#include "proof/context_rules.hpp"
#include "vc/checks/vcdm2/document.hpp"

namespace cairn::vc {
namespace {

using vcdm2::Check;
using vcdm2::Document;
using vcdm2::DocumentKind;

constexpr Rule k_not_an_object{"vcdm2.document", "VCDM 2.0 \"Syntaxes\""};
constexpr Rule k_version{"vcdm2.version", "VCDM 2.0 \"Contexts\"", Severity::error, Severity::unknown};

void run(std::span<const Check> checks, const Document& document, Findings& findings) {
  for (const Check& check : checks) check.run(document, check.rule, findings);
}

void run_credential_checks(const Document& document, Findings& findings) {
  run(vcdm2::context_and_type_checks(), document, findings);
  run(vcdm2::identity_checks(), document, findings);
  run(vcdm2::validity_checks(), document, findings);
  run(vcdm2::extension_checks(), document, findings);
}

void inspect_credential(const json::Value& value, const Place& place, Findings& findings) {
  const Document document = vcdm2::look_at(value, place);
  if (document.kind == DocumentKind::enveloped) {
    run(vcdm2::enveloped_checks(), document, findings);
  } else {
    run_credential_checks(document, findings);
  }
}

void inspect_presentation(const Document& document, Findings& findings) {
  run(vcdm2::context_and_type_checks(), document, findings);
  run(vcdm2::presentation_checks(), document, findings);
  run(vcdm2::extension_checks(), document, findings);
  if (document.credentials == nullptr) return;
  vcdm2::for_each_item(*document.credentials, document.place->member("verifiableCredential"),
                       [&](const json::Value& item, const Place& place) {
                         if (item.is_object()) inspect_credential(item, place, findings);
                       });
}

void inspect(const Inspection& inspection, Findings& findings) {
  const Place root;
  if (!inspection.document.is_object()) {
    findings.add(k_not_an_object, root, "the document is " + std::string(vcdm2::describe(inspection.document)),
                 "A credential is one JSON object.");
    return;
  }
  const Document document = vcdm2::look_at(inspection.document, root);
  if (proof::is_data_model_1(inspection.document)) {
    // Signed credentials of that version are looked at by vcdm1.
    if (findings.phase() == Phase::verifying && document.kind == DocumentKind::credential) return;
    findings.add(k_version, root.member("@context"), "the document is written to version 1.1 of the data model",
                 "Write it to version 2.0; the older one is verified only.");
    return;
  }
  if (document.kind == DocumentKind::presentation) {
    inspect_presentation(document, findings);
  } else {
    inspect_credential(inspection.document, root, findings);
  }
}

constexpr Rulebook k_vcdm2{"vcdm2", inspect};

}  // namespace

const Rulebook& vcdm2_rulebook() { return k_vcdm2; }

}  // namespace cairn::vc
