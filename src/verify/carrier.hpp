#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "vc/report.hpp"

namespace cairn::verify {

/// What was found inside a file that can carry a credential.
struct Carried {
  std::string text;     ///< the credential: JSON or a token; empty when there is a problem
  std::string origin;   ///< a sentence for people: out of what it was taken
  std::string address;  ///< printable ASCII. With no text: a badge of Open Badges 1 or 2 that is hosted there. Else:
                        ///< its own address
  std::optional<vc::Check> problem;            ///< the check "reading" when there is no text to judge
  vc::Format format = vc::Format::unreadable;  ///< of a problem: open_badges_2 for a hosted badge
};

struct Unpacked {
  vc::Carrier carrier = vc::Carrier::none;  ///< none: the file carries nothing else, it is to be judged itself
  Carried content;
  std::optional<Carried> older;  ///< a badge of Open Badges 2 that lies beside one of Open Badges 3.0
};

/// Find out what carries a credential, by its content, and take the credential out. Each kind of carrier is one line
/// here.
Unpacked unpack(ByteView file);

/// out: "a PNG picture", "an SVG picture", "a PDF document"; empty for none
std::string_view carrier_words(vc::Carrier carrier);

/// What people must know about a credential that came inside something they can look at. Empty when it came on its own.
std::string decoration_note(const vc::Report& report);

}  // namespace cairn::verify
