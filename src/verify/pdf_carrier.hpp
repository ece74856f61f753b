#pragma once
#include <optional>
#include <string>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cairn::verify {

bool is_pdf(ByteView file);

/// Take the one credential out of a PDF document: an attached file whose content is a credential, or which is said to be one.
/// What the pages show is not read.
/// out:   its exact bytes; none when no attached file is a credential
/// fails: refused/pdf.two-credentials; as pdf::read_attachments; what a file said to be a credential cannot be read for
Result<std::optional<std::string>> credential_in_pdf(ByteView file);

}  // namespace cairn::verify
