#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/issuance.hpp"
#include "store/register.hpp"
#include "store/status.hpp"

namespace cairn::store {

/// One issuer in whose name something was issued here, with a key it signed with.
struct IssuerRecord {
  std::string issuer_id;
  std::string issuer_name;
  std::string verification_method;
  std::string public_key;  ///< Multikey text
};

/// What became of one intent.
enum class Reserved { recorded, row_key_exists };

struct Counts {
  std::int64_t prepared = 0;
  std::int64_t issued = 0;
  std::int64_t voided = 0;
};

/// Something in the storage that does not fit together.
struct StorageFault {
  std::string code;    ///< "fsck.file", "fsck.signature", "fsck.slot", "fsck.event", "fsck.index"
  std::string detail;  ///< what and where, for people
};

/// What is kept, in the words of the field. Every function is one transaction: all of it happened, or nothing, and when
/// a write returns it is durable. Used by one thread at a time. fails: every function can fail with
/// exhausted/store.disk-full, unavailable/store.locked, store.io, store.open,
///        corrupt/store.corrupt, store.schema, refused/store.read-only; then nothing was changed.
class Store : public StatusRegister, public Register {
 public:

  /// Record that an issuing run begins.
  virtual Result<RunNumber> begin_run(TenantId tenant, const RunFacts& facts) = 0;

  /// out: for each row key, in order, the issuance recorded under it
  virtual Result<std::vector<std::optional<Issuance>>> find_issuances(TenantId tenant,
                                                                      std::span<const RowKey> row_keys) = 0;

  /// Record intents and the status slots they take, before anything is signed. A row key that exists already is left as
  /// it is.
  /// out:   what became of each, in order
  /// fails: conflict/store.slot-taken (a slot was given away before, or its list is closed)
  virtual Result<std::vector<Reserved>> reserve(TenantId tenant, RunNumber run, std::span<const Intent> intents) = 0;

  /// Record signatures. The same signature again changes nothing.
  /// fails: missing/store.issuance (no such intent); conflict/store.signature-differs (another signature is recorded);
  ///        conflict/store.voided
  virtual Result<void> finish(TenantId tenant, std::span<const Signature> signatures) = 0;

  /// out: intents that have no signature and are not voided, oldest first, after `after`, at most `limit`
  virtual Result<std::vector<Issuance>> unfinished(TenantId tenant, const IssuanceId& after, std::size_t limit) = 0;

  /// Give an intent up for good. Voiding again changes nothing.
  /// fails: missing/store.issuance; conflict/store.issued (it is signed: revoke it instead)
  virtual Result<void> void_intent(TenantId tenant, const IssuanceId& id, std::string_view reason) = 0;

  /// out: what is signed, in the order of ids, after `after`, at most `limit`: never what is only prepared, nor what is voided
  virtual Result<std::vector<Issuance>> issued(TenantId tenant, const IssuanceId& after, std::size_t limit) = 0;

  /// out: the issuance with this public code, of whichever tenant: knowing the code is the right to see it
  virtual Result<std::optional<Issuance>> find_by_code(std::string_view code) = 0;

  /// out: everyone in whose name was issued here
  virtual Result<std::vector<IssuerRecord>> issuers(TenantId tenant) = 0;

  virtual Result<Counts> count(TenantId tenant) = 0;

  /// Look for what the other functions rely on: the file is whole; every signature has its intent, every slot of a status list one
  /// issuance, every event a slot; the search index follows the listings.   out: what does not hold; at most a hundred of a kind
  /// cost: reads all that is kept
  virtual Result<std::vector<StorageFault>> check_storage(TenantId tenant) = 0;
};

}  // namespace cairn::store
