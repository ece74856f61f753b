#pragma once
#include <string_view>

#include "base/arena.hpp"
#include "base/bytes.hpp"
#include "json/value.hpp"
#include "vc/report.hpp"

// From bytes to something that can be checked. Internal to this library.
namespace cairn::vc {

/// What was found in the bytes: a document, or a token, or neither.
struct Reading {
  Check check;
  Format format = Format::unreadable;
  json::Value document;     ///< embedded_proof and unsecured
  std::string_view token;   ///< vc_jwt and sd_jwt
};

/// Tell formats apart by content, and parse strictly.
Reading read_bytes(ByteView bytes, Arena& arena);
/// What an already parsed document is: a credential, or an envelope around a token.
Reading read_document(json::Value document);

}  // namespace cairn::vc
