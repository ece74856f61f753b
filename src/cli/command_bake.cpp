#include "app/bake.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"

namespace cairn::cli {
namespace {

Result<void> bake(const BakeOptions& options) {
  CAIRN_TRY(const std::string credential, read_input(options.credential, k_input_bytes));
  if (options.image.empty()) {
    CAIRN_TRY(const std::string picture, app::plain_picture_with(credential));
    return write_private_file(options.out, picture);
  }
  CAIRN_TRY(const std::string image, read_input(options.image, k_input_bytes));
  const bake::Rebake rebake = options.replace ? bake::Rebake::replaced : bake::Rebake::refused;
  CAIRN_TRY(const app::BadgePicture picture, app::BadgePicture::open(image, rebake));
  CAIRN_TRY(const std::string baked, picture.with(credential));
  return write_private_file(options.out, baked);
}

Result<void> unbake(const UnbakeOptions& options, const Console& console) {
  CAIRN_TRY(const std::string file, read_input(options.file, k_input_bytes));
  CAIRN_TRY(const app::Unbaked found, app::unbake(file));
  if (!found.older.empty()) console.say("There is a badge of Open Badges 2 besides, which is left out here.");
  if (!options.out.empty() && options.out != "-") return write_private_file(options.out, found.text);
  console.print(found.text + "\n");
  return {};
}

}  // namespace

ExitCode run_bake(const BakeOptions& options, Program&, const Console& console) {
  const Result<void> done = bake(options);
  if (!done) return give_up(done.error(), console);
  console.say("Wrote " + options.out + ". The credential was put in as it is; check it with: cairn verify " +
              options.out);
  return ExitCode::done;
}

ExitCode run_unbake(const UnbakeOptions& options, Program&, const Console& console) {
  const Result<void> done = unbake(options, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
