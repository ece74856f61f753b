#include "app/people_columns.hpp"

#include <algorithm>
#include <array>

namespace cairn::app {
namespace {

using domain::ResultDescription;
using domain::ResultType;

enum class Language { any, german_or_french };

struct Synonym {
  std::string_view header;
  PeopleField field;
  Language language = Language::any;
};

using enum PeopleField;
constexpr auto k_german_or_french = Language::german_or_french;

// English, Gaelic, French, German, Spanish; written as normal_header gives them.
constexpr auto k_synonyms = std::to_array<Synonym>({
    {"name", full_name},
    {"full name", full_name},
    {"fullname", full_name},
    {"learner", full_name},
    {"learner name", full_name},
    {"student", full_name},
    {"student name", full_name},
    {"recipient", full_name},
    {"recipient name", full_name},
    {"participant", full_name},
    {"participant name", full_name},
    {"candidate", full_name},
    {"candidate name", full_name},
    {"display name", full_name},
    {"person", full_name},
    {"ainm", full_name},
    {"ainm slàn", full_name},
    {"làn ainm", full_name},
    {"nom", full_name, k_german_or_french},
    {"nom complet", full_name, k_german_or_french},
    {"nom et prénom", full_name, k_german_or_french},
    {"prénom et nom", full_name, k_german_or_french},
    {"vollständiger name", full_name, k_german_or_french},
    {"name vorname", full_name, k_german_or_french},
    {"teilnehmer", full_name, k_german_or_french},
    {"nombre completo", full_name},
    {"nombre y apellidos", full_name},

    {"forename", forename},
    {"forenames", forename},
    {"first name", forename},
    {"firstname", forename},
    {"first names", forename},
    {"given name", forename},
    {"given names", forename},
    {"givenname", forename},
    {"ciad ainm", forename},
    {"ainm baistidh", forename},
    {"prénom", forename, k_german_or_french},
    {"prénoms", forename, k_german_or_french},
    {"prenom", forename, k_german_or_french},
    {"vorname", forename, k_german_or_french},
    {"vornamen", forename, k_german_or_french},
    {"nombre", forename},
    {"nombres", forename},

    {"surname", surname},
    {"last name", surname},
    {"lastname", surname},
    {"family name", surname},
    {"familyname", surname},
    {"sloinneadh", surname},
    {"nom de famille", surname, k_german_or_french},
    {"nachname", surname, k_german_or_french},
    {"familienname", surname, k_german_or_french},
    {"apellido", surname},
    {"apellidos", surname},

    {"email", email},
    {"e mail", email},
    {"mail", email},
    {"email address", email},
    {"e mail address", email},
    {"emailaddress", email},
    {"mail address", email},
    {"contact email", email},
    {"student email", email},
    {"learner email", email},
    {"post d", email},
    {"post dealain", email},
    {"seòladh puist d", email},
    {"courriel", email, k_german_or_french},
    {"adresse courriel", email, k_german_or_french},
    {"adresse email", email, k_german_or_french},
    {"adresse e mail", email, k_german_or_french},
    {"adresse mail", email, k_german_or_french},
    {"adresse électronique", email, k_german_or_french},
    {"e mail adresse", email, k_german_or_french},
    {"email adresse", email, k_german_or_french},
    {"emailadresse", email, k_german_or_french},
    {"mailadresse", email, k_german_or_french},
    {"correo", email},
    {"correo electrónico", email},
    {"correo electronico", email},
    {"dirección de correo", email},

    {"did", learner_id},
    {"learner did", learner_id},
    {"wallet", learner_id},
    {"wallet id", learner_id},

    {"date", awarded},
    {"date awarded", awarded},
    {"award date", awarded},
    {"awarded", awarded},
    {"awarded on", awarded},
    {"date of award", awarded},
    {"issue date", awarded},
    {"date issued", awarded},
    {"issued on", awarded},
    {"completed", awarded},
    {"completed on", awarded},
    {"completion date", awarded},
    {"date completed", awarded},
    {"date of completion", awarded},
    {"ceann latha", awarded},
    {"deit", awarded},
    {"date d obtention", awarded, k_german_or_french},
    {"date de délivrance", awarded, k_german_or_french},
    {"délivré le", awarded, k_german_or_french},
    {"datum", awarded, k_german_or_french},
    {"verleihungsdatum", awarded, k_german_or_french},
    {"ausstellungsdatum", awarded, k_german_or_french},
    {"abschlussdatum", awarded, k_german_or_french},
    {"verliehen am", awarded, k_german_or_french},
    {"fecha", awarded},
    {"fecha de concesión", awarded},
    {"fecha de obtención", awarded},

    {"student number", student_number},
    {"student no", student_number},
    {"student id", student_number},
    {"studentid", student_number},
    {"learner id", student_number},
    {"learner number", student_number},
    {"matric no", student_number},
    {"matric number", student_number},
    {"matric", student_number},
    {"matriculation no", student_number},
    {"matriculation number", student_number},
    {"registration number", student_number},
    {"candidate number", student_number},
    {"scn", student_number},
    {"àireamh oileanaich", student_number},
    {"numéro d étudiant", student_number, k_german_or_french},
    {"numéro étudiant", student_number, k_german_or_french},
    {"matrikelnummer", student_number, k_german_or_french},
    {"matrikel nr", student_number, k_german_or_french},
    {"número de estudiante", student_number},
    {"número de matrícula", student_number},

    {"evidence", evidence},
    {"evidence url", evidence},
    {"evidence link", evidence},
    {"portfolio", evidence},
    {"portfolio url", evidence},
    {"portfolio link", evidence},
});

constexpr auto k_mark_words = std::to_array<std::string_view>(
    {"mark",       "marks",       "grade",       "score",        "result",     "percent", "percentage",
     "final mark", "final grade", "final score", "overall mark", "comharra",   "ìre",     "punktzahl",
     "punkte",     "ergebnis",    "nota",        "calificación", "puntuación", "résultat"});
// A comment in English, a mark in German and French.
constexpr std::string_view k_note = "note";

constexpr auto k_field_names = std::to_array<std::string_view>(
    {"name", "forename", "surname", "e-mail address", "DID", "date awarded", "student number", "evidence"});

const Synonym* find_synonym(std::string_view header) {
  const auto found =
      std::find_if(k_synonyms.begin(), k_synonyms.end(), [&](const Synonym& word) { return word.header == header; });
  return found == k_synonyms.end() ? nullptr : &*found;
}

Failure twice(std::string_view what, std::string_view first, std::string_view second) {
  return fail(Kind::malformed, "people.column-twice",
              "the columns \"" + std::string(first) + "\" and \"" + std::string(second) + "\" both look like the " +
                  std::string(what),
              "Rename or remove the one that is not meant.");
}

class Finder {
 public:
  Finder(std::span<const std::string_view> headers, const domain::MicroCredential& definition)
      : results_(definition->results) {
    for (const std::string_view header : headers) {
      out_.headers.emplace_back(header);
      normal_.push_back(normal_header(header));
      const Synonym* word = find_synonym(normal_.back());
      if (word != nullptr && word->language == Language::german_or_french) is_german_or_french_ = true;
    }
    taken_.resize(headers.size());
  }

  Result<PeopleColumns> find() {
    CAIRN_CHECK(find_named_results());
    CAIRN_CHECK(find_fields());
    settle_names();
    CAIRN_CHECK(find_mark());
    CAIRN_CHECK(check_needed());
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      if (!taken_[i]) out_.ignored.push_back(i);
    }
    return std::move(out_);
  }

 private:
  // A column named like a result of the definition is that result, whatever else the word could mean.
  Result<void> find_named_results() {
    for (std::size_t r = 0; r < results_.size(); ++r) {
      for (std::size_t i = 0; i < normal_.size(); ++i) {
        if (normal_[i] != normal_header(results_[r].key) && normal_[i] != normal_header(results_[r].name)) continue;
        CAIRN_CHECK(take_result(i, r));
      }
    }
    return {};
  }

  Result<void> take_result(std::size_t column, std::size_t result) {
    for (const ResultColumn& known : out_.results) {
      if (known.result == result) return twice(results_[result].name, out_.headers[known.column], out_.headers[column]);
    }
    if (taken_[column]) return {};
    out_.results.push_back({column, result});
    taken_[column] = true;
    return {};
  }

  Result<void> find_fields() {
    for (std::size_t i = 0; i < normal_.size(); ++i) {
      const Synonym* word = taken_[i] ? nullptr : find_synonym(normal_[i]);
      if (word == nullptr) continue;
      auto& place = out_.by_field[static_cast<std::size_t>(word->field)];
      if (place) return twice(people_field_name(word->field), out_.headers[*place], out_.headers[i]);
      place = i;
      taken_[i] = true;
    }
    return {};
  }

  // Beside a forename, "Name" and "Nom" mean the surname in German and French. Where a whole name stands, its parts are
  // passed over.
  void settle_names() {
    auto& whole = out_.by_field[static_cast<std::size_t>(full_name)];
    auto& first = out_.by_field[static_cast<std::size_t>(forename)];
    auto& last = out_.by_field[static_cast<std::size_t>(surname)];
    if (!whole) return;
    const bool is_surname = normal_[*whole] == "name" || normal_[*whole] == "nom";
    if (first && !last && is_surname && is_german_or_french_) {
      std::swap(last, whole);
      return;
    }
    for (auto* part : {&first, &last}) {
      if (*part) taken_[**part] = false;
      part->reset();
    }
  }

  // A column called just "Mark" or "Grade" is the first result that has a mark or grade and no column of its own.
  Result<void> find_mark() {
    std::optional<std::size_t> target;
    for (std::size_t r = 0; r < results_.size() && !target; ++r) {
      const bool has_column = std::any_of(out_.results.begin(), out_.results.end(),
                                          [r](const ResultColumn& known) { return known.result == r; });
      if (!has_column && results_[r].type != ResultType::rubric_level && results_[r].type != ResultType::status)
        target = r;
    }
    if (!target) return {};
    for (std::size_t i = 0; i < normal_.size(); ++i) {
      const bool is_word = std::find(k_mark_words.begin(), k_mark_words.end(), normal_[i]) != k_mark_words.end() ||
                           (is_german_or_french_ && normal_[i] == k_note);
      if (is_word && !taken_[i]) CAIRN_CHECK(take_result(i, *target));
    }
    return {};
  }

  Result<void> check_needed() const {
    const bool has_name = out_.column_of(full_name) || out_.column_of(forename) || out_.column_of(surname);
    const bool has_identity = out_.column_of(email) || out_.column_of(learner_id);
    if (has_name && has_identity) return {};
    std::string found;
    for (const std::string& header : out_.headers)
      found += (found.empty() ? "\"" : ", \"") + header.substr(0, 40) + "\"";
    return fail(
        Kind::malformed, "people.header",
        std::string("row 1 names no column for the ") + (has_name ? "e-mail address" : "name") + "; it has " + found,
        "The first row must name the columns, for example: Name, Email, Date awarded, Mark.");
  }

  const std::vector<ResultDescription>& results_;
  std::vector<std::string> normal_;
  std::vector<bool> taken_;
  bool is_german_or_french_ = false;
  PeopleColumns out_;
};

}  // namespace

std::string_view people_field_name(PeopleField field) { return k_field_names[static_cast<std::size_t>(field)]; }

std::string normal_header(std::string_view header) {
  std::string out;
  int depth = 0;
  bool is_second_byte = false;
  for (const char c : header) {
    if (c == '(' || c == '[') ++depth;
    const bool skipped = depth > 0;
    if ((c == ')' || c == ']') && depth > 0) --depth;
    if (skipped) continue;
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      // Capital letters of Latin-1 lie 0x20 below the small ones, in the second byte behind 0xC3.
      const bool is_capital = is_second_byte && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
      out += static_cast<char>(is_capital ? byte + 0x20 : byte);
      is_second_byte = byte == 0xC3;
      continue;
    }
    is_second_byte = false;
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_letter || (c >= '0' && c <= '9')) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Result<PeopleColumns> find_people_columns(std::span<const std::string_view> headers,
                                          const domain::MicroCredential& definition) {
  return Finder(headers, definition).find();
}

}  // namespace cairn::app
