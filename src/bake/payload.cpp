#include "bake/payload.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace cairn::bake {
namespace {

constexpr std::size_t k_address_bytes = 2'048;

bool is_printable_ascii(char c) { return c > ' ' && c < '\x7F'; }

bool is_address(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) && text.size() <= k_address_bytes &&
         std::all_of(text.begin(), text.end(), is_printable_ascii);
}

// Compact tokens, also those with disclosures behind them: their header is a JSON object, so they begin with "ey".
bool is_token(std::string_view text) {
  return text.starts_with("ey") && text.find('.') != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), is_printable_ascii);
}

bool is_older(Dialect dialect) { return dialect == Dialect::open_badges_2 || dialect == Dialect::open_badges_1; }

}  // namespace

std::string_view dialect_name(Dialect dialect) {
  switch (dialect) {
    case Dialect::open_badges_3:
      return "Open Badges 3.0";
    case Dialect::clr_2:
      return "CLR 2.0";
    case Dialect::open_badges_2:
      return "Open Badges 2";
    case Dialect::open_badges_1:
      break;
  }
  return "Open Badges 1";
}

std::optional<Form> form_of(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return std::nullopt;
  text = text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
  if (text.front() == '{') return Form::json;
  if (is_token(text)) return Form::token;
  if (is_address(text)) return Form::address;
  return std::nullopt;
}

Result<void> PayloadCollector::add(Payload payload) {
  const auto form = form_of(payload.text);
  const bool fits = form && (*form != Form::address || is_older(payload.dialect));
  if (!fits || !is_utf8(payload.text)) {
    return fail(Kind::malformed, "bake.payload",
                "the picture has a place for a credential, but what stands there is none",
                "Ask the issuer for the credential as a file, or for a new picture.");
  }
  std::optional<Payload>& place = is_older(payload.dialect) ? older_ : current_;
  if (place) {
    return fail(Kind::refused, "bake.two-credentials", "the picture holds more than one credential",
                "Only one is allowed, so none of them is taken. Ask the issuer for a new picture.");
  }
  payload.form = *form;
  place = std::move(payload);
  return {};
}

Extraction PayloadCollector::finish(ImageKind kind) && {
  Extraction out;
  out.kind = kind;
  if (current_) {
    out.payload = std::move(current_);
    out.older = std::move(older_);
  } else {
    out.payload = std::move(older_);
  }
  return out;
}

}  // namespace cairn::bake
