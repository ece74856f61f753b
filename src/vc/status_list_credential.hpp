#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "vc/bitstring.hpp"

namespace cairn::vc {

struct StatusListFacts {
  std::string url;        ///< where the list is published; its id
  std::string issuer_id;
  std::string purpose;    ///< "revocation", "suspension"
  Instant valid_from;
  std::optional<Instant> valid_until;  ///< nothing: the last list of its kind, which never runs out
  std::int64_t ttl_ms = 0;  ///< how long readers may keep a copy; 0: not said
};

/// Build the unsecured BitstringStatusListCredential of a list.
/// in:    list - at least 131,072 bits
/// fails: refused/status.list-length; exhausted/status.size
/// spec:  Bitstring Status List 1.0 "BitstringStatusListCredential"
Result<json::Value> to_status_list_credential(const StatusListFacts& facts, const Bitstring& list, Arena& arena);

/// What a list credential of our own says.
struct StatusListContent {
  std::string url;
  std::string issuer_id;
  std::string purpose;
  Instant valid_from;
  Bitstring list;
};

/// Read a list credential of the form written here; no signature is looked at.
/// fails: malformed/status.list-type, malformed/status.encoding, exhausted/status.size, malformed/time.*
Result<StatusListContent> read_status_list_credential(const json::Value& credential);

}  // namespace cairn::vc
