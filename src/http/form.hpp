#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"

namespace cairn::http {

/// One field of a submitted form; a file has a file name.
struct FormField {
  std::string name;
  std::string file_name;
  std::string value;
};

/// Read a form: application/x-www-form-urlencoded or multipart/form-data, at most 32 fields.
/// fails: unsupported/form.content-type, malformed/form.multipart, malformed/form.encoding, exhausted/form.fields
/// spec:  RFC 7578, URL Standard "application/x-www-form-urlencoded"
Result<std::vector<FormField>> read_form(const Request& request);

/// Decode percent signs; '+' stays.  fails: malformed/form.encoding
Result<std::string> percent_decode(std::string_view text);

}  // namespace cairn::http
