#include "proof/json_pointer.hpp"

#include <charconv>

namespace cairn::proof {
namespace {

Failure bad_pointer(std::string_view pointer, std::string_view why) {
  return fail(Kind::malformed, "sd.pointer",
              "\"" + std::string(pointer.substr(0, 200)) + "\" is no JSON Pointer: " + std::string(why),
              "write it as /credentialSubject/achievement/name");
}

// "0", or digits without a leading zero.
bool read_index(std::string_view token, std::uint32_t& out) {
  if (token.empty() || (token.size() > 1 && token.front() == '0')) return false;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), out);
  return error == std::errc() && end == token.data() + token.size();
}

}  // namespace

Result<std::vector<std::string>> split_pointer(std::string_view pointer) {
  std::vector<std::string> out;
  if (pointer.empty()) return out;
  if (pointer.size() > k_longest_pointer_bytes) return bad_pointer(pointer, "it is too long");
  if (pointer.front() != '/') return bad_pointer(pointer, "it does not begin with /");
  for (std::size_t at = 0; at < pointer.size(); ++at) {
    if (pointer[at] == '/') {
      out.emplace_back();
    } else if (pointer[at] != '~') {
      out.back() += pointer[at];
    } else {
      const char escape = at + 1 < pointer.size() ? pointer[++at] : '\0';
      if (escape != '0' && escape != '1') return bad_pointer(pointer, "a ~ is followed by neither 0 nor 1");
      out.back() += escape == '0' ? '~' : '/';
    }
  }
  return out;
}

std::string escape_pointer_token(std::string_view token) {
  std::string out;
  for (const char letter : token) {
    if (letter == '~') {
      out += "~0";
    } else if (letter == '/') {
      out += "~1";
    } else {
      out += letter;
    }
  }
  return out;
}

json::Value* find_by_token(const json::Value& value, std::string_view token) {
  if (value.is_object()) return value.find(token);
  std::uint32_t index = 0;
  if (!value.is_array() || !read_index(token, index) || index >= value.array().size()) return nullptr;
  return value.array().begin() + index;
}

}  // namespace cairn::proof
