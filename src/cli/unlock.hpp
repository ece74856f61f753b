#pragma once
#include "base/entropy.hpp"
#include "base/result.hpp"
#include "cli/options.hpp"
#include "crypto/key_file.hpp"

namespace cairn::cli {

/// What a key file is to be opened with: the unlock file if one is named, else the passphrase file, else the passphrase
/// is asked for on the terminal, without echo. fails: refused/unlock.no-terminal (nothing named and nobody to ask);
/// missing/input.not-found; malformed/key.*
Result<crypto::Unlock> read_unlock(const UnlockOptions& options);

/// The same for a new key: an unlock file that is not there yet is made; a typed passphrase is asked for twice.
/// fails: as read_unlock; refused/unlock.differ (the two are not the same), refused/unlock.too-short (under 8
/// characters)
Result<crypto::Unlock> make_unlock(const UnlockOptions& options, Entropy& entropy);

/// Open a key file.   fails: as read_input, read_unlock and crypto::read_key_file; `detail` names the file
Result<crypto::KeyFile> open_key(const std::string& path, const UnlockOptions& options);

}  // namespace cairn::cli
