#include "app/convert.hpp"
#include "base/look.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "json/write.hpp"

namespace cairn::cli {
namespace {

Result<app::Converted> convert(const ConvertOptions& options, Program& program) {
  CAIRN_TRY(const std::string document, read_input(options.file, k_input_bytes));
  std::string context;
  if (!options.context.empty()) {
    CAIRN_TRY(context, read_input(options.context, k_input_bytes));
  }
  app::ConvertCommand command;
  command.conversion = options.conversion;
  command.document = document;
  command.context = context;
  command.base = options.base;
  command.data_loss = options.safe ? jsonld::DataLoss::refused : jsonld::DataLoss::allowed;
  command.hash = options.algorithm == "sha384" ? rdf::HashAlgorithm::sha384 : rdf::HashAlgorithm::sha256;
  const auto contexts = program.make_contexts();
  return app::convert(command, *contexts);
}

void print_finding(const vc::Finding& finding, const Console& console) {
  const bool is_warning = finding.severity == vc::Severity::warning;
  const Tone tone = finding.severity == vc::Severity::error ? Tone::bad : Tone::doubtful;
  const std::string place = finding.pointer.empty() ? "the document" : finding.pointer;
  std::string out = console.toned(vc::severity_name(finding.severity), tone) + (is_warning ? "  " : "    ") + spelt_out(place) +
                    ": " + spelt_out(finding.detail) + "\n";
  if (!finding.hint.empty()) out += "         " + finding.hint + "\n";
  out +=
      "         " +
      console.toned(std::string(finding.code) + (finding.citation.empty() ? "" : ", " + std::string(finding.citation)),
                    Tone::faint) +
      "\n";
  console.print(out);
}

void print_findings(const std::vector<vc::Finding>& findings, OutputForm form, const Console& console) {
  if (form == OutputForm::json) {
    Arena arena;
    console.print(json::to_text(vc::to_json(findings, arena)) + "\n");
    return;
  }
  for (const vc::Finding& finding : findings) print_finding(finding, console);
  const bool conforms = vc::conforms(findings);
  console.print(conforms ? console.toned("conforms", Tone::good) + "\n"
                         : console.toned("does not conform", Tone::bad) + "\n");
}

}  // namespace

ExitCode run_convert(const ConvertOptions& options, Program& program, const Console& console) {
  const Result<app::Converted> out = convert(options, program);
  if (!out) return give_up(out.error(), console);
  if (out->lost) {
    console.say("Warning: not all of the document is in the result. First: " + spelt_out(out->lost->detail) + " (" + out->lost->code +
                "). With --safe this is an error.");
  }
  console.print(out->text);
  return ExitCode::done;
}

ExitCode run_lint(const LintOptions& options, Program& program, const Console& console) {
  const Result<std::string> document = read_input(options.file, k_input_bytes);
  if (!document) return give_up(document.error(), console);
  const auto contexts = program.make_contexts();
  std::vector<app::GivenSchema> schemas;
  for (const std::string& path : options.schemas) {
    const Result<std::string> text = read_input(path, k_input_bytes);
    if (!text) return give_up(text.error(), console);
    schemas.push_back({path, *text});
  }
  const auto findings = app::lint_document(*document, *contexts, schemas);
  if (!findings) return give_up(findings.error(), console);
  print_findings(*findings, options.form, console);
  return vc::conforms(*findings) ? ExitCode::done : ExitCode::not_valid;
}

}  // namespace cairn::cli
