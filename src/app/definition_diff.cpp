#include "app/definition_diff.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "app/definition_text.hpp"
#include "app/tree.hpp"
#include "base/bytes.hpp"
#include "crypto/hash.hpp"

namespace cairn::app {
namespace {

// What names an item of a list, best first.
constexpr std::array<std::string_view, 7> k_names = {"key", "field", "target_url", "framework", "id", "kind", "name"};

std::string text_of(const TomlValue& value) {
  if (value.kind != TomlKind::table && value.kind != TomlKind::list) return value.text;
  std::string out;
  for (const TomlValue& item : value.items) out += (out.empty() ? "" : "; ") + text_of(item);
  for (const TomlMember& member : value.members) {
    const std::string inner = text_of(member.value);
    if (!inner.empty()) out += (out.empty() ? "" : ", ") + inner;
  }
  return out;
}

// A name that an item keeps while the rest of it changes; empty when it has none.
std::string name_of(const TomlValue& item) {
  if (item.kind != TomlKind::table) return item.text;
  for (const std::string_view key : k_names) {
    const TomlMember* member = item.find(key);
    if (member == nullptr || member->value.kind != TomlKind::text) continue;
    const TomlMember* language = key == "field" ? item.find("language") : nullptr;
    return std::string(key) + "=" + member->value.text + (language == nullptr ? "" : "@" + language->value.text);
  }
  return {};
}

/// Walks two trees side by side. Its recursion is as deep as definitions are: three tables.
class Comparison {
 public:
  std::vector<FieldChange> take() { return std::move(changes_); }

  void tables(const TomlValue& before, const TomlValue& after, const std::string& path) {
    for (const TomlMember& member : after.members) {
      const TomlMember* old = before.find(member.key);
      const std::string place = path.empty() ? member.key : path + "." + member.key;
      if (old == nullptr) add(place, ChangeKind::added, "", text_of(member.value));
      else values(old->value, member.value, place);
    }
    for (const TomlMember& member : before.members) {
      const std::string place = path.empty() ? member.key : path + "." + member.key;
      if (after.find(member.key) == nullptr) add(place, ChangeKind::removed, text_of(member.value), "");
    }
  }

 private:
  void values(const TomlValue& before, const TomlValue& after, const std::string& place) {
    if (before.kind == TomlKind::table && after.kind == TomlKind::table) return tables(before, after, place);
    if (before.kind == TomlKind::list && after.kind == TomlKind::list) return lists(before, after, place);
    if (text_of(before) != text_of(after)) add(place, ChangeKind::changed, text_of(before), text_of(after));
  }

  void lists(const TomlValue& before, const TomlValue& after, const std::string& place) {
    std::vector<const TomlValue*> partners = matched(before, after);
    std::set<const TomlValue*> met;
    for (std::size_t i = 0; i < after.items.size(); ++i) {
      const std::string item = place + "[" + std::to_string(i) + "]";
      if (partners[i] == nullptr) {
        add(item, ChangeKind::added, "", text_of(after.items[i]));
        continue;
      }
      met.insert(partners[i]);
      values(*partners[i], after.items[i], item);
    }
    for (std::size_t i = 0; i < before.items.size(); ++i) {
      if (!met.contains(&before.items[i])) add(place + "[" + std::to_string(i) + "]", ChangeKind::removed, text_of(before.items[i]), "");
    }
    const bool same_items = met.size() == before.items.size() && met.size() == after.items.size();
    const bool same_order = std::ranges::is_sorted(partners);
    if (same_items && !same_order) add(place, ChangeKind::changed, text_of(before), text_of(after));
  }

  // For each new item the old one it stands for: the same text, else the same name, else, when nothing names them, the same place.
  static std::vector<const TomlValue*> matched(const TomlValue& before, const TomlValue& after) {
    std::vector<const TomlValue*> out(after.items.size(), nullptr);
    std::set<const TomlValue*> taken;
    const auto take = [&](std::size_t index, const TomlValue& old) {
      out[index] = &old;
      taken.insert(&old);
    };
    const auto match = [&](const auto& is_same) {
      for (std::size_t i = 0; i < after.items.size(); ++i) {
        if (out[i] != nullptr) continue;
        const auto found = std::ranges::find_if(before.items, [&](const TomlValue& old) { return !taken.contains(&old) && is_same(old, after.items[i]); });
        if (found != before.items.end()) take(i, *found);
      }
    };
    match([](const TomlValue& a, const TomlValue& b) { return text_of(a) == text_of(b); });
    match([](const TomlValue& a, const TomlValue& b) { return !name_of(a).empty() && name_of(a) == name_of(b); });
    for (std::size_t i = 0; i < std::min(after.items.size(), before.items.size()); ++i) {
      const bool unnamed = name_of(after.items[i]).empty() && name_of(before.items[i]).empty();
      if (out[i] == nullptr && unnamed && !taken.contains(&before.items[i])) take(i, before.items[i]);
    }
    return out;
  }

  void add(const std::string& place, ChangeKind kind, std::string before, std::string after) {
    changes_.push_back({place, kind, std::move(before), std::move(after)});
  }

  std::vector<FieldChange> changes_;
};

// "outcomes[1].statement" -> "Outcomes 2, statement"
std::string place_words(std::string_view place) {
  std::string out;
  for (std::size_t i = 0; i < place.size(); ++i) {
    const char c = place[i];
    if (c == '[') {
      const std::size_t end = place.find(']', i);
      out += " " + std::to_string(std::stoul(std::string(place.substr(i + 1, end - i - 1))) + 1);
      i = end;
    } else {
      out += c == '.' ? ", " : std::string(1, c == '_' ? ' ' : c);
    }
  }
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

std::string shown(const std::string& text) {
  constexpr std::size_t k_shown = 240;
  if (text.size() <= k_shown) return "\"" + text + "\"";
  std::size_t end = k_shown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "\"" + text.substr(0, end) + "...\"";
}

// The part of a tree that lies in the given places: "credit", "assessment.types", "outcomes[].statement".
void keep(const TomlValue& table, std::string_view place, TomlValue& out) {
  const std::size_t cut = place.find_first_of(".[");
  const TomlMember* member = table.find(place.substr(0, cut));
  if (member == nullptr) return;
  if (cut == std::string_view::npos) {
    out.members.push_back({member->key, 0, member->value});
    return;
  }
  const bool is_list = place[cut] == '[';
  std::string_view rest = place.substr(cut + 1);
  if (is_list) rest = rest.starts_with("].") ? rest.substr(2) : std::string_view();
  TomlValue inner;
  if (!is_list) {
    keep(member->value, rest, inner);
  } else {
    inner.kind = TomlKind::list;
    for (const TomlValue& item : member->value.items) keep(item, rest, inner.items.emplace_back());
  }
  out.members.push_back({std::string(place), 0, std::move(inner)});
}

}  // namespace

std::vector<FieldChange> definition_changes(const domain::MicroCredentialFields& before, const domain::MicroCredentialFields& after) {
  Comparison comparison;
  comparison.tables(definition_tree(before), definition_tree(after), "");
  return comparison.take();
}

std::vector<std::string> places_of(const std::vector<FieldChange>& changes) {
  std::vector<std::string> out;
  for (const FieldChange& change : changes) out.push_back(change.place);
  return out;
}

std::string change_words(const FieldChange& change) {
  const std::string place = place_words(change.place);
  if (change.kind == ChangeKind::added) return place + ": added " + shown(change.after);
  if (change.kind == ChangeKind::removed) return place + ": removed " + shown(change.before);
  return place + ": " + shown(change.before) + " became " + shown(change.after);
}

std::string material_digest(const domain::MicroCredentialFields& fields, const std::vector<std::string>& material) {
  const TomlValue tree = definition_tree(fields);
  TomlValue kept;
  for (const std::string& place : material) keep(tree, place, kept);
  return to_hex(crypto::sha256(as_bytes(json_of(kept))));
}

}  // namespace cairn::app
