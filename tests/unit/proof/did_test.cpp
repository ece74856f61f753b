#include "proof/did.hpp"

#include <gtest/gtest.h>

namespace cairn::proof {
namespace {

TEST(DidUrl, is_taken_apart_into_its_parts) {
  const auto url = parse_did_url("did:example:123/path/a?service=files&x=%20#key-1");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->did, "did:example:123");
  EXPECT_EQ(url->method, "example");
  EXPECT_EQ(url->method_specific_id, "123");
  EXPECT_EQ(url->path, "/path/a");
  EXPECT_EQ(url->query, "service=files&x=%20");
  EXPECT_EQ(url->fragment, "key-1");
}

TEST(DidUrl, keeps_colons_and_percent_triplets_of_the_identifier) {
  const auto url = parse_did_url("did:web:example.com%3A3000:user:alice#z6Mk");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->method_specific_id, "example.com%3A3000:user:alice");
  EXPECT_EQ(url->fragment, "z6Mk");
}

class BadDid : public testing::TestWithParam<const char*> {};

TEST_P(BadDid, is_malformed) {
  const auto url = parse_did_url(GetParam());
  ASSERT_FALSE(url) << GetParam();
  EXPECT_EQ(url.error().code, "did.syntax");
}

INSTANTIATE_TEST_SUITE_P(Syntax, BadDid,
                         testing::Values("", "did:", "did:key", "did:key:", "DID:key:z6Mk", "did:Key:z6Mk", "did::abc",
                                         "did:key:z6Mk ", "did:web:a%2", "did:web:a%zz", "did:key:z6Mk#a b",
                                         "https://example.org", "did:web:example.org:", "did:key:zä"));

TEST(DidParts, split_at_the_first_number_sign) {
  EXPECT_EQ(controller_part("did:key:a#b#c"), "did:key:a");
  EXPECT_EQ(fragment_part("did:key:a#b#c"), "b#c");
  EXPECT_EQ(controller_part("did:key:a"), "did:key:a");
  EXPECT_EQ(fragment_part("did:key:a"), "");
}

class RefusedDidWeb : public testing::TestWithParam<const char*> {};

TEST_P(RefusedDidWeb, has_no_address) { EXPECT_FALSE(did_web_to_url(GetParam())) << GetParam(); }

INSTANTIATE_TEST_SUITE_P(
    Addresses, RefusedDidWeb,
    testing::Values("did:web:", "did:web:example.com/path", "did:web:example.com?x=1", "did:web:example.com:..:secret",
                    "did:web:example.com:.:a", "did:web:example.com:a%2Fb", "did:web:example.com:a%2fb",
                    "did:web:example.com:%2e%2e:b", "did:web:example.com:a%5Cb", "did:web:user%40example.com",
                    "did:web:example.com%3A99999", "did:web:example.com%3A0", "did:web:example.com%3A",
                    "did:web:example.com%3A+80", "did:web:example.com%3A80%3A81", "did:web:127.0.0.1",
                    "did:web:2130706433", "did:web:0x7f.1", "did:web:localhost", "did:web:localhost%3A8080",
                    "did:web:a.localhost", "did:web:intranet", "did:web:example.com::a", "did:web:example.com:a:",
                    "did:web:-a.example", "did:web:a..example", "did:web:exa_mple.com", "did:key:z6Mk"));

TEST(DidWeb, may_be_local_in_a_test_set_up_only) {
  const auto url = did_web_to_url("did:web:localhost%3A8080:issuers:1", LocalHosts::allowed);
  ASSERT_TRUE(url);
  EXPECT_EQ(*url, "https://localhost:8080/issuers/1/did.json");
}

TEST(DidWeb, writes_the_host_in_lower_case_and_leaves_the_fragment_aside) {
  const auto url = did_web_to_url("did:web:EXAMPLE.com:A#key-1");
  ASSERT_TRUE(url);
  EXPECT_EQ(*url, "https://example.com/A/did.json");
}

}  // namespace
}  // namespace cairn::proof
