#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/toml_file.hpp"
#include "base/result.hpp"
#include "domain/crosswalk.hpp"

namespace cairn::app {

/// A file that describes a framework, or a profile: docs/frameworks.md and docs/profiles.md have the forms.
struct FrameworkFile {
  std::string name;  ///< for messages: "scqf.toml"
  std::string text;
};

/// The files of data/frameworks and data/profiles, which the program carries.
std::vector<FrameworkFile> embedded_framework_files();

/// The program's files, and those of a folder beside them. A file of the folder replaces the program's of the same name.
/// in:    folder - may be empty: none
/// fails: missing/, unavailable/frameworks.folder
Result<std::vector<FrameworkFile>> framework_files(const std::string& folder);

/// out: whether the file says kind = "profile"; others describe frameworks
bool is_profile(const TomlValue& root);

/// Read the frameworks among the files; profiles are passed over.
/// fails: malformed/definition.syntax, malformed/frameworks.file (names file and key, and the line where it is known), and as domain::make_crosswalk
Result<domain::Crosswalk> read_frameworks(const std::vector<FrameworkFile>& files);

}  // namespace cairn::app
