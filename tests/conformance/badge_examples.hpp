#pragma once
#include "conformance/suite.hpp"

namespace cairn::conformance {

/// Judge the examples of a suite's manifest as it says two independent programs judge them: a JSON Schema validator over the two
/// official schemas of Open Badges 3.0, and a JSON-LD processor in safe mode.
void judge_examples(Suite& suite);

/// Judge the contexts and schemas of the published extensions, and the schemas of a national profile.
void judge_extensions(Suite& suite);

}  // namespace cairn::conformance
