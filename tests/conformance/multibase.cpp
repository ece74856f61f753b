#include <sstream>

#include "base/encoding.hpp"
#include "conformance/suite.hpp"

namespace cairn::conformance {
namespace {

struct Row {
  std::string encoding;
  std::string text;
};

// Rows `encoding, "value"`; the value may hold \x00 and \" escapes.
Row read_row(const std::string& line) {
  const std::size_t comma = line.find(',');
  const std::size_t open = line.find('"', comma);
  const std::size_t close = line.rfind('"');
  Row row{line.substr(0, comma), {}};
  const std::string quoted = line.substr(open + 1, close - open - 1);
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    if (quoted.compare(i, 4, "\\x00") == 0) {
      row.text.push_back('\0');
      i += 3;
    } else if (quoted[i] == '\\' && i + 1 < quoted.size()) {
      row.text.push_back(quoted[++i]);
    } else {
      row.text.push_back(quoted[i]);
    }
  }
  return row;
}

bool encodes_back(const std::string& encoding, ByteView plain, const std::string& text) {
  if (encoding == "base58btc") return to_multibase(plain, Multibase::base58btc) == text;
  if (encoding == "base64url") return to_multibase(plain, Multibase::base64url) == text;
  if (encoding == "base64") return to_multibase(plain, Multibase::base64) == text;
  const Result<Bytes> back = from_multibase(text);
  return back.has_value() && to_multibase(*back, Multibase::base16) == to_multibase(plain, Multibase::base16);
}

void run_file(Suite& suite, const std::string& name) {
  std::istringstream lines(read_file(suite.folder() / (name + ".csv")));
  std::string line;
  std::getline(lines, line);
  const std::string plain = read_row(line).text;
  while (std::getline(lines, line)) {
    if (line.find('"') == std::string::npos) continue;
    const Row row = read_row(line);
    const std::string id = name + "/" + row.encoding;
    const bool ours = row.encoding == "base58btc" || row.encoding == "base64url" || row.encoding == "base16" ||
                      row.encoding == "base64";
    if (!ours) {
      suite.skip(id);
      continue;
    }
    const Result<Bytes> decoded = from_multibase(row.text);
    const bool decodes = decoded.has_value() && as_text(*decoded) == plain;
    suite.check(id, decodes && encodes_back(row.encoding, as_bytes(plain), row.text), "does not map to " + row.text);
  }
}

}  // namespace

void run_multibase(Suite& suite) {
  for (const char* name : {"basic", "case_insensitivity", "leading_zero", "two_leading_zeros"}) run_file(suite, name);
}

}  // namespace cairn::conformance
