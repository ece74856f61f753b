#include "vc/single_checks.hpp"

namespace cairn::vc {
namespace {

std::string counted(std::size_t count) { return count == 1 ? "1 remark" : std::to_string(count) + " remarks"; }

}  // namespace

Check check_shape(std::span<const Finding> findings) {
  const Finding* worst = nullptr;
  for (const Finding& finding : findings) {
    if (worst == nullptr || finding.severity < worst->severity) worst = &finding;
  }
  if (worst == nullptr) return {CheckId::shape, Outcome::pass, "shape.conforms", "It is built as the standards say.", ""};
  if (worst->severity == Severity::warning) {
    return {CheckId::shape, Outcome::pass, "shape.remarks", "It can be used as it is; " + counted(findings.size()) + ", first: " +
            (worst->pointer.empty() ? "" : worst->pointer + " ") + worst->detail + ".", ""};
  }
  const Outcome outcome = worst->severity == Severity::error ? Outcome::fail : Outcome::unknown;
  const std::string place = worst->pointer.empty() ? "the document" : worst->pointer;
  return {CheckId::shape, outcome, std::string(worst->code), "At " + place + ": " + worst->detail + ".", worst->hint};
}

}  // namespace cairn::vc
