#pragma once
#include "contract/register_contract.hpp"

// What every store promises about listings and their search.
namespace cairn::store {

class SearchContract : public RegisterContract {
 protected:
  static Listing listing(const std::string& id, const std::string& title, const std::string& words = "") {
    Listing out;
    out.key = definition(id);
    out.status = PublicStatus::current;
    out.title = title;
    out.summary = "About " + id;
    out.language = "en";
    out.words = words;
    out.hours_thousandths = 30'000;
    return out;
  }
  void list(const std::vector<Listing>& listings, TenantId tenant = {1}) {
    RegisterWrite written = write_of({});
    for (const Listing& one : listings) {
      const auto known = store_->find_record(tenant, one.key).value();
      written.records.push_back({one.key, known ? known->revision : 0, "{}"});
    }
    written.listings = listings;
    const auto result = store_->write_records(tenant, written);
    ASSERT_TRUE(result) << result.error().detail;
  }
  std::vector<std::string> find(const SearchQuery& query, TenantId tenant = {1}) {
    const auto page = store_->search(tenant, query);
    if (!page) return {"error: " + page.error().code + " " + page.error().detail};
    std::vector<std::string> out;
    for (const SearchHit& hit : page->hits) out.push_back(hit.key.id);
    return out;
  }
  std::vector<std::string> words(const std::string& text) {
    SearchQuery query;
    query.words = text;
    std::vector<std::string> out = find(query);
    std::sort(out.begin(), out.end());
    return out;
  }
  std::vector<std::string> facets(std::vector<Facet> wanted) {
    SearchQuery query;
    query.facets = std::move(wanted);
    return find(query);
  }
  using Ids = std::vector<std::string>;
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SearchContract);

TEST_P(SearchContract, a_word_finds_its_other_forms) {
  list({listing("a", "Welding for beginners"), listing("b", "Steel", "how parts are welded"), listing("c", "A weld"),
        listing("d", "Wool and weaving")});
  for (const char* form : {"weld", "welding", "welded", "Welds", "WELDING"}) EXPECT_EQ(words(form), (Ids{"a", "b", "c"})) << form;
  EXPECT_EQ(words("wel"), Ids{});
}

TEST_P(SearchContract, a_word_is_found_with_and_without_its_accents) {
  list({listing("a", "S\xC3\xA8onaid a' d\xC3\xA8" "anamh"), listing("b", "Z\xC3\xBCrich r\xC3\xA9sum\xC3\xA9"), listing("c", "Zurich"),
        listing("d", "\xC4\xB0stanbul I\xC5\x9F\xC4\xB1k"), listing("e", "e\xCC\x81lan")});
  EXPECT_EQ(words("seonaid"), Ids{"a"});
  EXPECT_EQ(words("S\xC3\xA9onaid"), Ids{"a"});
  EXPECT_EQ(words("zurich"), (Ids{"b", "c"}));
  EXPECT_EQ(words("Z\xC3\x9CRICH"), (Ids{"b", "c"}));
  EXPECT_EQ(words("resume"), Ids{"b"});
  EXPECT_EQ(words("istanbul"), Ids{"d"});
  EXPECT_EQ(words("elan"), Ids{"e"});
}

TEST_P(SearchContract, words_of_several_languages_are_found) {
  list({listing("a", "Data", "\xE9\xA1\xB9\xE7\x9B\xAE\xE7\xAE\xA1\xE7\x90\x86 Schwei\xC3\x9F" "en die und \xD0\x9C\xD0\xBE\xD1\x81\xD1\x82"),
        listing("b", "Other", "\xE7\x9B\xAE\xE9\xA1\xB9")});
  EXPECT_EQ(words("\xE9\xA1\xB9\xE7\x9B\xAE"), Ids{"a"});  // the characters side by side, in this order
  EXPECT_EQ(words("\xE7\xAE\xA1\xE7\x90\x86"), Ids{"a"});
  EXPECT_EQ(words("schweissen"), Ids{"a"});
  EXPECT_EQ(words("\xD0\xBC\xD0\xBE\xD1\x81\xD1\x82"), Ids{"a"});
  EXPECT_EQ(words("die"), Ids{"a"});
  EXPECT_EQ(words("und"), Ids{"a"});
}

TEST_P(SearchContract, every_word_must_occur_somewhere) {
  list({listing("a", "Welding", "safety first"), listing("b", "Welding"), listing("c", "Safety", "the welder")});
  EXPECT_EQ(words("welding safety"), (Ids{"a"}));
  EXPECT_EQ(words("the"), Ids{"c"});
  EXPECT_EQ(words("welding nothing"), Ids{});
}

TEST_P(SearchContract, what_has_the_words_in_its_title_comes_first) {
  list({listing("a", "Zinc weld"), listing("b", "Alloys", "weld weld weld weld weld"), listing("c", "Brass weld")});
  SearchQuery query;
  query.words = "weld";
  EXPECT_EQ(find(query), (Ids{"c", "a", "b"}));
}

TEST_P(SearchContract, what_fits_alike_is_in_order_of_title_then_key) {
  list({listing("z", "Alpha", "weld"), listing("y", "Beta", "weld"), listing("b", "Steel", "weld"), listing("a", "Steel", "weld")});
  Listing second = listing("a", "Steel", "weld");
  second.key.version = "2";
  list({second});
  SearchQuery query;
  query.words = "weld";
  EXPECT_EQ(find(query), (Ids{"z", "y", "a", "a", "b"}));
  query.words.clear();
  EXPECT_EQ(find(query), (Ids{"z", "y", "a", "a", "b"}));
  const auto page = store_->search(tenant_, query).value();
  EXPECT_EQ(page.hits[2].key.version, "1");
  EXPECT_EQ(page.hits[3].key.version, "2");
}

TEST_P(SearchContract, a_hit_says_what_a_list_shows) {
  list({listing("a", "Welding \xE2\x80\x93 \"basics\"")});
  SearchQuery query;
  query.words = "basics";
  const auto page = store_->search(tenant_, query).value();
  ASSERT_EQ(page.hits.size(), 1U);
  EXPECT_EQ(page.hits[0].key, definition("a"));
  EXPECT_EQ(page.hits[0].title, "Welding \xE2\x80\x93 \"basics\"");
  EXPECT_EQ(page.hits[0].summary, "About a");
  EXPECT_EQ(page.hits[0].status, PublicStatus::current);
  EXPECT_FALSE(page.has_more);
}

TEST_P(SearchContract, a_skill_finds_everything_that_teaches_it) {
  const Facet skill{"skill", "http://data.europa.eu/esco/skill/1"};
  std::vector<Listing> listings;
  for (int i = 0; i < 50; ++i) {
    listings.push_back(listing("d" + std::to_string(i), "Title " + std::to_string(i)));
    if (i % 3 == 0) listings.back().facets.push_back({skill.kind, skill.value, i % 2 == 0 ? "indicative" : ""});
    listings.back().facets.push_back({"skill", "http://data.europa.eu/esco/skill/2"});
    listings.back().facets.push_back({"other", skill.value});
  }
  list(listings);
  EXPECT_EQ(facets({skill}).size(), 17U);
  EXPECT_EQ(facets({{"skill", "http://data.europa.eu/esco/skill/2"}}).size(), 20U);  // a page
  EXPECT_EQ(facets({{"skill", "http://data.europa.eu/esco/skill/3"}}), Ids{});
  EXPECT_EQ(facets({{"skil", "lhttp://data.europa.eu/esco/skill/1"}}), Ids{});
}

TEST_P(SearchContract, every_facet_must_hold) {
  Listing a = listing("a", "A");
  a.facets = {{"level", "EQF 6"}, {"mode", "online"}, {"level", "EQF 6", "indicative"}};
  Listing b = listing("b", "B", "weld");
  b.facets = {{"level", "EQF 6"}, {"mode", "on site"}};
  list({a, b});
  EXPECT_EQ(facets({{"level", "EQF 6"}}), (Ids{"a", "b"}));
  EXPECT_EQ(facets({{"level", "EQF 6"}, {"mode", "online"}}), Ids{"a"});
  EXPECT_EQ(facets({{"mode", "online"}, {"mode", "on site"}}), Ids{});
  SearchQuery query;
  query.words = "welding";
  query.facets = {{"level", "EQF 6"}};
  EXPECT_EQ(find(query), Ids{"b"});
  query.facets = {{"mode", "online"}};
  EXPECT_EQ(find(query), Ids{});
}

TEST_P(SearchContract, both_ends_of_a_range_of_hours_belong_to_it) {
  std::vector<Listing> listings;
  for (int i = 0; i < 5; ++i) {
    listings.push_back(listing(std::to_string(i), std::to_string(i), "weld"));
    listings.back().hours_thousandths = i * 10'000;
    listings.back().facets = {{"k", "v"}};
  }
  list(listings);
  SearchQuery query;
  query.hours = HourRange{10'000, 30'000};
  EXPECT_EQ(find(query), (Ids{"1", "2", "3"}));
  query.words = "weld";
  EXPECT_EQ(find(query), (Ids{"1", "2", "3"}));
  query.facets = {{"k", "v"}};
  EXPECT_EQ(find(query), (Ids{"1", "2", "3"}));
  query.words.clear();
  EXPECT_EQ(find(query), (Ids{"1", "2", "3"}));
  query.hours = HourRange{30'001, 39'999};
  EXPECT_EQ(find(query), Ids{});
}

TEST_P(SearchContract, only_the_wanted_statuses_are_found) {
  std::vector<Listing> listings;
  for (int i = 0; i < 4; ++i) {
    listings.push_back(listing(std::to_string(i), std::to_string(i), "weld"));
    listings.back().status = static_cast<PublicStatus>(i);
    listings.back().facets = {{"k", "v"}};
  }
  list(listings);
  SearchQuery query;
  EXPECT_EQ(find(query), Ids{"1"});
  query.words = "weld";
  EXPECT_EQ(find(query), Ids{"1"});
  query.statuses = {PublicStatus::discontinued, PublicStatus::unpublished};
  EXPECT_EQ(find(query), (Ids{"0", "3"}));
  query.words.clear();
  EXPECT_EQ(find(query), (Ids{"0", "3"}));
  query.facets = {{"k", "v"}};
  EXPECT_EQ(find(query), (Ids{"0", "3"}));
  query.statuses.clear();
  EXPECT_EQ(find(query), Ids{});
}

TEST_P(SearchContract, a_query_without_a_word_finds_all) {
  list({listing("a", "Welding"), listing("b", "")});
  for (const char* nothing : {"", " ", "\"", "*", "''", "(", "--", "\xE2\x80\x9C \xE2\x80\x93", ":*", "$1", "\\"}) {
    EXPECT_EQ(words(nothing).size(), std::string(nothing) == "$1" ? 0U : 2U) << nothing;
  }
}

TEST_P(SearchContract, a_hostile_query_is_only_words) {
  list({listing("a", "Near or not and"), listing("b", "Drop table listing")});
  EXPECT_EQ(words("NEAR("), Ids{"a"});
  EXPECT_EQ(words("near OR drop"), Ids{});
  EXPECT_EQ(words("not"), Ids{"a"});
  EXPECT_EQ(words("dro*"), Ids{});
  EXPECT_EQ(words("drop:*"), Ids{"b"});
  EXPECT_EQ(words("'; drop table listing; --"), Ids{"b"});
  EXPECT_EQ(words("title:drop"), Ids{});
  EXPECT_EQ(words("drop & !near | table"), Ids{});
  EXPECT_EQ(words("\"drop\" -near"), Ids{});
  EXPECT_EQ(words("\xFF\xFE" "drop\x01"), Ids{"b"});
  EXPECT_EQ(words(std::string("drop\0table", 10)), Ids{"b"});
  EXPECT_EQ(words("\xF0\x9F\x90\x8C"), Ids{});
  EXPECT_EQ(words("|t1s1"), Ids{});
  EXPECT_EQ(words("t1s1"), Ids{});
  EXPECT_EQ(words(std::string(100'000, 'a')), Ids{});
  EXPECT_EQ(facets({{"' OR 1=1 --", "\""}}), Ids{});
}

}  // namespace cairn::store
