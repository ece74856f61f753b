#include "text/encoding.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace cairn::text {
namespace {

constexpr std::string_view k_utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view k_little_endian_mark = "\xFF\xFE";
constexpr std::string_view k_big_endian_mark = "\xFE\xFF";

// Windows-1252 0x80 .. 0x9F; 0 where it has no character. Everything else is as in Unicode.
constexpr std::array<char16_t, 32> k_windows_1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::uint8_t byte_at(std::string_view bytes, std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); }

std::string hexadecimal(std::uint8_t byte) {
  static constexpr char k_digits[] = "0123456789ABCDEF";
  return std::string("0x") + k_digits[byte >> 4] + k_digits[byte & 15];
}

// How many bytes from the start are whole, well-formed characters.
std::size_t well_formed_size(std::string_view bytes) {
  if (is_utf8(bytes)) return bytes.size();
  std::size_t i = 0;
  while (const std::uint32_t size = read_utf8(bytes.substr(i)).size) i += size;
  return i;
}

// Whether more bytes could make these the start of a character.
bool is_cut_character(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > 3) return false;
  const std::uint8_t lead = byte_at(bytes, 0);
  const std::size_t needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  return lead >= 0xC2 && lead <= 0xF4 && bytes.size() < needed &&
         std::all_of(bytes.begin() + 1, bytes.end(), [](char c) { return (c & 0xC0) == 0x80; });
}

std::size_t ascii_size(std::string_view bytes) {
  const auto* found = std::find_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
  return static_cast<std::size_t>(found - bytes.begin());
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf8_with_mark:
      return "UTF-8 with byte order mark";
    case Encoding::utf16_little_endian:
      return "UTF-16 little-endian";
    case Encoding::utf16_big_endian:
      return "UTF-16 big-endian";
    case Encoding::windows_1252:
      return "Windows-1252";
  }
  CAIRN_ASSERT(false);
}

bool is_proven(Encoding encoding) { return encoding != Encoding::windows_1252; }

Failure Utf8Converter::refuse(std::string_view code, std::string_view found, std::size_t at) const {
  return fail(Kind::malformed, code,
              std::string(found) + " at byte " + std::to_string(offset_ + at) + " of a text in " +
                  std::string(encoding_name(encoding_)),
              "save the file again as \"CSV UTF-8\"");
}

Result<void> Utf8Converter::add(std::string_view block, std::string& out) {
  if (held_back_.empty()) return convert(block, Position::inside, out);
  const std::string joined = std::move(held_back_) + std::string(block);
  held_back_.clear();
  return convert(joined, Position::inside, out);
}

Result<void> Utf8Converter::finish(std::string& out) {
  const std::string rest = std::move(held_back_);
  held_back_.clear();
  return convert(rest, Position::at_end, out);
}

std::string_view Utf8Converter::take_mark(std::string_view bytes) {
  stage_ = Stage::decided;
  if (bytes.starts_with(k_utf8_mark)) {
    encoding_ = Encoding::utf8_with_mark;
    return k_utf8_mark;
  }
  if (bytes.starts_with(k_little_endian_mark)) {
    encoding_ = Encoding::utf16_little_endian;
    return k_little_endian_mark;
  }
  if (bytes.starts_with(k_big_endian_mark)) {
    encoding_ = Encoding::utf16_big_endian;
    return k_big_endian_mark;
  }
  stage_ = Stage::only_ascii;
  return {};
}

// The mark of an encoding that the caller named is no text either.
std::string_view Utf8Converter::take_given_mark(std::string_view bytes) {
  stage_ = Stage::decided;
  const bool utf8 = encoding_ == Encoding::utf8 || encoding_ == Encoding::utf8_with_mark;
  const std::string_view mark = utf8                                         ? k_utf8_mark
                                : encoding_ == Encoding::utf16_little_endian ? k_little_endian_mark
                                : encoding_ == Encoding::utf16_big_endian    ? k_big_endian_mark
                                                                             : std::string_view{};
  return bytes.starts_with(mark) ? mark : std::string_view{};
}

// out: false when the few bytes there are leave it open
bool Utf8Converter::decide(std::string_view beyond_ascii, Position position) {
  const std::size_t good = well_formed_size(beyond_ascii);
  const bool cut = position == Position::inside && is_cut_character(beyond_ascii.substr(good));
  if (good == 0 && cut) return false;
  encoding_ = good == beyond_ascii.size() || cut ? Encoding::utf8 : Encoding::windows_1252;
  stage_ = Stage::decided;
  return true;
}

Result<void> Utf8Converter::convert(std::string_view bytes, Position position, std::string& out) {
  const bool at_start = stage_ == Stage::at_start || stage_ == Stage::expecting_mark;
  if (at_start && bytes.size() < k_utf8_mark.size() && position == Position::inside) {
    held_back_ = bytes;
    return {};
  }
  if (at_start) {
    const std::string_view mark = stage_ == Stage::at_start ? take_mark(bytes) : take_given_mark(bytes);
    bytes.remove_prefix(mark.size());
    offset_ += mark.size();
  }
  if (stage_ == Stage::only_ascii) {
    const std::size_t plain = ascii_size(bytes);
    out += bytes.substr(0, plain);
    bytes.remove_prefix(plain);
    offset_ += plain;
    if (bytes.empty()) return {};
    if (!decide(bytes, position)) {
      held_back_ = bytes;
      return {};
    }
  }
  const bool utf16 = encoding_ == Encoding::utf16_little_endian || encoding_ == Encoding::utf16_big_endian;
  CAIRN_TRY(const std::size_t converted, utf16                                 ? convert_utf16(bytes, position, out)
                                         : encoding_ == Encoding::windows_1252 ? convert_windows_1252(bytes, out)
                                                                               : convert_utf8(bytes, position, out));
  offset_ += converted;
  held_back_ = bytes.substr(converted);
  return {};
}

Result<std::size_t> Utf8Converter::convert_utf8(std::string_view bytes, Position position, std::string& out) const {
  const std::size_t good = well_formed_size(bytes);
  const std::string_view rest = bytes.substr(good);
  if (!rest.empty() && (position == Position::at_end || !is_cut_character(rest))) {
    return refuse("encoding.utf8", "a byte that is not UTF-8 (" + hexadecimal(byte_at(rest, 0)) + ")", good);
  }
  out += bytes.substr(0, good);
  return good;
}

Result<std::size_t> Utf8Converter::convert_utf16(std::string_view bytes, Position position, std::string& out) const {
  const bool little = encoding_ == Encoding::utf16_little_endian;
  const auto unit_at = [bytes, little](std::size_t i) -> char32_t {
    const char32_t first = byte_at(bytes, i);
    const char32_t second = byte_at(bytes, i + 1);
    return little ? second << 8 | first : first << 8 | second;
  };
  std::size_t i = 0;
  while (i + 2 <= bytes.size()) {
    const char32_t unit = unit_at(i);
    if (unit < 0xD800 || unit > 0xDFFF) {
      append_utf8(out, unit);
      i += 2;
      continue;
    }
    if (unit < 0xDC00 && i + 4 > bytes.size() && position == Position::inside) break;
    const char32_t low = i + 4 <= bytes.size() ? unit_at(i + 2) : 0;
    if (unit >= 0xDC00 || low < 0xDC00 || low > 0xDFFF) {
      return refuse("encoding.utf16", "half of a character", i);
    }
    append_utf8(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    i += 4;
  }
  if (position == Position::at_end && i != bytes.size()) return refuse("encoding.utf16", "half of a character", i);
  return i;
}

Result<std::size_t> Utf8Converter::convert_windows_1252(std::string_view bytes, std::string& out) const {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::uint8_t byte = byte_at(bytes, i);
    if (byte < 0x80) {
      out.push_back(bytes[i]);
      continue;
    }
    const char32_t code_point = byte < 0xA0 ? k_windows_1252[byte - 0x80u] : byte;
    if (code_point == 0) {
      return refuse("encoding.windows-1252", "a byte that stands for nothing (" + hexadecimal(byte) + ")", i);
    }
    append_utf8(out, code_point);
  }
  return bytes.size();
}

Result<DecodedText> to_utf8(std::string_view bytes) {
  Utf8Converter converter;
  DecodedText out{{}, Encoding::utf8};
  CAIRN_CHECK(converter.add(bytes, out.text));
  CAIRN_CHECK(converter.finish(out.text));
  out.encoding = converter.encoding();
  return out;
}

}  // namespace cairn::text
