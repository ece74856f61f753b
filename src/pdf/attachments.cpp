#include "pdf/attachments.hpp"

#include <set>

#include "pdf/file.hpp"

namespace cairn::pdf {
namespace {

constexpr std::size_t k_most_attachments = 256;
constexpr std::size_t k_most_nodes = 20'000;

// Walks the places where a document keeps files.
class Search {
 public:
  explicit Search(File& file) : file_(file) {}

  Result<std::vector<Attachment>> run() {
    CAIRN_TRY(const Object* catalogue, file_.member(file_.trailer(), "Root"));
    if (!catalogue->is(ObjectKind::dictionary)) return broken("it has no catalogue");
    CAIRN_TRY(const Object* names, file_.member(*catalogue, "Names"));
    CAIRN_TRY(const Object* by_name, file_.member(*names, "EmbeddedFiles"));
    CAIRN_CHECK(walk_names(*by_name));
    CAIRN_CHECK(add_associated(*catalogue));
    CAIRN_TRY(const Object* pages, file_.member(*catalogue, "Pages"));
    CAIRN_CHECK(walk_pages(*pages));
    return std::move(found_);
  }

 private:
  // Put the kids of a node of some tree on the list of what is still to be looked at.
  Result<void> push_kids(const Object& node, std::vector<const Object*>& open) {
    CAIRN_TRY(const Object* kids, file_.member(node, "Kids"));
    for (const Object& kid : kids->items) {
      if (kid.is(ObjectKind::reference) && !seen_nodes_.insert(kid.reference.number).second) return broken("a tree goes in a circle");
      if (++nodes_ > k_most_nodes) return too_much("more nodes");
      CAIRN_TRY(const Object* resolved, file_.resolve(kid));
      open.push_back(resolved);
    }
    return {};
  }

  Result<void> walk_names(const Object& root) {
    std::vector<const Object*> open = {&root};
    while (!open.empty()) {
      const Object& node = *open.back();
      open.pop_back();
      CAIRN_TRY(const Object* pairs, file_.member(node, "Names"));
      for (std::size_t i = 1; i < pairs->items.size(); i += 2) CAIRN_CHECK(add_specification(pairs->items[i]));
      CAIRN_CHECK(push_kids(node, open));
    }
    return {};
  }

  Result<void> walk_pages(const Object& root) {
    std::vector<const Object*> open = {&root};
    while (!open.empty()) {
      const Object& node = *open.back();
      open.pop_back();
      CAIRN_CHECK(add_associated(node));
      CAIRN_TRY(const Object* notes, file_.member(node, "Annots"));
      for (const Object& item : notes->items) {
        if (++nodes_ > k_most_nodes) return too_much("more nodes");
        CAIRN_TRY(const Object* note, file_.resolve(item));
        CAIRN_TRY(const Object* kind, file_.member(*note, "Subtype"));
        const Object* file = note->find("FS");
        if (kind->is_name("FileAttachment") && file != nullptr) CAIRN_CHECK(add_specification(*file));
      }
      CAIRN_CHECK(push_kids(node, open));
    }
    return {};
  }

  Result<void> add_associated(const Object& holder) {
    CAIRN_TRY(const Object* list, file_.member(holder, "AF"));
    if (list->is(ObjectKind::dictionary)) return add_specification(*list);
    for (const Object& item : list->items) CAIRN_CHECK(add_specification(item));
    return {};
  }

  // A specification may name several streams, for several systems. Two that differ would be two files under one name.
  Result<void> add_specification(const Object& item) {
    if (++nodes_ > k_most_nodes) return too_much("more nodes");
    CAIRN_TRY(const Object* specification, file_.resolve(item));
    CAIRN_TRY(const Object* embedded, file_.member(*specification, "EF"));
    for (const Member& one : embedded->members) {
      if (!one.value.is(ObjectKind::reference) || !seen_streams_.insert(one.value.reference.number).second) continue;
      CAIRN_TRY(const Object* stream, file_.resolve(one.value));
      if (!stream->is(ObjectKind::stream)) continue;
      if (found_.size() >= k_most_attachments) return too_much("more attachments");
      CAIRN_CHECK(add(*specification, *stream));
    }
    return {};
  }

  Result<void> add(const Object& specification, const Object& stream) {
    CAIRN_TRY(const Object* unicode_name, file_.member(specification, "UF"));
    CAIRN_TRY(const Object* plain_name, file_.member(specification, "F"));
    CAIRN_TRY(const Object* relationship, file_.member(specification, "AFRelationship"));
    CAIRN_TRY(const Object* media_type, file_.member(stream, "Subtype"));
    found_.push_back({text_of(unicode_name->is(ObjectKind::string) ? *unicode_name : *plain_name),
                      media_type->is(ObjectKind::name) ? media_type->text : std::string(),
                      relationship->is(ObjectKind::name) ? relationship->text : std::string(), file_.expanded(stream)});
    return {};
  }

  File& file_;
  std::vector<Attachment> found_;
  std::set<std::uint32_t> seen_nodes_;
  std::set<std::uint32_t> seen_streams_;
  std::size_t nodes_ = 0;
};

}  // namespace

Result<std::vector<Attachment>> read_attachments(ByteView document, const Limits& limits) {
  CAIRN_TRY(File file, File::open(document, limits));
  return Search(file).run();
}

}  // namespace cairn::pdf
