#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "pdf/limits.hpp"
#include "pdf/object.hpp"

// Reading objects from the bytes of a file or of an object stream. Internal to this library.
namespace cairn::pdf {

Failure broken(std::string detail);       ///< malformed/pdf.structure
Failure too_much(std::string_view what);  ///< exhausted/pdf.limit

/// Reads one object after another. The text must outlive it.
class Parser {
 public:
  /// in: position - may lie beyond the end; there is nothing to read then
  Parser(std::string_view text, std::size_t position, Budgets& budgets)
      : text_(text), position_(position < text.size() ? position : text.size()), budgets_(budgets) {}

  std::size_t position() const { return position_; }
  void skip_space();
  /// Read a word such as "obj" if it comes next.
  bool take_word(std::string_view word);
  /// out: the number, when a whole one comes next; nothing is read else
  std::optional<std::uint64_t> take_whole_number();
  /// Read any object but a stream; "1 0 R" is a reference.
  /// fails: malformed/pdf.structure, exhausted/pdf.limit    spec: ISO 32000-1 7.2, 7.3
  Result<Object> read_object() { return read_nested(0); }

 private:
  Result<Object> read_nested(int depth);
  Result<Object> read_number_or_reference();
  Result<Object> read_word();
  Result<Object> read_array(int depth);
  Result<Object> read_dictionary(int depth);
  Result<Object> read_literal_string();
  Result<Object> read_hex_string();
  std::string take_name();
  void take_escape(std::string& out);
  std::string_view take_regular();
  bool at_end() const { return position_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0'; }

  std::string_view text_;
  std::size_t position_;
  Budgets& budgets_;
};

}  // namespace cairn::pdf
