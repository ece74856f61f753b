#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "domain/micro_credential.hpp"
#include "exchange/ledger.hpp"
#include "json/value.hpp"

// Texts in several languages: {"en": "..", "gd": ".."}, [{"@value": "..", "@language": "gd"}]. Internal to this library.
namespace cairn::exchange {

/// Reads them: the text in the definition's language becomes the field, the others its translations.
class WordsReader {
 public:
  /// in: both outlive the reader
  WordsReader(Ledger& ledger, domain::MicroCredentialFields& out) : ledger_(&ledger), out_(&out) {}

  /// Decide the language of the definition: what the description states; else English, or the first language its name has.
  /// in: stated - a language tag, or empty; name - may be nullptr
  void settle(std::string_view stated, const json::Value* name);
  /// in:  field - as Translation::field; one that is not translatable, or empty, takes one text and leaves the others
  /// out: the text in the definition's language; else one without a language, in English, or the first
  std::string take(const json::Value* value, std::string_view field);

 private:
  int rank(std::string_view language) const;
  void add_translation(std::string_view field, std::string_view language, const json::Value& text);
  Ledger* ledger_;
  domain::MicroCredentialFields* out_;
};

/// Writes them, and keeps account of which translations found a place.
class WordsWriter {
 public:
  enum class Tags { whole, without_region };
  /// in: both outlive the writer
  WordsWriter(const domain::MicroCredentialFields& fields, Arena& arena, Tags tags) : fields_(&fields), arena_(&arena), tags_(tags) {}

  bool has_translations(std::string_view field) const;
  /// out: {"en": text, "gd": translation}
  json::Value map(std::string_view field, const std::string& text);
  /// out: the text, when it has no translations; else a language map
  json::Value text_or_map(std::string_view field, const std::string& text);
  /// out: the text, when it has no translations; else [{"@value": .., "@language": ..}, ..]
  json::Value text_or_values(std::string_view field, const std::string& text);
  /// out: "translations[0]", ...: those that nobody asked for, or whose tag another had already
  std::vector<std::string> left() const;

 private:
  std::string_view tag_of(std::string_view language) const;
  const domain::MicroCredentialFields* fields_;
  Arena* arena_;
  Tags tags_;
  std::set<std::size_t> written_;
};

/// out: the place of one outcome's statement, as Translation::field names it
std::string statement_place(std::size_t index);

}  // namespace cairn::exchange
