#include "sample.hpp"

namespace cairn::bench {

domain::MicroCredential sample_definition(const std::string& issuer) {
  domain::MicroCredentialFields fields;
  fields.id = "https://badges.ardmore.example/definitions/data-storytelling/1";
  fields.name = "Data storytelling";
  fields.description = "Turn a table of figures into a short, honest and accessible story for a named audience.";
  fields.language = "en-GB";
  fields.criteria_narrative = "Choose the right chart, name its limits, and present the story to a colleague who was not there.";
  fields.level = domain::Level{"SCQF", "8", "", ""};
  fields.organisation = {issuer, "Ardmore College", "https://www.ardmore.example", "registry@ardmore.example"};
  fields.alignments = {{"data visualisation", "http://data.europa.eu/esco/skill/143769a3-b61f-4d2b-bbf6-9b6f5a3d4d4b", "ESCO", "", "ceasn:Competency", ""}};
  domain::ResultDescription mark;
  mark.key = "mark";
  mark.name = "Final mark";
  mark.type = domain::ResultType::percent;
  mark.minimum = domain::Amount::whole(0);
  mark.maximum = domain::Amount::whole(100);
  mark.required = domain::Amount::whole(40);
  fields.results = {mark};
  fields.tags = {"data", "communication"};
  return domain::make_micro_credential(fields).value();
}

domain::Award sample_award(const domain::MicroCredential& definition) {
  domain::AwardFields fields;
  fields.id = "row-1";
  fields.learner = {"Seònaid NicDhòmhnaill", "seonaid@work.example", ""};
  fields.awarded = start_of_day({2026, 6, 14});
  fields.results = {{"mark", "74", "", std::nullopt}};
  fields.evidence = {{"https://badges.ardmore.example/evidence/3f9a", "Ward dashboard", "", "A one-page dashboard and a five-minute talk.", ""}};
  return domain::make_award(definition, fields).value();
}

openbadges::IssuingFacts sample_facts() {
  openbadges::IssuingFacts facts;
  facts.credential_id = "https://badges.ardmore.example/c/7QmT4vXkR2sLpW9bNcZ3Fd";
  facts.valid_from = start_of_day({2026, 6, 14});
  facts.salt = "b2Jm9tQzXwL4kP8vRq3n";
  facts.status = openbadges::StatusSlot{"https://badges.ardmore.example/status/3", 94567, "revocation"};
  return facts;
}

}  // namespace cairn::bench
