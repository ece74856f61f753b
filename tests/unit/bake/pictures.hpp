#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

// Pictures made by hand for the tests. The check sum is computed bit by bit, as the appendix of the PNG standard
// describes it, and not with the library under test.
namespace cairn::bake {

inline std::string number(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift & 0xFF));
  return out;
}

inline std::uint32_t reference_crc(std::string_view bytes) {
  std::uint32_t crc = 0xFFFF'FFFF;
  for (const char c : bytes) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? 0xEDB8'8320 ^ crc >> 1 : crc >> 1;
  }
  return ~crc;
}

inline std::string chunk(std::string_view type, std::string_view data) {
  const std::string body = std::string(type) + std::string(data);
  return number(static_cast<std::uint32_t>(data.size())) + body + number(reference_crc(body));
}

inline constexpr std::string_view k_signature = "\x89PNG\r\n\x1A\n";

inline std::string header() { return chunk("IHDR", number(1) + number(1) + std::string("\x08\0\0\0\0", 5)); }
/// One grey pixel: a stored block of zlib.
inline std::string pixels() { return chunk("IDAT", std::string("\x78\x01\x01\x02\0\xFD\xFF\0\x7F\0\x81\0\x80", 13)); }

/// A PNG with other chunks behind the header.
inline std::string png(std::string_view chunks = {}) {
  return std::string(k_signature) + header() + std::string(chunks) + pixels() + chunk("IEND", "");
}

inline std::string international(std::string_view keyword, std::string_view text) {
  return chunk("iTXt", std::string(keyword) + std::string("\0\0\0\0\0", 5) + std::string(text));
}
inline std::string latin(std::string_view keyword, std::string_view text) {
  return chunk("tEXt", std::string(keyword) + std::string(1, '\0') + std::string(text));
}

/// An SVG with something inside its root element.
inline std::string svg(std::string_view inside) {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\" "
         "xmlns:old=\"http://openbadges.org\">" +
         std::string(inside) + "<rect width=\"8\" height=\"8\"/></svg>\n";
}

inline constexpr std::string_view k_json = "{\"type\":[\"VerifiableCredential\"],\"name\":\"Mòrag\"}";
inline constexpr std::string_view k_token = "eyJhbGciOiJFZERTQSJ9.e30.c2ln";
inline constexpr std::string_view k_address = "https://badges.example/assertions/1";

}  // namespace cairn::bake
