#include "cli/commands.hpp"

namespace cairn::cli {

ExitCode run_serve(const ServeCommandOptions& options, Program& program, const Console& console) {
  ServeOptions serve;
  serve.database = options.database;
  serve.address = options.address;
  serve.port = options.port;
  serve.reach = options.network == Network::allowed ? Reach::network : Reach::nothing;
  serve.certificates = options.certificates ? Certificates::shown : Certificates::hidden;
  Result<verify::TrustList> trust = trust_list_of(options.known, "", program);
  if (!trust) return give_up(trust.error(), console);
  serve.trust = std::move(*trust);
  if (const auto store = program.open_store(options.database, StoreUse::read); !store && store.error().kind == Kind::missing) {
    std::string detail = store.error().detail;
    detail.front() = 'T';  // "there is no database at ..."
    console.say(detail + " yet. Awards are shown as soon as there is; is it the right --database?");
  }
  const Result<void> done = program.serve(
      serve, [&console](const std::string& address) { console.say("Serving at " + address + " (Ctrl-C ends it)"); });
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
