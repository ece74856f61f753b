#include "app/output_folder.hpp"

#include <sys/stat.h>

#include "app_fixture.hpp"

namespace cairn::app {
namespace {

TEST(OutputFolder, writes_a_new_file_that_strangers_cannot_read) {
  const TestFolder files;
  const OutputFolder folder = OutputFolder::open(files.path("new/deep")).value();
  ASSERT_TRUE(folder.write_new("a.json", "{}"));
  EXPECT_EQ(contents_of(files.path("new/deep/a.json")), "{}");
  struct stat found {};
  ASSERT_EQ(::stat(files.path("new/deep/a.json").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0007, 0U);
}

TEST(OutputFolder, ensure_leaves_good_files_and_mends_others) {
  const TestFolder files;
  const OutputFolder folder = OutputFolder::open(files.path()).value();
  EXPECT_TRUE(folder.ensure("a.json", "{\"a\":1}").value());
  EXPECT_FALSE(folder.ensure("a.json", "{\"a\":1}").value());
  for (const std::string damaged : {"", "{\"a\":", "{\"a\":1}x", "{\"a\":2}"}) {
    std::ofstream(files.path("a.json")) << damaged;
    EXPECT_TRUE(folder.ensure("a.json", "{\"a\":1}").value()) << damaged;
    EXPECT_EQ(contents_of(files.path("a.json")), "{\"a\":1}");
  }
  EXPECT_EQ(files.files(), std::vector<std::string>{"a.json"});
}

TEST(OutputFolder, a_full_disk_leaves_no_part_of_a_file) {
  // /dev/full takes every write and says that there is no room.
  const TestFolder files;
  const OutputFolder folder = OutputFolder::open(files.path()).value();
  std::filesystem::create_symlink("/dev/full", files.path(".a.json.part"));
  const auto written = folder.replace("a.json", "{}");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, Kind::exhausted);
  EXPECT_EQ(written.error().code, "output.disk-full");
  EXPECT_TRUE(files.files().empty());
}

TEST(OutputFolder, a_file_where_the_folder_should_be_is_refused) {
  const TestFolder files;
  std::ofstream(files.path("out")) << "x";
  const auto opened = OutputFolder::open(files.path("out"));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "output.not-permitted");
}

TEST(CredentialFileName, keeps_names_readable_and_file_systems_happy) {
  EXPECT_EQ(credential_file_name("Mòrag NicIlleDhuibh", "Xy"), "mòrag-nicilledhuibh-Xy.json");
  EXPECT_EQ(credential_file_name("../../etc/passwd", "Xy"), "etc-passwd-Xy.json");
  EXPECT_EQ(credential_file_name("田中 さくら", "Xy"), "田中-さくら-Xy.json");
  EXPECT_EQ(credential_file_name("", "Xy"), "Xy.json");
  EXPECT_EQ(credential_file_name("...", "Xy"), "Xy.json");
  EXPECT_LE(credential_file_name(std::string(500, 'a'), "Xy").size(), 60U);
}

}  // namespace
}  // namespace cairn::app
