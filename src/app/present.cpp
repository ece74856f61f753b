#include "app/present.hpp"

#include <algorithm>
#include <array>

#include "openbadges/withholdable.hpp"
#include "proof/sd_jwt_present.hpp"

namespace cairn::app {
namespace {

constexpr std::array<std::string_view, 8> k_words = {"name",     "email",     "id",          "marks",
                                                     "evidence", "narrative", "achievement", "everything"};

using Numbers = std::vector<std::size_t>;

bool is_at_or_inside(std::string_view pointer, std::string_view place) {
  return pointer.starts_with(place) && (pointer.size() == place.size() || pointer[place.size()] == '/');
}

std::string all_pointers(const proof::SdJwt& token) {
  std::string out;
  for (const proof::Disclosure& one : token.disclosures) out += (out.empty() ? "" : ", ") + one.pointer.substr(0, 200);
  return out.empty() ? "nothing" : out;
}

// The disclosures that one word means. A place that nobody could withhold is shown in any case.
Result<Numbers> meant_by(const std::string& word, const proof::SdJwt& token) {
  Numbers out;
  if (word == "achievement") return out;
  if (!word.starts_with('/') && std::find(k_words.begin(), k_words.end(), word) == k_words.end()) {
    return fail(Kind::malformed, "present.word", "\"" + word.substr(0, 80) + "\" is no word for a part of a credential",
                "Say name, email, id, marks, evidence, narrative, achievement or everything, or give a JSON Pointer.");
  }
  const std::vector<std::string> places =
      word == "everything" ? std::vector<std::string>{""} : openbadges::places_called(word, token.claims);
  for (std::size_t i = 0; i < token.disclosures.size(); ++i) {
    const std::string& pointer = token.disclosures[i].pointer;
    const bool is_meant = std::any_of(places.begin(), places.end(),
                                      [&](const std::string& place) { return is_at_or_inside(pointer, place); });
    if (is_meant) out.push_back(i);
  }
  if (!out.empty() || word == "everything") return out;
  return fail(Kind::missing, "present.nothing-there", "nothing that can be shown or withheld is called " + word.substr(0, 200),
              "What can be: " + all_pointers(token) + ".");
}

Result<std::vector<char>> marked(const std::vector<std::string>& words, const proof::SdJwt& token) {
  std::vector<char> out(token.disclosures.size(), 0);
  for (const std::string& word : words) {
    CAIRN_TRY(const Numbers meant, meant_by(word, token));
    for (const std::size_t number : meant) out[number] = 1;
  }
  return out;
}

bool is_hidden(std::optional<std::size_t> number, const proof::SdJwt& token, const std::vector<char>& hidden) {
  for (; number; number = token.disclosures[*number].parent) {
    if (hidden[*number] != 0) return true;
  }
  return false;
}

Result<Numbers> choose(const PresentCommand& command, const proof::SdJwt& token) {
  if (std::find(command.hide.begin(), command.hide.end(), "achievement") != command.hide.end()) {
    return fail(Kind::refused, "present.always-shown", "the achievement is shown by every copy", "Hide something else.");
  }
  CAIRN_TRY(std::vector<char> shown, marked(command.show, token));
  if (command.show.empty()) std::fill(shown.begin(), shown.end(), 1);
  CAIRN_TRY(const std::vector<char> hidden, marked(command.hide, token));
  Numbers out;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (shown[i] != 0 && !is_hidden(i, token, hidden)) out.push_back(i);
  }
  return out;
}

}  // namespace

Result<std::string> present(const PresentCommand& command) {
  Arena arena;
  std::string_view text = command.document;
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  CAIRN_TRY(const proof::SdJwt token, proof::open_sd_jwt(text, arena));
  if (!token.parts.key_binding.empty()) {
    return fail(Kind::conflict, "present.bound", "the file is a presentation already, made for somebody",
                "Start from the credential as the issuer sent it.");
  }
  CAIRN_TRY(const Numbers chosen, choose(command, token));
  std::string out = proof::select_disclosures(token, chosen);
  if (command.to.holder == nullptr) return out;
  return proof::bind_to_key(token, std::move(out), {command.to.audience, command.to.nonce, command.at}, *command.to.holder, arena);
}

}  // namespace cairn::app
