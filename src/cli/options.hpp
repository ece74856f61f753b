#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/convert.hpp"
#include "store/status.hpp"

// What each command was told, as text; commands turn it into types.
namespace cairn::cli {

enum class OutputForm { words, json };

/// How a key file is opened. A secret is never given by value: only by the name of a file that holds it, or by typing
/// it.
struct UnlockOptions {
  std::string passphrase_file;
  std::string unlock_file;
};

struct KeygenOptions {
  std::string issuer;
  std::string out;
  std::string type = "ed25519";
  UnlockOptions unlock;
};

struct IssueOptions {
  std::string definition;
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
  unsigned threads = 0;  ///< 0: as many as there are cores
  OutputForm form = OutputForm::words;
  UnlockOptions unlock;
};

enum class Network { allowed, forbidden };

struct VerifyOptions {
  std::string file;
  Network network = Network::allowed;
  std::string at;
  std::string documents;
  std::string known_issuers;
  std::string recipient;
  std::string nonce;
  std::string audience;
  std::uint64_t minimum_status_entries = 131'072;
  std::string database;
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
  std::string known_issuers;
};

struct StatusChangeOptions {
  store::StatusAction action = store::StatusAction::revoke;
  std::vector<std::string> targets;
  std::string reason;
  std::string note;
  std::string by;
  std::string database;
};

struct StatusPublishOptions {
  std::string key;
  std::string out;
  std::string suite;
  std::int64_t valid_days = 30;
  int renew_percent = 50;
  bool force = false;
  std::string database;
  UnlockOptions unlock;
};

struct StatusEpochOptions {
  std::vector<std::string> published;
  std::string by;
  std::string database;
};

struct StatusShowOptions {
  std::string target;
  std::string database;
};

/// Text that was asked for: help, version, the table of exit codes.
struct TextToPrint {
  std::string text;
};
/// A command line that cannot be understood.
struct WrongUsage {
  std::string text;
};

using Command =
    std::variant<TextToPrint, WrongUsage, KeygenOptions, IssueOptions, VerifyOptions, PresentOptions, CertificateOptions,
                 LintOptions, ConvertOptions, DidOptions, BakeOptions, UnbakeOptions, ServeCommandOptions,
                 StatusChangeOptions, StatusPublishOptions, StatusEpochOptions, StatusShowOptions>;

/// Understand a command line. Settings come from the flag, else from the environment (CAIRN_...), else from the
/// default.
Command parse_command_line(int argc, const char* const* argv, std::string_view version);

}  // namespace cairn::cli
