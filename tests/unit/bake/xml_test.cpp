#include "bake/xml.hpp"

#include <gtest/gtest.h>

namespace cairn::bake {
namespace {

using namespace std::string_view_literals;

std::string read_all(std::string_view text) {
  auto reader = XmlReader::open(text);
  if (!reader) return reader.error().code;
  for (;;) {
    const auto event = reader->next();
    if (!event) return event.error().code;
    if (*event == XmlEvent::finished) return "";
  }
}

// Productions of XML 1.0 and of Namespaces in XML 1.0.
TEST(Xml, well_formed_texts_are_read) {
  for (const std::string_view text :
       {"<a/>"sv, "<a></a >"sv, "<a b='1' c=\"2\"/>"sv, "<a b = '\"' />"sv, "\xEF\xBB\xBF<a/>"sv,
        "<?xml version='1.0' encoding='utf-8'?><a/>"sv, "<?xml version=\"1.0\" standalone=\"yes\"?>\n<a/>\n"sv,
        "<a>]]&gt;</a>"sv, "<a><![CDATA[<&]]></a>"sv, "<a><![CDATA[]]]]></a>"sv,
        "<!-- x --><?y z?><a/><!-- x --><?xml-stylesheet href='x'?>"sv, "<é ü='1'/>"sv, "<a b='&#x10FFFF;&lt;'/>"sv,
        "<a b='>'/>"sv, "<a xmlns='x'><b xmlns=''/></a>"sv, "<a xml:space='preserve'/>"sv, "<a><b/>text<b>x</b></a>"sv,
        "<!----><a/>"sv}) {
    EXPECT_EQ(read_all(text), "") << text;
  }
}

TEST(Xml, other_texts_are_refused) {
  for (const std::string_view text : {""sv,
                                      " "sv,
                                      "a"sv,
                                      "<a>"sv,
                                      "<a></b>"sv,
                                      "</a>"sv,
                                      "<a/><b/>"sv,
                                      "<a/>x"sv,
                                      "x<a/>"sv,
                                      "<a b/>"sv,
                                      "<a b=1/>"sv,
                                      "<a b='1'c='2'/>"sv,
                                      "<a b='1' b='2'/>"sv,
                                      "<a b='<'/>"sv,
                                      "<a b='1/>"sv,
                                      "< a/>"sv,
                                      "<1a/>"sv,
                                      "<a/ >"sv,
                                      "<a>]]></a>"sv,
                                      "<a><![CDATA[</a>"sv,
                                      "<![CDATA[x]]><a/>"sv,
                                      "<a><!-- -- --></a>"sv,
                                      "<a><!-- </a>"sv,
                                      "<a><?xml version='1.0'?></a>"sv,
                                      " <?xml version='1.0'?><a/>"sv,
                                      "<a><? x?></a>"sv,
                                      "<a><!ELEMENT b></a>"sv,
                                      "<a:b/>"sv,
                                      "<a b:c='1'/>"sv,
                                      "<a:b:c xmlns:a='x'/>"sv,
                                      "<:a/>"sv,
                                      "<a: xmlns:a='x'/>"sv,
                                      "<a xmlns:b=''/>"sv,
                                      "<a xmlns:xmlns='x'/>"sv,
                                      "<a xmlns:xml='x'/>"sv,
                                      "<a"sv,
                                      "<a b"sv,
                                      "<a b="sv,
                                      "<"sv,
                                      "<a><"sv}) {
    EXPECT_EQ(read_all(text), "bake.svg-syntax") << text;
  }
  for (const std::string_view text :
       {"<a>\0</a>"sv, "<a>\x01</a>"sv, "<a>\xFF</a>"sv, "<a>\xEF\xBF\xBF</a>"sv, "\xFF\xFE<\0a\0"sv,
        "<?xml version='1.0' encoding='iso-8859-1'?><a/>"sv, "<?xml version='1.1'?><a/>"sv}) {
    EXPECT_EQ(read_all(text), "bake.svg-encoding") << text;
  }
}

TEST(Xml, a_namespace_reaches_as_far_as_its_element) {
  auto reader =
      XmlReader::open("<a xmlns='1' xmlns:p='2'><p:b xmlns:p='3'/><p:c d='&amp;&#10;x&#x9;\ty'/></a>").value();
  ASSERT_EQ(reader.next().value(), XmlEvent::start);
  EXPECT_EQ(reader.namespace_name(), "1");
  ASSERT_EQ(reader.next().value(), XmlEvent::start);
  EXPECT_EQ(reader.namespace_name(), "3");
  EXPECT_EQ(reader.local_name(), "b");
  EXPECT_TRUE(reader.is_empty_element());
  ASSERT_EQ(reader.next().value(), XmlEvent::end);
  ASSERT_EQ(reader.next().value(), XmlEvent::start);
  EXPECT_EQ(reader.namespace_name(), "2");
  // White space that is written becomes spaces; what is referred to stays (XML 1.0 3.3.3).
  EXPECT_EQ(reader.attribute("d"), "&\nx\t y");
  EXPECT_EQ(reader.attribute("e"), std::nullopt);
}

}  // namespace
}  // namespace cairn::bake
