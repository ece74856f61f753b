#include "verify/carrier.hpp"

#include "bake/extract.hpp"
#include "verify/pdf_carrier.hpp"

namespace cairn::verify {
namespace {

vc::Check not_read(vc::Outcome outcome, std::string_view code, std::string detail, std::string_view hint) {
  return {vc::CheckId::reading, outcome, std::string(code), std::move(detail), std::string(hint)};
}

// What breaks the rules of its own form or of the standard fails; what we cannot look at stays open.
Carried refused(const Error& error) {
  const bool is_broken = error.kind == Kind::malformed || error.kind == Kind::refused;
  Carried out;
  out.problem = not_read(is_broken ? vc::Outcome::fail : vc::Outcome::unknown, error.code,
                         "No credential could be taken out: " + error.detail + ".", error.hint);
  return out;
}

Carried nothing_inside(vc::Carrier carrier) {
  Carried out;
  out.problem =
      not_read(vc::Outcome::unknown, "reading.no-credential-inside",
               "The file is " + std::string(carrier_words(carrier)) + " without a credential inside.",
               "Screenshots, photos and copies from chats or web pages lose the credential. Ask for the file as it was "
               "issued, for the credential as JSON, or for its address.");
  return out;
}

Carried carried(bake::Payload payload, vc::Carrier carrier) {
  Carried out;
  const std::string dialect(bake::dialect_name(payload.dialect));
  out.origin = "It was taken out of " + std::string(carrier_words(carrier)) + " (" + dialect + ").";
  if (payload.form != bake::Form::address) {
    out.text = std::move(payload.text);
    out.address = std::move(payload.address);
    return out;
  }
  out.format = vc::Format::open_badges_2;
  out.problem = not_read(vc::Outcome::unknown, "reading.hosted-badge",
                         "The file is " + std::string(carrier_words(carrier)) +
                             " with nothing inside but the address of a badge of " + dialect + ": " + payload.text,
                         "Open the address yourself to see whether the issuer still stands by the badge.");
  out.address = std::move(payload.text);
  return out;
}

Unpacked unpack_picture(ByteView file, bake::ImageKind kind) {
  Unpacked out;
  out.carrier = kind == bake::ImageKind::png ? vc::Carrier::png : vc::Carrier::svg;
  Result<bake::Extraction> found = bake::extract(file);
  if (!found) {
    out.content = refused(found.error());
  } else if (!found->payload) {
    out.content = nothing_inside(out.carrier);
  } else {
    out.content = carried(std::move(*found->payload), out.carrier);
    if (found->older) out.older = carried(std::move(*found->older), out.carrier);
  }
  return out;
}

Unpacked unpack_document(ByteView file) {
  Unpacked out;
  out.carrier = vc::Carrier::pdf;
  Result<std::optional<std::string>> found = credential_in_pdf(file);
  if (!found) {
    out.content = refused(found.error());
    // Nobody signed the document: one that is damaged says nothing about the credential in it.
    const bool is_broken_rule = found.error().kind == Kind::refused;
    if (!is_broken_rule) out.content.problem->outcome = vc::Outcome::unknown;
  } else if (!*found) {
    out.content = nothing_inside(out.carrier);
  } else {
    out.content.text = std::move(**found);
    out.content.origin = "It was taken out of a PDF document; what the pages show was not checked.";
  }
  return out;
}

}  // namespace

Unpacked unpack(ByteView file) {
  if (const auto kind = bake::image_kind(file)) return unpack_picture(file, *kind);
  if (is_pdf(file)) return unpack_document(file);
  return {};
}

std::string_view carrier_words(vc::Carrier carrier) {
  switch (carrier) {
    case vc::Carrier::png:
      return "a PNG picture";
    case vc::Carrier::svg:
      return "an SVG picture";
    case vc::Carrier::pdf:
      return "a PDF document";
    case vc::Carrier::none:
      break;
  }
  return {};
}

std::string decoration_note(const vc::Report& report) {
  if (report.carrier == vc::Carrier::none) return {};
  const bool is_document = report.carrier == vc::Carrier::pdf;
  const bool was_read = report.check(vc::CheckId::reading).outcome == vc::Outcome::pass;
  return std::string(is_document ? "What the pages say proves nothing: anybody can print them. "
                                 : "The picture itself proves nothing: anybody can draw one. ") +
         (was_read ? "Only the data inside it was checked, and only that data is shown here."
                   : "There was nothing inside it that could be checked.");
}

}  // namespace cairn::verify
