#pragma once
#include "jsonld/context_processor.hpp"
#include "jsonld/processor.hpp"
#include "jsonld/rdf_writer.hpp"

namespace cairn::jsonld {

/// What lies behind a Processor; for the source files of this library only.
struct Processor::State {
  State(DocumentLoader& document_loader, const Limits& bounds) : loader(document_loader), limits(bounds) {}

  DocumentLoader& loader;
  Limits limits;
  SharedContexts contexts;
  RdfWriterMemory rdf;
};

}  // namespace cairn::jsonld
