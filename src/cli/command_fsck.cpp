#include <optional>

#include "app/fsck.hpp"
#include "base/bytes.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "json/write.hpp"

namespace cairn::cli {
namespace {

std::uint64_t count_of(std::int64_t number) { return static_cast<std::uint64_t>(number); }

std::string words_of(const app::FsckReport& report, const Console& console) {
  std::string out;
  for (const app::FsckFinding& finding : report.findings) out += console.toned(finding.code, Tone::bad) + "  " + finding.detail + "\n";
  if (report.further_findings > 0) out += "and " + counted(count_of(report.further_findings), "further finding", "further findings") + "\n";
  out += counted(count_of(report.head.size), "entry", "entries") + " in the audit tree, " +
         counted(count_of(report.bodies), "body", "bodies") + " of records, " +
         counted(count_of(report.listings), "listing", "listings") + ": " +
         (report.is_sound() ? "everything is as it was written" : "not everything is as it was written") + "\n";
  return out + app::checkpoint_line(report.head) + "\n";
}

std::string json_of(const app::FsckReport& report) {
  Arena arena;
  const auto text = [&](std::string_view value) { return json::Value::string(arena.copy(value)); };
  const auto number = [&](std::int64_t value) { return json::Value::number(arena.copy(std::to_string(value))); };
  const json::Object checkpoint = json::Object::make(arena, 2);
  checkpoint.add_new("size", number(report.head.size), arena);
  checkpoint.add_new("root", text(to_hex(report.head.root)), arena);
  const json::Array findings = json::Array::make(arena);
  for (const app::FsckFinding& finding : report.findings) {
    const json::Object one = json::Object::make(arena, 2);
    one.add_new("code", text(finding.code), arena);
    one.add_new("detail", text(finding.detail), arena);
    findings.push_back(one, arena);
  }
  const json::Object out = json::Object::make(arena, 6);
  out.add_new("sound", json::Value::boolean(report.is_sound()), arena);
  out.add_new("checkpoint", checkpoint, arena);
  out.add_new("bodies", number(report.bodies), arena);
  out.add_new("listings", number(report.listings), arena);
  out.add_new("findings", findings, arena);
  out.add_new("furtherFindings", number(report.further_findings), arena);
  return json::to_text(out) + "\n";
}

Result<app::FsckReport> check(const FsckOptions& options, Program& program) {
  std::optional<store::AuditHead> checkpoint;
  if (!options.checkpoint.empty()) {
    CAIRN_TRY(const std::string text, read_input(options.checkpoint, k_input_bytes));
    CAIRN_TRY(checkpoint, app::read_checkpoint(text));
  }
  CAIRN_TRY(const auto store, program.open_store(options.database, StoreUse::read));
  return app::audit_check(*store, {}, checkpoint);
}

}  // namespace

ExitCode run_fsck(const FsckOptions& options, Program& program, const Console& console) {
  const Result<app::FsckReport> report = check(options, program);
  if (!report) {
    // "Something is wrong" and "it could not be looked at" never share a code; a file that is no database at all is the former.
    const ExitCode code = give_up(report.error(), console);
    return code == ExitCode::failed && report.error().code != "store.corrupt" ? ExitCode::undecided : code;
  }
  console.print(options.form == OutputForm::json ? json_of(*report) : words_of(*report, console));
  if (report->is_sound()) {
    if (options.checkpoint.empty()) console.say("Keep the checkpoint where nobody who can change the database can change it too.");
    return ExitCode::done;
  }
  console.say("Stop using this database until it is clear what happened; restore it from a backup. A search index that lags behind is "
              "harmless and can be made anew.");
  return ExitCode::failed;
}

}  // namespace cairn::cli
