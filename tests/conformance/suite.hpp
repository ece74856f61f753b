#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::conformance {

/// One public suite as it runs: every case gets exactly one outcome, by id.
class Suite {
 public:
  Suite(std::string name, std::filesystem::path folder) : name_(std::move(name)), folder_(std::move(folder)) {}
  const std::string& name() const { return name_; }
  /// The suite's folder below CAIRN_CONFORMANCE_DIR.
  const std::filesystem::path& folder() const { return folder_; }

  void pass(std::string id) { outcomes_[std::move(id)] = {Outcome::pass, {}}; }
  void fail(std::string id, std::string why) { outcomes_[std::move(id)] = {Outcome::fail, std::move(why)}; }
  /// Not applicable: must be listed in expected_failures.txt with its reason.
  void skip(std::string id) { outcomes_[std::move(id)] = {Outcome::skip, {}}; }
  void check(std::string id, bool passed, std::string why_not) {
    if (passed) {
      pass(std::move(id));
    } else {
      fail(std::move(id), std::move(why_not));
    }
  }

  enum class Outcome { pass, fail, skip };
  struct Case {
    Outcome outcome;
    std::string why;
  };
  const std::map<std::string, Case>& outcomes() const { return outcomes_; }

 private:
  std::string name_;
  std::filesystem::path folder_;
  std::map<std::string, Case> outcomes_;
};

/// The whole file; the process ends with a message when it cannot be read.
std::string read_file(const std::filesystem::path& path);

using RunSuite = void (*)(Suite&);

/// A row of suite_table.cpp: `name` is both the row's name and the folder below CAIRN_CONFORMANCE_DIR.
struct SuiteRow {
  std::string_view name;
  RunSuite run;
};
extern const std::vector<SuiteRow>& suite_table();

}  // namespace cairn::conformance
