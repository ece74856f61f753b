#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/register.hpp"

// The files of a register's folder, and what they say. Internal to this library.
namespace cairn::app {

/// By their paths below the folder.
using RegisterFiles = std::map<std::string, std::string>;

inline constexpr std::string_view k_register_manifest = "manifest.json";

/// fails: corrupt/register.body
Result<RegisterFiles> register_files(const store::RegisterContents& contents, const store::AuditHead& head);

/// Read what register_files wrote; what only repeats it is not looked at.
/// fails: corrupt/register.folder - names file and line
Result<store::RegisterContents> read_register_files(const RegisterFiles& files);

}  // namespace cairn::app
