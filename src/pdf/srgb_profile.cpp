#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "pdf/finish.hpp"

// The numbers are those of IEC 61966-2-1, adapted to D50 as ICC profiles have them.
namespace cairn::pdf {
namespace {

void append_text(Bytes& out, std::string_view text) { out.insert(out.end(), text.begin(), text.end()); }

void append_number(Bytes& out, std::uint32_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>((value >> shift) & 0xFF));
}

// s15Fixed16Number
void append_fixed(Bytes& out, std::initializer_list<double> values) {
  for (const double value : values) append_number(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))), 4);
}

Bytes element(std::string_view type) {
  Bytes out;
  append_text(out, type);
  append_number(out, 0, 4);
  return out;
}

Bytes text_element(std::string_view text) {
  Bytes out = element("mluc");
  append_number(out, 1, 4);
  append_number(out, 12, 4);
  append_text(out, "enUS");
  append_number(out, static_cast<std::uint32_t>(text.size() * 2), 4);
  append_number(out, 28, 4);
  for (const char c : text) append_number(out, static_cast<unsigned char>(c), 2);
  return out;
}

Bytes colour_element(std::initializer_list<double> xyz) {
  Bytes out = element("XYZ ");
  append_fixed(out, xyz);
  return out;
}

Bytes curve_element() {
  Bytes out = element("para");
  append_number(out, 3, 2);
  append_number(out, 0, 2);
  append_fixed(out, {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045});
  return out;
}

Bytes adaptation_element() {
  Bytes out = element("sf32");
  append_fixed(out, {1.04788208, 0.02291870, -0.05018616, 0.02958679, 0.99047852, -0.01707458, -0.00924683, 0.01507568, 0.75167847});
  return out;
}

// spec: ICC.1:2010 7.2 "Profile header"
Bytes header(std::size_t size_bytes) {
  Bytes out;
  append_number(out, static_cast<std::uint32_t>(size_bytes), 4);
  append_number(out, 0, 4);
  append_number(out, 0x04200000, 4);
  append_text(out, "mntrRGB XYZ ");
  for (const std::uint32_t part : {2026U, 1U, 1U, 0U, 0U, 0U}) append_number(out, part, 2);
  append_text(out, "acsp");
  for (int i = 0; i < 7; ++i) append_number(out, 0, 4);
  append_fixed(out, {0.9642, 1.0, 0.8249});
  out.resize(128);
  return out;
}

}  // namespace

Bytes srgb_profile() {
  const Bytes curve = curve_element();
  const std::vector<std::pair<std::string_view, Bytes>> elements = {
      {"desc", text_element("sRGB")},
      {"cprt", text_element("No copyright, use freely")},
      {"wtpt", colour_element({0.9642, 1.0, 0.8249})},
      {"chad", adaptation_element()},
      {"rXYZ", colour_element({0.43606567, 0.22248840, 0.01391602})},
      {"gXYZ", colour_element({0.38514709, 0.71687317, 0.09707642})},
      {"bXYZ", colour_element({0.14306641, 0.06060791, 0.71409607})},
      {"rTRC", curve},
      {"gTRC", curve},
      {"bTRC", curve}};
  Bytes table;
  Bytes contents;
  append_number(table, static_cast<std::uint32_t>(elements.size()), 4);
  const std::size_t start = 128 + 4 + 12 * elements.size();
  for (const auto& [name, bytes] : elements) {
    append_text(table, name);
    append_number(table, static_cast<std::uint32_t>(start + contents.size()), 4);
    append_number(table, static_cast<std::uint32_t>(bytes.size()), 4);
    contents.insert(contents.end(), bytes.begin(), bytes.end());
    contents.resize((contents.size() + 3) / 4 * 4);
  }
  Bytes out = header(start + contents.size());
  out.insert(out.end(), table.begin(), table.end());
  out.insert(out.end(), contents.begin(), contents.end());
  return out;
}

}  // namespace cairn::pdf
