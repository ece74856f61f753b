#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "text/csv.hpp"

namespace cairn::cli {

inline constexpr std::size_t k_input_bytes = 16 * 1024 * 1024;

/// What happens to a file that is larger than is ever read.
enum class TooLong { refused, cut };

/// Read a file, or standard input for "-".
/// in:    too_long - cut: at most one byte more than `limit_bytes` is read, so that the reader sees it is too long
/// fails: missing/input.not-found, refused/input.not-permitted, refused/input.folder, unavailable/input.io,
/// exhausted/input.size cost:  never reads more than the limit, however large the file is
Result<std::string> read_input(const std::string& path, std::size_t limit_bytes, TooLong too_long = TooLong::refused);

/// The value of an option, read; one that cannot be is wrong usage.
/// fails: malformed/usage.value - names the option, what is wrong, and the code of what `read` failed with
template <class T>
Result<T> value_of(std::string_view option, Result<T> read) {
  if (read) return read;
  const Error& error = read.error();
  return fail(Kind::malformed, "usage.value", std::string(option) + ": " + error.detail + " (" + error.code + ")", error.hint);
}

/// Open a file to be read in blocks, or standard input, which is read once and kept.   fails: as read_input
Result<std::function<Result<text::ReadBlock>()>> open_twice(const std::string& path);

/// Whether to wait until the disk has it. later: whoever writes many waits once, for all of them.
enum class Settle { now, later };

/// Write a new file that only its owner may read; an existing one is never touched.
/// fails: conflict/output.exists, refused/output.not-permitted, exhausted/output.disk-full, unavailable/output.io
Result<void> write_private_file(const std::string& path, std::string_view contents);
/// The same for a document that is made to be handed on: whoever the folder lets may read it.
Result<void> write_public_file(const std::string& path, std::string_view contents, Settle settle = Settle::now);

}  // namespace cairn::cli
