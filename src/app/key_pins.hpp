#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "vc/known_issuers.hpp"

namespace cairn::app {

/// Read the file of keys seen before: {"pins": [{"issuer", "key", "since"}]}. Empty text is an empty file.
/// fails: malformed/trust.pins
Result<vc::KeyPins> read_key_pins(std::string_view text);
std::string to_text(const vc::KeyPins& pins);

/// The file of keys seen before. Adding takes a lock on the file and replaces it whole: several programs may use one file.
class PinFile {
 public:
  explicit PinFile(std::string path) : path_(std::move(path)) {}
  /// out: what the file holds; nothing when it is not there yet    fails: malformed/trust.pins, refused/, unavailable/trust.pins-io
  Result<vc::KeyPins> load() const;
  /// Add a key unless it is there already.    fails: as load
  Result<void> add(const vc::PinnedKey& pin) const;

 private:
  std::string path_;
};

}  // namespace cairn::app
