#include "exchange/words.hpp"

#include <algorithm>

#include "domain/vocabulary.hpp"

namespace cairn::exchange {
namespace {

using json::Value;

/// One text and its language; `holder` is what has found its place when the text has.
struct Wording {
  std::string_view language;
  const Value* text;
  const Value* holder;
};

bool is_node(const Value& value) {
  return value.find("@id") != nullptr || value.find("@type") != nullptr || value.find("id") != nullptr || value.find("type") != nullptr;
}

void gather(const Value* value, std::vector<Wording>& out) {
  each(value, [&](const Value& one) {
    if (one.is_string()) return out.push_back({{}, &one, &one});
    if (!one.is_object()) return;
    if (const Value* inner = one.find("@value")) {
      if (inner->is_string()) out.push_back({one.text_of("@language"), inner, &one});
      return;
    }
    if (is_node(one)) return;
    for (const json::Member& member : one.object()) {
      const Value* text = first_of(&member.value);
      if (text != nullptr && text->is_string()) out.push_back({member.name == "@none" ? std::string_view() : member.name, text, text});
    }
  });
  std::erase_if(out, [](const Wording& one) { return one.text->text().empty(); });
}

std::string_view without_region(std::string_view tag) { return tag.substr(0, tag.find('-')); }

}  // namespace

void WordsReader::settle(std::string_view stated, const json::Value* name) {
  if (domain::is_language_tag(stated)) {
    out_->language = stated;
    return;
  }
  std::vector<Wording> wordings;
  gather(name, wordings);
  const auto is_english = [](const Wording& one) { return one.language.empty() || without_region(one.language) == "en"; };
  if (wordings.empty() || std::ranges::any_of(wordings, is_english)) return;
  if (domain::is_language_tag(wordings.front().language)) out_->language = wordings.front().language;
}

int WordsReader::rank(std::string_view language) const {
  if (language == out_->language) return 4;
  if (language.empty()) return 2;
  if (without_region(language) == without_region(out_->language)) return 3;
  return without_region(language) == "en" ? 1 : 0;
}

std::string WordsReader::take(const json::Value* value, std::string_view field) {
  std::vector<Wording> wordings;
  gather(value, wordings);
  const Wording* best = nullptr;
  for (const Wording& one : wordings) {
    if (best == nullptr || rank(one.language) > rank(best->language)) best = &one;
  }
  if (best == nullptr) return {};
  ledger_->take(best->holder);
  std::string out(best->text->text());
  for (const Wording& one : wordings) {
    if (&one == best || !domain::is_translatable(field) || !domain::is_language_tag(one.language) || one.language == best->language) continue;
    const auto stands = [&](const domain::Translation& there) { return there.field == field && there.language == one.language; };
    if (std::ranges::any_of(out_->translations, stands)) continue;
    out_->translations.push_back({std::string(field), std::string(one.language), std::string(one.text->text())});
    ledger_->take(one.holder);
  }
  return out;
}

std::string_view WordsWriter::tag_of(std::string_view language) const {
  const std::string_view tag = tags_ == Tags::whole ? language : without_region(language);
  return tag.empty() ? std::string_view("en") : tag;
}

bool WordsWriter::has_translations(std::string_view field) const {
  return std::ranges::any_of(fields_->translations, [&](const domain::Translation& one) { return one.field == field; });
}

json::Value WordsWriter::map(std::string_view field, const std::string& text) {
  const json::Object out = json::Object::make(*arena_, 2);
  out.add_new(arena_->copy(tag_of(fields_->language)), Value::string(arena_->copy(text)), *arena_);
  for (std::size_t i = 0; i < fields_->translations.size(); ++i) {
    const domain::Translation& one = fields_->translations[i];
    if (one.field != field || out.contains(tag_of(one.language))) continue;
    out.add_new(arena_->copy(tag_of(one.language)), Value::string(arena_->copy(one.text)), *arena_);
    if (tag_of(one.language) == one.language) written_.insert(i);
  }
  return out;
}

json::Value WordsWriter::text_or_map(std::string_view field, const std::string& text) {
  return has_translations(field) ? map(field, text) : Value::string(arena_->copy(text));
}

json::Value WordsWriter::text_or_values(std::string_view field, const std::string& text) {
  if (!has_translations(field)) return Value::string(arena_->copy(text));
  const json::Array out = json::Array::make(*arena_, 2);
  const json::Object languages = map(field, text).object();
  for (const json::Member& one : languages) {
    const json::Object value = json::Object::make(*arena_, 2);
    value.add_new("@value", one.value, *arena_);
    value.add_new("@language", Value::string(one.name), *arena_);
    out.push_back(value, *arena_);
  }
  return out;
}

std::vector<std::string> WordsWriter::left() const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < fields_->translations.size(); ++i) {
    if (!written_.contains(i)) out.push_back("translations[" + std::to_string(i) + "]");
  }
  return out;
}

std::string statement_place(std::size_t index) { return "outcomes[" + std::to_string(index) + "].statement"; }

}  // namespace cairn::exchange
