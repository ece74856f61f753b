#include "cli/enclosed_words.hpp"

#include <algorithm>

#include "app/people.hpp"
#include "base/look.hpp"
#include "vc/enclosed.hpp"

namespace cairn::cli {
namespace {

std::string who(const vc::Summary& summary) {
  const std::string id = app::shown_cell(summary.issuer_id);
  return summary.issuer_name.empty() ? id : app::shown_cell(summary.issuer_name) + " (" + id + ")";
}

std::string heading(const vc::Enclosed& enclosed) {
  const bool is_endorsement = enclosed.role == vc::k_endorsement_role;
  const std::string place = enclosed.pointer.empty() ? "beside it" : "at " + app::shown_cell(enclosed.pointer);
  if (!enclosed.report.summary) return (is_endorsement ? "Endorsement " : "Credential ") + place;
  const vc::Summary& summary = *enclosed.report.summary;
  if (is_endorsement) return "Endorsed by " + who(summary);
  return "\"" + app::shown_cell(summary.name) + "\" by " + who(summary);
}

// What spoke against it first; nothing when it is valid.
const vc::Check* reason(const vc::Report& report) {
  for (const vc::Outcome outcome : {vc::Outcome::fail, vc::Outcome::unknown}) {
    for (const vc::Check& check : report.checks) {
      if (check.outcome == outcome && check.code != "recipient.not-asked") return &check;
    }
  }
  return nullptr;
}

std::string about_words(const vc::Enclosed& enclosed) {
  if (enclosed.about == "credential") return "It endorses this credential.";
  if (enclosed.about == "achievement") return "It endorses the achievement.";
  if (enclosed.about == "issuer") return "It endorses the issuer.";
  if (enclosed.about == "part") return "It endorses the part that it stands in.";
  if (enclosed.about == "none") return "It is no endorsement.";
  if (enclosed.about == "other") return "It endorses something else: " + app::shown_cell(enclosed.report.summary->subject_id);
  return {};
}

void add_enclosed(const vc::Enclosed& enclosed, const Console& console, const std::string& indent, std::string& out) {
  const vc::Verdict verdict = enclosed.report.verdict;
  out += indent + heading(enclosed) + ": " + console.toned(vc::verdict_name(verdict), tone_of_verdict(verdict)) + "\n";
  const std::string more = indent + "    ";
  if (const std::string about = about_words(enclosed); !about.empty()) out += more + about + "\n";
  if (enclosed.report.summary && !enclosed.report.summary->comment.empty()) {
    out += more + "\"" + app::shown_cell(enclosed.report.summary->comment) + "\"\n";
  }
  const vc::Check* why = verdict == vc::Verdict::valid ? nullptr : reason(enclosed.report);
  if (why != nullptr) out += more + spelt_out(why->detail) + " " + console.toned("(" + why->code + ")", Tone::faint) + "\n";
  // As deep as vc::k_deepest_enclosure at most.
  for (const vc::Enclosed& inner : enclosed.report.enclosed) add_enclosed(inner, console, more, out);
}

std::string named(const std::string& name, const std::string& id) {
  return app::shown_cell(name.empty() ? id : name);
}

}  // namespace

Tone tone_of_verdict(vc::Verdict verdict) {
  if (verdict == vc::Verdict::valid) return Tone::good;
  return verdict == vc::Verdict::invalid ? Tone::bad : Tone::doubtful;
}

std::string enclosed_words(const vc::Report& report, const Console& console) {
  if (report.enclosed.empty()) return {};
  std::string out = "\nSigned by others, each judged on its own:\n";
  for (const vc::Enclosed& enclosed : report.enclosed) add_enclosed(enclosed, console, "  ", out);
  return out;
}

std::string association_words(const vc::Report& report) {
  if (!report.summary || report.summary->associations.empty()) return {};
  std::string out = "\nHow the achievements belong together, as the record states it:\n";
  for (const vc::SummaryAssociation& association : report.summary->associations) {
    out += "  " + named(association.source_name, association.source_id) + "  " + app::shown_cell(association.type) + "  " +
           named(association.target_name, association.target_id) + "\n";
  }
  return out;
}

std::string enclosed_warning(const vc::Report& report) {
  const auto count = [&report](vc::Verdict verdict) {
    return std::count_if(report.enclosed.begin(), report.enclosed.end(),
                         [verdict](const vc::Enclosed& enclosed) { return enclosed.report.verdict == verdict; });
  };
  const auto invalid = static_cast<std::uint64_t>(count(vc::Verdict::invalid));
  const auto open = static_cast<std::uint64_t>(count(vc::Verdict::undetermined));
  if (invalid == 0 && open == 0) return {};
  std::string out = "That is the verdict on this document alone; of those inside or beside it, ";
  if (invalid > 0) out += counted(invalid, "is invalid", "are invalid");
  if (invalid > 0 && open > 0) out += " and ";
  if (open > 0) out += counted(open, "could not be checked", "could not be checked");
  return out + ".";
}

}  // namespace cairn::cli
