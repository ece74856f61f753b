#pragma once
#include <optional>

#include "bake/payload.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cairn::bake {

/// What kind of picture a file is by its first bytes; nullopt: neither PNG nor SVG.
std::optional<ImageKind> image_kind(ByteView file);

/// Take the credential out of a picture. Pixels are not decoded, nothing is unpacked, no entity is expanded, nothing is
/// fetched. in:    file - a PNG or SVG of at most k_image_bytes, else it is refused out:   exactly one payload, or
/// none; a badge of Open Badges 2 beside one of Open Badges 3.0 is given apart fails: unsupported/bake.not-a-picture;
/// exhausted/bake.size, bake.svg-limit; refused/bake.two-credentials, bake.compressed,
///        bake.svg-entity; malformed/bake.payload, bake.png-signature, bake.png-chunk, bake.png-truncated,
///        bake.png-checksum, bake.png-text, bake.svg-encoding, bake.svg-syntax; unsupported/bake.svg-encoding,
///        bake.svg-root
/// cost:  linear in the file
/// spec:  Open Badges 3.0 "Baked Badge"; Open Badges 2.0 Baking Specification
Result<Extraction> extract(ByteView file);

}  // namespace cairn::bake
