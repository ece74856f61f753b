#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/entropy.hpp"
#include "base/result.hpp"
#include "jsonld/loader.hpp"
#include "proof/resolver.hpp"
#include "store/copy.hpp"
#include "store/store.hpp"
#include "verify/trust_list.hpp"

namespace cairn::cli {

/// write_existing: a wrong name must not make an empty database in which nothing is ever out of date.
enum class StoreUse { read, write, write_existing };

/// Whether checking may use the network for issuers' keys and status lists.
enum class Reach { nothing, network };

/// Whether visitors may have the certificate of an award drawn.
enum class Certificates { hidden, shown };

struct ServeOptions {
  std::string database;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  Reach reach = Reach::nothing;
  Certificates certificates = Certificates::hidden;
  verify::TrustList trust;
};

/// What main.cpp hands to the commands. Nothing here is made before a command asks for it.
struct Program {
  std::string version;
  Clock& clock;
  Entropy& entropy;
  /// in:    location - a file or the address of a database server
  /// fails: among others missing/store.missing (read, write_existing)
  std::function<Result<std::unique_ptr<store::Store>>(const std::string& location, StoreUse use)> open_store;
  std::function<std::unique_ptr<jsonld::DocumentLoader>()> make_contexts;  ///< pinned
  std::function<std::unique_ptr<jsonld::DocumentLoader>()>
      make_other_contexts;  ///< other texts under the same addresses
  std::function<std::unique_ptr<proof::VerificationMethodResolver>()>
      make_web_resolver;                                                        ///< did:web and https, by the network
  std::function<std::unique_ptr<jsonld::DocumentLoader>()> make_web_documents;  ///< status lists, by the network
  std::function<Result<std::string>(std::string_view url)> fetch;  ///< a credential's bytes, by the network
  /// Serve until interrupted. `on_ready` is told the address once requests are answered.
  std::function<Result<void>(const ServeOptions&, const std::function<void(const std::string& address)>& on_ready)>
      serve;
  std::string_view style_sheet = {};  ///< of pages that are written as files
  std::function<Result<store::CopyDone>(const store::CopyOrder& order)> copy_database = {};
};

/// Run one command line.
/// out: the exit code (see exit_code.hpp); results went to stdout, all other talk to stderr
int run(int argc, const char* const* argv, Program& program);

}  // namespace cairn::cli
