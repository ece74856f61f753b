#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "json/write.hpp"
#include "openbadges/credential.hpp"
#include "openbadges/rulebook.hpp"
#include "unit/domain/sample.hpp"

namespace cairn::openbadges {

inline IssuingFacts sample_facts() {
  IssuingFacts facts;
  facts.credential_id = "https://badges.ardmore.example/c/7Yk2QmZr";
  facts.valid_from = *parse_date_time_stamp("2026-03-16T08:00:00Z");
  facts.salt = "Zm9vYmFyYmF6cXV4MTIz";
  facts.status = StatusSlot{"https://badges.ardmore.example/status/3", 94'567, "revocation"};
  return facts;
}

/// A credential built from the samples, after changes to them.
class Built {
 public:
  using ChangeDefinition = std::function<void(domain::MicroCredentialFields&)>;
  using ChangeAward = std::function<void(domain::AwardFields&)>;

  explicit Built(const ChangeDefinition& change_definition = [](auto&) {}, const ChangeAward& change_award = [](auto&) {},
                 IssuingFacts facts = sample_facts())
      : definition_(make_definition(change_definition)), shared_(definition_) {
    auto fields = domain::sample_award();
    change_award(fields);
    const auto award = domain::make_award(definition_, fields);
    EXPECT_TRUE(award.has_value()) << (award ? "" : award.error().detail);
    const auto built = to_unsecured(shared_, *award, facts, arena_);
    EXPECT_TRUE(built.has_value()) << (built ? "" : built.error().detail);
    if (built) value_ = *built;
  }

  const json::Value& value() const { return value_; }
  Arena& arena() { return arena_; }
  /// The member at a path of names and, in arrays, numbers; JSON text of it, or "missing".
  std::string at(std::initializer_list<std::string_view> path) const {
    const json::Value* here = &value_;
    for (const std::string_view step : path) {
      if (here->is_array()) {
        const auto number = static_cast<std::uint32_t>(std::stoul(std::string(step)));
        here = number < here->array().size() ? &here->array()[number] : nullptr;
      } else {
        here = here->find(step);
      }
      if (here == nullptr) return "missing";
    }
    return json::to_text(*here);
  }

 private:
  static domain::MicroCredential make_definition(const ChangeDefinition& change) {
    auto fields = domain::sample_definition();
    change(fields);
    auto made = domain::make_micro_credential(fields);
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().detail);
    return std::move(*made);
  }

  Arena arena_;
  domain::MicroCredential definition_;
  DefinitionTemplate shared_;
  json::Value value_;
};

}  // namespace cairn::openbadges
