#include "app/translate.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"

namespace cairn::cli {
namespace {

Result<app::Translation> translate(const TranslateOptions& options) {
  if (options.from.empty() == options.to.empty()) {
    return fail(Kind::refused, "translate.direction", "it was not said from or to whose words", "Give --to ctdl, --to elm or --from FORM.");
  }
  if (options.from != "case" && !options.picked.empty()) {
    return fail(Kind::refused, "translate.pick", "--pick is for CASE frameworks", "Give --from case, or leave --pick out.");
  }
  CAIRN_TRY(const std::string text, read_input(options.file, k_input_bytes));
  if (options.from == "case") return app::pick_competencies(text, options.picked);
  const std::string& form = options.from.empty() ? options.to : options.from;
  const app::ForeignForm foreign = form == "ctdl" ? app::ForeignForm::ctdl : app::ForeignForm::elm;
  if (!options.from.empty()) return app::read_foreign(foreign, text);
  return app::write_foreign(foreign, {options.file, text, ""});  // nobody signs here
}

}  // namespace

ExitCode run_translate(const TranslateOptions& options, Program&, const Console& console) {
  const Result<app::Translation> out = translate(options);
  if (!out) return give_up(out.error(), console);
  console.print(out->text);
  if (!out->left.empty()) {
    constexpr std::size_t k_shown = 20;
    std::string words = "Not taken over, since there is no place for it:";
    for (std::size_t i = 0; i < std::min(out->left.size(), k_shown); ++i) words += "\n  " + out->left[i];
    if (out->left.size() > k_shown) words += "\n  and " + std::to_string(out->left.size() - k_shown) + " more";
    console.say(words);
  }
  return ExitCode::done;
}

}  // namespace cairn::cli
