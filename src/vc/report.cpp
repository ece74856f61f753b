#include "vc/report.hpp"

namespace cairn::vc {
namespace {

// Nobody asked who it belongs to: then the answer is not missed.
bool is_asked(const Check& check) { return check.id != CheckId::recipient || check.code != "recipient.not-asked"; }

void set(json::Object object, std::string_view name, std::string_view text, Arena& arena) {
  object.add_new(name, json::Value::string(arena.copy(text)), arena);
}

json::Array checks_to_json(std::span<const Check> checks, Arena& arena) {
  const json::Array out = json::Array::make(arena, k_check_count);
  for (const Check& check : checks) {
    const json::Object one = json::Object::make(arena, 5);
    set(one, "id", check_name(check.id), arena);
    set(one, "outcome", outcome_name(check.outcome), arena);
    set(one, "code", check.code, arena);
    set(one, "detail", check.detail, arena);
    if (!check.hint.empty()) set(one, "hint", check.hint, arena);
    out.push_back(one, arena);
  }
  return out;
}

void set_if_any(json::Object object, std::string_view name, std::string_view text, Arena& arena) {
  if (!text.empty()) set(object, name, text, arena);
}

json::Array associations_to_json(std::span<const SummaryAssociation> associations, Arena& arena) {
  const json::Array out = json::Array::make(arena, static_cast<std::uint32_t>(associations.size()));
  for (const SummaryAssociation& association : associations) {
    const json::Object one = json::Object::make(arena, 5);
    set(one, "type", association.type, arena);
    set(one, "source", association.source_id, arena);
    set_if_any(one, "sourceName", association.source_name, arena);
    set(one, "target", association.target_id, arena);
    set_if_any(one, "targetName", association.target_name, arena);
    out.push_back(one, arena);
  }
  return out;
}

json::Object enclosed_to_json(const Enclosed& enclosed, Arena& arena) {
  const json::Object out = json::Object::make(arena, 8);
  set(out, "role", enclosed.role, arena);
  set(out, "pointer", enclosed.pointer, arena);
  set_if_any(out, "about", enclosed.about, arena);
  if (enclosed.report.summary) {
    const Summary& summary = *enclosed.report.summary;
    set_if_any(out, "issuer", summary.issuer_id, arena);
    set_if_any(out, "issuerName", summary.issuer_name, arena);
    set_if_any(out, "subject", summary.subject_id, arena);
    set_if_any(out, "comment", summary.comment, arena);
  }
  out.add_new("report", to_json(enclosed.report, arena), arena);
  return out;
}

}  // namespace

std::string_view check_name(CheckId id) {
  switch (id) {
    case CheckId::reading: return "reading";
    case CheckId::shape: return "shape";
    case CheckId::signature: return "signature";
    case CheckId::key: return "key";
    case CheckId::issuer: return "issuer";
    case CheckId::dates: return "dates";
    case CheckId::status: return "status";
    case CheckId::recipient: break;
  }
  return "recipient";
}

std::string_view outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass: return "pass";
    case Outcome::fail: return "fail";
    case Outcome::unknown: break;
  }
  return "unknown";
}

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid: return "valid";
    case Verdict::unknown_issuer: return "unknown-issuer";
    case Verdict::invalid: return "invalid";
    case Verdict::undetermined: break;
  }
  return "undetermined";
}

std::string_view format_name(Format format) {
  switch (format) {
    case Format::embedded_proof: return "embedded-proof";
    case Format::vc_jwt: return "vc-jwt";
    case Format::sd_jwt: return "sd-jwt";
    case Format::open_badges_2: return "open-badges-2";
    case Format::unsecured: return "unsecured";
    case Format::unreadable: break;
  }
  return "unreadable";
}

std::string_view carrier_name(Carrier carrier) {
  switch (carrier) {
    case Carrier::png: return "png";
    case Carrier::svg: return "svg";
    case Carrier::pdf: return "pdf";
    case Carrier::none: break;
  }
  return "none";
}

Verdict judge(std::span<const Check> checks) {
  bool is_open = checks.empty();
  bool is_issuer_known = false;
  for (const Check& check : checks) {
    if (check.outcome == Outcome::fail) return Verdict::invalid;
    if (check.id == CheckId::issuer) {
      is_issuer_known = check.outcome == Outcome::pass;
    } else if (check.outcome == Outcome::unknown && is_asked(check)) {
      is_open = true;
    }
  }
  if (is_open) return Verdict::undetermined;
  return is_issuer_known ? Verdict::valid : Verdict::unknown_issuer;
}

namespace {

// What rules found that changes nothing about the verdict.
void add_remarks(const json::Object& out, const Report& report, Arena& arena) {
  const json::Array remarks = json::Array::make(arena);
  for (const Finding& finding : report.findings) {
    if (finding.severity != Severity::warning) continue;
    const json::Object one = json::Object::make(arena, 4);
    set(one, "code", finding.code, arena);
    set(one, "pointer", finding.pointer, arena);
    set(one, "detail", finding.detail, arena);
    remarks.push_back(one, arena);
  }
  if (!remarks.empty()) out.add_new("remarks", remarks, arena);
}

}  // namespace

json::Value to_json(const Report& report, Arena& arena) {
  const json::Object out = json::Object::make(arena, 7);
  set(out, "verdict", verdict_name(report.verdict), arena);
  set(out, "format", format_name(report.format), arena);
  if (report.carrier != Carrier::none) set(out, "carrier", carrier_name(report.carrier), arena);
  if (report.extent == Extent::part) set(out, "extent", "part", arena);
  out.add_new("checks", checks_to_json(report.checks, arena), arena);
  if (report.summary && !report.summary->worth.empty()) out.add_new("worth", to_json(report.summary->worth, arena), arena);
  add_remarks(out, report, arena);
  if (report.summary && !report.summary->associations.empty()) {
    out.add_new("associations", associations_to_json(report.summary->associations, arena), arena);
  }
  if (report.enclosed.empty()) return out;
  const json::Array enclosed = json::Array::make(arena, static_cast<std::uint32_t>(report.enclosed.size()));
  for (const Enclosed& one : report.enclosed) enclosed.push_back(enclosed_to_json(one, arena), arena);
  out.add_new("enclosed", enclosed, arena);
  return out;
}

}  // namespace cairn::vc
