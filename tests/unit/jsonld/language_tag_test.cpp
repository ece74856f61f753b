#include "jsonld/language_tag.hpp"

#include <gtest/gtest.h>

namespace cairn::jsonld {
namespace {

// RFC 5646 appendix A, without the ones that only a registry can refuse.
TEST(LanguageTag, the_examples_of_the_standard_are_tags) {
  for (const char* tag : {"de",
                          "fr",
                          "ja",
                          "i-enochian",
                          "zh-Hant",
                          "zh-Hans",
                          "sr-Cyrl",
                          "sr-Latn",
                          "zh-cmn-Hans-CN",
                          "cmn-Hans-CN",
                          "zh-yue-HK",
                          "yue-HK",
                          "zh-Hans-CN",
                          "sr-Latn-RS",
                          "sl-rozaj",
                          "sl-rozaj-biske",
                          "sl-nedis",
                          "de-CH-1901",
                          "sl-IT-nedis",
                          "hy-Latn-IT-arevela",
                          "de-DE",
                          "en-US",
                          "es-419",
                          "de-CH-x-phonebk",
                          "az-Arab-x-AZE-derbend",
                          "x-whatever",
                          "qaa-Qaaa-QM-x-southern",
                          "de-Qaaa",
                          "sr-Latn-QM",
                          "sr-Qaaa-RS",
                          "en-US-u-islamcal",
                          "zh-CN-a-myext-x-private",
                          "en-a-myext-b-another",
                          "en-GB-oed",
                          "sgn-BE-FR",
                          "EN-us"}) {
    EXPECT_TRUE(is_language_tag(tag)) << tag;
  }
}

TEST(LanguageTag, what_breaks_the_grammar_is_no_tag) {
  for (const char* tag :
       {"", "a", "a b", "en_US", "de-419-DE", "a-DE", "en-", "-en", "en--US", "123", "toolonglanguage",
        "en-toolongsubtag", "en-a", "en-x", "x", "x-", "en-a-b-c", "d\xC3\xA9", "en-US-u"}) {
    EXPECT_FALSE(is_language_tag(tag)) << tag;
  }
}

}  // namespace
}  // namespace cairn::jsonld
