#include <algorithm>
#include <array>

#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::conformance {
namespace {

std::string id_of(const std::filesystem::path& path) {
  std::string id = path.parent_path().filename().string() + "/" + path.stem().string();
  std::replace(id.begin(), id.end(), ' ', '_');
  return id;
}

// test_parsing: the first letter of the file's name says what must happen.
void run_parsing(Suite& suite, const std::filesystem::path& path) {
  Arena arena;
  const std::string text = read_file(path);
  const Result<json::Value> value = json::read(text, arena);
  switch (path.filename().string().front()) {
    case 'y':
      suite.check(id_of(path), value.has_value(), value ? "" : value.error().code + ": " + value.error().detail);
      break;
    case 'n':
      suite.check(id_of(path), !value.has_value(), "accepted");
      break;
    default:  // either answer, but one of the two
      suite.pass(id_of(path));
  }
}

// test_transform has no right answers; these are ours: the canonical form, or the code of the refusal.
// Numbers and texts were written by a V8 engine, except that JCS and V8 agree on them by definition.
struct Transform {
  std::string_view name;
  std::string_view ours;
};
constexpr std::array k_transforms = {
    Transform{"number_-9223372036854775808", "[-9223372036854776000]"},
    Transform{"number_-9223372036854775809", "[-9223372036854776000]"},
    Transform{"number_1.0", "[1]"},
    Transform{"number_1.000000000000000005", "[1]"},
    Transform{"number_1000000000000000", "[1000000000000000]"},
    Transform{"number_10000000000000000999", "[10000000000000000000]"},
    Transform{"number_1e-999", "[0]"},
    Transform{"number_1e6", "[1000000]"},
    Transform{"number_9223372036854775807", "[9223372036854776000]"},
    Transform{"number_9223372036854775808", "[9223372036854776000]"},
    Transform{"object_key_nfc_nfd", "{\"e\xCC\x81\":\"NFD\",\"\xC3\xA9\":\"NFC\"}"},
    Transform{"object_key_nfd_nfc", "{\"e\xCC\x81\":\"NFD\",\"\xC3\xA9\":\"NFC\"}"},
    Transform{"object_same_key_different_values", "json.duplicate-member"},
    Transform{"object_same_key_same_value", "json.duplicate-member"},
    Transform{"object_same_key_unclear_values", "json.duplicate-member"},
    Transform{"string_1_escaped_invalid_codepoint", "json.surrogate"},
    Transform{"string_1_invalid_codepoint", "json.utf8"},
    Transform{"string_2_escaped_invalid_codepoints", "json.surrogate"},
    Transform{"string_2_invalid_codepoints", "json.utf8"},
    Transform{"string_3_escaped_invalid_codepoints", "json.surrogate"},
    Transform{"string_3_invalid_codepoints", "json.utf8"},
    Transform{"string_with_escaped_NULL", "[\"A\\u0000B\"]"},
};

std::string canonical_or_code(std::string_view text) {
  Arena arena;
  const Result<json::Value> value = json::read(text, arena);
  if (!value) return value.error().code;
  const Result<std::string> canonical = json::canonicalize(*value);
  return canonical ? *canonical : canonical.error().code;
}

void run_transform(Suite& suite, const std::filesystem::path& path) {
  const std::string got = canonical_or_code(read_file(path));
  const auto* row = std::find_if(k_transforms.begin(), k_transforms.end(), [&path](const Transform& transform) {
    return transform.name == path.stem().string();
  });
  const std::string_view ours = row == k_transforms.end() ? "no answer stated" : row->ours;
  suite.check(id_of(path), got == ours, "got " + got + ", stated " + std::string(ours));
}

}  // namespace

void run_json_syntax(Suite& suite) {
  for (const auto& entry : std::filesystem::directory_iterator(suite.folder() / "test_parsing")) {
    if (entry.path().extension() == ".json") run_parsing(suite, entry.path());
  }
  for (const auto& entry : std::filesystem::directory_iterator(suite.folder() / "test_transform")) {
    if (entry.path().extension() == ".json") run_transform(suite, entry.path());
  }
}

}  // namespace cairn::conformance
