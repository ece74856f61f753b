#include "app/status_publish.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/data_integrity.hpp"
#include "proof/did_key.hpp"
#include "proof/local_resolver.hpp"
#include "vc/issue.hpp"
#include "vc/status_list_credential.hpp"
#include "vc/verify.hpp"

namespace cairn::app {
namespace {

constexpr std::int64_t k_day_seconds = 86'400;
constexpr std::int64_t k_keep_ms = 3'600'000;  // how long readers may keep a copy

Result<vc::StatusListContent> read_list(std::string_view document, Arena& arena) {
  CAIRN_TRY(const json::Value value, json::read(document, arena));
  return vc::read_status_list_credential(value);
}

vc::Bitstring bits_of(const store::SlotBits& slots) {
  vc::Bitstring out = vc::Bitstring::of_size(store::k_slots_per_list);
  for (const std::uint32_t slot : slots.set) out.set(slot);
  return out;
}

bool is_due(const store::PublishedList& published, const store::SlotBits& slots, const SigningTerms& terms,
            Instant now) {
  if (terms.resign == Resign::always || slots.last_event != published.last_event) return true;
  const std::int64_t validity = published.valid_until.seconds - published.signed_at.seconds;
  return (now.seconds - published.signed_at.seconds) * 100 >= validity * terms.renew_percent;
}

// Signs lists one after another with one engine.
class ListSigner {
 public:
  ListSigner(const StatusPorts& ports, const SigningTerms& terms)
      : ports_(ports), terms_(terms), loader_(ports.make_loader()), engine_(*loader_) {}

  /// out: whether the list was signed anew
  Result<bool> sign_if_due(const store::StatusList& list) {
    const Instant now{ports_.clock.now().seconds, 0};
    CAIRN_TRY(const store::SlotBits slots, ports_.store.status_bits(ports_.tenant, list.number));
    CAIRN_TRY(const auto published, ports_.store.published_list(list.name));
    if (published && !is_due(*published, slots, terms_, now)) return false;
    const vc::Bitstring bits = bits_of(slots);
    if (published) CAIRN_CHECK(check_bits_kept(list, *published, bits));
    store::PublishedList next;
    next.last_event = slots.last_event;
    // The clock may have stepped back: a list never looks older than the one before it.
    next.signed_at = published ? std::max(now, published->signed_at) : now;
    next.valid_until = {next.signed_at.seconds + terms_.valid_days * k_day_seconds, 0};
    CAIRN_TRY(next.document, sign(list, bits, {next.signed_at, next.valid_until, k_keep_ms}));
    CAIRN_CHECK(ports_.store.record_published(ports_.tenant, list.number, next));
    return true;
  }

  /// out: the list as it stands, signed without an end; not recorded
  Result<std::string> sign_for_good(const store::StatusList& list) {
    CAIRN_TRY(const store::SlotBits slots, ports_.store.status_bits(ports_.tenant, list.number));
    CAIRN_TRY(const auto published, ports_.store.published_list(list.name));
    const vc::Bitstring bits = bits_of(slots);
    if (published) CAIRN_CHECK(check_bits_kept(list, *published, bits));
    const Instant now{ports_.clock.now().seconds, 0};
    return sign(list, bits, {published ? std::max(now, published->signed_at) : now, std::nullopt, 0});
  }

 private:
  struct Validity {
    Instant from;
    std::optional<Instant> until;
    std::int64_t ttl_ms;
  };

  Result<void> check_bits_kept(const store::StatusList& list, const store::PublishedList& published,
                               const vc::Bitstring& bits) {
    if (list.scope.purpose != store::StatusPurpose::revocation) return {};
    arena_.reset();
    CAIRN_TRY(const vc::StatusListContent before, read_list(published.document, arena_));
    if (before.list.is_within(bits)) return {};
    return fail(Kind::corrupt, "status.lost-bits",
                "the list " + list.name + " as published holds revocations that the database has lost",
                "Do not publish. Restore the newest backup, or run cairn status new-epoch with the published lists.");
  }

  Result<std::string> sign(const store::StatusList& list, const vc::Bitstring& bits, const Validity& validity) {
    arena_.reset();
    vc::StatusListFacts facts;
    facts.url = store::status_list_url(list.scope, list.name);
    facts.issuer_id = list.scope.issuer_id;
    facts.purpose = store::purpose_word(list.scope.purpose);
    facts.valid_from = validity.from;
    facts.valid_until = validity.until;
    facts.ttl_ms = validity.ttl_ms;
    CAIRN_TRY(const json::Value document, vc::to_status_list_credential(facts, bits, arena_));
    const vc::Rulebook* const rulebooks[] = {&vc::vcdm2_rulebook(), &vc::house_rulebook()};
    CAIRN_TRY(vc::Prepared permit, vc::prepare({document}, {rulebooks, loader_.get()}));
    proof::ProofConfiguration configuration;
    configuration.cryptosuite = terms_.cryptosuite;
    configuration.verification_method = terms_.key.verification_method;
    configuration.created = validity.from;
    CAIRN_TRY(const vc::SecuredDocument secured,
              vc::sign(std::move(permit), engine_, *terms_.key.signer, configuration, arena_));
    std::string text = json::to_text(secured.value);
    CAIRN_CHECK(read_back(text, bits, validity.from));
    return text;
  }

  // What is published must be what was meant: signature, key and every bit.
  Result<void> read_back(const std::string& text, const vc::Bitstring& bits, Instant at) {
    proof::LocalResolver resolver;
    const std::string& issuer = terms_.key.issuer;
    if (!issuer.starts_with("did:key:") && !issuer.starts_with("did:jwk:")) {
      proof::PublishedKey key;
      key.key = terms_.key.signer->public_key();
      key.method_id = terms_.key.verification_method;
      CAIRN_CHECK(resolver.add_document(issuer, proof::to_controller_json(issuer, {&key, 1}, arena_)));
    }
    vc::VerifyPorts ports{engine_, *loader_, resolver};
    vc::VerifyPolicy policy;
    policy.at = at;
    const vc::Report report = vc::verify(as_bytes(text), ports, policy, arena_);
    CAIRN_TRY(const vc::StatusListContent content, read_list(text, arena_));
    const bool is_sound = report.check(vc::CheckId::signature).outcome == vc::Outcome::pass &&
                          report.check(vc::CheckId::key).outcome == vc::Outcome::pass &&
                          content.list.bytes() == bits.bytes();
    if (is_sound) return {};
    return fail(Kind::corrupt, "issue.self-check", "the status list just signed does not pass our own verification",
                "Nothing was published. Check that the key file is the right one; then report this.");
  }

  const StatusPorts& ports_;
  const SigningTerms& terms_;
  std::unique_ptr<jsonld::DocumentLoader> loader_;
  proof::Engine engine_;
  Arena arena_;
};

std::string file_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A file that knows more than the database means that the database is the older one.
Result<void> check_not_ahead(const std::string& place, const std::string& standing, const std::string& next,
                             store::StatusPurpose purpose) {
  Arena arena;
  const auto there = read_list(standing, arena);
  if (!there) return {};  // no list of ours, or damaged: it is replaced
  CAIRN_TRY(const vc::StatusListContent ours, read_list(next, arena));
  const bool is_newer = there->valid_from > ours.valid_from;
  const bool knows_more = purpose == store::StatusPurpose::revocation && !there->list.is_within(ours.list);
  if (!is_newer && !knows_more) return {};
  return fail(Kind::conflict, "status.folder-ahead",
              place + " is newer than what the database knows: was the database restored from a backup?",
              "Run cairn status new-epoch --published FOLDER first: it takes over what is published.");
}

}  // namespace

Result<SignedLists> sign_status_lists(const StatusPorts& ports, const SigningTerms& terms) {
  SignedLists out;
  ListSigner signer(ports, terms);
  CAIRN_TRY(const auto lists, ports.store.status_lists(ports.tenant));
  for (const store::StatusList& list : lists) {
    if (list.scope.issuer_id != terms.key.issuer) {
      ++out.of_others;
      continue;
    }
    ++out.lists;
    CAIRN_TRY(const bool is_new, signer.sign_if_due(list));
    if (is_new) ++out.signed_anew;
  }
  return out;
}

Result<std::vector<FinalList>> sign_final_lists(const StatusPorts& ports, const SigningTerms& terms) {
  std::vector<FinalList> out;
  ListSigner signer(ports, terms);
  CAIRN_TRY(const auto lists, ports.store.status_lists(ports.tenant));
  for (const store::StatusList& list : lists) {
    if (list.scope.issuer_id != terms.key.issuer) continue;
    CAIRN_TRY(std::string document, signer.sign_for_good(list));
    out.push_back({list.number, std::move(document)});
  }
  return out;
}

Result<WrittenLists> write_status_lists(store::Store& store, store::TenantId tenant, const OutputFolder& folder) {
  WrittenLists out;
  CAIRN_TRY(const auto lists, store.status_lists(tenant));
  for (const store::StatusList& list : lists) {
    CAIRN_TRY(const auto published, store.published_list(list.name));
    if (!published) continue;
    ++out.lists;
    const std::string name = list.name + ".json";
    const std::string place = folder.path() + "/" + name;
    const std::string standing = file_of(place);
    if (standing == published->document) continue;
    if (!standing.empty()) CAIRN_CHECK(check_not_ahead(place, standing, published->document, list.scope.purpose));
    CAIRN_CHECK(folder.replace(name, published->document));
    ++out.written;
  }
  if (out.written > 0) CAIRN_CHECK(folder.sync());
  return out;
}

}  // namespace cairn::app
