#pragma once
#include "base/result.hpp"
#include "store/copy.hpp"

namespace cairn::store_sql {

/// Copy every table of every tenant, from any engine to any engine. The source is read as it stands at one moment; of a move nobody
/// records in it meanwhile. The target is empty before; until all is there and was compared it is marked as incomplete. When
/// something fails it is emptied again, and a file that was made is removed; a copy that was killed stays marked, and begins anew.
/// Memory: a page of rows.
/// fails: conflict/copy.not-empty, copy.exists (backup), copy.same; malformed/copy.no-backup; corrupt/copy.damaged (a backup does not
///        hold what it held when it was made), corrupt/copy.differs (both sides differ after the copying); refused/store.moved,
///        store.incomplete, store.backup; as open_database
/// cost:  three readings of the source, one of the target
Result<store::CopyDone> copy_database(const store::CopyOrder& order);

}  // namespace cairn::store_sql
