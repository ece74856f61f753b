#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "conformance/suite.hpp"

namespace cairn::conformance {
namespace {

struct Listed {
  std::string outcome;  // "fail" or "skip"
  std::string reason;
};
using Expected = std::map<std::string, Listed>;  // "suite id" -> row

struct Counts {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t skipped = 0;
  std::size_t unexpected = 0;
};

// Rows "suite id fail|skip reason"; ids hold no spaces.
Expected read_expected(const std::filesystem::path& path) {
  Expected out;
  std::istringstream lines(read_file(path));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    std::string suite;
    std::string id;
    Listed listed;
    words >> suite >> id >> listed.outcome;
    std::getline(words >> std::ws, listed.reason);
    if (listed.reason.empty() || (listed.outcome != "fail" && listed.outcome != "skip")) {
      std::cerr << path << ": a row needs suite, id, fail or skip, and a reason: " << line << "\n";
      std::exit(2);
    }
    out[suite + " " + id] = listed;
  }
  return out;
}

Counts judge(const Suite& suite, const Expected& expected, std::set<std::string>& seen) {
  Counts counts;
  for (const auto& [id, result] : suite.outcomes()) {
    const std::string key = suite.name() + " " + id;
    const auto row = expected.find(key);
    const std::string listed = row == expected.end() ? "" : row->second.outcome;
    seen.insert(key);
    switch (result.outcome) {
      case Suite::Outcome::pass:
        ++counts.passed;
        if (!listed.empty()) {
          ++counts.unexpected;
          std::cout << "LISTED BUT PASSES " << key << "\n";
        }
        break;
      case Suite::Outcome::fail:
        ++counts.failed;
        if (listed != "fail") {
          ++counts.unexpected;
          std::cout << "FAIL " << key << ": " << result.why << "\n";
        }
        break;
      case Suite::Outcome::skip:
        ++counts.skipped;
        if (listed != "skip") {
          ++counts.unexpected;
          std::cout << "SKIPPED WITHOUT A REASON " << key << "\n";
        }
        break;
    }
  }
  return counts;
}

int run(const std::filesystem::path& suites, const std::filesystem::path& expected_file,
        const std::filesystem::path& json_file, const std::string& only) {
  const Expected expected = read_expected(expected_file);
  std::set<std::string> seen;
  std::set<std::string> ran;
  std::string json = "{";
  std::size_t unexpected = 0;
  std::size_t passed = 0;
  std::size_t listed = 0;
  std::printf("%-22s %8s %8s %8s %8s\n", "suite", "passed", "failed", "skipped", "total");
  for (const SuiteRow& row : suite_table()) {
    if (!only.empty() && only != row.name) continue;
    Suite suite(std::string(row.name), suites / row.name);
    row.run(suite);
    ran.insert(suite.name());
    Counts counts = judge(suite, expected, seen);
    const std::size_t total = suite.outcomes().size();
    if (total == 0) {
      std::cout << "EMPTY " << row.name << ": no case was found\n";
      ++counts.unexpected;
    }
    std::printf("%-22s %8zu %8zu %8zu %8zu\n", suite.name().c_str(), counts.passed, counts.failed, counts.skipped, total);
    unexpected += counts.unexpected;
    passed += counts.passed;
    listed += counts.failed + counts.skipped;
    // What is not a folder of the public suites is a property of ours over their data: printed, but no row of the file.
    if (!std::filesystem::is_directory(suite.folder())) continue;
    json += (json.size() > 1 ? ",\n " : "\n ");
    json += "\"" + suite.name() + "\": {\"passed\": " + std::to_string(counts.passed) +
            ", \"failed\": " + std::to_string(counts.failed) + ", \"skipped\": " + std::to_string(counts.skipped) +
            ", \"total\": " + std::to_string(total) + "}";
  }
  for (const auto& [key, row] : expected) {
    const std::string suite = key.substr(0, key.find(' '));
    if (ran.contains(suite) && !seen.contains(key)) {
      std::cout << "LISTED BUT NOT SEEN " << key << "\n";
      ++unexpected;
    }
  }
  if (!json_file.empty()) std::ofstream(json_file) << json << "\n}\n";
  if (unexpected != 0) std::printf("%zu outcomes differ from %s\n", unexpected, expected_file.c_str());
  // For the run as a whole: a case fails when its outcome is not the listed one.
  std::printf("%zu passed, %zu failed, %zu listed\n", passed, unexpected, listed - std::min(listed, unexpected));
  return unexpected == 0 ? 0 : 1;
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::cerr << "cannot read " << path << "\n";
    std::exit(2);
  }
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace cairn::conformance

// usage: cairn_conformance SUITES_FOLDER EXPECTED_FAILURES JSON_OUT [SUITE]
int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: cairn_conformance SUITES_FOLDER EXPECTED_FAILURES JSON_OUT [SUITE]\n";
    return 2;
  }
  return cairn::conformance::run(argv[1], argv[2], argv[3], argc > 4 ? argv[4] : "");
}
