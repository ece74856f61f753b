#include "app/archive_verify.hpp"

#include <algorithm>

#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/did_key.hpp"
#include "proof/local_resolver.hpp"
#include "proof/selective_disclosure.hpp"

namespace cairn::app {
namespace {

using namespace archive_names;

constexpr std::size_t k_most_verifiers = 4;  // at a time: whoever made the archive chose how many issuers it has
constexpr std::string_view k_as_of = "archive.status-as-of";

bool is_self_describing(std::string_view id) { return id.starts_with("did:key:") || id.starts_with("did:jwk:"); }

std::string day(Instant instant) { return format_instant(instant).substr(0, 10); }

const vc::TrustedIssuer* find(const std::vector<vc::TrustedIssuer>& issuers, std::string_view id) {
  const auto found = std::find_if(issuers.begin(), issuers.end(), [id](const vc::TrustedIssuer& one) { return one.id == id; });
  return found == issuers.end() ? nullptr : &*found;
}

// A did:key is its key: an archive that adds another one to it is lying.
void drop_foreign_keys(vc::TrustedIssuer& issuer) {
  if (!is_self_describing(issuer.id)) return;
  const auto own = issuer.id.starts_with("did:key:") ? proof::compute_did_key(issuer.id) : proof::compute_did_jwk(issuer.id);
  std::erase_if(issuer.keys, [&](const vc::TrustedKey& key) {
    return !own || std::none_of(own->methods.begin(), own->methods.end(), [&](const proof::VerificationMethod& one) { return one.key == key.key; });
  });
}

std::string document_of(const vc::TrustedIssuer& issuer) {
  Arena arena;
  std::vector<proof::PublishedKey> keys;
  for (const vc::TrustedKey& key : issuer.keys) {
    proof::PublishedKey one;
    one.key = key.key;
    one.method_id = key.method_id;
    keys.push_back(std::move(one));
  }
  return json::to_text(proof::to_controller_json(issuer.id, keys, arena));
}

std::optional<Instant> time_in(const json::Value& document, std::string_view name) {
  const auto time = parse_date_time_stamp(document.text_of(name));
  return time ? std::optional(*time) : std::nullopt;
}

vc::Check& check_of(vc::Report& report, vc::CheckId id) { return report.checks[static_cast<std::size_t>(id)]; }

}  // namespace

namespace {

// What stands inside a document of an issuer whose keys nobody vouches for was judged with those keys at hand as well.
// A status list whose signature is checked before it is believed, and which can be taken for nothing else: for no plain list of revoked
// credentials, no hosted badge, and no description of an issuer's keys.
bool is_status_list(const json::Value& document) {
  constexpr std::string_view k_members[] = {"@context", "id", "type", "issuer", "name", "description", "validFrom", "validUntil", "issuanceDate",
                                            "expirationDate", "credentialSubject", "proof"};
  if (!document.is_object() || document.find("proof") == nullptr) return false;
  for (const json::Member& member : document.object()) {
    if (std::find(std::begin(k_members), std::end(k_members), member.name) == std::end(k_members)) return false;
  }
  return true;
}

void lower(vc::Report& report, const std::string& who) {
  for (vc::Enclosed& enclosed : report.enclosed) lower(enclosed.report, "The document around it is of an issuer whose");
  if (report.check(vc::CheckId::issuer).outcome != vc::Outcome::pass) return;
  check_of(report, vc::CheckId::issuer) = {
      vc::CheckId::issuer, vc::Outcome::unknown, "archive.unanchored", who + " keys come from the archive, which anybody could have made.",
      "Compare the archive's digest with the one made known elsewhere and give it with --digest, or name the keys in your trust list."};
  report.verdict = vc::judge(report.checks);
}

}  // namespace

ArchiveVerifier::ArchiveVerifier(const ArchiveReader& archive, ArchiveVerifierParts parts) : archive_(archive), parts_(std::move(parts)) {
  learn_issuers();
  if (auto files = archive_.documents()) files_ = std::move(*files);
}

// A damaged list is as good as none: then keys are missing, and answers stay open.
void ArchiveVerifier::learn_issuers() {
  const auto text = archive_.read(k_trust_list);
  if (!text) return;
  auto list = verify::read_trust_list(*text);
  if (!list) return;
  issuers_ = std::move(list->issuers);
  for (vc::TrustedIssuer& issuer : issuers_) drop_foreign_keys(issuer);
}

// Whom a verifier knows that may take the archive's word for one issuer.
std::vector<vc::TrustedIssuer> ArchiveVerifier::trusted_for(std::string_view issuer) const {
  std::vector<vc::TrustedIssuer> out;
  const auto speaks_for = [&](std::string_view id) { return parts_.trust.anchor == ArchiveAnchor::digest || id == issuer; };
  for (const vc::TrustedIssuer& known : parts_.trust.known.issuers) {
    const vc::TrustedIssuer* stated = find(issuers_, known.id);
    const bool needs_keys = known.keys.empty() && stated != nullptr;
    // With keys that anybody may have put there, it must not even count as keeper of another issuer's status list.
    if (needs_keys && !is_self_describing(known.id) && !speaks_for(known.id)) continue;
    out.push_back(known);
    if (needs_keys) out.back().keys = stated->keys;
  }
  for (const vc::TrustedIssuer& stated : issuers_) {
    if (speaks_for(stated.id) && find(parts_.trust.known.issuers, stated.id) == nullptr) out.push_back(stated);
  }
  return out;
}

verify::Verifier& ArchiveVerifier::verifier_for(const std::string& issuer) {
  auto found = std::find_if(verifiers_.begin(), verifiers_.end(), [&](const ForIssuer& one) { return one.issuer == issuer; });
  if (found == verifiers_.end()) {
    if (verifiers_.size() == k_most_verifiers) verifiers_.pop_back();
    found = verifiers_.insert(verifiers_.end(), {issuer, make_verifier(issuer)});
  }
  std::rotate(verifiers_.begin(), found, found + 1);
  return *verifiers_.front().verifier;
}

std::unique_ptr<verify::Verifier> ArchiveVerifier::make_verifier(const std::string& issuer) {
  verify::VerifierParts parts;
  parts.contexts = parts_.make_contexts();
  if (parts_.make_other_contexts) parts.other_contexts = parts_.make_other_contexts();
  parts.trust.issuers = trusted_for(issuer);
  parts.minimum_status_entries = parts_.minimum_status_entries;
  parts.own_list = [this](std::string_view url) { return find_list(url); };
  auto out = std::make_unique<verify::Verifier>(std::move(parts));
  for (const vc::TrustedIssuer& stated : issuers_) {
    // Who names an issuer's keys does not want others from the archive: neither for credentials nor for status lists.
    const vc::TrustedIssuer* known = find(parts_.trust.known.issuers, stated.id);
    if (is_self_describing(stated.id) || (known != nullptr && !known->keys.empty())) continue;
    (void)out->add_document({stated.id, document_of(stated)});
  }
  return out;
}

Result<std::optional<std::string>> ArchiveVerifier::find_list(std::string_view url) {
  asked_ = nullptr;
  const auto held = lists_.find(url);
  if (held != lists_.end()) {
    asked_ = &held->second;
    return std::optional(held->second.text);
  }
  const auto file = files_.find(url);
  if (file == files_.end()) {
    return fail(Kind::missing, "archive.not-held", std::string(url.substr(0, 300)) + " is not in the archive", "Nothing else is asked when an archive is given.");
  }
  CAIRN_TRY(std::string text, archive_.read(file->second));
  List list{std::move(text), {}, {}};
  Arena arena;
  const auto document = json::read(list.text, arena);
  // What nobody signed counts, on the web, by the address it is found at. In a folder it counts when somebody vouches for the folder.
  const bool is_secured = document ? is_status_list(*document) : list.text.find('.') != std::string::npos;
  if (!is_secured && parts_.trust.anchor != ArchiveAnchor::digest) {
    return fail(Kind::missing, "archive.unanchored", std::string(url.substr(0, 300)) + " is in the archive, is no signed status list, and anybody could have written it",
                "Give the archive's digest, as the issuer made it known, with --digest.");
  }
  if (document) {
    list.from = time_in(*document, "validFrom");
    list.until = time_in(*document, "validUntil");
  }
  asked_ = &lists_.emplace(std::string(url), std::move(list)).first->second;
  return std::optional(asked_->text);
}

vc::Report ArchiveVerifier::verify(ByteView file, const verify::VerifyQuestion& question) {
  asked_ = nullptr;
  vc::Report report = judge(file, question);
  if (report.check(vc::CheckId::status).code == "status.list-dates" && asked_ != nullptr) tell_as_of(file, question, report);
  if (parts_.trust.anchor == ArchiveAnchor::none) lower_unanchored(report);
  return report;
}

vc::Report ArchiveVerifier::verify_held(const std::string& credential, const verify::VerifyQuestion& question) {
  const bool may_be_selective = credential.find(proof::k_selective_suite) != std::string::npos;
  const std::optional<std::string> copy = may_be_selective ? whole_copy(credential) : std::nullopt;
  return verify(as_bytes(copy ? *copy : credential), question);
}

std::optional<std::string> ArchiveVerifier::whole_copy(std::string_view credential) {
  arena_.reset();
  const auto secured = json::read(credential, arena_);
  if (!secured || proof::disclosure_state(*secured) != proof::DisclosureState::base) return std::nullopt;
  if (engine_ == nullptr) {
    contexts_ = parts_.make_contexts();
    engine_ = std::make_unique<proof::Engine>(*contexts_);
  }
  const std::string everything[] = {""};
  const auto copy = proof::derive_proof(*engine_, *secured, everything, arena_);
  return copy ? std::optional(json::to_text(*copy)) : std::nullopt;
}

// Most credentials of an archive are of one issuer: the verifier that served the last one is asked first.
vc::Report ArchiveVerifier::judge(ByteView file, const verify::VerifyQuestion& question) {
  if (parts_.trust.anchor == ArchiveAnchor::digest) return verifier_for("").verify(file, question);
  vc::Report report = verifier_for(last_issuer_).verify(file, question);
  if (!report.summary || report.summary->issuer_id == last_issuer_) return report;
  const std::string issuer = find(issuers_, report.summary->issuer_id) != nullptr ? report.summary->issuer_id : std::string();
  if (issuer == last_issuer_) return report;
  last_issuer_ = issuer;
  return verifier_for(issuer).verify(file, question);
}

// The issuer's signature says of a list from when until when it holds. It was taken into the archive within that time.
void ArchiveVerifier::tell_as_of(ByteView file, const verify::VerifyQuestion& question, vc::Report& report) {
  if (!asked_->from || !asked_->until) return;
  const Instant then = std::clamp(archive_.manifest().made, *asked_->from, std::max(*asked_->from, *asked_->until));
  if (then > question.at) return;
  verify::VerifyQuestion before = question;
  before.at = then;
  const vc::Check found = judge(file, before).check(vc::CheckId::status);
  vc::Check& status = check_of(report, vc::CheckId::status);
  if (found.outcome == vc::Outcome::unknown) return;
  if (found.code == "status.revoked") {
    status = found;
  } else {
    const std::string_view code = found.outcome == vc::Outcome::pass ? k_as_of : "archive.suspended-as-of";
    status = {vc::CheckId::status, vc::Outcome::unknown, std::string(code),
              "As of " + day(then) + ": " + found.detail + " The archive's list ran out on " + day(*asked_->until) + "; it cannot tell what came later.",
              "Ask the issuer or its successor for a later archive, or judge as of that day: --at " + day(then) + "."};
  }
  report.verdict = vc::judge(report.checks);
}

// Reports nest at most as deep as vc::k_deepest_enclosure.
void ArchiveVerifier::lower_unanchored(vc::Report& report) const {
  if (report.summary && report.check(vc::CheckId::issuer).outcome == vc::Outcome::pass) {
    const std::string& id = report.summary->issuer_id;
    const vc::TrustedIssuer* known = find(parts_.trust.known.issuers, id);
    const bool is_anchored = known != nullptr && (is_self_describing(id) || !known->keys.empty());
    if (!is_anchored) return lower(report, known != nullptr ? "You know " + id + ", but its" : id + " is named by the archive alone, and its");
  }
  for (vc::Enclosed& enclosed : report.enclosed) lower_unanchored(enclosed.report);
}

// Whether the person who asks knows the key of a signature that fits. A key that others have had vouches for nothing, whatever date it wrote.
bool ArchiveVerifier::vouches_for(const std::string& method) const {
  const std::string signer = method.substr(0, method.find('#'));
  const vc::TrustedIssuer* known = find(parts_.trust.known.issuers, signer);
  if (known == nullptr || (known->keys.empty() && !is_self_describing(signer))) return false;
  const Instant made = archive_.manifest().made;
  return std::none_of(known->keys.begin(), known->keys.end(), [&](const vc::TrustedKey& key) {
    return key.method_id == method && (key.compromised || (key.until && *key.until < made) || (key.from && made < *key.from));
  });
}

ManifestSignature ArchiveVerifier::check_manifest(Instant at) {
  ManifestSignature out;
  Arena arena;
  const auto manifest = json::read(archive_.manifest_text(), arena);
  if (!manifest || manifest->find("proof") == nullptr) return out;
  proof::LocalResolver local;
  for (const vc::TrustedIssuer& stated : issuers_) {
    const vc::TrustedIssuer* known = find(parts_.trust.known.issuers, stated.id);
    const bool is_named = known != nullptr && !known->keys.empty();
    const auto document = json::read(arena.copy(document_of(is_named ? *known : stated)), arena);
    if (document && !is_self_describing(stated.id)) (void)local.add_document(stated.id, *document);
  }
  const auto contexts = parts_.make_contexts();
  proof::Engine engine(*contexts);
  proof::VerifyOptions options;
  options.at = at;
  const auto findings = proof::verify_proofs(engine, *manifest, local, options, arena);
  if (!findings || findings->empty()) return {ManifestSignature::State::broken, "", findings ? "it has no proof" : findings.error().detail};
  out.state = ManifestSignature::State::fits;
  for (const proof::ProofFinding& finding : *findings) {
    if (!out.by.empty()) out.by += ", ";
    out.by += finding.verification_method;
    const bool is_broken = finding.signature == proof::Outcome::fail || finding.authorised == proof::Outcome::fail;
    const bool is_open = finding.signature == proof::Outcome::unknown || finding.authorised == proof::Outcome::unknown;
    if (is_broken) out.state = ManifestSignature::State::broken;
    if (is_open && out.state == ManifestSignature::State::fits) out.state = ManifestSignature::State::open;
    if (is_broken || is_open) out.detail = finding.detail;
    if (!is_broken && !is_open && vouches_for(finding.verification_method)) out.is_vouched = true;
  }
  out.is_vouched = out.is_vouched && out.state == ManifestSignature::State::fits;
  return out;
}

bool was_valid_then(const vc::Report& report) {
  return std::all_of(report.checks.begin(), report.checks.end(), [](const vc::Check& check) {
    if (check.id == vc::CheckId::status) return check.code == k_as_of;
    return check.outcome == vc::Outcome::pass || check.code == "recipient.not-asked";
  });
}

}  // namespace cairn::app
