#pragma once
#include "app/table_reader.hpp"
#include "app/tree.hpp"
#include "domain/micro_credential.hpp"

// The part of a definition file that is about the register and not about credentials: listing, need, offer, workload, tasks, translations.
namespace cairn::app {

/// Everything a definition says, out of the table that holds it.
void read_definition_table(TableReader& file, domain::MicroCredentialFields& out);
void read_facts(TableReader& file, domain::MicroCredentialFields& out);
void write_facts(const domain::MicroCredentialFields& from, TreeWriter& out);

}  // namespace cairn::app
