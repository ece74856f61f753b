#pragma once

namespace cairn::cli {

enum class OutputForm { words, json };

}  // namespace cairn::cli
