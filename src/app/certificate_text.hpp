#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Text of credentials as it may stand on a sheet. Internal to this library.
namespace cairn::app {

/// out: one line: white space tidied, what cannot be seen or turns the direction of other text left out, bytes that are no UTF-8
///      made U+FFFD, cut after `most_characters` with three dots
std::string printable_line(std::string_view text, std::size_t most_characters);

/// A piece of the criteria.
struct CriteriaPart {
  enum class Kind : std::uint8_t { text, list, fact } kind = Kind::text;
  std::string heading;                  ///< of a list or a fact, or of what a Markdown heading stands over; may be empty
  std::vector<std::string> paragraphs;  ///< text: at least one; fact: its value
  std::vector<std::string> items;
};

/// Take criteria apart: paragraphs, lists with the line that leads to them ("Learning outcomes:"), and short lines such as
/// "Notional learning hours: 100".
/// in:  criteria - Markdown from outside; only paragraphs, lists and headings mean something, all else is text
/// out: at most 60 parts
std::vector<CriteriaPart> parts_of_criteria(std::string_view criteria);

}  // namespace cairn::app
