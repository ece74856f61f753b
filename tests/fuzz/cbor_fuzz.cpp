// Any bytes: read or refused; what is read is the only way to write it.
#include <algorithm>

#include "cbor/reader.hpp"
#include "cbor/writer.hpp"

namespace {

using cairn::cbor::ItemKind;

// Write again whatever is read, item by item.
bool copy_all(cairn::cbor::Reader& reader, cairn::cbor::Writer& writer) {
  while (!reader.finish()) {
    const auto kind = reader.peek();
    if (!kind) return false;
    switch (*kind) {
      case ItemKind::unsigned_integer: {
        const auto value = reader.read_unsigned();
        if (!value) return false;
        writer.write_unsigned(*value);
        break;
      }
      case ItemKind::negative_integer: {
        const auto value = reader.read_negative();
        if (!value) return false;
        writer.write_signed(*value);
        break;
      }
      case ItemKind::bytes: {
        const auto value = reader.read_bytes();
        if (!value) return false;
        writer.write_bytes(*value);
        break;
      }
      case ItemKind::text: {
        const auto value = reader.read_text();
        if (!value) return false;
        writer.write_text(*value);
        break;
      }
      case ItemKind::array: {
        const auto items = reader.open_array();
        if (!items) return false;
        writer.open_array(*items);
        break;
      }
      case ItemKind::map: {
        const auto pairs = reader.open_map();
        if (!pairs) return false;
        writer.open_map(*pairs);
        break;
      }
      case ItemKind::boolean: {
        const auto value = reader.read_boolean();
        if (!value) return false;
        writer.write_boolean(*value);
        break;
      }
      case ItemKind::null:
        if (!reader.read_null()) return false;
        writer.write_null();
        break;
    }
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const cairn::ByteView bytes(data, size);
  cairn::cbor::Reader reader(bytes);
  if (!reader.skip() || !reader.finish()) return 0;
  cairn::cbor::Reader again(bytes);
  cairn::Bytes written;
  cairn::cbor::Writer writer(written);
  if (!copy_all(again, writer)) __builtin_trap();
  writer.finish();
  if (!std::equal(written.begin(), written.end(), data, data + size)) __builtin_trap();
  return 0;
}
