#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/output_folder.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "crypto/key_file.hpp"
#include "jsonld/loader.hpp"
#include "store/store.hpp"

namespace cairn::app {

/// What keeping status lists reaches out to.
struct StatusPorts {
  store::Store& store;
  store::TenantId tenant;
  Clock& clock;
  std::function<std::unique_ptr<jsonld::DocumentLoader>()> make_loader;  ///< pinned contexts
};

enum class Resign { when_due, always };

/// How lists are signed.
struct SigningTerms {
  const crypto::KeyFile& key;
  std::string cryptosuite;       ///< must fit the key
  std::int64_t valid_days = 30;  ///< a list says nothing any more after so many days
  int renew_percent = 50;        ///< of its validity, after which an unchanged list is signed anew
  Resign resign = Resign::when_due;
};

struct SignedLists {
  std::int64_t lists = 0;  ///< of this issuer
  std::int64_t signed_anew = 0;
  std::int64_t of_others = 0;  ///< lists of other issuers, which need their own key
};

/// Sign every list of the key's issuer that is new, has changed, or whose validity has passed by the share given. Each
/// is read back before it counts, and each keeps all bits that revocations have set. fails: corrupt/issue.self-check,
/// corrupt/status.lost-bits; what signing and the store fail with
Result<SignedLists> sign_status_lists(const StatusPorts& ports, const SigningTerms& terms);

/// A list that has no end: the last word of an issuer that closes.
struct FinalList {
  std::int64_t number = 0;  ///< of the list in the store
  std::string document;
};

/// Sign every list of the key's issuer as it stands, without an end of validity. Nothing is recorded: such a list is for an
/// archive, and must not take the place of the lists that are signed anew again and again. fails: as sign_status_lists
/// spec: Bitstring Status List 1.0 "BitstringStatusListCredential": validUntil is optional
Result<std::vector<FinalList>> sign_final_lists(const StatusPorts& ports, const SigningTerms& terms);

struct WrittenLists {
  std::int64_t lists = 0;
  std::int64_t written = 0;  ///< the others stood there already
};

/// Write every signed list to a folder that a web server shows under BASE/status/. Readers see the old or the new file,
/// whole. fails: conflict/status.folder-ahead (the folder holds a newer list than the database, or one with bits it
/// does not
///        know: the database was restored from a backup); as OutputFolder
Result<WrittenLists> write_status_lists(store::Store& store, store::TenantId tenant, const OutputFolder& folder);

}  // namespace cairn::app
