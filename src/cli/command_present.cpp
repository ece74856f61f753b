#include "app/present.hpp"
#include "cli/chosen_parts.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/unlock.hpp"

namespace cairn::cli {
namespace {

Result<void> present(const PresentOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const std::string document, read_input(options.file, k_input_bytes));
  std::optional<crypto::KeyFile> key;
  if (!options.key.empty()) {
    CAIRN_TRY(key, open_key(options.key, options.unlock));
  }
  app::PresentCommand command;
  command.document = document;
  command.show = chosen_parts(options.show);
  command.hide = chosen_parts(options.hide);
  command.to = {options.audience, options.nonce, key ? key->signer.get() : nullptr};
  command.at = program.clock.now();
  CAIRN_TRY(const std::string shown, app::present(command));
  if (options.out.empty()) {
    console.print(shown + "\n");
    return {};
  }
  CAIRN_CHECK(write_private_file(options.out, shown));
  console.say(options.out + " shows what you chose" + (key ? ", to " + options.audience : std::string()) +
              ". Keep the credential itself to yourself.");
  return {};
}

}  // namespace

ExitCode run_present(const PresentOptions& options, Program& program, const Console& console) {
  if (options.show.empty() && options.hide.empty()) {
    console.say("Say what is to be shown: --show marks, or --hide name.\nSee: cairn help present");
    return ExitCode::wrong_usage;
  }
  const bool is_bound = !options.key.empty();
  if (is_bound != !options.audience.empty() || is_bound != !options.nonce.empty()) {
    console.say("--key, --audience and --nonce go together: whose key, for whom, and what they asked.\nSee: cairn help present");
    return ExitCode::wrong_usage;
  }
  const Result<void> done = present(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
