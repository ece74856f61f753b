#include <cstddef>
#include <cstdint>
#include <string>

#include "base/bug.hpp"
#include "rdf/canonicalize.hpp"
#include "rdf/nquads.hpp"

// What is read can be written and read again as the same; canonical forms are fixed points and the budget is kept.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cairn::rdf;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Dataset dataset;
  if (!read_n_quads(text, dataset)) return 0;
  const std::string written = write_n_quads(dataset);
  Dataset again;
  CAIRN_ASSERT(read_n_quads(written, again));
  CAIRN_ASSERT(write_n_quads(again) == written);

  CanonicalizationOptions options;
  options.limits = {1'000, 200, 256, 1'024, 16'384};
  Canonicalizer canonicalizer;
  const cairn::Result<std::string_view> first = canonicalizer.canonicalize(dataset, options);
  if (!first) {
    CAIRN_ASSERT(first.error().kind == cairn::Kind::exhausted);
    return 0;
  }
  const std::string canonical(first.value());
  Dataset relabelled;
  CAIRN_ASSERT(read_n_quads(canonical, relabelled));
  CAIRN_ASSERT(relabelled.quads().size() == dataset.quads().size());
  const cairn::Result<std::string_view> second = canonicalizer.canonicalize(relabelled);
  CAIRN_ASSERT(second && second.value() == canonical);
  return 0;
}
