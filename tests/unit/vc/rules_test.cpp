#include "vc/rules.hpp"

#include <gtest/gtest.h>

#include "json/write.hpp"
#include "unit/vc/sample.hpp"

namespace cairn::vc {
namespace {

TEST(Place, becomes_a_json_pointer) {
  const Place root;
  EXPECT_EQ(to_pointer(root), "");
  const Place member = root.member("a/b~c");
  EXPECT_EQ(to_pointer(member), "/a~1b~0c");
  EXPECT_EQ(to_pointer(member.item(12)), "/a~1b~0c/12");
  const Place empty = root.member("");
  EXPECT_EQ(to_pointer(empty), "/");
}

TEST(Lint, warnings_do_not_stop_a_document_from_conforming) {
  Finding warning;
  warning.severity = Severity::warning;
  Finding unknown;
  unknown.severity = Severity::unknown;
  EXPECT_TRUE(conforms({}));
  EXPECT_TRUE(conforms({{warning}}));
  EXPECT_FALSE(conforms({{warning, unknown}}));
}

TEST(Lint, is_written_as_one_object) {
  const Parsed parsed("[]");
  const Rulebook* const books[] = {&vcdm2_rulebook()};
  LintOptions options;
  options.rulebooks = books;
  Arena arena;
  EXPECT_EQ(json::to_text(to_json(lint(parsed.value(), options), arena)),
            R"({"conforms":false,"findings":[{"rulebook":"vcdm2","code":"vcdm2.document","pointer":"",)"
            R"("detail":"the document is an empty array","hint":"A credential is one JSON object.",)"
            R"("severity":"error","citation":"VCDM 2.0 \"Syntaxes\""}]})");
  EXPECT_EQ(json::to_text(to_json(std::span<const Finding>(), arena)), R"({"conforms":true,"findings":[]})");
}

}  // namespace
}  // namespace cairn::vc
