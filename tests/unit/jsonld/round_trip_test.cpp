#include <algorithm>
#include <vector>

#include "document_fixture.hpp"
#include "random_document.hpp"

namespace cairn::jsonld {
namespace {

using json::Value;

// A text that is the same for documents that differ only in the order of members and of items outside lists and
// literals.
std::string order_free_text(Value value) {
  if (value.is_array()) {
    std::vector<std::string> items;
    for (const Value& item : value.array()) items.push_back(order_free_text(item));
    std::sort(items.begin(), items.end());
    std::string out = "[";
    for (const std::string& item : items) out += item + ",";
    return out + "]";
  }
  if (!value.is_object()) return json::to_text(value);
  std::vector<std::string> members;
  for (const json::Member& member : value.object()) {
    std::string text =
        member.name == "@value" ? json::canonicalize(member.value).value() : order_free_text(member.value);
    if (member.name == "@list") {
      text.clear();
      for (const Value& item : member.value.array()) text += order_free_text(item) + ",";
    }
    members.push_back(std::string(member.name) + ":" + text);
  }
  std::sort(members.begin(), members.end());
  std::string out = "{";
  for (const std::string& member : members) out += member + ",";
  return out + "}";
}

class RoundTrip : public DocumentTest {
 protected:
  // out: the document before and after, or the code of an error
  std::pair<std::string, std::string> there_and_back(Value document, Value context) {
    const auto before = processor.expand(document, options, arena);
    EXPECT_TRUE(before.has_value());
    if (!before.has_value()) return {};
    const auto compacted = processor.compact(*before, context, options, arena);
    if (!compacted.has_value()) return {"", compacted.error().code};
    compacted_text = json::to_text(*compacted);
    const auto after = processor.expand(*compacted, options, arena);
    if (!after.has_value()) return {"", after.error().code};
    return {order_free_text(*before), order_free_text(*after)};
  }

  std::string compacted_text;
};

TEST_F(RoundTrip, compaction_loses_nothing_whatever_the_context) {
  int failures = 0;
  for (std::uint64_t seed = 1; seed <= 4'000 && failures < 3; ++seed) {
    arena.reset();
    RandomDocument random(seed);
    const std::string document = random.expanded();
    const std::string context = random.context();
    options.base = "http://base/dir/document";
    options.compact_arrays = seed % 5 != 0;
    const auto [before, after] = there_and_back(read(document), read(context));
    if (before == after || after == "jsonld.no-name-for-value") continue;
    ++failures;
    ADD_FAILURE() << "seed " << seed << "\ndocument  " << document << "\ncontext   " << context << "\ncompacted "
                  << compacted_text << "\nbefore    " << before << "\nafter     " << after;
  }
}

}  // namespace
}  // namespace cairn::jsonld
