// A credential of a did:web issuer with a status list, judged without any network: the issuer's DID document and the list are handed
// over as files.
//   given_documents CREDENTIAL [ADDRESS FILE]...
#include "base/clock.hpp"
#include "read_file.hpp"
#include "verify/contexts.hpp"
#include "verify/verifier.hpp"

int main(int argc, char** argv) {
  if (argc < 2 || argc % 2 != 0) {
    std::cerr << "usage: given_documents CREDENTIAL [ADDRESS FILE]...\n";
    return 2;
  }
  cairn::verify::VerifierParts parts;
  parts.contexts = cairn::verify::pinned_contexts();
  parts.other_contexts = cairn::verify::other_pinned_contexts();
  cairn::verify::Verifier verifier(std::move(parts));
  for (int i = 2; i < argc; i += 2) {
    const auto added = verifier.add_document({argv[i], read_file(argv[i + 1])});
    if (!added) {
      std::cerr << argv[i + 1] << ": " << added.error().detail << ' ' << added.error().hint << '\n';
      return 2;
    }
  }
  const std::string file = read_file(argv[1]);
  const cairn::vc::Report report = verifier.verify(cairn::as_bytes(file), {cairn::SystemClock().now()});
  std::cout << cairn::vc::verdict_name(report.verdict) << '\n'
            << "key: " << report.check(cairn::vc::CheckId::key).detail << '\n'
            << "status: " << report.check(cairn::vc::CheckId::status).detail << '\n';
  return report.verdict == cairn::vc::Verdict::valid || report.verdict == cairn::vc::Verdict::unknown_issuer ? 0 : 1;
}
