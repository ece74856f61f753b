#pragma once
#include "verify/document_shelf.hpp"
#include "verify/trust_list.hpp"
#include <memory>

#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "cli/program.hpp"
#include "vc/report.hpp"
#include "verify/verifier.hpp"

// One function per command. Each says what went wrong itself and gives the exit code back.
namespace cairn::cli {

ExitCode run_keygen(const KeygenOptions& options, Program& program, const Console& console);
ExitCode run_issue(const IssueOptions& options, Program& program, const Console& console);
ExitCode run_verify(const VerifyOptions& options, Program& program, const Console& console);
ExitCode run_present(const PresentOptions& options, Program& program, const Console& console);
ExitCode run_disclose(const DiscloseOptions& options, Program& program, const Console& console);
ExitCode run_certificate(const CertificateOptions& options, Program& program, const Console& console);
ExitCode run_lint(const LintOptions& options, Program& program, const Console& console);
ExitCode run_translate(const TranslateOptions& options, Program& program, const Console& console);
ExitCode run_convert(const ConvertOptions& options, Program& program, const Console& console);
ExitCode run_endorse(const EndorseOptions& options, Program& program, const Console& console);
ExitCode run_clr(const ClrOptions& options, Program& program, const Console& console);
ExitCode run_did(const DidOptions& options, Program& program, const Console& console);
ExitCode run_trust(const TrustOptions& options, Program& program, const Console& console);
ExitCode run_status_change(const StatusChangeOptions& options, Program& program, const Console& console);
ExitCode run_status_publish(const StatusPublishOptions& options, Program& program, const Console& console);
ExitCode run_status_epoch(const StatusEpochOptions& options, Program& program, const Console& console);
ExitCode run_status_show(const StatusShowOptions& options, Program& program, const Console& console);
ExitCode run_export(const ExportOptions& options, Program& program, const Console& console);
ExitCode run_bake(const BakeOptions& options, Program& program, const Console& console);
ExitCode run_unbake(const UnbakeOptions& options, Program& program, const Console& console);
ExitCode run_crosswalk(const CrosswalkOptions& options, Program& program, const Console& console);
ExitCode run_check(const CheckOptions& options, Program& program, const Console& console);
ExitCode run_framework(const FrameworkOptions& options, Program& program, const Console& console);
ExitCode run_organisation(const OrganisationOptions& options, Program& program, const Console& console);
ExitCode run_person(const PersonOptions& options, Program& program, const Console& console);
ExitCode run_define(const DefineOptions& options, Program& program, const Console& console);
ExitCode run_show(const ShowOptions& options, Program& program, const Console& console);
ExitCode run_diff(const DiffOptions& options, Program& program, const Console& console);
ExitCode run_compare(const CompareOptions& options, Program& program, const Console& console);
ExitCode run_catalogue(const CatalogueOptions& options, Program& program, const Console& console);
ExitCode run_act(const ActOptions& options, Program& program, const Console& console);
ExitCode run_search(const SearchOptions& options, Program& program, const Console& console);
ExitCode run_fsck(const FsckOptions& options, Program& program, const Console& console);
ExitCode run_import(const ImportOptions& options, Program& program, const Console& console);
ExitCode run_migrate(const MigrateOptions& options, Program& program, const Console& console);
ExitCode run_backup(const BackupOptions& options, Program& program, const Console& console);
ExitCode run_restore(const RestoreOptions& options, Program& program, const Console& console);
ExitCode run_serve(const ServeCommandOptions& options, Program& program, const Console& console);

/// A file and what was found about it.
struct VerifiedFile {
  std::string content;
  vc::Report report;
};
/// Read and judge what `cairn verify` was told to.   fails: as read_input, as the files it names
Result<VerifiedFile> verify_file(const VerifyOptions& options, Program& program, const Console& console);

/// The same with an archive in place of network and database; without a file the archive and all that is in it.
ExitCode run_verify_archive(const VerifyOptions& options, Program& program, const Console& console);
/// Print a report for people.
void print_report(const vc::Report& report, const Console& console);
/// What is asked about each file.    fails: malformed/usage.value; as read_input
Result<verify::VerifyQuestion> question_of(const VerifyOptions& options, Program& program);
/// Of two answers the one that stands more in the way: what could not be done, then invalid, then open, then valid.
ExitCode worse_of(ExitCode one, ExitCode other);

/// Say an error and give its exit code.
ExitCode give_up(const Error& error, const Console& console);

/// Read the list of known issuers a command was given, if it was given one; its signature is checked when a signer is named.
/// fails: as read_input, app::read_trust_list, app::check_list_signature
Result<verify::TrustList> trust_list_of(const KnownIssuersOptions& options, const std::string& documents, Program& program);

/// Give a verifier, or a resolver, the documents that a map names; a path in the map counts from the map's own folder.
Result<std::vector<verify::GivenDocument>> given_documents(const std::string& map_path);
/// A verifier with the issuers, documents and network that a command was given.   fails: as read_input, app::read_document_map
Result<std::unique_ptr<verify::Verifier>> make_verifier(const VerifyOptions& options, Program& program, const Console& console);

/// Write a signed document to a new file, or print it when there is no path.   fails: as write_public_file
Result<void> give_document(const std::string& path, const std::string& document, const Console& console);

/// out: what finds status lists in a database; a database that is not there holds none
std::function<Result<std::optional<std::string>>(std::string_view url)> own_lists_in(const std::string& database, Program& program);

}  // namespace cairn::cli
