// The attack list as a table: every trick is played on a credential that is valid without it, and stopped where it should be.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>

#include "attacks/forge.hpp"

namespace cairn::attacks {

void PrintTo(const Row& row, std::ostream* out) { *out << row.attack << " " << row.trick; }

namespace {

std::string judgement(const vc::Report& report, vc::CheckId id) {
  return std::string(vc::verdict_name(report.verdict)) + ", " + std::string(vc::check_name(id)) + " " + report.check(id).code;
}

// Everything that is not in order, for whoever has to find out why.
std::string objections(const vc::Report& report) {
  std::string out;
  for (const vc::Check& check : report.checks) {
    if (check.outcome != vc::Outcome::pass) out += "\n  " + std::string(vc::check_name(check.id)) + " " + check.code + ": " + check.detail;
  }
  return out;
}

// Seeds for fuzzing: with CAIRN_WRITE_SEEDS=FOLDER, what is judged is written there.
void keep(const std::string& name, const std::string& file) {
  const char* const folder = std::getenv("CAIRN_WRITE_SEEDS");
  if (folder != nullptr) std::ofstream(std::string(folder) + "/" + name, std::ios::binary) << file;
}

class Attack : public testing::TestWithParam<Row> {};

TEST_P(Attack, is_stopped) {
  const Row& row = GetParam();
  for (const auto& [name, text] : {std::pair{"attack", row.attack}, {"trick", row.trick}, {"control", row.control}, {"code", row.code}}) {
    RecordProperty(name, std::string(text));
  }
  Forge forge;
  Handed handed = row.honest(forge);
  const vc::Report twin = judge(handed);
  RecordProperty("twin", std::string(vc::verdict_name(twin.verdict)));
  EXPECT_EQ(twin.verdict, vc::Verdict::valid) << "the honest twin" << objections(twin);
  const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
  const std::string short_name = name.substr(name.find('/') + 1);
  keep(short_name + ".honest", handed.file);
  row.play(forge, handed);
  keep(short_name, handed.file);
  const vc::Report report = judge(handed);
  RecordProperty("verdict", std::string(vc::verdict_name(report.verdict)));
  RecordProperty("check", std::string(vc::check_name(row.check)));
  RecordProperty("found", report.check(row.check).code);
  EXPECT_EQ(judgement(report, row.check), std::string(vc::verdict_name(row.verdict)) + ", " + std::string(vc::check_name(row.check)) + " " + std::string(row.code))
      << objections(report);
  EXPECT_NE(report.verdict, vc::Verdict::valid);
}

// "F02_the_end_is_moved_into_a_nest": sorts, and can be asked for.
std::string test_name(const testing::TestParamInfo<Row>& info) {
  std::string out = info.param.attack.size() == 2 ? "F0" : "F1";
  out += std::string(1, info.param.attack.back()) + "_";
  for (const char c : info.param.trick) out += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return out;
}

#define CAIRN_ATTACKS(family, rows) INSTANTIATE_TEST_SUITE_P(family, Attack, testing::ValuesIn(rows.begin(), rows.end()), test_name)
CAIRN_ATTACKS(Graphs, graph_rows());
CAIRN_ATTACKS(Proofs, proof_rows());
CAIRN_ATTACKS(Tokens, token_rows());
CAIRN_ATTACKS(Texts, text_rows());
CAIRN_ATTACKS(Statuses, status_rows());
CAIRN_ATTACKS(Carriers, carrier_rows());
CAIRN_ATTACKS(Trust, trust_rows());

}  // namespace
}  // namespace cairn::attacks
