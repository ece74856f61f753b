// Pictures with and without credentials: what is taken out must be the manifest's text, byte for byte.
#include "bake/canvas.hpp"
#include "bake/extract.hpp"
#include "conformance/suite.hpp"
#include "json/read.hpp"

namespace cairn::conformance {
namespace {

std::string found_words(const Result<bake::Extraction>& found) {
  if (!found) return "refused: " + found.error().code;
  if (!found->payload) return "nothing was found";
  return "found " + std::string(bake::dialect_name(found->payload->dialect)) + ": " +
         found->payload->text.substr(0, 60);
}

bool has_text(const Result<bake::Extraction>& found, std::string_view text) {
  return found && found->payload && found->payload->text == text;
}

// Where the manifest leaves a choice, this is ours: the stricter answer, but for another prefix of the right namespace.
bool fits(const Result<bake::Extraction>& found, const json::Value& row) {
  const std::string_view expect = row.text_of("expect");
  const std::string_view text = row.text_of("extracted");
  if (expect == "none") return found && !found->payload && !found->older;
  if (expect == "reject" || expect == "reject-or-first" || expect == "reject-or-extract-with-warning") return !found;
  if (expect == "extract-both") {
    return has_text(found, text) && found->payload->dialect == bake::Dialect::open_badges_3 && found->older &&
           found->older->dialect == bake::Dialect::open_badges_2;
  }
  if (expect == "extract-legacy")
    return has_text(found, text) && found->payload->dialect == bake::Dialect::open_badges_1;
  const bool is_older = row.text_of("standard") == "OB2";
  return has_text(found, text) && !found->older &&
         found->payload->dialect == (is_older ? bake::Dialect::open_badges_2 : bake::Dialect::open_badges_3);
}

// "Bake into it and read back."
void run_round_trip(Suite& suite, const std::string& file, const std::string& image, std::string_view payload) {
  const auto canvas = bake::Canvas::open(as_bytes(image));
  if (!canvas) return suite.fail(file + "#bake", canvas.error().detail);
  const auto baked = canvas->with(payload, bake::Dialect::open_badges_3);
  if (!baked) return suite.fail(file + "#bake", baked.error().detail);
  suite.check(file + "#bake", has_text(bake::extract(as_bytes(*baked)), payload), "what was put in does not come out");
}

}  // namespace

void run_baking(Suite& suite) {
  Arena arena;
  const json::Value manifest = json::read(read_file(suite.folder() / "manifest.json"), arena).value();
  std::string_view payload;
  for (const json::Value& row : manifest.find("cases")->array()) {
    if (row.text_of("file") == "ob3-json-unicode.png") payload = row.text_of("extracted");
  }
  for (const json::Value& row : manifest.find("cases")->array()) {
    const std::string file(row.text_of("file"));
    const std::string image = read_file(suite.folder() / file);
    const auto found = bake::extract(as_bytes(image));
    suite.check(file, fits(found, row), found_words(found));
    if (file.starts_with("unbaked")) run_round_trip(suite, file, image, payload);
  }
}

}  // namespace cairn::conformance
