#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "app/definition.hpp"
#include "app/issue.hpp"
#include "contract/memory_store.hpp"
#include "jsonld/pinned_loader.hpp"

namespace cairn::app {

/// Chance that can be repeated: a counter through a mixer. For tests only.
class SeededEntropy final : public Entropy {
 public:
  explicit SeededEntropy(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) {
      state_ = state_ * 6364136223846793005U + 1442695040888963407U;
      byte = static_cast<std::uint8_t>(state_ >> 56);
    }
  }

 private:
  std::uint64_t state_;
};

inline std::unique_ptr<jsonld::DocumentLoader> pinned_contexts() {
  return std::make_unique<jsonld::PinnedLoader>(jsonld::embedded_contexts());
}

inline std::string contents_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A folder that goes with the test.
class TestFolder {
 public:
  TestFolder() {
    static int number = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("cairn-app-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  std::string path(const std::string& name = "") const { return (path_ / name).string(); }
  std::vector<std::string> files() const {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(path_))
      out.push_back(entry.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  std::filesystem::path path_;
};

/// A college with a key, the demo's definition and a clock that stands still.
class AppTest : public testing::Test {
 protected:
  AppTest() {
    key_.signer = crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 7)).value();
    const std::string multikey = crypto::to_multikey(key_.signer->public_key());
    key_.issuer = "did:key:" + multikey;
    key_.verification_method = key_.issuer + "#" + multikey;
    definition_.emplace(
        read_definition({"demo", contents_of(CAIRN_SOURCE_DIR "/data/demo/data-storytelling.toml"), key_.issuer})
            .value());
  }

  static std::vector<PeopleRow> people(int count) {
    std::vector<PeopleRow> out;
    for (int i = 0; i < count; ++i) {
      PeopleRow row;
      row.number = static_cast<std::uint64_t>(i + 2);
      row.name = "Person " + std::to_string(i);
      row.email = row.email_key = "person" + std::to_string(i) + "@work.example";
      row.awarded = Date{2026, 6, 14};
      out.push_back(row);
    }
    return out;
  }

  IssueSummary issue(std::vector<PeopleRow> rows, const OutputFolder* folder = nullptr) {
    IssueCommand command;
    std::size_t at = 0;
    command.next_row = [&](PeopleRow& row) -> Result<bool> {
      if (at == rows.size()) return false;
      row = rows[at++];
      return true;
    };
    command.rows = rows.size();
    command.folder = folder;
    command.results = results_;
    command.stop = &stop_;
    command.on_progress = on_progress_;
    command.on_skipped = [this](const PeopleRow& row) { skipped_.push_back(row); };
    IssuePorts ports{store_, {}, clock_, entropy_, pinned_contexts};
    const IssueTerms terms{*definition_, key_, "eddsa-rdfc-2022", "https://badges.ardmore.example", status_};
    return issue_awards(ports, terms, command).value();
  }

  std::optional<store::Issuance> recorded(const PeopleRow& row) {
    const store::RowKey key = row_key({key_.issuer, (*definition_)->id, (*definition_)->version}, row);
    return store_.find_issuances({}, {&key, 1}).value().at(0);
  }

  store::MemoryStore store_;
  std::optional<store::StatusPurpose> status_;  ///< what the credentials issued have a status list for
  FixedClock clock_{Instant{1'790'000'000, 123'000'000}};
  SystemEntropy entropy_;
  crypto::KeyFile key_;
  std::optional<domain::MicroCredential> definition_;
  std::atomic<bool> stop_ = false;
  ResultList* results_ = nullptr;
  std::function<void(std::uint64_t)> on_progress_;
  std::vector<PeopleRow> skipped_;
};

}  // namespace cairn::app
