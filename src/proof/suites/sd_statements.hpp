#pragma once
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "crypto/hash.hpp"
#include "json/value.hpp"
#include "jsonld/rdf_writer.hpp"
#include "proof/engine.hpp"
#include "proof/suites/sd_selection.hpp"
#include "rdf/canonicalize.hpp"

namespace cairn::proof {

/// What the issuer calls the blank node with a canonical number: an HMAC, so that labels say nothing of what is hidden.
/// spec:  ecdsa-sd-2023 "createHmacIdLabelMapFunction"
crypto::Sha256 hmac_label(const crypto::Sha256& hmac_key, std::uint32_t number);
/// "_:u" and base64url, as N-Quads writes it.
std::string label_text(const crypto::Sha256& label);

/// The statements of one document under the issuer's labels, and groups of them named by JSON Pointers. Where the standard
/// skolemizes and compares lines, blank nodes are known here by the JSON objects they come from.
/// owns:  the workbench must outlive it and is in use meanwhile
/// spec:  ecdsa-sd-2023 "canonicalizeAndGroup", "labelReplacementCanonicalizeNQuads", "selectCanonicalNQuads"
class SdStatements {
 public:
  explicit SdStatements(Workbench& workbench) : workbench_(workbench) {}

  /// in:    document - without proof; alive and unchanged as long as groups are asked for
  /// out:   lines whose views end with the next use of the workbench's canonicalizer
  /// fails: unsupported/sd.form (a list, a blank node label, an empty object: of these no part can be shown); jsonld.*, rdfc.*
  Result<rdf::StatementLines> read(json::Object document, const crypto::Sha256& hmac_key);
  /// How many lines there are.
  std::size_t size() const { return by_quad_.size(); }
  /// The lines that a selection says, as flags; none for no pointers.
  /// out:   selection - what was selected; its statements stay in selected()
  /// fails: refused/sd.partial-value (a pointer leads into a value that has to be shown whole); as select()
  Result<std::vector<bool>> group(std::span<const std::string> pointers, Arena& arena, Selection& selection);
  /// The statements of the last group's selection.
  const rdf::Dataset& selected() const { return selected_; }
  /// What the issuer calls a blank node of selected().
  const crypto::Sha256& label_of_selected(rdf::TermId blank) const;

 private:
  struct Place {
    const json::Member* object;
    jsonld::BlankOrigin::Role role;
    bool operator==(const Place&) const = default;
  };
  struct PlaceHash {
    std::size_t operator()(const Place& place) const {
      return std::hash<const void*>()(place.object) * 4 + static_cast<std::size_t>(place.role);
    }
  };
  struct Entry {
    rdf::Quad quad;
    std::uint32_t line;
  };
  Result<void> keep_origins();
  Result<void> translate_blanks(const Selection& selection);
  rdf::TermId translate(rdf::TermId selected);

  Workbench& workbench_;
  json::Object document_;
  std::unordered_map<Place, rdf::TermId, PlaceHash> blanks_;         // of the whole document
  std::unordered_map<rdf::TermId, crypto::Sha256> labels_;           // of the whole document
  std::vector<Entry> by_quad_;                                       // sorted by quad
  rdf::Dataset selected_;
  std::vector<rdf::TermId> translation_;                             // selected term -> term of the whole document
};

}  // namespace cairn::proof
