#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace cairn::store {

/// Whose records. No function that reads or writes takes an id without one.
struct TenantId {
  std::int64_t number = 1;
  auto operator<=>(const TenantId&) const = default;
};

/// UUID version 7, made by us, so that rows lie on the disk in the order they were issued.  spec: RFC 9562 5.7
struct IssuanceId {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const IssuanceId&) const = default;
};
/// out: "018f3c1e-7b2a-7c11-9e42-..." in lower case
std::string to_text(const IssuanceId& id);

/// What makes a row of a list the same row the next time: digest of issuer, definition, version and learner.
struct RowKey {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const RowKey&) const = default;
};

/// Digest of what a row says (name, date, mark), to notice when a list has changed since it was issued.
struct RowDigest {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const RowDigest&) const = default;
};

/// prepared: the intent is recorded, the signature is not. issued: both are. voided: never to be signed.
enum class IssuanceState { prepared, issued, voided };

/// What all rows of one issuing run share.
struct RunFacts {
  std::string definition_id;
  std::string definition_version;
  std::string definition_name;
  std::string issuer_id;
  std::string issuer_name;
  std::string verification_method;  ///< the key's absolute id
  std::string public_key;           ///< Multikey text, so that our own credentials can be checked without the network
  std::string cryptosuite;
  std::string source;  ///< name of the list, for people
  Instant started;
};

struct RunNumber {
  std::int64_t number = 0;
};

/// A place in a status list, taken together with the intent that names it.
struct StatusClaim {
  std::int64_t list = 0;
  std::uint32_t place = 0;  ///< the how-manieth of the list
  std::uint32_t slot = 0;   ///< the bit: the place, scattered by the list's permutation
};

/// What is recorded before anything is signed.
struct Intent {
  IssuanceId id;
  std::string code;  ///< the public address /c/{code}: nobody can guess it
  RowKey row_key;
  RowDigest row_digest;
  std::string learner_name;
  Instant
      created;  ///< becomes `created` of the proof, in whole seconds: the same intent always gets the same signature
  std::string unsigned_document;  ///< the exact bytes that will be signed
  std::optional<StatusClaim> status;  ///< written with the intent; not read back, since the document names the slot
};

/// The signature of an intent: exact bytes of its `proof` object.
struct Signature {
  IssuanceId id;
  std::string proof;
};

/// The stored record that ties a row, its unsigned document and its signature together.
struct Issuance {
  Intent intent;
  RunFacts run;
  IssuanceState state = IssuanceState::prepared;
  std::string proof;        ///< empty unless issued
  std::string void_reason;  ///< empty unless voided
};

/// out: the intent's bytes with `proof` as their last member: exactly what was signed; a proof that is a token holds the
///      document itself and is given back as it is
/// in:  `unsigned_document` - a JSON object with at least one member and no proof
std::string secured_document(std::string_view unsigned_document, std::string_view proof);

}  // namespace cairn::store
