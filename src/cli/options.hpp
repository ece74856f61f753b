#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/convert.hpp"
#include "cli/definition_options.hpp"
#include "cli/keeping_options.hpp"
#include "cli/moving_options.hpp"
#include "cli/output_form.hpp"
#include "cli/register_options.hpp"

// What each command was told, as text; commands turn it into types.
namespace cairn::cli {

struct KeygenOptions {
  std::string issuer;
  std::string out;
  std::string type = "ed25519";
  UnlockOptions unlock;
};

enum class Network { allowed, forbidden };

struct IssueOptions {
  std::string definition;  ///< a file, or the short name of a published definition
  std::string version;     ///< of a definition of the register; empty: the newest published
  std::string governance;  ///< file of stages and roles; empty: the program's
  std::string actor;       ///< id of the person who awards what is in the register; may be empty
  std::string from;
  std::string to;
  std::string key;
  std::string out;
  std::string base_url;
  std::string suite;
  std::string credential_form = "json";  ///< or "sd-jwt"
  std::string date;
  std::string status;  ///< "revocation", "suspension" or "none"; empty: revocation where there is an address for lists
  std::string database;
  std::string image;     ///< a picture that each credential is put into
  bool certificates = false;
  Network network = Network::allowed;  ///< for checking the endorsements that the definition lists
  std::string documents;               ///< in place of the network
  unsigned threads = 0;  ///< 0: as many as there are cores
  OutputForm form = OutputForm::words;
  UnlockOptions unlock;
};

/// Whom the operator knows.
struct KnownIssuersOptions {
  std::string path;
  std::string signer;  ///< id of who must have signed the list; empty: nobody
};

/// cairn trust sign
struct TrustOptions {
  std::string list;
  std::string key;
  std::string out;
  UnlockOptions unlock;
};

struct VerifyOptions {
  std::string file;
  Network network = Network::allowed;
  std::string at;
  std::string documents;
  KnownIssuersOptions known;
  std::string pins;
  bool accept_key = false;
  std::string recipient;
  std::string nonce;
  std::string audience;
  std::uint64_t minimum_status_entries = 131'072;
  std::string database;
  std::vector<std::string> endorsements;  ///< files that go with the credential
  std::vector<std::string> more_files;    ///< checked after the first, with the same options
  std::string archive;  ///< folder in place of network and database; then `file` may be empty: everything in it is checked
  std::string digest;   ///< of that archive, as it was made known elsewhere; may be empty
  OutputForm form = OutputForm::words;
};

struct PresentOptions {
  std::string file;
  std::vector<std::string> show;
  std::vector<std::string> hide;
  std::string audience;
  std::string nonce;
  std::string key;
  std::string out;
  UnlockOptions unlock;
};

/// Who signs a single document, with which key, and where it goes.
struct SignerOptions {
  std::string key;
  std::string name;
  std::string url;
  std::string suite;
  std::string out;
  UnlockOptions unlock;
};

struct EndorseOptions {
  std::string thing;
  std::string part = "credential";
  std::string comment;
  std::string name;
  std::string until;
  SignerOptions signer;
  VerifyOptions checking;  ///< of the award that is endorsed
};

struct ClrOptions {
  std::string subject;
  std::vector<std::string> credentials;
  std::vector<std::string> achievements;
  std::vector<std::string> associations;
  std::string towards;
  std::string name;
  std::string completeness;
  SignerOptions signer;
  VerifyOptions checking;  ///< of the credentials that go in
};

struct DiscloseOptions {
  std::string file;
  std::vector<std::string> show;
  std::vector<std::string> hide;
  std::string out;
};

struct CertificateOptions {
  VerifyOptions verify;  ///< how the credential is checked first
  std::string out;
};

struct LintOptions {
  std::string file;
  std::vector<std::string> schemas;
  OutputForm form = OutputForm::words;
};

struct ConvertOptions {
  app::Conversion conversion = app::Conversion::expand;
  std::string file;
  std::string context;
  std::string base;
  std::string algorithm = "sha256";
  bool safe = false;
};

struct DidOptions {
  std::string key_file;
};

struct BakeOptions {
  std::string credential;
  std::string image;  ///< empty: a plain picture is made
  std::string out;
  bool replace = false;
};

struct UnbakeOptions {
  std::string file;
  std::string out;
};

struct ServeCommandOptions {
  std::string database;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  Network network = Network::forbidden;
  bool certificates = false;  ///< shown at /c/CODE.pdf
  KnownIssuersOptions known;
};

/// Text that was asked for: help, version, the table of exit codes.
struct TextToPrint {
  std::string text;
};
/// A command line that cannot be understood.
struct WrongUsage {
  std::string text;
};

// One a line: commands come and go.
using Command = std::variant<
    TextToPrint,
    WrongUsage,
    KeygenOptions,
    IssueOptions,
    VerifyOptions,
    CertificateOptions,
    PresentOptions,
    DiscloseOptions,
    EndorseOptions,
    ClrOptions,
    LintOptions,
    ConvertOptions,
    TranslateOptions,
    DidOptions,
    TrustOptions,
    BakeOptions,
    UnbakeOptions,
    ImportOptions,
    MigrateOptions,
    BackupOptions,
    RestoreOptions,
    StatusChangeOptions,
    StatusPublishOptions,
    StatusEpochOptions,
    StatusShowOptions,
    ExportOptions,
    CrosswalkOptions,
    FrameworkOptions,
    OrganisationOptions,
    PersonOptions,
    DefineOptions,
    ShowOptions,
    DiffOptions,
    CompareOptions,
    CatalogueOptions,
    ActOptions,
    SearchOptions,
    CheckOptions,
    FsckOptions,
    ServeCommandOptions>;

/// Understand a command line. Settings come from the flag, else from the environment (CAIRN_...), else from the
/// default.
Command parse_command_line(int argc, const char* const* argv, std::string_view version);

}  // namespace cairn::cli
