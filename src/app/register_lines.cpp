#include "app/register_lines.hpp"

#include <algorithm>
#include <charconv>

#include "app/definition_text.hpp"
#include "app/register_records.hpp"
#include "base/bytes.hpp"
#include "crypto/hash.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::app {
namespace {

using store::AuditEntry;
using store::Listing;
using store::Record;
using store::RecordKey;
using store::RecordKind;

/// One line of a file: an object whose members come in the order in which they are added.
class Line {
 public:
  Line& text(std::string_view name, std::string_view value) {
    begin(name);
    json::write(json::Value::string(value), out_);
    return *this;
  }
  Line& number(std::string_view name, std::int64_t value) { return raw(name, std::to_string(value)); }
  /// A member that is JSON already.
  Line& raw(std::string_view name, std::string_view value) {
    begin(name);
    out_ += value;
    return *this;
  }
  Line& key(const RecordKey& key) {
    return text("kind", store::kind_word(key.kind)).text("id", key.id).text("version", key.version).number("number", key.number);
  }
  std::string end() { return out_ + "}\n"; }
  std::string end_inside() { return out_ + "}"; }

 private:
  void begin(std::string_view name) {
    out_ += out_.size() == 1 ? "\"" : ",\"";
    out_ += name;
    out_ += "\":";
  }
  std::string out_ = "{";
};

std::string record_line(const Record& record) {
  return Line().key(record.key).number("revision", record.revision).raw("body", record.body).end();
}

std::string entry_line(const AuditEntry& entry) {
  Line line;
  line.number("entry", entry.number).text("at", format_instant(entry.at)).number("seconds", entry.at.seconds);
  line.number("nanoseconds", entry.at.nanoseconds).text("actor", entry.actor).text("action", entry.action).text("note", entry.note);
  line.key(entry.key).number("revision", entry.revision);
  return line.text("bodyDigest", to_hex(entry.body_digest)).text("previous", to_hex(entry.previous)).end();
}

std::string listing_line(const Listing& listing) {
  std::string facets = "[";
  for (const store::Facet& facet : listing.facets) {
    facets += (facets.size() == 1 ? "" : ",") + Line().text("kind", facet.kind).text("value", facet.value).text("note", facet.note).end_inside();
  }
  Line line;
  line.text("id", listing.key.id).text("version", listing.key.version).number("status", static_cast<std::int64_t>(listing.status));
  line.text("title", listing.title).text("summary", listing.summary).text("language", listing.language).text("words", listing.words);
  return line.text("reviewDue", listing.review_due).number("hours", listing.hours_thousandths).raw("facets", facets + "]").end();
}

// A version is any text; a file's name is not.
std::string file_name(std::string_view text) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c == '.' && !out.empty());
    if (is_plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<std::uint8_t>(c);
    out += {'%', k_digits[byte >> 4], k_digits[byte & 15]};
  }
  return out.empty() ? "%" : out.substr(0, 200);
}

std::string manifest_of(const RegisterFiles& files, const store::AuditHead& head) {
  std::string out = "{\n  \"format\": \"cairn-register-1\",\n  \"checkpoint\": " +
                    Line().number("size", head.size).text("root", to_hex(head.root)).end_inside() + ",\n  \"files\": [";
  bool is_first = true;
  for (const auto& [name, contents] : files) {
    Line line;
    line.text("name", name).number("size", static_cast<std::int64_t>(contents.size())).text("sha256", to_hex(crypto::sha256(as_bytes(contents))));
    out += (is_first ? "\n    " : ",\n    ") + line.end_inside();
    is_first = false;
  }
  return out + "\n  ]\n}\n";
}

Failure unreadable(std::string_view file, std::size_t line, const std::string& what) {
  return fail(Kind::corrupt, "register.folder", std::string(file) + ", line " + std::to_string(line) + ": " + what,
              "The folder was changed or damaged. Nothing was written; use another copy.");
}

/// Reads the members of one line; the first that is not as it should be is remembered.
class Members {
 public:
  explicit Members(const json::Value& value) : value_(value) {}
  std::string text(std::string_view name) {
    const json::Value* found = value_.is_object() ? value_.find(name) : nullptr;
    if (found != nullptr && found->is_string()) return std::string(found->text());
    miss(name);
    return {};
  }
  std::int64_t number(std::string_view name) {
    const json::Value* found = value_.is_object() ? value_.find(name) : nullptr;
    std::int64_t out = 0;
    if (found != nullptr && found->is_number()) {
      const std::string_view digits = found->number_text();
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out);
      if (read.ec == std::errc() && read.ptr == digits.data() + digits.size()) return out;
    }
    miss(name);
    return 0;
  }
  store::Hash hash(std::string_view name) {
    store::Hash out{};
    const auto bytes = from_hex(text(name));
    if (bytes && bytes->size() == out.size()) std::copy(bytes->begin(), bytes->end(), out.begin());
    else miss(name);
    return out;
  }
  RecordKey key() {
    RecordKey out{RecordKind::organisation, text("id"), text("version"), number("number")};
    const std::string word = text("kind");
    using enum RecordKind;
    const RecordKind kinds[] = {organisation, person, definition, act};
    const auto found = std::ranges::find(kinds, std::string_view(word), [](RecordKind kind) { return store::kind_word(kind); });
    if (found == std::end(kinds)) miss("kind");
    else out.kind = *found;
    return out;
  }
  const std::string& missed() const { return missed_; }

 private:
  void miss(std::string_view name) {
    if (missed_.empty()) missed_ = std::string(name);
  }
  const json::Value& value_;
  std::string missed_;
};

// The body's exact bytes: it is the last member, and in a text before it no quotation mark stands bare.
Record read_record(Members& members, std::string_view line) {
  constexpr std::string_view k_body = ",\"body\":";
  Record out{members.key(), members.number("revision"), {}};
  const std::size_t at = line.find(k_body);
  if (at != std::string_view::npos) out.body = std::string(line.substr(at + k_body.size(), line.size() - at - k_body.size() - 1));
  return out;
}

AuditEntry read_entry(Members& members) {
  AuditEntry out;
  out.number = members.number("entry");
  out.at = {members.number("seconds"), static_cast<std::int32_t>(members.number("nanoseconds"))};
  out.actor = members.text("actor");
  out.action = members.text("action");
  out.note = members.text("note");
  out.key = members.key();
  out.revision = members.number("revision");
  out.body_digest = members.hash("bodyDigest");
  out.previous = members.hash("previous");
  return out;
}

Listing read_listing(Members& members, const json::Value& value) {
  Listing out;
  out.key = {RecordKind::definition, members.text("id"), members.text("version")};
  out.status = static_cast<store::PublicStatus>(std::clamp<std::int64_t>(members.number("status"), 0, 3));
  out.title = members.text("title");
  out.summary = members.text("summary");
  out.language = members.text("language");
  out.words = members.text("words");
  out.review_due = members.text("reviewDue");
  out.hours_thousandths = members.number("hours");
  const json::Value* facets = value.is_object() ? value.find("facets") : nullptr;
  if (facets == nullptr || !facets->is_array()) return out;
  for (const json::Value& each : facets->array()) {
    Members facet(each);
    out.facets.push_back({facet.text("kind"), facet.text("value"), facet.text("note")});
  }
  return out;
}

template <class Take>
Result<void> each_line(const RegisterFiles& files, const std::string& name, const Take& take) {
  const auto found = files.find(name);
  if (found == files.end()) return unreadable(name, 1, "the file is missing");
  std::string_view rest = found->second;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    Arena arena;
    const auto value = json::read(line, arena);
    if (!value) return unreadable(name, number, value.error().detail);
    Members members(*value);
    take(members, *value, line);
    if (!members.missed().empty()) return unreadable(name, number, "\"" + members.missed() + "\" is missing or wrong");
  }
  return {};
}

}  // namespace

Result<RegisterFiles> register_files(const store::RegisterContents& contents, const store::AuditHead& head) {
  RegisterFiles out;
  for (const char* name : {"organisations.jsonl", "people.jsonl", "records.jsonl", "audit.jsonl", "listings.jsonl"}) out[name];
  for (std::size_t i = 0; i < contents.revisions.size(); ++i) {
    const Record& record = contents.revisions[i];
    out["records.jsonl"] += record_line(record);
    const bool is_newest = i + 1 == contents.revisions.size() || contents.revisions[i + 1].key != record.key;
    if (!is_newest) continue;
    if (record.key.kind == RecordKind::organisation) out["organisations.jsonl"] += record.body + "\n";
    if (record.key.kind == RecordKind::person) out["people.jsonl"] += record.body + "\n";
    if (record.key.kind != RecordKind::definition) continue;
    CAIRN_TRY(const DefinitionRecord definition, definition_of(record));
    out["definitions/" + file_name(record.key.id) + "/" + file_name(record.key.version) + ".toml"] = definition_text(definition.fields);
  }
  for (const AuditEntry& entry : contents.entries) out["audit.jsonl"] += entry_line(entry);
  for (const Listing& listing : contents.listings) out["listings.jsonl"] += listing_line(listing);
  out[std::string(k_register_manifest)] = manifest_of(out, head);
  return out;
}

Result<store::RegisterContents> read_register_files(const RegisterFiles& files) {
  store::RegisterContents out;
  CAIRN_CHECK(each_line(files, "records.jsonl", [&](Members& members, const json::Value&, std::string_view line) {
    out.revisions.push_back(read_record(members, line));
  }));
  CAIRN_CHECK(each_line(files, "audit.jsonl", [&](Members& members, const json::Value&, std::string_view) { out.entries.push_back(read_entry(members)); }));
  CAIRN_CHECK(each_line(files, "listings.jsonl", [&](Members& members, const json::Value& value, std::string_view) {
    out.listings.push_back(read_listing(members, value));
  }));
  return out;
}

}  // namespace cairn::app
