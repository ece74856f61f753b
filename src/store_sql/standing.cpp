#include "store_sql/standing.hpp"

#include "sql/location.hpp"

namespace cairn::store_sql {

Result<std::optional<Mark>> find_mark(sql::Connection& connection, std::string_view name) {
  CAIRN_TRY(sql::Statement * select, connection.prepare("SELECT note, at_s FROM standing WHERE name = $1"));
  select->bind(1, name);
  CAIRN_TRY(const sql::Step found, select->step());
  std::optional<Mark> out;
  if (found == sql::Step::row) out = Mark{std::string(select->text(0)), {select->integer(1), 0}};
  select->reset();
  return out;
}

Result<void> put_mark(sql::Connection& connection, std::string_view name, const Mark& mark) {
  CAIRN_TRY(sql::Statement * insert,
            connection.prepare("INSERT INTO standing(name, note, at_s) VALUES($1, $2, $3) "
                               "ON CONFLICT(name) DO UPDATE SET note = excluded.note, at_s = excluded.at_s"));
  insert->bind(1, name).bind(2, mark.note).bind(3, mark.at.seconds);
  return insert->run();
}

Result<void> remove_mark(sql::Connection& connection, std::string_view name) {
  CAIRN_TRY(sql::Statement * remove, connection.prepare("DELETE FROM standing WHERE name = $1"));
  remove->bind(1, name);
  return remove->run();
}

Result<void> check_standing(sql::Connection& connection, const std::string& location, Use use) {
  CAIRN_TRY(const auto incomplete, find_mark(connection, k_incomplete));
  if (incomplete) {
    return fail(Kind::refused, "store.incomplete",
                "the database " + sql::shown(location) + " is a copy of " + incomplete->note + " that was interrupted",
                "Run the same cairn migrate, backup or restore again: it begins anew. Until then nothing can be done with it.");
  }
  if (use == Use::read) return {};
  CAIRN_TRY(const auto moved, find_mark(connection, k_moved));
  if (moved) {
    return fail(Kind::refused, "store.moved",
                "the database " + sql::shown(location) + " was moved to " + moved->note + " on " + format_instant(moved->at),
                "Use --database with the new place. This one can still be read.");
  }
  CAIRN_TRY(const auto backup, find_mark(connection, k_backup));
  if (backup) {
    return fail(Kind::refused, "store.backup",
                sql::shown(location) + " is a backup of " + format_instant(backup->at) + ": nothing is recorded in it",
                "Restore it first: cairn restore " + sql::shown(location) + " --database NEW.");
  }
  return {};
}

}  // namespace cairn::store_sql
