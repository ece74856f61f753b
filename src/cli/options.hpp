#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/convert.hpp"

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
  std::string date;
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
  std::string database;
  OutputForm form = OutputForm::words;
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

/// Text that was asked for: help, version, the table of exit codes.
struct TextToPrint {
  std::string text;
};
/// A command line that cannot be understood.
struct WrongUsage {
  std::string text;
};

using Command = std::variant<TextToPrint, WrongUsage, KeygenOptions, IssueOptions, VerifyOptions, CertificateOptions,
                             LintOptions, ConvertOptions, DidOptions, BakeOptions, UnbakeOptions, ServeCommandOptions>;

/// Understand a command line. Settings come from the flag, else from the environment (CAIRN_...), else from the
/// default.
Command parse_command_line(int argc, const char* const* argv, std::string_view version);

}  // namespace cairn::cli
