// Builds every object, in order, and hands each what it needs. Nothing else constructs resources.
#include <cstdio>
#include <exception>
#include <memory>

#include "app/award_desk.hpp"
#include "app/certificate.hpp"
#include "app/certificate_desk.hpp"
#include "app/own_lists.hpp"
#include "cli/exit_code.hpp"
#include "cli/program.hpp"
#include "http/fetch.hpp"
#include "http/server.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "net/web_documents.hpp"
#include "net/web_resolver.hpp"
#include "store_sql/copy_database.hpp"
#include "store_sql/sql_store.hpp"
#include "verify/contexts.hpp"
#include "web/site.hpp"
#include "web/views.hpp"

namespace cairn {
namespace {

constexpr const char* k_version = CAIRN_VERSION;

// "credit/v1": what stands at an address of ours.
std::optional<std::string_view> own_context(std::string_view name) {
  constexpr std::string_view k_ours = "https://w3id.org/cairn/";
  for (const jsonld::EmbeddedContext& context : jsonld::embedded_contexts()) {
    if (context.url.starts_with(k_ours) && context.url.substr(k_ours.size()) == name) return context.text;
  }
  return std::nullopt;
}

store_sql::Use store_use(cli::StoreUse use) {
  switch (use) {
    case cli::StoreUse::read:
      return store_sql::Use::read;
    case cli::StoreUse::write:
      return store_sql::Use::write;
    case cli::StoreUse::write_existing:
      break;
  }
  return store_sql::Use::write_existing;
}

Result<std::unique_ptr<store::Store>> open_store(const std::string& location, cli::StoreUse use) {
  CAIRN_TRY(auto opened, store_sql::SqlStore::open(location, store_use(use)));
  return std::unique_ptr<store::Store>(std::move(opened));
}

/// The network, made ready when something is first asked of it: most credentials are checked without.
class LazyNetwork final : public proof::VerificationMethodResolver {
 public:
  explicit LazyNetwork(Clock& clock) : clock_(clock) {}
  LazyNetwork(const LazyNetwork&) = delete;
  LazyNetwork& operator=(const LazyNetwork&) = delete;

  Result<const proof::ControllerDocument*> resolve(std::string_view controller_url) override {
    if (!resolver_) resolver_.emplace(fetcher_.emplace(), clock_);
    return resolver_->resolve(controller_url);
  }

 private:
  Clock& clock_;
  std::optional<http::Fetcher> fetcher_;
  std::optional<net::WebResolver> resolver_;
};

class LazyDocuments final : public jsonld::DocumentLoader {
 public:
  explicit LazyDocuments(Clock& clock) : clock_(clock) {}
  LazyDocuments(const LazyDocuments&) = delete;
  LazyDocuments& operator=(const LazyDocuments&) = delete;

  Result<const jsonld::RemoteDocument*> load(std::string_view url) override {
    if (!documents_) documents_.emplace(fetcher_.emplace(), clock_);
    return documents_->load(url);
  }

 private:
  Clock& clock_;
  std::optional<http::Fetcher> fetcher_;
  std::optional<net::WebDocuments> documents_;
};

Result<std::string> fetch_credential(std::string_view url) {
  const http::Fetcher fetcher;
  CAIRN_TRY(http::FetchedDocument found,
            fetcher.get(url, "application/vc, application/vc+jwt, application/ld+json, application/json, */*"));
  return std::move(found.body);
}

verify::VerifierParts verifier_parts(const cli::ServeOptions& options, Clock& clock) {
  verify::VerifierParts parts;
  if (options.reach == cli::Reach::network) {
    parts.web_resolver = std::make_unique<LazyNetwork>(clock);
    parts.web_documents = std::make_unique<LazyDocuments>(clock);
  }
  parts.contexts = verify::pinned_contexts();
  parts.other_contexts = verify::other_pinned_contexts();
  parts.trust = options.trust;
  parts.own_issuers = [path = options.database]() -> Result<std::vector<verify::OwnIssuer>> {
    CAIRN_TRY(const auto store, open_store(path, cli::StoreUse::read));
    return app::own_issuers(*store, {});
  };
  parts.own_list = [path = options.database](std::string_view url) -> Result<std::optional<std::string>> {
    CAIRN_TRY(const auto store, open_store(path, cli::StoreUse::read));
    return app::find_own_list(*store, {}, url);
  };
  return parts;
}

Result<void> serve(const cli::ServeOptions& options, Clock& clock,
                   const std::function<void(const std::string&)>& on_ready) {
  // A database that cannot be read shows now, and not when the first visitor asks. One that is not there yet may come.
  auto opened = open_store(options.database, cli::StoreUse::read);
  if (!opened && opened.error().kind != Kind::missing) return std::move(opened).failure();
  app::AwardDesk desk([&options] { return open_store(options.database, cli::StoreUse::read); },
                      [&options, &clock] { return std::make_unique<verify::Verifier>(verifier_parts(options, clock)); },
                      clock);
  web::SitePorts site;
  site.find = [&desk](std::string_view code) -> Result<std::optional<web::Published>> {
    CAIRN_TRY(auto found, desk.find(code));
    if (!found) return std::optional<web::Published>();
    return std::optional(web::Published{std::move(*found)});
  };
  site.status_list = [&desk](std::string_view name) { return desk.status_list(name); };
  app::CertificateDesk certificates(desk, [](std::string_view document, const vc::Report& report) {
    return app::make_certificate({document, report, "", std::string("Cairn ") + k_version});
  });
  if (options.certificates == cli::Certificates::shown) {
    site.certificate = [&certificates](std::string_view code) -> Result<std::optional<std::string>> {
      CAIRN_TRY(const auto found, certificates.find(code));
      return found ? std::optional(std::string(as_text(**found))) : std::nullopt;
    };
  }
  site.context = own_context;
  site.verify = [&desk](ByteView document) { return desk.verify(document); };
  http::ServerOptions server_options;
  server_options.address = options.address;
  server_options.port = options.port;
  http::Server server(server_options, [&site](const http::Request& request) { return web::answer(site, request); });
  CAIRN_TRY(const std::uint16_t port, server.listen());
  on_ready("http://" + options.address + ":" + std::to_string(port));
  server.run();
  return {};
}

int run(int argc, const char* const* argv) {
  SystemClock clock;
  SystemEntropy entropy;
  cli::Program program{k_version,           clock, entropy, open_store,       verify::pinned_contexts,
                       verify::other_pinned_contexts, {},    {},      fetch_credential, {}};
  program.make_web_documents = [&clock] { return std::make_unique<LazyDocuments>(clock); };
  program.make_web_resolver = [&clock] { return std::make_unique<LazyNetwork>(clock); };
  program.style_sheet = web::k_style_sheet;
  program.copy_database = store_sql::copy_database;
  program.serve = [&clock](const cli::ServeOptions& options, const std::function<void(const std::string&)>& on_ready) {
    return serve(options, clock, on_ready);
  };
  return cli::run(argc, argv, program);
}

}  // namespace
}  // namespace cairn

int main(int argc, char** argv) {
  try {
    return cairn::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(
        stderr,
        "cairn: a fault of the program itself: %s\n  Please report it. What was recorded before stays recorded.\n",
        error.what());
  } catch (...) {
    std::fputs("cairn: a fault of the program itself\n", stderr);
  }
  return static_cast<int>(cairn::cli::ExitCode::failed);
}
