#include "jsonld/pinned_loader.hpp"

#include <set>

#include "base/bytes.hpp"
#include "crypto/hash.hpp"
#include "rdf_fixture.hpp"

namespace cairn::jsonld {
namespace {

std::string sha256_hex(std::string_view text) { return to_hex(crypto::sha256(as_bytes(text))); }

constexpr std::string_view k_named = R"({"@context": "https://x/badge", "@id": "urn:x", "name": "N"})";

class PinnedLoaderTest : public RdfTest {};

TEST_F(PinnedLoaderTest, the_first_text_of_a_url_is_served) {
  EXPECT_EQ(loader.served_hash("https://x/badge"), "badge-1");
  EXPECT_EQ(quads(k_named), "<urn:x> <https://v/name> \"N\" .\n");
}

TEST_F(PinnedLoaderTest, another_text_of_a_url_is_served_when_its_hash_is_chosen) {
  EXPECT_EQ(loader.known_hashes("https://x/badge"), (std::vector<std::string_view>{"badge-1", "badge-2"}));
  const PinnedLoader::Choice choice{"https://x/badge", "badge-2"};
  PinnedLoader other(test_contexts(), {&choice, 1});
  EXPECT_EQ(other.served_hash("https://x/badge"), "badge-2");
  Processor second(other);
  EXPECT_EQ(quads_of(second, read(k_named, arena), options, arena), "<urn:x> <https://other/name> \"N\" .\n");
}

TEST_F(PinnedLoaderTest, a_choice_of_an_unknown_text_changes_nothing) {
  const std::vector<PinnedLoader::Choice> choices = {{"https://x/badge", "badge-3"}, {"https://x/none", "badge-1"}};
  PinnedLoader other(test_contexts(), choices);
  EXPECT_EQ(other.served_hash("https://x/badge"), "badge-1");
  EXPECT_EQ(other.served_hash("https://x/none"), "");
}

TEST_F(PinnedLoaderTest, a_url_outside_the_table_is_missing) {
  const auto loaded = loader.load("https://x/elsewhere");
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().kind, Kind::missing);
  EXPECT_EQ(loaded.error().code, "jsonld.loading-document-failed");
  EXPECT_EQ(quads(R"({"@context": "https://x/elsewhere"})"), "jsonld.loading-remote-context-failed");
}

TEST_F(PinnedLoaderTest, a_document_stays_where_it_is) {
  const RemoteDocument* first = loader.load("https://x/a").value();
  for (const EmbeddedContext& context : test_contexts()) static_cast<void>(loader.load(context.url).has_value());
  EXPECT_EQ(loader.load("https://x/a").value(), first);
}

TEST_F(PinnedLoaderTest, a_text_that_is_not_the_pinned_one_is_found_at_the_start) {
  const std::string hash = sha256_hex("{}");
  const std::vector<EmbeddedContext> intact = {{"https://x/1", hash, "{}", ""}};
  const std::vector<EmbeddedContext> damaged = {{"https://x/1", hash, "{}", ""}, {"https://x/2", hash, "{ }", ""}};
  EXPECT_TRUE(PinnedLoader(intact).check(sha256_hex).has_value());
  const auto found = PinnedLoader(damaged).check(sha256_hex);
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code, "jsonld.context-hash");
  EXPECT_NE(found.error().detail.find("https://x/2"), std::string::npos);
}

TEST_F(PinnedLoaderTest, every_context_the_program_carries_is_intact_and_can_be_processed) {
  const PinnedLoader carried(embedded_contexts());
  const auto intact = carried.check(sha256_hex);
  EXPECT_TRUE(intact.has_value()) << intact.error().detail;
  std::set<std::string_view> urls;
  for (const EmbeddedContext& context : embedded_contexts()) {
    const PinnedLoader::Choice choice{context.url, context.sha256_hex};
    PinnedLoader one(embedded_contexts(), {&choice, 1});
    Processor second(one);
    const std::string document = "{\"@context\": \"" + std::string(context.url) + "\", \"urn:p\": \"v\"}";
    EXPECT_EQ(quads_of(second, read(document, arena), options, arena), "_:b0 <urn:p> \"v\" .\n") << context.url;
    urls.insert(context.url);
  }
  EXPECT_TRUE(urls.contains("https://www.w3.org/ns/credentials/v2"));
  EXPECT_TRUE(urls.contains("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"));
}

}  // namespace
}  // namespace cairn::jsonld
