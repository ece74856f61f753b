#pragma once
#include <string>
#include <vector>

#include "cli/output_form.hpp"

// What the commands of the register were told.
namespace cairn::cli {

/// What all of them share.
struct RegisterOptions {
  std::string database;
  std::string actor;       ///< id of the person who does it
  std::string governance;  ///< file of stages and roles; empty: the program's
  std::string frameworks;  ///< folder of further frameworks and profiles; may be empty
  OutputForm form = OutputForm::words;
};

/// cairn org
struct OrganisationOptions {
  enum class Action { add, list, show };
  Action action = Action::list;
  std::string id;
  std::string name;
  std::vector<std::string> kinds;
  std::string identifier;
  std::string url;
  std::string email;
  std::string country;
  RegisterOptions common;
};

/// cairn person
struct PersonOptions {
  enum class Action { add, role, list, show };
  Action action = Action::list;
  std::string id;
  std::string name;
  std::string email;
  std::string role;
  std::string organisation;
  std::string from;
  std::string until;
  RegisterOptions common;
};

/// cairn define
struct DefineOptions {
  std::string file;
  std::string name;          ///< empty: as the file says, or the end of the definition's address
  std::string organisation;
  std::vector<std::string> partners;
  RegisterOptions common;
};

/// cairn show
struct ShowOptions {
  std::string name;
  std::string version;
  std::string out;  ///< file to write the text to; empty: say where it stands
  std::string language;  ///< show the texts in it; empty: say where it stands
  RegisterOptions common;
};

/// cairn compare
struct CompareOptions {
  std::vector<std::string> names;
  std::string language;
  RegisterOptions common;
};

/// cairn catalogue
struct CatalogueOptions {
  std::string out;  ///< file; empty: standard output
  RegisterOptions common;
};

/// cairn diff: two files, or versions of a definition
struct DiffOptions {
  std::vector<std::string> what;
  RegisterOptions common;
};

/// cairn act, rate, approve, publish, review, retire
struct ActOptions {
  std::string kind;
  std::string name;
  std::string version;
  std::string answer = "yes";
  std::vector<std::string> facts;
  std::string facts_file;
  std::vector<std::string> conditions;
  std::vector<std::string> met;
  std::string due;        ///< review_due
  std::string teach_out;
  bool is_vetting = false;
  bool lists_overdue = false;
  std::string on;         ///< day, of the list of overdue reviews
  RegisterOptions common;
};

/// cairn search
struct SearchOptions {
  std::vector<std::string> words;
  std::vector<std::string> skills;
  std::vector<std::string> levels;
  std::vector<std::string> credits;
  std::vector<std::string> modes;
  std::vector<std::string> languages;
  std::vector<std::string> providers;
  std::vector<std::string> assessments;
  std::string cost;
  std::string assurance;
  std::string hours;      ///< "10..50"
  std::vector<std::string> statuses;
  int skip = 0;
  int limit = 20;
  RegisterOptions common;
};

/// cairn fsck
struct FsckOptions {
  std::string database;
  std::string checkpoint;  ///< file with what an earlier run printed; empty: none
  OutputForm form = OutputForm::words;
};

}  // namespace cairn::cli
