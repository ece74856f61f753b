#pragma once
#include <optional>
#include <string>
#include <string_view>

// What a signature says about a number. Internal to this library.
namespace cairn::vc {

/// A signature over RDF covers a number as xsd:double with 16 digits, or as an integer: 10.5 and 10.500000000000002 are
/// signed alike. Only what every reading covers may be shown.
/// in:   text - of the JSON grammar's `number`
/// out:  the shortest text of the value that is covered; none when it is too large, or its integer and double differ
/// spec: JSON-LD 1.1 API "Data Round Tripping"
std::optional<std::string> covered_number(std::string_view text);

/// out: whether the text says exactly what is covered; -0 does not
bool survives_signing(std::string_view text);

}  // namespace cairn::vc
