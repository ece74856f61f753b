#include "cli/console.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "base/look.hpp"

namespace cairn::cli {
namespace {

bool wants_colour(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool is_dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return ::isatty(descriptor) == 1 && (no_colour == nullptr || *no_colour == '\0') && !is_dumb;
}

std::string_view colour_of(Tone tone) {
  switch (tone) {
    case Tone::good:
      return "\x1b[32m";
    case Tone::bad:
      return "\x1b[31m";
    case Tone::doubtful:
      return "\x1b[33m";
    case Tone::faint:
      return "\x1b[2m";
    case Tone::plain:
      break;
  }
  return "";
}

void write_all(std::FILE* to, std::string_view text) { std::fwrite(text.data(), 1, text.size(), to); }

}  // namespace

Console::Console()
    : stdout_has_colour_(wants_colour(STDOUT_FILENO)), stderr_is_terminal_(::isatty(STDERR_FILENO) == 1) {}

void Console::print(std::string_view text) const { write_all(stdout, text); }

void Console::say(std::string_view text) const { write_all(stderr, std::string(text) + "\n"); }

std::string Console::toned(std::string_view text, Tone tone) const {
  if (!stdout_has_colour_ || tone == Tone::plain) return std::string(text);
  return std::string(colour_of(tone)).append(text).append("\x1b[0m");
}

void Console::complain(const Error& error) const {
  // An error may have several lines; what follows the first is set in, so that no line can be taken for another message.
  std::string_view rest = error.detail;
  for (std::string_view lead = "cairn: "; !rest.empty() || lead == "cairn: "; lead = "  ") {
    const std::size_t end = rest.find('\n');
    say(std::string(lead) + spelt_out(rest.substr(0, end)));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  if (!error.hint.empty()) say("  " + spelt_out(error.hint));
  say("  (" + std::string(kind_name(error.kind)) + ": " + error.code + ")");
}

Progress::Progress(const Console& console, std::uint64_t total, std::string_view what)
    : console_(console), total_(total), what_(what) {}

void Progress::update(std::uint64_t done) {
  constexpr std::uint64_t k_width = 30;
  if (total_ == 0) return;
  const std::uint64_t percent = done * 100 / total_;
  const std::string text = std::to_string(percent) + " %, " + grouped(done) + " of " + grouped(total_) + " " + what_;
  if (console_.talks_to_person()) {
    const std::uint64_t filled = percent * k_width / 100;
    const std::string bar = std::string(filled, '#') + std::string(k_width - filled, '.');
    std::fprintf(stderr, "\r[%s] %s\x1b[K", bar.c_str(), text.c_str());
    is_drawn_ = true;
  } else if (percent / 10 > last_shown_ / 10) {
    console_.say(text);
  }
  last_shown_ = percent;
}

void Progress::finish() {
  if (is_drawn_) std::fputs("\r\x1b[K", stderr);
  is_drawn_ = false;
}

std::string grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t i = out.size(); i > 3; i -= 3) out.insert(i - 3, 1, ',');
  return out;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  return grouped(number) + " " + std::string(number == 1 ? one : many);
}

}  // namespace cairn::cli
