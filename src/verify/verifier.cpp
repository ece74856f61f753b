#include "verify/verifier.hpp"

#include <algorithm>
#include <utility>

#include "json/read.hpp"
#include "json/write.hpp"
#include "openbadges/enclosed.hpp"
#include "openbadges/rulebook.hpp"
#include "openbadges2/verify.hpp"
#include "proof/did_key.hpp"
#include "proof/sd_jwt_present.hpp"
#include "proof/selective_disclosure.hpp"

namespace cairn::verify {
namespace {

std::vector<proof::VerificationMethodResolver*> in_turn(proof::LocalResolver& given, proof::LocalResolver& own,
                                                        proof::VerificationMethodResolver* web) {
  std::vector<proof::VerificationMethodResolver*> out = {&given, &own};
  if (web != nullptr) out.push_back(web);
  return out;
}

template <class Counted, class Inner>
std::optional<Counted> counted(Inner* inner, FetchAllowance& allowance) {
  return inner == nullptr ? std::nullopt : std::optional<Counted>(std::in_place, *inner, allowance);
}

bool is_unknown(const vc::Report& report, vc::CheckId id) { return report.check(id).outcome == vc::Outcome::unknown; }

// Whether knowing more issuers could change an answer. Reports nest at most as deep as vc::k_deepest_enclosure.
bool could_tell_more(const vc::Report& report) {
  const bool is_readable = report.format == vc::Format::embedded_proof || report.format == vc::Format::vc_jwt ||
                           report.format == vc::Format::sd_jwt;
  if (is_readable && (is_unknown(report, vc::CheckId::issuer) || is_unknown(report, vc::CheckId::key))) return true;
  return std::any_of(report.enclosed.begin(), report.enclosed.end(),
                     [](const vc::Enclosed& enclosed) { return could_tell_more(enclosed.report); });
}

vc::KnownIssuers known_by(const VerifierParts& parts) {
  std::vector<vc::TrustedIssuer> out = parts.trust.issuers;
  for (const std::string& id : parts.known_issuers) out.push_back({id, "", {}, {}, {}, {}});
  return vc::KnownIssuers::of(std::move(out));
}

}  // namespace

Verifier::Verifier(VerifierParts parts)
    : parts_(std::move(parts)),
      web_resolver_(counted<CountedResolver>(parts_.web_resolver.get(), allowance_)),
      web_documents_(counted<CountedDocuments>(parts_.web_documents.get(), allowance_)),
      own_lists_(parts_.own_list, web_documents_ ? &*web_documents_ : nullptr),
      shelf_(&own_lists_),
      given_documents_(shelf_),
      chain_(in_turn(given_keys_, own_keys_, web_resolver_ ? &*web_resolver_ : nullptr)),
      resolver_(chain_),
      engine_(*parts_.contexts),
      known_(known_by(parts_)) {
  resolver_.use(known_);
  if (parts_.other_contexts != nullptr) other_engine_.emplace(*parts_.other_contexts);
}

vc::Report Verifier::verify(ByteView file, const VerifyQuestion& question) {
  const Unpacked unpacked = unpack(file);
  if (unpacked.carrier == vc::Carrier::none) return verify_document(file, question);
  vc::Report report = verify_carried(unpacked.content, question);
  report.carrier = unpacked.carrier;
  if (!unpacked.older) return report;
  vc::Report older = verify_carried(*unpacked.older, question);
  older.carrier = unpacked.carrier;
  report.enclosed.push_back({"credential", "", std::move(older)});
  return report;
}

vc::Report Verifier::verify_carried(const Carried& carried, const VerifyQuestion& question) {
  const bool is_address = carried.problem && !carried.address.empty();
  vc::Report report;  // stays empty, and undetermined, while there is nothing to judge
  if (!carried.problem || is_address) report = verify_document(as_bytes(is_address ? carried.address : carried.text), question);
  // An address whose host could not be asked says no more than that it is one.
  const bool is_open = !is_address || report.check(vc::CheckId::reading).outcome == vc::Outcome::unknown;
  if (carried.problem && is_open && report.verdict != vc::Verdict::invalid) {
    report = vc::report_unread(*carried.problem, policy_for(question));
    report.format = carried.format;
    return report;
  }
  std::string& detail = report.checks.front().detail;
  detail.insert(0, carried.origin + " ");
  return report;
}

vc::Report Verifier::verify_document(ByteView document, const VerifyQuestion& question) {
  vc::Report report = judge(document, question);
  if (could_tell_more(report) && learn_own_issuers()) report = judge(document, question);
  if (parts_.pins && remember_key(report, question.at)) report = judge(document, question);
  return report;
}

// A did:key is its key; of the others, the first key seen is kept, and a later one when that was asked for.
bool Verifier::remember_key(const vc::Report& report, Instant now) {
  if (!report.key_used || !report.summary) return false;
  const std::string& issuer = report.summary->issuer_id;
  if (issuer.starts_with("did:key:") || issuer.starts_with("did:jwk:") || parts_.pins->contains(issuer, *report.key_used)) return false;
  const bool is_change = parts_.pins->first_of(issuer) != nullptr;
  if (is_change && parts_.new_keys == NewKeys::reported) return false;
  const vc::PinnedKey pin{issuer, *report.key_used, Instant{now.seconds, 0}};
  parts_.pins->add(pin);
  if (parts_.remember_key) parts_.remember_key(pin);
  return is_change;
}

Result<std::string> Verifier::presentable(std::string document) {
  arena_.reset();
  if (!document.starts_with('{') && document.find('~') != std::string::npos) {
    CAIRN_TRY(const proof::SdJwt token, proof::open_sd_jwt(arena_.copy(document), arena_));
    return proof::select_disclosures(token, {});
  }
  const auto secured = json::read(document, arena_);
  if (!secured || proof::disclosure_state(*secured) != proof::DisclosureState::base) return document;
  CAIRN_TRY(const json::Value copy, proof::derive_proof(engine_, *secured, {}, arena_));
  return json::to_text(copy);
}

vc::Report Verifier::judge(ByteView document, const VerifyQuestion& question) {
  arena_.reset();
  allowance_.renew();
  if (const auto badge = openbadges2::recognise(document, arena_)) {
    return openbadges2::verify(*badge, &shelf_, {question.at, &known_, question.recipient}, arena_);
  }
  vc::VerifyPorts ports = this->ports();
  const vc::VerifyPolicy policy = policy_for(question);
  const Bundle bundle = read_bundle(document, arena_);
  vc::Report report = bundle.award ? vc::verify_document(*bundle.award, ports, policy, arena_)
                                   : vc::verify(document, ports, policy, arena_);
  for (const Beside& beside : bundle.endorsements) {
    report.enclosed.push_back(judge_beside(beside, report, question));
    // Whoever made the bundle chose how many there are.
    if (!vc::used_up_work(report.enclosed.back().report)) continue;
    report.enclosed.push_back({std::string(vc::k_endorsement_role), "", vc::not_looked_at("enclosed.work-limit"), ""});
    break;
  }
  for (const std::string& bytes : question.endorsements) {
    report.enclosed.push_back(judge_beside({"", {}, as_bytes(bytes)}, report, question));
  }
  return report;
}

vc::Enclosed Verifier::judge_beside(const Beside& beside, const vc::Report& award, const VerifyQuestion& question) {
  vc::VerifyPorts ports = this->ports();
  vc::VerifyPolicy policy = policy_for(question);
  policy.recipient.reset();  // what is endorsed is no person to compare with
  vc::Enclosed out;
  out.role = vc::k_endorsement_role;
  out.pointer = beside.pointer;
  out.report = beside.document ? vc::verify_document(*beside.document, ports, policy, arena_)
                               : vc::verify(beside.bytes, ports, policy, arena_);
  if (award.summary && out.report.summary) out.about = vc::endorsed_part(*award.summary, *out.report.summary, "");
  return out;
}

vc::VerifyPorts Verifier::ports() {
  return {engine_, *parts_.contexts, resolver_, &shelf_, other_engine_ ? &*other_engine_ : nullptr, &given_documents_,
          &status_cache_};
}

vc::VerifyPolicy Verifier::policy_for(const VerifyQuestion& question) const {
  vc::VerifyPolicy policy;
  policy.at = question.at;
  policy.rulebooks = openbadges::all_rulebooks();
  policy.known_issuers = &known_;
  policy.pins = parts_.pins ? &*parts_.pins : nullptr;
  policy.minimum_status_entries = parts_.minimum_status_entries;
  policy.recipient = question.recipient;
  policy.nonce = question.nonce;
  policy.audience = question.audience;
  policy.find_enclosed = openbadges::find_enclosed;
  return policy;
}

// A database that cannot be read makes nothing valid and nothing invalid: the issuer then simply stays unknown.
bool Verifier::learn_own_issuers() {
  if (!parts_.own_issuers || std::exchange(own_issuers_asked_, true)) return false;
  const auto records = parts_.own_issuers();
  return records && !records->empty() && learn(*records).has_value();
}

Result<void> Verifier::learn(const std::vector<OwnIssuer>& records) {
  std::map<std::string, std::vector<proof::PublishedKey>> keys;
  for (const OwnIssuer& record : records) {
    proof::PublishedKey key;
    CAIRN_TRY(key.key, crypto::parse_multikey(record.public_key));
    key.method_id = record.verification_method;
    keys[record.issuer_id].push_back(std::move(key));
    parts_.known_issuers.push_back(record.issuer_id);
  }
  known_ = known_by(parts_);
  for (const auto& [issuer, published] : keys) {
    if (issuer.starts_with("did:key:") || issuer.starts_with("did:jwk:")) continue;
    Arena arena;
    CAIRN_CHECK(own_keys_.add_document(issuer, proof::to_controller_json(issuer, published, arena)));
  }
  return {};
}

Result<std::vector<DocumentPlace>> read_document_map(std::string_view text) {
  Arena arena;
  CAIRN_TRY(const json::Value value, json::read(text, arena));
  if (!value.is_object()) {
    return fail(Kind::malformed, "verify.documents", "the list of documents is no JSON object",
                "Write it like {\"https://example.org/did.json\": \"did.json\"}.");
  }
  std::vector<DocumentPlace> out;
  for (const json::Member& member : value.object()) {
    if (!member.value.is_string()) {
      return fail(Kind::malformed, "verify.documents",
                  "the entry for " + std::string(member.name.substr(0, 200)) + " is no path",
                  "Write it like {\"https://example.org/did.json\": \"did.json\"}.");
    }
    out.push_back({std::string(member.name), std::string(member.value.text())});
  }
  return out;
}

}  // namespace cairn::verify
