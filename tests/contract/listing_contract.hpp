#pragma once
#include "contract/search_contract.hpp"

// What every store promises about listings: how they are kept, paged and made anew.
namespace cairn::store {

class ListingContract : public SearchContract {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ListingContract);

TEST_P(ListingContract, pages_follow_one_another_and_end) {
  std::vector<Listing> listings;
  for (int i = 10; i < 35; ++i) {
    listings.push_back(listing("d" + std::to_string(i), "Title " + std::to_string(i), "weld"));
    listings.back().facets = {{"k", "v"}};
  }
  list(listings);
  SearchQuery by_title;
  SearchQuery by_words;
  by_words.words = "weld";
  SearchQuery by_facet;
  by_facet.facets = {{"k", "v"}};
  for (SearchQuery query : {by_title, by_words, by_facet}) {
    query.limit = 10;
    Ids all;
    for (const std::size_t count : {10U, 10U, 5U}) {
      const SearchPage page = store_->search(tenant_, query).value();
      EXPECT_EQ(page.hits.size(), count);
      EXPECT_EQ(page.has_more, count == 10);
      for (const SearchHit& hit : page.hits) all.push_back(hit.key.id);
      query.skip += 10;
    }
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 25U);
    query.skip = 25;
    EXPECT_TRUE(store_->search(tenant_, query)->hits.empty());
    query.skip = static_cast<std::size_t>(-1);
    EXPECT_TRUE(store_->search(tenant_, query)->hits.empty());
    query = by_title;
    query.limit = 25;
    EXPECT_FALSE(store_->search(tenant_, query)->has_more);
  }
}

TEST_P(ListingContract, limits_have_bounds) {
  SearchQuery query;
  query.limit = 0;
  EXPECT_EQ(store_->search(tenant_, query).error().code, "register.limit");
  query.limit = 201;
  EXPECT_EQ(store_->search(tenant_, query).error().code, "register.limit");
  query.limit = 200;
  EXPECT_TRUE(store_->search(tenant_, query));
  for (int i = 0; i < 17; ++i) query.words += "word" + std::to_string(i) + " ";
  EXPECT_EQ(store_->search(tenant_, query).error().code, "register.query");
  query.words.clear();
  query.facets.assign(17, {"k", "v"});
  EXPECT_EQ(store_->search(tenant_, query).error().code, "register.query");
  query.facets.resize(16);
  EXPECT_TRUE(store_->search(tenant_, query));
}

TEST_P(ListingContract, a_listing_replaces_the_one_of_its_key) {
  Listing before = listing("a", "Welding", "old");
  before.facets = {{"k", "old"}, {"k", "both"}};
  list({before, listing("b", "Brass")});
  Listing after = listing("a", "Baking", "new");
  after.facets = {{"k", "new"}, {"k", "both"}};
  list({after});
  EXPECT_EQ(words("welding"), Ids{});
  EXPECT_EQ(words("old"), Ids{});
  EXPECT_EQ(words("baking"), Ids{"a"});
  EXPECT_EQ(words("new"), Ids{"a"});
  EXPECT_EQ(facets({{"k", "old"}}), Ids{});
  EXPECT_EQ(facets({{"k", "new"}, {"k", "both"}}), Ids{"a"});
  EXPECT_EQ(words(""), (Ids{"a", "b"}));
}

TEST_P(ListingContract, all_listings_can_be_made_anew) {
  list({listing("a", "Welding"), listing("b", "Brass")});
  const TenantId stranger{2};
  list({listing("a", "Theirs")}, stranger);
  const std::vector<Listing> anew = {listing("c", "Copper"), listing("b", "Bronze")};
  ASSERT_TRUE(store_->replace_listings(tenant_, anew));
  EXPECT_EQ(words(""), (Ids{"b", "c"}));
  EXPECT_EQ(words("bronze"), Ids{"b"});
  EXPECT_EQ(words("welding"), Ids{});
  EXPECT_EQ(find({}, stranger), Ids{"a"});
  ASSERT_TRUE(store_->replace_listings(tenant_, {}));
  EXPECT_EQ(words(""), Ids{});
}

TEST_P(ListingContract, a_write_that_fails_changes_no_listing) {
  list({listing("a", "Welding")});
  RegisterWrite failing = write_of({{definition("a"), 9, "{}"}});
  failing.listings = {listing("a", "Baking"), listing("b", "Brass")};
  EXPECT_FALSE(store_->write_records(tenant_, failing));
  EXPECT_EQ(words("welding"), Ids{"a"});
  EXPECT_EQ(words("brass"), Ids{});
}

TEST_P(ListingContract, listings_of_another_tenant_are_not_found) {
  const TenantId stranger{2};
  Listing mine = listing("a", "Welding");
  mine.facets = {{"k", "v"}};
  mine.review_due = "2026-01-01";
  list({mine});
  SearchQuery query;
  EXPECT_EQ(find(query, stranger), Ids{});
  query.words = "welding";
  EXPECT_EQ(find(query, stranger), Ids{});
  query.words.clear();
  query.facets = {{"k", "v"}};
  EXPECT_EQ(find(query, stranger), Ids{});
  EXPECT_TRUE(store_->overdue_reviews(stranger, "2030-01-01", 10)->empty());
  EXPECT_TRUE(store_->listings(stranger, {}, 10)->empty());
  Listing theirs = listing("a", "Theirs");
  theirs.facets = {{"k", "v"}};
  list({theirs}, stranger);
  EXPECT_EQ(words("theirs"), Ids{});
  EXPECT_EQ(facets({{"k", "v"}}), Ids{"a"});
  EXPECT_EQ(words("welding"), Ids{"a"});
}

TEST_P(ListingContract, overdue_is_what_was_due_on_or_before_the_day) {
  const auto due = [](const std::string& id, const std::string& day, PublicStatus status) {
    Listing out = listing(id, "Title of " + id);
    out.review_due = day;
    out.status = status;
    return out;
  };
  list({due("a", "2026-03-15", PublicStatus::current), due("b", "2026-03-14", PublicStatus::expiring),
        due("c", "2026-03-16", PublicStatus::current), due("d", "2025-01-01", PublicStatus::discontinued),
        due("e", "2025-01-01", PublicStatus::unpublished), due("f", "", PublicStatus::current),
        due("g", "2019-12-31", PublicStatus::current), due("h", "2026-03-14", PublicStatus::current)});
  const auto overdue = [&](const std::string& day, std::size_t limit) {
    const std::vector<SearchHit> hits = store_->overdue_reviews(tenant_, day, limit).value();
    Ids out;
    for (const SearchHit& hit : hits) out.push_back(hit.key.id);
    return out;
  };
  EXPECT_EQ(overdue("2026-03-15", 10), (Ids{"g", "b", "h", "a"}));
  EXPECT_EQ(overdue("2026-03-14", 10), (Ids{"g", "b", "h"}));
  EXPECT_EQ(overdue("2026-03-15", 2), (Ids{"g", "b"}));
  EXPECT_EQ(overdue("2019-12-30", 10), Ids{});
}

TEST_P(ListingContract, listings_come_back_with_their_digest) {
  Listing a = listing("a", "D\xC3\xA8" "anamh", "Some Words \xE9\xA1\xB9\xE7\x9B\xAE");
  a.review_due = "2026-03-15";
  a.facets = {{"skill", "x", "indicative"}, {"level", "EQF 6"}, {"skill", "x"}};
  Listing b = listing("a", "Other");
  b.key.version = "10";
  list({a, listing("b", "B"), b});
  const std::vector<KeptListing> kept = store_->listings(tenant_, {}, 10).value();
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[0].listing.key, a.key);
  EXPECT_EQ(kept[0].listing.title, a.title);
  EXPECT_EQ(kept[0].listing.summary, a.summary);
  EXPECT_EQ(kept[0].listing.language, "en");
  EXPECT_EQ(kept[0].listing.words, "some words \xE9\xA1\xB9 \xE7\x9B\xAE");
  EXPECT_EQ(kept[0].listing.review_due, "2026-03-15");
  EXPECT_EQ(kept[0].listing.hours_thousandths, 30'000);
  EXPECT_EQ(kept[0].listing.facets, (std::vector<Facet>{{"level", "EQF 6"}, {"skill", "x"}}));
  EXPECT_EQ(to_hex(kept[0].digest), to_hex(listing_digest(a)));
  EXPECT_EQ(to_hex(listing_digest(kept[0].listing)), to_hex(listing_digest(a)));
  EXPECT_EQ(kept[1].listing.key.version, "10");
  const std::vector<KeptListing> rest = store_->listings(tenant_, kept[0].listing.key, 1).value();
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].listing.key, b.key);
}

TEST_P(ListingContract, more_than_are_ranked_still_begin_with_titles) {
  std::vector<Listing> listings;
  for (std::size_t i = 0; i < k_most_ranked + 500; ++i) listings.push_back(listing("d" + std::to_string(i), "Zinc", "welding work"));
  listings.push_back(listing("last", "Welding"));
  for (std::size_t from = 0; from < listings.size(); from += 500) {
    const std::size_t to = std::min(from + 500, listings.size());
    list({listings.begin() + static_cast<std::ptrdiff_t>(from), listings.begin() + static_cast<std::ptrdiff_t>(to)});
  }
  SearchQuery query;
  query.words = "weld";
  query.limit = 3;
  const SearchPage page = store_->search(tenant_, query).value();
  ASSERT_EQ(page.hits.size(), 3U);
  EXPECT_EQ(page.hits[0].key.id, "last");
  EXPECT_TRUE(page.has_more);
}

TEST_P(ListingContract, many_with_a_facet_are_in_order_of_title_and_all_are_found) {
  std::vector<Listing> listings;
  for (int i = 0; i < 2'500; ++i) {
    listings.push_back(listing("d" + std::to_string(i), "Title " + std::to_string(9'999 - i)));
    listings.back().facets = {{"k", "v"}};
  }
  ASSERT_TRUE(store_->replace_listings(tenant_, listings));
  SearchQuery query;
  query.facets = {{"k", "v"}};
  query.limit = 2;
  EXPECT_EQ(find(query), (Ids{"d2499", "d2498"}));
  query.skip = 2'499;
  EXPECT_EQ(find(query), Ids{"d0"});
  EXPECT_FALSE(store_->search(tenant_, query)->has_more);
}

}  // namespace cairn::store
