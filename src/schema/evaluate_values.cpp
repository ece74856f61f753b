#include <algorithm>

#include "base/utf8.hpp"
#include "json/write.hpp"
#include "schema/evaluator.hpp"

// What a value by itself must be: the validation vocabulary.
namespace cairn::schema {
namespace {

constexpr std::size_t k_shown = 60;

std::string shown(const json::Value& value) {
  std::string out = json::to_text(value);
  if (out.size() > k_shown) out = out.substr(0, out.find_last_of(' ', k_shown)).substr(0, k_shown) + "...";
  return is_utf8(out) ? out : "this value";
}

bool is_of_type(const json::Value& value, std::string_view type) {
  if (type == "integer") return value.is_number() && Decimal(value.number_text()).is_whole();
  switch (value.type()) {
    case json::Type::null: return type == "null";
    case json::Type::boolean: return type == "boolean";
    case json::Type::number: return type == "number";
    case json::Type::string: return type == "string";
    case json::Type::array: return type == "array";
    case json::Type::object: break;
  }
  return type == "object";
}

std::string joined(const json::Value& types) {
  if (types.is_string()) return std::string(types.text());
  std::string out;
  for (const json::Value& type : types.array()) {
    if (!out.empty()) out += " or ";
    if (type.is_string()) out += type.text();
  }
  return out;
}

std::uint64_t characters_of(std::string_view text) {
  return static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string allowed_values(const json::Value& values) {
  std::string out;
  for (const json::Value& value : values.array()) {
    if (out.size() > 3 * k_shown) return out + ", ...";
    out += (out.empty() ? "" : ", ") + shown(value);
  }
  return out;
}

}  // namespace

void Evaluator::assertions(Frame& frame) {
  any_value(frame);
  if (frame.value.is_number()) number(frame);
  if (frame.value.is_string()) string(frame);
  if (frame.value.is_array()) item_counts(frame);
  if (frame.value.is_object()) member_counts(frame);
}

void Evaluator::any_value(Frame& frame) {
  if (const json::Value* types = keyword(frame, "type"); types != nullptr) {
    const bool is_list = types->is_array();
    const bool fits_type = is_list ? std::any_of(types->array().begin(), types->array().end(),
                                                 [&](const json::Value& type) { return type.is_string() && is_of_type(frame.value, type.text()); })
                                   : types->is_string() && is_of_type(frame.value, types->text());
    if (!fits_type) complain(frame, "type", "is not of type " + (is_list || types->is_string() ? joined(*types) : "?"));
  }
  if (const json::Value* wanted = keyword(frame, "const"); wanted != nullptr && !json::equal(*wanted, frame.value)) {
    complain(frame, "const", "is not " + shown(*wanted));
  }
  if (const json::Value* choices = keyword(frame, "enum"); choices != nullptr && choices->is_array()) {
    const bool is_one = std::any_of(choices->array().begin(), choices->array().end(), [&](const json::Value& one) { return json::equal(one, frame.value); });
    if (!is_one) complain(frame, "enum", "is none of " + allowed_values(*choices));
  }
}

void Evaluator::number(Frame& frame) {
  const Decimal value(frame.value.number_text());
  const auto bound = [&](std::string_view name, std::string_view words, auto breaks) {
    const json::Value* limit = keyword(frame, name);
    if (limit == nullptr || !limit->is_number()) return;
    if (breaks(Decimal(limit->number_text()))) complain(frame, name, std::string(words) + std::string(limit->number_text()));
  };
  bound("minimum", "is less than ", [&](const Decimal& limit) { return value < limit; });
  bound("maximum", "is more than ", [&](const Decimal& limit) { return value > limit; });
  bound("exclusiveMinimum", "is not more than ", [&](const Decimal& limit) { return value <= limit; });
  bound("exclusiveMaximum", "is not less than ", [&](const Decimal& limit) { return value >= limit; });
  bound("multipleOf", "is no multiple of ", [&](const Decimal& unit) { return !value.is_multiple_of(unit); });
}

std::optional<std::uint64_t> Evaluator::count_of(Frame& frame, std::string_view name) {
  const json::Value* limit = keyword(frame, name);
  if (limit == nullptr || !limit->is_number()) return std::nullopt;
  const double number = json::to_double(limit->number_text());
  if (number < 0 || number > 1e15) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

void Evaluator::string(Frame& frame) {
  const auto least = count_of(frame, "minLength");
  const auto most = count_of(frame, "maxLength");
  if (least || most) {
    const std::uint64_t size = characters_of(frame.value.text());
    if (least && size < *least) complain(frame, "minLength", "has fewer than " + std::to_string(*least) + " characters");
    if (most && size > *most) complain(frame, "maxLength", "has more than " + std::to_string(*most) + " characters");
  }
  const json::Value* expression = keyword(frame, "pattern");
  if (expression == nullptr || !expression->is_string()) return;
  const auto pattern = registry_.pattern(expression->text());
  if (!pattern) return stop(pattern.error());
  if (!(*pattern)->is_found_in(frame.value.text())) complain(frame, "pattern", "does not have the form " + std::string(expression->text().substr(0, 200)));
}

void Evaluator::item_counts(Frame& frame) {
  const json::Array items = frame.value.array();
  const auto least = count_of(frame, "minItems");
  const auto most = count_of(frame, "maxItems");
  if (least && items.size() < *least) complain(frame, "minItems", "has fewer than " + std::to_string(*least) + " items");
  if (most && items.size() > *most) complain(frame, "maxItems", "has more than " + std::to_string(*most) + " items");
  const json::Value* unique = keyword(frame, "uniqueItems");
  if (unique == nullptr || !unique->is_true()) return;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    for (std::uint32_t j = 0; j < i; ++j) {
      if (++steps_ > limits_.steps) return stop({Kind::exhausted, "schema.steps", "checking against the schema takes too many steps", ""});
      if (json::equal(items[i], items[j])) return complain(frame, "uniqueItems", "holds the same item twice");
    }
  }
}

void Evaluator::member_counts(Frame& frame) {
  const json::Object members = frame.value.object();
  const auto least = count_of(frame, "minProperties");
  const auto most = count_of(frame, "maxProperties");
  if (least && members.size() < *least) complain(frame, "minProperties", "has fewer than " + std::to_string(*least) + " members");
  if (most && members.size() > *most) complain(frame, "maxProperties", "has more than " + std::to_string(*most) + " members");
  if (const json::Value* names = keyword(frame, "required"); names != nullptr) required(frame, *names, "required", "");
  const json::Value* dependent = keyword(frame, "dependentRequired");
  if (dependent == nullptr || !dependent->is_object() || frame.resource.draft == Draft::draft_7) return;
  for (const json::Member& one : dependent->object()) {
    if (members.contains(one.name)) required(frame, one.value, "dependentRequired", one.name);
  }
}

void Evaluator::required(Frame& frame, const json::Value& names, std::string_view keyword, std::string_view because) {
  if (!names.is_array()) return;
  for (const json::Value& name : names.array()) {
    if (!name.is_string() || frame.value.find(name.text()) != nullptr) continue;
    complain(frame, keyword, "lacks the member \"" + std::string(name.text()) + "\"" +
                                 (because.empty() ? "" : ", which \"" + std::string(because) + "\" asks for"));
  }
}

}  // namespace cairn::schema
