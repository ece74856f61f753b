#include "domain/fraction.hpp"

#include <numeric>

namespace cairn::domain {
namespace {

constexpr std::int64_t k_most = 1'000'000'000'000'000;

Failure not_a_fraction(std::string_view text) {
  return fail(Kind::malformed, "domain.fraction", "\"" + std::string(text.substr(0, 40)) + "\" is no fraction",
              "Write it like 2, 7.5 or 1/2.");
}

// Both at most 10^15.    out: whether a * b stays so
bool multiplies(std::int64_t a, std::int64_t b) { return b == 0 || a <= k_most / b; }

}  // namespace

Fraction::Fraction(std::int64_t number, std::int64_t parts) {
  CAIRN_ASSERT(number >= 0 && number <= k_most && parts > 0 && parts <= k_most);
  const std::int64_t common = std::gcd(number, parts);
  number_ = number / common;
  parts_ = parts / common;
}

Result<Fraction> multiply(Fraction a, Fraction b) {
  // Shortened crosswise first, so that only what is really large overflows.
  const std::int64_t left = std::gcd(a.number(), b.parts());
  const std::int64_t right = std::gcd(b.number(), a.parts());
  const std::int64_t numbers[] = {a.number() / left, b.number() / right};
  const std::int64_t parts[] = {a.parts() / right, b.parts() / left};
  if (!multiplies(numbers[0], numbers[1]) || !multiplies(parts[0], parts[1])) {
    return fail(Kind::exhausted, "domain.fraction", "the amount is too large to be converted exactly", "Give a smaller amount.");
  }
  return Fraction(numbers[0] * numbers[1], parts[0] * parts[1]);
}

Result<Fraction> divide(Fraction a, Fraction b) {
  CAIRN_ASSERT(b.number() != 0);
  return multiply(a, Fraction(b.parts(), b.number()));
}

// By continued fractions: no product is ever formed.
int compare(Fraction a, Fraction b) {
  std::int64_t an = a.number(), ap = a.parts(), bn = b.number(), bp = b.parts();
  for (int sign = 1;; sign = -sign) {
    const std::int64_t whole_a = an / ap, whole_b = bn / bp;
    if (whole_a != whole_b) return whole_a < whole_b ? -sign : sign;
    const std::int64_t rest_a = an % ap, rest_b = bn % bp;
    if (rest_a == 0 || rest_b == 0) return rest_a == rest_b ? 0 : (rest_a == 0 ? -sign : sign);
    an = ap;
    ap = rest_a;
    bn = bp;
    bp = rest_b;
  }
}

Result<Fraction> parse_fraction(std::string_view text) {
  const std::size_t line = text.find('/');
  if (line == std::string_view::npos) {
    const Result<Amount> amount = parse_amount(text);
    if (!amount) return not_a_fraction(text);
    return Fraction::of(*amount);
  }
  const auto whole = [](std::string_view digits) -> std::int64_t {
    if (digits.empty() || digits.size() > 9) return -1;
    std::int64_t out = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return -1;
      out = out * 10 + (c - '0');
    }
    return out;
  };
  const std::int64_t number = whole(text.substr(0, line)), parts = whole(text.substr(line + 1));
  if (number < 0 || parts < 1) return not_a_fraction(text);
  return Fraction(number, parts);
}

std::string to_text(Fraction fraction) {
  if (1000 % fraction.parts() != 0) return std::to_string(fraction.number()) + "/" + std::to_string(fraction.parts());
  std::string out = std::to_string(fraction.number() / fraction.parts());
  std::int64_t rest = fraction.number() % fraction.parts() * (1000 / fraction.parts());
  if (rest == 0) return out;
  out += '.';
  for (std::int64_t unit = 100; rest != 0; unit /= 10) {
    out += static_cast<char>('0' + rest / unit);
    rest %= unit;
  }
  return out;
}

}  // namespace cairn::domain
