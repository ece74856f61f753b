#include "app/clr.hpp"

#include <algorithm>
#include <set>

#include "app/definition.hpp"
#include "app/identifiers.hpp"
#include "base/iri.hpp"
#include "json/read.hpp"
#include "openbadges/credential.hpp"

namespace cairn::app {
namespace {

Failure bad_association(std::string detail) {
  return fail(Kind::malformed, "clr.association", std::move(detail),
              "Write it like isPartOf=https://example.org/a,https://example.org/b; the source comes first.");
}

const vc::Check* first_with(const vc::Report& report, vc::Outcome outcome) {
  for (const vc::Check& check : report.checks) {
    if (check.outcome == outcome && check.id != vc::CheckId::issuer && check.id != vc::CheckId::recipient) return &check;
  }
  return nullptr;
}

// One learner record in the making.
class Draft {
 public:
  Draft(const RecordCommand& command, const SigningKey& by, verify::Verifier& verifier, const SigningPorts& ports)
      : command_(command), by_(by), verifier_(verifier), ports_(ports) {}

  Result<MadeRecord> make() {
    if (command_.credentials.empty() || command_.credentials.size() > k_most_credentials_in_record) {
      return fail(Kind::exhausted, "clr.count", std::to_string(command_.credentials.size()) + " credentials were given",
                  "A record holds 1 to 200.");
    }
    fields_.id = fresh_document_id(ports_);
    fields_.name = command_.name.empty() ? "Learner record" : command_.name;
    fields_.publisher = {by_.key.issuer, command_.publisher_name, command_.publisher_url};
    fields_.valid_from = {ports_.clock.now().seconds, 0};
    fields_.completeness = command_.completeness;
    fields_.learner = command_.learner;
    fields_.learner.salt = NameMaker(ports_.entropy).make(fields_.valid_from).salt;
    for (const RecordPart& part : command_.credentials) CAIRN_CHECK(add_credential(part));
    for (const RecordPart& part : command_.achievements) CAIRN_CHECK(add_achievement(part));
    CAIRN_CHECK(add_associations());
    CAIRN_TRY(const json::Value unsecured, openbadges::learner_record(fields_, arena_));
    CAIRN_TRY(out_.document, sign_document(unsecured, by_, ports_, arena_));
    return std::move(out_);
  }

 private:
  std::string_view learner_key() const {
    return command_.learner.email.empty() ? std::string_view(command_.learner.id) : std::string_view(command_.learner.email);
  }

  Result<void> add_credential(const RecordPart& part) {
    const std::string wanted(learner_key());
    if (wanted.empty()) {
      return fail(Kind::malformed, "clr.learner", "nothing says whose record it is", "Give the learner's e-mail address or id.");
    }
    const vc::Report report = verifier_.verify(as_bytes(part.text), {ports_.clock.now(), wanted});
    CAIRN_CHECK(check_report(part, report));
    if (report.format != vc::Format::embedded_proof) {
      return fail(Kind::refused, "clr.token", part.name + " is no JSON document with a proof inside",
                  "A record holds such documents only; ask the issuer for that form.");
    }
    const vc::Summary& summary = *report.summary;
    if (!ids_.insert(summary.credential_id).second) {
      return fail(Kind::conflict, "clr.twice", part.name + " is the credential " + summary.credential_id + ", which was given already",
                  "Give each credential once.");
    }
    if (!summary.achievement_id.empty()) sources_.push_back(summary.achievement_id);
    CAIRN_TRY(const json::Value document, json::read(arena_.copy(part.text), arena_));
    fields_.credentials.push_back(document);
    return {};
  }

  Result<void> check_report(const RecordPart& part, const vc::Report& report) {
    const vc::Check* failed = first_with(report, vc::Outcome::fail);
    if (failed == nullptr) failed = first_with(report, vc::Outcome::unknown);
    if (failed != nullptr) {
      return fail(Kind::refused, "clr.not-good", part.name + ": " + failed->detail + " (" + failed->code + ")", failed->hint);
    }
    const vc::Check& recipient = report.check(vc::CheckId::recipient);
    if (recipient.outcome == vc::Outcome::fail) {
      return fail(Kind::refused, "clr.other-learner", part.name + " was issued to somebody else than " + std::string(learner_key()),
                  "Keep the credentials of one learner in one record. Capitals and another address of the same person count as "
                  "different.");
    }
    if (recipient.outcome == vc::Outcome::unknown) {
      out_.notes.push_back(part.name + ": whether it belongs to the same learner cannot be told. " + recipient.detail);
    }
    CAIRN_ASSERT(report.summary.has_value());
    return {};
  }

  Result<void> add_achievement(const RecordPart& part) {
    if (!part.name.ends_with(".toml")) {
      CAIRN_TRY(const json::Value achievement, json::read(arena_.copy(part.text), arena_));
      fields_.achievements.push_back(achievement);
      return {};
    }
    CAIRN_TRY(const domain::MicroCredential definition, read_definition({part.name, part.text, by_.key.issuer}));
    const openbadges::DefinitionTemplate shared(definition);
    fields_.achievements.push_back(json::clone(shared.achievement(), arena_));
    return {};
  }

  Result<void> add_associations() {
    fields_.associations = command_.associations;
    if (command_.towards.empty()) return {};
    if (!is_absolute_iri(command_.towards)) return bad_association("\"" + command_.towards + "\" is no full id of an award");
    std::set<std::string> seen;
    for (const std::string& source : sources_) {
      if (source != command_.towards && seen.insert(source).second) {
        fields_.associations.push_back({"isPartOf", source, command_.towards});
      }
    }
    return {};
  }

  const RecordCommand& command_;
  const SigningKey& by_;
  verify::Verifier& verifier_;
  const SigningPorts& ports_;
  Arena arena_;
  openbadges::RecordFields fields_;
  MadeRecord out_;
  std::set<std::string> ids_;
  std::vector<std::string> sources_;
};

}  // namespace

Result<MadeRecord> make_record(const RecordCommand& command, const SigningKey& by, verify::Verifier& verifier, const SigningPorts& ports) {
  return Draft(command, by, verifier, ports).make();
}

Result<openbadges::Association> read_association(std::string_view text) {
  const std::size_t equals = text.find('=');
  const std::size_t comma = text.find(',', equals == std::string_view::npos ? text.size() : equals);
  if (equals == std::string_view::npos || comma == std::string_view::npos) {
    return bad_association("\"" + std::string(text) + "\" is no association");
  }
  openbadges::Association out{std::string(text.substr(0, equals)), std::string(text.substr(equals + 1, comma - equals - 1)),
                              std::string(text.substr(comma + 1))};
  const auto types = openbadges::association_types();
  if (std::find(types.begin(), types.end(), out.type) == types.end()) {
    std::string known;
    for (const std::string_view type : types) known += (known.empty() ? "" : ", ") + std::string(type);
    return bad_association("\"" + out.type + "\" is none of " + known);
  }
  if (is_absolute_iri(out.source_id) && is_absolute_iri(out.target_id)) return out;
  return bad_association("source and target must be full ids");
}

}  // namespace cairn::app
