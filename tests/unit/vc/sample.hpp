#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "json/read.hpp"
#include "vc/rules.hpp"

namespace cairn::vc {

/// JSON text and the value read from it.
class Parsed {
 public:
  explicit Parsed(std::string_view text) {
    const auto read = json::read(text, arena_);
    EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().detail) << "\n" << text;
    if (read) value_ = *read;
  }
  const json::Value& value() const { return value_; }

 private:
  Arena arena_;
  json::Value value_;
};

/// A credential of VCDM 2.0 that breaks no rule.
inline const std::string k_sample_credential = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  "id": "urn:uuid:5b6ac2d1-71a1-4d2c-9f3b-0a1c3f1b7a10",
  "type": ["VerifiableCredential"],
  "issuer": {"id": "did:example:college", "name": "Ardmore College"},
  "validFrom": "2026-03-15T09:30:00Z",
  "validUntil": "2029-03-15T09:30:00Z",
  "name": "Data Storytelling",
  "credentialSubject": {"id": "did:example:ada", "name": "Ada"}
})";

/// The text with one part replaced; the part must be there.
inline std::string with(std::string text, std::string_view part, std::string_view by) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return text.replace(at, part.size(), by);
}

/// The text with a member added at the top.
inline std::string with_member(std::string text, std::string_view member) {
  return text.insert(text.find('{') + 1, std::string(member) + ",");
}

/// "code pointer" of each finding.
inline std::vector<std::string> findings_of(std::string_view text, const LintOptions& options) {
  const Parsed parsed(text);
  std::vector<std::string> out;
  for (const Finding& finding : lint(parsed.value(), options)) {
    EXPECT_FALSE(finding.detail.empty());
    EXPECT_FALSE(finding.hint.empty()) << finding.code;
    EXPECT_FALSE(finding.citation.empty());
    out.push_back(std::string(finding.code) + " " + finding.pointer);
  }
  return out;
}

inline std::vector<std::string> findings_of(std::string_view text, const Rulebook& rulebook, Phase phase = Phase::issuing) {
  const Rulebook* const books[] = {&rulebook};
  LintOptions options;
  options.rulebooks = books;
  options.phase = phase;
  return findings_of(text, options);
}

}  // namespace cairn::vc
