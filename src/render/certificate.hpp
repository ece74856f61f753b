#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cairn::render {

/// A label and what it says: "Level", "SCQF level 8".
struct Fact {
  std::string label;
  std::string value;
};

/// A part of a certificate with a heading of its own.
struct Section {
  std::string heading;
  std::vector<std::string> paragraphs;
  std::vector<std::string> items;  ///< drawn as a numbered list
  std::vector<Fact> facts;         ///< drawn as rows
};

/// The file a certificate was made from; it goes inside, byte by byte.
struct SourceFile {
  std::string name;
  std::string media_type;
  ByteView content;
};

/// What a certificate shows. All text is UTF-8 without control characters; what is empty is left out.
struct Certificate {
  std::string language = "en";   ///< BCP 47, of the certificate's own words and of most of the text
  std::string issuer_name;
  std::string learner_name;
  std::string award_name;
  std::string description;
  std::vector<Fact> facts;       ///< at most 4 are drawn in a row: level, credit, dates
  std::vector<Section> sections;
  std::string verify_url;        ///< where the award can be checked; also drawn as a QR code
  std::string code;              ///< short name of the award
  std::string issuer_id;
  std::string credential_id;
  std::string created;           ///< YYYY-MM-DDThh:mm:ssZ
  std::string producer;          ///< the program's name and version
  std::array<std::uint8_t, 16> document_id{};
  SourceFile source;
};

/// Draw a certificate as a tagged PDF document of A4 pages that carries the file it was made from.
/// in:    names and texts in any script; long ones are set smaller, then broken into lines; what fits on no page goes on the next
/// out:   the same bytes for the same certificate and the same fonts
/// fails: unsupported/render.library, unsupported/render.no-fonts, unavailable/render.failed, exhausted/render.too-long
/// cost:  about 20 ms
Result<Bytes> draw_certificate(const Certificate& certificate);

}  // namespace cairn::render
