// The least that is needed: judge one file, whatever kind it is, and print every answer.
//   verify_file FILE        exit code: 0 intact and in force, 1 invalid or undetermined, 2 wrong use
#include "base/clock.hpp"
#include "read_file.hpp"
#include "verify/contexts.hpp"
#include "verify/verifier.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: verify_file FILE\n";
    return 2;
  }
  cairn::verify::VerifierParts parts;
  parts.contexts = cairn::verify::pinned_contexts();
  parts.other_contexts = cairn::verify::other_pinned_contexts();
  cairn::verify::Verifier verifier(std::move(parts));

  const std::string file = read_file(argv[1]);
  const cairn::vc::Report report = verifier.verify(cairn::as_bytes(file), {cairn::SystemClock().now()});
  std::cout << cairn::vc::verdict_name(report.verdict) << '\n';
  for (const cairn::vc::Check& check : report.checks) {
    std::cout << "  " << cairn::vc::check_name(check.id) << ": " << cairn::vc::outcome_name(check.outcome) << ", " << check.detail << '\n';
  }
  // Nobody told this verifier about any issuer, so "unknown-issuer" is the best answer it can give.
  return report.verdict == cairn::vc::Verdict::valid || report.verdict == cairn::vc::Verdict::unknown_issuer ? 0 : 1;
}
