#include <filesystem>

#include "app/certificate.hpp"
#include "base/look.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"

namespace cairn::cli {
namespace {

Result<void> write_certificate(const std::string& path, const Bytes& document, const Console& console) {
  if (path == "-") {
    console.print(as_text(document));
    return {};
  }
  return write_public_file(path, as_text(document));
}

// The name of the file inside: that of the file it was read from, when it was one.
std::string name_inside(const std::string& file) {
  const bool is_file = file != "-" && file.find("://") == std::string::npos;
  return is_file ? std::filesystem::path(file).filename().string() : std::string();
}

Result<vc::Report> draw(const CertificateOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(VerifiedFile verified, verify_file(options.verify, program, console));
  if (verified.report.carrier != vc::Carrier::none) {
    return fail(Kind::refused, "certificate.carried", "the file is no credential but something that carries one",
                "Give the credential itself.");
  }
  const app::CertificateOrder order{verified.content, verified.report, name_inside(options.verify.file),
                                    "Cairn " + program.version};
  CAIRN_TRY(const Bytes document, app::make_certificate(order));
  CAIRN_CHECK(write_certificate(options.out, document, console));
  return std::move(verified.report);
}

}  // namespace

ExitCode run_certificate(const CertificateOptions& options, Program& program, const Console& console) {
  const Result<vc::Report> report = draw(options, program, console);
  if (!report) return give_up(report.error(), console);
  if (options.out != "-") console.say("Wrote " + options.out + "; the credential is attached to it.");
  for (const vc::Check& check : report->checks) {
    const bool is_open = check.outcome == vc::Outcome::unknown && check.code != "recipient.not-asked";
    if (is_open) console.say("Not checked: " + spelt_out(check.detail));
  }
  return ExitCode::done;
}

}  // namespace cairn::cli
