#include "openbadges2/view.hpp"

#include "openbadges2/moment.hpp"
#include "vc/credential_view.hpp"

namespace cairn::openbadges2 {
namespace {

// Writes the parts of one view.
class Writer {
 public:
  Writer(const Chain& chain, Arena& arena) : chain_(chain), arena_(arena) {}

  json::Value credential() {
    const json::Object out = json::Object::make(arena_, 8);
    copy(out, "id", chain_.assertion, "id");
    if (!out.contains("id")) copy(out, "id", chain_.assertion, "uid");
    out.set("issuer", issuer(), arena_);
    add_moment(out, "validFrom", chain_.version == Version::v0_5 ? "issued_on" : "issuedOn", Edge::start_of_day);
    add_moment(out, "validUntil", "expires", Edge::end_of_day);
    if (const json::Value* from = out.find("validFrom")) out.set("awardedDate", *from, arena_);
    out.set("credentialSubject", subject(), arena_);
    return json::Value(out);
  }

 private:
  void add_text(json::Object out, std::string_view name, std::string_view text) {
    if (!text.empty()) out.set(name, json::Value::string(text), arena_);
  }
  void copy(json::Object out, std::string_view name, json::Value from, std::string_view member) {
    if (const json::Value* found = from.find(member)) out.set(name, *found, arena_);
  }

  void add_moment(json::Object out, std::string_view name, std::string_view member, Edge edge) {
    const json::Value* value = chain_.assertion.find(member);
    if (value == nullptr) return;
    const auto moment = read_moment(*value, chain_.version, edge);
    out.set(name, moment ? json::Value::string(arena_.copy(format_instant(*moment))) : *value, arena_);
  }

  json::Value issuer() {
    const json::Object out = json::Object::make(arena_, 2);
    add_text(out, "id", chain_.profile.address);
    copy(out, "name", chain_.profile.value, "name");
    return json::Value(out);
  }

  json::Value subject() {
    const json::Object out = json::Object::make(arena_, 4);
    const json::Array identifiers = json::Array::make(arena_, 1);
    identifiers.push_back(identity(), arena_);
    out.set("identifier", identifiers, arena_);
    copy(out, "narrative", chain_.assertion, "narrative");
    out.set("achievement", achievement(), arena_);
    return json::Value(out);
  }

  // Before 1.0 the recipient is a bare address, or its hash with the salt beside it.
  json::Value identity() {
    const json::Object out = json::Object::make(arena_, 4);
    const json::Value* recipient = chain_.assertion.find("recipient");
    if (recipient != nullptr && recipient->is_string()) {
      out.set("identityHash", *recipient, arena_);
      out.set("identityType", json::Value::string("email"), arena_);
      out.set("hashed", json::Value::boolean(recipient->text().find('$') != std::string_view::npos), arena_);
      copy(out, "salt", chain_.assertion, "salt");
    } else if (recipient != nullptr) {
      copy(out, "identityHash", *recipient, "identity");
      copy(out, "identityType", *recipient, "type");
      copy(out, "hashed", *recipient, "hashed");
      copy(out, "salt", *recipient, "salt");
    }
    return json::Value(out);
  }

  json::Value achievement() {
    const json::Object out = json::Object::make(arena_, 8);
    const json::Value badge_class = chain_.badge_class.value;
    add_text(out, "id", chain_.badge_class.address);
    for (const std::string_view name : {"name", "description", "image", "alignment"}) copy(out, name, badge_class, name);
    copy(out, "tag", badge_class, "tags");
    const json::Value* criteria = badge_class.find("criteria");
    if (criteria == nullptr) return json::Value(out);
    if (!criteria->is_string()) {
      out.set("criteria", *criteria, arena_);
      return json::Value(out);
    }
    const json::Object link = json::Object::make(arena_, 1);
    link.set("id", *criteria, arena_);
    out.set("criteria", link, arena_);
    return json::Value(out);
  }

  const Chain& chain_;
  Arena& arena_;
};

}  // namespace

json::Value as_credential(const Chain& chain, Arena& arena) { return Writer(chain, arena).credential(); }

}  // namespace cairn::openbadges2
