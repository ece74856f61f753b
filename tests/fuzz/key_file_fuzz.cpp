#include <cstddef>
#include <cstdint>

#include "crypto/key_file.hpp"

// The reader of key files, with an unlock file so that no time goes into Argon2id.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cairn;
  const std::string_view text = as_text({data, size});
  const Result<crypto::KeyDescription> description = crypto::read_key_file_public(text);
  const crypto::Unlock unlock = crypto::Unlock::unlock_file(Bytes(32, 7)).value();
  const Result<crypto::KeyFile> file = crypto::read_key_file(text, unlock);
  if (file.has_value()) {
    CAIRN_ASSERT(description.has_value());
    CAIRN_ASSERT(file->signer->public_key() == description->public_key);
  }
  return 0;
}
