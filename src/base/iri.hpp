#pragma once
#include <string>
#include <string_view>

namespace cairn {

/// The five parts of an IRI reference, as views of its text; `has_*` tells an empty part from a missing one.
/// spec: RFC 3986 appendix B, RFC 3987
struct IriParts {
  std::string_view scheme;
  std::string_view authority;
  std::string_view path;
  std::string_view query;
  std::string_view fragment;
  bool has_scheme = false;
  bool has_authority = false;
  bool has_query = false;
  bool has_fragment = false;
};

/// Split without judging.
IriParts split_iri(std::string_view text);
/// out: whether the text is an IRI with a scheme, made only of characters RFC 3987 allows, percent signs well-formed.
bool is_absolute_iri(std::string_view text);
/// Resolve a reference against an absolute base.  spec: RFC 3986 5.2
std::string resolve_iri(std::string_view base, std::string_view reference);
/// The shortest useful relative form of `iri` against `base`, as JSON-LD compaction wants it.
std::string relativize_iri(std::string_view base, std::string_view iri);

}  // namespace cairn
