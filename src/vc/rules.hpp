#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "json/value.hpp"
#include "jsonld/loader.hpp"
#include "jsonld/processor.hpp"

namespace cairn::vc {

/// error: the document breaks a rule. unknown: whether it does could not be found out. warning: allowed, but not wise.
enum class Severity : std::uint8_t { error, unknown, warning };
std::string_view severity_name(Severity severity);

/// One thing a rule found in a document.
struct Finding {
  std::string_view rulebook;  ///< "vcdm2", "vcdm1", "ob3", "clr2", "house"
  std::string_view code;      ///< "vcdm2.issuer": stable, listed in docs/errors.md
  std::string pointer;        ///< where: JSON Pointer, "" is the whole document.  spec: RFC 6901
  std::string detail;         ///< what was found, in plain words
  std::string hint;           ///< what to do
  Severity severity = Severity::error;
  std::string_view citation;  ///< standard and section
};

/// Why a document is looked at. Before signing every rule binds; a document already signed by someone else is not refused for
/// departures that its readers can live with (those rules become warnings).
enum class Phase : std::uint8_t { issuing, verifying };

/// A place in a document, as a chain of steps on the stack; turned into a JSON Pointer only when something is found.
struct Place {
  const Place* parent = nullptr;
  std::string_view name;       ///< member name, when `index` is negative
  std::int64_t index = -1;
  Place member(std::string_view member_name) const { return {this, member_name, -1}; }
  Place item(std::size_t number) const { return {this, {}, static_cast<std::int64_t>(number)}; }
};
std::string to_pointer(const Place& place);

/// One rule as the tables list it.
struct Rule {
  std::string_view code;
  std::string_view citation;
  Severity when_issuing = Severity::error;
  Severity when_verifying = Severity::error;
};

/// Where checks put what they find.
class Findings {
 public:
  Findings(std::string_view rulebook, Phase phase, std::vector<Finding>& out) : rulebook_(rulebook), phase_(phase), out_(&out) {}
  void add(const Rule& rule, const Place& place, std::string detail, std::string hint);
  Phase phase() const { return phase_; }

 private:
  std::string_view rulebook_;
  Phase phase_;
  std::vector<Finding>* out_;
};

/// What a check may look at: the document, and the contexts that are pinned (nullptr: not asked).
struct Inspection {
  json::Value document;
  jsonld::DocumentLoader* contexts = nullptr;
};

/// A named set of rules. `inspect` runs them all; a passing document costs no allocation.
struct Rulebook {
  std::string_view name;
  void (*inspect)(const Inspection& inspection, Findings& findings);
};

/// The rules of the Verifiable Credentials Data Model 2.0. Signed credentials of version 1.1 are left to vcdm1.
const Rulebook& vcdm2_rulebook();
/// Those of version 1.1 for credentials that somebody signed; it is never issued. Says nothing of other documents.
const Rulebook& vcdm1_rulebook();
/// Our own: no inline contexts, only contexts that are pinned, no member that no context could define.
const Rulebook& house_rulebook();

struct LintOptions {
  std::span<const Rulebook* const> rulebooks;
  Phase phase = Phase::issuing;
  jsonld::DocumentLoader* contexts = nullptr;   ///< pinned contexts; nullptr: "only pinned contexts" is not checked
  jsonld::Processor* processor = nullptr;       ///< given: the lossless rule is checked too (signing checks it anyway)
};

/// Look at the shape of a document, secured or not. No signature is looked at.
/// out:  every finding, in the order of the rulebooks; empty when the document conforms without remark
/// cost: linear; under 5 microseconds for a document of 2.5 KB without findings (without the lossless rule)
std::vector<Finding> lint(json::Value document, const LintOptions& options);

/// out: whether no finding is an error or unknown
bool conforms(std::span<const Finding> findings);

/// {"conforms": true|false, "findings": [{"rulebook", "code", "pointer", "detail", "hint", "severity", "citation"}]}
json::Value to_json(std::span<const Finding> findings, Arena& arena);

}  // namespace cairn::vc
