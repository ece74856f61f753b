#include "proof/suites/sd_proof_value.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "cbor/reader.hpp"
#include "cbor/writer.hpp"
#include "crypto/key.hpp"

namespace cairn::proof {
namespace {

constexpr std::array<std::uint8_t, 3> k_base_header = {0xd9, 0x5d, 0x00};
constexpr std::array<std::uint8_t, 3> k_derived_header = {0xd9, 0x5d, 0x01};
constexpr std::size_t k_parts = 5;
constexpr std::array<std::uint8_t, 2> k_p256_multikey = {0x80, 0x24};
constexpr std::size_t k_public_key_bytes = 35;

Failure bad_value(std::string_view why) {
  return fail(Kind::malformed, "sd.proof-value", "the proofValue cannot be read: " + std::string(why),
              "ask the holder for the credential as it was issued, or to make the copy again");
}

// Whatever CBOR finds amiss, it is the proof value that is bad.
Failure bad_value(const Error& error) { return bad_value(error.detail); }

template <class T>
Result<T> of_value(Result<T> result) {
  if (!result) return bad_value(result.error());
  return result;
}

template <std::size_t k_size>
Result<std::array<std::uint8_t, k_size>> read_block(cbor::Reader& reader) {
  CAIRN_TRY(const ByteView bytes, of_value(reader.read_bytes()));
  if (bytes.size() != k_size) return bad_value("a part has another length than it must have");
  std::array<std::uint8_t, k_size> out;
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

Result<Bytes> read_public_key(cbor::Reader& reader) {
  CAIRN_TRY(const auto block, read_block<k_public_key_bytes>(reader));
  if (!std::equal(k_p256_multikey.begin(), k_p256_multikey.end(), block.begin())) {
    return bad_value("the proof's own key is no P-256 key");
  }
  Bytes out(block.begin(), block.end());
  if (!crypto::make_public_key(crypto::KeyType::p256, ByteView(out).subspan(k_p256_multikey.size()))) {
    return bad_value("the proof's own key is no point on its curve");
  }
  return out;
}

Result<std::vector<P256Signature>> read_signatures(cbor::Reader& reader) {
  CAIRN_TRY(const std::uint64_t count, of_value(reader.open_array()));
  std::vector<P256Signature> out;
  for (std::uint64_t i = 0; i < count; ++i) {
    CAIRN_TRY(const P256Signature signature, read_block<64>(reader));
    out.push_back(signature);
  }
  return out;
}

Result<std::vector<std::string>> read_pointers(cbor::Reader& reader) {
  CAIRN_TRY(const std::uint64_t count, of_value(reader.open_array()));
  std::vector<std::string> out;
  for (std::uint64_t i = 0; i < count; ++i) {
    CAIRN_TRY(const std::string_view pointer, of_value(reader.read_text()));
    out.emplace_back(pointer);
  }
  return out;
}

Result<std::vector<crypto::Sha256>> read_labels(cbor::Reader& reader) {
  CAIRN_TRY(const std::uint64_t count, of_value(reader.open_map()));
  std::vector<crypto::Sha256> out;
  for (std::uint64_t i = 0; i < count; ++i) {
    CAIRN_TRY(const std::uint64_t number, of_value(reader.read_unsigned()));
    if (number != i) return bad_value("the label map has a gap");
    CAIRN_TRY(const crypto::Sha256 label, read_block<32>(reader));
    out.push_back(label);
  }
  // Two nodes under one label would be signed as one: a holder could tell a thing in two halves.
  std::vector<crypto::Sha256> sorted = out;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) return bad_value("a label is given twice");
  return out;
}

Result<std::vector<std::uint32_t>> read_indexes(cbor::Reader& reader) {
  CAIRN_TRY(const std::uint64_t count, of_value(reader.open_array()));
  std::vector<std::uint32_t> out;
  for (std::uint64_t i = 0; i < count; ++i) {
    CAIRN_TRY(const std::uint64_t index, of_value(reader.read_unsigned()));
    if (index > 0xFFFFFFFE || (!out.empty() && index <= out.back())) return bad_value("the indexes do not ascend");
    out.push_back(static_cast<std::uint32_t>(index));
  }
  return out;
}

// out: the bytes behind the header
Result<Bytes> decode(std::string_view text, ProofValueSort wanted) {
  if (text.size() > k_longest_proof_value) {
    return fail(Kind::exhausted, "sd.proof-value", "the proofValue is longer than is read here");
  }
  if (!text.starts_with('u')) return bad_value("it does not begin with u, the sign of base64url");
  const ProofValueSort sort = proof_value_sort(text);
  if (sort == ProofValueSort::base && wanted != sort) {
    return fail(Kind::unsupported, "sd.base-proof",
                "this is the holder's own copy, with which parts can be shown: it is not made to be shown itself",
                "make a copy to show: cairn disclose FILE --show ... --out COPY");
  }
  if (sort == ProofValueSort::derived && wanted != sort) {
    return fail(Kind::refused, "sd.derived-proof", "this copy already shows only a part, and no other part can be made from it",
                "use the credential as it was issued");
  }
  if (sort != wanted) return bad_value("it has the header of neither a base nor a derived proof");
  CAIRN_TRY(Bytes bytes, of_value(from_base64url(text.substr(1))));
  bytes.erase(bytes.begin(), bytes.begin() + k_base_header.size());
  return bytes;
}

Result<void> open_parts(cbor::Reader& reader) {
  CAIRN_TRY(const std::uint64_t parts, of_value(reader.open_array()));
  if (parts != k_parts) return bad_value("it does not have five parts");
  return {};
}

void write_signatures(const std::vector<P256Signature>& signatures, cbor::Writer& writer) {
  writer.open_array(signatures.size());
  for (const P256Signature& signature : signatures) writer.write_bytes(signature);
}

}  // namespace

ProofValueSort proof_value_sort(std::string_view text) {
  // Three bytes are four characters.
  if (text.starts_with("u2V0A")) return ProofValueSort::base;
  if (text.starts_with("u2V0B")) return ProofValueSort::derived;
  return ProofValueSort::other;
}

std::string serialize_base(const BaseProofValue& value) {
  Bytes out(k_base_header.begin(), k_base_header.end());
  cbor::Writer writer(out);
  writer.open_array(k_parts);
  writer.write_bytes(value.base_signature);
  writer.write_bytes(value.public_key);
  writer.write_bytes(value.hmac_key);
  write_signatures(value.signatures, writer);
  writer.open_array(value.mandatory_pointers.size());
  for (const std::string& pointer : value.mandatory_pointers) writer.write_text(pointer);
  writer.finish();
  return to_multibase(out, Multibase::base64url);
}

std::string serialize_derived(const DerivedProofValue& value) {
  Bytes out(k_derived_header.begin(), k_derived_header.end());
  cbor::Writer writer(out);
  writer.open_array(k_parts);
  writer.write_bytes(value.base_signature);
  writer.write_bytes(value.public_key);
  write_signatures(value.signatures, writer);
  writer.open_map(value.labels.size());
  for (std::size_t number = 0; number < value.labels.size(); ++number) {
    writer.write_unsigned(number);
    writer.write_bytes(value.labels[number]);
  }
  writer.open_array(value.mandatory_indexes.size());
  for (const std::uint32_t index : value.mandatory_indexes) writer.write_unsigned(index);
  writer.finish();
  return to_multibase(out, Multibase::base64url);
}

Result<BaseProofValue> parse_base(std::string_view text) {
  CAIRN_TRY(const Bytes bytes, decode(text, ProofValueSort::base));
  cbor::Reader reader(bytes, {.size_bytes = k_longest_proof_value});
  CAIRN_CHECK(open_parts(reader));
  BaseProofValue out;
  CAIRN_TRY(out.base_signature, read_block<64>(reader));
  CAIRN_TRY(out.public_key, read_public_key(reader));
  CAIRN_TRY(out.hmac_key, read_block<32>(reader));
  CAIRN_TRY(out.signatures, read_signatures(reader));
  CAIRN_TRY(out.mandatory_pointers, read_pointers(reader));
  if (const auto end = reader.finish(); !end) return bad_value(end.error());
  return out;
}

Result<DerivedProofValue> parse_derived(std::string_view text) {
  CAIRN_TRY(const Bytes bytes, decode(text, ProofValueSort::derived));
  cbor::Reader reader(bytes, {.size_bytes = k_longest_proof_value});
  CAIRN_CHECK(open_parts(reader));
  DerivedProofValue out;
  CAIRN_TRY(out.base_signature, read_block<64>(reader));
  CAIRN_TRY(out.public_key, read_public_key(reader));
  CAIRN_TRY(out.signatures, read_signatures(reader));
  CAIRN_TRY(out.labels, read_labels(reader));
  CAIRN_TRY(out.mandatory_indexes, read_indexes(reader));
  if (const auto end = reader.finish(); !end) return bad_value(end.error());
  return out;
}

}  // namespace cairn::proof
