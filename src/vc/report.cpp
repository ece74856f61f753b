#include "vc/report.hpp"

namespace cairn::vc {
namespace {

// Nobody asked who it belongs to: then the answer is not missed.
bool is_asked(const Check& check) { return check.id != CheckId::recipient || check.code != "recipient.not-asked"; }

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
    case Format::unsecured: return "unsecured";
    case Format::unreadable: break;
  }
  return "unreadable";
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

json::Value to_json(const Report& report, Arena& arena) {
  const auto set = [&arena](json::Object object, std::string_view name, std::string_view text) {
    object.add_new(name, json::Value::string(arena.copy(text)), arena);
  };
  const json::Array checks = json::Array::make(arena, k_check_count);
  for (const Check& check : report.checks) {
    const json::Object one = json::Object::make(arena, 5);
    set(one, "id", check_name(check.id));
    set(one, "outcome", outcome_name(check.outcome));
    set(one, "code", check.code);
    set(one, "detail", check.detail);
    if (!check.hint.empty()) set(one, "hint", check.hint);
    checks.push_back(one, arena);
  }
  const json::Object out = json::Object::make(arena, 3);
  set(out, "verdict", verdict_name(report.verdict));
  set(out, "format", format_name(report.format));
  out.add_new("checks", checks, arena);
  return out;
}

}  // namespace cairn::vc
