#include "exchange/case.hpp"

#include "base/instant.hpp"
#include "base/iri.hpp"
#include "base/look.hpp"
#include "base/utf8.hpp"
#include "domain/alignment_rules.hpp"

namespace cairn::exchange {
namespace {

using json::Value;

constexpr std::size_t k_target_name = 1'000;  // as long as a line of a definition may be

Failure not_case(const std::string& pointer, const std::string& what) {
  return fail(Kind::malformed, "exchange.case", (pointer.empty() ? "the document" : pointer) + ": " + what, "Give a CFPackage or CFItem as a CASE server gives it.");
}

// out: the first character that cannot be seen but changes how a text is shown; empty when there is none
std::string unseen_in(std::string_view text) {
  if (is_printable_ascii(text)) return {};
  while (!text.empty()) {
    const Utf8Character character = read_utf8(text);
    if (character.size == 0) return {};
    if (deceives_the_eye(character.code_point)) return code_point_name(character.code_point);
    text.remove_prefix(character.size);
  }
  return {};
}

// Reads one object; the first thing that is wrong counts.
class ItemReader {
 public:
  ItemReader(const Value& object, std::string pointer) : object_(object), pointer_(std::move(pointer)) {}

  std::string text(std::string_view name) {
    const Value* value = object_.find(name);
    if (value == nullptr) return {};
    if (!value->is_string()) {
      note(name, "is no text");
      return {};
    }
    const std::string unseen = unseen_in(value->text());
    if (!unseen.empty()) note(name, "holds the character " + unseen + ", which cannot be seen");
    return std::string(value->text());
  }
  std::string required(std::string_view name) {
    must_have(name);
    return text(name);
  }
  void must_have(std::string_view name) {
    if (object_.find(name) == nullptr) note(name, "is missing");
  }
  void note(std::string_view name, const std::string& what) {
    if (verdict_) verdict_ = not_case(pointer_ + "/" + std::string(name), what);
  }
  void texts(std::string_view name) {
    const Value* value = object_.find(name);
    if (value == nullptr) return;
    if (!value->is_array()) return note(name, "is no list");
    for (const Value& one : value->array()) {
      if (!one.is_string()) note(name, "holds something that is no text");
    }
  }
  void object(std::string_view name) {
    const Value* value = object_.find(name);
    if (value != nullptr && !value->is_object()) note(name, "is no object");
  }
  Result<void> verdict() { return std::move(verdict_); }

 private:
  const Value& object_;
  std::string pointer_;
  Result<void> verdict_;
};

// What the standard and OpenCASE call the same members.
struct Names {
  std::string_view identifier;
  std::string_view document;
  std::string_view items;
  bool is_standard;
};
constexpr Names k_standard{"identifier", "CFDocument", "CFItems", true};
constexpr Names k_open_case{"sourcedId", "document", "items", false};

bool is_small_uuid(const std::string& text) {
  return domain::is_uuid(text) && text.find_first_of("ABCDEF") == std::string::npos;
}

void check_link(ItemReader& reader, std::string_view name, const Value* link) {
  if (link == nullptr) return;
  if (!link->is_object()) return reader.note(name, "is no object");
  for (const char* part_name : {"title", "identifier", "uri"}) {
    const Value* part = link->find(part_name);
    if (part == nullptr || !part->is_string()) return reader.note(name, std::string("has no ") + part_name);
  }
}

// OpenCASE stores links to definitions as any object; a server gives title, identifier and uri.
void check_links(ItemReader& reader, const Value& object, const Names& names) {
  for (const char* name : {"CFItemTypeURI", "conceptKeywordsURI", "licenseURI"}) {
    if (names.is_standard) check_link(reader, name, object.find(name));
    else reader.object(name);
  }
  if (!names.is_standard) reader.must_have("CFDocumentURI");
  check_link(reader, "CFDocumentURI", object.find("CFDocumentURI"));
}

void check_dates(ItemReader& reader, const std::string& changed) {
  if (!parse_date_time_stamp(changed)) reader.note("lastChangeDateTime", "is no point in time");
  for (const char* name : {"statusStartDate", "statusEndDate"}) {
    const std::string day = reader.text(name);
    if (!day.empty() && !parse_date(day)) reader.note(name, "is no date");
  }
}

void check_identity(ItemReader& reader, const Names& names, const std::string& identifier, const std::string& uri) {
  if (!is_small_uuid(identifier)) reader.note(names.identifier, "is no UUID in small letters");
  if (!is_absolute_iri(uri)) reader.note("uri", "is no full address");
}

// Where an item can be looked up, or at least what it is called everywhere: what else an address can do, nobody should follow.
void check_address(ItemReader& reader, const CaseItem& item) {
  constexpr std::string_view k_uuid = "urn:uuid:";
  const std::string_view uri = item.uri;
  const bool is_web = (uri.starts_with("https://") || uri.starts_with("http://")) && !split_iri(uri).authority.empty();
  if (is_web || (uri.starts_with(k_uuid) && domain::is_uuid(uri.substr(k_uuid.size())))) return;
  const std::string& name = item.code.empty() ? item.full_statement : item.code;
  reader.note("uri", "\"" + item.uri.substr(0, 120) + "\" of the item \"" + name.substr(0, 120) + "\" is neither a web address nor a urn:uuid");
}

Result<CaseItem> read_item(const Value& object, const Names& names, const std::string& pointer) {
  if (!object.is_object()) return not_case(pointer, "is no object");
  ItemReader reader(object, pointer);
  CaseItem out;
  out.identifier = reader.required(names.identifier);
  out.uri = reader.required("uri");
  out.full_statement = reader.required("fullStatement");
  const std::string changed = reader.required("lastChangeDateTime");
  out.code = reader.text("humanCodingScheme");
  out.short_statement = reader.text("abbreviatedStatement");
  out.type = reader.text("CFItemType");
  out.notes = reader.text("notes");
  for (const char* name : {"listEnumInSource", "listEnumeration", "alternativeLabel", "language"}) reader.text(name);
  for (const char* name : {"conceptKeywords", "educationLevel"}) reader.texts(name);
  check_links(reader, object, names);
  check_identity(reader, names, out.identifier, out.uri);
  check_address(reader, out);
  check_dates(reader, changed);
  CAIRN_CHECK(reader.verdict());
  return out;
}

Result<std::string> read_title(const Value& head, const Names& names) {
  const std::string pointer = "/" + std::string(names.document);
  if (!head.is_object()) return not_case(pointer, "is no object");
  ItemReader reader(head, pointer);
  const std::string identifier = reader.required(names.identifier);
  const std::string uri = reader.required("uri");
  std::string title = reader.required("title");
  reader.required("creator");
  const std::string changed = reader.required("lastChangeDateTime");
  for (const char* name : {"description", "language", "version", "adoptionStatus", "publisher", "notes", "frameworkType", "caseVersion"}) {
    reader.text(name);
  }
  check_identity(reader, names, identifier, uri);
  check_dates(reader, changed);
  CAIRN_CHECK(reader.verdict());
  return title;
}

// A single item tells which document it is from; items of a package need not.
Result<CaseFramework> read_single(const Value& object, const Names& names) {
  CAIRN_TRY(CaseItem item, read_item(object, names, ""));
  const Value* document = object.find("CFDocumentURI");
  if (document == nullptr) return not_case("/CFDocumentURI", "is missing");
  return CaseFramework{std::string(document->text_of("title")), {std::move(item)}};
}

}  // namespace

Result<CaseFramework> read_case(const json::Value& document) {
  if (!document.is_object()) return not_case("", "is no JSON object");
  if (document.find("fullStatement") != nullptr) {
    return read_single(document, document.find("sourcedId") != nullptr ? k_open_case : k_standard);
  }
  const Names& names = document.find("document") != nullptr ? k_open_case : k_standard;
  const Value* head = document.find(names.document);
  if (head == nullptr) return not_case("/" + std::string(names.document), "is missing");
  CaseFramework out;
  CAIRN_TRY(out.title, read_title(*head, names));
  const Value* items = document.find(names.items);
  if (items == nullptr) return out;
  const std::string list = "/" + std::string(names.items);
  if (!items->is_array()) return not_case(list, "is no list");
  if (items->array().size() > k_most_case_items) {
    return fail(Kind::exhausted, "exchange.case-size", "the framework has " + std::to_string(items->array().size()) + " items",
                "Give a part of it.");
  }
  for (std::uint32_t i = 0; i < items->array().size(); ++i) {
    CAIRN_TRY(CaseItem item, read_item(items->array()[i], names, list + "/" + std::to_string(i)));
    out.items.push_back(std::move(item));
  }
  return out;
}

domain::Alignment alignment_to(const CaseItem& item, const CaseFramework& framework) {
  domain::Alignment out;
  const bool is_short = item.full_statement.size() <= k_target_name && item.full_statement.find('\n') == std::string::npos;
  out.target_name = is_short || item.short_statement.empty() ? item.full_statement : item.short_statement;
  if (out.target_name != item.full_statement) out.target_description = item.full_statement;
  out.target_url = item.uri;
  out.target_framework = framework.title;
  out.target_code = item.code.empty() ? item.identifier : item.code;
  out.target_type = "CFItem";
  return out;
}

Result<const CaseItem*> find_item(const CaseFramework& framework, std::string_view name) {
  const CaseItem* found = nullptr;
  std::size_t count = 0;
  for (const CaseItem& item : framework.items) {
    if (item.code != name && item.identifier != name && item.uri != name) continue;
    found = &item;
    ++count;
  }
  if (count == 1) return found;
  const std::string quoted = "\"" + std::string(name.substr(0, 120)) + "\"";
  if (count == 0) {
    return fail(Kind::missing, "exchange.case-item", "no item of the framework has the code, identifier or address " + quoted,
                "Leave --pick out to see all codes.");
  }
  return fail(Kind::missing, "exchange.case-item", std::to_string(count) + " items have the code " + quoted,
              "Name the one meant by its identifier or address.");
}

}  // namespace cairn::exchange
