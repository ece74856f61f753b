#pragma once
#include "cli/options.hpp"

namespace CLI {
class App;
}

// Pieces of the command line's parser. Internal to it.
namespace cairn::cli {

/// How a key file is opened.
void add_unlock(CLI::App& command, UnlockOptions& unlock);
/// in: offline - is set when the command is told to use no network
void add_endorse(CLI::App& app, EndorseOptions& endorse, bool& offline);
void add_clr(CLI::App& app, ClrOptions& clr, bool& offline);

}  // namespace cairn::cli
