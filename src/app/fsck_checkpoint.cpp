#include <algorithm>
#include <charconv>

#include "app/fsck.hpp"
#include "base/bytes.hpp"
#include "json/read.hpp"

namespace cairn::app {
namespace {

constexpr std::string_view k_word = "checkpoint ";

Failure no_checkpoint() {
  return fail(Kind::malformed, "fsck.checkpoint", "the file holds no checkpoint",
              "Give what cairn fsck printed: it has a line \"checkpoint SIZE ROOT\".");
}

Result<store::AuditHead> head_of(std::string_view size, std::string_view root) {
  store::AuditHead out;
  const auto read = std::from_chars(size.data(), size.data() + size.size(), out.size);
  const auto hash = from_hex(root);
  if (read.ec != std::errc() || read.ptr != size.data() + size.size() || out.size < 0) return no_checkpoint();
  if (!hash || hash->size() != out.root.size()) return no_checkpoint();
  std::copy(hash->begin(), hash->end(), out.root.begin());
  return out;
}

Result<store::AuditHead> read_line(std::string_view line) {
  line.remove_prefix(k_word.size());
  const std::size_t space = std::min(line.find(' '), line.size());
  const std::size_t end = std::min(line.find_last_not_of(" \r") + 1, line.size());
  if (space + 1 > end) return no_checkpoint();
  return head_of(line.substr(0, space), line.substr(space + 1, end - space - 1));
}

Result<store::AuditHead> read_object(std::string_view text) {
  Arena arena;
  const auto root = json::read(text, arena);
  const json::Value* found = root && root->is_object() ? root->find("checkpoint") : nullptr;
  if (found == nullptr || !found->is_object()) return no_checkpoint();
  const json::Value* size = found->find("size");
  const json::Value* hash = found->find("root");
  if (size == nullptr || !size->is_number() || hash == nullptr || !hash->is_string()) return no_checkpoint();
  return head_of(size->number_text(), hash->text());
}

}  // namespace

std::string checkpoint_line(const store::AuditHead& head) {
  return std::string(k_word) + std::to_string(head.size) + " " + to_hex(head.root);
}

Result<store::AuditHead> read_checkpoint(std::string_view text) {
  if (text.starts_with('{')) return read_object(text);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.starts_with(k_word)) return read_line(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return no_checkpoint();
}

}  // namespace cairn::app
