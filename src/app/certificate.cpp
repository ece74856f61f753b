#include "app/certificate.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/certificate_text.hpp"
#include "base/instant.hpp"
#include "crypto/hash.hpp"
#include "render/certificate.hpp"
#include "text/written_date.hpp"

namespace cairn::app {
namespace {

constexpr std::size_t k_name_characters = 240;
constexpr std::size_t k_line_characters = 400;
constexpr std::size_t k_description_characters = 1200;
constexpr std::size_t k_most_facts = 4;

std::string line_of(std::string_view text) { return printable_line(text, k_line_characters); }

// "14 June 2026" where that is how dates are written, else in figures.
std::string date_of_stamp(std::string_view stamp, std::string_view language) {
  const Result<Instant> at = parse_date_time_stamp(stamp);
  if (!at) return line_of(stamp);
  return language.starts_with("en") ? text::spell_date(cairn::date_of(*at)) : format_date(cairn::date_of(*at));
}

bool is_credit(const vc::SummaryResult& result) { return result.type.ends_with("CreditPoints"); }
bool is_level(const vc::SummaryResult& alignment) { return alignment.type.ends_with("Level"); }

void add_fact(render::Certificate& out, std::string label, std::string value) {
  if (!value.empty()) out.facts.push_back({std::move(label), std::move(value)});
}

void add_facts(const vc::Summary& summary, render::Certificate& out) {
  for (const vc::SummaryResult& alignment : summary.alignments) {
    if (is_level(alignment)) {
      add_fact(out, "Level", line_of(alignment.name));
      break;
    }
  }
  const auto credit = std::find_if(summary.results.begin(), summary.results.end(), is_credit);
  if (credit != summary.results.end()) {
    add_fact(out, "Credit", line_of(credit->value + " " + credit->name));
  } else {
    add_fact(out, "Credits earned", line_of(summary.credits_earned));
  }
  add_fact(out, "Awarded", date_of_stamp(summary.awarded.empty() ? summary.valid_from : summary.awarded, out.language));
  if (!summary.valid_until.empty()) add_fact(out, "Valid until", date_of_stamp(summary.valid_until, out.language));
}

render::Section results_of(const vc::Summary& summary) {
  render::Section out;
  out.heading = "Results";
  bool is_credit_shown = false;
  for (const vc::SummaryResult& result : summary.results) {
    // The first of them stands in the row above.
    if (is_credit(result) && !std::exchange(is_credit_shown, true)) continue;
    const std::string unit = result.type == "Percent" ? " %" : "";
    out.facts.push_back({line_of(result.name.empty() ? "Result" : result.name), line_of(result.value + unit)});
  }
  return out;
}

render::Section alignments_of(const vc::Summary& summary) {
  render::Section out;
  out.heading = "Corresponds to";
  bool is_level_shown = false;
  for (const vc::SummaryResult& alignment : summary.alignments) {
    if (is_level(alignment) && !std::exchange(is_level_shown, true)) continue;
    out.facts.push_back({line_of(alignment.name), line_of(alignment.value)});
  }
  return out;
}

void add_sections(const vc::Summary& summary, render::Certificate& out) {
  std::vector<render::Section> lists;
  std::vector<render::Section> texts;
  for (CriteriaPart& part : parts_of_criteria(summary.criteria)) {
    if (part.kind == CriteriaPart::Kind::fact && out.facts.size() < k_most_facts) {
      // Before the dates, behind what the award is worth.
      const auto dates = std::find_if(out.facts.begin(), out.facts.end(), [](const render::Fact& fact) { return fact.label == "Awarded"; });
      out.facts.insert(dates, {part.heading, part.paragraphs.front()});
      continue;
    }
    if (part.kind == CriteriaPart::Kind::fact) part.paragraphs.front().insert(0, part.heading + ": ");
    auto& place = part.kind == CriteriaPart::Kind::list ? lists : texts;
    const bool has_own_heading = part.kind != CriteriaPart::Kind::fact && !part.heading.empty();
    if (!has_own_heading && !place.empty() && part.kind != CriteriaPart::Kind::list) {
      place.back().paragraphs.insert(place.back().paragraphs.end(), part.paragraphs.begin(), part.paragraphs.end());
      continue;
    }
    place.push_back({has_own_heading ? part.heading : "How it was earned", std::move(part.paragraphs), std::move(part.items), {}});
  }
  std::move(lists.begin(), lists.end(), std::back_inserter(out.sections));
  for (render::Section section : {results_of(summary), alignments_of(summary)}) {
    if (!section.facts.empty()) out.sections.push_back(std::move(section));
  }
  std::move(texts.begin(), texts.end(), std::back_inserter(out.sections));
}

// An address that can be typed, drawn as a code and put into a document as it is.
bool is_plain_web_address(std::string_view text) {
  constexpr std::string_view k_allowed = "-._~:/?#[]@!$&()*+,;=%";
  constexpr std::size_t k_longest = 400;
  return text.starts_with("https://") && text.size() <= k_longest && std::all_of(text.begin(), text.end(), [&](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || k_allowed.find(c) != std::string_view::npos;
         });
}

std::string code_of(std::string_view credential_id) {
  const std::size_t slash = credential_id.rfind("/c/");
  const std::string_view code = slash == std::string_view::npos ? std::string_view() : credential_id.substr(slash + 3);
  return code.find_first_of("/?#") == std::string_view::npos && code.size() <= 64 ? std::string(code) : std::string();
}

bool is_language_tag(std::string_view text) {
  return text.size() >= 2 && text.size() <= 35 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
         });
}

struct SourceForm {
  std::string_view media_type;
  std::string_view extension;
};
SourceForm form_of(vc::Format format) {
  if (format == vc::Format::vc_jwt) return {"application/vc+jwt", ".jwt"};
  if (format == vc::Format::sd_jwt) return {"application/dc+sd-jwt", ".sd-jwt"};
  return {"application/vc", ".json"};
}

void add_identity(const CertificateOrder& order, const vc::Summary& summary, render::Certificate& out) {
  if (is_plain_web_address(summary.credential_id)) out.verify_url = summary.credential_id;
  out.code = out.verify_url.empty() ? std::string() : code_of(summary.credential_id);
  out.issuer_id = line_of(summary.issuer_id);
  out.credential_id = line_of(summary.credential_id);
  const Result<Instant> awarded = parse_date_time_stamp(summary.awarded.empty() ? summary.valid_from : summary.awarded);
  out.created = format_instant(Instant{awarded ? awarded->seconds : 0, 0});
  out.producer = order.producer;
  const crypto::Sha256 digest = crypto::sha256(as_bytes(order.credential));
  std::copy_n(digest.begin(), out.document_id.size(), out.document_id.begin());
  const SourceForm form = form_of(order.report.format);
  out.source.name = order.file_name;
  if (out.source.name.empty()) out.source.name = (out.code.empty() ? "credential" : out.code) + std::string(form.extension);
  out.source.media_type = form.media_type;
  out.source.content = as_bytes(order.credential);
}

}  // namespace

Result<Bytes> make_certificate(const CertificateOrder& order) {
  const vc::Report& report = order.report;
  for (const vc::Check& check : report.checks) {
    if (check.outcome != vc::Outcome::fail) continue;
    return fail(Kind::refused, "certificate.not-valid", "no certificate is drawn of a credential that is not valid: " + check.detail,
                "Run cairn verify to see all that was checked.");
  }
  if (report.summary && report.summary->achievement_name.empty()) {
    return fail(Kind::refused, "certificate.no-award", "a certificate says what somebody was awarded, and this document awards nothing",
                "Give the credential of an award.");
  }
  const bool fits = report.check(vc::CheckId::signature).outcome == vc::Outcome::pass;
  if (!report.summary || !fits || report.check(vc::CheckId::key).outcome != vc::Outcome::pass) {
    return fail(Kind::refused, "certificate.not-signed",
                "no certificate is drawn of a credential whose signature was not checked: " +
                    report.check(fits ? vc::CheckId::key : vc::CheckId::signature).detail,
                "Give the issuer's document with --documents, or the database of its issuer with --database, or allow the network.");
  }
  const vc::Summary& summary = *report.summary;
  render::Certificate certificate;
  if (is_language_tag(summary.language)) certificate.language = summary.language;
  certificate.issuer_name = printable_line(summary.issuer_name.empty() ? summary.issuer_id : summary.issuer_name, k_name_characters);
  certificate.learner_name = printable_line(summary.recipient_name.empty() ? "the holder of the attached credential" : summary.recipient_name,
                                            k_name_characters);
  certificate.award_name = printable_line(summary.name, k_name_characters);
  certificate.description = printable_line(summary.description, k_description_characters);
  add_facts(summary, certificate);
  add_sections(summary, certificate);
  add_identity(order, summary, certificate);
  return render::draw_certificate(certificate);
}

}  // namespace cairn::app
