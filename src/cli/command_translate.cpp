#include <algorithm>

#include "app/output_folder.hpp"
#include "app/people.hpp"
#include "app/translate.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"

namespace cairn::cli {
namespace {

constexpr std::size_t k_shown = 20;

std::string listed(std::string words, const std::vector<std::string>& items) {
  for (std::size_t i = 0; i < std::min(items.size(), k_shown); ++i) words += "\n  " + app::shown_cell(items[i], 300);
  if (items.size() > k_shown) words += "\n  and " + std::to_string(items.size() - k_shown) + " more";
  return words;
}

Result<void> check_use(const TranslateOptions& options) {
  if (options.from.empty() == options.to.empty()) {
    return fail(Kind::refused, "translate.direction", "it was not said from or to whose words", "Give --to FORM or --from FORM: cairn help translate lists the forms.");
  }
  if (options.from != "case" && !options.picked.empty()) {
    return fail(Kind::refused, "translate.pick", "--pick is for CASE frameworks", "Give --from case, or leave --pick out.");
  }
  return {};
}

Result<std::vector<app::ReadDefinition>> read_all(const TranslateOptions& options, const std::string& text) {
  if (options.from != "auto") return app::read_definitions(text, *app::form_of_word(options.from), options.file);
  CAIRN_TRY(const app::DefinitionForm form, app::detect_form(text));
  return app::read_definitions(text, form, options.file);
}

void say_left(const std::vector<std::string>& left, const Console& console) {
  if (!left.empty()) console.say(listed("Not taken over, since there is no place for it:", left));
}

/// What was left of all of them; the columns of a table are the same in every row.
std::vector<std::string> all_left(const std::vector<app::ReadDefinition>& read) {
  std::vector<std::string> out;
  for (const app::ReadDefinition& one : read) {
    for (const std::string& place : one.left) {
      if (std::ranges::find(out, place) == out.end() && out.size() <= 10 * k_shown) out.push_back(place);
    }
  }
  return out;
}

// Nothing is written when one of the names is taken.
Result<void> write_drafts(const TranslateOptions& options, const std::vector<app::ReadDefinition>& read) {
  CAIRN_TRY(const app::OutputFolder folder, app::OutputFolder::open(options.into, app::OutputFolder::Audience::everybody));
  const std::vector<std::string> names = app::draft_file_names(read);
  for (const std::string& name : names) {
    if (!folder.holds(name)) continue;
    return fail(Kind::conflict, "output.exists", folder.path() + "/" + name + " is there already; nothing was written", "Give another folder, or move the file away.");
  }
  for (std::size_t i = 0; i < read.size(); ++i) {
    CAIRN_CHECK(write_public_file(folder.path() + "/" + names[i], app::draft_text(read[i]), Settle::later));
  }
  return folder.sync();
}

Result<ExitCode> write_into(const TranslateOptions& options, std::vector<app::ReadDefinition> read, const Console& console) {
  std::vector<std::string> skipped;
  if (options.skip_bad) {
    for (const app::ReadDefinition& one : read) {
      for (const std::string& problem : one.problems) skipped.push_back(one.place + ": " + problem);
    }
    std::erase_if(read, [](const app::ReadDefinition& one) { return !one.problems.empty(); });
  }
  CAIRN_CHECK(app::refuse_problems(read));
  CAIRN_CHECK(write_drafts(options, read));
  console.print(std::to_string(read.size()) + (read.size() == 1 ? " draft" : " drafts") + " written to " + options.into + "\n");
  say_left(all_left(read), console);
  if (skipped.empty()) return ExitCode::done;
  console.say(listed("Left out, since something is wrong:", skipped));
  return ExitCode::partly_done;
}

Result<ExitCode> draft(const TranslateOptions& options, const std::string& text, const Console& console) {
  CAIRN_TRY(std::vector<app::ReadDefinition> read, read_all(options, text));
  if (!options.into.empty()) return write_into(options, std::move(read), console);
  if (read.size() > 1) {
    return fail(Kind::refused, "translate.several", "it describes " + std::to_string(read.size()) + " definitions", "Give --into FOLDER: a file for each is written.");
  }
  if (options.from == "csv") CAIRN_CHECK(app::refuse_problems(read));
  console.print(app::draft_text(read[0]));
  say_left(read[0].left, console);
  return ExitCode::done;
}

Result<ExitCode> print(Result<app::Translation> written, const Console& console) {
  CAIRN_TRY(const app::Translation out, std::move(written));
  console.print(out.text);
  say_left(out.left, console);
  return ExitCode::done;
}

Result<ExitCode> translate(const TranslateOptions& options, const Console& console) {
  CAIRN_CHECK(check_use(options));
  CAIRN_TRY(const std::string text, read_input(options.file, k_input_bytes));
  if (options.from == "case") return print(app::pick_competencies(text, options.picked), console);
  if (!options.from.empty()) return draft(options, text, console);
  return print(app::write_foreign(*app::form_of_word(options.to), {options.file, text, ""}), console);  // nobody signs here
}

}  // namespace

ExitCode run_translate(const TranslateOptions& options, Program&, const Console& console) {
  const Result<ExitCode> out = translate(options, console);
  return out ? *out : give_up(out.error(), console);
}

}  // namespace cairn::cli
