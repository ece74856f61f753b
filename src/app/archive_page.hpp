#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/archive_layout.hpp"

namespace cairn::app {

/// So many credentials of one definition.
struct ArchivedDefinition {
  std::string name;
  std::string version;
  std::string id;
  std::uint64_t credentials = 0;
};

/// What people are told about an archive.
struct ArchiveStory {
  Instant made;
  ArchiveExtent extent = ArchiveExtent::full;
  ArchiveStanding standing = ArchiveStanding::dated;
  std::vector<ArchiveIssuer> issuers;
  std::vector<ArchivedDefinition> definitions;  ///< by name
  std::uint64_t credentials = 0;
  std::uint64_t status_lists = 0;
};

/// The page of an archive: no script, no other file needed.    in: style_sheet - our own
std::string archive_page(const ArchiveStory& story, std::string_view style_sheet);
/// The plain text that says what lies where and how to verify without this program.
std::string archive_readme(const ArchiveStory& story);
/// The plain text that lies beside the credentials.
std::string private_readme();

}  // namespace cairn::app
