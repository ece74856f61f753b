#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// A strict reader for XML 1.0 in UTF-8 that walks through a text without building a tree. Internal to this library.
namespace cairn::bake {

enum class XmlEvent : std::uint8_t { start, end, text, finished };

/// One attribute as it is written; `raw` holds no quotes, references are not resolved yet.
struct XmlAttribute {
  std::string_view name;
  std::string_view raw;
};

/// Refuses what is not well-formed, and beyond that every document type declaration: no entity is ever declared,
/// expanded or fetched. Comments and processing instructions are passed over. Memory is bounded by depth and by
/// attributes of one element. Not checked: two attributes of one element that differ in prefix only. spec: XML 1.0
/// (Fifth Edition); Namespaces in XML 1.0
class XmlReader {
 public:
  /// in:    text - lives as long as the reader
  /// fails: malformed/bake.svg-encoding (no UTF-8, characters that XML forbids), unsupported/bake.svg-encoding
  /// (declared otherwise)
  static Result<XmlReader> open(std::string_view text);

  /// fails: malformed/bake.svg-syntax; refused/bake.svg-entity; unsupported/bake.svg-doctype; exhausted/bake.svg-limit
  Result<XmlEvent> next();

  // Of the last event.
  std::string_view namespace_name() const { return namespace_; }  ///< start
  std::string_view local_name() const { return local_; }          ///< start
  std::span<const XmlAttribute> attributes() const { return attributes_; }
  std::string_view source() const {
    return source_;
  }  ///< the bytes of the event; of an <element/> for start, none for its end
  bool is_empty_element() const { return is_empty_; }
  std::size_t depth() const { return open_.size(); }  ///< elements open after a start, before an end was closed
  std::string_view text() const { return source_; }

  /// Append the text of a text event, as XML reads it: references resolved, line ends made LF.
  void append_text(std::string& out) const;
  /// The value of an attribute of the start event, normalised; nullopt when there is none of this name.
  std::optional<std::string> attribute(std::string_view name) const;

 private:
  struct Declaration {
    std::string_view prefix;
    std::string name;
    std::size_t depth;
  };

  explicit XmlReader(std::string_view text) : whole_(text), rest_(text) {}
  Failure broken(std::string detail) const;
  Failure document_type() const;
  Result<void> skip_declaration();
  Result<bool> skip_markup();
  Result<bool> skip_past(std::string_view opening, std::string_view closing);
  Result<XmlEvent> read_text(std::string_view raw);
  Result<XmlEvent> read_cdata();
  Result<XmlEvent> read_start();
  Result<XmlEvent> read_end();
  Result<XmlEvent> close_element(std::string_view source);
  Result<std::string_view> take_name();
  Result<void> read_attributes();
  Result<void> read_attribute();
  Result<void> declare_namespaces();
  Result<std::string_view> resolve(std::string_view name, std::string_view fallback);
  Result<void> check_references(std::string_view raw) const;
  bool skip_space();

  std::string_view whole_;
  std::string_view rest_;
  std::vector<std::string_view> open_;
  std::vector<Declaration> declared_;
  std::vector<XmlAttribute> attributes_;
  std::string_view namespace_;
  std::string_view local_;
  std::string_view source_;
  bool is_cdata_ = false;
  bool is_empty_ = false;
  bool must_close_ = false;  // an <element/> was read; its end comes next
  bool had_root_ = false;
};

}  // namespace cairn::bake
