#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/bug.hpp"

namespace cairn {

/// Why something could not be done. Closed: mapped once to HTTP status and once to exit code.
enum class Kind {
  malformed,        ///< the input breaks its own format
  unsupported,      ///< well-formed, but nothing here can process it
  unauthenticated,  ///< nobody proved who they are, or a passphrase is wrong
  refused,          ///< a rule of ours or of the standard forbids it
  missing,          ///< the thing asked for is not there
  conflict,         ///< it clashes with what is already recorded
  exhausted,        ///< a budget or limit was reached
  unavailable,      ///< something outside did not answer; trying again may help
  corrupt           ///< our own stored data breaks its own rules
};

/// The word of a kind, as printed and logged ("malformed", "unsupported", ...).
std::string_view kind_name(Kind kind);

/// "Can't": what stopped an operation.
/// `code` is a stable dotted name listed in docs/errors.md (the standard's own error name where one exists);
/// `detail` says in plain words what was found and where; `hint` says what to do. Neither ever holds a secret.
struct Error {
  Kind kind;
  std::string code;
  std::string detail;
  std::string hint;
};

/// An error on its way into a Result of any type.
class [[nodiscard]] Failure {
 public:
  explicit Failure(Error error) : error_(std::make_unique<Error>(std::move(error))) {}
  explicit Failure(std::unique_ptr<Error> error) : error_(std::move(error)) {}
  std::unique_ptr<Error> release() && { return std::move(error_); }

 private:
  std::unique_ptr<Error> error_;
};

/// Make an error: `return fail(Kind::malformed, "json.depth", "nested deeper than 64 at byte 812");`
inline Failure fail(Kind kind, std::string_view code, std::string detail, std::string hint = {}) {
  return Failure(Error{kind, std::string(code), std::move(detail), std::move(hint)});
}

/// A value, or the reason why there is none. Access is checked: reading the wrong side is a Bug.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}                    // NOLINT(google-explicit-constructor)
  Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure).release()) {}  // NOLINT(google-explicit-constructor)

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return *checked(); }
  const T& value() const& { return *const_cast<Result*>(this)->checked(); }
  T&& value() && { return std::move(*checked()); }
  T& operator*() & { return *checked(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*checked()); }
  T* operator->() { return checked(); }
  const T* operator->() const { return &value(); }
  T value_or(T fallback) const& { return has_value() ? value() : std::move(fallback); }

  const Error& error() const {
    CAIRN_ASSERT(state_.index() == 1);
    return **std::get_if<1>(&state_);
  }
  Failure failure() && {
    CAIRN_ASSERT(state_.index() == 1);
    return Failure(std::move(*std::get_if<1>(&state_)));
  }

 private:
  T* checked() {
    T* found = std::get_if<0>(&state_);
    CAIRN_ASSERT(found != nullptr);
    return found;
  }
  std::variant<T, std::unique_ptr<Error>> state_;
};

/// Done, or the reason why not.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;
  Result() = default;
  Result(Failure failure) : error_(std::move(failure).release()) {}  // NOLINT(google-explicit-constructor)
  bool has_value() const { return error_ == nullptr; }
  explicit operator bool() const { return has_value(); }
  const Error& error() const {
    CAIRN_ASSERT(error_ != nullptr);
    return *error_;
  }
  Failure failure() && {
    CAIRN_ASSERT(error_ != nullptr);
    return Failure(std::move(error_));
  }

 private:
  std::unique_ptr<Error> error_;
};

}  // namespace cairn

#define CAIRN_CONCAT_INNER(a, b) a##b
#define CAIRN_CONCAT(a, b) CAIRN_CONCAT_INNER(a, b)
#define CAIRN_TRY_NAMED(temporary, declaration, ...)           \
  auto temporary = (__VA_ARGS__);                              \
  if (!temporary.has_value()) [[unlikely]]                     \
    return std::move(temporary).failure();                     \
  declaration = std::move(temporary).value()

/// CAIRN_TRY(auto x, expression): x is the value, or the error is returned.
#define CAIRN_TRY(declaration, ...) CAIRN_TRY_NAMED(CAIRN_CONCAT(cairn_try_, __COUNTER__), declaration, __VA_ARGS__)

/// CAIRN_CHECK(expression): go on if it succeeded, else return its error.
#define CAIRN_CHECK(...)                                                 \
  do {                                                                   \
    auto cairn_check_ = (__VA_ARGS__);                                   \
    if (!cairn_check_.has_value()) [[unlikely]]                          \
      return std::move(cairn_check_).failure();                          \
  } while (false)
