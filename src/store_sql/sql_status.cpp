#include <algorithm>
#include <map>

#include "store_sql/sql_store.hpp"

// The part of the store that keeps status lists.
namespace cairn::store_sql {
namespace {

using store::SlotState;
using store::StatusAction;
using store::StatusChange;
using store::StatusEvent;
using store::StatusList;

constexpr std::string_view k_select_list =
    "SELECT number, issuer_id, base_url, purpose, name, permutation_key, next_place, state FROM status_list ";

StatusList read_list(const sql::Statement& row) {
  StatusList out;
  out.number = row.integer(0);
  out.scope.issuer_id = row.text(1);
  out.scope.base_url = row.text(2);
  out.scope.purpose = row.text(3) == "revocation" ? store::StatusPurpose::revocation : store::StatusPurpose::suspension;
  out.name = row.text(4);
  const ByteView key = row.blob(5);
  std::copy_n(key.begin(), std::min(key.size(), out.permutation_key.size()), out.permutation_key.begin());
  out.next_place = static_cast<std::uint32_t>(row.integer(6));
  out.is_open = row.text(7) == "open";
  return out;
}

Result<std::optional<StatusList>> read_one_list(sql::Statement& select) {
  CAIRN_TRY(const sql::Step found, select.step());
  std::optional<StatusList> out;
  if (found == sql::Step::row) out = read_list(select);
  select.reset();
  return out;
}

// One row of "SELECT list, slot, action, reason, note, by, at_s".
StatusEvent read_event(const sql::Statement& row) {
  StatusEvent out;
  out.list = row.integer(0);
  out.slot = static_cast<std::uint32_t>(row.integer(1));
  out.action = store::action_of(row.text(2)).value_or(StatusAction::revoke);
  out.reason = row.text(3);
  out.note = row.text(4);
  out.by = row.text(5);
  out.at.seconds = row.integer(6);
  return out;
}

Failure slot_taken(const Error& error) {
  if (error.code != "store.constraint") return fail(error.kind, error.code, error.detail, error.hint);
  return fail(Kind::conflict, "store.slot-taken", "a place in the status list was given away before",
              "Run cairn status new-epoch, then the same command again.");
}

}  // namespace

Result<void> SqlStore::claim_slots(store::TenantId tenant, std::span<const SlotOfRow> slots) {
  const auto bind = [&](sql::Statement& insert, std::size_t i) {
    const store::StatusClaim& claim = slots[i].claim;
    insert.bind(1, tenant.number).bind(2, claim.list).bind(3, std::int64_t{claim.slot}).bind(4, slots[i].issuance);
  };
  const auto taken = connection_.run_each(
      "INSERT INTO status_slot(tenant, list, slot, issuance) VALUES($1, $2, $3, $4)", slots.size(), bind);
  if (!taken) return slot_taken(taken.error());
  return {};
}

// Once per batch and list: the places given away now lie behind the list's counter.
Result<void> SqlStore::advance_lists(store::TenantId tenant, std::span<const store::Intent> intents) {
  std::map<std::int64_t, std::uint32_t> ends;
  for (const store::Intent& intent : intents) {
    if (!intent.status) continue;
    std::uint32_t& end = ends[intent.status->list];
    end = std::max(end, intent.status->place + 1);
  }
  for (const auto& [list, end] : ends) {
    CAIRN_TRY(sql::Statement * update, connection_.prepare("UPDATE status_list SET next_place = CASE WHEN next_place < $1 THEN $1 ELSE next_place END "
                                                           "WHERE tenant = $2 AND number = $3 AND state <> 'closed'"));
    update->bind(1, std::int64_t{end}).bind(2, tenant.number).bind(3, list);
    CAIRN_CHECK(update->run());
    if (connection_.changes() == 1) continue;
    return fail(Kind::conflict, "store.slot-taken", "the status list is not open any more",
                "Run the same command again: it begins a new list.");
  }
  return {};
}

Result<std::optional<StatusList>> SqlStore::open_status_list(store::TenantId tenant,
                                                                const store::StatusScope& scope) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare(
                std::string(k_select_list) +
                "WHERE tenant = $1 AND issuer_id = $2 AND base_url = $3 AND purpose = $4 AND state = 'open'"));
  select->bind(1, tenant.number).bind(2, scope.issuer_id).bind(3, scope.base_url).bind(4, purpose_word(scope.purpose));
  return read_one_list(*select);
}

Result<StatusList> SqlStore::begin_status_list(store::TenantId tenant, const StatusList& list) {
  CAIRN_TRY(auto transaction, begin_recording());
  const store::StatusScope& scope = list.scope;
  CAIRN_TRY(sql::Statement * close,
            connection_.prepare("UPDATE status_list SET state = 'full' WHERE tenant = $1 AND issuer_id = $2 AND "
                                "base_url = $3 AND purpose = $4 AND state = 'open'"));
  close->bind(1, tenant.number).bind(2, scope.issuer_id).bind(3, scope.base_url).bind(4, purpose_word(scope.purpose));
  CAIRN_CHECK(close->run());
  CAIRN_TRY(const std::int64_t number, take_numbers(tenant, "status_list", 1));
  CAIRN_TRY(sql::Statement * insert,
            connection_.prepare("INSERT INTO status_list(tenant, issuer_id, base_url, purpose, name, permutation_key, "
                                "number, next_place, state) VALUES($1, $2, $3, $4, $5, $6, $7, 0, 'open')"));
  insert->bind(1, tenant.number)
      .bind(2, scope.issuer_id)
      .bind(3, scope.base_url)
      .bind(4, purpose_word(scope.purpose))
      .bind(5, list.name)
      .bind(6, ByteView(list.permutation_key))
      .bind(7, number);
  CAIRN_CHECK(insert->run());
  StatusList out = list;
  out.number = number;
  out.next_place = 0;
  out.is_open = true;
  CAIRN_CHECK(transaction.commit());
  return out;
}

Result<std::int64_t> SqlStore::close_status_lists(store::TenantId tenant) {
  CAIRN_TRY(auto transaction, begin_recording());
  CAIRN_TRY(sql::Statement * close,
            connection_.prepare("UPDATE status_list SET state = 'closed' WHERE tenant = $1 AND state <> 'closed'"));
  close->bind(1, tenant.number);
  CAIRN_CHECK(close->run());
  const std::int64_t closed = connection_.changes();
  CAIRN_CHECK(transaction.commit());
  return closed;
}

Result<std::vector<StatusList>> SqlStore::status_lists(store::TenantId tenant) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare(std::string(k_select_list) + "WHERE tenant = $1 ORDER BY number"));
  select->bind(1, tenant.number);
  std::vector<StatusList> out;
  for (;;) {
    CAIRN_TRY(const sql::Step found, select->step());
    if (found == sql::Step::done) break;
    out.push_back(read_list(*select));
  }
  select->reset();
  return out;
}

Result<std::optional<StatusList>> SqlStore::find_status_list(std::string_view name) {
  CAIRN_TRY(sql::Statement * select, connection_.prepare(std::string(k_select_list) + "WHERE name = $1"));
  select->bind(1, name);
  return read_one_list(*select);
}

Result<std::vector<StatusChange>> SqlStore::record_status(store::TenantId tenant,
                                                             std::span<const StatusEvent> events) {
  std::vector<StatusChange> out;
  out.reserve(events.size());
  CAIRN_TRY(auto transaction, begin_recording());
  CAIRN_TRY(std::int64_t number, take_numbers(tenant, "status_event", events.size()));
  for (const StatusEvent& event : events) {
    CAIRN_TRY(const StatusChange change, record_event(tenant, event, number));
    if (change == StatusChange::recorded) ++number;
    out.push_back(change);
  }
  CAIRN_CHECK(transaction.commit());
  return out;
}

Result<StatusChange> SqlStore::record_event(store::TenantId tenant, const StatusEvent& event, std::int64_t number) {
  CAIRN_TRY(sql::Statement * list, connection_.prepare("SELECT 1 FROM status_list WHERE tenant = $1 AND number = $2"));
  list->bind(1, tenant.number).bind(2, event.list);
  CAIRN_TRY(const sql::Step found, list->step());
  list->reset();
  if (found == sql::Step::done || event.slot >= store::k_slots_per_list) {
    return fail(Kind::missing, "store.status-list", "there is no such status list or place in it");
  }
  CAIRN_TRY(const std::vector<StatusEvent> history, status_history(tenant, event.list, event.slot));
  SlotState state = SlotState::clear;
  for (const StatusEvent& past : history) state = store::after(state, past.action).value_or(state);
  const std::optional<SlotState> next = store::after(state, event.action);
  if (!next) {
    return fail(Kind::conflict, "status.final", "the credential is revoked, and a revocation is final",
                "Issue a new credential instead.");
  }
  if (*next == state) return StatusChange::unchanged;
  CAIRN_TRY(sql::Statement * insert,
            connection_.prepare("INSERT INTO status_event(tenant, list, slot, action, reason, note, by, at_s, number) "
                                "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)"));
  insert->bind(1, tenant.number)
      .bind(2, event.list)
      .bind(3, std::int64_t{event.slot})
      .bind(4, action_word(event.action))
      .bind(5, event.reason)
      .bind(6, event.note)
      .bind(7, event.by)
      .bind(8, event.at.seconds)
      .bind(9, number);
  CAIRN_CHECK(insert->run());
  return StatusChange::recorded;
}

Result<std::vector<StatusEvent>> SqlStore::status_history(store::TenantId tenant, std::int64_t list,
                                                             std::uint32_t slot) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT list, slot, action, reason, note, by, at_s FROM status_event "
                                "WHERE tenant = $1 AND list = $2 AND slot = $3 ORDER BY number"));
  select->bind(1, tenant.number).bind(2, list).bind(3, std::int64_t{slot});
  std::vector<StatusEvent> out;
  for (;;) {
    CAIRN_TRY(const sql::Step found, select->step());
    if (found == sql::Step::done) break;
    out.push_back(read_event(*select));
  }
  select->reset();
  return out;
}

Result<store::SlotBits> SqlStore::status_bits(store::TenantId tenant, std::int64_t list) {
  CAIRN_TRY(sql::Statement * select, connection_.prepare("SELECT slot, action, number FROM status_event "
                                                         "WHERE tenant = $1 AND list = $2 ORDER BY slot, number"));
  select->bind(1, tenant.number).bind(2, list);
  store::SlotBits out;
  std::optional<std::uint32_t> slot;
  SlotState state = SlotState::clear;
  const auto end_slot = [&] {
    if (slot && state != SlotState::clear) out.set.push_back(*slot);
  };
  for (;;) {
    CAIRN_TRY(const sql::Step found, select->step());
    if (found == sql::Step::done) break;
    const auto here = static_cast<std::uint32_t>(select->integer(0));
    if (slot != here) {
      end_slot();
      slot = here;
      state = SlotState::clear;
    }
    state = store::after(state, store::action_of(select->text(1)).value_or(StatusAction::revoke)).value_or(state);
    out.last_event = std::max(out.last_event, select->integer(2));
  }
  select->reset();
  end_slot();
  return out;
}

Result<std::int64_t> SqlStore::record_published(store::TenantId tenant, std::int64_t list,
                                                   const store::PublishedList& signed_list) {
  CAIRN_TRY(auto transaction, begin_recording());
  const auto text = [](std::string_view column, std::string_view value, std::string_view key) {
    return "INSERT INTO published_list(" + std::string(column) +
           "list, version, last_event, signed_s, valid_until_s, document) SELECT " + std::string(value) +
           "number, 1, $1, $2, $3, $4 FROM status_list WHERE tenant = $5 AND number = $6 ON CONFLICT(" +
           std::string(key) +
           ") DO UPDATE SET version = published_list.version + 1, last_event = excluded.last_event, signed_s = "
           "excluded.signed_s, valid_until_s = excluded.valid_until_s, document = excluded.document RETURNING version";
  };
  CAIRN_TRY(sql::Statement * upsert, prepare(text("", "", "list"), text("tenant, ", "tenant, ", "tenant, list")));
  upsert->bind(1, signed_list.last_event)
      .bind(2, signed_list.signed_at.seconds)
      .bind(3, signed_list.valid_until.seconds)
      .bind(4, as_bytes(signed_list.document))
      .bind(5, tenant.number)
      .bind(6, list);
  CAIRN_TRY(const sql::Step found, upsert->step());
  if (found == sql::Step::done) {
    upsert->reset();
    return fail(Kind::missing, "store.status-list", "there is no such status list");
  }
  const std::int64_t version = upsert->integer(0);
  CAIRN_TRY(const sql::Step end, upsert->step());
  CAIRN_ASSERT(end == sql::Step::done);
  upsert->reset();
  CAIRN_CHECK(transaction.commit());
  return version;
}

Result<std::optional<store::PublishedList>> SqlStore::published_list(std::string_view name) {
  CAIRN_TRY(sql::Statement * select,
            prepare("SELECT p.document, p.version, p.last_event, p.signed_s, p.valid_until_s "
                    "FROM published_list p JOIN status_list l ON l.number = p.list WHERE l.name = $1",
                    "SELECT p.document, p.version, p.last_event, p.signed_s, p.valid_until_s FROM published_list p "
                    "JOIN status_list l ON l.tenant = p.tenant AND l.number = p.list WHERE l.name = $1"));
  select->bind(1, name);
  CAIRN_TRY(const sql::Step found, select->step());
  std::optional<store::PublishedList> out;
  if (found == sql::Step::row) {
    out.emplace();
    out->document = as_text(select->blob(0));
    out->version = select->integer(1);
    out->last_event = select->integer(2);
    out->signed_at.seconds = select->integer(3);
    out->valid_until.seconds = select->integer(4);
  }
  select->reset();
  return out;
}

}  // namespace cairn::store_sql
