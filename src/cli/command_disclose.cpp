#include "app/disclose.hpp"
#include "cli/chosen_parts.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"

namespace cairn::cli {
namespace {

Result<void> disclose(const DiscloseOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const std::string document, read_input(options.file, k_input_bytes));
  const auto contexts = program.make_contexts();
  app::DiscloseCommand command{document, chosen_parts(options.show), chosen_parts(options.hide)};
  CAIRN_TRY(const std::string copy, app::disclose(command, *contexts));
  if (options.out.empty()) {
    console.print(copy);
    return {};
  }
  CAIRN_CHECK(write_private_file(options.out, copy));
  console.say(options.out + " shows what you chose and what the issuer made mandatory. Keep the credential itself to yourself.");
  return {};
}

}  // namespace

ExitCode run_disclose(const DiscloseOptions& options, Program& program, const Console& console) {
  if (options.show.empty() && options.hide.empty()) {
    console.say("Say what the copy is to show: --show marks, or --hide name.\nSee: cairn help disclose");
    return ExitCode::wrong_usage;
  }
  const Result<void> done = disclose(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
