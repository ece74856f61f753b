#include "openbadges/checks/ob3/members.hpp"

#include "base/instant.hpp"
#include "base/iri.hpp"
#include "domain/vocabulary.hpp"

namespace cairn::openbadges::ob3 {
namespace {

using vc::Rule;
using vc::Severity;

constexpr int k_deepest = 24;
constexpr std::string_view k_model = "Open Badges 3.0 \"Open Badges Data Model\"";
constexpr std::string_view k_enumerations = "Open Badges 3.0 \"Enumerations\"";

// What a badge cannot be read without binds always; other departures are remarks once somebody has signed.
constexpr Rule k_required{"ob3.required", k_model, Severity::error, Severity::error, Severity::warning};
constexpr Rule k_incomplete{"ob3.incomplete", k_model, Severity::error, Severity::warning};
constexpr Rule k_advised{"ob3.advised", "Open Badges 3.0 JSON Schemas (formal)", Severity::warning, Severity::warning};
constexpr Rule k_type{"ob3.type", k_model, Severity::error, Severity::warning};
constexpr Rule k_structure{"ob3.structure", k_model};
constexpr Rule k_form{"ob3.form", k_model, Severity::error, Severity::warning};
constexpr Rule k_iri{"ob3.iri", k_model, Severity::error, Severity::warning};
constexpr Rule k_date{"ob3.date", k_model, Severity::error, Severity::warning};
constexpr Rule k_word{"ob3.word", k_enumerations, Severity::error, Severity::warning};
constexpr Rule k_language{"ob3.language", k_model, Severity::error, Severity::warning};
constexpr Rule k_unknown_member{"ob3.unknown-member", k_model, Severity::error, Severity::warning};
constexpr Rule k_single{"ob3.single", k_model, Severity::error, Severity::warning};
constexpr Rule k_array{"ob3.array", "Open Badges 3.0 JSON Schemas (formal)", Severity::warning, Severity::warning};
constexpr Rule k_value_object{"ob3.value-object", "Open Badges 3.0 JSON Schemas (formal)", Severity::warning, Severity::warning};
constexpr Rule k_depth{"ob3.depth", k_model};

std::string quoted(std::string_view text) { return "\"" + std::string(text.substr(0, 80)) + "\""; }

bool is_date_time(const json::Value& value) { return value.is_string() && parse_date_time_stamp(value.text()).has_value(); }

// Walks objects along the model.
class Comparison {
 public:
  explicit Comparison(vc::Findings& findings) : findings_(findings) {}

  void object(ClassId id, json::Object object, const vc::Place& place, int depth) {
    if (depth > k_deepest) {
      findings_.add(k_depth, place, "is nested deeper than 24 objects", "Leave out nested endorsements or organisations.");
      return;
    }
    const ClassModel& model = model_of(id);
    std::uint32_t seen = 0;
    const json::Value* type = nullptr;
    for (const json::Member& member : object) {
      if (member.name == "type") {
        type = &member.value;
        continue;
      }
      const MemberModel* found = find(model, member.name, seen);
      if (found != nullptr) {
        check(*found, member.value, place.member(member.name), depth);
      } else if (model.openness == Openness::closed) {
        findings_.add(k_unknown_member, place.member(member.name), "the class has no such member", "Leave it out.");
      }
    }
    check_required(model, seen, place);
    check_type(model, type, place);
  }

 private:
  static const MemberModel* find(const ClassModel& model, std::string_view name, std::uint32_t& seen) {
    if (name.empty()) return nullptr;
    for (std::size_t i = 0; i < model.members.size(); ++i) {
      const std::string_view known = model.members[i].name;
      if (known.front() == name.front() && known == name) {  // most names part ways at the first letter
        seen |= std::uint32_t{1} << i;
        return &model.members[i];
      }
    }
    return nullptr;
  }

  void check_required(const ClassModel& model, std::uint32_t seen, const vc::Place& place) {
    for (std::size_t i = 0; i < model.members.size(); ++i) {
      const MemberModel& member = model.members[i];
      if (member.need == Need::optional || (seen >> i & 1U) != 0) continue;
      const Rule& rule = member.need == Need::advised ? k_advised : model.is_core ? k_required : k_incomplete;
      findings_.add(rule, place, std::string(member.name) + " is missing",
                    "Add " + std::string(member.name) + ".");
    }
  }

  void check_type(const ClassModel& model, const json::Value* type, const vc::Place& place) {
    if (model.type_form == TypeForm::untyped) return;
    if (type == nullptr) {
      const std::string_view wanted = model.type.empty() ? "what it is" : model.type;
      findings_.add(k_type, place, "type is missing", "Add type: " + std::string(wanted) + ".");
      return;
    }
    for (const std::string_view wanted : {model.type, model.other_type}) {
      if (wanted.empty() || has_type(type, wanted)) continue;
      findings_.add(k_type, place.member("type"), "type does not hold " + std::string(wanted), "Add it.");
    }
    if (model.type.empty()) check_type_words(*type, place.member("type"));
    if (model.type_form == TypeForm::list && !type->is_array()) array_wanted(place.member("type"));
    if (model.type_form == TypeForm::single && type->is_array()) single_wanted(place.member("type"));
  }

  void check_type_words(const json::Value& type, const vc::Place& place) {
    for_each_item(&type, place, [this](const json::Value& item, const vc::Place& at) { check_form(item.is_string(), "a word", at); });
  }

  void single_wanted(const vc::Place& place) {
    findings_.add(k_single, place, "is an array, and only one value is allowed", "Give one value, not in an array.");
  }

  void array_wanted(const vc::Place& place) {
    findings_.add(k_array, place, "is a single value; the formal schema wants an array", "Put it into an array.");
  }

  void check(const MemberModel& model, const json::Value& value, const vc::Place& place, int depth) {
    if (value.is_array()) {
      if (model.count == Count::one) single_wanted(place);
      for (std::uint32_t i = 0; i < value.array().size(); ++i) check_one(model, value.array()[i], place.item(i), depth);
      return;
    }
    check_one(model, value, place, depth);
    if (model.count == Count::many) array_wanted(place);
  }

  void check_one(const MemberModel& model, const json::Value& value, const vc::Place& place, int depth) {
    switch (model.form) {
      case Form::object:
      case Form::object_or_iri: return check_object(model, value, place, depth);
      case Form::iri: return check_iri(value, place);
      case Form::date_time:
      case Form::date: return check_date(model.form, value, place);
      case Form::language: return check_language(value, place);
      case Form::word: return check_word(model.vocabulary, value, place);
      case Form::text: return check_text(value, place);
      case Form::number: return check_form(value.is_number(), "a number", place);
      case Form::boolean: return check_form(value.is_boolean(), "true or false", place);
      case Form::any: return;
    }
  }

  void check_object(const MemberModel& model, const json::Value& value, const vc::Place& place, int depth) {
    if (value.is_object()) {
      if (model.value_class != ClassId::none) object(model.value_class, value.object(), place, depth + 1);
    } else if (model.form == Form::object_or_iri) {
      check_iri(value, place);
    } else {
      findings_.add(k_structure, place, "is no object", "Give an object.");
    }
  }

  void check_form(bool fits, std::string_view wanted, const vc::Place& place) {
    if (!fits) findings_.add(k_form, place, "is not " + std::string(wanted), "Give " + std::string(wanted) + ".");
  }

  void check_text(const json::Value& value, const vc::Place& place) {
    if (value.is_object() && value.find("@value") != nullptr) {
      findings_.add(k_value_object, place, "is a text with a language; the formal schema wants plain text", "Give plain text.");
      return;
    }
    check_form(value.is_string(), "text", place);
  }

  void check_iri(const json::Value& value, const vc::Place& place) {
    if (!value.is_string()) {
      check_form(false, "a URL", place);
    } else if (!is_absolute_iri(value.text())) {
      findings_.add(k_iri, place, quoted(value.text()) + " is no full URL", "Give a full URL, or urn:uuid:...");
    }
  }

  void check_date(Form form, const json::Value& value, const vc::Place& place) {
    const bool is_day = form == Form::date && value.is_string() && parse_date(value.text()).has_value();
    if (is_day || (form == Form::date_time && is_date_time(value))) return;
    const std::string_view example = form == Form::date ? "2026-03-15" : "2026-03-15T09:30:00Z";
    findings_.add(k_date, place, "is no date as the standard writes it", "Write it like " + std::string(example) + ".");
  }

  void check_language(const json::Value& value, const vc::Place& place) {
    if (value.is_string() && domain::is_language_tag(value.text())) return;
    findings_.add(k_language, place, "is no language tag", "Write it like en, en-GB or gd.");
  }

  void check_word(Vocabulary vocabulary, const json::Value& value, const vc::Place& place) {
    if (!value.is_string()) return check_form(false, "a word of the standard's list", place);
    const std::string_view word = value.text();
    const bool may_extend = is_extensible(vocabulary) || !word.starts_with("ext:");
    if (may_extend && domain::is_in_vocabulary(words_of(vocabulary), word)) return;
    findings_.add(k_word, place, quoted(word) + " is not in the standard's list",
                  "Use a word of the list" + std::string(is_extensible(vocabulary) ? ", or your own that begins with ext:." : "."));
  }

  vc::Findings& findings_;
};

}  // namespace

bool has_type(const json::Value* type, std::string_view word) {
  if (type == nullptr) return false;
  if (!type->is_array()) return type->is_string(word);
  for (const json::Value& item : type->array()) {
    if (item.is_string(word)) return true;
  }
  return false;
}

void check_members(ClassId id, json::Object object, const vc::Place& place, vc::Findings& findings) {
  Comparison(findings).object(id, object, place, 0);
}

}  // namespace cairn::openbadges::ob3
