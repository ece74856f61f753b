#pragma once
#include "base/result.hpp"
#include "store/register.hpp"

namespace cairn::app {

/// Compare a register with an earlier or later state of its audit tree (fsck.hpp reads and writes such checkpoints).
/// out:   how many entries the register lacks; 0 when it reaches as far
/// fails: conflict/checkpoint.differs (the register's history is another than that of the checkpoint)
/// cost:  reads the audit entries up to the checkpoint
Result<std::int64_t> entries_missing(store::Register& store, store::TenantId tenant, const store::AuditHead& checkpoint);

}  // namespace cairn::app
