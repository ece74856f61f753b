#pragma once
#include "domain/award.hpp"

namespace cairn::domain {

/// A complete definition to vary in tests.
inline MicroCredentialFields sample_definition() {
  MicroCredentialFields fields;
  fields.id = "https://badges.ardmore.example/m/data-storytelling";
  fields.name = "Data Storytelling";
  fields.description = "Turning figures into decisions.";
  fields.criteria_narrative = "Submit one report and present it.";
  fields.organisation = {"did:web:badges.ardmore.example", "Ardmore College", "https://ardmore.example", "registry@ardmore.example"};
  fields.outcomes = {{"Choose a chart that fits the question.", ""}, {"Explain a finding to a lay audience.", "https://skills.example/42"}};
  fields.workload_hours = Amount::whole(100);
  fields.level = Level{"SCQF", "9", "", ""};
  fields.credit = Credit{"SCQF", Amount::whole(10)};
  fields.alignments = {{"Data literacy", "https://case.skills.example/uri/3e1b5a0e-6f0c-4f6a-9d55-0f7a1f6f2f11", "Skills", "7", "CFItem", ""}};
  ResultDescription mark;
  mark.key = "mark";
  mark.name = "Final mark";
  mark.type = ResultType::percent;
  mark.minimum = Amount::whole(0);
  mark.maximum = Amount::whole(100);
  mark.required = Amount::whole(40);
  ResultDescription rubric;
  rubric.key = "presentation";
  rubric.name = "Presentation";
  rubric.type = ResultType::rubric_level;
  rubric.levels = {{"pass", "Pass", "", "1"}, {"merit", "Merit", "", "2"}, {"distinction", "Distinction", "", "3"}};
  rubric.required_level = "pass";
  fields.results = {mark, rubric};
  fields.tags = {"data", "communication"};
  return fields;
}

inline AwardFields sample_award() {
  AwardFields fields;
  fields.id = "award-1";
  fields.learner = {"Ada Lovelace", "ada@example.org", ""};
  fields.awarded = *parse_date_time_stamp("2026-03-15T09:30:00Z");
  AssessmentResult mark;
  mark.description = "mark";
  mark.value = "72.5";
  AssessmentResult presentation;
  presentation.description = "presentation";
  presentation.level = "merit";
  fields.results = {mark, presentation};
  fields.evidence = {{"https://portfolio.example/ada/report", "Report", "A report on tides.", "", "Report"}};
  return fields;
}

}  // namespace cairn::domain
