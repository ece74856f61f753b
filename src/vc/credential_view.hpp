#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "json/value.hpp"
#include "vc/report.hpp"

// Reading single members of a credential. For this library, and for those that report on other forms of a badge.
namespace cairn::vc {

bool holds_type(const json::Value& document, std::string_view word);
/// out: the issuer's identifier: a string, or an object's id; empty when there is none
std::string_view issuer_id(const json::Value& credential);
/// out: the member as text: a string, or the first language value object's @value, or a number as far as a signature covers it; else empty
std::string text_member(const json::Value& object, std::string_view name);
/// out: the first item of an array, or the value itself; nullptr when there is none
const json::Value* first_item(const json::Value* value);

/// What may be shown of a credential. Call only for documents whose signature fits.
Summary summarize(const json::Value& credential);

/// Call `visit(item)` for the value itself, or for each item when it is an array.
template <class Visit>
void each_item(const json::Value* value, Visit visit) {
  if (value == nullptr) return;
  if (!value->is_array()) {
    visit(*value);
    return;
  }
  for (const json::Value& item : value->array()) visit(item);
}

}  // namespace cairn::vc
