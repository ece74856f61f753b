#include "app/disclose.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"

namespace cairn::cli {
namespace {

// "name,marks" is two words; a JSON Pointer may hold commas.
std::vector<std::string> words_of(const std::vector<std::string>& given) {
  std::vector<std::string> out;
  for (const std::string& text : given) {
    if (text.starts_with('/')) {
      out.push_back(text);
      continue;
    }
    for (std::size_t first = 0; first <= text.size();) {
      const std::size_t end = std::min(text.find(',', first), text.size());
      if (end > first) out.push_back(text.substr(first, end - first));
      first = end + 1;
    }
  }
  return out;
}

Result<void> disclose(const DiscloseOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const std::string document, read_input(options.file, k_input_bytes));
  const auto contexts = program.make_contexts();
  app::DiscloseCommand command{document, words_of(options.show), words_of(options.hide)};
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
