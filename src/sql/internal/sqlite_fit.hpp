#pragma once
struct sqlite3;

namespace cairn::sql {

/// Give a connection the function `fit(table, weight of column 0, ...)` for full-text tables: how well a row answers the query, higher
/// is better. As bm25(), but a word's rarity plays no part: every row holds every word of the query anyway, and counting the rows
/// of each word takes as long as there are rows. A column without a weight does not count. Internal to this library.
/// out: a result code of SQLite
int add_fit_function(sqlite3* database);

}  // namespace cairn::sql
