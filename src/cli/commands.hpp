#pragma once
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "cli/program.hpp"
#include "vc/report.hpp"

// One function per command. Each says what went wrong itself and gives the exit code back.
namespace cairn::cli {

ExitCode run_keygen(const KeygenOptions& options, Program& program, const Console& console);
ExitCode run_issue(const IssueOptions& options, Program& program, const Console& console);
ExitCode run_verify(const VerifyOptions& options, Program& program, const Console& console);
ExitCode run_present(const PresentOptions& options, Program& program, const Console& console);
ExitCode run_certificate(const CertificateOptions& options, Program& program, const Console& console);
ExitCode run_lint(const LintOptions& options, Program& program, const Console& console);
ExitCode run_convert(const ConvertOptions& options, Program& program, const Console& console);
ExitCode run_did(const DidOptions& options, Program& program, const Console& console);
ExitCode run_bake(const BakeOptions& options, Program& program, const Console& console);
ExitCode run_unbake(const UnbakeOptions& options, Program& program, const Console& console);
ExitCode run_status_change(const StatusChangeOptions& options, Program& program, const Console& console);
ExitCode run_status_publish(const StatusPublishOptions& options, Program& program, const Console& console);
ExitCode run_status_epoch(const StatusEpochOptions& options, Program& program, const Console& console);
ExitCode run_status_show(const StatusShowOptions& options, Program& program, const Console& console);
ExitCode run_serve(const ServeCommandOptions& options, Program& program, const Console& console);

/// A file and what was found about it.
struct VerifiedFile {
  std::string content;
  vc::Report report;
};
/// Read and judge what `cairn verify` was told to.   fails: as read_input, as the files it names
Result<VerifiedFile> verify_file(const VerifyOptions& options, Program& program);

/// Say an error and give its exit code.
ExitCode give_up(const Error& error, const Console& console);

/// Read the list of known issuers a command was given, if it was given one.
Result<std::vector<std::string>> known_issuers_of(const std::string& path);

/// out: what finds status lists in a database; a database that is not there holds none
std::function<Result<std::optional<std::string>>(std::string_view url)> own_lists_in(const std::string& database, Program& program);

}  // namespace cairn::cli
