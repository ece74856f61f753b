// e1, e4 and e5: what we issue has one canonical form however it is written, all that is shown of it is signed, and nothing of it
// is lost on the way through the graph and back.
#include <gtest/gtest.h>

#include <algorithm>

#include "jsonld/embedded_contexts.hpp"
#include "jsonld/pinned_loader.hpp"
#include "jsonld/processor.hpp"
#include "properties/chance.hpp"
#include "rdf/canonicalize.hpp"
#include "unit/openbadges/sample.hpp"
#include "unit/vc/workbench.hpp"

namespace cairn::properties {
namespace {

using openbadges::Built;

std::string address(Chance& chance, std::string_view kind) { return "https://college.example/" + std::string(kind) + "/" + std::to_string(chance.below(1'000)); }

void vary_definition(Chance& chance, domain::MicroCredentialFields& fields) {
  fields.name = chance.text();
  fields.description = chance.text();
  fields.criteria_narrative = chance.text() + "\n\n" + chance.text();
  fields.organisation.name = chance.text();
  fields.language = chance.one_in(2) ? "en" : "gd";
  if (chance.one_in(2)) fields.criteria_url = address(chance, "criteria");
  if (chance.one_in(2)) fields.field_of_study = chance.text();
  if (chance.one_in(2)) fields.human_code = chance.text();
  if (chance.one_in(3)) fields.level.reset();
  if (chance.one_in(3)) fields.credit.reset();
  if (chance.one_in(3)) fields.workload_hours.reset();
  if (chance.one_in(2)) fields.validity_months = static_cast<int>(1 + chance.below(60));
  fields.tags.clear();
  for (std::uint64_t i = chance.below(4); i > 0; --i) fields.tags.push_back(chance.text() + std::to_string(i));
  fields.outcomes.clear();
  for (std::uint64_t i = chance.below(4); i > 0; --i) {
    fields.outcomes.push_back({chance.text(), chance.one_in(2) ? address(chance, "skill") + "-" + std::to_string(i) : std::string()});
  }
  fields.alignments.clear();
  for (std::uint64_t i = chance.below(3); i > 0; --i) {
    fields.alignments.push_back({chance.text(), address(chance, "framework") + "-" + std::to_string(i), chance.one_in(2) ? chance.text() : std::string(), chance.one_in(2) ? chance.text() : std::string(),
                                 chance.one_in(2) ? "CFItem" : "", chance.one_in(2) ? chance.text() : std::string()});
  }
}

void vary_award(Chance& chance, domain::AwardFields& fields) {
  fields.learner.name = chance.text();
  if (chance.one_in(2)) fields.learner.id = "did:example:ada" + std::to_string(chance.below(100));
  fields.results[0].value = std::to_string(40 + chance.below(61));
  fields.narrative = chance.one_in(2) ? chance.text() : std::string();
  fields.evidence.clear();
  for (std::uint64_t i = chance.below(4); i > 0; --i) {
    fields.evidence.push_back({address(chance, "evidence") + "-" + std::to_string(i), chance.text(), chance.one_in(2) ? chance.text() : std::string(),
                               chance.one_in(2) ? chance.text() : std::string(), chance.one_in(2) ? chance.text() : std::string()});
  }
}

Built random_badge(Chance& chance) {
  return Built([&](domain::MicroCredentialFields& fields) { vary_definition(chance, fields); }, [&](domain::AwardFields& fields) { vary_award(chance, fields); });
}

// The same document with its members in another order.
json::Value shuffled(json::Value value, Chance& chance, Arena& arena) {
  if (value.is_array()) {
    const json::Array out = json::Array::make(arena);
    for (const json::Value& item : value.array()) out.push_back(shuffled(item, chance, arena), arena);
    return out;
  }
  if (!value.is_object()) return value;
  std::vector<json::Member> members(value.object().begin(), value.object().end());
  for (std::size_t i = members.size(); i > 1; --i) std::swap(members[i - 1], members[chance.below(i)]);
  const json::Object out = json::Object::make(arena);
  for (const json::Member& member : members) out.add_new(member.name, shuffled(member.value, chance, arena), arena);
  return out;
}

// What stands alone may be written with brackets and without, where the context does not say: the one thing that compaction
// settles anew.
json::Value without_brackets(json::Value value, Arena& arena) {
  if (value.is_array()) {
    if (value.array().size() == 1) return without_brackets(value.array()[0], arena);
    const json::Array out = json::Array::make(arena);
    for (const json::Value& item : value.array()) out.push_back(without_brackets(item, arena), arena);
    return out;
  }
  if (!value.is_object()) return value;
  const json::Object out = json::Object::make(arena);
  for (const json::Member& member : value.object()) out.add_new(member.name, without_brackets(member.value, arena), arena);
  return out;
}

class Issued : public testing::Test {
 protected:
  std::string canonical(json::Value document) {
    rdf::Dataset dataset;
    jsonld::Options options;
    options.data_loss = jsonld::DataLoss::refused;
    const auto done = processor_.to_rdf(document, options, arena_, dataset);
    if (!done) return done.error().code + " " + done.error().detail;
    const auto out = canonicalizer_.canonicalize(dataset);
    return out ? std::string(*out) : out.error().code;
  }

  Arena arena_;
  jsonld::PinnedLoader contexts_{jsonld::embedded_contexts()};
  jsonld::Processor processor_{contexts_};
  rdf::Canonicalizer canonicalizer_;
};

TEST_F(Issued, the_canonical_forms_know_neither_the_order_of_members_nor_white_space) {
  for_each_seed(300, [&](Chance& chance, std::uint64_t seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    arena_.reset();
    const Built badge = random_badge(chance);
    const std::string graph = canonical(badge.value());
    ASSERT_NE(graph.find("_:c14n0"), std::string::npos) << graph;
    const std::string text = json::canonicalize(badge.value()).value();
    const std::string rewritten = json::to_text(shuffled(badge.value(), chance, arena_), json::Layout::indented);
    const json::Value again = json::read(arena_.copy(rewritten), arena_).value();
    ASSERT_EQ(canonical(again), graph);
    ASSERT_EQ(json::canonicalize(again).value(), text);
  });
}

// Expand and compact again: the same document. To quads and back: the same quads.
TEST_F(Issued, nothing_is_lost_on_the_way_through_the_graph_and_back) {
  for_each_seed(300, [&](Chance& chance, std::uint64_t seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    arena_.reset();
    const Built badge = random_badge(chance);
    const jsonld::Options options;
    const json::Value expanded = processor_.expand(badge.value(), options, arena_).value();
    const json::Value compacted = processor_.compact(expanded, *badge.value().find("@context"), options, arena_).value();
    ASSERT_TRUE(json::equal(without_brackets(compacted, arena_), without_brackets(badge.value(), arena_))) << json::to_text(badge.value()) << "\n" << json::to_text(compacted);
    rdf::Dataset dataset;
    ASSERT_TRUE(processor_.to_rdf(badge.value(), options, arena_, dataset));
    const json::Value flat = processor_.from_rdf(dataset, options, arena_).value();
    ASSERT_EQ(canonical(flat), canonical(badge.value()));
  });
}

TEST_F(Issued, every_leaf_changes_the_canonical_form) {
  for_each_seed(60, [&](Chance& chance, std::uint64_t seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    arena_.reset();
    const Built badge = random_badge(chance);
    const std::string before = canonical(badge.value());
    vc::for_each_mutation(badge.value(), arena_, [&](const std::string& place, const json::Value& changed) {
      EXPECT_NE(canonical(changed), before) << place;
    });
  });
}

}  // namespace
}  // namespace cairn::properties
