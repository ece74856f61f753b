#include <algorithm>
#include <filesystem>
#include <optional>

#include "app/definition_forms.hpp"
#include "app/fsck.hpp"
#include "app/register_folder.hpp"
#include "app/register_import.hpp"
#include "app/tree.hpp"
#include "cli/input.hpp"
#include "cli/register_desk.hpp"

// cairn import: definitions of others, or a whole register.
namespace cairn::cli {
namespace {

constexpr std::size_t k_shown = 20;
constexpr std::uint64_t k_quick = 2'000;

Result<void> fill_register(const ImportOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const auto store, program.open_store(options.common.database, StoreUse::write));
  CAIRN_TRY(const app::RegisterFolderDone done, app::import_register(*store, {}, options.places.front()));
  if (options.common.form == OutputForm::json) {
    app::TomlValue root;
    app::TreeWriter out(root);
    out.whole("definitions", static_cast<std::int64_t>(done.definitions));
    out.whole("revisions", static_cast<std::int64_t>(done.revisions));
    out.table("checkpoint", [&](app::TreeWriter& table) {
      table.whole("size", done.head.size);
      table.text("root", to_hex(done.head.root));
    });
    console.print(app::json_of(root) + "\n");
    return {};
  }
  console.print(counted(done.definitions, "version", "versions") + " of definitions, " + counted(done.revisions, "revision", "revisions") +
                " of records taken over\n" + app::checkpoint_line(done.head) + "\n");
  return {};
}

/// What one file gave.
struct FileDone {
  std::string file;
  std::vector<app::ImportedDefinition> definitions;
  std::vector<std::string> skipped;
};

Result<std::vector<app::ReadDefinition>> read_file(const ImportOptions& options, const std::string& file) {
  CAIRN_TRY(const std::string text, read_input(file, k_input_bytes));
  if (options.form != "auto") return app::read_definitions(text, *app::form_of_word(options.form), file);
  CAIRN_TRY(const app::DefinitionForm form, app::detect_form(text));
  return app::read_definitions(text, form, file);
}

void leave_out_bad(std::vector<app::ReadDefinition>& read, std::vector<std::string>& skipped) {
  std::erase_if(read, [&](const app::ReadDefinition& each) {
    if (!each.problems.empty()) skipped.push_back((each.place.empty() ? each.fields.name : each.place) + ": " + each.problems.front());
    return !each.problems.empty();
  });
}

std::string left_words(const app::ImportedDefinition& one) {
  std::string out = one.key.id + (one.place.empty() ? "" : " (" + one.place + ")") + ":";
  for (const std::string& place : one.left) out += " " + place;
  return out;
}

void say_list(const std::string& head, const std::vector<std::string>& items, const Console& console) {
  if (items.empty()) return;
  std::string out = head;
  for (std::size_t i = 0; i < std::min(items.size(), k_shown); ++i) out += "\n  " + items[i];
  if (items.size() > k_shown) out += "\n  and " + std::to_string(items.size() - k_shown) + " more (--json lists all)";
  console.say(out);
}

void print_words(const std::vector<FileDone>& done, const Console& console) {
  std::uint64_t kept = 0;
  std::vector<std::string> there;
  std::vector<std::string> left;
  std::vector<std::string> skipped;
  for (const FileDone& file : done) {
    for (const app::ImportedDefinition& one : file.definitions) {
      if (one.is_new) ++kept;
      else there.push_back(one.key.id + (one.place.empty() ? "" : " (" + one.place + ")"));
      if (one.is_new && !one.left.empty()) left.push_back(left_words(one));
    }
    for (const std::string& each : file.skipped) skipped.push_back(file.file + ": " + each);
  }
  console.print(counted(kept, "definition", "definitions") + " kept as drafts, " + counted(there.size(), "was", "were") + " there already" +
                (skipped.empty() ? "" : ", " + counted(skipped.size(), "was", "were") + " left out") + "\n");
  say_list("There already, and not touched:", there, console);
  say_list("Left out:", skipped, console);
  say_list("What found no place:", left, console);
}

void print_json(const std::vector<FileDone>& done, const Console& console) {
  app::TomlValue root;
  app::TreeWriter out(root);
  for (const FileDone& file : done) {
    out.item("files", [&](app::TreeWriter& table) {
      table.text("file", file.file);
      table.texts("leftOut", file.skipped);
      for (const app::ImportedDefinition& one : file.definitions) {
        table.item("definitions", [&](app::TreeWriter& item) {
          item.text("name", one.key.id);
          item.text("version", one.key.version);
          item.text("place", one.place);
          item.truth("new", one.is_new);
          item.texts("noPlace", one.left);
        });
      }
    });
  }
  console.print(app::json_of(root) + "\n");
}

Result<FileDone> import_file(const ImportOptions& options, const app::RegisterPorts& ports, const std::string& file, const Console& console) {
  FileDone out{file, {}, {}};
  CAIRN_TRY(std::vector<app::ReadDefinition> read, read_file(options, file));
  if (options.skip_bad) leave_out_bad(read, out.skipped);
  std::optional<Progress> progress;
  app::ImportOrder order{options.common.actor, options.organisation, file, [&](std::uint64_t done, std::uint64_t total) {
                           if (total < k_quick) return;
                           if (!progress) progress.emplace(console, total, "definitions");
                           progress->update(done);
                         }};
  auto done = app::import_definitions(ports, order, read);
  if (progress) progress->finish();
  CAIRN_TRY(out.definitions, std::move(done));
  return out;
}

Result<void> import_what(const ImportOptions& options, Program& program, const Console& console) {
  std::error_code problem;
  const bool has_folder = std::ranges::any_of(options.places, [&](const std::string& place) { return std::filesystem::is_directory(place, problem); });
  if (has_folder && options.places.size() == 1) return fill_register(options, program, console);
  if (has_folder) return fail(Kind::malformed, "usage.value", "a folder is imported alone", "Give one folder, or files.");
  CAIRN_TRY(const std::string actor, actor_of(options.common));
  if (options.organisation.empty()) {
    return fail(Kind::malformed, "usage.value", "--org: it was not said whose the definitions become", "Give --org ORG; cairn org list shows them.");
  }
  CAIRN_TRY(const auto desk, RegisterDesk::open(options.common, program, StoreUse::write_existing));
  std::vector<FileDone> done;
  for (const std::string& file : options.places) {
    CAIRN_TRY(FileDone one, import_file(options, desk->ports(), file, console));
    done.push_back(std::move(one));
  }
  if (options.common.form == OutputForm::json) print_json(done, console);
  else print_words(done, console);
  return {};
}

}  // namespace

ExitCode run_import(const ImportOptions& options, Program& program, const Console& console) {
  const Result<void> done = import_what(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
