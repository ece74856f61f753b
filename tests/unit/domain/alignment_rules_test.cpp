#include "domain/alignment_rules.hpp"

#include <gtest/gtest.h>

namespace cairn::domain {
namespace {

constexpr std::string_view k_uuid = "c3e36d05-8ae8-447f-bb2b-6f9409f85389";

struct Row {
  AlignmentTarget target;
  const char* found;  // "" none, else "url" or "code", "?" before a remark
};

std::string said(const std::optional<AlignmentFault>& fault) {
  if (!fault) return "";
  return std::string(fault->weight == FaultWeight::remark ? "?" : "") + (fault->part == AlignmentFault::Part::url ? "url" : "code");
}

// Addresses as the publishers write them: ESCO's concept URIs, CASE and Credential Registry addresses of the standard's examples.
TEST(AlignmentRules, published_forms_pass_and_others_are_named) {
  const Row rows[] = {
      {{"http://data.europa.eu/esco/skill/c3e36d05-8ae8-447f-bb2b-6f9409f85389", "ESCO", "", ""}, ""},
      {{"http://data.europa.eu/esco/skill/S1.2.3", "", "", ""}, ""},
      {{"http://data.europa.eu/esco/occupation/c3e36d05-8ae8-447f-bb2b-6f9409f85389", "", "", ""}, ""},
      {{"http://data.europa.eu/esco/isco/C2512", "esco", "", ""}, ""},
      {{"http://data.europa.eu/esco/isced-f/0613", "ESCO", "", ""}, ""},
      {{"https://data.europa.eu/esco/skill/c3e36d05-8ae8-447f-bb2b-6f9409f85389", "", "", ""}, "url"},
      {{"http://data.europa.eu/esco/skill/c3e36d05-8ae8-447f-bb2b-6f9409f8538", "", "", ""}, "url"},
      {{"http://data.europa.eu/esco/skill/c3e36d05", "ESCO", "", ""}, "url"},
      {{"http://data.europa.eu/esco/skills/c3e36d05-8ae8-447f-bb2b-6f9409f85389", "", "", ""}, "url"},
      {{"http://data.europa.eu/esco/isco/C25123", "", "", ""}, "url"},
      {{"http://data.europa.eu/esco/skill/S1.", "", "", ""}, "url"},
      {{"https://esco.ec.europa.eu/en/classification/skill?uri=1", "ESCO", "", ""}, "url"},
      {{"https://caseregistry.imsglobal.org/uri/74f5bb7d-d7cc-11e8-824f-0242ac160002", "X", "74f5bb7d-d7cc-11e8-824f-0242ac160002", "CFItem"}, ""},
      {{"https://caseregistry.imsglobal.org/uri/74f5bb7d-d7cc-11e8-824f-0242ac160002", "X", "MATH.1", "CFItem"}, ""},
      {{"https://caseregistry.imsglobal.org/uri/74f5bb7d-d7cc-11e8-824f-0242ac160002", "X", "75f5bb7d-d7cc-11e8-824f-0242ac160002", "CFItem"}, "code"},
      {{"https://1edtech.edu/catalog/degree", "X", "degree", "CFRubric"}, "?url"},
      {{"urn:uuid:74f5bb7d-d7cc-11e8-824f-0242ac160002", "X", "", "CFItem"}, "url"},
      {{"https://1edtech.edu/catalog/degree", "X", "degree", ""}, ""},
      {{"https://credentialengineregistry.org/resources/ce-98cb027b-95ef-4494-908d-6f7790ec6b6b", "X", "degree", "CTDL"}, ""},
      {{"https://credentialengineregistry.org/graph/ce-98cb027b-95ef-4494-908d-6f7790ec6b6b", "", "", "CTDL"}, ""},
      {{"https://credentialengineregistry.org/resources/98cb027b-95ef-4494-908d-6f7790ec6b6b", "", "", "CTDL"}, "url"},
      {{"https://credentialengineregistry.org", "", "", "CTDL"}, "url"},
      {{"https://credentialfinder.org/credential/20229/Requirements_Analysis", "", "ce-cf4dee18-7cea-443a-b920-158a0762c6bf", "ceterms:Credential"}, ""},
      {{"https://credentialfinder.org/credential/20229", "", "ce-cf4dee18", "ceterms:Credential"}, "code"},
      {{"https://credentialengineregistry.org/resources/ce-98cb027b-95ef-4494-908d-6f7790ec6b6b", "", "ce-cf4dee18-7cea-443a-b920-158a0762c6bf", "CTDL"}, "code"},
      {{"https://scqf.org.uk/", "SCQF", "12", "ext:SCQFLevel"}, ""},
      {{"https://scqf.org.uk/", "SCQF", "13", "ext:SCQFLevel"}, "code"},
      {{"https://scqf.org.uk/", "SCQF", "0", "ext:SCQFLevel"}, "code"},
      {{"https://x.example/eqf", "EQF", "8", "ext:EQF"}, ""},
      {{"https://x.example/eqf", "EQF", "9", "ext:EQF"}, "code"},
      {{"https://x.example/rqf", "RQF", "Entry 3", "ext:RQFLevel"}, ""},
      {{"https://x.example/odd", "Odd", "99", "ext:OddLevel"}, ""},
      {{"http://data.europa.eu/snb/eqf/5", "EQF", "5", "ext:EQFLevel"}, ""},
      {{"http://data.europa.eu/snb/eqf/5", "EQF", "6", "ext:EQFLevel"}, "code"},
      {{"http://data.europa.eu/snb/eqf/9", "EQF", "", ""}, "url"},
      {{"http://data.europa.eu/snb/credit/6fcec5c5af", "", "", ""}, ""},
      {{"https://data.europa.eu/snb/credit/6fcec5c5af", "", "", ""}, "url"},
      {{"http://data.europa.eu/snb/credit/", "", "", ""}, "url"},
      {{"https://skills.example/42", "", "", ""}, ""},
  };
  for (const Row& row : rows) {
    const auto fault = alignment_fault(row.target);
    EXPECT_EQ(said(fault), row.found) << row.target.url << " " << row.target.code;
    if (fault) {
      EXPECT_FALSE(fault->what.empty() || fault->hint.empty());
    }
  }
}

TEST(AlignmentRules, a_uuid_has_its_dashes_where_they_belong) {
  EXPECT_TRUE(is_uuid(k_uuid));
  EXPECT_TRUE(is_uuid("C3E36D05-8AE8-447F-BB2B-6F9409F85389"));
  EXPECT_FALSE(is_uuid("c3e36d058ae8-447f-bb2b-6f9409f85389-"));
  EXPECT_FALSE(is_uuid("c3e36d05-8ae8-447f-bb2b-6f9409f8538g"));
  EXPECT_FALSE(is_uuid(""));
}

}  // namespace
}  // namespace cairn::domain
