#pragma once
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "pdf/limits.hpp"
#include "pdf/object.hpp"

// The bytes of streams. Internal to this library.
namespace cairn::pdf {

/// Undo a stream's filters: FlateDecode with PNG predictors, or none.
/// in:    stream - all members that matter are direct (no references)
/// fails: unsupported/pdf.filter, malformed/pdf.structure, exhausted/pdf.limit    spec: ISO 32000-1 7.4
Result<Bytes> expand_stream(const Object& stream, Budgets& budgets);

/// zlib's format, as /FlateDecode has it.   fails: exhausted/pdf.limit (no memory)
Result<Bytes> compress(ByteView bytes);

}  // namespace cairn::pdf
