#include "openbadges2/shape.hpp"

#include <string>

#include "openbadges2/moment.hpp"
#include "vc/credential_view.hpp"

namespace cairn::openbadges2 {
namespace {

using vc::Place;
using vc::Rule;
using vc::Severity;

constexpr std::string_view k_assertion = "Open Badges 2.0 \"Assertion\"";
constexpr std::string_view k_linked = "Open Badges 2.0 \"Data Validation\"";
constexpr Rule k_older_form{"ob2.older-form", "Open Badges 3.0 \"Introduction\"", Severity::warning, Severity::warning};
constexpr Rule k_required{"ob2.required", k_assertion};
constexpr Rule k_recipient{"ob2.recipient", "Open Badges 2.0 \"IdentityObject\""};
constexpr Rule k_verification{"ob2.verification", "Open Badges 2.0 \"VerificationObject\""};
constexpr Rule k_date{"ob2.date", "Open Badges 2.0 \"DateTime\""};
constexpr Rule k_date_order{"ob2.date-order", k_assertion};
constexpr Rule k_image{"ob2.image", k_assertion};
constexpr Rule k_advised{"ob2.advised", "Open Badges 2.0 \"BadgeClass\", \"Profile\"", Severity::warning, Severity::warning};
constexpr Rule k_not_found{"ob2.linked-not-found", k_linked, Severity::unknown, Severity::unknown};
constexpr Rule k_linked_id{"ob2.linked-id", k_linked};
constexpr Rule k_file_differs{"ob2.file-differs", "Open Badges 2.0 \"HostedBadge Verification\"", Severity::warning, Severity::warning};
constexpr std::string_view k_ask = "Ask the issuer for a corrected badge.";

class Inspector {
 public:
  Inspector(const Badge& badge, const Standing& standing, vc::Findings& findings)
      : badge_(badge), standing_(standing), chain_(standing.chain), assertion_(chain_.assertion), findings_(findings) {}

  void run() {
    findings_.add(k_older_form, root_, "it is a badge of Open Badges " + std::string(version_name(chain_.version)) + ", an older form",
                  "It can be used as it is; new badges are written to Open Badges 3.0.");
    if (!standing_.remark.empty()) {
      findings_.add(k_file_differs, root_.member(standing_.remark), "the issuer's site says something else here, and that counts",
                    "Ask for the badge as it is now.");
    }
    const json::Value* revoked = assertion_.find("revoked");
    if (revoked != nullptr && revoked->is_true()) return;  // may be stripped down to its id
    check_assertion();
    check_linked(chain_.badge_class, root_.member("badge"), "what the badge is for");
    check_linked(chain_.profile, root_.member("issuer"), "the issuer's profile");
    check_badge_class();
    check_profile();
  }

 private:
  void add(const Rule& rule, const Place& place, std::string detail) { findings_.add(rule, place, std::move(detail), std::string(k_ask)); }

  void require(std::string_view name) {
    if (assertion_.find(name) == nullptr) add(k_required, root_, std::string(name) + " is missing");
  }

  void check_assertion() {
    const bool has_id = chain_.version == Version::v2_0 || chain_.version == Version::v1_1;
    if (has_id && assertion_.text_of("id").empty()) add(k_required, root_, "id is missing");
    check_dates();
    if (chain_.version == Version::v0_5) return;
    require("badge");
    require("issuedOn");
    check_recipient();
    check_verification();
    const json::Value* image = assertion_.find("image");
    if (reference_of(image).starts_with("data:")) {
      add(k_image, root_.member("image"), "the image stands in the assertion as data, where only its address may");
    }
  }

  void check_recipient() {
    const json::Value* recipient = assertion_.find("recipient");
    if (recipient == nullptr) return add(k_required, root_, "recipient is missing");
    const Place place = root_.member("recipient");
    if (!recipient->is_object()) return add(k_recipient, place, "recipient is no object");
    const std::string_view identity = recipient->text_of("identity");
    if (identity.empty()) add(k_recipient, place, "recipient has no identity");
    if (recipient->find("type") == nullptr) add(k_recipient, place, "recipient does not say what its identity is");
    const json::Value* hashed = recipient->find("hashed");
    if (hashed != nullptr && !hashed->is_boolean()) return add(k_recipient, place.member("hashed"), "hashed is neither true nor false");
    if (hashed != nullptr && hashed->is_true() && !identity.empty() && identity.find('$') == std::string_view::npos) {
      add(k_recipient, place.member("identity"), "the identity is called hashed, and names no hash");
    }
  }

  void check_verification() {
    const json::Value* verification = verification_of(assertion_);
    if (verification == nullptr) return add(k_required, root_, "verification is missing");
    const bool is_hosted = vc::holds_type(*verification, "HostedBadge") || vc::holds_type(*verification, "hosted");
    if (!is_hosted && !says_signed(assertion_)) {
      add(k_verification, root_.member("verification"), "its type is neither HostedBadge nor SignedBadge");
    } else if (is_hosted && !badge_.token.empty()) {
      add(k_verification, root_.member("verification"), "it comes signed, and says that it is hosted");
    }
  }

  // out: the moment; nothing when the member is missing or cannot be read, which is found here
  std::optional<Instant> moment(std::string_view name, Edge edge) {
    const json::Value* value = assertion_.find(name);
    if (value == nullptr) return std::nullopt;
    const auto out = read_moment(*value, chain_.version, edge);
    if (!out) add(k_date, root_.member(name), std::string(name) + " is no date and time as the standard writes them");
    return out;
  }

  void check_dates() {
    const auto issued = moment(chain_.version == Version::v0_5 ? "issued_on" : "issuedOn", Edge::start_of_day);
    const auto expires = moment("expires", Edge::end_of_day);
    if (issued && expires && *expires < *issued) add(k_date_order, root_.member("expires"), "it expires before it was issued");
  }

  void check_linked(const Linked& linked, const Place& place, std::string_view what) {
    if (linked.source != Source::none) return;
    const bool is_wrong = linked.code == "ob2.linked-id" || linked.code == "ob2.linked-document";
    findings_.add(is_wrong ? k_linked_id : k_not_found, place, std::string(what) + " could not be had: " + linked.detail,
                  linked.hint.empty() ? std::string("Give it with --documents, or allow the network.") : linked.hint);
  }

  void advise(const Linked& linked, const Place& place, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
      if (linked.value.find(name) == nullptr) add(k_advised, place, std::string(name) + " is missing");
    }
  }

  void check_badge_class() {
    if (chain_.badge_class.source == Source::none) return;
    const Place place = root_.member("badge");
    if (vc::text_member(chain_.badge_class.value, "name").empty()) add(k_required, place, "what the badge is for has no name");
    advise(chain_.badge_class, place, {"description", "image", "criteria"});
  }

  void check_profile() {
    if (chain_.profile.source == Source::none) return;
    const Place place = root_.member("issuer");
    if (chain_.version == Version::v2_0) return advise(chain_.profile, place, {"name", "url", "email"});
    advise(chain_.profile, place, {"name"});
  }

  const Badge& badge_;
  const Standing& standing_;
  const Chain& chain_;
  json::Value assertion_;
  vc::Findings& findings_;
  Place root_;
};

}  // namespace

std::vector<vc::Finding> inspect(const Badge& badge, const Standing& standing) {
  std::vector<vc::Finding> out;
  vc::Findings findings("ob2", vc::Phase::verifying, out);
  Inspector(badge, standing, findings).run();
  return out;
}

}  // namespace cairn::openbadges2
