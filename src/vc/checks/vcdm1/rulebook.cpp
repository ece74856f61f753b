#include <optional>

#include "base/instant.hpp"
#include "proof/context_rules.hpp"
#include "vc/checks/vcdm2/document.hpp"

// Version 1.1 of the data model: what credentials in circulation must keep to be judged. Nothing is issued to it.
namespace cairn::vc {
namespace {

using vcdm2::describe;
using vcdm2::for_each_item;
using vcdm2::has_type;
using vcdm2::is_url;

constexpr Rule k_version{"vcdm1.version", "VCDM 2.0 \"Contexts\"", Severity::error, Severity::warning};
constexpr Rule k_context_item{"vcdm1.context-item", "VCDM 1.1 \"Contexts\""};
constexpr Rule k_type{"vcdm1.type", "VCDM 1.1 \"Types\""};
constexpr Rule k_id{"vcdm1.id", "VCDM 1.1 \"Identifiers\""};
constexpr Rule k_issuer{"vcdm1.issuer", "VCDM 1.1 \"Issuer\""};
constexpr Rule k_subject{"vcdm1.subject", "VCDM 1.1 \"Credential Subject\""};
constexpr Rule k_date{"vcdm1.date", "VCDM 1.1 \"Issuance Date\", \"Expiration\""};
constexpr Rule k_date_order{"vcdm1.date-order", "VCDM 1.1 \"Expiration\""};
constexpr Rule k_new_date{"vcdm1.new-date", "VCDM 1.1 \"Issuance Date\"", Severity::error, Severity::warning};
constexpr Rule k_extension{"vcdm1.extension", "VCDM 1.1 \"Status\", \"Data Schemas\", \"Refreshing\", \"Terms of Use\", \"Evidence\""};

constexpr std::string_view k_ask = "Ask the issuer for a corrected credential.";

void add(Findings& findings, const Rule& rule, const Place& place, std::string detail) {
  findings.add(rule, place, std::move(detail), std::string(k_ask));
}

class Inspector {
 public:
  Inspector(const json::Value& document, Findings& findings) : document_(document), findings_(findings) {}

  void run() {
    findings_.add(k_version, root_.member("@context"), "the document is written to version 1.1 of the data model, an older form",
                  "It can be used as it is; new credentials are written to version 2.0.");
    check_context();
    if (!has_type(document_.find("type"), "VerifiableCredential")) {
      add(findings_, k_type, root_, "type does not hold VerifiableCredential");
    }
    if (const json::Value* id = document_.find("id"); id != nullptr && !is_url(id)) {
      add(findings_, k_id, root_.member("id"), "id is " + std::string(describe(*id)) + ", not one URL");
    }
    check_issuer();
    check_subject();
    check_dates();
    for (const std::string_view name : {"credentialStatus", "credentialSchema", "refreshService"}) check_extension(name, Naming::needed);
    for (const std::string_view name : {"termsOfUse", "evidence"}) check_extension(name, Naming::optional);
  }

 private:
  enum class Naming : std::uint8_t { needed, optional };

  void check_context() {
    for_each_item(*document_.find("@context"), root_.member("@context"), [this](const json::Value& item, const Place& place) {
      if (item.is_object() || is_url(&item)) return;  // inline contexts are a matter of the house rules
      add(findings_, k_context_item, place, "a context is " + std::string(describe(item)) + ", neither a URL nor an object");
    });
  }

  void check_issuer() {
    const json::Value* issuer = document_.find("issuer");
    if (issuer == nullptr) {
      add(findings_, k_issuer, root_, "issuer is missing");
    } else if (!is_url(issuer->is_object() ? issuer->find("id") : issuer)) {
      add(findings_, k_issuer, root_.member("issuer"), "issuer is neither a URL nor an object with an id that is one");
    }
  }

  void check_subject() {
    const json::Value* subject = document_.find("credentialSubject");
    const Place place = root_.member("credentialSubject");
    if (subject == nullptr) return add(findings_, k_subject, root_, "credentialSubject is missing");
    if (subject->is_array() && subject->array().empty()) add(findings_, k_subject, place, "credentialSubject is an empty array");
    for_each_item(*subject, place, [this](const json::Value& item, const Place& at) {
      if (!item.is_object() || item.object().empty()) {
        return add(findings_, k_subject, at, "a subject is " + std::string(describe(item)));
      }
      const json::Value* id = item.find("id");
      if (id != nullptr && !is_url(id)) add(findings_, k_subject, at.member("id"), "the subject's id is no URL");
    });
  }

  std::optional<Instant> date(std::string_view name) {
    const json::Value* value = document_.find(name);
    if (value == nullptr) return std::nullopt;
    if (value->is_string()) {
      if (const auto instant = parse_date_time_stamp(value->text())) return *instant;
    }
    add(findings_, k_date, root_.member(name), std::string(name) + " is no date and time with a zone");
    return std::nullopt;
  }

  void check_dates() {
    const std::optional<Instant> from = date("issuanceDate");
    const std::optional<Instant> until = date("expirationDate");
    if (document_.find("issuanceDate") == nullptr) add(findings_, k_date, root_, "issuanceDate is missing");
    if (from && until && *until < *from) {
      add(findings_, k_date_order, root_.member("expirationDate"), "expirationDate lies before issuanceDate");
    }
    for (const std::string_view name : {"validFrom", "validUntil"}) {
      if (document_.find(name) == nullptr) continue;
      add(findings_, k_new_date, root_.member(name), std::string(name) + " belongs to version 2.0 of the data model");
    }
  }

  void check_extension(std::string_view name, Naming naming) {
    const json::Value* value = document_.find(name);
    if (value == nullptr) return;
    for_each_item(*value, root_.member(name), [&](const json::Value& item, const Place& at) {
      const json::Value* type = item.find("type");
      const bool is_typed = type != nullptr && ((type->is_string() && !type->text().empty()) || (type->is_array() && !type->array().empty()));
      if (!is_typed) add(findings_, k_extension, at, std::string(name) + " has no type");
      if (naming == Naming::needed && !is_url(item.find("id"))) add(findings_, k_extension, at, std::string(name) + " has no id that is a URL");
    });
  }

  const json::Value& document_;
  Findings& findings_;
  Place root_;
};

void inspect(const Inspection& inspection, Findings& findings) {
  // Before signing, vcdm2 refuses the whole version.
  if (findings.phase() == Phase::issuing || !proof::is_data_model_1(inspection.document)) return;
  if (has_type(inspection.document.find("type"), "VerifiablePresentation")) return;
  Inspector(inspection.document, findings).run();
}

constexpr Rulebook k_vcdm1{"vcdm1", inspect};

}  // namespace

const Rulebook& vcdm1_rulebook() { return k_vcdm1; }

}  // namespace cairn::vc
