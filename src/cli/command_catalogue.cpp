#include "app/catalogue.hpp"
#include "cli/input.hpp"
#include "cli/register_desk.hpp"

namespace cairn::cli {
namespace {

Result<app::CatalogueCount> write(const CatalogueOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const auto desk, RegisterDesk::open(options.common, program, StoreUse::read));
  if (options.out.empty()) {
    return app::write_catalogue(desk->ports(), [&](std::string_view piece) -> Result<void> {
      console.print(piece);
      return {};
    });
  }
  std::string text;
  CAIRN_TRY(app::CatalogueCount count, app::write_catalogue(desk->ports(), [&](std::string_view piece) -> Result<void> {
    text += piece;
    return {};
  }));
  CAIRN_CHECK(write_public_file(options.out, text));
  return count;
}

}  // namespace

ExitCode run_catalogue(const CatalogueOptions& options, Program& program, const Console& console) {
  const auto count = write(options, program, console);
  if (!count) return give_up(count.error(), console);
  console.say(counted(count->written, "definition", "definitions") + " described");
  for (const std::string& one : count->left_out) console.say("left out: " + one);
  return count->left_out.empty() ? ExitCode::done : ExitCode::partly_done;
}

}  // namespace cairn::cli
