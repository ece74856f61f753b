// Status lists: the examples of Bitstring Status List, and the encodings and the token of Token Status List.
#include <algorithm>

#include "conformance/suite.hpp"
#include "crypto/key.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "jsonld/pinned_loader.hpp"
#include "proof/data_integrity.hpp"
#include "proof/did_key.hpp"
#include "proof/local_resolver.hpp"
#include "vc/bitstring.hpp"
#include "vc/rules.hpp"
#include "vc/token_status_list.hpp"
#include "vc/verify.hpp"

namespace cairn::conformance {
namespace {

class HandedList final : public jsonld::DocumentLoader {
 public:
  explicit HandedList(json::Value list) : document_{list.text_of("id"), list} {}
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override {
    if (url != document_.document_url) return fail(Kind::missing, "documents.missing", "not supplied");
    return &document_;
  }

 private:
  jsonld::RemoteDocument document_;
};

void set_issuer(json::Value& document, std::string_view issuer) { *document.find("issuer") = json::Value::string(issuer); }

// The examples are unsigned: signed with a key of ours, the credential's status must be what its example list says.
void run_bitstring_pair(Suite& suite, const std::string& credential_name, const std::string& list_name) {
  Arena arena;
  jsonld::PinnedLoader contexts(jsonld::embedded_contexts());
  proof::Engine engine(contexts);
  proof::LocalResolver resolver;
  const auto signer = crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 3)).value();
  const std::string did = proof::to_did_key(signer->public_key());
  proof::ProofConfiguration configuration;
  configuration.cryptosuite = "eddsa-jcs-2022";  // its context of examples is not pinned, and need not be
  configuration.verification_method = proof::verification_method_id(did, signer->public_key());
  configuration.created = start_of_day({2024, 5, 1});
  json::Value documents[2];
  for (const int i : {0, 1}) {
    const std::string text = read_file(suite.folder() / "bitstring" / (i == 0 ? credential_name : list_name));
    documents[i] = json::read(arena.copy(text), arena).value();
    set_issuer(documents[i], did);
    documents[i] = proof::add_proof(engine, documents[i], configuration, *signer, arena).value();
  }
  HandedList lists(documents[1]);
  vc::VerifyPorts ports{engine, contexts, resolver, &lists};
  vc::VerifyPolicy policy;
  policy.at = start_of_day({2024, 6, 1});
  const vc::Report report = vc::verify_document(documents[0], ports, policy, arena);
  const vc::Check& status = report.check(vc::CheckId::status);
  // Two entries: that of the list at hand is clear, the other's list is not among the examples.
  const json::Value* entries = documents[0].find("credentialStatus");
  const std::string wanted = entries->is_array() ? "status.retrieval" : "status.clear";
  suite.check("bitstring/" + credential_name, status.code == wanted, status.code + ": " + status.detail);
}

void run_bitstring_list(Suite& suite, const std::string& name) {
  Arena arena;
  const std::string text = read_file(suite.folder() / "bitstring" / name);
  const json::Value list = json::read(text, arena).value();
  const auto bits = vc::expand_bitstring(list.find("credentialSubject")->text_of("encodedList"));
  if (!bits) return suite.fail("bitstring/" + name, bits.error().detail);
  const bool is_empty = vc::Bitstring::of_size(131'072).bytes() == bits->bytes();
  suite.check("bitstring/" + name, is_empty, "it holds other bits than 131,072 that are clear");
  const auto again = vc::compress_bitstring(*bits);
  const auto back = again ? vc::expand_bitstring(*again) : vc::expand_bitstring("");
  suite.check("bitstring/" + name + "/written", back && back->bytes() == bits->bytes(), "written and read, it holds other bits");
}

// The examples break long texts over lines.
std::string without_space(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\r') out.push_back(c);
  }
  return out;
}

Result<vc::TokenStatusList> read_encoding(Suite& suite, const std::string& name) {
  Arena arena;
  const std::string text = without_space(read_file(suite.folder() / "token-status-list" / name));
  CAIRN_TRY(const json::Value list, json::read(text.substr(text.find('{')), arena));
  const std::string bits(list.find("bits")->number_text());
  return vc::TokenStatusList::decode(static_cast<std::uint64_t>(std::stoi(bits)), list.text_of("lst"));
}

struct ShortList {
  const char* name;
  const char* statuses;
};
// The statuses that the standard prints beside these lists.
constexpr ShortList k_short_lists[] = {{"status_list_encoding_json.md", "1001110111000101"}, {"status_list_encoding2_json.md", "120301011233"}};

struct Statuses {
  std::uint64_t index;
  std::uint32_t status;
};
struct LongList {
  const char* name;
  std::vector<Statuses> set;  ///< all others are 0
};
// From the standard's appendix "Test vectors for Status List encoding": 2^20 entries each.
const std::vector<LongList>& long_lists() {
  static const std::vector<LongList> k_lists = {
      {"status_list_encoding1_long_json.md",
       {{0, 1}, {1993, 1}, {25460, 1}, {159495, 1}, {495669, 1}, {554353, 1}, {645645, 1}, {723232, 1}, {854545, 1}, {934534, 1}, {1000345, 1}}},
      {"status_list_encoding2_long_json.md",
       {{0, 1}, {1993, 2}, {25460, 1}, {159495, 3}, {495669, 1}, {554353, 1}, {645645, 2}, {723232, 1}, {854545, 1}, {934534, 2}, {1000345, 3}}},
      {"status_list_encoding4_json.md",
       {{0, 1}, {1993, 2}, {35460, 3}, {459495, 4}, {595669, 5}, {754353, 6}, {845645, 7}, {923232, 8}, {924445, 9}, {934534, 10}, {1004534, 11}, {1000345, 12}, {1030203, 13}, {1030204, 14}, {1030205, 15}}},
  };
  return k_lists;
}

void run_token_encodings(Suite& suite) {
  for (const ShortList& wanted : k_short_lists) {
    const auto list = read_encoding(suite, wanted.name);
    std::string found;
    for (std::uint64_t i = 0; list && i < list->size(); ++i) found += std::to_string(list->status(i).value());
    suite.check(std::string("token-status-list/") + wanted.name, found == wanted.statuses, "read as " + found);
  }
  for (const LongList& wanted : long_lists()) {
    const auto list = read_encoding(suite, wanted.name);
    std::string why = list ? "" : list.error().detail;
    if (list && list->size() != 1U << 20) why = "it has " + std::to_string(list->size()) + " entries";
    std::size_t next = 0;
    std::vector<Statuses> set = wanted.set;
    std::sort(set.begin(), set.end(), [](const Statuses& a, const Statuses& b) { return a.index < b.index; });
    for (std::uint64_t i = 0; list && why.empty() && i < list->size(); ++i) {
      const bool is_next = next < set.size() && set[next].index == i;
      const std::uint32_t expected = is_next ? set[next++].status : 0;
      if (list->status(i).value() != expected) why = "entry " + std::to_string(i) + " is " + std::to_string(list->status(i).value());
    }
    suite.check(std::string("token-status-list/") + wanted.name, why.empty(), why);
  }
  // The list of 8 bits holds every value from 1 to 255 once; the standard prints all places, three are taken from it.
  const auto list = read_encoding(suite, "status_list_encoding8_json.md");
  std::vector<int> seen(256, 0);
  for (std::uint64_t i = 0; list && i < list->size(); ++i) ++seen[list->status(i).value()];
  seen[0] = 1;
  const bool is_whole = list && list->size() == 1U << 20 && list->bits() == 8 && std::count(seen.begin(), seen.end(), 1) == 256 &&
                        list->status(1199).value() == 121 && list->status(52451).value() == 1 && list->status(19535).value() == 255;
  suite.check("token-status-list/status_list_encoding8_json.md", is_whole, list ? "it holds other values" : list.error().detail);
}

// The public part of the key "12" that the draft's repository signs its examples with (tools/example.py).
constexpr std::string_view k_key_12 =
    R"({"kty": "EC", "crv": "P-256", "x": "I3HWm_0Ds1dPMI-IWmf4mBmH-YaeAVbPVu7vB27CxXo", "y": "6N_d5Elj9bs1htgV3okJKIdbHEpkgTmAluYKJemzn1M"})";

void run_token(Suite& suite) {
  Arena arena;
  const std::string raw = without_space(read_file(suite.folder() / "token-status-list" / "status_list_jwt_raw.md"));
  const auto find_no_key = [](const json::Value&) { return proof::MethodAnswer(); };
  const vc::TokenStatusQuestion question{"https://example.com/statuslists/1", 0, start_of_day({2025, 1, 1})};
  const vc::Check check = vc::check_token_status(raw, question, find_no_key, arena);
  suite.check("token-status-list/status_list_jwt_raw.md/without-key", check.outcome == vc::Outcome::unknown && check.code == "status.list-proof",
              check.code);
  const crypto::PublicKey key = crypto::parse_public_jwk(json::read(k_key_12, arena).value()).value();
  const auto find_key = [&key](const json::Value& header) {
    proof::MethodAnswer answer;
    if (header.text_of("kid") == "12") answer.key = key;
    answer.authorised = proof::Outcome::pass;
    return answer;
  };
  std::string found;
  for (std::uint64_t index = 0; index < 17; ++index) {
    vc::TokenStatusQuestion next = question;
    next.index = index;
    const std::string code = vc::check_token_status(raw, next, find_key, arena).code;
    found += code == "status.revoked" ? "1" : code == "status.clear" ? "0" : " " + code;
  }
  suite.check("token-status-list/status_list_jwt_raw.md", found == "1001110111000101 status.range", "read as " + found);
}

}  // namespace

void run_status_list(Suite& suite) {
  run_bitstring_pair(suite, "01-example-statuslistcredential-using-simple-entries.json", "02-example-bitstringstatuslistcredential.json");
  run_bitstring_list(suite, "02-example-bitstringstatuslistcredential.json");
  run_bitstring_pair(suite, "03-a-revocable-verifiable-credential.json", "04-a-status-list-verifiable-credential.json");
  run_bitstring_list(suite, "04-a-status-list-verifiable-credential.json");
  run_token_encodings(suite);
  run_token(suite);
}

}  // namespace cairn::conformance
