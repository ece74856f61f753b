#pragma once
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "app/definition.hpp"

// Definitions to vary in tests of profiles.
namespace cairn::app {

inline domain::Amount amount(const std::string& text) { return domain::parse_amount(text).value(); }

/// tests/data/definitions/every-field.toml, as a draft.
inline domain::MicroCredentialFields every_field() {
  std::ifstream in(std::string(CAIRN_SOURCE_DIR) + "/tests/data/definitions/every-field.toml", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return read_definition_fields({"every-field.toml", text, ""}).value();
}

/// A definition that keeps every rule of a profile, written from the profile's sources on a day of July 2026.
inline domain::MicroCredentialFields complete_for(const std::string& profile) {
  domain::MicroCredentialFields fields = every_field();
  const auto place = [&](const std::string& framework, const std::string& level, const std::string& credit) {
    fields.level = domain::Level{framework, level, "", ""};
    fields.credit->framework = credit;
    fields.credit->level = credit == framework ? level : "";
    fields.further_credits.clear();
  };
  fields.quality.form = "external";
  fields.validity_months = 60;
  fields.listing.review_due = "2027-06-30";
  if (profile == "nzqa-2022") {
    place("NZQCF", "4", "NZQCF");
    fields.listing.subject_scheme = "NZSCED";
  } else if (profile == "eu-2022") {
    place("EQF", "5", "ECTS");
    fields.credit->amount = amount("6");
  } else if (profile == "nmf-2021") {
    fields.level.reset();
  } else if (profile == "cmf-2019") {
    place("EQF", "6", "ECTS");
    fields.credit->amount = amount("6");
  } else if (profile == "rqf-fheq") {
    place("FHEQ", "6", "FHEQ");
  }
  return fields;
}

/// The same of what stands in [need] and [offer].    out: whether the element is one of these
inline bool change_offer(domain::MicroCredentialFields& f, const std::string& key, const std::string& value) {
  const auto text = [&](std::string& out) { out = value; };
  const auto list = [&](auto& out) {
    EXPECT_TRUE(value.empty()) << key;
    out.clear();
  };
  const std::map<std::string, std::function<void()>> setters = {
      {"need.statement", [&] { text(f.need.statement); }},
      {"need.evidence", [&] { list(f.need.evidence); }},
      {"need.checked", [&] { text(f.need.checked); }},
      {"offer.audience", [&] { text(f.offer.audience); }},
      {"offer.duration", [&] { text(f.offer.duration); }},
      {"offer.location", [&] { text(f.offer.location); }},
      {"offer.start", [&] { text(f.offer.start); }},
      {"offer.technology", [&] { text(f.offer.technology); }},
      {"offer.content", [&] { text(f.offer.content); }},
      {"offer.content_licence", [&] { text(f.offer.content_licence); }},
      {"offer.languages", [&] { list(f.offer.languages); }},
      {"offer.prices", [&] { list(f.offer.prices); }},
      {"offer.url", [&] { text(f.offer.url); }},
  };
  const auto setter = setters.find(key);
  if (setter != setters.end()) setter->second();
  return setter != setters.end();
}

/// Set an element, or take it away with an empty value, in all places where it may stand.
inline void change(domain::MicroCredentialFields& f, const std::string& key, const std::string& value) {
  const auto text = [&](std::string& out) { out = value; };
  const auto list = [&](auto& out) { ASSERT_TRUE(value.empty()) << key; out.clear(); };
  const auto party = [&](std::optional<domain::Party>& out) { ASSERT_TRUE(value.empty()) << key; out.reset(); };
  const auto number = [&](std::optional<domain::Amount>& out) { out = value.empty() ? std::nullopt : std::optional(amount(value)); };
  const auto level = [&] {
    if (value.empty()) f.level.reset();
    else f.level->code = value;
    if (value.empty() && f.credit) f.credit->level.clear();
  };
  const std::map<std::string, std::function<void()>> setters = {
      {"name", [&] { text(f.name); }},
      {"description", [&] { text(f.description); }},
      {"language", [&] { text(f.language); }},
      {"outcomes", [&] { list(f.outcomes); }},
      {"outcomes.skills", [&] { for (auto& one : f.outcomes) one.skills.clear(); }},
      {"alignments", [&] { list(f.alignments); }},
      {"workload_hours", [&] { number(f.workload_hours); f.workload.clear(); }},
      {"workload", [&] { list(f.workload); }},
      {"validity_months", [&] { f.validity_months.reset(); }},
      {"level", level},
      {"level.framework", [&] { f.level->framework = value; }},
      {"credit", [&] { f.credit.reset(); f.further_credits.clear(); }},
      {"credit.amount", [&] { f.credit->amount = amount(value); }},
      {"credit.level", [&] { if (f.credit) f.credit->level = value; }},
      {"credit.hours", [&] { if (f.credit) number(f.credit->hours); }},
      {"credit.rated_by", [&] { party(f.credit->rated_by); }},
      {"participation", [&] { text(f.participation); }},
      {"prerequisites", [&] { text(f.prerequisites); }},
      {"required_definitions", [&] { list(f.required_definitions); }},
      {"organisation.name", [&] { text(f.organisation.name); }},
      {"awarded_by", [&] { party(f.awarded_by); }},
      {"delivered_by", [&] { list(f.delivered_by); }},
      {"criteria_url", [&] { text(f.criteria_url); }},
      {"assessment.types", [&] { list(f.assessment.types); }},
      {"assessment.identity_assurance", [&] { text(f.assessment.identity_assurance); }},
      {"quality.form", [&] { text(f.quality.form); }},
      {"quality.statement", [&] { text(f.quality.statement); }},
      {"quality.assured_by", [&] { party(f.quality.assured_by); }},
      {"stacking.kind", [&] { text(f.stacking.kind); }},
      {"stacking.towards", [&] { list(f.stacking.towards); }},
      {"results", [&] { list(f.results); }},
      {"tasks", [&] { list(f.tasks); }},
      {"tasks.supervision", [&] { for (auto& one : f.tasks) one.supervision.clear(); }},
      {"tasks.pass_requirement", [&] { for (auto& one : f.tasks) one.pass_requirement.clear(); }},
      {"tasks.reassessment", [&] { for (auto& one : f.tasks) one.reassessment.clear(); }},
      {"listing.purpose", [&] { text(f.listing.purpose); }},
      {"listing.subject_code", [&] { text(f.listing.subject_code); }},
      {"listing.subject_scheme", [&] { text(f.listing.subject_scheme); }},
      {"listing.country", [&] { text(f.listing.country); }},
      {"listing.certification", [&] { text(f.listing.certification); }},
      {"listing.review_due", [&] { text(f.listing.review_due); }},
      {"listing.developer", [&] { party(f.listing.developer); }},
      {"listing.standards", [&] { list(f.listing.standards); }},
      {"listing.recognised_by", [&] { list(f.listing.recognised_by); }},
  };
  if (change_offer(f, key, value)) return;
  const auto setter = setters.find(key);
  ASSERT_TRUE(setter != setters.end()) << "the test cannot change " << key;
  setter->second();
}

}  // namespace cairn::app
