#include "app/endorse.hpp"

#include "json/read.hpp"
#include "openbadges/endorsement.hpp"

namespace cairn::app {
namespace {

// What speaks against relying on a document; nullptr when nothing does but that its issuer is not known here.
const vc::Check* obstacle(const vc::Report& report) {
  if (report.verdict == vc::Verdict::valid || report.verdict == vc::Verdict::unknown_issuer) return nullptr;
  const vc::Outcome wanted = report.verdict == vc::Verdict::invalid ? vc::Outcome::fail : vc::Outcome::unknown;
  for (const vc::Check& check : report.checks) {
    if (check.outcome == wanted && check.code != "recipient.not-asked" && check.id != vc::CheckId::issuer) return &check;
  }
  return &report.checks.front();
}

Failure not_good(std::string_view what, const vc::Report& report) {
  const vc::Check* check = obstacle(report);
  CAIRN_ASSERT(check != nullptr);
  return fail(Kind::refused, "endorse.not-good",
              std::string(what) + " is " + std::string(vc::verdict_name(report.verdict)) + ": " + check->detail + " (" + check->code + ")",
              check->hint);
}

// The day's last second, so that it still holds on that day.
Instant end_of_day(Date day) { return {start_of_day(day).seconds + 86'399, 0}; }

}  // namespace

Result<EndorsedThing> endorsed_in_award(ByteView award, EndorsedPart part, verify::Verifier& verifier, Instant at) {
  const vc::Report report = verifier.verify(award, {at, std::nullopt, std::nullopt, std::nullopt});
  if (obstacle(report) != nullptr) return not_good("the award", report);
  CAIRN_ASSERT(report.summary.has_value());
  const vc::Summary& summary = *report.summary;
  EndorsedThing out{summary.credential_id, summary.name};
  if (part == EndorsedPart::achievement) out = {summary.achievement_id, summary.achievement_name};
  if (part == EndorsedPart::issuer) out = {summary.issuer_id, summary.issuer_name};
  if (!out.id.empty()) return out;
  return fail(Kind::malformed, "endorse.no-id", "what is to be endorsed has no id in this award", "Endorse another part of it.");
}

Result<std::string> endorse(const EndorseCommand& command, const SigningKey& by, const SigningPorts& ports) {
  Arena arena;
  openbadges::EndorsementFields fields;
  fields.id = fresh_document_id(ports);
  fields.name = command.name;
  if (fields.name.empty()) fields.name = command.thing.name.empty() ? "Endorsement" : "Endorsement of " + command.thing.name;
  fields.endorsed_id = command.thing.id;
  fields.comment = command.comment;
  fields.endorser = {by.key.issuer, command.endorser_name, command.endorser_url};
  fields.valid_from = {ports.clock.now().seconds, 0};
  if (command.until) fields.valid_until = end_of_day(*command.until);
  CAIRN_TRY(const json::Value unsecured, openbadges::endorsement_credential(fields, arena));
  return sign_document(unsecured, by, ports, arena);
}

Result<json::Value> check_endorsement(const ListedEndorsement& listed, std::string_view achievement_id, verify::Verifier& verifier,
                                      const SigningPorts& ports, Arena& arena) {
  const vc::Report report = verifier.verify(as_bytes(listed.text), {ports.clock.now(), std::nullopt, std::nullopt, std::nullopt});
  if (obstacle(report) != nullptr) return not_good("the endorsement " + listed.name, report);
  CAIRN_ASSERT(report.summary.has_value());
  if (report.format != vc::Format::embedded_proof || report.summary->type != "EndorsementCredential" ||
      report.summary->subject_id != achievement_id) {
    return fail(Kind::refused, "endorse.other-thing",
                listed.name + " is no endorsement of " + std::string(achievement_id) + " with a proof inside, but " +
                    (report.summary->type.empty() ? "something else" : "of the type " + report.summary->type) + " about " +
                    report.summary->subject_id,
                "List endorsements of the definition's own id, as cairn endorse makes them from the definition.");
  }
  return json::read(arena.copy(listed.text), arena);
}

}  // namespace cairn::app
