#pragma once
#include <memory>
#include <string_view>

#include "base/result.hpp"

// Regular expressions of schemas. The engine runs in linear time, whatever the expression. Internal to this library.
namespace cairn::schema {

class Pattern {
 public:
  /// in:    an ECMA-262 regular expression, as schemas have them
  /// fails: unsupported/schema.pattern (look-around, back references, or no regular expression at all)
  static Result<Pattern> compile(std::string_view ecma);
  ~Pattern();
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  /// out: whether some part of the text fits
  bool is_found_in(std::string_view text) const;

 private:
  struct Engine;
  explicit Pattern(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

}  // namespace cairn::schema
