#pragma once
// The C++ library of Debian's emscripten (libc++ 14) has no range algorithms yet. These are the ones that the verifier's libraries use, for that
// build only; elsewhere the standard library's own are compiled.
#include <algorithm>
#include <functional>
#include <iterator>

namespace std::ranges {

template <class Range, class Test, class Projection = std::identity>
constexpr auto find_if(Range&& range, Test test, Projection projection = {}) {
  return std::find_if(std::begin(range), std::end(range), [&](const auto& item) { return std::invoke(test, std::invoke(projection, item)); });
}
template <class Range, class Value, class Projection = std::identity>
constexpr auto find(Range&& range, const Value& value, Projection projection = {}) {
  return std::find_if(std::begin(range), std::end(range), [&](const auto& item) { return std::invoke(projection, item) == value; });
}
template <class Range, class Test, class Projection = std::identity>
constexpr bool any_of(Range&& range, Test test, Projection projection = {}) {
  return std::any_of(std::begin(range), std::end(range), [&](const auto& item) { return std::invoke(test, std::invoke(projection, item)); });
}
template <class Range, class Test, class Projection = std::identity>
constexpr bool all_of(Range&& range, Test test, Projection projection = {}) {
  return std::all_of(std::begin(range), std::end(range), [&](const auto& item) { return std::invoke(test, std::invoke(projection, item)); });
}
template <class Range, class Test, class Projection = std::identity>
constexpr bool none_of(Range&& range, Test test, Projection projection = {}) {
  return std::none_of(std::begin(range), std::end(range), [&](const auto& item) { return std::invoke(test, std::invoke(projection, item)); });
}
template <class Range, class Value, class Projection = std::identity>
constexpr auto count(Range&& range, const Value& value, Projection projection = {}) {
  return std::count_if(std::begin(range), std::end(range), [&](const auto& item) { return std::invoke(projection, item) == value; });
}

}  // namespace std::ranges
