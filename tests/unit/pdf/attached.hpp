#pragma once
#include <string>
#include <vector>

namespace cairn::pdf {

struct Inside {
  std::string media_type;  ///< as a PDF name; empty: none
  std::string content;
};

/// A document with these files attached, written by hand.
inline std::string document_with(const std::vector<Inside>& files) {
  std::string out = "%PDF-1.7\n";
  std::vector<std::size_t> places;
  const auto object = [&](const std::string& body) {
    places.push_back(out.size());
    out += std::to_string(places.size()) + " 0 obj\n" + body + "\nendobj\n";
  };
  std::string list;
  for (std::size_t i = 0; i < files.size(); ++i) list += "<< /F (a) /EF << /F " + std::to_string(i + 2) + " 0 R >> >> ";
  object("<< /Type /Catalog /AF [ " + list + "] >>");
  for (const Inside& file : files) {
    const std::string type = file.media_type.empty() ? "" : "/Subtype /" + file.media_type;
    object("<< " + type + " /Length " + std::to_string(file.content.size()) + " >>\nstream\n" + file.content + "\nendstream");
  }
  const std::size_t table = out.size();
  out += "xref\n0 " + std::to_string(places.size() + 1) + "\n0000000000 65535 f\r\n";
  for (const std::size_t place : places) {
    const std::string digits = std::to_string(place);
    out += std::string(10 - digits.size(), '0') + digits + " 00000 n\r\n";
  }
  return out + "trailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

}  // namespace cairn::pdf
