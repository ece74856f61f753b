#include <bit>
#include <charconv>
#include <cmath>

#include "base/bytes.hpp"
#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::conformance {
namespace {

std::string without_white_space(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
  return text;
}

void run_input(Suite& suite, const std::filesystem::path& path) {
  Arena arena;
  const std::string id = "input/" + path.stem().string();
  const Result<json::Value> value = json::read(read_file(path), arena);
  if (!value) return suite.fail(id, value.error().detail);
  const Result<std::string> canonical = json::canonicalize(*value);
  if (!canonical) return suite.fail(id, canonical.error().detail);
  const std::string expected = read_file(suite.folder() / "output" / path.filename());
  const std::string hex = read_file(suite.folder() / "outhex" / (path.stem().string() + ".txt"));
  suite.check(id, *canonical == expected && to_hex(as_bytes(*canonical)) == without_white_space(hex), *canonical);
}

double double_of_bits(std::string_view hex) {
  std::uint64_t bits = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), bits, 16);
  return std::bit_cast<double>(bits);
}

// A number that must fail has no JSON text at all; what can be checked is that no JSON number becomes it:
// not finite, and text of its size is refused.
void run_refused_number(Suite& suite, const std::string& id, double number) {
  const json::Value beyond = json::Value::number(std::signbit(number) ? "-1e400" : "1e400");
  suite.check(id, !std::isfinite(number) && !json::canonicalize(beyond).has_value(), "written");
}

void run_numbers(Suite& suite, const json::Value& cases, const std::string& group) {
  for (const json::Value& one : cases.array()) {
    const std::string_view hex = one.text_of("ieee754");
    const std::string id = group + "/" + std::string(hex);
    const double number = double_of_bits(hex);
    if (one.find("error") != nullptr) {
      run_refused_number(suite, id, number);
      continue;
    }
    const std::string_view expected = one.text_of("json");
    const std::string text = json::format_double(number);
    const Result<std::string> rewritten = json::canonicalize(json::Value::number(expected));
    const bool back = json::to_double(text) == number && rewritten && *rewritten == expected;
    suite.check(id, text == expected && back, "got " + text + ", expected " + std::string(expected));
  }
}

}  // namespace

void run_jcs(Suite& suite) {
  for (const auto& entry : std::filesystem::directory_iterator(suite.folder() / "input")) {
    run_input(suite, entry.path());
  }
  Arena arena;
  const std::string text = read_file(suite.folder() / "numbers.json");
  const Result<json::Value> numbers = json::read(text, arena);
  if (!numbers) return suite.fail("numbers.json", numbers.error().detail);
  run_numbers(suite, *numbers->find("special"), "special");
  run_numbers(suite, *numbers->find("random"), "random");
}

}  // namespace cairn::conformance
