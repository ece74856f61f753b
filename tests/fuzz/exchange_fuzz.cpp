#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/definition.hpp"
#include "app/translate.hpp"

// What others wrote, read in every form; a draft must be a file that the reader of definitions can read, whatever it says about it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto form : {cairn::app::ForeignForm::ctdl, cairn::app::ForeignForm::elm}) {
    const auto draft = cairn::app::read_foreign(form, text);
    if (!draft) continue;
    const auto definition = cairn::app::read_definition({"draft", draft->text, "did:web:a.example"});
    if (!definition && definition.error().code == "definition.syntax") __builtin_trap();
  }
  (void)cairn::app::pick_competencies(text, {});
  return 0;
}
