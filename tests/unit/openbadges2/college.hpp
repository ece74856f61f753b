#pragma once
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "json/read.hpp"
#include "json/write.hpp"
#include "openbadges2/verify.hpp"

namespace cairn::openbadges2 {

/// The college of tests/data/open-badges-2 as a web of documents that a test may change.
class College : public jsonld::DocumentLoader {
 public:
  College() {
    const json::Value all = read_file("documents.json");
    for (const json::Member& member : all.object()) put(std::string(member.name), member.value);
    tokens_ = read_file("tokens.json");
  }

  std::string_view token(std::string_view name) const {
    EXPECT_FALSE(tokens_.text_of(name).empty()) << name;
    return tokens_.text_of(name);
  }
  json::Value read(std::string_view text) {
    const auto value = json::read(arena_.copy(text), arena_);
    EXPECT_TRUE(value.has_value()) << text;
    return value ? *value : json::Value();
  }
  json::Value at(const std::string& url) { return documents_.at(url).document; }
  void put(const std::string& url, json::Value document) {
    auto& place = documents_[url];
    place = {documents_.find(url)->first, json::clone(document, arena_)};
  }
  /// One member of a document set, or taken out with an empty text.
  void change(const std::string& url, std::string_view member, std::string_view json_text) {
    const json::Object object = at(url).object();
    if (json_text.empty()) object.erase(member);
    else object.set(arena_.copy(member), read(json_text), arena_);
  }
  void remove(const std::string& url) { documents_.erase(url); }
  void make_gone(const std::string& url) { gone_ = url; }

  Result<const jsonld::RemoteDocument*> load(std::string_view url) override {
    ++asked;
    if (url == gone_) return fail(Kind::missing, "fetch.gone", "the site says that it is gone");
    const auto found = documents_.find(url);
    if (found == documents_.end()) return fail(Kind::missing, "fetch.not-found", "the site has no such document");
    return &found->second;
  }

  vc::Report check(std::string_view bytes) { return check_with(bytes, this); }
  vc::Report check_offline(std::string_view bytes) { return check_with(bytes, nullptr); }
  vc::Report check(json::Value document) { return check(json::to_text(document)); }

  VerifyPolicy policy{*parse_date_time_stamp("2026-06-01T00:00:00Z"), nullptr, std::nullopt};
  int asked = 0;

 private:
  vc::Report check_with(std::string_view bytes, jsonld::DocumentLoader* loader) {
    const auto badge = recognise(as_bytes(arena_.copy(bytes)), arena_);
    EXPECT_TRUE(badge.has_value()) << bytes;
    return badge ? verify(*badge, loader, policy, arena_) : vc::Report{};
  }
  json::Value read_file(const std::string& name) {
    std::ifstream file(CAIRN_SOURCE_DIR "/tests/data/open-badges-2/" + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return read(text.str());
  }

  Arena arena_;
  std::map<std::string, jsonld::RemoteDocument, std::less<>> documents_;
  std::string gone_;
  json::Value tokens_;
};

inline const std::string k_site = "https://college.example";
inline const std::string k_award = k_site + "/assertions/1.json";
inline const std::string k_issuer = k_site + "/issuer.json";

/// "pass ob2.hosted" and so on, for one check of a report.
inline std::string answer(const vc::Report& report, vc::CheckId id) {
  const vc::Check& check = report.check(id);
  return std::string(vc::outcome_name(check.outcome)) + " " + check.code;
}
inline std::vector<std::string> codes(const vc::Report& report) {
  std::vector<std::string> out;
  for (const vc::Finding& finding : report.findings) {
    if (finding.code != "ob2.older-form") out.push_back(std::string(finding.code) + " " + finding.pointer);
  }
  return out;
}

}  // namespace cairn::openbadges2
