#include "app/issue_batch.hpp"

#include "app/certificate.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "openbadges/disclosure.hpp"
#include "openbadges/rulebook.hpp"
#include "openbadges/withholdable.hpp"
#include "proof/did_key.hpp"
#include "proof/local_resolver.hpp"
#include "proof/selective_disclosure.hpp"
#include "vc/verify.hpp"

namespace cairn::app {
namespace {

domain::AwardFields award_of(const PeopleRow& person, Instant now) {
  domain::AwardFields fields;
  fields.learner = {person.name, person.email, person.learner_id};
  fields.awarded = person.awarded ? start_of_day(*person.awarded) : Instant{now.seconds, 0};
  fields.results = person.results;
  if (!person.evidence_url.empty()) fields.evidence.push_back({person.evidence_url, "", "", "", ""});
  return fields;
}

proof::ProofConfiguration configuration_of(const std::string& cryptosuite, const std::string& method, Instant created) {
  proof::ProofConfiguration out;
  out.cryptosuite = cryptosuite;
  out.verification_method = method;
  out.created = created;
  return out;
}

// A learner named by a did:key or did:jwk brings the key along; other ids name no key, or one that may change.
std::optional<crypto::PublicKey> key_of_learner(const json::Value& document) {
  const json::Value* subject = document.find("credentialSubject");
  const std::string_view id = subject == nullptr ? std::string_view{} : subject->text_of("id");
  const auto found = id.starts_with("did:jwk:") ? proof::compute_did_jwk(id) : proof::compute_did_key(id);
  if (!found || found->methods.empty()) return std::nullopt;
  return found->methods.front().key;
}

// The token holds the whole credential, so it has another ending.
std::string file_name_of(const store::Intent& intent, std::string_view proof) {
  std::string name = credential_file_name(intent.learner_name, intent.code);
  if (!proof.starts_with('{') && !proof.starts_with('[')) name.replace(name.rfind(".json"), 5, ".sd-jwt");
  return name;
}

openbadges::StatusSlot status_slot(const GivenSlot& given) {
  return {std::string(given.list_url), given.claim.slot, std::string(store::purpose_word(given.purpose))};
}

void refuse(IssueRow& row, const Error& error) {
  row.person.problems.push_back({error.code, "", "", "", error.detail + (error.hint.empty() ? "" : ". " + error.hint)});
}

}  // namespace

const store::Intent* IssueBatch::issuance_of(const IssueRow& row) const {
  if (row.recorded) return &row.recorded->intent;
  return row.intent ? &intents[*row.intent] : nullptr;
}

BatchWorker::BatchWorker(const IssueJob& job)
    : job_(job), loader_(job.ports.make_loader()), engine_(*loader_), names_(job.ports.entropy), scratch_(256 * 1024) {}

vc::IssuePolicy BatchWorker::policy() { return {openbadges::all_rulebooks(), loader_.get()}; }

void BatchWorker::build(IssueBatch& batch) {
  for (IssueRow& row : batch.rows) {
    if (!row.person.problems.empty()) continue;
    const bool is_new = !row.recorded;
    if (!is_new && row.recorded->state != store::IssuanceState::prepared) continue;
    const Result<void> done = is_new ? build_row(row, batch) : recheck_row(row, batch.arena);
    if (!done) refuse(row, done.error());
  }
}

Result<void> BatchWorker::build_row(IssueRow& row, IssueBatch& batch) {
  const Instant now = job_.ports.clock.now();
  CAIRN_TRY(const domain::Award award, domain::make_award(job_.terms.definition, award_of(row.person, now)));
  FreshNames names = names_.make(now);
  openbadges::IssuingFacts facts;
  facts.credential_id =
      job_.terms.base_url.empty() ? "urn:uuid:" + store::to_text(names.id) : job_.terms.base_url + "/c/" + names.code;
  facts.valid_from = award->awarded;
  facts.salt = std::move(names.salt);
  if (row.slot) facts.status = status_slot(*row.slot);
  CAIRN_TRY(const json::Value document, openbadges::to_unsecured(job_.definition, award, facts, batch.arena));
  CAIRN_TRY(vc::Prepared permit, vc::prepare({document}, policy()));
  store::Intent intent;
  intent.id = names.id;
  intent.code = std::move(names.code);
  intent.row_key = row.key;
  intent.row_digest = row.digest;
  intent.learner_name = row.person.name;
  intent.created = {now.seconds, 0};
  if (row.slot) intent.status = row.slot->claim;
  intent.unsigned_document.reserve(document_bytes_);
  json::write(document, intent.unsigned_document);
  document_bytes_ = intent.unsigned_document.size() + 64;
  row.intent = batch.intents.size();
  batch.intents.push_back(std::move(intent));
  row.permit = std::move(permit);
  return {};
}

// An earlier run recorded the intent and was stopped before its signature: the same bytes are signed now, with the same
// time.
Result<void> BatchWorker::recheck_row(IssueRow& row, Arena& arena) {
  if (row.recorded->run.verification_method != job_.terms.key.verification_method) {
    return fail(Kind::refused, "issue.other-key",
                "an interrupted run prepared this credential for the key " + row.recorded->run.verification_method,
                "Run the command once more with that key");
  }
  CAIRN_TRY(const json::Value document, json::read(row.recorded->intent.unsigned_document, arena));
  CAIRN_TRY(vc::Prepared permit, vc::prepare({document}, policy()));
  row.permit = std::move(permit);
  return {};
}

Result<void> BatchWorker::sign(IssueBatch& batch) {
  const IssueRow* first = nullptr;
  for (IssueRow& row : batch.rows) {
    if (!row.permit) continue;
    const Result<void> done = sign_row(row, batch);
    // A document that cannot be signed is that row's trouble; a key or a program that cannot sign is everybody's.
    const bool is_about_row = !done && (done.error().kind == Kind::refused || done.error().kind == Kind::malformed ||
                                        done.error().kind == Kind::exhausted);
    if (!done && !is_about_row) return Failure(done.error());
    if (!done) {
      refuse(row, done.error());
    } else if (first == nullptr) {
      first = &row;
    }
  }
  if (first != nullptr) CAIRN_CHECK(read_back(*first, batch));
  batch.arena.reset();
  return {};
}

Result<void> BatchWorker::sign_row(IssueRow& row, IssueBatch& batch) {
  const std::string& suite = row.recorded ? row.recorded->run.cryptosuite : job_.terms.cryptosuite;
  if (suite == k_disclosable_form) return sign_as_token(row, batch);
  auto configuration = configuration_of(suite, job_.terms.key.verification_method, batch.issuance_of(row)->created);
  if (suite == proof::k_selective_suite) {
    configuration.mandatory_pointers =
        openbadges::mandatory_pointers(row.permit->document().object(), job_.terms.definition->always_shown);
  }
  scratch_.reset();
  CAIRN_TRY(const vc::SecuredDocument secured,
            vc::sign(std::move(*row.permit), engine_, *job_.terms.key.signer, configuration, scratch_));
  row.permit.reset();
  const json::Value* proof = secured.value.find("proof");
  CAIRN_ASSERT(proof != nullptr);
  row.proof = json::to_text(*proof);
  return {};
}

Result<void> BatchWorker::sign_as_token(IssueRow& row, IssueBatch& batch) {
  const json::Value document = row.permit->document();
  vc::DisclosableTerms terms;
  terms.verification_method = job_.terms.key.verification_method;
  terms.kind = openbadges::k_credential_kind;
  terms.issued = batch.issuance_of(row)->created;
  terms.holder = key_of_learner(document);
  terms.withholdable = openbadges::withholdable_places(document);
  CAIRN_TRY(row.proof, vc::sign_disclosable(std::move(*row.permit), terms, *job_.terms.key.signer, job_.ports.entropy, batch.arena));
  row.permit.reset();
  return {};
}

// As anybody else would judge it.
Result<vc::Report> BatchWorker::judge(std::string_view document, Arena& arena) {
  proof::LocalResolver resolver;
  const std::string& issuer = job_.terms.key.issuer;
  if (!issuer.starts_with("did:key:") && !issuer.starts_with("did:jwk:")) {
    proof::PublishedKey published;
    published.key = job_.terms.key.signer->public_key();
    published.method_id = job_.terms.key.verification_method;
    CAIRN_CHECK(resolver.add_document(issuer, proof::to_controller_json(issuer, {&published, 1}, arena)));
  }
  vc::VerifyPorts ports{engine_, *loader_, resolver};
  vc::VerifyPolicy policy;
  policy.at = job_.ports.clock.now();
  policy.rulebooks = openbadges::all_rulebooks();
  return vc::verify(as_bytes(document), ports, policy, arena);
}

// What was recorded must be what was signed: the joined bytes are judged.
Result<void> BatchWorker::read_back(const IssueRow& row, const IssueBatch& batch) {
  scratch_.reset();
  std::string document = store::secured_document(batch.issuance_of(row)->unsigned_document, row.proof);
  CAIRN_CHECK(make_checkable(document, scratch_));
  CAIRN_TRY(const vc::Report report, judge(document, scratch_));
  for (const vc::CheckId id : {vc::CheckId::reading, vc::CheckId::shape, vc::CheckId::signature, vc::CheckId::key}) {
    const vc::Check& check = report.check(id);
    if (check.outcome == vc::Outcome::pass) continue;
    return fail(
        Kind::corrupt, "issue.self-check",
        "the credential just signed does not pass the check \"" + std::string(vc::check_name(id)) +
            "\": " + check.detail,
        "Nothing of this batch was recorded as issued. Check that the key file is the right one; then report this.");
  }
  return {};
}

// A learner's own copy cannot be judged itself; one that shows all of it has every signature of it.
Result<void> BatchWorker::make_checkable(std::string& document, Arena& arena) {
  if (!document.starts_with('{')) return {};  // a token
  CAIRN_TRY(const json::Value secured, json::read(document, arena));
  if (proof::disclosure_state(secured) != proof::DisclosureState::base) return {};
  static const std::vector<std::string> k_everything = {""};
  CAIRN_TRY(const json::Value shown, proof::derive_proof(engine_, secured, k_everything, arena));
  document = json::to_text(shown);
  return {};
}

// A new row's code makes its file's name new; of an older one the file may be there, whole or damaged.
Result<void> BatchWorker::write_file(const IssueRow& row, const std::string& name, std::string_view contents) const {
  if (row.intent) return job_.folder->write_new(name, contents);
  CAIRN_CHECK(job_.folder->ensure(name, contents));
  return {};
}

Result<void> BatchWorker::write(IssueBatch& batch) {
  if (job_.folder == nullptr) return {};
  for (IssueRow& row : batch.rows) {
    if (row.status == RowStatus::skipped) continue;
    const store::Intent& intent = *batch.issuance_of(row);
    const std::string document = store::secured_document(intent.unsigned_document, row.proof);
    std::string name = file_name_of(intent, row.proof);
    CAIRN_CHECK(write_file(row, name, document));
    if (job_.picture != nullptr) {
      CAIRN_TRY(const std::string picture, job_.picture->with(document));
      const std::string stem = name.substr(0, name.rfind('.'));
      CAIRN_CHECK(write_file(row, stem + std::string(job_.picture->extension()), picture));
    }
    row.file = std::move(name);
    if (!job_.certificates_by.empty()) CAIRN_CHECK(write_certificate(row, document, batch.arena));
  }
  return {};
}

// One that is there already was drawn from the same bytes: a credential never changes.
Result<void> BatchWorker::write_certificate(IssueRow& row, std::string_view document, Arena& arena) {
  const std::string name = row.file.substr(0, row.file.rfind('.')) + ".pdf";
  if (row.state != store::SlotState::clear) {
    row.person.notes.push_back(std::string("no certificate: the credential is ") + (row.state == store::SlotState::revoked ? "revoked" : "suspended"));
    return {};
  }
  if (job_.folder->holds(name)) return {};
  arena.reset();
  CAIRN_TRY(const vc::Report report, judge(document, arena));
  const Result<Bytes> certificate = make_certificate({document, report, row.file, job_.certificates_by});
  if (certificate) return job_.folder->replace(name, as_text(*certificate));
  // An award of next week is issued but not valid yet: its certificate can be drawn then.
  if (certificate.error().kind != Kind::refused) return Failure(certificate.error());
  row.person.notes.push_back("no certificate yet: " + certificate.error().detail);
  return {};
}

}  // namespace cairn::app
