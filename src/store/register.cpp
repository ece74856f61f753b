#include "store/register.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "store/index_words.hpp"
#include "store/internal/field_hash.hpp"

namespace cairn::store {

std::string_view status_word(PublicStatus status) {
  switch (status) {
    case PublicStatus::unpublished:
      return "unpublished";
    case PublicStatus::current:
      return "current";
    case PublicStatus::expiring:
      return "expiring";
    case PublicStatus::discontinued:
      break;
  }
  return "discontinued";
}

// "As stated" has no note, so it comes first among equals and stays.
void tidy_facets(std::vector<Facet>& facets) {
  std::sort(facets.begin(), facets.end());
  const auto is_same = [](const Facet& a, const Facet& b) { return a.kind == b.kind && a.value == b.value; };
  facets.erase(std::unique(facets.begin(), facets.end(), is_same), facets.end());
}

Hash listing_digest(const Listing& listing) {
  std::vector<Facet> facets = listing.facets;
  tidy_facets(facets);
  FieldHash fields(2);
  fields.add(kind_word(listing.key.kind)).add(listing.key.id).add(listing.key.version).add(listing.key.number);
  fields.add(status_word(listing.status)).add(listing.title).add(listing.summary).add(listing.language);
  fields.add(index_text(listing.words)).add(listing.review_due).add(listing.hours_thousandths);
  for (const Facet& facet : facets) fields.add(facet.kind).add(facet.value).add(facet.note);
  return fields.hash();
}

Result<void> check_bounds(const SearchQuery& query, std::size_t words) {
  if (query.limit == 0 || query.limit > k_most_hits) {
    return fail(Kind::malformed, "register.limit", "a page of " + std::to_string(query.limit) + " hits was asked for",
                "Ask for 1 to " + std::to_string(k_most_hits) + ".");
  }
  if (words <= k_most_query_words && query.facets.size() <= k_most_query_facets) return {};
  return fail(Kind::exhausted, "register.query",
              "the query has " + std::to_string(words) + " words and " + std::to_string(query.facets.size()) + " facets",
              "Search with at most " + std::to_string(k_most_query_words) + " words and " +
                  std::to_string(k_most_query_facets) + " facets.");
}

namespace {

Failure unfit(const std::string& what) {
  return fail(Kind::corrupt, "register.contents", what, "The copy was changed or damaged. Nothing was written; use another one.");
}

}  // namespace

Result<AuditTree> check_contents(const RegisterContents& contents) {
  std::map<std::pair<RecordKey, std::int64_t>, const Record*> open;
  const Record* before = nullptr;
  for (const Record& record : contents.revisions) {
    const bool goes_on = before != nullptr && before->key == record.key;
    if (record.revision != (goes_on ? before->revision + 1 : 1)) return unfit("a revision of the " + to_text(record.key) + " is missing or out of order");
    if (before != nullptr && record.key < before->key) return unfit("the " + to_text(record.key) + " is out of order");
    open.emplace(std::pair(record.key, record.revision), &record);
    before = &record;
  }
  AuditTree tree;
  Hash previous{};
  Instant last;
  for (const AuditEntry& entry : contents.entries) {
    const std::string name = "audit entry " + std::to_string(entry.number);
    if (entry.number != tree.head().size + 1) return unfit(name + " comes where " + std::to_string(tree.head().size + 1) + " is expected");
    if (entry.previous != previous) return unfit(name + " does not follow the one before it");
    if (tree.head().size > 0 && entry.at < last) return unfit(name + " is earlier than the one before it");
    const auto found = open.find({entry.key, entry.revision});
    if (found == open.end() || body_digest(found->second->body) != entry.body_digest) {
      return unfit("the " + to_text(entry.key) + ", revision " + std::to_string(entry.revision) + ", is not what " + name + " says");
    }
    open.erase(found);
    previous = leaf_hash(entry);
    last = entry.at;
    tree.append(previous);
  }
  if (!open.empty()) return unfit("the " + to_text(open.begin()->first.first) + " has no audit entry");
  return tree;
}

}  // namespace cairn::store
