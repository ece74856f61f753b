#pragma once
#include <memory>

#include "app/verify.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "cli/program.hpp"

// One function per command. Each says what went wrong itself and gives the exit code back.
namespace cairn::cli {

ExitCode run_keygen(const KeygenOptions& options, Program& program, const Console& console);
ExitCode run_issue(const IssueOptions& options, Program& program, const Console& console);
ExitCode run_verify(const VerifyOptions& options, Program& program, const Console& console);
ExitCode run_present(const PresentOptions& options, Program& program, const Console& console);
ExitCode run_lint(const LintOptions& options, Program& program, const Console& console);
ExitCode run_convert(const ConvertOptions& options, Program& program, const Console& console);
ExitCode run_endorse(const EndorseOptions& options, Program& program, const Console& console);
ExitCode run_clr(const ClrOptions& options, Program& program, const Console& console);
ExitCode run_did(const DidOptions& options, Program& program, const Console& console);
ExitCode run_bake(const BakeOptions& options, Program& program, const Console& console);
ExitCode run_unbake(const UnbakeOptions& options, Program& program, const Console& console);
ExitCode run_status_change(const StatusChangeOptions& options, Program& program, const Console& console);
ExitCode run_status_publish(const StatusPublishOptions& options, Program& program, const Console& console);
ExitCode run_status_epoch(const StatusEpochOptions& options, Program& program, const Console& console);
ExitCode run_status_show(const StatusShowOptions& options, Program& program, const Console& console);
ExitCode run_serve(const ServeCommandOptions& options, Program& program, const Console& console);

/// Say an error and give its exit code.
ExitCode give_up(const Error& error, const Console& console);

/// A verifier with the issuers, documents and network that a command was given.   fails: as read_input, app::read_document_map
Result<std::unique_ptr<app::Verifier>> make_verifier(const VerifyOptions& options, Program& program);

/// Write a signed document to a new file, or print it when there is no path.   fails: as write_public_file
Result<void> give_document(const std::string& path, const std::string& document, const Console& console);

/// Read the list of known issuers a command was given, if it was given one.
Result<std::vector<std::string>> known_issuers_of(const std::string& path);

/// out: what finds status lists in a database; a database that is not there holds none
std::function<Result<std::optional<std::string>>(std::string_view url)> own_lists_in(const std::string& database, Program& program);

}  // namespace cairn::cli
