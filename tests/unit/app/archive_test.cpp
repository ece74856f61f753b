#include <gtest/gtest.h>

#include "app/archive_export.hpp"
#include "app/archive_keys.hpp"
#include "app/archive_reader.hpp"
#include "app/archive_verify.hpp"
#include "app/status_change.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/data_integrity.hpp"
#include "unit/app/app_fixture.hpp"
#include "vc/status_list_credential.hpp"

namespace cairn::app {
namespace {

// ---- layout: texts that anybody may have written

std::string manifest_with(const std::string& files) {
  return R"({"format":"cairn-archive-1","made":"2026-11-24T18:00:00Z","extent":"full","status":"final","issuers":[{"id":"did:web:a.example","name":"A"}],)"
         R"("credentials":3,"public":[)" + files + R"(],"private":[]})";
}
std::string file_entry(const std::string& path, const std::string& digest = std::string(64, 'a')) {
  return R"({"path":")" + path + R"(","bytes":5,"sha256":")" + digest + R"("})";
}

TEST(ArchiveLayout, a_list_of_contents_comes_back_as_it_was_written) {
  const auto read = read_manifest(manifest_with(file_entry("README.txt") + "," + file_entry("status/7f.json")));
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(read->credentials, 3U);
  EXPECT_EQ(read->standing, ArchiveStanding::final);
  ASSERT_NE(read->find("status/7f.json"), nullptr);
  EXPECT_EQ(read->find("status/7f.json")->bytes, 5U);
  EXPECT_EQ(read->find("status/80.json"), nullptr);
  Arena arena;
  EXPECT_EQ(json::to_text(to_json(*read, arena)), manifest_with(file_entry("README.txt") + "," + file_entry("status/7f.json")));
}

TEST(ArchiveLayout, a_list_of_contents_leads_nowhere_but_into_its_folder) {
  for (const char* const path : {"../secret", "/etc/passwd", "did/../../x", "a/b/c", ".hidden", "did/.hidden", "", "did/", "//x", "a b", "a\\\\b", "a\\u0000b"}) {
    const auto read = read_manifest(manifest_with(file_entry(path)));
    ASSERT_FALSE(read) << path;
    EXPECT_EQ(read.error().code, "archive.manifest") << path;
  }
}

TEST(ArchiveLayout, broken_lists_of_contents_are_refused) {
  const std::string good = manifest_with(file_entry("a.txt"));
  ASSERT_TRUE(read_manifest(good));
  for (const std::string& bad : {std::string(), std::string("{"), std::string("[]"), std::string("{}"), manifest_with(file_entry("a.txt", "xyz")),
                                manifest_with(file_entry("b.txt") + "," + file_entry("a.txt")), manifest_with(file_entry("a.txt") + "," + file_entry("a.txt")),
                                manifest_with("7")}) {
    EXPECT_FALSE(read_manifest(bad)) << bad;
  }
  std::string later = good;
  later.replace(later.find("archive-1"), 9, "archive-2");
  EXPECT_EQ(read_manifest(later).error().code, "archive.format");
}

TEST(ArchiveLayout, a_list_of_digests_is_in_order_and_of_its_shard) {
  const std::string first = "3f" + std::string(62, '0');
  const std::string second = "3f" + std::string(62, '1');
  EXPECT_EQ(read_digest_list(first + "\n" + second + "\n", "3f")->size(), 2U);
  EXPECT_TRUE(read_digest_list("", "3f")->empty());
  for (const std::string& bad : {first, second + "\n" + first + "\n", first + "\n" + first + "\n", first + "\n\n", "x\n" + first + "\n", std::string("\n")}) {
    EXPECT_EQ(read_digest_list(bad, "3f").error().code, "archive.digests") << bad;
  }
  EXPECT_FALSE(read_digest_list(first + "\n", "40"));
}

TEST(ArchiveLayout, only_plain_files_are_read) {
  const TestFolder files;
  std::ofstream(files.path("a.txt")) << "text";
  EXPECT_EQ(read_archive_file(files.path(), "a.txt").value(), "text");
  std::filesystem::create_symlink(files.path("a.txt"), files.path("link"));
  std::filesystem::create_directories(files.path("folder"));
  std::filesystem::create_symlink(files.path(), files.path("folder/up"));
  EXPECT_EQ(read_archive_file(files.path(), "folder/up/a.txt").error().code, "archive.link");
  EXPECT_EQ(list_archive_folder(files.path(), "folder/up").error().code, "archive.link");
  EXPECT_EQ(list_archive_folder(files.path(), "none").error().kind, Kind::missing);
  EXPECT_EQ(read_archive_file(files.path(), "link").error().code, "archive.link");
  EXPECT_EQ(read_archive_file(files.path(), "folder").error().code, "archive.file-kind");
  EXPECT_EQ(read_archive_file(files.path(), "none").error().code, "archive.file-missing");
  std::filesystem::resize_file(files.path("a.txt"), k_archive_file_bytes + 1);
  EXPECT_EQ(read_archive_file(files.path(), "a.txt").error().code, "archive.file-size");
}

// ---- whole archives

class ArchiveTest : public AppTest {
 protected:
  ArchiveTest() { status_ = store::StatusPurpose::revocation; }

  Result<ArchiveDone> export_to(const std::string& name, ArchiveStanding standing = ArchiveStanding::final) {
    const StatusPorts ports{store_, {}, clock_, pinned_contexts};
    ArchiveOrder order;
    order.folder = files_.path(name);
    order.standing = standing;
    order.signers.push_back({key_, "eddsa-rdfc-2022"});
    return export_archive(ports, order);
  }
  std::string credential_of(const PeopleRow& row) {
    const store::Issuance found = recorded(row).value();
    return store::secured_document(found.intent.unsigned_document, found.proof);
  }
  void revoke(const PeopleRow& row) {
    verify::VerifierParts parts;
    parts.contexts = pinned_contexts();
    verify::Verifier verifier(std::move(parts));
    const std::vector<StatusPlace> places = {find_status_place(store_, {}, recorded(row)->intent.code, verifier, clock_.now()).value()};
    ASSERT_TRUE(change_status(store_, {}, places, {store::StatusAction::revoke, "other", "", "registrar", clock_.now()}));
  }
  vc::Report judge(const std::string& name, const std::string& credential, ArchiveTrust trust = {}) {
    const ArchiveReader reader = ArchiveReader::open(files_.path(name)).value();
    ArchiveVerifierParts parts;
    parts.trust = std::move(trust);
    parts.make_contexts = pinned_contexts;
    ArchiveVerifier verifier(reader, std::move(parts));
    return verifier.verify(as_bytes(credential), {{clock_.now().seconds + 10, 0}, std::nullopt});
  }
  static std::vector<std::string> deviations(const ArchiveReader& reader) {
    std::vector<std::string> out;
    reader.check_files([&](FileFault fault, const std::string& path) { out.push_back(std::string(fault_word(fault)) + " " + path); });
    return out;
  }
  static ArchiveTrust knows(std::initializer_list<std::string> ids) {
    ArchiveTrust out;
    for (const std::string& id : ids) out.known.issuers.push_back({id, "", {}, {}, {}, {}});
    return out;
  }
  static ArchiveTrust anchored() {
    ArchiveTrust out;
    out.anchor = ArchiveAnchor::digest;
    return out;
  }
  // What somebody does who holds an archive: change a file, and the list of contents with it.
  void forge(const std::string& name, const std::string& path, const std::string& contents) {
    const std::string folder = files_.path(name) + "/public/";
    ArchiveManifest manifest = read_manifest(contents_of(folder + "manifest.json")).value();
    std::ofstream(folder + path) << contents;
    for (ArchiveFile& file : manifest.public_files) {
      if (file.path == path) file = {path, contents.size(), archive_digest(contents).hex};
    }
    Arena arena;
    std::ofstream(folder + "manifest.json") << json::to_text(to_json(manifest, arena));
  }
  std::string sign(json::Value document, const crypto::KeyFile& key, Arena& arena) {
    const auto loader = pinned_contexts();
    proof::Engine engine(*loader);
    proof::ProofConfiguration configuration;
    configuration.cryptosuite = "eddsa-rdfc-2022";
    configuration.verification_method = key.verification_method;
    configuration.created = clock_.now();
    return json::to_text(proof::add_proof(engine, document, configuration, *key.signer, arena).value());
  }
  static crypto::KeyFile other_key(const std::string& issuer) {
    crypto::KeyFile out;
    out.signer = crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 9)).value();
    out.issuer = issuer;
    out.verification_method = issuer + "#" + crypto::to_multikey(out.signer->public_key());
    return out;
  }
  static std::string entry_of(const crypto::KeyFile& key) {
    return R"({"id":")" + key.issuer + R"(","keys":[{"id":")" + key.verification_method + R"(","publicKeyMultibase":")" + crypto::to_multikey(key.signer->public_key()) + R"("}]})";
  }
  std::string trust_list(std::initializer_list<crypto::KeyFile> keys) {
    std::string out;
    for (const crypto::KeyFile& key : keys) out += (out.empty() ? "" : ",") + entry_of(key);
    return R"({"issuers":[)" + out + "]}";
  }

  TestFolder files_;
};

TEST_F(ArchiveTest, a_credential_is_valid_for_who_knows_the_did_key_or_the_digest_and_open_for_others) {
  const auto rows = people(3);
  issue(rows);
  revoke(rows[0]);
  ASSERT_TRUE(export_to("a"));
  EXPECT_EQ(judge("a", credential_of(rows[1])).verdict, vc::Verdict::unknown_issuer);
  EXPECT_EQ(judge("a", credential_of(rows[1]), knows({key_.issuer})).verdict, vc::Verdict::valid);
  EXPECT_EQ(judge("a", credential_of(rows[1]), anchored()).verdict, vc::Verdict::valid);
  EXPECT_EQ(judge("a", credential_of(rows[0]), knows({key_.issuer})).check(vc::CheckId::status).code, "status.revoked");
}

TEST_F(ArchiveTest, a_final_list_has_no_end_and_leaves_the_published_ones_alone) {
  issue(people(1));
  ASSERT_TRUE(sign_status_lists({store_, {}, clock_, pinned_contexts}, {key_, "eddsa-rdfc-2022"}));
  const std::string name = store_.status_lists({})->at(0).name;
  const std::string before = store_.published_list(name).value()->document;
  ASSERT_TRUE(export_to("a"));
  Arena arena;
  const json::Value list = json::read(contents_of(files_.path("a/public/status/" + name + ".json")), arena).value();
  EXPECT_EQ(list.find("validUntil"), nullptr);
  EXPECT_EQ(store_.published_list(name).value()->document, before);
  ASSERT_TRUE(export_to("a", ArchiveStanding::dated));
  EXPECT_EQ(contents_of(files_.path("a/public/status/" + name + ".json")), before);
}

TEST_F(ArchiveTest, a_key_that_an_archive_adds_to_a_did_key_counts_for_nothing) {
  const auto rows = people(1);
  issue(rows);
  ASSERT_TRUE(export_to("a"));
  const crypto::KeyFile thief = other_key(key_.issuer);
  forge("a", "trust-list.json", R"({"issuers":[{"id":")" + key_.issuer + R"(","keys":[{"id":")" + thief.verification_method + R"(","publicKeyMultibase":")" +
                                    crypto::to_multikey(thief.signer->public_key()) + R"("}]}]})");
  Arena arena;
  const json::Value unsecured = json::read(arena.copy(recorded(rows[0])->intent.unsigned_document), arena).value();
  const vc::Report report = judge("a", sign(unsecured, thief, arena), knows({key_.issuer}));
  EXPECT_EQ(report.verdict, vc::Verdict::invalid) << report.check(vc::CheckId::key).code;
}

// Two issuers are known: one by its did:key, one by its name. The archive brings keys for the second, and with them a status list
// under the address of the first one's list, on which nothing is revoked.
TEST_F(ArchiveTest, keys_from_the_archive_make_nobody_the_keeper_of_another_issuers_list) {
  const auto rows = people(1);
  issue(rows);
  revoke(rows[0]);
  ASSERT_TRUE(export_to("a"));
  const store::StatusList list = store_.status_lists({})->at(0);
  const crypto::KeyFile neighbour = other_key("did:web:neighbour.example");
  Arena arena;
  vc::StatusListFacts facts{store::status_list_url(list.scope, list.name), neighbour.issuer, "revocation", clock_.now(), std::nullopt, 0};
  const json::Value false_list = vc::to_status_list_credential(facts, vc::Bitstring::of_size(store::k_slots_per_list), arena).value();
  forge("a", "status/" + list.name + ".json", sign(false_list, neighbour, arena));
  forge("a", "trust-list.json", trust_list({key_, neighbour}));
  const vc::Report report = judge("a", credential_of(rows[0]), knows({key_.issuer, neighbour.issuer}));
  EXPECT_EQ(report.verdict, vc::Verdict::undetermined);
  EXPECT_EQ(report.check(vc::CheckId::status).code, "status.list-issuer");
}

// On the web an unsigned list of revoked credentials counts by its address. In a folder the address is what the folder says.
TEST_F(ArchiveTest, what_is_no_signed_status_list_is_served_only_when_somebody_vouches_for_the_archive) {
  const auto rows = people(1);
  issue(rows);
  ASSERT_TRUE(export_to("a"));
  const std::string name = "status/" + store_.status_lists({})->at(0).name + ".json";
  ASSERT_EQ(judge("a", credential_of(rows[0]), knows({key_.issuer})).verdict, vc::Verdict::valid);
  std::string list = contents_of(files_.path("a/public/" + name));
  list.insert(list.find('{') + 1, R"("revokedCredential":[],)");
  forge("a", name, list);
  EXPECT_EQ(judge("a", credential_of(rows[0]), knows({key_.issuer})).check(vc::CheckId::status).code, "status.retrieval");
  EXPECT_EQ(judge("a", credential_of(rows[0]), anchored()).check(vc::CheckId::status).code, "status.list-proof");
}

TEST_F(ArchiveTest, an_issuer_known_by_name_stays_unknown_when_its_keys_come_from_the_archive) {
  const auto rows = people(1);
  key_ = other_key("did:web:college.example");
  definition_.emplace(read_definition({"demo", contents_of(CAIRN_SOURCE_DIR "/data/demo/data-storytelling.toml"), key_.issuer}).value());
  issue(rows);
  ASSERT_TRUE(export_to("a"));
  const std::string credential = credential_of(rows[0]);
  const vc::Report by_name = judge("a", credential, knows({key_.issuer}));
  EXPECT_EQ(by_name.verdict, vc::Verdict::unknown_issuer);
  EXPECT_EQ(by_name.check(vc::CheckId::issuer).code, "archive.unanchored");
  ArchiveTrust with_key;
  with_key.known = verify::read_trust_list(trust_list({key_})).value();
  EXPECT_EQ(judge("a", credential, with_key).verdict, vc::Verdict::valid);
  EXPECT_EQ(judge("a", credential, anchored()).verdict, vc::Verdict::valid);
}

// Who names the issuer's key must not be told "not revoked" by a list that another key signed.
TEST_F(ArchiveTest, a_status_list_signed_with_a_key_from_the_archive_says_nothing_to_those_who_name_the_key) {
  const auto rows = people(1);
  key_.issuer = "did:web:college.example";
  key_.verification_method = key_.issuer + "#key-1";
  definition_.emplace(read_definition({"demo", contents_of(CAIRN_SOURCE_DIR "/data/demo/data-storytelling.toml"), key_.issuer}).value());
  issue(rows);
  revoke(rows[0]);
  ASSERT_TRUE(export_to("a"));
  ArchiveTrust with_key;
  with_key.known = verify::read_trust_list(trust_list({key_})).value();
  ASSERT_EQ(judge("a", credential_of(rows[0]), with_key).check(vc::CheckId::status).code, "status.revoked");
  const store::StatusList list = store_.status_lists({})->at(0);
  const crypto::KeyFile thief = other_key(key_.issuer);
  Arena arena;
  vc::StatusListFacts facts{store::status_list_url(list.scope, list.name), key_.issuer, "revocation", clock_.now(), std::nullopt, 0};
  const json::Value false_list = vc::to_status_list_credential(facts, vc::Bitstring::of_size(store::k_slots_per_list), arena).value();
  forge("a", "status/" + list.name + ".json", sign(false_list, thief, arena));
  forge("a", "trust-list.json", trust_list({thief}));
  const vc::Report report = judge("a", credential_of(rows[0]), with_key);
  EXPECT_EQ(report.verdict, vc::Verdict::undetermined);
  EXPECT_EQ(report.check(vc::CheckId::status).code, "status.list-proof");
}

TEST_F(ArchiveTest, files_that_are_missing_changed_or_added_are_named_and_a_changed_one_is_not_used) {
  issue(people(1));
  ASSERT_TRUE(export_to("a"));
  const std::string folder = files_.path("a/public/");
  std::filesystem::remove(folder + "README.txt");
  std::string page = contents_of(folder + "index.html");
  page[page.size() / 2] ^= 1;
  std::ofstream(folder + "index.html") << page;
  std::ofstream(folder + "did/more.json") << "{}";
  std::ofstream(folder + ".left-over.part") << "{}";
  const ArchiveReader reader = ArchiveReader::open(files_.path("a")).value();
  EXPECT_EQ(deviations(reader), (std::vector<std::string>{"missing public/README.txt", "changed public/index.html", "added public/did/more.json"}));
  EXPECT_EQ(reader.read("index.html").error().code, "archive.file-changed");
  EXPECT_EQ(reader.read("did/more.json").error().code, "archive.not-held");
}

TEST_F(ArchiveTest, what_lies_where_nothing_is_expected_is_named_and_links_are_not_followed) {
  issue(people(1));
  ASSERT_TRUE(export_to("a"));
  const std::string folder = files_.path("a/");
  std::filesystem::create_directories(folder + "more/deep");
  std::ofstream(folder + "more/deep/file") << "x";
  std::ofstream(folder + "note") << "x";
  std::ofstream(folder + "public/.hidden") << "x";
  std::ofstream(folder + "private/credentials/loose") << "x";
  std::filesystem::create_directories(folder + "private/credentials/zz");
  std::filesystem::create_symlink(folder, folder + "more/up");
  const std::vector<std::string> wanted = {"added private/credentials/loose", "added private/credentials/zz/", "added more/", "added more/deep/",
                                           "added more/deep/file",            "added more/up",                 "added note",  "added public/.hidden"};
  EXPECT_EQ(deviations(ArchiveReader::open(folder).value()), wanted);
  std::filesystem::remove_all(folder + "more");
  std::filesystem::rename(folder + "private", files_.path("aside"));
  std::filesystem::create_directory_symlink(files_.path("aside"), folder + "private");
  const ArchiveReader reader = ArchiveReader::open(folder).value();
  EXPECT_EQ(deviations(reader), (std::vector<std::string>{"a link private/", "added note", "added public/.hidden"}));
  EXPECT_FALSE(reader.has_credentials());
  EXPECT_EQ(reader.credential_files("00").error().code, "archive.link");
}

// A loader that counts how many of its kind there are.
class CountedContexts final : public jsonld::DocumentLoader {
 public:
  explicit CountedContexts(int& alive) : alive_(alive) { most = std::max(most, ++alive_); }
  ~CountedContexts() override { --alive_; }
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override { return inner_->load(url); }
  static inline int most = 0;

 private:
  int& alive_;
  std::unique_ptr<jsonld::DocumentLoader> inner_ = pinned_contexts();
};

TEST_F(ArchiveTest, an_archive_of_many_issuers_does_not_fill_the_memory) {
  const auto rows = people(1);
  issue(rows);
  ASSERT_TRUE(export_to("a"));
  std::string entries = entry_of(key_);
  constexpr int k_issuers = 12;
  for (int i = 0; i < k_issuers; ++i) entries += "," + entry_of(other_key("did:web:issuer-" + std::to_string(i) + ".example"));
  forge("a", "trust-list.json", R"({"issuers":[)" + entries + "]}");
  const ArchiveReader reader = ArchiveReader::open(files_.path("a")).value();
  int alive = 0;
  ArchiveVerifierParts parts;
  parts.make_contexts = [&alive] { return std::make_unique<CountedContexts>(alive); };
  ArchiveVerifier verifier(reader, std::move(parts));
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < k_issuers; ++i) {
      const std::string issuer = "did:web:issuer-" + std::to_string(i) + ".example";
      std::string unsecured = recorded(rows[0])->intent.unsigned_document;
      for (std::size_t at = unsecured.find(key_.issuer); at != std::string::npos; at = unsecured.find(key_.issuer, at)) unsecured.replace(at, key_.issuer.size(), issuer);
      Arena arena;
      const vc::Report report = verifier.verify(as_bytes(sign(json::read(unsecured, arena).value(), other_key(issuer), arena)), {{clock_.now().seconds + 10, 0}, std::nullopt});
      ASSERT_TRUE(report.summary);
      EXPECT_EQ(report.summary->issuer_id, issuer);
    }
  }
  EXPECT_EQ(alive, 4);
  EXPECT_LE(CountedContexts::most, 4);
}

TEST_F(ArchiveTest, a_signature_vouches_for_an_archive_when_its_key_is_known_and_nobody_else_has_had_it) {
  key_.issuer = "did:web:college.example";
  key_.verification_method = key_.issuer + "#key-1";
  definition_.emplace(read_definition({"demo", contents_of(CAIRN_SOURCE_DIR "/data/demo/data-storytelling.toml"), key_.issuer}).value());
  issue(people(1));
  ASSERT_TRUE(export_to("a"));
  const auto is_vouched = [&](ArchiveTrust trust) {
    const ArchiveReader reader = ArchiveReader::open(files_.path("a")).value();
    ArchiveVerifierParts parts;
    parts.trust = std::move(trust);
    parts.make_contexts = pinned_contexts;
    const ManifestSignature found = ArchiveVerifier(reader, std::move(parts)).check_manifest(clock_.now());
    EXPECT_EQ(found.state, ManifestSignature::State::fits) << found.detail;
    return found.is_vouched;
  };
  EXPECT_FALSE(is_vouched({}));
  EXPECT_FALSE(is_vouched(knows({key_.issuer})));
  ArchiveTrust with_key;
  with_key.known = verify::read_trust_list(trust_list({key_})).value();
  EXPECT_TRUE(is_vouched(with_key));
  with_key.known.issuers[0].keys[0].until = Instant{clock_.now().seconds - 1000, 0};
  EXPECT_FALSE(is_vouched(with_key));
  with_key.known.issuers[0].keys[0].until.reset();
  with_key.known.issuers[0].keys[0].compromised = Instant{clock_.now().seconds + 1000, 0};
  EXPECT_FALSE(is_vouched(with_key));
}

TEST_F(ArchiveTest, a_key_history_names_issuers_of_the_database_and_a_stolen_key_signs_nothing) {
  issue(people(1));
  const std::vector<store::IssuerRecord> records = store_.issuers({}).value();
  EXPECT_TRUE(key_history(records, {}));
  const auto refused = key_history(records, knows({"did:web:else.example"}).known);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "archive.history-issuer");
  EXPECT_NE(refused.error().detail.find("did:web:else.example"), std::string::npos);
  ArchiveOrder order;
  order.folder = files_.path("a");
  order.signers.push_back({key_, "eddsa-rdfc-2022"});
  order.keys_over_time = verify::read_trust_list(trust_list({key_})).value();
  order.keys_over_time.issuers[0].keys[0].compromised = clock_.now();
  const auto done = export_archive({store_, {}, clock_, pinned_contexts}, order);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "archive.compromised-key");
  EXPECT_FALSE(std::filesystem::exists(files_.path("a")));
}

// As after a power cut while everything takes its place: some files are new, the list of contents is old.
TEST_F(ArchiveTest, whatever_state_an_interrupted_export_left_the_next_one_makes_it_whole) {
  const auto rows = people(3);
  issue(rows);
  ASSERT_TRUE(export_to("a"));
  const std::string folder = files_.path("a/");
  std::ofstream(folder + ".unfinished.json") << R"({"format":"cairn-archive-1","issuers":[")" + key_.issuer + R"("]})";
  std::filesystem::remove(folder + "public/trust-list.json");
  std::ofstream(folder + "public/README.txt") << "cut";
  const ArchiveDigest digest = archive_digest(credential_of(rows[0]));
  const std::string shard = folder + "private/credentials/" + std::string(digest.shard()) + "/";
  std::ofstream(shard + digest.hex + ".json") << "cut";
  std::ofstream(shard + "." + digest.hex + ".json.part") << "cut too";
  std::ofstream(folder + "public/.README.txt.part") << "stale";
  std::ofstream(folder + "public/digests/.00.txt.part") << "stale";
  ASSERT_TRUE(export_to("a"));
  const ArchiveReader reader = ArchiveReader::open(folder).value();
  EXPECT_TRUE(deviations(reader).empty());
  EXPECT_FALSE(reader.is_being_updated());
  EXPECT_EQ(contents_of(shard + digest.hex + ".json"), credential_of(rows[0]));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) EXPECT_FALSE(entry.path().filename().string().starts_with('.')) << entry.path();
}

TEST_F(ArchiveTest, what_is_not_signed_is_not_in_an_archive) {
  issue(people(2));
  store::Intent intent;
  intent.id.bytes = {9};
  intent.row_key.bytes = {9};
  intent.code = "prepared";
  intent.unsigned_document = "{\"a\":1}";
  ASSERT_TRUE(store_.reserve({}, store_.begin_run({}, recorded(people(1)[0])->run).value(), {&intent, 1}));
  const auto done = export_to("a");
  ASSERT_TRUE(done);
  EXPECT_EQ(done->credentials, 2U);
  EXPECT_EQ(done->unsigned_intents, 1U);
  EXPECT_TRUE(deviations(ArchiveReader::open(files_.path("a")).value()).empty());
}

TEST_F(ArchiveTest, an_export_that_fails_half_way_leaves_the_earlier_archive_as_it_was) {
  issue(people(2));
  ASSERT_TRUE(export_to("a"));
  const std::string before = contents_of(files_.path("a/public/manifest.json"));
  issue(people(5));
  // A folder stands where a file must go: it cannot be written.
  std::filesystem::create_directories(files_.path("a/public/.README.txt.part"));
  ASSERT_FALSE(export_to("a"));
  EXPECT_EQ(contents_of(files_.path("a/public/manifest.json")), before);
  const ArchiveReader reader = ArchiveReader::open(files_.path("a")).value();
  EXPECT_EQ(deviations(reader), std::vector<std::string>{"added public/.README.txt.part/"});
  EXPECT_FALSE(reader.is_being_updated());
  std::filesystem::remove(files_.path("a/public/.README.txt.part"));
  ASSERT_TRUE(export_to("a"));
  EXPECT_EQ(ArchiveReader::open(files_.path("a"))->manifest().credentials, 5U);
}

TEST(OutputFolderStaging, a_staged_file_takes_its_place_when_told_and_not_before) {
  const TestFolder files;
  const OutputFolder folder = OutputFolder::open(files.path()).value();
  std::ofstream(files.path("a")) << "old";
  EXPECT_TRUE(folder.stage("a", "new").value());
  EXPECT_EQ(contents_of(files.path("a")), "old");
  EXPECT_EQ(folder.staged().value(), std::vector<std::string>{"a"});
  EXPECT_EQ(folder.names().value(), std::vector<std::string>{"a"});
  // What stands there is right already: what an interrupted program staged must not replace it.
  EXPECT_FALSE(folder.stage("a", "old").value());
  EXPECT_TRUE(folder.staged()->empty());
  EXPECT_TRUE(folder.stage("a", "new").value());
  ASSERT_TRUE(folder.commit("a"));
  EXPECT_EQ(contents_of(files.path("a")), "new");
  EXPECT_TRUE(folder.stage("b", "more").value());
  ASSERT_TRUE(folder.discard_staged());
  EXPECT_EQ(files.files(), std::vector<std::string>{"a"});
}

}  // namespace
}  // namespace cairn::app
