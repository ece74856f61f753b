#include "base/iri.hpp"

#include <gtest/gtest.h>

namespace cairn {
namespace {

TEST(Iri, splits_into_five_parts) {
  const IriParts parts = split_iri("http://user@example.org:80/a/b?q=1?2#f#g");
  EXPECT_EQ(parts.scheme, "http");
  EXPECT_EQ(parts.authority, "user@example.org:80");
  EXPECT_EQ(parts.path, "/a/b");
  EXPECT_EQ(parts.query, "q=1?2");
  EXPECT_EQ(parts.fragment, "f#g");
}

TEST(Iri, an_empty_part_is_not_a_missing_part) {
  const IriParts empty = split_iri("file://?#");
  EXPECT_TRUE(empty.has_authority && empty.has_query && empty.has_fragment);
  EXPECT_TRUE(empty.authority.empty() && empty.path.empty() && empty.query.empty());
  const IriParts missing = split_iri("did:web:example.org");
  EXPECT_FALSE(missing.has_authority || missing.has_query || missing.has_fragment);
  EXPECT_EQ(missing.path, "web:example.org");
}

TEST(Iri, a_colon_alone_makes_no_scheme) {
  EXPECT_FALSE(split_iri(":a").has_scheme);
  EXPECT_FALSE(split_iri("1a:b").has_scheme);
  EXPECT_FALSE(split_iri("./a:b").has_scheme);
  EXPECT_FALSE(split_iri("_:b0").has_scheme);
  EXPECT_TRUE(split_iri("a+b.c-1:").has_scheme);
}

struct Resolution {
  const char* reference;
  const char* target;
};

// RFC 3986 5.4.1 and 5.4.2 (strict)
TEST(Iri, resolves_the_examples_of_the_standard) {
  for (const Resolution& row : {Resolution{"g:h", "g:h"},
                                {"g", "http://a/b/c/g"},
                                {"./g", "http://a/b/c/g"},
                                {"g/", "http://a/b/c/g/"},
                                {"/g", "http://a/g"},
                                {"//g", "http://g"},
                                {"?y", "http://a/b/c/d;p?y"},
                                {"g?y", "http://a/b/c/g?y"},
                                {"#s", "http://a/b/c/d;p?q#s"},
                                {"g#s", "http://a/b/c/g#s"},
                                {"g?y#s", "http://a/b/c/g?y#s"},
                                {";x", "http://a/b/c/;x"},
                                {"g;x", "http://a/b/c/g;x"},
                                {"g;x?y#s", "http://a/b/c/g;x?y#s"},
                                {"", "http://a/b/c/d;p?q"},
                                {".", "http://a/b/c/"},
                                {"./", "http://a/b/c/"},
                                {"..", "http://a/b/"},
                                {"../", "http://a/b/"},
                                {"../g", "http://a/b/g"},
                                {"../..", "http://a/"},
                                {"../../", "http://a/"},
                                {"../../g", "http://a/g"},
                                {"../../../g", "http://a/g"},
                                {"../../../../g", "http://a/g"},
                                {"/./g", "http://a/g"},
                                {"/../g", "http://a/g"},
                                {"g.", "http://a/b/c/g."},
                                {".g", "http://a/b/c/.g"},
                                {"g..", "http://a/b/c/g.."},
                                {"..g", "http://a/b/c/..g"},
                                {"./../g", "http://a/b/g"},
                                {"./g/.", "http://a/b/c/g/"},
                                {"g/./h", "http://a/b/c/g/h"},
                                {"g/../h", "http://a/b/c/h"},
                                {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
                                {"g;x=1/../y", "http://a/b/c/y"},
                                {"g?y/./x", "http://a/b/c/g?y/./x"},
                                {"g?y/../x", "http://a/b/c/g?y/../x"},
                                {"g#s/./x", "http://a/b/c/g#s/./x"},
                                {"g#s/../x", "http://a/b/c/g#s/../x"},
                                {"http:g", "http:g"}}) {
    EXPECT_EQ(resolve_iri("http://a/b/c/d;p?q", row.reference), row.target) << row.reference;
  }
}

TEST(Iri, resolves_against_bases_without_a_path) {
  EXPECT_EQ(resolve_iri("http://example", "relative"), "http://example/relative");
  EXPECT_EQ(resolve_iri("http://example?q", "relative"), "http://example/relative");
  EXPECT_EQ(resolve_iri("http://example/base", "relative"), "http://example/relative");
  EXPECT_EQ(resolve_iri("did:key:z6Mk", "#z6Mk"), "did:key:z6Mk#z6Mk");
  EXPECT_EQ(resolve_iri("urn:ex:a", "b"), "urn:b");
  EXPECT_EQ(resolve_iri("file:///a/b", "../../c"), "file:///c");
}

struct Relative {
  const char* base;
  const char* iri;
  const char* expected;
};

// The first rows are what the JSON-LD 1.1 compaction tests t0045, t0066, t0076, t0111 and tc015 expect.
TEST(Iri, relativizes_as_compaction_wants_it) {
  constexpr const char* k_base = "https://w3c.github.io/json-ld-api/tests/compact/0066-in.jsonld";
  for (const Relative& row :
       {Relative{k_base, "https://w3c.github.io/json-ld-api/tests/compact/link", "link"},
        {k_base, "https://w3c.github.io/json-ld-api/tests/compact/0066-in.jsonld#fragment-works", "#fragment-works"},
        {k_base, "https://w3c.github.io/json-ld-api/tests/compact/0066-in.jsonld?query=works", "?query=works"},
        {k_base, "https://w3c.github.io/json-ld-api/tests/", "../"},
        {k_base, "https://w3c.github.io/json-ld-api/", "../../"},
        {k_base, "https://w3c.github.io/json-ld-api/parent", "../../parent"},
        {k_base, "https://w3c.github.io/json-ld-api/parent#fragment", "../../parent#fragment"},
        {k_base, "https://w3c.github.io/absolute", "../../../absolute"},
        {k_base, "http://example.org/scheme-relative", "http://example.org/scheme-relative"},
        {"http://example.com/api/things/1", "http://example.com/api/things/1", "1"},
        {"http://localhost/", "http://localhost/@special", "./@special"},
        {"http://example/base-base", "http://example/base-base#base-id", "#base-id"},
        {"http://a/b/", "http://a/b/", "./"},
        {"http://a/b", "http://a/", "./"},
        {"http://a/b?q", "http://a/b", "b"},
        {"http://a/b?q", "http://a/b?q#f", "#f"},
        {"http://a/b", "http://a/c:d", "./c:d"},
        {"http://a/b", "http://a//c", ".//c"},
        {"http://a", "http://a/b", "b"},
        {"http://a/b", "http://a", "http://a"},
        {"http://a/b", "http://a/c/../d", "http://a/c/../d"},
        {"http://a/b", "https://a/c", "https://a/c"},
        {"did:key:z6Mk", "did:key:z6Mk#z6Mk", "#z6Mk"},
        {"urn:uuid:1", "urn:uuid:2", "urn:uuid:2"}}) {
    EXPECT_EQ(relativize_iri(row.base, row.iri), row.expected) << row.iri << " against " << row.base;
    if (std::string_view(row.expected) != row.iri) {
      EXPECT_EQ(resolve_iri(row.base, row.expected), row.iri);
    }
  }
}

TEST(Iri, absolute_ones_are_recognised) {
  for (const char* iri :
       {"http://example.org/", "urn:uuid:0f0d", "did:web:example.org%3A8080", "a:", "mailto:a@b.example",
        "http://[2001:db8::7]:80/a?b=/?c#d/?", "http://user:pw@host:/", "https://example.org/r\xC3\xA9sum\xC3\xA9",
        "https://example.org/?\xEE\x80\x80", "tag:a,2005:%C3%A9", "file:///a"}) {
    EXPECT_TRUE(is_absolute_iri(iri)) << iri;
  }
}

TEST(Iri, what_is_not_absolute_or_not_an_iri_is_told_apart) {
  for (const char* iri : {"",
                          "relative",
                          "//host/path",
                          "_:b0",
                          ":x",
                          "http://example.org/a b",
                          "http://example.org/<a>",
                          "http://example.org/\"",
                          "http://example.org/{x}",
                          "http://example.org/a|b",
                          "http://example.org/\\",
                          "http://example.org/^",
                          "http://example.org/`",
                          "http://example.org/%",
                          "http://example.org/%4",
                          "http://example.org/%GG",
                          "http://example.org/[1]",
                          "http://exa mple.org/",
                          "http://host:80a/",
                          "http://[::1/",
                          "http://[::1]x/",
                          "http://example.org/#a#b",
                          "http://example.org/\n",
                          "http://example.org/\x7f",
                          "http://example.org/\xC3",
                          "http://example.org/\xEE\x80\x80",
                          "http://example.org/\xE2\x80\xAE"
                          "gpj",
                          "http://example.org/\xEF\xBF\xBF"}) {
    EXPECT_FALSE(is_absolute_iri(iri)) << iri;
  }
}

}  // namespace
}  // namespace cairn
