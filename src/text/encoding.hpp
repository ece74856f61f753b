#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cairn::text {

/// The encodings that offices really send.
enum class Encoding : std::uint8_t { utf8, utf8_with_mark, utf16_little_endian, utf16_big_endian, windows_1252 };

/// out: "UTF-8", "UTF-8 with byte order mark", "UTF-16 little-endian", "UTF-16 big-endian", "Windows-1252"
std::string_view encoding_name(Encoding encoding);
/// out: whether the bytes prove the encoding. Windows-1252 never is: almost any bytes could be it.
bool is_proven(Encoding encoding);

/// Turns bytes in one of the encodings into UTF-8, block by block, whatever characters the blocks cut in two.
/// A byte order mark decides and is left out. Without one, ASCII passes until the first other byte: if the rest of
/// that block is UTF-8, so is the file; if not, it is Windows-1252. From then on nothing else is accepted.
class Utf8Converter {
 public:
  Utf8Converter() = default;
  /// The bytes are in this encoding and in no other.
  explicit Utf8Converter(Encoding given) : encoding_(given), stage_(Stage::expecting_mark) {}

  /// Append the text of the next block to `out`.
  /// fails: malformed/encoding.utf8, encoding.utf16, encoding.windows-1252; `detail` gives the byte offset
  Result<void> add(std::string_view block, std::string& out);
  /// Append what the last block held back.
  /// fails: as add, when the bytes end inside a character
  Result<void> finish(std::string& out);
  /// out: the encoding found so far; UTF-8 while everything was ASCII
  Encoding encoding() const { return encoding_; }

 private:
  enum class Stage : std::uint8_t { at_start, only_ascii, expecting_mark, decided };
  enum class Position : std::uint8_t { inside, at_end };

  Result<void> convert(std::string_view bytes, Position position, std::string& out);
  std::string_view take_mark(std::string_view bytes);
  std::string_view take_given_mark(std::string_view bytes);
  bool decide(std::string_view beyond_ascii, Position position);
  Result<std::size_t> convert_utf8(std::string_view bytes, Position position, std::string& out) const;
  Result<std::size_t> convert_utf16(std::string_view bytes, Position position, std::string& out) const;
  Result<std::size_t> convert_windows_1252(std::string_view bytes, std::string& out) const;
  Failure refuse(std::string_view code, std::string_view found, std::size_t at) const;

  Encoding encoding_ = Encoding::utf8;
  Stage stage_ = Stage::at_start;
  std::string held_back_;     // the bytes of a character that the last block cut
  std::uint64_t offset_ = 0;  // of the next byte to convert
};

struct DecodedText {
  std::string text;
  Encoding encoding;
};
/// Convert a whole text.    fails: as Utf8Converter::add
Result<DecodedText> to_utf8(std::string_view bytes);

}  // namespace cairn::text
