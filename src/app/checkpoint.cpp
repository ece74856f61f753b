#include "app/checkpoint.hpp"

#include <algorithm>

namespace cairn::app {
namespace {

constexpr std::int64_t k_page = 1'000;

}  // namespace

Result<std::int64_t> entries_missing(store::Register& store, store::TenantId tenant, const store::AuditHead& checkpoint) {
  CAIRN_TRY(const store::AuditHead head, store.audit_head(tenant));
  if (head.size < checkpoint.size) return checkpoint.size - head.size;
  store::AuditTree tree;
  for (std::int64_t number = 0; number < checkpoint.size;) {
    const auto limit = static_cast<std::size_t>(std::min(k_page, checkpoint.size - number));
    CAIRN_TRY(const auto entries, store.audit_entries(tenant, number, limit));
    if (entries.empty()) break;
    for (const store::AuditEntry& entry : entries) tree.append(leaf_hash(entry));
    number = entries.back().number;
  }
  if (tree.head() == checkpoint) return std::int64_t{0};
  return fail(Kind::conflict, "checkpoint.differs",
              "the first " + std::to_string(checkpoint.size) + " audit entries are not those that the checkpoint speaks of",
              "This is the history of another register, or it was changed. Find out which of the two is right before you go on.");
}

}  // namespace cairn::app
