#include "cli/exit_code.hpp"

#include <algorithm>
#include <array>

namespace cairn::cli {

namespace {

// What is wrong with a value that was given on the command line.
constexpr auto k_value_codes = std::to_array<std::string_view>(
    {"usage.value", "keygen.issuer", "issue.base-url", "issue.suite-unknown", "issue.future-date", "http.address", "status.reason",
     "translate.direction", "translate.pick", "translate.several"});

}  // namespace

ExitCode exit_code_of(const Error& error) {
  if (std::find(k_value_codes.begin(), k_value_codes.end(), error.code) != k_value_codes.end()) return ExitCode::wrong_usage;
  switch (error.kind) {
    case Kind::missing:
      return ExitCode::not_found;
    case Kind::unavailable:
      return ExitCode::busy;
    case Kind::malformed:
    case Kind::unsupported:
    case Kind::unauthenticated:
    case Kind::refused:
    case Kind::conflict:
    case Kind::exhausted:
    case Kind::corrupt:
      break;
  }
  return ExitCode::failed;
}

ExitCode exit_code_of(vc::Verdict verdict) {
  switch (verdict) {
    case vc::Verdict::valid:
      return ExitCode::done;
    case vc::Verdict::invalid:
      return ExitCode::not_valid;
    case vc::Verdict::unknown_issuer:
    case vc::Verdict::undetermined:
      break;
  }
  return ExitCode::undecided;
}

std::string_view exit_code_table() {
  return "  0  done, or the credential is valid\n"
         "  1  failed: the message says why\n"
         "  2  wrong usage: an unknown command or option, or a value that cannot be\n"
         "  3  not valid: tampered with, expired, not yet valid, revoked, or badly made\n"
         "  4  not decided: the issuer is not known here, or something could not be checked\n"
         "  5  partly done: some rows were skipped, each with its reason in the result list\n"
         "  6  not found: there is no such file or record\n"
         "  8  busy or out of reach: locked by another run, or the network or disk did not answer; try again\n"
         "130  interrupted: what was done is kept, run the same command again to go on\n";
}

}  // namespace cairn::cli
