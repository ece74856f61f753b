// Accept badges only from issuers on a list, only of the person who shows them, and say what they are worth. Nothing is shown of a
// badge whose signature does not fit: the report then carries no summary.
//   known_issuers LIST CREDENTIAL PERSON
#include "base/clock.hpp"
#include "read_file.hpp"
#include "verify/contexts.hpp"
#include "verify/verifier.hpp"

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: known_issuers LIST CREDENTIAL PERSON\n";
    return 2;
  }
  auto trust = cairn::verify::read_trust_list(read_file(argv[1]));
  if (!trust) {
    std::cerr << argv[1] << ": " << trust.error().detail << '\n';
    return 2;
  }
  cairn::verify::VerifierParts parts;
  parts.contexts = cairn::verify::pinned_contexts();
  parts.other_contexts = cairn::verify::other_pinned_contexts();
  parts.trust = *std::move(trust);
  cairn::verify::Verifier verifier(std::move(parts));

  cairn::verify::VerifyQuestion question{cairn::SystemClock().now()};
  question.recipient = argv[3];
  const std::string file = read_file(argv[2]);
  const cairn::vc::Report report = verifier.verify(cairn::as_bytes(file), question);
  std::cout << cairn::vc::verdict_name(report.verdict) << '\n';
  if (report.summary) {
    std::cout << "achievement: " << report.summary->achievement_name << '\n'
              << "issued by: " << report.summary->issuer_name << " (" << report.summary->issuer_id << ")\n"
              << "credits: " << report.summary->credits_earned << '\n';
  }
  return report.verdict == cairn::vc::Verdict::valid ? 0 : 1;
}
