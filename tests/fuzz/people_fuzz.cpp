#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/people.hpp"

namespace {

cairn::domain::MicroCredential definition() {
  cairn::domain::MicroCredentialFields fields;
  fields.id = "https://a.example/d";
  fields.name = "D";
  fields.description = "D";
  fields.criteria_narrative = "D";
  fields.organisation = {"did:web:a.example", "A", "", ""};
  cairn::domain::ResultDescription mark;
  mark.key = "mark";
  mark.name = "Mark";
  mark.type = cairn::domain::ResultType::percent;
  mark.maximum = cairn::domain::Amount::whole(100);
  fields.results = {mark};
  return cairn::domain::make_micro_credential(fields).value();
}

void read_list(std::string_view text) {
  static const cairn::domain::MicroCredential shared = definition();
  const auto open = [text]() -> cairn::Result<cairn::text::ReadBlock> { return cairn::text::read_from_memory(text); };
  auto reader = cairn::app::PeopleReader::open(open, shared, {2026, 11, 23});
  if (!reader) return;
  cairn::app::PeopleRow row;
  for (;;) {
    const auto more = reader->next(row);
    if (!more || !*more) return;
    for (const auto& problem : row.problems) (void)cairn::app::shown_cell(problem.found);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_list(text);
  (void)cairn::app::read_recipient(text);
  (void)cairn::app::normal_header(text);
  return 0;
}
