#include "jsonld/data_loss.hpp"

#include <algorithm>
#include <vector>

namespace cairn::jsonld {
namespace {

constexpr std::size_t k_longest_name = 80;

// RFC 6901 3.
void append_escaped(std::string_view name, std::string& out) {
  for (const char c : name.substr(0, std::min(name.size(), k_longest_name))) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
}

}  // namespace

std::string path_text(const PathStep* at) {
  std::vector<const PathStep*> steps;
  for (; at != nullptr; at = at->up) steps.push_back(at);
  if (steps.empty()) return "/";
  std::string out;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    out += '/';
    if ((*step)->is_member) {
      append_escaped((*step)->name, out);
    } else {
      out += std::to_string((*step)->index);
    }
  }
  return out;
}

Failure data_loss(const PathStep* at, const std::string& what) {
  return fail(Kind::refused, "jsonld.data-loss", "at " + path_text(at) + ": " + what,
              "name a context that defines it, or leave it out");
}

}  // namespace cairn::jsonld
