#pragma once
#include <string_view>
#include <variant>

#include "json/value.hpp"
#include "vc/bitstring.hpp"
#include "vc/status_cache.hpp"
#include "vc/verify.hpp"

// Status lists that are credentials of their own. Internal to this library.
namespace cairn::vc {

/// The words of one generation of the standard.
struct ListMethod {
  std::string_view entry_type;
  std::string_view list_type;
  std::string_view subject_type;
  /// fails: malformed/status.encoding, exhausted/status.size
  Result<Bitstring> (*expand)(std::string_view encoded);
};
/// out: BitstringStatusListEntry or StatusList2021Entry; nullptr for any other type of entry
const ListMethod* list_method_of(const json::Value& entry);

/// What is asked of a list.
struct ListQuestion {
  const ListMethod& method;
  std::string_view url;
  std::string_view purpose;
  std::string_view issuer;  ///< of the credential
};

/// A list that can be believed, or why it says nothing (a check that is unknown, never a fail).
struct TrustedList {
  const Bitstring* bits = nullptr;
  std::string_view keeper;
};
using ListAnswer = std::variant<TrustedList, Check>;

/// Check a list: type, id, keeper, signature, key, dates, purpose; and unpack it.
/// in: cache - holds what is handed out
ListAnswer read_status_list(const json::Value& list, const ListQuestion& question, VerifyPorts& ports, const VerifyPolicy& policy,
                            StatusCache& cache, Arena& arena);

/// out: an unknown check about the status
Check unknown_status(std::string_view code, std::string detail);

}  // namespace cairn::vc
