#include "base/bug.hpp"
#include "pdf/attachments.hpp"
#include "pdf/finish.hpp"
#include "verify/pdf_carrier.hpp"

// Any bytes as a PDF document: its attachments or an error, within limits; and completing it is an error or a document that reads.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace cairn;
  const ByteView file(data, size);
  const auto credential = verify::credential_in_pdf(file);
  const auto attachments = pdf::read_attachments(file);
  CAIRN_ASSERT(attachments || !credential);
  pdf::Finishing finishing;
  finishing.source = {"a.json", "application/vc", "the source", as_bytes("{}")};
  finishing.created = "2026-09-04T00:00:00Z";
  if (const auto finished = pdf::finish(file, finishing)) {
    CAIRN_ASSERT(as_text(*finished).starts_with("%PDF-1.7"));
  }
  return 0;
}
