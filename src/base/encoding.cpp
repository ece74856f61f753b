#include "base/encoding.hpp"

#include <algorithm>
#include <array>

namespace cairn {
namespace {

constexpr std::string_view k_base58_alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view k_base64_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view k_base64url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t k_no_digit = 0xff;
constexpr std::size_t k_base58_text_limit = 4096;

using DigitTable = std::array<std::uint8_t, 256>;

constexpr DigitTable digit_table(std::string_view alphabet) {
  DigitTable out{};
  for (std::uint8_t& entry : out) entry = k_no_digit;
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    out[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return out;
}

constexpr DigitTable k_base58_digits = digit_table(k_base58_alphabet);
constexpr DigitTable k_base64_digits = digit_table(k_base64_alphabet);
constexpr DigitTable k_base64url_digits = digit_table(k_base64url_alphabet);

constexpr std::uint8_t digit_of(const DigitTable& table, char c) { return table[static_cast<std::uint8_t>(c)]; }

// Limbs of a big number, least significant first: on the stack for keys and signatures, on the heap beyond.
template <class Limb, std::size_t k_inline>
class Limbs {
 public:
  explicit Limbs(std::size_t capacity) {
    if (capacity > k_inline) {
      heap_.resize(capacity);
      limbs_ = heap_.data();
    }
  }
  Limbs(const Limbs&) = delete;
  Limbs& operator=(const Limbs&) = delete;
  std::size_t size() const { return size_; }
  Limb& operator[](std::size_t i) { return limbs_[i]; }
  void push(Limb limb) { limbs_[size_++] = limb; }

 private:
  std::array<Limb, k_inline> inline_;
  std::vector<Limb> heap_;
  Limb* limbs_ = inline_.data();
  std::size_t size_ = 0;
};

// Encoding works in base 58^5: a limb times 2^32 plus a carry stays within 64 bits.
constexpr std::uint64_t k_58_to_5 = 58ULL * 58 * 58 * 58 * 58;
using EncodeLimbs = Limbs<std::uint32_t, 24>;

// Multiply the number by 2^(8 * width of the word) and add the word.
void push_word(EncodeLimbs& limbs, std::uint64_t word, int word_bits) {
  std::uint64_t carry = word;
  for (std::size_t i = 0; i < limbs.size(); ++i) {
    carry += static_cast<std::uint64_t>(limbs[i]) << word_bits;
    limbs[i] = static_cast<std::uint32_t>(carry % k_58_to_5);
    carry /= k_58_to_5;
  }
  for (; carry != 0; carry /= k_58_to_5) limbs.push(static_cast<std::uint32_t>(carry % k_58_to_5));
}

void append_limbs(std::string& out, EncodeLimbs& limbs) {
  for (std::size_t i = limbs.size(); i-- > 0;) {
    std::uint32_t rest = limbs[i];
    std::array<char, 5> digits;
    for (std::size_t d = 5; d-- > 0; rest /= 58) digits[d] = k_base58_alphabet[rest % 58];
    std::size_t skip = 0;
    if (i + 1 == limbs.size()) {
      while (skip < 4 && digits[skip] == k_base58_alphabet[0]) ++skip;
    }
    out.append(digits.data() + skip, 5 - skip);
  }
}

// Decoding works in base 2^64 and takes ten digits at a time: 58^10 is below 2^59.
constexpr std::size_t k_chunk_digits = 10;
using DecodeLimbs = Limbs<std::uint64_t, 12>;
__extension__ using Uint128 = unsigned __int128;

void multiply_add(DecodeLimbs& limbs, std::uint64_t factor, std::uint64_t addend) {
  std::uint64_t carry = addend;
  for (std::size_t i = 0; i < limbs.size(); ++i) {
    const Uint128 product = static_cast<Uint128>(limbs[i]) * factor + carry;
    limbs[i] = static_cast<std::uint64_t>(product);
    carry = static_cast<std::uint64_t>(product >> 64);
  }
  if (carry != 0) limbs.push(carry);
}

void append_big_endian(Bytes& out, DecodeLimbs& limbs) {
  bool started = false;
  for (std::size_t i = limbs.size(); i-- > 0;) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      const auto byte = static_cast<std::uint8_t>(limbs[i] >> shift);
      started = started || byte != 0;
      if (started) out.push_back(byte);
    }
  }
}

Failure bad_character(std::string_view code, std::size_t position) {
  return fail(Kind::malformed, code, "a character outside the alphabet at position " + std::to_string(position),
              "check that the text was copied completely and unchanged");
}

std::string encode_base64(ByteView bytes, std::string_view alphabet) {
  std::string out((bytes.size() * 4 + 2) / 3, '\0');
  char* to = out.data();
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    const unsigned group =
        static_cast<unsigned>(bytes[i]) << 16 | static_cast<unsigned>(bytes[i + 1]) << 8 | bytes[i + 2];
    *to++ = alphabet[group >> 18];
    *to++ = alphabet[group >> 12 & 63];
    *to++ = alphabet[group >> 6 & 63];
    *to++ = alphabet[group & 63];
  }
  if (i == bytes.size()) return out;
  const unsigned last = i + 1 < bytes.size() ? bytes[i + 1] : 0;
  *to++ = alphabet[bytes[i] >> 2];
  *to++ = alphabet[(bytes[i] & 3U) << 4 | last >> 4];
  if (i + 1 < bytes.size()) *to = alphabet[(last & 15) << 2];
  return out;
}

// Four digits at `from` become three bytes at `to`; false when one is outside the alphabet.
bool decode_group(const DigitTable& table, const char* from, std::uint8_t* to) {
  const unsigned a = digit_of(table, from[0]);
  const unsigned b = digit_of(table, from[1]);
  const unsigned c = digit_of(table, from[2]);
  const unsigned d = digit_of(table, from[3]);
  if ((a | b | c | d) == k_no_digit) return false;
  to[0] = static_cast<std::uint8_t>(a << 2 | b >> 4);
  to[1] = static_cast<std::uint8_t>(b << 4 | c >> 2);
  to[2] = static_cast<std::uint8_t>(c << 6 | d);
  return true;
}

std::size_t first_bad_digit(const DigitTable& table, std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && digit_of(table, text[i]) != k_no_digit) ++i;
  return i;
}

// in: text without padding   The unused bits of the last digit must be zero, so that a byte string has one spelling
// only.
Result<Bytes> decode_base64(std::string_view text, const DigitTable& table, std::string_view code) {
  const std::size_t spare = text.size() % 4;
  if (spare == 1) return fail(Kind::malformed, code, "no byte string has " + std::to_string(text.size()) + " digits");
  Bytes out(text.size() * 3 / 4);
  const std::size_t groups = text.size() / 4;
  for (std::size_t i = 0; i < groups; ++i) {
    if (!decode_group(table, text.data() + i * 4, out.data() + i * 3)) {
      return bad_character(code, first_bad_digit(table, text));
    }
  }
  if (spare == 0) return out;
  std::array<char, 4> last = {'A', 'A', 'A', 'A'};  // 'A' is the digit zero
  std::array<std::uint8_t, 3> bytes{};
  std::copy_n(text.end() - static_cast<std::ptrdiff_t>(spare), spare, last.begin());
  if (!decode_group(table, last.data(), bytes.data())) return bad_character(code, first_bad_digit(table, text));
  if (bytes[spare - 1] != 0) return fail(Kind::malformed, code, "the unused bits of the last digit are not zero");
  std::copy_n(bytes.begin(), spare - 1, out.begin() + static_cast<std::ptrdiff_t>(groups * 3));
  return out;
}

}  // namespace

std::string to_base58(ByteView bytes) {
  const std::size_t zeros = static_cast<std::size_t>(
      std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b != 0; }) - bytes.begin());
  const ByteView rest = bytes.subspan(zeros);
  EncodeLimbs limbs(rest.size() * 7 / 25 + 2);  // a byte is 1.3658 digits, a limb is five
  std::size_t i = 0;
  for (; i < rest.size() % 4; ++i) push_word(limbs, rest[i], 8);
  for (; i < rest.size(); i += 4) {
    push_word(limbs,
              static_cast<std::uint64_t>(rest[i]) << 24 | static_cast<std::uint64_t>(rest[i + 1]) << 16 |
                  static_cast<std::uint64_t>(rest[i + 2]) << 8 | rest[i + 3],
              32);
  }
  std::string out;
  out.reserve(zeros + limbs.size() * 5);
  out.append(zeros, k_base58_alphabet[0]);
  append_limbs(out, limbs);
  return out;
}

Result<Bytes> from_base58(std::string_view text) {
  if (text.size() > k_base58_text_limit) {
    return fail(Kind::exhausted, "base58.size", std::to_string(text.size()) + " characters; at most 4096 are read");
  }
  const std::size_t zeros = std::min(text.find_first_not_of(k_base58_alphabet[0]), text.size());
  DecodeLimbs limbs((text.size() - zeros) / k_chunk_digits + 2);
  for (std::size_t i = zeros; i < text.size();) {
    std::uint64_t chunk = 0;
    std::uint64_t factor = 1;
    for (const std::size_t end = std::min(i + k_chunk_digits, text.size()); i < end; ++i) {
      const std::uint8_t digit = digit_of(k_base58_digits, text[i]);
      if (digit == k_no_digit) return bad_character("base58", i);
      chunk = chunk * 58 + digit;
      factor *= 58;
    }
    multiply_add(limbs, factor, chunk);
  }
  Bytes out;
  out.reserve(zeros + limbs.size() * 8);
  out.resize(zeros);
  append_big_endian(out, limbs);
  return out;
}

std::string to_base64url(ByteView bytes) { return encode_base64(bytes, k_base64url_alphabet); }

Result<Bytes> from_base64url(std::string_view text) { return decode_base64(text, k_base64url_digits, "base64url"); }

std::string to_base64(ByteView bytes) {
  std::string out = encode_base64(bytes, k_base64_alphabet);
  out.append((4 - out.size() % 4) % 4, '=');
  return out;
}

Result<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0)
    return fail(Kind::malformed, "base64", "the length is no multiple of four: padding is missing");
  if (text.ends_with('=')) text.remove_suffix(text.ends_with("==") ? 2 : 1);
  return decode_base64(text, k_base64_digits, "base64");
}

std::string to_multibase(ByteView bytes, Multibase base) {
  switch (base) {
    case Multibase::base58btc:
      return "z" + to_base58(bytes);
    case Multibase::base64url:
      return "u" + to_base64url(bytes);
    case Multibase::base16:
      return "f" + to_hex(bytes);
    case Multibase::base64:
      return "m" + encode_base64(bytes, k_base64_alphabet);
  }
  CAIRN_ASSERT(false);
  return {};
}

Result<Bytes> from_multibase(std::string_view text) {
  if (text.empty()) return fail(Kind::malformed, "multibase.empty", "an empty text has no multibase prefix");
  const std::string_view digits = text.substr(1);
  switch (text.front()) {
    case 'z':
      return from_base58(digits);
    case 'u':
      return from_base64url(digits);
    case 'f':
      return from_hex(digits);
    case 'm':
      return decode_base64(digits, k_base64_digits, "base64");
    default:
      return fail(Kind::unsupported, "multibase.prefix", "the first character is not one of z, u, f, m",
                  "write the value in base58btc: prefix z");
  }
}

}  // namespace cairn
