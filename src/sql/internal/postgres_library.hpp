#pragma once
#include <libpq-fe.h>

#include "base/result.hpp"

// libpq brings Kerberos and LDAP with it, which cost more time at the start of the program than most commands take: it is
// loaded when a PostgreSQL database is first opened.
#define CAIRN_POSTGRES_FUNCTIONS(F)                                                                                  \
  F(PQconnectdbParams) F(PQfinish) F(PQstatus) F(PQerrorMessage) F(PQserverVersion) F(PQparameterStatus)             \
  F(PQsetNoticeProcessor) F(PQconsumeInput) F(PQreset) F(PQsendQueryParams) F(PQsetSingleRowMode) F(PQgetResult)     \
  F(PQexec) F(PQclear) F(PQresultStatus) F(PQresultErrorField) F(PQresultErrorMessage) F(PQnfields) F(PQgetvalue)    \
  F(PQgetlength) F(PQgetisnull) F(PQftype) F(PQcmdTuples) F(PQcmdStatus) F(PQconninfoParse) F(PQconninfoFree) \
  F(PQntuples) F(PQsendPrepare) F(PQsendQueryPrepared) F(PQenterPipelineMode) F(PQexitPipelineMode) F(PQpipelineSync)

namespace cairn::sql {

/// The functions of libpq under their own names.
struct PostgresLibrary {
#define CAIRN_FUNCTION(name) decltype(&::name) name = nullptr;
  CAIRN_POSTGRES_FUNCTIONS(CAIRN_FUNCTION)
#undef CAIRN_FUNCTION
};

/// fails: unsupported/store.library (it is not installed)
Result<const PostgresLibrary*> postgres_library();

}  // namespace cairn::sql
