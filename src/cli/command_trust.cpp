#include <filesystem>

#include "app/output_folder.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/unlock.hpp"
#include "proof/local_resolver.hpp"
#include "verify/verifier.hpp"

namespace cairn::cli {
namespace {

Result<std::string> sign(const TrustOptions& options, Program& program) {
  CAIRN_TRY(const std::string text, read_input(options.list, k_input_bytes));
  CAIRN_TRY(const crypto::KeyFile key, open_key(options.key, options.unlock));
  const auto contexts = program.make_contexts();
  proof::Engine engine(*contexts);
  return verify::sign_trust_list(text, key.verification_method, *key.signer, engine, program.clock.now());
}

Result<void> check_signer(const std::string& text, const KnownIssuersOptions& options, const std::string& documents, Program& program) {
  proof::LocalResolver given;
  CAIRN_TRY(const auto shelf, given_documents(documents));
  verify::DocumentShelf unused(nullptr);
  for (const verify::GivenDocument& document : shelf) CAIRN_CHECK(unused.add(document, given));
  const auto contexts = program.make_contexts();
  proof::Engine engine(*contexts);
  return verify::check_list_signature(text, {options.signer, program.clock.now()}, engine, given);
}

}  // namespace

Result<verify::TrustList> trust_list_of(const KnownIssuersOptions& options, const std::string& documents, Program& program) {
  if (options.path.empty()) return verify::TrustList();
  CAIRN_TRY(const std::string text, read_input(options.path, k_input_bytes));
  if (!options.signer.empty()) CAIRN_CHECK(check_signer(text, options, documents, program));
  return verify::read_trust_list(text);
}

Result<std::vector<verify::GivenDocument>> given_documents(const std::string& map_path) {
  std::vector<verify::GivenDocument> out;
  if (map_path.empty()) return out;
  CAIRN_TRY(const std::string map, read_input(map_path, k_input_bytes));
  CAIRN_TRY(const auto places, verify::read_document_map(map));
  const std::filesystem::path folder = std::filesystem::path(map_path).parent_path();
  for (const verify::DocumentPlace& place : places) {
    const std::filesystem::path beside = folder / place.path;
    const bool is_beside = !place.path.empty() && (beside.is_absolute() || std::filesystem::exists(beside));
    CAIRN_TRY(std::string text, read_input(is_beside ? beside.string() : place.path, k_input_bytes));
    out.push_back({place.url, std::move(text)});
  }
  return out;
}

ExitCode run_trust(const TrustOptions& options, Program& program, const Console& console) {
  const Result<std::string> list = sign(options, program);
  if (!list) return give_up(list.error(), console);
  if (options.out.empty()) {
    console.print(*list);
    return ExitCode::done;
  }
  const std::filesystem::path place(options.out);
  const auto folder = app::OutputFolder::open(place.has_parent_path() ? place.parent_path().string() : ".");
  if (!folder) return give_up(folder.error(), console);
  const Result<void> written = folder->replace(place.filename().string(), *list);
  if (!written) return give_up(written.error(), console);
  console.say("Wrote " + options.out + ". Those who use it name you with --list-signer.");
  return ExitCode::done;
}

}  // namespace cairn::cli
