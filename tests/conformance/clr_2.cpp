// The examples of Comprehensive Learner Record 2.0, and the signed one verified with the key published for it.
#include "base/arena.hpp"
#include "conformance/badge_examples.hpp"
#include "conformance/context_files.hpp"
#include "json/read.hpp"
#include "openbadges/enclosed.hpp"
#include "openbadges/rulebook.hpp"
#include "proof/local_resolver.hpp"
#include "vc/verify.hpp"

namespace cairn::conformance {
namespace {

class SignedRecord {
 public:
  explicit SignedRecord(Suite& suite)
      : suite_(suite), contexts_(suite.folder().parent_path() / "contexts"), engine_(contexts_) {
    policy_.at = parse_date_time_stamp("2026-01-01T00:00:00Z").value();
    policy_.rulebooks = openbadges::all_rulebooks();
    policy_.find_enclosed = openbadges::find_enclosed;
  }

  void run() {
    const json::Value record = read("examples/signed-credential.json");
    give_key();
    const vc::Report report = verify(record);
    expect("signed-credential#verify", report, vc::Verdict::unknown_issuer);
    const bool holds_one = report.enclosed.size() == 1;
    suite_.check("signed-credential#holds-one", holds_one, std::to_string(report.enclosed.size()) + " credentials found inside");
    if (holds_one) expect("signed-credential#contained", report.enclosed[0].report, vc::Verdict::unknown_issuer);
    const json::Value changed = json::clone(record, arena_);
    json::Value& contained = changed.find("credentialSubject")->find("verifiableCredential")->array()[0];
    *contained.find("name") = json::Value::string("Another degree");
    const vc::Report after = verify(changed);
    expect("signed-credential#contained-changed", after, vc::Verdict::invalid);
    if (after.enclosed.size() == 1) expect("signed-credential#contained-changed-inside", after.enclosed[0].report, vc::Verdict::invalid);
    expect("credential#verify", verify(read("examples/credential.json")), vc::Verdict::invalid);  // nobody signed it
  }

 private:
  json::Value read(const std::string& path) { return json::read(read_file(suite_.folder() / path), arena_).value(); }

  // Published with the vectors of Data Integrity, of which the example is one.
  void give_key() {
    const json::Value values = json::read(read_file(suite_.folder().parent_path() / "data-integrity/open-badges-3/clrv2p0/values.json"), arena_).value();
    const std::string controller = "https://example.edu/issuers/565049";
    const std::string key(values.text_of("publicKeyMultibase"));
    const std::string method = controller + "#" + key;
    const json::Value document =
        json::read(R"({"id":")" + controller + R"(","assertionMethod":[{"id":")" + method + R"(","type":"Multikey","controller":")" +
                       controller + R"(","publicKeyMultibase":")" + key + R"("}]})",
                   arena_)
            .value();
    CAIRN_ASSERT(resolver_.add_document(controller, document).has_value());
  }

  vc::Report verify(json::Value document) {
    vc::VerifyPorts ports{engine_, contexts_, resolver_};
    return vc::verify_document(document, ports, policy_, arena_);
  }

  void expect(const std::string& id, const vc::Report& report, vc::Verdict wanted) {
    std::string why(vc::verdict_name(report.verdict));
    for (const vc::Check& check : report.checks) {
      if (check.outcome != vc::Outcome::pass) why += "; " + check.code + " " + check.detail;
    }
    suite_.check(id, report.verdict == wanted, why);
  }

  Suite& suite_;
  ContextFiles contexts_;
  proof::Engine engine_;
  proof::LocalResolver resolver_;
  vc::VerifyPolicy policy_;
  Arena arena_;
};

}  // namespace

void run_clr_2(Suite& suite) {
  judge_examples(suite);
  SignedRecord(suite).run();
}

}  // namespace cairn::conformance
