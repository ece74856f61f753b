#include "vc/enclosed.hpp"

#include <algorithm>

#include "vc/single_checks.hpp"

namespace cairn::vc {

json::Value standing_alone(const json::Value& enclosed, const json::Value& around, Arena& arena) {
  const json::Value* context = around.find("@context");
  if (!enclosed.is_object() || enclosed.find("@context") != nullptr || context == nullptr) return enclosed;
  const json::Object out = json::Object::make(arena, enclosed.object().size() + 1);
  out.add_new("@context", *context, arena);
  for (const json::Member& member : enclosed.object()) out.add_new(member.name, member.value, arena);
  return out;
}

std::string_view endorsed_part(const Summary& around, const Summary& endorsement, std::string_view owner_id) {
  if (endorsement.type != "EndorsementCredential") return "none";
  const std::string& id = endorsement.subject_id;
  if (id.empty()) return {};
  if (id == around.credential_id) return "credential";
  if (id == around.achievement_id) return "achievement";
  if (id == around.issuer_id) return "issuer";
  return id == owner_id ? "part" : "other";
}

Report not_looked_at(std::string_view code) {
  Report out;
  for (std::size_t number = 0; number < k_check_count; ++number) {
    const auto id = static_cast<CheckId>(number);
    if (id == CheckId::recipient) {
      out.checks.push_back(check_recipient({}, std::nullopt));
    } else if (id == CheckId::reading) {
      out.checks.push_back({id, Outcome::unknown, std::string(code), "This document, and those after it, were not looked at.",
                            "Take them out and check them alone."});
    } else {
      out.checks.push_back({id, Outcome::unknown, std::string(check_name(id)) + ".not-checked", "This was not looked at.", ""});
    }
  }
  out.verdict = judge(out.checks);
  return out;
}

bool used_up_work(const Report& report) {
  const std::string& code = report.check(CheckId::signature).code;
  if (code == "rdfc.work-limit" || code == "jsonld.terms" || code == "jsonld.nodes") return true;
  // As deep as k_deepest_enclosure at most.
  return std::any_of(report.enclosed.begin(), report.enclosed.end(),
                     [](const Enclosed& enclosed) { return used_up_work(enclosed.report); });
}

}  // namespace cairn::vc
