#include "cli/chosen_parts.hpp"

#include <algorithm>

namespace cairn::cli {

std::vector<std::string> chosen_parts(const std::vector<std::string>& given) {
  std::vector<std::string> out;
  for (const std::string& text : given) {
    if (text.starts_with('/')) {
      out.push_back(text);
      continue;
    }
    for (std::size_t first = 0; first <= text.size();) {
      const std::size_t end = std::min(text.find(',', first), text.size());
      if (end > first) out.push_back(text.substr(first, end - first));
      first = end + 1;
    }
  }
  return out;
}

}  // namespace cairn::cli
