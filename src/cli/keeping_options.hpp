#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "store/status.hpp"

// What the commands that keep records were told: status lists and archives.
namespace cairn::cli {

/// How a key file is opened. A secret is never given by value: only by the name of a file that holds it, or by typing
/// it.
struct UnlockOptions {
  std::string passphrase_file;
  std::string unlock_file;
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

/// cairn export: --archive, --register, or one definition
struct ExportOptions {
  std::string archive;
  std::string register_folder;
  std::string name;     ///< of a definition
  std::string form;     ///< a word of a form that is written
  std::string version;  ///< empty: the newest
  std::vector<std::string> keys;
  std::string suite;
  std::string key_history;  ///< file with a trust list that gives the keys' times; empty: none
  bool is_final = false;
  bool public_only = false;
  bool stale_lists = false;
  std::string database;
  UnlockOptions unlock;
};

}  // namespace cairn::cli
