#include "sql/internal/sqlite_fit.hpp"

#include <sqlite3.h>

#include <vector>

namespace cairn::sql {
namespace {

// The usual constants: how fast repetition stops to count, and how much the length of a text does.
constexpr double k_saturation = 1.2;
constexpr double k_length = 0.75;

double weight_of(int column, int count, sqlite3_value** values) {
  return column < count ? sqlite3_value_double(values[column]) : 0.0;
}

// The length of the columns that count, of this row or on average.
int lengths(const Fts5ExtensionApi* api, Fts5Context* context, int count, double& here, double& average) {
  sqlite3_int64 rows = 0;
  if (const int code = api->xRowCount(context, &rows); code != SQLITE_OK) return code;
  sqlite3_int64 all = 0;
  for (int column = 0; column < api->xColumnCount(context) && column < count; ++column) {
    int size = 0;
    sqlite3_int64 total = 0;
    if (const int code = api->xColumnSize(context, column, &size); code != SQLITE_OK) return code;
    if (const int code = api->xColumnTotalSize(context, column, &total); code != SQLITE_OK) return code;
    here += size;
    all += total;
  }
  average = rows > 0 ? static_cast<double>(all) / static_cast<double>(rows) : 1.0;
  if (average <= 0) average = 1.0;
  return SQLITE_OK;
}

int fit_of(const Fts5ExtensionApi* api, Fts5Context* context, int count, sqlite3_value** values, double& fit) {
  double here = 0;
  double average = 1;
  if (const int code = lengths(api, context, count, here, average); code != SQLITE_OK) return code;
  int instances = 0;
  if (const int code = api->xInstCount(context, &instances); code != SQLITE_OK) return code;
  std::vector<double> frequency(static_cast<std::size_t>(api->xPhraseCount(context)), 0.0);
  for (int i = 0; i < instances; ++i) {
    int phrase = 0;
    int column = 0;
    int offset = 0;
    if (const int code = api->xInst(context, i, &phrase, &column, &offset); code != SQLITE_OK) return code;
    frequency[static_cast<std::size_t>(phrase)] += weight_of(column, count, values);
  }
  const double damping = k_saturation * (1 - k_length + k_length * here / average);
  for (const double often : frequency) fit += often * (k_saturation + 1) / (often + damping);
  return SQLITE_OK;
}

void fit_function(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int count,
                  sqlite3_value** values) {
  double fit = 0;
  const int code = fit_of(api, context, count, values, fit);
  if (code == SQLITE_OK) {
    sqlite3_result_double(result, fit);
  } else {
    sqlite3_result_error_code(result, code);
  }
}

}  // namespace

int add_fit_function(sqlite3* database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* select = nullptr;
  if (const int code = sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &select, nullptr); code != SQLITE_OK) return code;
  sqlite3_bind_pointer(select, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
  sqlite3_step(select);
  const int code = sqlite3_finalize(select);
  if (code != SQLITE_OK || api == nullptr) return code != SQLITE_OK ? code : SQLITE_ERROR;
  return api->xCreateFunction(api, "fit", nullptr, fit_function, nullptr);
}

}  // namespace cairn::sql
