#include "openbadges/disclosure.hpp"

#include <algorithm>
#include <array>

#include "proof/json_pointer.hpp"

namespace cairn::openbadges {
namespace {

using Words = std::span<const std::string_view>;

// Without these a verifier could not tell whose word it is, for how long it holds, and whether it was taken back.
constexpr std::array<std::string_view, 7> k_needed = {"issuer",           "validFrom",  "validUntil",    "credentialStatus",
                                                      "credentialSchema", "termsOfUse", "refreshService"};
// About the learner and how they did: theirs to show or not.
constexpr std::array<std::string_view, 2> k_own = {"evidence", "endorsement"};
constexpr std::array<std::string_view, 5> k_subjects_own = {"identifier", "result", "narrative", "image", "licenseNumber"};

bool is_in(Words words, std::string_view name) { return std::find(words.begin(), words.end(), name) != words.end(); }

std::string member_path(const std::string& path, std::string_view name) {
  return path + "/" + proof::escape_pointer_token(name);
}

// The subjects of a credential, with the way to each.
template <class Visit>
void each_subject(json::Object credential, const Visit& visit) {
  const json::Value* subjects = credential.find("credentialSubject");
  if (subjects == nullptr) return;
  if (!subjects->is_array()) return visit(*subjects, std::string("/credentialSubject"));
  for (std::uint32_t i = 0; i < subjects->array().size(); ++i) {
    visit(subjects->array()[i], "/credentialSubject/" + std::to_string(i));
  }
}

void add_members_but(json::Value object, const std::string& path, Words left_out, std::vector<std::string>& out) {
  if (!object.is_object()) return;
  for (const json::Member& member : object.object()) {
    const bool comes_along = is_in(std::array<std::string_view, 3>{"@context", "id", "type"}, member.name);
    if (!comes_along && !is_in(left_out, member.name)) out.push_back(member_path(path, member.name));
  }
}

const json::Value* follow(json::Object credential, const std::vector<std::string>& tokens) {
  json::Value here = credential;
  const json::Value* found = nullptr;
  for (const std::string& token : tokens) {
    found = proof::find_by_token(here, token);
    if (found == nullptr) return nullptr;
    here = *found;
  }
  return found;
}

bool leads_somewhere(json::Object credential, const std::string& pointer) {
  const auto tokens = proof::split_pointer(pointer);
  return tokens && (tokens->empty() || follow(credential, *tokens) != nullptr);
}

struct WordRow {
  std::string_view word;
  std::string_view places;  ///< members, with spaces between; of the subject when they begin with "."
};
constexpr std::array<WordRow, 14> k_words = {{
    {"identifier", ".identifier"},
    {"identifiers", ".identifier"},
    {"marks", ".result"},
    {"mark", ".result"},
    {"results", ".result"},
    {"result", ".result"},
    {"narrative", ".narrative"},
    {"achievement", ".achievement"},
    {"criteria", ".achievement/criteria"},
    {"credit", ".creditsEarned"},
    {"dates", "validFrom validUntil awardedDate .activityStartDate .activityEndDate"},
    {"evidence", "evidence"},
    {"endorsement", "endorsement"},
    {"status", "credentialStatus"},
}};
constexpr std::string_view k_known_words =
    "name, email, identifier, marks, evidence, narrative, achievement, criteria, credit, dates, everything";

// The identifiers of one sort.
std::vector<std::string> identities(json::Object credential, std::string_view type) {
  std::vector<std::string> out;
  each_subject(credential, [&](const json::Value& subject, const std::string& path) {
    const json::Value* list = subject.find("identifier");
    if (list == nullptr) return;
    if (!list->is_array()) {
      if (list->text_of("identityType") == type) out.push_back(path + "/identifier");
      return;
    }
    for (std::uint32_t i = 0; i < list->array().size(); ++i) {
      if (list->array()[i].text_of("identityType") == type) out.push_back(path + "/identifier/" + std::to_string(i));
    }
  });
  return out;
}

void add_place(json::Object credential, std::string_view place, std::vector<std::string>& out) {
  const auto add = [&](const std::string& pointer) {
    if (leads_somewhere(credential, pointer)) out.push_back(pointer);
  };
  if (!place.starts_with('.')) return add("/" + std::string(place));
  each_subject(credential, [&](const json::Value&, const std::string& path) { add(path + "/" + std::string(place.substr(1))); });
}

std::vector<std::string> places_of(json::Object credential, std::string_view places) {
  std::vector<std::string> out;
  while (!places.empty()) {
    const std::size_t end = std::min(places.find(' '), places.size());
    add_place(credential, places.substr(0, end), out);
    places.remove_prefix(std::min(end + 1, places.size()));
  }
  return out;
}

bool is_within(std::string_view inner, std::string_view outer) {
  return inner.size() > outer.size() && inner.starts_with(outer) && inner[outer.size()] == '/';
}

// Goes down only where something hidden lies below, and no deeper than the pointers themselves.
void add_shown(json::Value value, const std::string& path, std::span<const std::string> hidden, std::vector<std::string>& out) {
  if (std::find(hidden.begin(), hidden.end(), path) != hidden.end()) return;
  const bool holds_hidden =
      std::any_of(hidden.begin(), hidden.end(), [&](const std::string& one) { return is_within(one, path); });
  if (!holds_hidden) {
    out.push_back(path);
  } else if (value.is_object()) {
    for (const json::Member& member : value.object()) {
      if (member.name != "@context") add_shown(member.value, member_path(path, member.name), hidden, out);
    }
  } else if (value.is_array()) {
    for (std::uint32_t i = 0; i < value.array().size(); ++i) {
      add_shown(value.array()[i], path + "/" + std::to_string(i), hidden, out);
    }
  }
}

}  // namespace

std::vector<std::string> mandatory_pointers(json::Object credential, std::span<const std::string> always_shown) {
  std::vector<std::string> out;
  if (always_shown.empty()) {
    add_members_but(credential, "", std::array<std::string_view, 4>{"credentialSubject", "proof", k_own[0], k_own[1]}, out);
    each_subject(credential, [&](const json::Value& subject, const std::string& path) {
      add_members_but(subject, path, k_subjects_own, out);
    });
    return out;
  }
  for (const std::string_view name : k_needed) {
    if (credential.contains(name)) out.push_back(member_path("", name));
  }
  for (const std::string& pointer : always_shown) {
    if (leads_somewhere(credential, pointer) && std::find(out.begin(), out.end(), pointer) == out.end()) out.push_back(pointer);
  }
  return out;
}

Result<std::vector<std::string>> find_places(json::Object credential, std::string_view word) {
  if (word == "everything") return std::vector<std::string>{""};
  if (word.empty() || word.front() == '/') return std::vector<std::string>{std::string(word)};
  std::vector<std::string> out;
  const auto* row = std::find_if(k_words.begin(), k_words.end(), [&](const WordRow& one) { return one.word == word; });
  if (word == "name") {
    out = identities(credential, "name");
  } else if (word == "email") {
    out = identities(credential, "emailAddress");
  } else if (row != k_words.end()) {
    out = places_of(credential, row->places);
  } else {
    return fail(Kind::malformed, "disclosure.word", "\"" + std::string(word.substr(0, 80)) + "\" names no part of a credential",
                "Give one of: " + std::string(k_known_words) + "; or a JSON Pointer such as /credentialSubject/result/0.");
  }
  if (!out.empty()) return out;
  return fail(Kind::missing, "disclosure.nothing-there", "the credential holds nothing that \"" + std::string(word) + "\" could mean",
              "Look into the file, and name the place by a JSON Pointer.");
}

std::vector<std::string> all_but(json::Object credential, std::span<const std::string> hidden) {
  std::vector<std::string> out;
  for (const json::Member& member : credential) {
    if (member.name == "@context" || member.name == "proof") continue;
    add_shown(member.value, member_path("", member.name), hidden, out);
  }
  return out;
}

}  // namespace cairn::openbadges
