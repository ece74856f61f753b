#include "pdf/file.hpp"

#include <algorithm>
#include <set>

#include "pdf/stream.hpp"

namespace cairn::pdf {
namespace {

constexpr std::size_t k_header_within = 1024;
constexpr std::size_t k_table_within = 2048;
constexpr std::size_t k_most_tables = 1024;
constexpr int k_deepest_reading = 8;
constexpr std::string_view k_start_word = "startxref";

const Object& nothing() {
  static const Object null;
  return null;
}

// Counts objects that are being read inside each other.
class Depth {
 public:
  explicit Depth(int& depth) : depth_(depth) { ++depth_; }
  ~Depth() { --depth_; }
  Depth(const Depth&) = delete;
  Depth& operator=(const Depth&) = delete;

 private:
  int& depth_;
};

}  // namespace

Result<File> File::open(ByteView bytes, const Limits& limits) {
  File out(bytes, limits);
  // Places count from the header, before which some mail programs leave lines of their own.
  const std::size_t header = out.text_.substr(0, k_header_within).find("%PDF-");
  if (header == std::string_view::npos) return fail(Kind::malformed, "pdf.not-pdf", "the file is no PDF document");
  out.text_.remove_prefix(header);
  CAIRN_CHECK(out.read_tables());
  const Object* encryption = out.trailer_.find("Encrypt");
  if (encryption != nullptr && !encryption->is(ObjectKind::null)) {
    return fail(Kind::unsupported, "pdf.encrypted", "the PDF file is encrypted", "Save it without protection, then check it again.");
  }
  return out;
}

Result<std::uint64_t> File::find_last_table() const {
  const std::size_t start = text_.size() > k_table_within ? text_.size() - k_table_within : 0;
  const std::size_t found = text_.substr(start).rfind(k_start_word);
  if (found == std::string_view::npos) return broken("its end is missing");
  Parser parser(text_, start + found + k_start_word.size(), *budgets_);
  const auto byte = parser.take_whole_number();
  if (!byte) return broken("its end does not say where the table of objects is");
  return *byte;
}

// The newest table comes first; what it says of an object holds against the older ones.
Result<void> File::read_tables() {
  CAIRN_TRY(std::uint64_t byte, find_last_table());
  std::set<std::uint64_t> seen;
  for (bool is_first = true;; is_first = false) {
    if (!seen.insert(byte).second || seen.size() > k_most_tables) return broken("its tables of objects go in a circle");
    CAIRN_TRY(Object trailer, read_table_at(byte));
    const Object* beside = trailer.find("XRefStm");
    if (beside != nullptr) {
      const std::int64_t place = whole_number(*beside);
      if (place < 0) return broken("a table of objects is said to be nowhere");
      CAIRN_CHECK(read_table_at(static_cast<std::uint64_t>(place)));
    }
    const Object* previous = trailer.find("Prev");
    const std::int64_t next = previous == nullptr ? 0 : whole_number(*previous);
    if (is_first) trailer_ = std::move(trailer);
    if (next == 0) return {};
    if (next < 0) return broken("an older table of objects is said to be nowhere");
    byte = static_cast<std::uint64_t>(next);
  }
}

Result<Object> File::read_table_at(std::uint64_t byte) {
  if (byte >= text_.size()) return broken("its table of objects lies beyond its end");
  Parser parser(text_, byte, *budgets_);
  return parser.take_word("xref") ? read_plain_table(parser) : read_table_stream(byte);
}

Result<Object> File::read_plain_table(Parser& parser) {
  while (!parser.take_word("trailer")) CAIRN_CHECK(read_plain_rows(parser));
  CAIRN_TRY(Object trailer, parser.read_object());
  if (!trailer.is(ObjectKind::dictionary)) return broken("it has no trailer");
  return trailer;
}

Result<void> File::read_plain_rows(Parser& parser) {
  const auto first = parser.take_whole_number();
  const auto count = parser.take_whole_number();
  if (!first || !count) return broken("a table of objects is malformed");
  for (std::uint64_t i = 0; i < *count; ++i) {
    const auto where = parser.take_whole_number();
    const auto generation = parser.take_whole_number();
    const bool is_used = parser.take_word("n");
    if (!where || !generation || *generation > 65535 || (!is_used && !parser.take_word("f"))) {
      return broken("a table of objects is malformed");
    }
    const Place place{is_used ? Place::Kind::in_file : Place::Kind::free, *where, static_cast<std::uint32_t>(*generation)};
    CAIRN_CHECK(add_place(*first + i, place));
  }
  return {};
}

Result<Object> File::read_table_stream(std::uint64_t byte) {
  Parser parser(text_, byte, *budgets_);
  const auto number = parser.take_whole_number();
  if (!number || *number > UINT32_MAX) return broken("its table of objects is missing");
  CAIRN_TRY(Object stream, read_object_at(byte, {static_cast<std::uint32_t>(*number), 0}));
  const Object* type = stream.find("Type");
  if (!stream.is(ObjectKind::stream) || type == nullptr || !type->is_name("XRef")) return broken("its table of objects is missing");
  CAIRN_TRY(const Bytes rows, expand_stream(stream, *budgets_));
  CAIRN_CHECK(read_stream_rows(stream, rows));
  return stream;
}

Result<void> File::read_stream_rows(const Object& stream, const Bytes& rows) {
  const Object* width_list = stream.find("W");
  const Object* size = stream.find("Size");
  if (width_list == nullptr || width_list->items.size() != 3 || size == nullptr) return broken("a table of objects is malformed");
  std::size_t widths[3];
  for (std::size_t i = 0; i < 3; ++i) {
    const std::int64_t width = whole_number(width_list->items[i]);
    if (width < 0 || width > 8) return broken("a table of objects is malformed");
    widths[i] = static_cast<std::size_t>(width);
  }
  std::vector<Object> ranges = {make_number(0), *size};
  if (const Object* index = stream.find("Index")) ranges = index->items;
  std::size_t at = 0;
  const auto field = [&](std::size_t i, std::uint64_t otherwise) {
    std::uint64_t value = widths[i] == 0 ? otherwise : 0;
    for (std::size_t k = 0; k < widths[i]; ++k) value = (value << 8) | rows[at++];
    return value;
  };
  const std::size_t row_bytes = widths[0] + widths[1] + widths[2];
  for (std::size_t range = 0; range + 1 < ranges.size(); range += 2) {
    const std::int64_t first = whole_number(ranges[range]);
    const std::int64_t count = whole_number(ranges[range + 1]);
    if (first < 0 || count < 0 || row_bytes == 0) return broken("a table of objects is malformed");
    for (std::int64_t i = 0; i < count && at + row_bytes <= rows.size(); ++i) {
      const std::uint64_t kind = field(0, 1);
      const std::uint64_t where = field(1, 0);
      const std::uint64_t detail = field(2, 0);
      const Place::Kind place = kind == 1 ? Place::Kind::in_file : kind == 2 ? Place::Kind::in_stream : Place::Kind::free;
      CAIRN_CHECK(add_place(static_cast<std::uint64_t>(first + i), {place, where, static_cast<std::uint32_t>(detail)}));
    }
  }
  return {};
}

Result<void> File::add_place(std::uint64_t number, Place place) {
  if (!budgets_->places.spend()) return too_much("more objects");
  if (number > UINT32_MAX) return broken("an object has too high a number");
  places_.emplace(static_cast<std::uint32_t>(number), place);
  return {};
}

Result<const Object*> File::resolve(const Object& object) {
  const Object* at = &object;
  for (int hops = 0; at->is(ObjectKind::reference); ++hops) {
    if (hops > k_deepest_reading) return broken("references go in a circle");
    const std::uint32_t number = at->reference.number;
    if (const auto known = objects_.find(number); known != objects_.end()) {
      at = known->second.get();
      continue;
    }
    const auto found = places_.find(number);
    if (found == places_.end() || found->second.kind == Place::Kind::free) return &nothing();
    const Place place = found->second;
    CAIRN_TRY(Object read, place.kind == Place::Kind::in_file ? read_object_at(place.where, {number, place.detail}) : read_packed(place, number));
    at = objects_.insert_or_assign(number, std::make_unique<Object>(std::move(read))).first->second.get();
  }
  return at;
}

Result<const Object*> File::member(const Object& dictionary, std::string_view name) {
  const Object* found = dictionary.find(name);
  return found == nullptr ? Result<const Object*>(&nothing()) : resolve(*found);
}

Result<Object> File::read_object_at(std::uint64_t byte, Reference expected) {
  const Depth depth(depth_);
  if (depth_ > k_deepest_reading) return broken("reading one object needs too many others");
  Parser parser(text_, byte < text_.size() ? static_cast<std::size_t>(byte) : text_.size(), *budgets_);
  const auto number = parser.take_whole_number();
  const auto generation = parser.take_whole_number();
  if (!number || !generation || !parser.take_word("obj") || *number != expected.number || *generation != expected.generation) {
    return broken("object " + std::to_string(expected.number) + " is not where the table says");
  }
  CAIRN_TRY(Object object, parser.read_object());
  if (object.is(ObjectKind::dictionary) && parser.take_word("stream")) return read_stream_after(std::move(object), parser);
  if (!parser.take_word("endobj")) return broken("object " + std::to_string(expected.number) + " has no end");
  return object;
}

Result<Object> File::read_stream_after(Object dictionary, Parser& parser) {
  std::size_t start = parser.position();
  if (text_.substr(start, 2) == "\r\n") {
    start += 2;
  } else if (start < text_.size() && text_[start] == '\n') {
    ++start;
  } else {
    return broken("a stream does not begin on a line of its own");
  }
  CAIRN_TRY(const Object* length, member(dictionary, "Length"));
  const std::int64_t size = whole_number(*length);
  if (size < 0 || static_cast<std::uint64_t>(size) > text_.size() - start) return broken("a stream is longer than the file");
  Parser after(text_, start + static_cast<std::size_t>(size), *budgets_);
  if (!after.take_word("endstream")) return broken("a stream does not end where it should");
  // Filters may stand behind references; expanding looks at the dictionary only.
  for (const std::string_view name : {"Filter", "DecodeParms"}) {
    Object* found = dictionary.find(name);
    if (found == nullptr || !found->is(ObjectKind::reference)) continue;
    CAIRN_TRY(const Object* direct, resolve(*found));
    *found = *direct;
  }
  dictionary.kind = ObjectKind::stream;
  dictionary.data = as_bytes(text_.substr(start, static_cast<std::size_t>(size)));
  return dictionary;
}

Result<Object> File::read_packed(const Place& place, std::uint32_t number) {
  const Depth depth(depth_);
  if (depth_ > k_deepest_reading || place.where > UINT32_MAX) return broken("reading one object needs too many others");
  CAIRN_TRY(const PackedObjects* packed, unpack(static_cast<std::uint32_t>(place.where)));
  if (place.detail >= packed->places.size() || packed->places[place.detail].first != number) {
    return broken("object " + std::to_string(number) + " is not where the table says");
  }
  Parser parser(as_text(packed->bytes), static_cast<std::size_t>(packed->places[place.detail].second), *budgets_);
  return parser.read_object();
}

// spec: ISO 32000-1 7.5.7
Result<const File::PackedObjects*> File::unpack(std::uint32_t stream_number) {
  if (const auto known = packed_.find(stream_number); known != packed_.end()) return known->second.get();
  const auto place = places_.find(stream_number);
  if (place == places_.end() || place->second.kind != Place::Kind::in_file) return broken("a stream of objects is missing");
  CAIRN_TRY(const Object* stream, resolve(make_reference({stream_number, 0})));
  const Object* type = stream->find("Type");
  if (!stream->is(ObjectKind::stream) || type == nullptr || !type->is_name("ObjStm")) return broken("a stream of objects is missing");
  CAIRN_TRY(const Object* count_object, member(*stream, "N"));
  CAIRN_TRY(const Object* first_object, member(*stream, "First"));
  const std::int64_t count = whole_number(*count_object);
  const std::int64_t first = whole_number(*first_object);
  auto out = std::make_unique<PackedObjects>();
  CAIRN_TRY(out->bytes, expand_stream(*stream, *budgets_));
  if (count < 0 || first < 0) return broken("a stream of objects is malformed");
  Parser parser(as_text(out->bytes), 0, *budgets_);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto number = parser.take_whole_number();
    const auto byte = parser.take_whole_number();
    if (!number || !byte || !budgets_->places.spend()) return broken("a stream of objects is malformed");
    out->places.emplace_back(*number, *byte + static_cast<std::uint64_t>(first));
  }
  return packed_.emplace(stream_number, std::move(out)).first->second.get();
}

Result<Bytes> File::expanded(const Object& stream) { return expand_stream(stream, *budgets_); }

std::vector<Reference> File::references() const {
  std::vector<Reference> out;
  for (const auto& [number, place] : places_) {
    if (place.kind != Place::Kind::free) out.push_back({number, place.kind == Place::Kind::in_file ? place.detail : 0});
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace cairn::pdf
