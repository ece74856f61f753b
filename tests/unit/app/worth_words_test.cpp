#include "app/worth_words.hpp"

#include <gtest/gtest.h>

namespace cairn::app {
namespace {

std::string lines_of(const vc::Worth& worth) {
  std::string out;
  for (const WorthLine& line : worth_lines(worth)) out += line.label + ": " + line.value + "\n";
  return out;
}

TEST(WorthWords, credit_is_said_with_its_unit_level_and_rater) {
  vc::Worth worth;
  worth.credits = {{"SCQF", "10", "8", "100", "Ardmore College", "https://ardmore.example/"}, {"ECTS", "7.5", "", "", "", ""}, {"Odd", "3", "", "", "", "urn:x"}};
  EXPECT_EQ(lines_of(worth),
            "Worth: 10 SCQF credit points at level 8 (100 notional hours), rated by Ardmore College (https://ardmore.example/)\n"
            "Worth: 7.5 ECTS credits\n"
            "Worth: 3 Odd credits, rated by urn:x\n");
}

TEST(WorthWords, words_of_lists_become_sentences_and_other_words_stay) {
  vc::Worth worth;
  worth.facts = {{"assessment", "portfolio", ""},
                 {"assessment", "internal", ""},
                 {"identity-assurance", "supervised-onsite-verified", ""},
                 {"quality", "internal", ""},
                 {"participation", "by post", ""},
                 {"delivered-by", "A", "urn:a"},
                 {"delivered-by", "urn:b", "urn:b"}};
  EXPECT_EQ(lines_of(worth),
            "Assessment: portfolio, internal\n"
            "Identity: assessed under supervision on site, identity checked\n"
            "Quality assurance: by the provider itself\n"
            "Participation: by post\n"
            "Delivered by: A (urn:a)\n"
            "Delivered by: urn:b\n");
}

}  // namespace
}  // namespace cairn::app
