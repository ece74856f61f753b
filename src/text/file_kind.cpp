#include "text/file_kind.hpp"

#include <algorithm>
#include <array>

namespace cairn::text {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view start;
  std::string_view kind;
};
constexpr std::array k_signatures = {
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Office file (.xls, .doc or .msg)"},
    Signature{"%PDF-"sv, "a PDF document"},
    Signature{"{\\rtf"sv, "a Rich Text document"},
    Signature{"\x89PNG"sv, "a PNG picture"},
    Signature{"\xFF\xD8\xFF"sv, "a JPEG picture"},
    Signature{"GIF8"sv, "a GIF picture"},
    Signature{"\x1F\x8B"sv, "a gzip archive"},
    Signature{"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive"},
    Signature{"SQLite format 3\0"sv, "an SQLite database"},
    Signature{"<?xml"sv, "an XML file"},
    Signature{"<html"sv, "a web page"},
    Signature{"<!doctype"sv, "a web page"},
    Signature{"<table"sv, "a web page"},
};

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(),
                                                   [&lower](char a, char b) { return lower(a) == lower(b); });
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// Office files are zip archives; the names of the files inside stand in clear.
std::string_view zip_kind(std::string_view start) {
  if (contains(start, "opendocument.spreadsheet")) return "an OpenDocument spreadsheet (.ods)";
  if (contains(start, "xl/")) return "an Excel workbook (.xlsx)";
  if (contains(start, "word/")) return "a Word document (.docx)";
  if (contains(start, "Index/") || contains(start, ".iwa")) return "a Numbers or Pages document";
  return "a zip archive";
}

}  // namespace

std::string_view foreign_file_kind(std::string_view start) {
  if (start.starts_with("PK\x03\x04") || start.starts_with("PK\x05\x06")) return zip_kind(start);
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
  for (const Signature& signature : k_signatures) {
    if (starts_with_ignoring_case(start, signature.start)) return signature.kind;
  }
  return {};
}

}  // namespace cairn::text
