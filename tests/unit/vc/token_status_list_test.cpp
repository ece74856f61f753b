#include "vc/token_status_list.hpp"

#include <gtest/gtest.h>

#include "json/write.hpp"
#include "proof/jose.hpp"
#include "unit/vc/workbench.hpp"

namespace cairn::vc {
namespace {

constexpr std::string_view k_uri = "https://college.example/statuslists/1";
// The two short lists of the standard's section "Status List": bytes b9 a3 of one bit each, and c9 44 f9 of two.
constexpr std::string_view k_one_bit = "eNrbuRgAAhcBXQ";
constexpr std::string_view k_two_bits = "eNo76fITAAPfAgc";

std::string read_all(const TokenStatusList& list) {
  std::string out;
  for (std::uint64_t i = 0; i < list.size(); ++i) out += std::to_string(list.status(i).value());
  return out;
}

TEST(TokenStatusList, entries_count_from_the_lowest_bits_as_in_the_standards_examples) {
  EXPECT_EQ(read_all(TokenStatusList::decode(1, k_one_bit).value()), "1001110111000101");
  EXPECT_EQ(read_all(TokenStatusList::decode(2, k_two_bits).value()), "120301011233");
}

TEST(TokenStatusList, what_is_no_list_is_an_error_and_never_zero) {
  EXPECT_EQ(TokenStatusList::decode(3, k_one_bit).error().code, "status.entry");
  EXPECT_EQ(TokenStatusList::decode(1, "eNrbuRgAAhcBX").error().code, "status.encoding");
  EXPECT_EQ(TokenStatusList::decode(1, "H4sIAAAAAAAA").error().code, "status.encoding");
  EXPECT_EQ(TokenStatusList::decode(1, "").error().code, "status.encoding");
  EXPECT_EQ(TokenStatusList::decode(1, k_one_bit)->status(16).error().code, "status.range");
}

// A token of a status list, signed by anybody, with any claims.
class StatusToken : public testing::Test {
 protected:
  std::string token(const std::string& claims, Party& signer, std::string_view type = "statuslist+jwt") {
    const json::Object header = json::Object::make(bench.arena, 2);
    header.add_new("typ", json::Value::string(type), bench.arena);
    header.add_new("kid", json::Value::string(bench.arena.copy(signer.method)), bench.arena);
    return proof::sign_compact_jws(header, claims, *signer.signer).value();
  }
  std::string claims(std::string_view lst = k_two_bits, std::string_view bits = "2") {
    return R"({"sub":")" + std::string(k_uri) + R"(","iat":1767225600,"exp":1798761600,"status_list":{"bits":)" + std::string(bits) +
           R"(,"lst":")" + std::string(lst) + "\"}}";
  }
  std::string ask(const std::string& token, std::uint64_t index, std::string_view uri = k_uri) {
    const TokenStatusQuestion question{uri, index, bench.policy.at};
    const Check check = check_token_status(token, question, keys_of_issuer(bench.resolver, bench.college.did, bench.policy.at), bench.arena);
    return std::string(outcome_name(check.outcome)) + " " + check.code;
  }
  Workbench bench;
};

TEST_F(StatusToken, each_value_has_its_meaning) {
  const std::string signed_list = token(claims(), bench.college);
  EXPECT_EQ(ask(signed_list, 0), "fail status.revoked");
  EXPECT_EQ(ask(signed_list, 1), "fail status.suspended");
  EXPECT_EQ(ask(signed_list, 2), "pass status.clear");
  EXPECT_EQ(ask(signed_list, 3), "unknown status.unsupported-purpose");
  EXPECT_EQ(ask(signed_list, 12), "unknown status.range");
}

TEST_F(StatusToken, a_token_that_cannot_be_trusted_says_nothing) {
  Party mallory(9);
  EXPECT_EQ(ask(token(claims(), mallory), 2), "unknown status.list-proof");
  std::string changed = token(claims(), bench.college);
  changed[changed.size() - 10] = changed[changed.size() - 10] == 'A' ? 'B' : 'A';
  EXPECT_EQ(ask(changed, 2), "unknown status.list-proof");
  EXPECT_EQ(ask(token(claims(), bench.college, "JWT"), 2), "unknown status.list-type");
  EXPECT_EQ(ask("no token", 2), "unknown status.list-type");
  EXPECT_EQ(ask(token(claims(), bench.college), 2, "https://college.example/statuslists/2"), "unknown status.list-mismatch");
}

TEST_F(StatusToken, a_token_out_of_date_says_nothing) {
  const auto dated = [&](const std::string& dates) {
    return token(R"({"sub":")" + std::string(k_uri) + "\"," + dates + R"("status_list":{"bits":2,"lst":")" + std::string(k_two_bits) + "\"}}",
                 bench.college);
  };
  EXPECT_EQ(ask(dated(R"("iat":1767225600,"exp":1767225601,)"), 2), "unknown status.list-dates");
  EXPECT_EQ(ask(dated(R"("iat":4102444800,)"), 2), "unknown status.list-dates");
  EXPECT_EQ(ask(dated(""), 2), "unknown status.list-type");
  EXPECT_EQ(ask(dated(R"("iat":1767225600,)"), 2), "pass status.clear");
}

TEST_F(StatusToken, lists_that_cannot_be_read_say_nothing) {
  EXPECT_EQ(ask(token(claims(k_two_bits, "3"), bench.college), 2), "unknown status.entry");
  EXPECT_EQ(ask(token(claims("eNo76fITAAPfAgd"), bench.college), 2), "unknown status.encoding");
  EXPECT_EQ(ask(token(claims(k_two_bits, "\"2\""), bench.college), 2), "unknown status.list-type");
}

}  // namespace
}  // namespace cairn::vc
