#include "web/views.hpp"

#include "app/worth_words.hpp"
#include "base/instant.hpp"
#include "text/written_date.hpp"
#include "vc/enclosed.hpp"
#include "verify/carrier.hpp"

namespace cairn::web {
namespace {

using text::element;
using text::Html;
using text::isolated;
using text::words;

struct VerdictWords {
  std::string_view heading;
  std::string_view tone;
  std::string_view meaning;
};

VerdictWords verdict_words(vc::Verdict verdict) {
  switch (verdict) {
    case vc::Verdict::valid:
      return {"Valid", "good", "It is exactly what the issuer signed, it is in force, and we know the issuer."};
    case vc::Verdict::unknown_issuer:
      return {"Valid, but we do not know this issuer", "fair",
              "It is exactly what its issuer signed and it is in force. Nobody has told us who stands behind this issuer's address, so check that yourself."};
    case vc::Verdict::invalid:
      return {"Not valid", "bad", "At least one check failed. Do not rely on it; ask the issuer for a good copy."};
    case vc::Verdict::undetermined:
      return {"We could not check this", "open", "Something needed for the answer was missing. This says nothing against the credential."};
  }
  return {};
}

std::string_view question(vc::CheckId id) {
  switch (id) {
    case vc::CheckId::reading: return "Can it be read?";
    case vc::CheckId::shape: return "Does it follow the standards?";
    case vc::CheckId::signature: return "Is it exactly what was signed?";
    case vc::CheckId::key: return "Does the key belong to the issuer?";
    case vc::CheckId::issuer: return "Do we know the issuer?";
    case vc::CheckId::dates: return "Is it in force on this day?";
    case vc::CheckId::status: return "Has it been revoked or suspended?";
    case vc::CheckId::recipient: return "Does it belong to this person?";
  }
  return {};
}

std::string_view answer_words(vc::Outcome outcome) {
  switch (outcome) {
    case vc::Outcome::pass: return "Passed";
    case vc::Outcome::fail: return "Failed";
    case vc::Outcome::unknown: return "Not checked";
  }
  return {};
}

Html row(std::string_view name, const Html& value) {
  return element("div", {{"class", "row"}}, element("dt", words(name)) + element("dd", value));
}

Html text_row(std::string_view name, std::string_view value) { return value.empty() ? Html{} : row(name, isolated(value)); }

// A point in time as people write the day; what cannot be read stays as it was signed.
std::string day(std::string_view stamp) {
  const auto instant = parse_date_time_stamp(stamp);
  return instant ? text::spell_date(date_of(*instant)) : std::string(stamp);
}

Html summary_view(const vc::Summary& summary) {
  Html rows = text_row("Awarded to", summary.recipient_name) + text_row("Achievement", summary.achievement_name) +
              text_row("Issuer", summary.issuer_name) + text_row("Issuer's address", summary.issuer_id) +
              text_row("Date awarded", day(summary.awarded)) + text_row("Valid from", day(summary.valid_from)) +
              text_row("Valid until", day(summary.valid_until)) + (summary.worth.credits.empty() ? text_row("Credit", summary.credits_earned) : Html{});
  if (!summary.achievement_name.empty()) {
    const app::WorthLine assurance = app::assurance_line(summary);
    rows += text_row(assurance.label, assurance.value);
  }
  for (const app::WorthLine& line : app::worth_lines(summary.worth)) rows += text_row(line.label, line.value);
  for (const vc::SummaryResult& result : summary.results) {
    if (!result.type.ends_with("CreditPoints")) rows += text_row(result.name, result.value);
  }
  for (const vc::SummaryResult& alignment : summary.alignments) rows += text_row(alignment.value.empty() ? "Aligned with" : alignment.value, alignment.name);
  rows += text_row("About", summary.description);
  rows += text_row("What had to be shown", summary.criteria);
  return element("h2", words("What was signed")) + element("dl", {{"class", "facts"}}, rows);
}

Html check_view(const vc::Check& check) {
  const std::string_view tone = check.outcome == vc::Outcome::pass ? "pass" : check.outcome == vc::Outcome::fail ? "fail" : "open";
  Html content = element("h3", words(question(check.id))) +
                 element("p", {{"class", "answer"}}, element("strong", {{"class", tone}}, words(answer_words(check.outcome)))) +
                 element("p", isolated(check.detail));
  if (!check.hint.empty()) content += element("p", {{"class", "hint"}}, words("What to do: ") + isolated(check.hint));
  if (!check.code.empty()) content += element("p", {{"class", "code"}}, words("Code: ") + element("code", words(check.code)));
  return element("li", content);
}

std::string_view short_verdict(vc::Verdict verdict) {
  switch (verdict) {
    case vc::Verdict::valid: return "Valid";
    case vc::Verdict::unknown_issuer: return "Valid, from somebody we do not know";
    case vc::Verdict::invalid: return "Not valid";
    case vc::Verdict::undetermined: return "Could not be checked";
  }
  return {};
}

std::string_view about_words(std::string_view about) {
  if (about == "credential") return "It endorses this credential.";
  if (about == "achievement") return "It endorses the achievement.";
  if (about == "issuer") return "It endorses the issuer.";
  if (about == "part") return "It endorses the part that it stands in.";
  if (about == "other") return "It endorses something else than this credential.";
  return about == "none" ? "It is no endorsement." : "";
}

const vc::Check* first_problem(const vc::Report& report) {
  for (const vc::Outcome outcome : {vc::Outcome::fail, vc::Outcome::unknown}) {
    for (const vc::Check& check : report.checks) {
      if (check.outcome == outcome && check.code != "recipient.not-asked") return &check;
    }
  }
  return nullptr;
}

Html enclosed_heading(const vc::Enclosed& enclosed) {
  const bool is_endorsement = enclosed.role == vc::k_endorsement_role;
  if (!enclosed.report.summary) return words(is_endorsement ? "An endorsement" : "A credential");
  const vc::Summary& summary = *enclosed.report.summary;
  const Html who = isolated(summary.issuer_name.empty() ? summary.issuer_id : summary.issuer_name);
  return is_endorsement ? words("Endorsed by ") + who : isolated(summary.name) + words(", by ") + who;
}

Html enclosed_view(const std::vector<vc::Enclosed>& all);

Html enclosed_item(const vc::Enclosed& enclosed) {
  const vc::Report& report = enclosed.report;
  const std::string_view tone = report.verdict == vc::Verdict::valid     ? "pass"
                                : report.verdict == vc::Verdict::invalid ? "fail"
                                                                         : "open";
  Html content = element("h3", enclosed_heading(enclosed)) +
                 element("p", {{"class", "answer"}}, element("strong", {{"class", tone}}, words(short_verdict(report.verdict))));
  if (report.summary) {
    if (!report.summary->comment.empty()) content += element("p", isolated(report.summary->comment));
    content += element("p", {{"class", "code"}}, words("Signed by ") + isolated(report.summary->issuer_id));
  }
  if (const std::string_view about = about_words(enclosed.about); !about.empty()) content += element("p", words(about));
  const vc::Check* problem = report.verdict == vc::Verdict::valid ? nullptr : first_problem(report);
  if (problem != nullptr) content += element("p", isolated(problem->detail));
  return element("li", content + enclosed_view(report.enclosed));
}

// Documents inside documents, as deep as vc::k_deepest_enclosure at most.
Html enclosed_view(const std::vector<vc::Enclosed>& all) {
  if (all.empty()) return {};
  Html items;
  for (const vc::Enclosed& enclosed : all) items += enclosed_item(enclosed);
  return element("ol", {{"class", "checks"}}, items);
}

Html associations_view(const vc::Report& report) {
  if (!report.summary || report.summary->associations.empty()) return {};
  Html items;
  for (const vc::SummaryAssociation& one : report.summary->associations) {
    items += element("li", isolated(one.source_name.empty() ? one.source_id : one.source_name) + words(" ") +
                               element("code", words(one.type)) + words(" ") +
                               isolated(one.target_name.empty() ? one.target_id : one.target_name));
  }
  return element("h2", words("How the achievements belong together")) + element("ul", items);
}

}  // namespace

std::string page(std::string_view title, const Html& main) {
  Html body = element("a", {{"class", "skip"}, {"href", "#main"}}, words("Skip to main content"));
  Html nav = element("ul", element("li", text::link("/verify", words("Check a credential"))));
  body += element("header", {{"class", "top"}},
                  element("div", {{"class", "width"}},
                          text::link("/", element("img", {{"src", "/assets/cairn.svg"}, {"alt", ""}, {"width", "28"}, {"height", "28"}}) +
                                              element("span", words("Cairn"))) +
                              element("nav", {{"aria-label", "Main"}}, nav)));
  body += element("main", {{"id", "main"}, {"class", "width"}, {"tabindex", "-1"}}, main);
  body += element("footer", {{"class", "bottom"}},
                  element("div", {{"class", "width"}}, element("p", words("Cairn checks credentials on its own machine and keeps nothing of what you check."))));
  return text::document("en", std::string(title) + " - Cairn", body).markup();
}

Html home_view() {
  return element("h1", words("Micro-credentials that anyone can check")) +
         element("p", {{"class", "lead"}}, words("Somebody showed you a credential? Check that it is exactly what its issuer signed, and that it is in force.")) +
         element("p", element("a", {{"class", "button"}, {"href", "/verify"}}, words("Check a credential")));
}

Html verify_form_view(std::string_view problem) {
  Html form;
  if (!problem.empty()) {
    form += element("div", {{"class", "problem"}, {"role", "alert"}, {"id", "problem"}},
                    element("h2", words("There is a problem")) + element("p", text::link("#file", words(problem))));
  }
  form += element("h1", words("Check a credential"));
  form += element("p", {{"class", "lead"}}, words("Give the credential's file, or paste its text. Nothing is kept."));
  const Html file = element("label", {{"for", "file"}}, words("Credential file")) +
                    element("p", {{"class", "hint"}, {"id", "file-hint"}}, words("A .json, .jwt or .sd-jwt file, or the picture (PNG, SVG) or certificate (PDF) as it was issued, at most 4 MB.")) +
                    element("input", {{"type", "file"}, {"id", "file"}, {"name", "file"}, {"aria-describedby", "file-hint"}});
  const Html paste = element("label", {{"for", "text"}}, words("Or the credential's text")) +
                     element("p", {{"class", "hint"}, {"id", "text-hint"}}, words("It begins with { or with eyJ.")) +
                     element("textarea", {{"id", "text"}, {"name", "text"}, {"rows", "8"}, {"spellcheck", "false"}, {"aria-describedby", "text-hint"}});
  form += element("form", {{"method", "post"}, {"action", "/verify"}, {"enctype", "multipart/form-data"}},
                  element("div", {{"class", "field"}}, file) + element("div", {{"class", "field"}}, paste) +
                      element("button", {{"class", "button"}, {"type", "submit"}}, words("Check")));
  return form;
}

Html report_view(const vc::Report& report) {
  const VerdictWords verdict = verdict_words(report.verdict);
  Html out = element("div", {{"class", std::string("verdict ") + std::string(verdict.tone)}},
                     element("h1", words(verdict.heading)) + element("p", words(verdict.meaning)));
  if (const std::string note = verify::decoration_note(report); !note.empty()) out += element("p", {{"class", "decoration"}}, words(note));
  if (report.extent == vc::Extent::part) out += element("p", words("Shown in part: the holder chose what to show."));
  if (report.summary) out += summary_view(*report.summary);
  Html checks;
  for (const vc::Check& check : report.checks) {
    // A question that nobody asked is no line of the answer.
    if (check.id != vc::CheckId::recipient || check.outcome != vc::Outcome::unknown) checks += check_view(check);
  }
  out += element("h2", words("What was checked")) + element("ol", {{"class", "checks"}}, checks);
  out += associations_view(report);
  if (!report.enclosed.empty()) {
    out += element("h2", words("Signed by others, each judged on its own")) +
           element("p", words("Whatever is said here changes nothing about the verdict above.")) + enclosed_view(report.enclosed);
  }
  out += element("p", element("a", {{"href", "/verify"}}, words("Check another credential")));
  return out;
}

Html award_view(const vc::Report& report, std::string_view code, Offer offer) {
  const std::string file = std::string(code) + ".json";
  const std::string address = "/c/" + file;
  Html out = report_view(report) + element("h2", words("Keep it")) +
             element("p", element("a", {{"href", address}, {"download", file}}, words("Download the credential (JSON)")) +
                              words(". It can be checked anywhere, without this page."));
  if (offer == Offer::credential_and_certificate) {
    out += element("p", text::link("/c/" + std::string(code) + ".pdf", words("Open the certificate (PDF)")) +
                            words(". The credential is attached to it, so it can be checked too."));
  }
  return out;
}

Html message_view(std::string_view heading, std::string_view paragraph) {
  return element("h1", words(heading)) + element("p", words(paragraph)) + element("p", text::link("/", words("Go to the start page")));
}

}  // namespace cairn::web
