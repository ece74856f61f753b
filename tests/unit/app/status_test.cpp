#include <gtest/gtest.h>

#include <set>

#include "app/own_lists.hpp"
#include "app/status_change.hpp"
#include "app/status_publish.hpp"
#include "json/read.hpp"
#include "unit/app/app_fixture.hpp"
#include "vc/status_list_credential.hpp"

namespace cairn::app {
namespace {

class StatusTest : public AppTest {
 protected:
  StatusTest() { status_ = store::StatusPurpose::revocation; }

  std::string document_of(const PeopleRow& row) {
    const store::Issuance found = recorded(row).value();
    return store::secured_document(found.intent.unsigned_document, found.proof);
  }
  StatusPlace place_of(const PeopleRow& row) {
    return find_status_place(store_, {}, recorded(row)->intent.code, *verifier(), clock_.now()).value();
  }
  std::unique_ptr<verify::Verifier> verifier() {
    verify::VerifierParts parts;
    parts.contexts = pinned_contexts();
    parts.own_issuers = [this] { return own_issuers(store_, {}); };
    parts.own_list = [this](std::string_view url) { return find_own_list(store_, {}, url); };
    return std::make_unique<verify::Verifier>(std::move(parts));
  }
  std::string status_of(const PeopleRow& row) {
    const vc::Report report = verifier()->verify(as_bytes(document_of(row)), {clock_.now(), std::nullopt});
    return report.check(vc::CheckId::status).code;
  }
  Result<std::vector<store::StatusChange>> change(const PeopleRow& row, store::StatusAction action) {
    const std::vector<StatusPlace> places = {place_of(row)};
    return change_status(store_, {}, places, order(action));
  }
  StatusOrder order(store::StatusAction action = store::StatusAction::revoke) {
    return {action, "other", "", "registrar", clock_.now()};
  }
  std::int64_t sign(Resign resign = Resign::when_due) {
    SigningTerms terms{key_, "eddsa-rdfc-2022"};
    terms.resign = resign;
    return sign_status_lists({store_, {}, clock_, pinned_contexts}, terms).value().signed_anew;
  }
  std::string published(std::size_t number = 0) {
    return store_.published_list(store_.status_lists({})->at(number).name).value()->document;
  }
  std::vector<StatusPlace> places_of(const std::vector<PeopleRow>& rows) {
    std::vector<StatusPlace> out;
    for (const PeopleRow& row : rows) out.push_back(place_of(row));
    return out;
  }
};

TEST_F(StatusTest, every_credential_gets_a_place_of_its_own_and_none_is_given_twice_by_another_run) {
  const auto rows = people(1'500);
  const std::vector<PeopleRow> first(rows.begin(), rows.begin() + 1'100);
  EXPECT_EQ(issue(first).issued, 1'100U);
  EXPECT_EQ(issue(rows).issued, 400U);
  std::set<std::uint32_t> slots;
  for (const StatusPlace& place : places_of(rows)) slots.insert(place.slot);
  EXPECT_EQ(slots.size(), 1'500U);
  const auto lists = store_.status_lists({}).value();
  ASSERT_EQ(lists.size(), 1U);
  EXPECT_EQ(lists[0].next_place, 1'500U);
}

TEST_F(StatusTest, a_full_list_is_followed_by_a_new_one) {
  store::StatusList nearly_full;
  nearly_full.scope = {key_.issuer, "https://badges.ardmore.example", store::StatusPurpose::revocation};
  nearly_full.name = "first";
  const store::StatusList begun = store_.begin_status_list({}, nearly_full).value();
  store::Intent filler;
  filler.row_key.bytes = {77};
  filler.status = store::StatusClaim{begun.number, store::k_slots_per_list - 4, 0};
  store::RunFacts facts;
  ASSERT_TRUE(store_.reserve({}, store_.begin_run({}, facts).value(), {&filler, 1}));
  const auto rows = people(5);
  const IssueSummary summary = issue(rows);
  EXPECT_EQ(summary.issued, 5U) << (summary.failure ? summary.failure->detail : "");
  std::map<std::int64_t, int> per_list;
  for (const StatusPlace& place : places_of(rows)) ++per_list[place.list.number];
  ASSERT_EQ(per_list.size(), 2U);
  EXPECT_EQ(per_list[begun.number], 3);
}

TEST_F(StatusTest, revoked_means_invalid_once_signed_and_open_until_then) {
  const auto rows = people(2);
  issue(rows);
  EXPECT_EQ(status_of(rows[0]), "status.retrieval") << "no list was signed yet";
  EXPECT_EQ(sign(), 1);
  EXPECT_EQ(status_of(rows[0]), "status.clear");
  EXPECT_EQ(change(rows[0], store::StatusAction::revoke)->at(0), store::StatusChange::recorded);
  EXPECT_EQ(status_of(rows[1]), "status.retrieval") << "the list on record does not know of it";
  EXPECT_EQ(sign(), 1);
  EXPECT_EQ(status_of(rows[0]), "status.revoked");
  EXPECT_EQ(status_of(rows[1]), "status.clear");
  EXPECT_EQ(change(rows[0], store::StatusAction::revoke)->at(0), store::StatusChange::unchanged);
  EXPECT_EQ(change(rows[0], store::StatusAction::reinstate).error().code, "status.final");
  EXPECT_EQ(change(rows[1], store::StatusAction::suspend).error().code, "status.revocation-only");
}

TEST_F(StatusTest, a_list_is_signed_when_it_changed_or_half_its_time_is_over_and_not_before) {
  const auto rows = people(1);
  issue(rows);
  EXPECT_EQ(sign(), 1);
  EXPECT_EQ(sign(), 0);
  clock_ = FixedClock(Instant{clock_.now().seconds + 15 * 86'400 - 1, 0});
  EXPECT_EQ(sign(), 0);
  clock_ = FixedClock(Instant{clock_.now().seconds + 1, 0});
  EXPECT_EQ(sign(), 1);
  EXPECT_EQ(sign(Resign::always), 1);
  change(rows[0], store::StatusAction::revoke).value();
  EXPECT_EQ(sign(), 1);
  EXPECT_EQ(store_.published_list(store_.status_lists({})->at(0).name).value()->version, 4);
}

TEST_F(StatusTest, a_clock_that_stepped_back_never_makes_a_list_look_older) {
  const auto rows = people(1);
  issue(rows);
  sign();
  Arena arena;
  const Instant before = vc::read_status_list_credential(json::read(published(), arena).value())->valid_from;
  clock_ = FixedClock(Instant{clock_.now().seconds - 5'000, 0});
  sign(Resign::always);
  const std::string again = published();
  EXPECT_GE(vc::read_status_list_credential(json::read(again, arena).value())->valid_from, before);
}

TEST_F(StatusTest, published_lists_name_no_person) {
  const auto rows = people(3);
  issue(rows);
  sign();
  for (const PeopleRow& row : rows) {
    EXPECT_EQ(published().find(row.name), std::string::npos);
    EXPECT_EQ(published().find(recorded(row)->intent.code), std::string::npos);
  }
}

// A backup is restored: this store does not know what the other one did since.
TEST_F(StatusTest, after_a_restore_what_is_published_is_taken_over_and_all_lists_are_closed) {
  const auto rows = people(4);
  issue({rows[0], rows[1]});
  sign();
  const store::MemoryStore backup = store_;
  issue(rows);
  change(rows[0], store::StatusAction::revoke).value();
  change(rows[3], store::StatusAction::revoke).value();
  sign();
  const std::vector<std::string> lists = {published()};
  const std::string late_document = document_of(rows[2]);
  store_ = backup;

  const NewEpoch epoch = begin_epoch(store_, {}, lists, *verifier(), order()).value();
  EXPECT_EQ(epoch.closed, 1);
  EXPECT_EQ(epoch.merged, 2);
  EXPECT_EQ(epoch.adopted, 0);
  sign();
  EXPECT_EQ(status_of(rows[0]), "status.revoked");
  EXPECT_EQ(status_of(rows[1]), "status.clear");
  // What was issued since stands in a list that takes nobody new: its place is given to nobody else.
  const StatusPlace late = find_status_place(store_, {}, late_document, *verifier(), clock_.now()).value();
  issue(rows);
  EXPECT_NE(place_of(rows[2]).list.number, late.list.number);
  EXPECT_EQ(begin_epoch(store_, {}, lists, *verifier(), order())->merged, 0);
}

TEST_F(StatusTest, a_list_that_the_backup_never_knew_is_adopted) {
  const store::MemoryStore backup = store_;
  const auto rows = people(2);
  issue(rows);
  change(rows[0], store::StatusAction::revoke).value();
  sign();
  const std::vector<std::string> lists = {published()};
  const std::string lost = document_of(rows[1]);
  store_ = backup;
  issue({people(3)[2]});
  const NewEpoch epoch = begin_epoch(store_, {}, lists, *verifier(), order()).value();
  EXPECT_EQ(epoch.adopted, 1);
  EXPECT_EQ(epoch.merged, 1);
  const StatusPlace place = find_status_place(store_, {}, lost, *verifier(), clock_.now()).value();
  EXPECT_FALSE(store_.find_status_list(place.list.name).value()->is_open);
}

TEST_F(StatusTest, lists_and_credentials_that_others_signed_change_nothing) {
  const auto rows = people(1);
  issue(rows);
  sign();
  std::string list = published();
  list.replace(list.find("validUntil\":\"") + 13, 4, "2099");
  const std::vector<std::string> lists = {list};
  EXPECT_EQ(begin_epoch(store_, {}, lists, *verifier(), order()).error().code, "status.not-ours");
  EXPECT_TRUE(store_.status_lists({})->at(0).is_open);
  std::string document = document_of(rows[0]);
  document.replace(document.find("/c/") + 3, 2, "xx");
  EXPECT_EQ(find_status_place(store_, {}, document, *verifier(), clock_.now()).error().code, "status.not-ours");
  EXPECT_EQ(find_status_place(store_, {}, "no-such-code", *verifier(), clock_.now()).error().code, "status.not-found");
}

TEST_F(StatusTest, a_folder_that_is_ahead_of_the_database_is_left_alone) {
  const TestFolder files;
  const OutputFolder folder = OutputFolder::open(files.path("lists"), OutputFolder::Audience::everybody).value();
  const auto rows = people(2);
  issue(rows);
  sign();
  const store::MemoryStore backup = store_;
  change(rows[0], store::StatusAction::revoke).value();
  sign();
  EXPECT_EQ(write_status_lists(store_, {}, folder)->written, 1);
  EXPECT_EQ(write_status_lists(store_, {}, folder)->written, 0);
  store_ = backup;
  EXPECT_EQ(write_status_lists(store_, {}, folder).error().code, "status.folder-ahead");
  sign(Resign::always);
  EXPECT_EQ(write_status_lists(store_, {}, folder).error().code, "status.folder-ahead");
}

TEST_F(StatusTest, a_list_of_a_database_that_lost_a_revocation_is_not_signed) {
  const auto rows = people(1);
  issue(rows);
  change(rows[0], store::StatusAction::revoke).value();
  sign();
  const store::PublishedList kept = store_.published_list(store_.status_lists({})->at(0).name).value().value();
  store::MemoryStore fresh;
  const store::StatusList list = fresh.begin_status_list({}, store_.status_lists({})->at(0)).value();
  fresh.record_published({}, list.number, kept).value();
  const auto refused = sign_status_lists({fresh, {}, clock_, pinned_contexts}, {key_, "eddsa-rdfc-2022"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "status.lost-bits");
}

TEST_F(StatusTest, without_an_address_there_is_no_status_list) {
  IssuePorts ports{store_, {}, clock_, entropy_, pinned_contexts};
  const auto refused = issue_awards(ports, {*definition_, key_, "eddsa-rdfc-2022", "", {}, status_}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "issue.status");
}

TEST_F(StatusTest, a_reason_is_one_of_a_closed_list) {
  const auto rows = people(1);
  issue(rows);
  const std::vector<StatusPlace> places = places_of(rows);
  StatusOrder because = order();
  because.reason = "because";
  EXPECT_EQ(change_status(store_, {}, places, because).error().code, "status.reason");
}

}  // namespace
}  // namespace cairn::app
