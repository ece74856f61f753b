#include "pdf/finish.hpp"

#include <algorithm>
#include <set>

#include "pdf/file.hpp"
#include "pdf/stream.hpp"
#include "pdf/write.hpp"

namespace cairn::pdf {
namespace {

// "2026-03-01T09:30:00Z" -> "D:20260301093000Z"
std::string pdf_date(std::string_view stamp) {
  std::string out = "D:";
  std::copy_if(stamp.begin(), stamp.end(), std::back_inserter(out), [](char c) { return c >= '0' && c <= '9'; });
  return out + "Z";
}

bool is_element(const Object& object, std::string_view tag) {
  const Object* type = object.find("Type");
  const Object* structure = object.find("S");
  return type != nullptr && type->is_name("StructElem") && structure != nullptr && structure->is_name(tag);
}

bool is_of_type(const Object& object, std::string_view name, std::string_view word) {
  const Object* found = object.find(name);
  return found != nullptr && found->is_name(word);
}

// Completes one document, part by part.
class Finisher {
 public:
  Finisher(Draft& draft, const Finishing& finishing) : draft_(draft), finishing_(finishing) {}

  Result<Bytes> run() {
    Object* root = draft_.trailer().find("Root");
    if (root == nullptr) return fail(Kind::malformed, "pdf.structure", "the drawn document has no catalogue");
    drop_artifacts_from_structure();
    describe_figures();
    complete_links_and_fonts();
    CAIRN_CHECK(complete_pages());
    complete_catalogue(draft_.at(*root));
    complete_trailer();
    return draft_.write();
  }

 private:
  // Artifacts belong to no structure: their elements go, and so do the places that name them.
  void drop_artifacts_from_structure() {
    std::set<std::uint32_t> dropped;
    for (const auto& [number, object] : draft_.objects()) {
      if (is_element(object, k_artifact_tag)) dropped.insert(number);
    }
    const auto is_dropped = [&dropped](const Object& item) {
      return item.is(ObjectKind::reference) && dropped.count(item.reference.number) > 0;
    };
    for (auto& [number, object] : draft_.objects()) {
      if (Object* kids = object.find("K")) {
        std::erase_if(kids->items, is_dropped);
        if (is_dropped(*kids)) object.remove("K");
      }
      if (Object* rows = object.find("Nums")) null_out(*rows, is_dropped);
    }
    for (const std::uint32_t number : dropped) draft_.objects().erase(number);
  }

  // The rows of the parent tree are counted by position, so what goes leaves a gap.
  template <class Test>
  static void null_out(Object& rows, Test is_dropped) {
    for (Object& row : rows.items) {
      if (is_dropped(row)) row = Object{};
      for (Object& item : row.items) {
        if (is_dropped(item)) item = Object{};
      }
    }
  }

  void describe_figures() {
    auto text = finishing_.figure_texts.begin();
    for (auto& [number, object] : draft_.objects()) {
      if (!is_element(object, "Figure") || text == finishing_.figure_texts.end()) continue;
      object.set("Alt", make_text(*text++));
    }
  }

  void complete_links_and_fonts() {
    constexpr std::int64_t k_printed = 4;
    for (auto& [number, object] : draft_.objects()) {
      if (is_of_type(object, "Subtype", "Link")) {
        object.set("Contents", make_text(finishing_.link_text));
        object.set("F", make_number(k_printed));
      }
      if (is_of_type(object, "Subtype", "CIDFontType2") && object.find("CIDToGIDMap") == nullptr) {
        object.set("CIDToGIDMap", make_name("Identity"));
      }
    }
  }

  Result<void> complete_pages() {
    std::vector<std::uint32_t> contents;
    for (auto& [number, object] : draft_.objects()) {
      if (!is_of_type(object, "Type", "Page")) continue;
      object.set("Tabs", make_name("S"));
      const Object* content = object.find("Contents");
      if (content != nullptr && content->is(ObjectKind::reference)) contents.push_back(content->reference.number);
    }
    for (const std::uint32_t number : contents) CAIRN_CHECK(mark_artifacts(draft_.objects()[number]));
    return {};
  }

  // "/Private << /MCID 3 >> BDC" on a line of its own becomes "/Artifact BMC"; within a text there is no line end.
  Result<void> mark_artifacts(Object& stream) {
    Budgets budgets{Limits{}};
    CAIRN_TRY(const Bytes before, expand_stream(stream, budgets));
    const std::string opening = "/" + std::string(k_artifact_tag) + " << /MCID ";
    constexpr std::string_view k_closing = " >> BDC";
    std::string_view text = as_text(before);
    std::string out;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      std::string_view line = text.substr(0, end);
      text.remove_prefix(end);
      const std::size_t closing = line.find(k_closing);
      const bool is_artifact = line.starts_with(opening) && closing != std::string_view::npos;
      out += is_artifact ? "/Artifact BMC\n" : line;
    }
    CAIRN_TRY(Bytes packed, compress(as_bytes(out)));
    stream.remove("DecodeParms");
    stream.set("Filter", make_name("FlateDecode"));
    stream.data = draft_.keep(std::move(packed));
    return {};
  }

  Object attach() {
    const FileToAttach& file = finishing_.source;
    const Object date = make_string(pdf_date(finishing_.created));
    const Object stream = draft_.add(make_stream(
        {{"Type", make_name("EmbeddedFile")},
         {"Subtype", make_name(file.media_type)},
         {"Params", make_dictionary({{"Size", make_number(static_cast<std::int64_t>(file.content.size()))}, {"ModDate", date}})}},
        file.content));
    return draft_.add(make_dictionary({{"Type", make_name("Filespec")},
                                       {"F", make_text(file.name)},
                                       {"UF", make_text(file.name)},
                                       {"Desc", make_text(file.description)},
                                       {"AFRelationship", make_name("Source")},
                                       {"EF", make_dictionary({{"F", stream}, {"UF", stream}})}}));
  }

  Object output_intent() {
    const Object profile = draft_.add(make_stream({{"N", make_number(3)}}, draft_.keep(srgb_profile())));
    return make_dictionary({{"Type", make_name("OutputIntent")},
                            {"S", make_name("GTS_PDFA1")},
                            {"OutputConditionIdentifier", make_string("sRGB IEC61966-2.1")},
                            {"Info", make_string("sRGB IEC61966-2.1")},
                            {"DestOutputProfile", profile}});
  }

  void complete_catalogue(Object& catalogue) {
    const std::string packet = metadata_packet(finishing_);
    const Object metadata = draft_.add(make_stream({{"Type", make_name("Metadata")}, {"Subtype", make_name("XML")}},
                                                   draft_.keep(Bytes(packet.begin(), packet.end()))));
    const Object file = attach();
    const Object names = make_dictionary({{"Names", make_array({make_text(finishing_.source.name), file})}});
    catalogue.set("Lang", make_text(finishing_.language));
    catalogue.set("MarkInfo", make_dictionary({{"Marked", make_boolean("true")}}));
    catalogue.set("ViewerPreferences", make_dictionary({{"DisplayDocTitle", make_boolean("true")}}));
    catalogue.set("Metadata", metadata);
    catalogue.set("OutputIntents", make_array({output_intent()}));
    catalogue.set("Names", make_dictionary({{"EmbeddedFiles", names}}));
    catalogue.set("AF", make_array({file}));
  }

  void complete_trailer() {
    const Object date = make_string(pdf_date(finishing_.created));
    const Object id = make_string(as_text(finishing_.id));
    draft_.trailer().set("Info", draft_.add(make_dictionary({{"Title", make_text(finishing_.title)},
                                                             {"Producer", make_text(finishing_.producer)},
                                                             {"CreationDate", date},
                                                             {"ModDate", date}})));
    draft_.trailer().set("ID", make_array({id, id}));
  }

  Draft& draft_;
  const Finishing& finishing_;
};

}  // namespace

Result<Bytes> finish(ByteView drawn, const Finishing& finishing) {
  CAIRN_TRY(File file, File::open(drawn));
  CAIRN_TRY(Draft draft, Draft::load(file));
  return Finisher(draft, finishing).run();
}

}  // namespace cairn::pdf
