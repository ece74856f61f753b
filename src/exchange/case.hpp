#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/micro_credential.hpp"
#include "json/value.hpp"

namespace cairn::exchange {

/// A statement of a framework: a competency, a standard, a heading.  spec: CASE 1.1 "CFItem"
struct CaseItem {
  std::string identifier;      ///< UUID
  std::string uri;
  std::string full_statement;
  std::string code;            ///< humanCodingScheme; may be empty
  std::string short_statement; ///< may be empty
  std::string type;            ///< "Competency"; may be empty
  std::string notes;           ///< may be empty
};

struct CaseFramework {
  std::string title;  ///< of the document; may be empty
  std::vector<CaseItem> items;
};

inline constexpr std::size_t k_most_case_items = 100'000;

/// Read a framework as a CASE server gives it: a CFPackage of 1.0 or 1.1 (`CFDocument`, `CFItems`, `identifier`), one as OpenCASE
/// stores it (`document`, `items`, `sourcedId`), or a single CFItem.
/// fails: malformed/exchange.case (a member that the standard requires is missing or has another form, an item's address is
///        neither one of the web nor a urn:uuid, a text holds characters that cannot be seen; `detail` begins with the JSON Pointer); exhausted/exchange.case-size (more than 100,000 items)
/// spec:  CASE 1.1 "CFPackage", "CFItem"
Result<CaseFramework> read_case(const json::Value& document);

/// out: the item as an alignment: CFItem, its uri, its code or else its UUID
domain::Alignment alignment_to(const CaseItem& item, const CaseFramework& framework);

/// Find items by code (exactly, as the framework writes it), UUID or uri.
/// fails: missing/exchange.case-item (none, or more than one item of this code)
Result<const CaseItem*> find_item(const CaseFramework& framework, std::string_view name);

}  // namespace cairn::exchange
