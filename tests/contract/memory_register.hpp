#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "store/index_words.hpp"
#include "store/register.hpp"

namespace cairn::store {

/// A register that forgets everything, for MemoryStore. A value: a copy is a snapshot. Its search knows a few English endings
/// and no fit beyond the title.
class MemoryRegister {
 public:
  Result<std::vector<std::int64_t>> write(TenantId tenant, const RegisterWrite& write) {
    Kept next = kept_[tenant];
    if (!next.entries.empty() && write.change.at < next.entries.back().at) {
      return fail(Kind::conflict, "register.clock", "before the last entry");
    }
    std::vector<std::int64_t> out;
    for (const RecordWrite& record : write.records) {
      CAIRN_CHECK(next.put(record, write.change));
      out.push_back(record.expected_revision + 1);
    }
    for (const RecordWrite& record : write.records) {
      const RecordKey definition{RecordKind::definition, record.key.id, record.key.version};
      if (record.key.kind == RecordKind::act && !next.bodies.contains(definition)) {
        return fail(Kind::missing, "register.record", "no such " + to_text(definition));
      }
    }
    next.list(write.listings);
    kept_[tenant] = std::move(next);
    return out;
  }

  Result<AuditHead> restore(TenantId tenant, const RegisterContents& contents) {
    Kept next;
    CAIRN_TRY(next.tree, check_contents(contents));
    if (!kept_[tenant].entries.empty()) return fail(Kind::conflict, "register.not-empty", "there are entries");
    for (const Record& record : contents.revisions) next.bodies[record.key].push_back(record.body);
    next.entries = contents.entries;
    next.list(contents.listings);
    kept_[tenant] = std::move(next);
    return kept_[tenant].tree.head();
  }

  std::optional<Record> find(TenantId tenant, const RecordKey& key, std::optional<std::int64_t> revision = {}) {
    const auto& bodies = kept_[tenant].bodies;
    const auto found = bodies.find(key);
    if (found == bodies.end()) return std::nullopt;
    const auto newest = static_cast<std::int64_t>(found->second.size());
    const std::int64_t wanted = revision.value_or(newest);
    if (wanted < 1 || wanted > newest) return std::nullopt;
    return Record{key, wanted, found->second.at(static_cast<std::size_t>(wanted - 1))};
  }

  std::vector<Record> family(TenantId tenant, std::string_view id) {
    return newest(tenant, [&](const RecordKey& key) {
      return key.id == id && (key.kind == RecordKind::definition || key.kind == RecordKind::act);
    });
  }

  std::vector<Record> list(TenantId tenant, RecordKind kind, RecordKey after, std::size_t limit) {
    after.kind = kind;
    std::vector<Record> out = newest(tenant, [&](const RecordKey& key) { return key.kind == kind && key > after; });
    if (out.size() > limit) out.resize(limit);
    return out;
  }

  std::vector<Record> revisions(TenantId tenant, const Record& after, std::size_t limit) {
    std::vector<Record> out;
    for (const auto& [key, bodies] : kept_[tenant].bodies) {
      for (std::size_t i = 0; i < bodies.size(); ++i) {
        const auto revision = static_cast<std::int64_t>(i + 1);
        if (std::pair(key, revision) > std::pair(after.key, after.revision)) out.push_back({key, revision, bodies[i]});
      }
    }
    if (out.size() > limit) out.resize(limit);
    return out;
  }

  Result<SearchPage> search(TenantId tenant, const SearchQuery& query) {
    const std::vector<std::string> words = query_words(query.words);
    CAIRN_CHECK(check_bounds(query, words.size()));
    std::vector<std::pair<std::tuple<int, std::string, RecordKey>, SearchHit>> found;
    for (const auto& [key, listing] : kept_[tenant].listings) {
      const std::string title = stems(index_text(listing.title));
      const std::string all = title + " | " + stems(index_text(listing.words));
      if (!fits(listing, query) || !holds(all, words)) continue;
      found.push_back({{holds(title, words) ? 0 : 1, listing.title, key}, hit_of(listing)});
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    SearchPage out;
    for (std::size_t i = query.skip; i < found.size() && out.hits.size() < query.limit; ++i) out.hits.push_back(found[i].second);
    out.has_more = query.skip + out.hits.size() < found.size();
    return out;
  }

  std::vector<SearchHit> overdue(TenantId tenant, std::string_view day, std::size_t limit) {
    std::map<std::tuple<std::string, std::string, RecordKey>, SearchHit> found;
    for (const auto& [key, listing] : kept_[tenant].listings) {
      const bool is_public = listing.status == PublicStatus::current || listing.status == PublicStatus::expiring;
      if (!is_public || listing.review_due.empty() || listing.review_due > day) continue;
      found.insert({{listing.review_due, listing.title, key}, hit_of(listing)});
    }
    std::vector<SearchHit> out;
    for (const auto& [order, hit] : found) {
      if (out.size() < limit) out.push_back(hit);
    }
    return out;
  }

  void replace(TenantId tenant, std::span<const Listing> listings) {
    kept_[tenant].listings.clear();
    kept_[tenant].list(listings);
  }

  std::vector<KeptListing> listings(TenantId tenant, const RecordKey& after, std::size_t limit) {
    std::vector<KeptListing> out;
    for (const auto& [key, listing] : kept_[tenant].listings) {
      if (std::pair(key.id, key.version) > std::pair(after.id, after.version) && out.size() < limit) {
        out.push_back({listing, listing_digest(listing)});
      }
    }
    return out;
  }

  std::vector<AuditEntry> entries(TenantId tenant, std::int64_t after, std::size_t limit) {
    std::vector<AuditEntry> out;
    for (const AuditEntry& entry : kept_[tenant].entries) {
      if (entry.number > after && out.size() < limit) out.push_back(entry);
    }
    return out;
  }

  AuditHead head(TenantId tenant) { return kept_[tenant].tree.head(); }

 private:
  struct Kept {
    std::map<RecordKey, std::vector<std::string>> bodies;  // in order of revision
    std::vector<AuditEntry> entries;
    AuditTree tree;
    std::map<RecordKey, Listing> listings;

    Result<void> put(const RecordWrite& record, const Change& change) {
      const auto found = bodies.find(record.key);
      const std::int64_t present = found == bodies.end() ? 0 : static_cast<std::int64_t>(found->second.size());
      if (present != record.expected_revision) {
        if (present == 0) return fail(Kind::missing, "register.record", "no such " + to_text(record.key));
        return fail(Kind::conflict, "register.revision",
                    to_text(record.key) + ": revision " + std::to_string(record.expected_revision) + " expected, " +
                        std::to_string(present) + " present");
      }
      bodies[record.key].push_back(record.body);
      const Hash previous = entries.empty() ? Hash{} : leaf_hash(entries.back());
      entries.push_back({static_cast<std::int64_t>(entries.size()) + 1, change.at, change.actor, change.action, change.note,
                         record.key, present + 1, body_digest(record.body), previous});
      tree.append(leaf_hash(entries.back()));
      return {};
    }

    void list(std::span<const Listing> added) {
      for (const Listing& listing : added) {
        Listing& kept = listings[listing.key];
        kept = listing;
        kept.words = index_text(listing.words);
        tidy_facets(kept.facets);
      }
    }
  };

  static SearchHit hit_of(const Listing& listing) { return {listing.key, listing.status, listing.title, listing.summary}; }

  // " weld steel "
  static std::string stems(const std::string& words) {
    std::string out = " ";
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      std::string word = words.substr(at, end - at);
      for (const std::string_view ending : {"ing", "ed", "s"}) {
        if (word.size() < ending.size() + 3 || !word.ends_with(ending)) continue;
        word.resize(word.size() - ending.size());
        break;
      }
      out += word + " ";
      at = end + 1;
    }
    return out;
  }

  static bool holds(const std::string& all, const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return all.find(stems(word)) != std::string::npos; });
  }

  static bool fits(const Listing& listing, const SearchQuery& query) {
    const auto has = [&](const Facet& wanted) {
      return std::any_of(listing.facets.begin(), listing.facets.end(),
                         [&](const Facet& facet) { return facet.kind == wanted.kind && facet.value == wanted.value; });
    };
    const std::int64_t hours = listing.hours_thousandths;
    return std::find(query.statuses.begin(), query.statuses.end(), listing.status) != query.statuses.end() &&
           std::all_of(query.facets.begin(), query.facets.end(), has) &&
           (!query.hours || (query.hours->least <= hours && hours <= query.hours->most));
  }

  template <class Test>
  std::vector<Record> newest(TenantId tenant, Test test) {
    std::vector<Record> out;
    for (const auto& [key, bodies] : kept_[tenant].bodies) {
      if (test(key)) out.push_back({key, static_cast<std::int64_t>(bodies.size()), bodies.back()});
    }
    return out;
  }

  std::map<TenantId, Kept> kept_;
};

}  // namespace cairn::store
