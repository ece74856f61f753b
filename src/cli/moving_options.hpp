#pragma once
#include <string>
#include <vector>

#include "cli/output_form.hpp"
#include "cli/register_options.hpp"

// What the commands that move whole databases were told.
namespace cairn::cli {

/// cairn migrate
struct MigrateOptions {
  std::string from;
  std::string to;
  OutputForm form = OutputForm::words;
};

/// cairn backup
struct BackupOptions {
  std::string file;
  std::string database;
  OutputForm form = OutputForm::words;
};

/// cairn restore
struct RestoreOptions {
  std::string file;
  std::string database;
  std::string checkpoint;  ///< SIZE:ROOT, or a file that holds it; may be empty
  OutputForm form = OutputForm::words;
};

/// cairn import: files of definitions, or the folder of a register
struct ImportOptions {
  std::vector<std::string> places;
  std::string form = "auto";
  std::string organisation;
  bool skip_bad = false;
  RegisterOptions common;
};

}  // namespace cairn::cli
