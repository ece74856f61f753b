#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cairn::domain {

/// An alignment as far as rules look at it.
struct AlignmentTarget {
  std::string_view url;
  std::string_view framework;  ///< may be empty
  std::string_view code;       ///< may be empty
  std::string_view type;       ///< may be empty
};

enum class FaultWeight { remark, error };

/// Why an alignment does not point where it says it points.
struct AlignmentFault {
  enum class Part { url, code };
  Part part = Part::url;
  FaultWeight weight = FaultWeight::error;
  std::string what;  ///< "is no address of an ESCO concept"
  std::string hint;
};

/// Look at an alignment to one of the frameworks whose addresses and codes have a published form: ESCO, CASE, the Credential
/// Registry (CTDL), levels of qualifications frameworks, and the EU's vocabularies that ELM uses. Nothing is fetched.
/// out: the first fault; none for any other target
std::optional<AlignmentFault> alignment_fault(const AlignmentTarget& target);

/// out: whether the text is a UUID in its usual form, small or capital letters.  spec: RFC 9562 section 4
bool is_uuid(std::string_view text);

}  // namespace cairn::domain
