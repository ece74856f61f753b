#pragma once
#include <string>
#include <vector>

#include "cli/output_form.hpp"

// What the commands about definitions and frameworks were told, as text.
namespace cairn::cli {

/// cairn translate
struct TranslateOptions {
  std::string file;
  std::string from;                 ///< a word of a form, "auto" or "case"; empty: the file is a definition
  std::string to;                   ///< a word of a form that is written
  std::string into;                 ///< folder for drafts; empty: one is printed
  bool skip_bad = false;            ///< rows of a table that are wrong are left out
  std::vector<std::string> picked;  ///< of a CASE framework
};

/// cairn crosswalk: a level, or an amount of credit
struct CrosswalkOptions {
  std::string framework;
  std::string level;
  std::string to;
  std::string credit;
  std::string folder;  ///< of further frameworks; may be empty
  OutputForm form = OutputForm::words;
};

/// cairn check
struct CheckOptions {
  std::vector<std::string> files;
  std::vector<std::string> profiles;  ///< ids; none: those that apply
  std::string folder;                 ///< of further frameworks and profiles; may be empty
  bool is_list = false;               ///< say which profiles there are
  OutputForm form = OutputForm::words;
};

/// cairn framework
struct FrameworkOptions {
  std::string folder;
  OutputForm form = OutputForm::words;
};

}  // namespace cairn::cli
