#include "app/keygen.hpp"
#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/unlock.hpp"
#include "json/write.hpp"

namespace cairn::cli {
namespace {

constexpr std::size_t k_key_file_bytes = 64 * 1024;

crypto::KeyType key_type_of(std::string_view word) {
  if (word == "p256") return crypto::KeyType::p256;
  return word == "p384" ? crypto::KeyType::p384 : crypto::KeyType::ed25519;
}

void print_document(const json::Value& document, const Console& console) {
  console.print(json::to_text(document, json::Layout::indented) + "\n");
}

void say_where_to_publish(const std::string& issuer, const Console& console) {
  const std::string place = app::place_to_publish(issuer);
  if (place.empty()) {
    console.say("Nothing has to be published: the id " + issuer + " says everything.");
  } else {
    console.say("Publish the document printed here at " + place + " before you issue.");
  }
}

Result<void> keygen(const KeygenOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const crypto::Unlock unlock, make_unlock(options.unlock, program.entropy));
  Arena arena;
  CAIRN_TRY(const app::NewKey key,
            app::make_key({options.issuer, key_type_of(options.type)}, unlock, program.entropy, arena));
  CAIRN_CHECK(write_private_file(options.out, key.key_file));
  console.say("Wrote the key file " + options.out + "; keep it and what opens it apart, and keep a copy of both.");
  say_where_to_publish(key.issuer, console);
  print_document(key.public_document, console);
  return {};
}

Result<void> print_did(const DidOptions& options, const Console& console) {
  CAIRN_TRY(const std::string text, read_input(options.key_file, k_key_file_bytes));
  Arena arena;
  CAIRN_TRY(const json::Value document, app::public_document(text, arena));
  print_document(document, console);
  return {};
}

}  // namespace

ExitCode run_keygen(const KeygenOptions& options, Program& program, const Console& console) {
  const Result<void> done = keygen(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

ExitCode run_did(const DidOptions& options, Program&, const Console& console) {
  const Result<void> done = print_did(options, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
