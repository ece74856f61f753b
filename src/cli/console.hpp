#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cairn::cli {

enum class Tone { plain, good, bad, doubtful, faint };

/// Results go to stdout, talk to stderr; colour only on a terminal that wants it (NO_COLOR, TERM=dumb).
class Console {
 public:
  Console();
  /// Print a result, as it is.
  void print(std::string_view text) const;
  /// Say something to the person, with a line end.
  void say(std::string_view text) const;
  /// out: the text in colour where stdout shows colours
  std::string toned(std::string_view text, Tone tone) const;
  /// Say an error: what, where, what to do, and its code.
  void complain(const Error& error) const;
  bool talks_to_person() const { return stderr_is_terminal_; }

 private:
  bool stdout_has_colour_;
  bool stderr_is_terminal_;
};

/// A bar on a terminal, one line per 10 % otherwise.
class Progress {
 public:
  Progress(const Console& console, std::uint64_t total, std::string_view what);
  void update(std::uint64_t done);
  /// Take the bar away, so that other lines can follow.
  void finish();

 private:
  const Console& console_;
  std::uint64_t total_;
  std::string what_;
  std::uint64_t last_shown_ = 0;
  bool is_drawn_ = false;
};

/// out: "100,000"
std::string grouped(std::uint64_t number);
/// out: "1 row", "2 rows"
std::string counted(std::uint64_t number, std::string_view one, std::string_view many);

}  // namespace cairn::cli
