#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "jsonld/pinned_loader.hpp"
#include "openbadges/rulebook.hpp"
#include "openbadges2/verify.hpp"
#include "proof/local_resolver.hpp"

// The examples, schemas and contexts of Open Badges 0.5 to 2.1. The folder has no manifest: what each file must give is decided here
// from the text of the standard, with the reason beside it. Every file of the folder is verified.
namespace cairn::conformance {
namespace {

enum class Web : std::uint8_t { nothing, examples };  // whether the examples' own documents can be fetched

struct Expectation {
  std::string_view file;
  std::string_view at;       // time of judgement
  Web web;
  std::string_view verdict;
  std::string_view decided_by;  // the check that decides, and its code
  std::string_view reason;      // of the standard
};

constexpr std::string_view k_in_time = "2017-01-15T00:00:00Z";
constexpr std::string_view k_today = "2026-06-01T00:00:00Z";

constexpr Expectation k_expectations[] = {
    {"examples/01-assertion-example.json", k_in_time, Web::nothing, "undetermined", "signature ob2.host-not-asked",
     "hosted: the file only says where to ask (HostedBadge Verification)"},
    {"examples/01-assertion-example.json", k_today, Web::nothing, "invalid", "dates dates.expired", "expires 2017-06-30 (Assertion, expires)"},
    {"examples/01-assertion-example.json", k_in_time, Web::examples, "unknown-issuer", "signature ob2.hosted",
     "its host says the same, on the origin of the issuer's profile; nobody here knows the issuer"},
    {"examples/02-issuer-profile-example.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "a Profile awards nothing"},
    {"examples/03-signed-badges-example.json", k_today, Web::nothing, "invalid", "signature signature.none", "the header of a JWS alone: no badge, nobody signed it"},
    {"examples/04-signed-badges-example.json", k_today, Web::nothing, "invalid", "signature signature.none",
     "the payload of a signed badge without its JWS (SignedBadge Verification, step 6)"},
    {"examples/05-cryptographickey-example.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "a key awards nothing"},
    {"examples/06-revocationlist-example.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "a list of revoked badges awards nothing"},
    {"examples/07-revoked-hosted-assertion-example.json", k_today, Web::nothing, "invalid", "status status.revoked",
     "revoked true: treat as revoked and thus invalid (Revoking Hosted Assertions)"},
    {"examples/08-criteria-example.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "a fragment without a type"},
    {"examples/09-evidence-example.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "a fragment without a type"},
    {"examples/10-evidence-example.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "a fragment without a type"},
    {"examples/11-image-example.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "a fragment without a type"},
    {"examples/12-image-example.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "a fragment without a type"},
    {"examples/13-badgeclass-versioning.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "a fragment of a BadgeClass"},
    {"examples/14-internationalization-examples.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "a fragment of a BadgeClass"},
    {"examples/15-internationalization-examples.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "a fragment of a BadgeClass"},
    {"examples/16-endorsement-examples.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "an Endorsement awards nothing to a person"},
    {"examples/17-endorsement-examples.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "an Endorsement awards nothing to a person"},
    {"examples/18-endorsement-examples.json", k_today, Web::nothing, "undetermined", "reading reading.open-badges-2-part", "an Endorsement, revoked or not, awards nothing to a person"},
    {"v2p1/json/imsob_v2p1v2p1-getassertions-200-responsepayload-schemav1p0.json", k_today, Web::nothing, "invalid", "reading json.syntax",
     "a schema that is no sound JSON: a comma before a closing brace"},
};

// Contexts, JSON Schemas and the API description are no credentials; what is JSON was signed by nobody, what is not is not read.
constexpr Expectation k_other_json{"", k_today, Web::nothing, "invalid", "signature signature.none", "a context or schema: no badge, nobody signed it"};
constexpr Expectation k_other_text{"", k_today, Web::nothing, "undetermined", "reading reading.unsupported-format", "a description in YAML"};

// The documents of the examples at their own addresses. The standard's example page shows no BadgeClass with all it needs, so that one is
// put together from its prose.
class ExampleWeb final : public jsonld::DocumentLoader {
 public:
  explicit ExampleWeb(const std::filesystem::path& folder) {
    put(read_file(folder / "examples/01-assertion-example.json"));
    put(read_file(folder / "examples/02-issuer-profile-example.json"));
    put(R"({"@context":"https://w3id.org/openbadges/v2","type":"BadgeClass","id":"https://example.org/robotics-badge.json",
            "name":"Awesome Robotics Badge","description":"For doing awesome things with robots.","image":"https://example.org/robotics-badge.png",
            "criteria":"https://example.org/robotics-badge.html","issuer":"https://example.org/organization.json"})");
  }
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override {
    const auto found = documents_.find(url);
    if (found == documents_.end()) return fail(Kind::missing, "fetch.not-found", "not one of the examples");
    return &found->second;
  }

 private:
  void put(const std::string& text) {
    const json::Value value = json::read(arena_.copy(text), arena_).value();
    const std::string url(value.text_of("id"));
    const auto place = documents_.emplace(url, jsonld::RemoteDocument{}).first;
    place->second = {place->first, value};
  }
  Arena arena_;
  std::map<std::string, jsonld::RemoteDocument, std::less<>> documents_;
};

class Examples {
 public:
  explicit Examples(Suite& suite)
      : suite_(suite), web_(suite.folder()), contexts_(jsonld::embedded_contexts()), engine_(contexts_) {}

  void run() {
    for (const Expectation& expectation : k_expectations) judge(std::string(expectation.file), expectation);
    std::vector<std::string> others;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(suite_.folder())) {
      const std::string file = std::filesystem::relative(entry.path(), suite_.folder()).generic_string();
      if (entry.is_regular_file() && !is_listed(file) && file != "README.md") others.push_back(file);
    }
    std::sort(others.begin(), others.end());
    for (const std::string& file : others) judge(file, file.ends_with(".yaml") ? k_other_text : k_other_json);
  }

 private:
  static bool is_listed(std::string_view file) {
    return std::any_of(std::begin(k_expectations), std::end(k_expectations), [file](const Expectation& one) { return one.file == file; });
  }

  void judge(const std::string& file, const Expectation& expectation) {
    const std::string text = read_file(suite_.folder() / file);
    const vc::Report report = verify(text, expectation);
    std::string deciding;
    for (const vc::Check& check : report.checks) {
      const std::string one = std::string(vc::check_name(check.id)) + " " + check.code;
      if (one == expectation.decided_by) deciding = one;
    }
    const std::string id = file + (expectation.web == Web::examples ? "#fetched" : expectation.at == k_today ? "" : "#in-time");
    suite_.check(id, vc::verdict_name(report.verdict) == expectation.verdict && !deciding.empty(),
                 std::string(vc::verdict_name(report.verdict)) + " instead of " + std::string(expectation.verdict) + " (" +
                     std::string(expectation.decided_by) + "): " + std::string(expectation.reason));
  }

  // As the program tells them apart.
  vc::Report verify(const std::string& text, const Expectation& expectation) {
    arena_.reset();
    const Instant at = parse_date_time_stamp(expectation.at).value();
    const auto badge = openbadges2::recognise(as_bytes(text), arena_);
    if (badge) return openbadges2::verify(*badge, expectation.web == Web::examples ? &web_ : nullptr, {at, nullptr, std::nullopt}, arena_);
    vc::VerifyPorts ports{engine_, contexts_, resolver_};
    vc::VerifyPolicy policy;
    policy.at = at;
    policy.rulebooks = openbadges::all_rulebooks();
    return vc::verify(as_bytes(text), ports, policy, arena_);
  }

  Suite& suite_;
  ExampleWeb web_;
  jsonld::PinnedLoader contexts_;
  proof::Engine engine_;
  proof::LocalResolver resolver_;
  Arena arena_;
};

}  // namespace

void run_open_badges_2(Suite& suite) { Examples(suite).run(); }

}  // namespace cairn::conformance
