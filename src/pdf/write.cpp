#include "pdf/write.hpp"

#include <algorithm>
#include <vector>

namespace cairn::pdf {
namespace {

constexpr std::string_view k_hex = "0123456789ABCDEF";

void append(Bytes& out, std::string_view text) { out.insert(out.end(), text.begin(), text.end()); }

// Gives each object reached from the trailer its number in the new file.
class Numbering {
 public:
  explicit Numbering(const std::map<std::uint32_t, Object>& objects) : objects_(objects) {}

  void reach(const Object& start) {
    std::vector<const Object*> open = {&start};
    while (!open.empty()) {
      const Object& object = *open.back();
      open.pop_back();
      if (object.is(ObjectKind::reference)) {
        const auto found = objects_.find(object.reference.number);
        if (found == objects_.end() || !numbers_.emplace(found->first, order_.size() + 1).second) continue;
        order_.push_back(&found->second);
        open.push_back(&found->second);
      }
      for (const Object& item : object.items) open.push_back(&item);
      for (const Member& member : object.members) open.push_back(&member.value);
    }
  }
  std::size_t number(std::uint32_t old) const {
    const auto found = numbers_.find(old);
    return found == numbers_.end() ? 0 : found->second;
  }
  const std::vector<const Object*>& order() const { return order_; }

 private:
  const std::map<std::uint32_t, Object>& objects_;
  std::map<std::uint32_t, std::size_t> numbers_;
  std::vector<const Object*> order_;
};

void write_string(std::string_view bytes, Bytes& out) {
  append(out, "<");
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(static_cast<std::uint8_t>(k_hex[byte >> 4]));
    out.push_back(static_cast<std::uint8_t>(k_hex[byte & 15]));
  }
  append(out, ">");
}

void write_name(std::string_view name, Bytes& out) {
  append(out, "/");
  for (const char c : name) {
    const bool is_plain = c > ' ' && c <= '~' && std::string_view("()<>[]{}/%#").find(c) == std::string_view::npos;
    if (is_plain) {
      out.push_back(static_cast<std::uint8_t>(c));
    } else {
      const auto byte = static_cast<unsigned char>(c);
      append(out, std::string("#") + k_hex[byte >> 4] + k_hex[byte & 15]);
    }
  }
}

// Depth is limited by the parser that read the object, or by the code that made it.
void write_object(const Object& object, const Numbering& numbering, Bytes& out);

void write_members(const Object& object, const Numbering& numbering, Bytes& out) {
  append(out, "<<");
  for (const Member& member : object.members) {
    if (object.is(ObjectKind::stream) && member.name == "Length") continue;
    append(out, " ");
    write_name(member.name, out);
    append(out, " ");
    write_object(member.value, numbering, out);
  }
  if (object.is(ObjectKind::stream)) append(out, " /Length " + std::to_string(object.data.size()));
  append(out, " >>");
}

void write_object(const Object& object, const Numbering& numbering, Bytes& out) {
  switch (object.kind) {
    case ObjectKind::null: return append(out, "null");
    case ObjectKind::boolean:
    case ObjectKind::number: return append(out, object.text);
    case ObjectKind::string: return write_string(object.text, out);
    case ObjectKind::name: return write_name(object.text, out);
    case ObjectKind::dictionary: return write_members(object, numbering, out);
    case ObjectKind::reference: {
      const std::size_t number = numbering.number(object.reference.number);
      return append(out, number == 0 ? "null" : std::to_string(number) + " 0 R");
    }
    case ObjectKind::array:
      append(out, "[");
      for (const Object& item : object.items) {
        append(out, " ");
        write_object(item, numbering, out);
      }
      return append(out, " ]");
    case ObjectKind::stream:
      write_members(object, numbering, out);
      append(out, "\nstream\n");
      out.insert(out.end(), object.data.begin(), object.data.end());
      return append(out, "\nendstream");
  }
}

std::string table_row(std::size_t byte) {
  const std::string digits = std::to_string(byte);
  return std::string(10 - std::min<std::size_t>(10, digits.size()), '0') + digits + " 00000 n\r\n";
}

}  // namespace

Result<Draft> Draft::load(File& file) {
  Draft out;
  out.trailer_ = file.trailer();
  for (const Reference& reference : file.references()) {
    CAIRN_TRY(const Object* object, file.resolve(make_reference(reference)));
    out.objects_[reference.number] = *object;
  }
  return out;
}

Object& Draft::at(Object& object) {
  if (!object.is(ObjectKind::reference)) return object;
  const auto found = objects_.find(object.reference.number);
  return found == objects_.end() ? nothing_ = Object{} : found->second;
}

Object Draft::add(Object object) {
  const std::uint32_t number = objects_.empty() ? 1 : objects_.rbegin()->first + 1;
  objects_[number] = std::move(object);
  return make_reference({number, 0});
}

ByteView Draft::keep(Bytes bytes) { return kept_.emplace_back(std::move(bytes)); }

// spec: ISO 32000-1 7.5.2 to 7.5.5
Bytes Draft::write() const {
  Numbering numbering(objects_);
  numbering.reach(trailer_);
  Bytes out;
  append(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
  std::string table = "xref\n0 " + std::to_string(numbering.order().size() + 1) + "\n0000000000 65535 f\r\n";
  std::size_t number = 0;
  for (const Object* object : numbering.order()) {
    table += table_row(out.size());
    append(out, std::to_string(++number) + " 0 obj\n");
    write_object(*object, numbering, out);
    append(out, "\nendobj\n");
  }
  const std::size_t table_at = out.size();
  append(out, table + "trailer\n");
  Object trailer = trailer_;
  trailer.set("Size", make_number(static_cast<std::int64_t>(number) + 1));
  write_object(trailer, numbering, out);
  append(out, "\nstartxref\n" + std::to_string(table_at) + "\n%%EOF\n");
  return out;
}

}  // namespace cairn::pdf
