#pragma once
#include "contract/store_contract.hpp"

// What every store promises about status lists.
namespace cairn::store {

class StatusContract : public StoreContract {
 protected:
  StatusList begin_list(const std::string& name = "list-a", StatusPurpose purpose = StatusPurpose::revocation) {
    StatusList list;
    list.scope = {"did:key:zA", "https://badges.ardmore.example", purpose};
    list.name = name;
    list.permutation_key.fill(7);
    return store_->begin_status_list(tenant_, list).value();
  }
  Result<std::vector<Reserved>> reserve(std::uint8_t number, StatusClaim claim) {
    Intent written = intent(number);
    written.status = claim;
    return store_->reserve(tenant_, run_, {&written, 1});
  }
  Result<std::vector<StatusChange>> record(const StatusList& list, std::uint32_t slot, StatusAction action) {
    StatusEvent event;
    event.list = list.number;
    event.slot = slot;
    event.action = action;
    event.reason = "other";
    event.note = "a note";
    event.by = "registrar";
    event.at.seconds = 1'700'000'200;
    return store_->record_status(tenant_, {&event, 1});
  }
  std::vector<std::uint32_t> set(const StatusList& list) { return store_->status_bits(tenant_, list.number)->set; }

  RunNumber run_ = begin();
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StatusContract);

TEST_P(StatusContract, a_scope_has_one_open_list_and_a_new_one_closes_it) {
  const StatusScope scope{"did:key:zA", "https://badges.ardmore.example", StatusPurpose::revocation};
  EXPECT_FALSE(store_->open_status_list(tenant_, scope)->has_value());
  const StatusList first = begin_list("list-a");
  const StatusList other = begin_list("list-s", StatusPurpose::suspension);
  EXPECT_EQ(store_->open_status_list(tenant_, scope).value()->name, "list-a");
  const StatusList second = begin_list("list-b");
  EXPECT_EQ(store_->open_status_list(tenant_, scope).value()->number, second.number);
  const auto lists = store_->status_lists(tenant_).value();
  ASSERT_EQ(lists.size(), 3U);
  EXPECT_FALSE(lists[0].is_open);
  EXPECT_TRUE(lists[1].is_open);
  EXPECT_EQ(lists[1].scope.purpose, StatusPurpose::suspension);
  EXPECT_EQ(lists[2].permutation_key, second.permutation_key);
  EXPECT_EQ(store_->find_status_list("list-s").value()->number, other.number);
  EXPECT_FALSE(store_->find_status_list("list-x")->has_value());
  EXPECT_NE(first.number, second.number);
}

TEST_P(StatusContract, a_slot_is_given_away_once_and_the_counter_only_grows) {
  const StatusList list = begin_list();
  ASSERT_TRUE(reserve(1, {list.number, 4, 90'000}));
  ASSERT_TRUE(reserve(2, {list.number, 1, 17}));
  EXPECT_EQ(store_->open_status_list(tenant_, list.scope).value()->next_place, 5U);
  const auto taken = reserve(3, {list.number, 5, 90'000});
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, "store.slot-taken");
  EXPECT_FALSE(find(3).has_value()) << "an intent without its slot";
}

TEST_P(StatusContract, a_batch_whose_slot_is_taken_leaves_nothing_behind) {
  const StatusList list = begin_list();
  Intent a = intent(1);
  Intent b = intent(2);
  a.status = StatusClaim{list.number, 0, 5};
  b.status = StatusClaim{list.number, 1, 5};
  const std::vector<Intent> batch = {a, b};
  EXPECT_FALSE(store_->reserve(tenant_, run_, batch));
  EXPECT_EQ(store_->count(tenant_)->prepared, 0);
  EXPECT_TRUE(reserve(1, {list.number, 0, 5})) << "the slot of a batch that was refused";
}

TEST_P(StatusContract, a_row_that_exists_takes_no_slot) {
  const StatusList list = begin_list();
  ASSERT_TRUE(reserve(1, {list.number, 0, 5}));
  EXPECT_EQ(reserve(1, {list.number, 1, 6})->at(0), Reserved::row_key_exists);
  EXPECT_TRUE(reserve(2, {list.number, 2, 6}));
}

TEST_P(StatusContract, places_given_before_a_list_was_full_can_still_be_recorded) {
  const StatusList full = begin_list("list-a");
  begin_list("list-b");
  EXPECT_TRUE(reserve(1, {full.number, 131'071, 5}));
}

TEST_P(StatusContract, no_slot_of_a_closed_list_is_given_away) {
  const StatusList list = begin_list();
  EXPECT_EQ(store_->close_status_lists(tenant_).value(), 1);
  EXPECT_EQ(store_->close_status_lists(tenant_).value(), 0);
  EXPECT_FALSE(store_->open_status_list(tenant_, list.scope)->has_value());
  EXPECT_EQ(reserve(1, {list.number, 0, 5}).error().code, "store.slot-taken");
}

TEST_P(StatusContract, a_revocation_is_final_and_doing_it_again_is_harmless) {
  const StatusList list = begin_list();
  EXPECT_EQ(record(list, 9, StatusAction::revoke)->at(0), StatusChange::recorded);
  EXPECT_EQ(record(list, 9, StatusAction::revoke)->at(0), StatusChange::unchanged);
  EXPECT_EQ(record(list, 9, StatusAction::reinstate).error().code, "status.final");
  EXPECT_EQ(record(list, 9, StatusAction::suspend).error().code, "status.final");
  EXPECT_EQ(set(list), std::vector<std::uint32_t>{9});
}

TEST_P(StatusContract, a_suspension_can_be_lifted_and_made_final) {
  const StatusList list = begin_list("list-s", StatusPurpose::suspension);
  EXPECT_EQ(record(list, 3, StatusAction::reinstate)->at(0), StatusChange::unchanged);
  EXPECT_EQ(record(list, 3, StatusAction::suspend)->at(0), StatusChange::recorded);
  EXPECT_EQ(set(list), std::vector<std::uint32_t>{3});
  EXPECT_EQ(record(list, 3, StatusAction::reinstate)->at(0), StatusChange::recorded);
  EXPECT_TRUE(set(list).empty());
  EXPECT_EQ(record(list, 3, StatusAction::suspend)->at(0), StatusChange::recorded);
  EXPECT_EQ(record(list, 3, StatusAction::revoke)->at(0), StatusChange::recorded);
  EXPECT_EQ(set(list), std::vector<std::uint32_t>{3});
  const auto history = store_->status_history(tenant_, list.number, 3).value();
  ASSERT_EQ(history.size(), 4U);
  EXPECT_EQ(history[0].action, StatusAction::suspend);
  EXPECT_EQ(history[3].action, StatusAction::revoke);
  EXPECT_EQ(history[0].by, "registrar");
  EXPECT_EQ(history[0].note, "a note");
  EXPECT_EQ(history[0].reason, "other");
  EXPECT_EQ(history[0].at.seconds, 1'700'000'200);
}

// Whatever is done, in any order: a revoked slot stays set (OR-monotone), and the set is what a plain model says.
TEST_P(StatusContract, revocations_are_never_lost_whatever_else_is_done) {
  const StatusList list = begin_list();
  std::uint32_t chance = 12345;
  std::map<std::uint32_t, int> model;  // 0 clear, 1 suspended, 2 revoked
  for (int i = 0; i < 200; ++i) {
    chance = chance * 1664525 + 1013904223;
    const std::uint32_t slot = (chance >> 8) % 40;
    const auto action = static_cast<StatusAction>((chance >> 20) % 3);
    int& state = model[slot];
    const bool allowed = state != 2 || action == StatusAction::revoke;
    EXPECT_EQ(record(list, slot, action).has_value(), allowed);
    if (allowed) state = action == StatusAction::revoke ? 2 : action == StatusAction::suspend ? 1 : 0;
    std::vector<std::uint32_t> expected;
    for (const auto& [number, now] : model) {
      if (now != 0) expected.push_back(number);
    }
    ASSERT_EQ(set(list), expected);
  }
}

TEST_P(StatusContract, events_are_recorded_all_or_none) {
  const StatusList list = begin_list();
  StatusEvent good;
  good.list = list.number;
  good.slot = 1;
  StatusEvent bad = good;
  bad.list = 99;
  const std::vector<StatusEvent> both = {good, bad};
  EXPECT_EQ(store_->record_status(tenant_, both).error().code, "store.status-list");
  EXPECT_TRUE(set(list).empty());
  good.slot = k_slots_per_list;
  EXPECT_EQ(store_->record_status(tenant_, {&good, 1}).error().code, "store.status-list");
}

TEST_P(StatusContract, a_published_list_gets_a_version_that_only_grows) {
  const StatusList list = begin_list();
  ASSERT_TRUE(record(list, 3, StatusAction::revoke));
  const std::int64_t event = store_->status_bits(tenant_, list.number)->last_event;
  EXPECT_GT(event, 0);
  EXPECT_FALSE(store_->published_list("list-a")->has_value());
  PublishedList signed_list;
  signed_list.document = "{\"list\":1}";
  signed_list.last_event = event;
  signed_list.signed_at.seconds = 5;
  signed_list.valid_until.seconds = 6;
  EXPECT_EQ(store_->record_published(tenant_, list.number, signed_list).value(), 1);
  signed_list.document = "{\"list\":2}";
  EXPECT_EQ(store_->record_published(tenant_, list.number, signed_list).value(), 2);
  const auto found = store_->published_list("list-a").value();
  EXPECT_EQ(found->document, "{\"list\":2}");
  EXPECT_EQ(found->version, 2);
  EXPECT_EQ(found->last_event, event);
  EXPECT_EQ(found->valid_until.seconds, 6);
  EXPECT_EQ(store_->record_published(tenant_, 99, signed_list).error().code, "store.status-list");
}

TEST_P(StatusContract, another_tenants_lists_cannot_be_touched) {
  const StatusList list = begin_list();
  const TenantId stranger{2};
  EXPECT_TRUE(store_->status_lists(stranger)->empty());
  EXPECT_EQ(store_->close_status_lists(stranger).value(), 0);
  StatusEvent event;
  event.list = list.number;
  event.slot = 1;
  EXPECT_EQ(store_->record_status(stranger, {&event, 1}).error().code, "store.status-list");
  EXPECT_FALSE(store_->record_published(stranger, list.number, {}));
  EXPECT_TRUE(set(list).empty());
}

}  // namespace cairn::store
