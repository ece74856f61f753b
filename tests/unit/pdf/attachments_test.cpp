#include "pdf/attachments.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <vector>

#include "pdf/finish.hpp"

namespace cairn::pdf {
namespace {

// Writes a file by hand: objects in the order given, numbered from 1, and a plain table.
class Hand {
 public:
  void object(std::string_view body) {
    places_.push_back(text_.size());
    text_ += std::to_string(places_.size()) + " 0 obj\n" + std::string(body) + "\nendobj\n";
  }
  void stream(std::string_view members, std::string_view data) {
    object("<< " + std::string(members) + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + std::string(data) + "\nendstream");
  }
  std::string file(std::string_view trailer = "/Root 1 0 R") const {
    std::string out = text_ + "xref\n0 " + std::to_string(places_.size() + 1) + "\n0000000000 65535 f\r\n";
    for (const std::size_t place : places_) {
      const std::string digits = std::to_string(place);
      out += std::string(10 - digits.size(), '0') + digits + " 00000 n\r\n";
    }
    return out + "trailer\n<< /Size " + std::to_string(places_.size() + 1) + " " + std::string(trailer) + " >>\nstartxref\n" +
           std::to_string(text_.size()) + "\n%%EOF\n";
  }

 private:
  std::string text_ = "%PDF-1.7\n";
  std::vector<std::size_t> places_;
};

std::string deflated(std::string_view text) {
  uLongf size = compressBound(text.size());
  std::string out(size, '\0');
  EXPECT_EQ(compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size()), Z_OK);
  out.resize(size);
  return out;
}

std::string with_attachment(std::string_view members, std::string_view data) {
  Hand hand;
  hand.object("<< /Type /Catalog /Names << /EmbeddedFiles << /Names [ (a) 2 0 R ] >> >> >>");
  hand.object("<< /Type /Filespec /F (a.json) /UF <FEFF006D00F20072002E006A0073006F006E> /AFRelationship /Source /EF << /F 3 0 R >> >>");
  hand.stream(members, data);
  return hand.file();
}

std::string code_of(const std::string& file) {
  const auto found = read_attachments(as_bytes(file));
  return found ? "none" : found.error().code;
}

TEST(Attachments, AFileListedByNameIsFoundWithItsNameAndKind) {
  const auto found = read_attachments(as_bytes(with_attachment("/Subtype /application#2Fvc", "{}")));
  ASSERT_TRUE(found) << found.error().detail;
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().name, "m\xC3\xB2r.json");
  EXPECT_EQ(found->front().media_type, "application/vc");
  EXPECT_EQ(found->front().relationship, "Source");
  EXPECT_EQ(as_text(found->front().content.value()), "{}");
}

TEST(Attachments, CompressedContentIsExpanded) {
  const std::string text = "{\"a\":\"" + std::string(5000, 'x') + "\"}";
  const auto found = read_attachments(as_bytes(with_attachment("/Filter /FlateDecode", deflated(text))));
  ASSERT_TRUE(found);
  EXPECT_EQ(as_text(found->front().content.value()), text);
}

TEST(Attachments, ADocumentWithoutAnyHasNone) {
  Hand hand;
  hand.object("<< /Type /Catalog >>");
  const auto found = read_attachments(as_bytes(hand.file()));
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->empty());
}

TEST(Attachments, AssociatedFilesOfTheDocumentAndOfPagesAndPinnedNotesAreFoundOnce) {
  Hand hand;
  hand.object("<< /Type /Catalog /Pages 2 0 R /AF [ 4 0 R ] >>");
  hand.object("<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>");
  hand.object("<< /Type /Page /AF [ 4 0 R 5 0 R ] /Annots [ << /Subtype /FileAttachment /FS 6 0 R >> << /Subtype /Link >> ] >>");
  hand.object("<< /Type /Filespec /F (one) /EF << /F 7 0 R /UF 7 0 R >> >>");
  hand.object("<< /Type /Filespec /F (two) /EF << /F 8 0 R >> >>");
  hand.object("<< /Type /Filespec /F (three) /EF << /F 9 0 R >> >>");
  hand.stream("", "1");
  hand.stream("", "2");
  hand.stream("", "3");
  const auto found = read_attachments(as_bytes(hand.file()));
  ASSERT_TRUE(found) << found.error().detail;
  ASSERT_EQ(found->size(), 3U);
  EXPECT_EQ((*found)[0].name, "one");
  EXPECT_EQ((*found)[1].name, "two");
  EXPECT_EQ((*found)[2].name, "three");
}

TEST(Attachments, TwoStreamsUnderOneNameAreTwoFiles) {
  Hand hand;
  hand.object("<< /Type /Catalog /AF [ << /F (one) /EF << /F 2 0 R /UF 3 0 R >> >> ] >>");
  hand.stream("", "1");
  hand.stream("", "2");
  const auto found = read_attachments(as_bytes(hand.file()));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->size(), 2U);
}

TEST(Attachments, TreesThatGoInACircleAreRefused) {
  Hand hand;
  hand.object("<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> >>");
  hand.object("<< /Kids [ 3 0 R ] >>");
  hand.object("<< /Kids [ 2 0 R ] >>");
  EXPECT_EQ(code_of(hand.file()), "pdf.structure");
}

TEST(Attachments, ReferencesThatLeadToThemselvesAreRefused) {
  Hand hand;
  hand.object("<< /Type /Catalog /Names 2 0 R >>");
  hand.object("2 0 R");
  EXPECT_EQ(code_of(hand.file()), "pdf.structure");
}

TEST(Attachments, AStreamWhoseLengthIsItselfIsRefused) {
  Hand hand;
  hand.object("<< /Type /Catalog /AF [ << /F (a) /EF << /F 2 0 R >> >> ] >>");
  hand.object("<< /Length 2 0 R >>\nstream\nx\nendstream");
  EXPECT_EQ(code_of(hand.file()), "pdf.structure");
}

TEST(Attachments, TablesThatPointAtEachOtherAreRefused) {
  Hand hand;
  hand.object("<< /Type /Catalog >>");
  std::string file = hand.file();
  const std::string place = file.substr(file.rfind("startxref\n") + 10, file.rfind("\n%%EOF") - file.rfind("startxref\n") - 10);
  EXPECT_EQ(code_of(hand.file("/Root 1 0 R /Prev " + place)), "pdf.structure");
}

TEST(Attachments, AnEncryptedDocumentIsNotGuessedAt) {
  Hand hand;
  hand.object("<< /Type /Catalog >>");
  EXPECT_EQ(code_of(hand.file("/Root 1 0 R /Encrypt << /Filter /Standard >>")), "pdf.encrypted");
}

TEST(Attachments, ABombOfCompressedBytesIsAnErrorOfThatFileOnly) {
  const std::string bomb = deflated(std::string(33 * 1024 * 1024, 'a'));
  ASSERT_LT(bomb.size(), 64U * 1024);
  const auto found = read_attachments(as_bytes(with_attachment("/Filter /FlateDecode", bomb)));
  ASSERT_TRUE(found);
  ASSERT_FALSE(found->front().content);
  EXPECT_EQ(found->front().content.error().code, "pdf.limit");
}

TEST(Attachments, FiltersThatAreNotKnownAreAnErrorOfThatFileOnly) {
  const auto found = read_attachments(as_bytes(with_attachment("/Filter [ /FlateDecode /FlateDecode ]", "x")));
  ASSERT_TRUE(found);
  ASSERT_FALSE(found->front().content);
  EXPECT_EQ(found->front().content.error().code, "pdf.filter");
}

TEST(Attachments, DeepNestingIsRefused) {
  Hand hand;
  hand.object("<< /Type /Catalog /AF " + std::string(100'000, '[') + std::string(100'000, ']') + " >>");
  EXPECT_EQ(code_of(hand.file()), "pdf.structure");
}

TEST(Attachments, AnArrayOfMillionsIsRefused) {
  Hand hand;
  std::string zeros;
  for (int i = 0; i < 1'000'000; ++i) zeros += "0 ";
  hand.object("<< /Type /Catalog /AF [ " + zeros + "] >>");
  EXPECT_EQ(code_of(hand.file()), "pdf.limit");
}

TEST(Attachments, AMemberNamedTwiceIsRefusedBecauseReadersDiffer) {
  Hand hand;
  hand.object("<< /Type /Catalog /AF [] /AF [] >>");
  EXPECT_EQ(code_of(hand.file()), "pdf.structure");
}

TEST(Attachments, EveryCutOfADocumentIsAnErrorOrTheWhole) {
  const std::string file = with_attachment("/Subtype /application#2Fvc", "{}");
  for (std::size_t length = 0; length < file.size(); ++length) {
    const auto found = read_attachments(as_bytes(std::string_view(file).substr(0, length)));
    if (found) {
      EXPECT_EQ(as_text(found->front().content.value()), "{}") << length;
    }
  }
  EXPECT_EQ(code_of("no document"), "pdf.not-pdf");
}

TEST(Attachments, AnObjectThatIsNotWhereTheTableSaysIsRefused) {
  Hand hand;
  hand.object("<< /Type /Catalog >>");
  std::string file = hand.file();
  file.replace(file.find("1 0 obj"), 7, "7 0 obj");
  EXPECT_EQ(code_of(file), "pdf.structure");
}

// A later version appended to a file: what it says of an object holds.
TEST(Attachments, TheNewestVersionOfADocumentCounts) {
  const std::string first = with_attachment("", "old");
  const std::string table = first.substr(first.rfind("startxref\n") + 10, first.rfind("\n%%EOF") - first.rfind("startxref\n") - 10);
  std::string file = first;
  const std::string place = std::to_string(file.size());
  file += "3 0 obj\n<< /Length 3 >>\nstream\nnew\nendstream\nendobj\n";
  const std::string second_table = std::to_string(file.size());
  file += "xref\n3 1\n" + std::string(10 - place.size(), '0') + place + " 00000 n\r\ntrailer\n<< /Size 4 /Root 1 0 R /Prev " + table +
          " >>\nstartxref\n" + second_table + "\n%%EOF\n";
  const auto found = read_attachments(as_bytes(file));
  ASSERT_TRUE(found) << found.error().detail;
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(as_text(found->front().content.value()), "new");
}

}  // namespace
}  // namespace cairn::pdf
