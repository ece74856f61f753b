#pragma once
#include <string>
#include <vector>

#include "openbadges/credential.hpp"

// What DefinitionTemplate holds. Internal to this library.
namespace cairn::openbadges {

/// Where results of one description point.
struct ResultTarget {
  std::string_view key;
  json::Value description_id;
  struct Level {
    std::string_view key;
    json::Value id;
  };
  std::vector<Level> levels;
};

struct DefinitionTemplate::State {
  explicit State(const domain::MicroCredential& from) : definition(from) {}

  Arena arena{8 * 1024};
  domain::MicroCredential definition;
  json::Value context;
  json::Value type;             // of the credential
  json::Value name;
  json::Value issuer;
  json::Value achievement;
  json::Value subject_type;
  json::Value result_type;
  json::Value evidence_type;
  json::Value source;           // Profile of who assessed, or null
  json::Value credits;          // number, or null
  json::Value credit_result;    // the Result that states the exact credit, or null
  std::vector<ResultTarget> results;

  const ResultTarget* find_result(std::string_view key) const;
};


}  // namespace cairn::openbadges
