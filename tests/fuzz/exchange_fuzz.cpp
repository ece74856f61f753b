#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/definition.hpp"
#include "app/translate.hpp"

namespace {

using cairn::app::DefinitionForm;
using cairn::app::ReadDefinition;

// A draft must be a file that the reader of definitions can read, whatever it says about it; and what reads without a problem and is
// whole must be writable in every form.
void judge(const ReadDefinition& read) {
  const auto again = cairn::app::read_definition_fields({"draft", cairn::app::draft_text(read), ""});
  if (!again) __builtin_trap();
  if (!read.problems.empty() || !read.lacking.empty()) return;
  for (const DefinitionForm form : {DefinitionForm::ctdl, DefinitionForm::elm, DefinitionForm::schema_org, DefinitionForm::achievement}) {
    const auto written = cairn::app::write_definition(read.fields, form);
    if (!written) continue;  // an owner's id that is none
    if (!cairn::app::read_definitions(written->text, form, "own")) __builtin_trap();
  }
}

}  // namespace

// What others wrote, read in every form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const DefinitionForm form : {DefinitionForm::ctdl, DefinitionForm::elm, DefinitionForm::schema_org, DefinitionForm::achievement,
                                    DefinitionForm::badge_class, DefinitionForm::edubadges, DefinitionForm::csv}) {
    const auto read = cairn::app::read_definitions(text, form, "fuzz");
    if (!read) continue;
    for (std::size_t i = 0; i < read->size() && i < 8; ++i) judge((*read)[i]);
    (void)cairn::app::draft_file_names(*read);
  }
  (void)cairn::app::detect_form(text);
  (void)cairn::app::pick_competencies(text, {});
  return 0;
}
