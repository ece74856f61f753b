#include "store/issuance.hpp"

#include "base/bug.hpp"
#include "base/bytes.hpp"

namespace cairn::store {

std::string to_text(const IssuanceId& id) {
  std::string out = to_hex(id.bytes);
  for (const std::size_t position : {8U, 13U, 18U, 23U}) out.insert(position, 1, '-');
  return out;
}

std::string secured_document(std::string_view unsigned_document, std::string_view proof) {
  CAIRN_ASSERT(unsigned_document.size() > 2 && unsigned_document.back() == '}');
  CAIRN_ASSERT(!proof.empty());
  if (proof.front() != '{' && proof.front() != '[') return std::string(proof);
  std::string out;
  out.reserve(unsigned_document.size() + proof.size() + 10);
  out.append(unsigned_document.substr(0, unsigned_document.size() - 1));
  out.append(",\"proof\":");
  out.append(proof);
  out.push_back('}');
  return out;
}

}  // namespace cairn::store
