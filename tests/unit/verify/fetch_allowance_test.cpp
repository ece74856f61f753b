#include "verify/fetch_allowance.hpp"

#include <gtest/gtest.h>

namespace cairn::verify {
namespace {

/// A web on which no server answers, or every one knows nothing.
class Web final : public proof::VerificationMethodResolver {
 public:
  explicit Web(Kind kind) : kind_(kind) {}
  Result<const proof::ControllerDocument*> resolve(std::string_view) override {
    ++asked;
    return fail(kind_, "resolver.fetch", "nothing there");
  }
  int asked = 0;

 private:
  Kind kind_;
};

std::string address(int number) { return "https://issuer-" + std::to_string(number) + ".example/"; }

TEST(FetchAllowance, a_question_reaches_so_many_addresses_and_no_more) {
  Web web(Kind::missing);
  FetchAllowance allowance;
  CountedResolver resolver(web, allowance);
  for (int i = 0; i < 200; ++i) (void)resolver.resolve(address(i));
  EXPECT_EQ(web.asked, static_cast<int>(FetchAllowance::k_most_addresses));
  EXPECT_EQ(resolver.resolve(address(500)).error().code, "verify.fetches");
  EXPECT_EQ(resolver.resolve(address(0)).error().code, "resolver.fetch") << "an address asked before may be asked again";
  allowance.renew();
  EXPECT_EQ(resolver.resolve(address(500)).error().code, "resolver.fetch");
}

TEST(FetchAllowance, servers_that_do_not_answer_are_waited_for_a_few_times_only) {
  Web web(Kind::unavailable);
  FetchAllowance allowance;
  CountedResolver resolver(web, allowance);
  for (int i = 0; i < 200; ++i) (void)resolver.resolve(address(i));
  EXPECT_EQ(web.asked, FetchAllowance::k_most_silent);
}

}  // namespace
}  // namespace cairn::verify
