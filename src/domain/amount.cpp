#include "domain/amount.hpp"

namespace cairn::domain {
namespace {

constexpr std::int64_t k_most_thousandths = 1'000'000'000'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Failure not_an_amount(std::string_view text) {
  return fail(Kind::malformed, "domain.amount", "\"" + std::string(text.substr(0, 40)) + "\" is no amount",
              "Write a number such as 10 or 7.5, with at most three digits after the point.");
}

}  // namespace

Result<Amount> parse_amount(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view places = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() || whole.size() > 10 || places.size() > 3) return not_an_amount(text);
  if (point != std::string_view::npos && places.empty()) return not_an_amount(text);
  std::int64_t thousandths = 0;
  for (const char c : whole) {
    if (!is_digit(c)) return not_an_amount(text);
    thousandths = thousandths * 10 + (c - '0');
  }
  for (std::size_t place = 0; place < 3; ++place) {
    const char c = place < places.size() ? places[place] : '0';
    if (!is_digit(c)) return not_an_amount(text);
    thousandths = thousandths * 10 + (c - '0');
  }
  if (thousandths > k_most_thousandths) return not_an_amount(text);
  return Amount(thousandths);
}

std::string to_text(Amount amount) {
  std::string out = std::to_string(amount.thousandths() / 1000);
  std::int64_t rest = amount.thousandths() % 1000;
  if (rest == 0) return out;
  out += '.';
  for (std::int64_t unit = 100; rest != 0; unit /= 10) {
    out += static_cast<char>('0' + rest / unit);
    rest %= unit;
  }
  return out;
}

}  // namespace cairn::domain
