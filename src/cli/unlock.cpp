#include "cli/unlock.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "cli/input.hpp"

namespace cairn::cli {
namespace {

constexpr std::size_t k_key_file_bytes = 64 * 1024;
constexpr std::size_t k_passphrase_bytes = 4 * 1024;
constexpr std::size_t k_shortest_passphrase = 8;
constexpr std::size_t k_unlock_file_bytes = 32;

/// A text that is wiped when it goes.
class Secret {
 public:
  Secret() { text_.reserve(k_passphrase_bytes); }
  explicit Secret(std::string text) : text_(std::move(text)) {}
  ~Secret() { crypto::wipe({reinterpret_cast<std::uint8_t*>(text_.data()), text_.capacity()}); }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  std::string& reveal() { return text_; }

 private:
  std::string text_;
};

/// The terminal of the person, without echo while this lives.
class QuietTerminal {
 public:
  QuietTerminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    if (descriptor_ < 0 || ::tcgetattr(descriptor_, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    is_quiet_ = ::tcsetattr(descriptor_, TCSAFLUSH, &quiet) == 0;
  }
  ~QuietTerminal() {
    if (is_quiet_) ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;

  bool is_usable() const { return is_quiet_; }

  void ask(std::string_view question, Secret& answer) const {
    (void)!::write(descriptor_, question.data(), question.size());
    std::string& text = answer.reveal();
    char c = 0;
    while (text.size() + 1 < k_passphrase_bytes && ::read(descriptor_, &c, 1) == 1 && c != '\n') text += c;
    (void)!::write(descriptor_, "\n", 1);
  }

 private:
  int descriptor_;
  termios before_{};
  bool is_quiet_ = false;
};

std::string_view first_line(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

Failure nobody_to_ask() {
  return fail(Kind::refused, "unlock.no-terminal",
              "the key file needs a passphrase, and there is no terminal to ask on",
              "Name a file with it: --passphrase-file FILE, or CAIRN_PASSPHRASE_FILE; or use --unlock-file FILE.");
}

Result<crypto::Unlock> from_passphrase_file(const std::string& path) {
  CAIRN_TRY(std::string contents, read_input(path, k_passphrase_bytes));
  Secret kept(std::move(contents));
  return crypto::Unlock::passphrase(first_line(kept.reveal()));
}

Result<crypto::Unlock> from_unlock_file(const std::string& path) {
  CAIRN_TRY(std::string contents, read_input(path, k_passphrase_bytes));
  Secret kept(std::move(contents));
  return crypto::Unlock::unlock_file(as_bytes(kept.reveal()));
}

Result<crypto::Unlock> ask_twice() {
  const QuietTerminal terminal;
  if (!terminal.is_usable()) return nobody_to_ask();
  Secret first;
  Secret second;
  terminal.ask("Passphrase for the new key file: ", first);
  if (first.reveal().size() < k_shortest_passphrase) {
    return fail(Kind::refused, "unlock.too-short",
                "the passphrase has fewer than " + std::to_string(k_shortest_passphrase) + " characters",
                "Use several words.");
  }
  terminal.ask("The same again: ", second);
  if (first.reveal() != second.reveal()) {
    return fail(Kind::refused, "unlock.differ", "the two passphrases are not the same", "Run the command again.");
  }
  return crypto::Unlock::passphrase(first.reveal());
}

}  // namespace

Result<crypto::Unlock> read_unlock(const UnlockOptions& options) {
  if (!options.unlock_file.empty()) return from_unlock_file(options.unlock_file);
  if (!options.passphrase_file.empty()) return from_passphrase_file(options.passphrase_file);
  const QuietTerminal terminal;
  if (!terminal.is_usable()) return nobody_to_ask();
  Secret typed;
  terminal.ask("Passphrase of the key file: ", typed);
  return crypto::Unlock::passphrase(typed.reveal());
}

Result<crypto::Unlock> make_unlock(const UnlockOptions& options, Entropy& entropy) {
  if (!options.unlock_file.empty()) {
    if (::access(options.unlock_file.c_str(), F_OK) == 0) return from_unlock_file(options.unlock_file);
    std::array<std::uint8_t, k_unlock_file_bytes> bytes{};
    entropy.fill(bytes);
    const Result<void> written = write_private_file(options.unlock_file, as_text(bytes));
    crypto::wipe(bytes);
    if (!written) return Failure(written.error());
    return from_unlock_file(options.unlock_file);
  }
  if (!options.passphrase_file.empty()) return from_passphrase_file(options.passphrase_file);
  return ask_twice();
}

Result<crypto::KeyFile> open_key(const std::string& path, const UnlockOptions& options) {
  CAIRN_TRY(const std::string text, read_input(path, k_key_file_bytes));
  CAIRN_CHECK(crypto::read_key_file_public(text));
  CAIRN_TRY(const crypto::Unlock unlock, read_unlock(options));
  Result<crypto::KeyFile> opened = crypto::read_key_file(text, unlock);
  if (opened) return opened;
  Error error = opened.error();
  error.detail = path + ": " + error.detail;
  return Failure(std::move(error));
}

}  // namespace cairn::cli
