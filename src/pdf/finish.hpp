#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cairn::pdf {

/// The structure tag under which a drawing marks what is decoration; finishing makes an artifact of it.
inline constexpr std::string_view k_artifact_tag = "Private";

/// A file to put inside.
struct FileToAttach {
  std::string name;         ///< "seonaid.json"
  std::string media_type;   ///< "application/vc"
  std::string description;  ///< what it is, for people
  ByteView content;
};

/// What a drawn document still lacks.
struct Finishing {
  std::string title;                      ///< UTF-8; shown as the window's title
  std::string language;                   ///< BCP 47
  std::string producer;                   ///< the program's name and version
  std::string created;                    ///< YYYY-MM-DDThh:mm:ssZ
  std::array<std::uint8_t, 16> id{};      ///< the same for the same document
  std::vector<std::string> figure_texts;  ///< what each figure shows, in order
  std::string link_text;                  ///< what links are for
  FileToAttach source;                    ///< what the pages were made from
};

/// Complete a tagged document that cairo drew: language, title, descriptions of figures and links, decoration as artifacts, colour
/// space, metadata, and the file it was made from, associated as its source.
/// in:    drawn - a file of our own making, no foreign one
/// out:   the same bytes for the same input
/// fails: malformed/pdf.structure, exhausted/pdf.limit
/// spec:  ISO 32000-1 14.7, 14.8; ISO 19005-3 6.1 to 6.8 and ISO 14289-1 7 as far as docs/certificates.md says
Result<Bytes> finish(ByteView drawn, const Finishing& finishing);

/// out: an ICC profile of sRGB, version 4   spec: ICC.1:2010; IEC 61966-2-1
Bytes srgb_profile();

/// out: the XMP packet   spec: ISO 16684-1; ISO 19005-3 6.6
std::string metadata_packet(const Finishing& finishing);

}  // namespace cairn::pdf
