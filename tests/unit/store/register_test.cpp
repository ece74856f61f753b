#include "store/register.hpp"

#include <gtest/gtest.h>

#include "base/bytes.hpp"

namespace cairn::store {
namespace {

Listing listing() {
  Listing out;
  out.key = {RecordKind::definition, "weld", "1"};
  out.status = PublicStatus::current;
  out.title = "Welding";
  out.summary = "How to join";
  out.language = "en";
  out.words = "welding steel";
  out.review_due = "2026-03-15";
  out.hours_thousandths = 30'000;
  out.facets = {{"skill", "a"}, {"level", "EQF 6", "indicative"}};
  return out;
}

TEST(Listing, every_field_changes_its_digest) {
  const std::vector<void (*)(Listing&)> changes = {
      [](Listing& l) { l.key.id = "welds"; },       [](Listing& l) { l.key.version = "2"; },
      [](Listing& l) { l.status = PublicStatus::expiring; }, [](Listing& l) { l.title = "Weld"; },
      [](Listing& l) { l.summary.clear(); },        [](Listing& l) { l.language = "gd"; },
      [](Listing& l) { l.words += " s"; },          [](Listing& l) { l.review_due = "2027-03-15"; },
      [](Listing& l) { ++l.hours_thousandths; },    [](Listing& l) { l.facets.pop_back(); },
      [](Listing& l) { l.facets[0].value = "b"; },  [](Listing& l) { l.facets[1].note.clear(); }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Listing changed = listing();
    changes[i](changed);
    EXPECT_NE(to_hex(listing_digest(changed)), to_hex(listing_digest(listing()))) << i;
  }
}

TEST(Listing, the_order_of_facets_does_not_change_its_digest) {
  Listing other = listing();
  std::swap(other.facets[0], other.facets[1]);
  EXPECT_EQ(to_hex(listing_digest(other)), to_hex(listing_digest(listing())));
}

TEST(Facets, of_two_alike_the_one_as_stated_stays) {
  std::vector<Facet> facets = {{"level", "EQF 6", "indicative"}, {"skill", "a"}, {"level", "EQF 6"}};
  tidy_facets(facets);
  EXPECT_EQ(facets, (std::vector<Facet>{{"level", "EQF 6"}, {"skill", "a"}}));
}

}  // namespace
}  // namespace cairn::store
