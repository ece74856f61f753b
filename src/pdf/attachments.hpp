#pragma once
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "pdf/limits.hpp"

namespace cairn::pdf {

/// A file inside a PDF document.
struct Attachment {
  std::string name;          ///< as the document gives it; may be empty
  std::string media_type;    ///< "application/vc+jwt"; may be empty
  std::string relationship;  ///< "Source", "Data", ...; may be empty
  Result<Bytes> content;     ///< or why it cannot be read: unsupported/pdf.filter, malformed/pdf.structure, exhausted/pdf.limit
};

/// Find the files inside a document: those it lists by name, those associated with it as a whole or with a page, and those pinned to
/// a page. Each is given once. The pages themselves are not looked at: what they show is no part of any answer.
/// out:   none is an answer too
/// fails: malformed/pdf.not-pdf, malformed/pdf.structure, unsupported/pdf.encrypted, unsupported/pdf.filter, exhausted/pdf.limit
/// cost:  counted by the limits, whatever the document asks for
/// spec:  ISO 32000-1 7.7.4, 7.11.3, 7.11.4, 12.5.6.15; ISO 32000-2 14.13 "Associated files"
Result<std::vector<Attachment>> read_attachments(ByteView document, const Limits& limits = {});

}  // namespace cairn::pdf
