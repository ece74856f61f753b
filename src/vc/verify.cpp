#include "vc/verify.hpp"

#include <algorithm>

#include "proof/jwt_claims.hpp"
#include "proof/selective_disclosure.hpp"
#include "proof/vc_jwt.hpp"
#include "vc/credential_view.hpp"
#include "vc/enclosed.hpp"
#include "vc/reading.hpp"
#include "vc/schema_check.hpp"
#include "vc/sd_jwt_checks.hpp"
#include "vc/single_checks.hpp"

namespace cairn::vc {
namespace {

constexpr Rule k_missing_claims{"jwt.missing-claims", "Open Badges 3.0 \"JSON Web Token Proof Format\"", Severity::error, Severity::warning};

Check not_checked(CheckId id, std::string_view why) {
  return {id, Outcome::unknown, std::string(check_name(id)) + ".not-checked", std::string(why), ""};
}

// Fill in everything from `first` on.
void leave_open(Report& report, const VerifyPolicy& policy, CheckId first, std::string_view why) {
  for (auto id = static_cast<std::size_t>(first); id < k_check_count; ++id) {
    const auto check = static_cast<CheckId>(id);
    report.checks.push_back(check == CheckId::recipient && !policy.recipient ? check_recipient({}, std::nullopt) : not_checked(check, why));
  }
}

// When a token says it was signed.
std::optional<Instant> signing_time(const json::Value& claims) {
  const auto seconds = proof::read_numeric_date(claims, "iat");
  return seconds && *seconds ? std::optional(Instant{**seconds, 0}) : std::nullopt;
}

// A token from the future was made by a clock that is wrong, or to be taken for a newer one.
Check dates_of_token(const json::Value& claims, Check dates, Instant at) {
  const std::optional<Instant> made = signing_time(claims);
  if (dates.outcome == Outcome::fail || !made || made->seconds <= at.seconds + proof::k_clock_skew_seconds) return dates;
  return {CheckId::dates, Outcome::fail, "dates.signed-later",
          "It says that it was signed at " + format_instant(*made) + ", which is later than the time of judgement.",
          "Compare your clock with the issuer's, or ask the issuer for a corrected credential."};
}

// How deep inside other documents a document stands, and what may still be looked at.
struct Descent {
  int depth = 0;
  EnclosedAllowance* allowance = nullptr;
};

// One document on its way through the checks.
class Examination {
 public:
  Examination(VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena, Descent descent)
      : ports_(ports), policy_(policy), arena_(arena), descent_(descent) {}

  Report run(const Reading& reading) {
    report_.checks.reserve(k_check_count);
    report_.format = reading.format;
    report_.checks.push_back(reading.check);
    if (reading.check.outcome != Outcome::pass) {
      give_up(CheckId::shape, "The file could not be read, so this was not checked.");
    } else if (reading.format == Format::vc_jwt) {
      examine_token(reading.token);
    } else if (reading.format == Format::sd_jwt) {
      examine_sd_jwt(reading.token);
    } else {
      examine_document(reading.document);
    }
    report_.verdict = judge(report_.checks);
    return std::move(report_);
  }

 private:
  void give_up(CheckId first, std::string_view why) { leave_open(report_, policy_, first, why); }

  proof::VerifyOptions proof_options() const {
    proof::VerifyOptions options;
    options.at = policy_.at;
    return options;
  }

  void examine_document(const json::Value& document) {
    const bool is_part = proof::disclosure_state(document) == proof::DisclosureState::derived;
    if (is_part) report_.extent = Extent::part;
    const Phase phase = is_part ? Phase::verifying_part : Phase::verifying;
    report_.findings = lint(document, {policy_.rulebooks, phase, &ports_.contexts, nullptr});
    report_.checks.push_back(check_shape(report_.findings));
    ProofAnswer answer = ask(ports_.engine, document);
    if (answer.signature.outcome != Outcome::pass && ports_.other_texts != nullptr) {
      ProofAnswer other = ask(*ports_.other_texts, document);
      if (other.signature.outcome == Outcome::pass) answer = std::move(other);
    }
    if (is_part && answer.signature.outcome == Outcome::pass) report_.extent = Extent::part;
    add_proofs(std::move(answer));
    examine_content(document);
  }

  ProofAnswer ask(proof::Engine& engine, const json::Value& document) {
    const auto proofs = proof::verify_proofs(engine, document, ports_.resolver, proof_options(), arena_);
    if (proofs) return judge_proofs(*proofs, issuer_id(document));
    const Error& error = proofs.error();
    return {{CheckId::signature, Outcome::unknown, error.code, error.detail, error.hint},
            not_checked(CheckId::key, "Whether the key belongs to the issuer could not be checked."), {}};
  }

  void examine_token(std::string_view token) {
    const auto jwt = proof::verify_vc_jwt(token, ports_.resolver, proof_options(), arena_);
    if (!jwt) return give_up_token(jwt.error());
    report_.findings = lint(jwt->credential, {token_rulebooks(), Phase::verifying, nullptr, nullptr});
    add_missing_claims(*jwt);
    report_.checks.push_back(check_shape(report_.findings));
    add_proofs(judge_proofs({jwt->finding}, issuer_id(jwt->credential)));
    use_.signed_at = signing_time(jwt->claims);
    examine_content(jwt->credential);
    Check& dates = report_.checks[static_cast<std::size_t>(CheckId::dates)];
    dates = dates_of_token(jwt->claims, std::move(dates), policy_.at);
    examine_token_status(jwt->claims, issuer_id(jwt->credential));
  }

  void give_up_token(const Error& error) {
    const bool is_broken = error.kind == Kind::malformed || error.kind == Kind::refused;
    report_.checks.front() = {CheckId::reading, is_broken ? Outcome::fail : Outcome::unknown, error.code,
                              "The token cannot be read: " + error.detail + ".", error.hint};
    give_up(CheckId::shape, "The token could not be read, so this was not checked.");
  }

  // The rules of the data model's rulebooks are not asked: what they want to see may be withheld.
  void examine_sd_jwt(std::string_view text) {
    proof::VerifyOptions options = proof_options();
    options.domain = policy_.audience;
    options.challenge = policy_.nonce;
    const auto token = proof::verify_sd_jwt_vc(text, {ports_.resolver, ports_.documents}, options, arena_);
    if (!token) return give_up_token(token.error());
    const auto credential = credential_of_claims(*token, arena_);
    if (!credential) return give_up_token(credential.error());
    report_.checks.push_back(check_sd_jwt_shape(*token, *credential));
    add_proofs(judge_proofs({token->finding}, token->issuer));
    use_.signed_at = signing_time(token->token.claims);
    const bool is_signed = report_.check(CheckId::signature).outcome == Outcome::pass;
    examine_key(*credential);
    const bool is_forged = report_.check(CheckId::key).outcome == Outcome::fail;
    report_.checks.push_back(check_issuer(*credential, policy_, use_));
    report_.checks.push_back(dates_of_token(token->token.claims, check_dates(*credential, policy_.at), policy_.at));
    report_.checks.push_back(is_signed ? check_sd_jwt_status(*token, *credential, ports_, policy_, arena_)
                                       : not_checked(CheckId::status, "Without a signature that fits, the status is not looked up."));
    report_.checks.push_back(check_sd_jwt_recipient(*token, *credential, policy_));
    if (is_signed && !is_forged) report_.summary = summarize(*credential);
    if (policy_.find_enclosed != nullptr) examine_enclosed(*credential);
  }

  // A token's signature covers its bytes, whatever contexts they name: the rules of contexts do not apply.
  std::span<const Rulebook* const> token_rulebooks() {
    for (const Rulebook* rulebook : policy_.rulebooks) {
      if (rulebook->name != house_rulebook().name) token_rulebooks_.push_back(rulebook);
    }
    return token_rulebooks_;
  }

  void add_missing_claims(const proof::VcJwt& jwt) {
    if (jwt.profile != proof::JwtProfile::open_badges) return;
    Findings findings("vc-jwt", Phase::verifying, report_.findings);
    for (const std::string& claim : jwt.missing_claims) {
      findings.add(k_missing_claims, Place{}, "the token lacks the claim " + claim, "The issuer should add it.");
    }
  }

  // A token may name a status list of its own kind beside, or in place of, the credential's.
  void examine_token_status(const json::Value& claims, std::string_view issuer) {
    const json::Value* status = claims.find("status");
    if (status == nullptr || report_.check(CheckId::signature).outcome != Outcome::pass) return;
    Check& own = report_.checks[static_cast<std::size_t>(CheckId::status)];
    own = worse_of(std::move(own), check_token_list(issuer, *status, ports_, policy_, arena_));
  }

  // Whoever asked for an answer to a nonce is not to be content with a copy that carries none.
  Check unbound(Check person) const {
    if ((!policy_.nonce && !policy_.audience) || person.outcome == Outcome::fail) return person;
    return {CheckId::recipient, Outcome::unknown, "recipient.not-bound", "This form carries no proof that its holder presents it, so nonce and audience cannot be checked.",
            "Ask the holder for a presentation of a token (.sd-jwt), or check without them."};
  }

  void add_proofs(ProofAnswer answer) {
    report_.checks.push_back(std::move(answer.signature));
    report_.checks.push_back(std::move(answer.key));
    use_ = std::move(answer.use);
  }

  // The key itself matters only to those who list or remember keys.
  void examine_key(const json::Value& credential) {
    const TrustedIssuer* entry = policy_.known_issuers == nullptr ? nullptr : policy_.known_issuers->find(issuer_id(credential));
    const bool has_keys = entry != nullptr && !entry->keys.empty();
    if ((!has_keys && policy_.pins == nullptr) || report_.check(CheckId::key).outcome == Outcome::fail) return;
    if (report_.check(CheckId::signature).outcome != Outcome::pass) return;
    if (!use_.signed_at) use_.signed_at = stated_time(credential);
    Check& key = report_.checks[static_cast<std::size_t>(CheckId::key)];
    if (has_keys) judge_key_history(*entry, use_, key);
    if (use_.key && key.outcome == Outcome::pass) report_.key_used = pin_text(*use_.key);
  }

  void examine_content(const json::Value& credential) {
    const bool is_signed = report_.check(CheckId::signature).outcome == Outcome::pass;
    examine_key(credential);
    const bool is_forged = report_.check(CheckId::key).outcome == Outcome::fail;
    report_.checks.push_back(check_issuer(credential, policy_, use_));
    report_.checks.push_back(check_dates(credential, policy_.at));
    // Addresses in a document nobody signed are not followed.
    report_.checks.push_back(is_signed ? check_status(credential, ports_, policy_, arena_)
                                       : not_checked(CheckId::status, "Without a signature that fits, the status is not looked up."));
    report_.checks.push_back(unbound(check_recipient(credential, policy_.recipient)));
    if (is_signed && ports_.schemas != nullptr && credential.find("credentialSchema") != nullptr) {
      check_named_schemas(credential, *ports_.schemas, report_.findings);
      report_.checks[static_cast<std::size_t>(CheckId::shape)] = check_shape(report_.findings);
    }
    if (is_signed && !is_forged) report_.summary = summarize(credential);
    if (policy_.find_enclosed != nullptr) examine_enclosed(credential);
  }

  // Whatever is found about the documents inside, the verdict on this one is left alone.
  void examine_enclosed(const json::Value& credential) {
    const std::vector<Enclosure> found = policy_.find_enclosed(credential);
    for (const Enclosure& enclosure : found) {
      const std::string_view reason = reason_to_stop();
      if (!reason.empty()) {
        report_.enclosed.push_back({std::string(enclosure.role), enclosure.pointer, not_looked_at(reason), ""});
        return;
      }
      report_.enclosed.push_back(examine_one(enclosure, credential));
    }
  }

  std::string_view reason_to_stop() const {
    if (descent_.depth >= k_deepest_enclosure) return "enclosed.too-deep";
    if (descent_.allowance->is_work_spent) return "enclosed.work-limit";
    return descent_.allowance->documents == 0 ? "enclosed.too-many" : "";
  }

  Enclosed examine_one(const Enclosure& enclosure, const json::Value& around) {
    --descent_.allowance->documents;
    VerifyPolicy policy = policy_;
    if (enclosure.role == k_endorsement_role) policy.recipient.reset();  // what is endorsed is no person to compare with
    const json::Value document = standing_alone(enclosure.document, around, arena_);
    const Reading reading = document.is_string() ? read_bytes(as_bytes(document.text()), arena_) : read_document(document);
    Enclosed out;
    out.role = enclosure.role;
    out.pointer = enclosure.pointer;
    out.report = Examination(ports_, policy, arena_, {descent_.depth + 1, descent_.allowance}).run(reading);
    if (used_up_work(out.report)) descent_.allowance->is_work_spent = true;
    if (enclosure.role == k_endorsement_role && report_.summary && out.report.summary) {
      out.about = endorsed_part(*report_.summary, *out.report.summary, enclosure.owner_id);
    }
    return out;
  }

  VerifyPorts& ports_;
  const VerifyPolicy& policy_;
  Arena& arena_;
  Descent descent_;
  Report report_;
  KeyUse use_;
  std::vector<const Rulebook*> token_rulebooks_;
};

}  // namespace

Report verify(ByteView bytes, VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena) {
  EnclosedAllowance allowance;
  return Examination(ports, policy, arena, {0, &allowance}).run(read_bytes(bytes, arena));
}

Report verify_document(json::Value document, VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena) {
  EnclosedAllowance allowance;
  return Examination(ports, policy, arena, {0, &allowance}).run(read_document(document));
}

Report report_unread(Check reading, const VerifyPolicy& policy) {
  CAIRN_ASSERT(reading.id == CheckId::reading && reading.outcome != Outcome::pass);
  Report out;
  out.checks.reserve(k_check_count);
  out.checks.push_back(std::move(reading));
  leave_open(out, policy, CheckId::shape, "The file could not be read, so this was not checked.");
  out.verdict = judge(out.checks);
  return out;
}

}  // namespace cairn::vc
