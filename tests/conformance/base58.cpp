#include "base/encoding.hpp"
#include "conformance/suite.hpp"
#include "json/read.hpp"

namespace cairn::conformance {
namespace {

void check_pair(Suite& suite, const std::string& id, ByteView plain, std::string_view encoded) {
  const Result<Bytes> decoded = from_base58(encoded);
  const bool decodes = decoded.has_value() && as_text(*decoded) == as_text(plain);
  suite.check(id + "-decode", decodes, "decodes to other bytes");
  suite.check(id + "-encode", to_base58(plain) == encoded, "encodes to " + to_base58(plain));
}

}  // namespace

// Every pair is checked in both directions.
void run_base58(Suite& suite) {
  Arena arena;
  const std::string bitcoin = read_file(suite.folder() / "bitcoin-base58-encode-decode.json");
  const json::Value pairs = json::read(bitcoin, arena).value();
  int number = 0;
  for (const json::Value pair : pairs.array()) {
    const Bytes plain = from_hex(pair.array()[0].text()).value();
    check_pair(suite, "bitcoin-" + std::to_string(++number), plain, pair.array()[1].text());
  }
  const std::string draft = read_file(suite.folder() / "ietf-base58-draft.json");
  number = 0;
  for (const json::Value row : json::read(draft, arena).value().array()) {
    const Bytes hex = from_hex(row.text_of("hex")).value();
    const ByteView plain = row.find("utf8") != nullptr ? as_bytes(row.text_of("utf8")) : ByteView(hex);
    check_pair(suite, "ietf-" + std::to_string(++number), plain, row.text_of("base58btc"));
  }
}

}  // namespace cairn::conformance
