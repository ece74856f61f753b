#include "app/archive_export.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "app/archive_folder.hpp"
#include "app/archive_keys.hpp"
#include "app/archive_page.hpp"
#include "json/write.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "proof/data_integrity.hpp"
#include "text/csv.hpp"

namespace cairn::app {
namespace {

using namespace archive_names;

constexpr std::size_t k_page_rows = 500;
constexpr std::size_t k_rows_per_index = 10'000;

json::Value text(std::string_view value, Arena& arena) { return json::Value::string(arena.copy(value)); }
std::string document_text(json::Value value) { return json::to_text(value, json::Layout::indented) + "\n"; }

// "index-0001.csv": which credential is whose, in tables that office programs open.
class IndexWriter {
 public:
  explicit IndexWriter(ArchiveFolder& folder) : folder_(folder) {}

  Result<void> add(const store::Issuance& issuance, const std::string& file) {
    if (rows_ == 0) begin();
    writer_->add_text(issuance.intent.learner_name);
    writer_->add_text(issuance.run.definition_name);
    writer_->add_text(issuance.run.definition_version);
    writer_->add_text(format_instant(issuance.intent.created));
    writer_->add_text(issuance.intent.code);
    writer_->add_text(file);
    writer_->end_row();
    return ++rows_ == k_rows_per_index ? close() : Result<void>();
  }
  Result<void> close() {
    if (rows_ == 0) return {};
    rows_ = 0;
    std::string number = std::to_string(++files_);
    number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
    return folder_.add_private("index-" + number + ".csv", table_);
  }

 private:
  void begin() {
    table_.clear();
    writer_.emplace(table_, text::CsvFormat{',', text::CsvFormat::Mark::utf8});
    for (const std::string_view name : {"Name", "Micro-credential", "Version", "Signed", "Code", "File"}) writer_->add_text(name);
    writer_->end_row();
  }

  ArchiveFolder& folder_;
  std::string table_;
  std::optional<text::CsvWriter> writer_;
  std::size_t rows_ = 0;
  std::size_t files_ = 0;
};

class Exporter {
 public:
  Exporter(const StatusPorts& ports, const ArchiveOrder& order, ArchiveFolder& folder)
      : ports_(ports), order_(order), folder_(folder), now_{ports.clock.now().seconds, 0} {}

  Result<ArchiveDone> run(std::vector<HistoricIssuer> issuers) {
    issuers_ = std::move(issuers);
    story_.made = now_;
    story_.extent = order_.extent;
    story_.standing = order_.standing;
    for (const HistoricIssuer& one : issuers_) story_.issuers.push_back(one.issuer);
    CAIRN_CHECK(folder_.begin(story_.issuers, order_.extent));
    CAIRN_CHECK(add_lists());
    CAIRN_CHECK(add_credentials());
    CAIRN_CHECK(folder_.close_credentials());
    CAIRN_CHECK(add_keys());
    CAIRN_CHECK(add_contexts());
    CAIRN_CHECK(add_words());
    CAIRN_TRY(const std::string manifest, signed_manifest());
    CAIRN_CHECK(folder_.finish(manifest));
    done_.digest = archive_digest(manifest).hex;
    return std::move(done_);
  }

 private:
  // ---- status lists

  Result<void> add_lists() {
    std::map<std::int64_t, std::string> final_lists;
    for (const SigningTerms& terms : order_.signers) {
      if (order_.standing == ArchiveStanding::dated) {
        CAIRN_CHECK(sign_status_lists(ports_, terms));
        continue;
      }
      CAIRN_TRY(std::vector<FinalList> lists, sign_final_lists(ports_, terms));
      for (FinalList& list : lists) final_lists[list.number] = std::move(list.document);
    }
    CAIRN_TRY(const auto lists, ports_.store.status_lists(ports_.tenant));
    for (const store::StatusList& list : lists) {
      const auto found = final_lists.find(list.number);
      if (found == final_lists.end() && order_.standing == ArchiveStanding::final) return no_key(list);
      CAIRN_CHECK(found == final_lists.end() ? add_published(list) : add_list(list, found->second));
    }
    done_.lists_final = static_cast<std::int64_t>(final_lists.size());
    story_.status_lists = static_cast<std::uint64_t>(done_.lists);
    return {};
  }

  static Failure no_key(const store::StatusList& list) {
    return fail(Kind::refused, "archive.final-key", "a final archive needs lists that are signed for good, and the key of " + list.scope.issuer_id + " is not at hand",
                "Give its key file with --key, as often as there are issuers; or leave --final out.");
  }

  Result<void> add_published(const store::StatusList& list) {
    CAIRN_TRY(const auto published, ports_.store.published_list(list.name));
    CAIRN_TRY(const store::SlotBits bits, ports_.store.status_bits(ports_.tenant, list.number));
    const bool is_current = published && published->last_event == bits.last_event;
    if (!is_current && order_.stale == StaleLists::refused) {
      return fail(Kind::conflict, "archive.lists-behind",
                  "the status list " + list.name + (published ? " has changed since it was last signed" : " was never signed"),
                  "Give the issuer's key with --key, so that the list is signed as it stands. If the key is lost: --stale-lists.");
    }
    if (!is_current) ++(published ? done_.lists_behind : done_.lists_missing);
    return published ? add_list(list, published->document) : Result<void>();
  }

  Result<void> add_list(const store::StatusList& list, const std::string& document) {
    ++done_.lists;
    const std::string path = "status/" + list.name + ".json";
    lists_.emplace_back(store::status_list_url(list.scope, list.name), path);
    return folder_.add_public(path, document);
  }

  // ---- credentials

  Result<void> add_credentials() {
    CAIRN_TRY(const store::Counts before, ports_.store.count(ports_.tenant));
    const auto total = static_cast<std::uint64_t>(before.issued);
    done_.unsigned_intents = static_cast<std::uint64_t>(before.prepared);
    IndexWriter index(folder_);
    store::IssuanceId after;
    for (;;) {
      CAIRN_TRY(const std::vector<store::Issuance> page, ports_.store.issued(ports_.tenant, after, k_page_rows));
      if (page.empty()) break;
      for (const store::Issuance& issuance : page) CAIRN_CHECK(add_credential(issuance, index));
      after = page.back().intent.id;
      if (order_.on_progress) order_.on_progress(done_.credentials, total);
    }
    CAIRN_TRY(const store::Counts behind, ports_.store.count(ports_.tenant));
    if (static_cast<std::uint64_t>(behind.issued) != done_.credentials) {
      return fail(Kind::unavailable, "archive.changed", "credentials were issued while the archive was written", "Run the same command again when no issuing is under way.");
    }
    if (order_.extent == ArchiveExtent::full) {
      CAIRN_CHECK(index.close());
      CAIRN_CHECK(folder_.add_private("README.txt", private_readme()));
    }
    story_.credentials = done_.credentials;
    for (auto& [id, definition] : definitions_) story_.definitions.push_back(std::move(definition));
    std::stable_sort(story_.definitions.begin(), story_.definitions.end(),
                     [](const ArchivedDefinition& a, const ArchivedDefinition& b) { return a.name < b.name; });
    return {};
  }

  Result<void> add_credential(const store::Issuance& issuance, IndexWriter& index) {
    const store::RunFacts& run = issuance.run;
    CAIRN_TRY(const std::string file, folder_.add_credential(store::secured_document(issuance.intent.unsigned_document, issuance.proof)));
    if (order_.extent == ArchiveExtent::full) CAIRN_CHECK(index.add(issuance, file));
    ++done_.credentials;
    ArchivedDefinition& definition = definitions_[{run.definition_id, run.definition_version}];
    if (definition.credentials++ == 0) {
      definition = {run.definition_name, run.definition_version, run.definition_id, 1};
    }
    KeyUse& use = uses_[run.verification_method];
    const Instant at = issuance.intent.created;
    use.first = use.credentials == 0 ? at : std::min(use.first, at);
    use.last = use.credentials == 0 ? at : std::max(use.last, at);
    ++use.credentials;
    return {};
  }

  // ---- keys, contexts, words

  Result<void> add_keys() {
    Arena arena;
    const json::Object now = json::Object::make(arena);
    const json::Object then = json::Object::make(arena);
    for (const HistoricIssuer& issuer : issuers_) {
      const std::string name = archive_file_name(issuer.issuer.id);
      const std::string today = "did/" + name;
      const std::string historical = "did-historical/" + name;
      CAIRN_CHECK(folder_.add_public(today, to_document(issuer, DocumentTime::today, now_)));
      CAIRN_CHECK(folder_.add_public(historical, to_document(issuer, DocumentTime::all_times, now_)));
      now.add_new(arena.copy(issuer.issuer.id), text(today, arena), arena);
      then.add_new(arena.copy(issuer.issuer.id), text(historical, arena), arena);
    }
    for (const auto& [url, path] : lists_) now.add_new(arena.copy(url), text(path, arena), arena);
    CAIRN_CHECK(folder_.add_public(std::string(k_documents), document_text(now)));
    CAIRN_CHECK(folder_.add_public(std::string(k_documents_then), document_text(then)));
    CAIRN_CHECK(folder_.add_public(std::string(k_key_history), to_history_text(issuers_, uses_, now_)));
    const bool is_final = order_.standing == ArchiveStanding::final;
    std::string list = to_trust_list(issuers_, uses_, is_final ? std::optional(now_) : std::nullopt);
    if (!order_.signers.empty()) {
      const crypto::KeyFile& key = order_.signers.front().key;
      const auto loader = ports_.make_loader();
      proof::Engine engine(*loader);
      CAIRN_TRY(list, verify::sign_trust_list(list, key.verification_method, *key.signer, engine, now_));
    }
    return folder_.add_public(std::string(k_trust_list), list);
  }

  Result<void> add_contexts() {
    Arena arena;
    const json::Array map = json::Array::make(arena);
    for (const jsonld::EmbeddedContext& context : jsonld::embedded_contexts()) {
      const std::string digest = archive_digest(context.text).hex;
      std::string path = "contexts/" + archive_file_name(context.url);
      path.insert(path.size() - 5, "-" + digest.substr(0, 8));  // several texts may have one address
      CAIRN_CHECK(folder_.add_public(path, context.text));
      const json::Object one = json::Object::make(arena, 3);
      one.add_new("url", text(context.url, arena), arena);
      one.add_new("file", text(path, arena), arena);
      one.add_new("sha256", text(digest, arena), arena);
      map.push_back(one, arena);
    }
    return folder_.add_public(std::string(k_contexts), document_text(map));
  }

  Result<void> add_words() {
    CAIRN_CHECK(folder_.add_public("README.txt", archive_readme(story_)));
    return folder_.add_public("index.html", archive_page(story_, order_.style_sheet));
  }

  // ---- the list of contents

  Result<std::string> signed_manifest() {
    ArchiveManifest manifest;
    manifest.made = now_;
    manifest.extent = order_.extent;
    manifest.standing = order_.standing;
    manifest.issuers = story_.issuers;
    manifest.credentials = done_.credentials;
    manifest.public_files = folder_.public_files();
    manifest.private_files = folder_.private_files();
    Arena arena;
    json::Value out = to_json(manifest, arena);
    const auto loader = ports_.make_loader();
    proof::Engine engine(*loader);
    for (const SigningTerms& terms : order_.signers) {
      proof::ProofConfiguration configuration;
      configuration.cryptosuite = terms.key.signer->public_key().type == crypto::KeyType::ed25519 ? "eddsa-jcs-2022" : "ecdsa-jcs-2019";
      configuration.verification_method = terms.key.verification_method;
      configuration.created = now_;
      CAIRN_TRY(out, proof::add_proof(engine, out, configuration, *terms.key.signer, arena));
      done_.is_signed = true;
    }
    return document_text(out);
  }

  const StatusPorts& ports_;
  const ArchiveOrder& order_;
  ArchiveFolder& folder_;
  Instant now_;
  std::vector<HistoricIssuer> issuers_;
  ArchiveStory story_;
  ArchiveDone done_;
  std::vector<std::pair<std::string, std::string>> lists_;  // address and file
  std::map<std::pair<std::string, std::string>, ArchivedDefinition> definitions_;
  KeyUses uses_;
};

// Whoever has a stolen key could sign the same: lists and a list of contents that it signs count for nothing.
Result<void> check_not_compromised(const crypto::KeyFile& signer, const HistoricIssuer& issuer) {
  const crypto::PublicKey key = signer.signer->public_key();
  const bool is_compromised = std::any_of(issuer.keys.begin(), issuer.keys.end(), [&](const HistoricKey& one) { return one.key == key && one.compromised; });
  if (!is_compromised) return {};
  return fail(Kind::refused, "archive.compromised-key", "the key history says that others may have had " + signer.verification_method + ": what it signs now proves nothing",
              "Give another key of " + issuer.issuer.id + " with --key; or none, and the lists are taken as they were last signed (--stale-lists).");
}

// A key that is none of an issuer's here would sign an archive that is not its own.
Result<void> check_signers(const ArchiveOrder& order, const std::vector<HistoricIssuer>& issuers) {
  for (const SigningTerms& terms : order.signers) {
    const auto issuer = std::find_if(issuers.begin(), issuers.end(), [&](const HistoricIssuer& one) { return one.issuer.id == terms.key.issuer; });
    if (issuer != issuers.end()) {
      CAIRN_CHECK(check_not_compromised(terms.key, *issuer));
      continue;
    }
    return fail(Kind::refused, "archive.other-key", "the key is that of " + terms.key.issuer + ", in whose name nothing was issued in this database",
                "Give the key file of an issuer of this database.");
  }
  return {};
}

}  // namespace

Result<ArchiveDone> export_archive(const StatusPorts& ports, const ArchiveOrder& order) {
  CAIRN_TRY(const auto records, ports.store.issuers(ports.tenant));
  CAIRN_TRY(const store::Counts counts, ports.store.count(ports.tenant));
  if (records.empty() || counts.issued == 0) {
    return fail(Kind::missing, "archive.nothing", "nothing was issued in this database", "Give the path that was used for issuing with --database.");
  }
  CAIRN_TRY(std::vector<HistoricIssuer> issuers, key_history(records, order.keys_over_time));
  CAIRN_CHECK(check_signers(order, issuers));
  CAIRN_TRY(ArchiveFolder folder, ArchiveFolder::open(order.folder));
  Result<ArchiveDone> done = Exporter(ports, order, folder).run(std::move(issuers));
  if (!done) folder.abandon();
  return done;
}

}  // namespace cairn::app
