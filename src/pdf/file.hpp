#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "pdf/limits.hpp"
#include "pdf/object.hpp"
#include "pdf/parse.hpp"

namespace cairn::pdf {

/// The objects of one file, read when they are asked for. Strict: a file whose table of objects is damaged is not mended, since
/// two readers that mend differently see two documents.
/// spec: ISO 32000-1 7.5 (tables, streams of objects, both mixed, later versions appended)
class File {
 public:
  /// in:    bytes - must outlive the file
  /// fails: malformed/pdf.not-pdf, malformed/pdf.structure, unsupported/pdf.encrypted, unsupported/pdf.filter,
  ///        exhausted/pdf.limit
  static Result<File> open(ByteView bytes, const Limits& limits = {});

  const Object& trailer() const { return trailer_; }
  /// out:   the object behind a reference, or the object itself; null when there is none of that number; valid as long as the file
  /// fails: malformed/pdf.structure, exhausted/pdf.limit
  Result<const Object*> resolve(const Object& object);
  /// out: the member of a dictionary, resolved; null when there is none
  Result<const Object*> member(const Object& dictionary, std::string_view name);
  /// out: the bytes of a stream, expanded   fails: as expand_stream
  Result<Bytes> expanded(const Object& stream);
  /// out: the numbers of all objects in use, in order
  std::vector<Reference> references() const;
  Budgets& budgets() { return *budgets_; }

 private:
  /// Where an object is.
  struct Place {
    enum class Kind : std::uint8_t { free, in_file, in_stream } kind = Kind::free;
    std::uint64_t where = 0;        // byte, or number of the stream of objects
    std::uint32_t detail = 0;       // generation, or position within the stream
  };
  struct PackedObjects {
    Bytes bytes;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> places;  // number, byte
  };

  explicit File(ByteView bytes, const Limits& limits) : text_(as_text(bytes)), budgets_(std::make_unique<Budgets>(limits)) {}

  Result<std::uint64_t> find_last_table() const;
  Result<void> read_tables();
  Result<Object> read_table_at(std::uint64_t byte);
  Result<Object> read_plain_table(Parser& parser);
  Result<void> read_plain_rows(Parser& parser);
  Result<Object> read_table_stream(std::uint64_t byte);
  Result<void> read_stream_rows(const Object& stream, const Bytes& rows);
  Result<void> add_place(std::uint64_t number, Place place);
  Result<Object> read_object_at(std::uint64_t byte, Reference expected);
  Result<Object> read_stream_after(Object dictionary, Parser& parser);
  Result<Object> read_packed(const Place& place, std::uint32_t number);
  Result<const PackedObjects*> unpack(std::uint32_t stream_number);

  std::string_view text_;
  std::unique_ptr<Budgets> budgets_;
  Object trailer_;
  std::unordered_map<std::uint32_t, Place> places_;
  std::unordered_map<std::uint32_t, std::unique_ptr<Object>> objects_;
  std::unordered_map<std::uint32_t, std::unique_ptr<PackedObjects>> packed_;
  int depth_ = 0;  // objects that are being read while others are: lengths of streams, streams of objects
};

}  // namespace cairn::pdf
