#pragma once
#include <array>
#include <map>
#include <optional>

#include "cli/options.hpp"

namespace CLI {
class App;
}

// What the parser of command lines is put together from. Internal to this library.
namespace cairn::cli {

/// Everything the parser writes into; it lives as long as the parser.
struct Slots {
  KeygenOptions keygen;
  IssueOptions issue;
  VerifyOptions verify;
  PresentOptions present;
  EndorseOptions endorse;
  ClrOptions clr;
  DiscloseOptions disclose;
  CertificateOptions certificate;
  LintOptions lint;
  ConvertOptions convert[4];
  TranslateOptions translate;
  DidOptions did;
  TrustOptions trust;
  BakeOptions bake;
  UnbakeOptions unbake;
  ServeCommandOptions serve;
  CrosswalkOptions crosswalk;
  FrameworkOptions framework;
  OrganisationOptions organisation;
  PersonOptions person;
  DefineOptions define;
  ShowOptions definition;
  DiffOptions diff;
  CompareOptions compare;
  CatalogueOptions catalogue;
  ActOptions act[6];
  SearchOptions search;
  std::map<const CLI::App*, RegisterOptions> register_options;  ///< of each command its own: the parser reads the environment for all of them
  CheckOptions check;
  FsckOptions fsck;
  ImportOptions importing;
  MigrateOptions migrate;
  BackupOptions backup;
  RestoreOptions restore;
  StatusChangeOptions change[3];
  StatusPublishOptions publish;
  StatusEpochOptions epoch;
  StatusShowOptions show;
  ExportOptions exporting;
  bool json = false;
  bool offline = false;
  bool online = false;
};

struct ActionWords {
  store::StatusAction action;
  const char* name;
  const char* purpose;
};
inline constexpr ActionWords k_actions[] = {
    {store::StatusAction::revoke, "revoke", "Withdraw a credential for good"},
    {store::StatusAction::suspend, "suspend", "Withdraw a credential for now"},
    {store::StatusAction::reinstate, "reinstate", "End a suspension"},
};

// Options that several commands have.
void add_unlock(CLI::App& command, UnlockOptions& unlock);
void add_database(CLI::App& command, std::string& database);
/// What checks the documents that a new one speaks about.
void add_checking(CLI::App& command, std::string& documents, Slots& slots);
void add_known_issuers(CLI::App& command, KnownIssuersOptions& known);

/// keygen, issue, revoke, suspend, reinstate, status, export, bake, unbake
void add_issuing_commands(CLI::App& app, Slots& slots);
/// verify, certificate, present, disclose, endorse, clr, lint
void add_credential_commands(CLI::App& app, Slots& slots);
/// org, person, define, show, diff, act, rate, approve, publish, review, retire, search
void add_governance_commands(CLI::App& app, Slots& slots);
/// out: what was told, when it is one of these commands
std::optional<Command> chosen_governance_command(const CLI::App& app, Slots& slots);
/// migrate, backup, restore, import
void add_moving_commands(CLI::App& app, Slots& slots);
/// out: what was told, when it is one of these commands
std::optional<Command> chosen_moving_command(const CLI::App& app, Slots& slots);
/// framework, crosswalk, check
void add_register_commands(CLI::App& app, Slots& slots);

}  // namespace cairn::cli
