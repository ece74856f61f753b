#include "app/key_pins.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/output_folder.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::app {
namespace {

constexpr std::size_t k_most_bytes = 16 << 20;

Failure bad_pins(std::string detail) {
  return fail(Kind::malformed, "trust.pins", "the file of keys seen before: " + std::move(detail),
              "Give the file that --pins wrote, or name a new one.");
}

Failure cannot_use(const std::string& path) {
  return fail(Kind::unavailable, "trust.pins-io", "using " + path + ": " + std::strerror(errno), "Give --pins a file in a folder that can be written to.");
}

/// Holds the lock of a file beside the pins until it goes.
class Lock {
 public:
  explicit Lock(const std::string& path) : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX) != 0) {
      ::close(descriptor_);
      descriptor_ = -1;
    }
  }
  ~Lock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  bool is_held() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

}  // namespace

Result<vc::KeyPins> read_key_pins(std::string_view text) {
  std::vector<vc::PinnedKey> out;
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return vc::KeyPins();
  Arena arena;
  const auto value = json::read(text, arena);
  if (!value) return bad_pins(value.error().detail);
  const json::Value* pins = value->find("pins");
  if (pins == nullptr || !pins->is_array()) return bad_pins("it has no list \"pins\"");
  for (const json::Value& pin : pins->array()) {
    const auto since = parse_date_time_stamp(pin.text_of("since"));
    if (pin.text_of("issuer").empty() || pin.text_of("key").empty() || !since) {
      return bad_pins("entry " + std::to_string(out.size() + 1) + " lacks issuer, key or since");
    }
    out.push_back({std::string(pin.text_of("issuer")), std::string(pin.text_of("key")), *since});
  }
  return vc::KeyPins(std::move(out));
}

std::string to_text(const vc::KeyPins& pins) {
  Arena arena;
  const json::Array list = json::Array::make(arena, static_cast<std::uint32_t>(pins.all().size()));
  for (const vc::PinnedKey& pin : pins.all()) {
    const json::Object one = json::Object::make(arena, 3);
    one.add_new("issuer", json::Value::string(pin.issuer), arena);
    one.add_new("key", json::Value::string(pin.key), arena);
    one.add_new("since", json::Value::string(arena.copy(format_instant(pin.since))), arena);
    list.push_back(one, arena);
  }
  const json::Object out = json::Object::make(arena, 1);
  out.add_new("pins", list, arena);
  return json::to_text(out, json::Layout::indented) + "\n";
}

Result<vc::KeyPins> PinFile::load() const {
  std::ifstream file(path_, std::ios::binary);
  if (!file) {
    if (std::error_code ignored; !std::filesystem::exists(path_, ignored)) return vc::KeyPins();
    return cannot_use(path_);
  }
  std::string text;
  text.assign(std::istreambuf_iterator<char>(file), {});
  if (text.size() > k_most_bytes) return bad_pins("it is larger than 16 MiB");
  return read_key_pins(text);
}

Result<void> PinFile::add(const vc::PinnedKey& pin) const {
  const Lock lock(path_ + ".lock");
  if (!lock.is_held()) return cannot_use(path_ + ".lock");
  CAIRN_TRY(vc::KeyPins pins, load());
  if (pins.contains(pin.issuer, pin.key)) return {};
  pins.add(pin);
  const std::filesystem::path place(path_);
  CAIRN_TRY(const OutputFolder folder, OutputFolder::open(place.has_parent_path() ? place.parent_path().string() : "."));
  return folder.replace(place.filename().string(), to_text(pins));
}

}  // namespace cairn::app
