#include "cli/program.hpp"

#include <cstdio>

#include "cli/commands.hpp"

namespace cairn::cli {
namespace {

/// Sends each kind of command to its function.
struct Dispatch {
  Program& program;
  const Console& console;

  ExitCode operator()(const TextToPrint& asked) const {
    console.print(asked.text);
    return ExitCode::done;
  }
  ExitCode operator()(const WrongUsage& wrong) const {
    console.say(wrong.text);
    return ExitCode::wrong_usage;
  }
  ExitCode operator()(const KeygenOptions& options) const { return run_keygen(options, program, console); }
  ExitCode operator()(const IssueOptions& options) const { return run_issue(options, program, console); }
  ExitCode operator()(const VerifyOptions& options) const { return run_verify(options, program, console); }
  ExitCode operator()(const PresentOptions& options) const { return run_present(options, program, console); }
  ExitCode operator()(const EndorseOptions& options) const { return run_endorse(options, program, console); }
  ExitCode operator()(const ClrOptions& options) const { return run_clr(options, program, console); }
  ExitCode operator()(const DiscloseOptions& options) const { return run_disclose(options, program, console); }
  ExitCode operator()(const CertificateOptions& options) const { return run_certificate(options, program, console); }
  ExitCode operator()(const CrosswalkOptions& options) const { return run_crosswalk(options, program, console); }
  ExitCode operator()(const FsckOptions& options) const { return run_fsck(options, program, console); }
  ExitCode operator()(const CheckOptions& options) const { return run_check(options, program, console); }
  ExitCode operator()(const FrameworkOptions& options) const { return run_framework(options, program, console); }
  ExitCode operator()(const OrganisationOptions& options) const { return run_organisation(options, program, console); }
  ExitCode operator()(const PersonOptions& options) const { return run_person(options, program, console); }
  ExitCode operator()(const DefineOptions& options) const { return run_define(options, program, console); }
  ExitCode operator()(const ShowOptions& options) const { return run_show(options, program, console); }
  ExitCode operator()(const DiffOptions& options) const { return run_diff(options, program, console); }
  ExitCode operator()(const CompareOptions& options) const { return run_compare(options, program, console); }
  ExitCode operator()(const CatalogueOptions& options) const { return run_catalogue(options, program, console); }
  ExitCode operator()(const ActOptions& options) const { return run_act(options, program, console); }
  ExitCode operator()(const SearchOptions& options) const { return run_search(options, program, console); }
  ExitCode operator()(const ImportOptions& options) const { return run_import(options, program, console); }
  ExitCode operator()(const MigrateOptions& options) const { return run_migrate(options, program, console); }
  ExitCode operator()(const BackupOptions& options) const { return run_backup(options, program, console); }
  ExitCode operator()(const RestoreOptions& options) const { return run_restore(options, program, console); }
  ExitCode operator()(const LintOptions& options) const { return run_lint(options, program, console); }
  ExitCode operator()(const ConvertOptions& options) const { return run_convert(options, program, console); }
  ExitCode operator()(const TranslateOptions& options) const { return run_translate(options, program, console); }
  ExitCode operator()(const DidOptions& options) const { return run_did(options, program, console); }
  ExitCode operator()(const TrustOptions& options) const { return run_trust(options, program, console); }
  ExitCode operator()(const BakeOptions& options) const { return run_bake(options, program, console); }
  ExitCode operator()(const UnbakeOptions& options) const { return run_unbake(options, program, console); }
  ExitCode operator()(const ServeCommandOptions& options) const { return run_serve(options, program, console); }
  ExitCode operator()(const StatusChangeOptions& options) const { return run_status_change(options, program, console); }
  ExitCode operator()(const StatusPublishOptions& options) const { return run_status_publish(options, program, console); }
  ExitCode operator()(const StatusEpochOptions& options) const { return run_status_epoch(options, program, console); }
  ExitCode operator()(const ExportOptions& options) const { return run_export(options, program, console); }
  ExitCode operator()(const StatusShowOptions& options) const { return run_status_show(options, program, console); }
};

}  // namespace

ExitCode give_up(const Error& error, const Console& console) {
  console.complain(error);
  return exit_code_of(error);
}

int run(int argc, const char* const* argv, Program& program) {
  const Console console;
  const Command command = parse_command_line(argc, argv, program.version);
  const ExitCode code = std::visit(Dispatch{program, console}, command);
  // Results that did not arrive are no success: a full disk or a closed pipe shows here at the latest.
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    console.say("cairn: the results could not be written: the disk is full, or nobody reads them");
    return static_cast<int>(code == ExitCode::done ? ExitCode::failed : code);
  }
  return static_cast<int>(code);
}

}  // namespace cairn::cli
