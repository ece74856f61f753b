#include "app/sheet_columns.hpp"

#include <algorithm>
#include <array>

#include "app/people.hpp"
#include "base/iri.hpp"
#include "domain/vocabulary.hpp"
#include "exchange/foreign_words.hpp"

namespace cairn::app {
namespace {

using Fields = domain::MicroCredentialFields;
using std::string_view;

constexpr string_view k_number = "a number such as 10 or 7.5";
constexpr string_view k_months = "a whole number of months";
constexpr string_view k_skill = "names with addresses: survey buildings <https://example.org/skill>, separated by |";
constexpr string_view k_party = "a name and an address: Ardmore College <https://ardmore.example/>";

template <auto Field>
string_view text(SheetRow& row, string_view cell) {
  row.fields.*Field = cell;
  return {};
}
template <auto Table, auto Field>
string_view text_in(SheetRow& row, string_view cell) {
  row.fields.*Table.*Field = cell;
  return {};
}
template <auto Field>
string_view waiting(SheetRow& row, string_view cell) {
  row.*Field = cell;
  return {};
}
template <auto Field>
string_view list(SheetRow& row, string_view cell) {
  row.fields.*Field = split_cell(cell);
  return {};
}
template <auto Table, auto Field>
string_view list_in(SheetRow& row, string_view cell) {
  row.fields.*Table.*Field = split_cell(cell);
  return {};
}

// "7,5" is how half of Europe writes it; "1,500" could be two numbers.
std::optional<domain::Amount> read_number(string_view cell) {
  std::string plain(cell);
  const std::size_t comma = plain.find(',');
  if (comma != std::string::npos && plain.find('.') == std::string::npos && plain.size() - comma - 1 <= 2 && plain.rfind(',') == comma) plain[comma] = '.';
  const auto amount = domain::parse_amount(plain);
  return amount ? std::optional(*amount) : std::nullopt;
}

string_view set_hours(SheetRow& row, string_view cell) {
  row.fields.workload_hours = read_number(cell);
  return row.fields.workload_hours ? string_view() : k_number;
}

string_view set_validity(SheetRow& row, string_view cell) {
  const auto months = domain::level_number(cell);
  if (!months) return k_months;
  row.fields.validity_months = *months;
  return {};
}

string_view set_outcomes(SheetRow& row, string_view cell) {
  row.fields.outcomes.clear();
  for (std::string& statement : split_cell(cell)) row.fields.outcomes.push_back({std::move(statement)});
  return {};
}

// "name <address>", or the address alone.
std::optional<domain::Party> read_named(string_view piece) {
  const std::size_t open = piece.rfind('<');
  if (open == string_view::npos || !piece.ends_with('>')) {
    const bool is_address = piece.starts_with("https://") || piece.starts_with("http://") || piece.starts_with("did:") || piece.starts_with("urn:");
    return is_address ? std::optional(domain::Party{std::string(piece), std::string(piece)}) : std::nullopt;
  }
  domain::Party out{std::string(trim_cell(piece.substr(0, open))), std::string(trim_cell(piece.substr(open + 1, piece.size() - open - 2)))};
  if (out.name.empty()) out.name = out.id;
  return out.id.empty() ? std::nullopt : std::optional(std::move(out));
}

string_view set_skills(SheetRow& row, string_view cell) {
  for (const std::string& piece : split_cell(cell)) {
    const auto named = read_named(piece);
    if (!named) return k_skill;
    const bool is_esco = named->id.starts_with("http://data.europa.eu/esco/");
    row.fields.alignments.push_back({named->name, named->id, is_esco ? "ESCO" : "", "", "", ""});
  }
  return {};
}

template <auto Field>
string_view party(SheetRow& row, string_view cell) {
  row.fields.*Field = read_named(cell);
  return row.fields.*Field ? string_view() : k_party;
}
template <auto Table, auto Field>
string_view party_in(SheetRow& row, string_view cell) {
  row.fields.*Table.*Field = read_named(cell);
  return row.fields.*Table.*Field ? string_view() : k_party;
}
string_view set_delivered_by(SheetRow& row, string_view cell) {
  for (const std::string& piece : split_cell(cell)) {
    auto named = read_named(piece);
    if (!named) return k_party;
    row.fields.delivered_by.push_back(std::move(*named));
  }
  return {};
}

string_view set_participation(SheetRow& row, string_view cell) {
  const string_view word = exchange::participation_named(cell);
  if (word.empty()) return "online, onsite, blended or workplace";
  row.fields.participation = word;
  return {};
}

string_view set_type(SheetRow& row, string_view cell) {
  const string_view known = exchange::achievement_type_named(cell);
  row.fields.achievement_type = known.empty() ? cell : known;
  return {};
}

string_view set_evidence(SheetRow& row, string_view cell) {
  if (cell == "none") row.fields.evidence = domain::EvidencePolicy::none;
  else if (cell == "optional") row.fields.evidence = domain::EvidencePolicy::optional;
  else if (cell == "required") row.fields.evidence = domain::EvidencePolicy::required;
  else return "none, optional or required";
  return {};
}

string_view set_ects(SheetRow& row, string_view cell) {
  row.credit = cell;
  row.credit_framework = "ECTS";
  return {};
}

string_view set_organisation_id(SheetRow& row, string_view cell) {
  row.fields.organisation.id = cell;
  return is_absolute_iri(cell) ? string_view() : "a DID or a web address";
}

constexpr auto k_columns = std::to_array<SheetColumn>({
    {"id", text<&Fields::id>},
    {"name", text<&Fields::name>},
    {"description", text<&Fields::description>},
    {"version", text<&Fields::version>},
    {"language", text<&Fields::language>},
    {"achievement_type", set_type},
    {"criteria_narrative", text<&Fields::criteria_narrative>},
    {"criteria_url", text<&Fields::criteria_url>},
    {"image_url", text<&Fields::image_url>},
    {"image_caption", text<&Fields::image_caption>},
    {"field_of_study", text<&Fields::field_of_study>},
    {"human_code", text<&Fields::human_code>},
    {"tags", list<&Fields::tags>},
    {"participation", set_participation},
    {"prerequisites", text<&Fields::prerequisites>},
    {"required_definitions", list<&Fields::required_definitions>},
    {"workload_hours", set_hours},
    {"validity_months", set_validity},
    {"evidence", set_evidence},
    {"outcomes", set_outcomes},
    {"alignments", set_skills},
    {"level", waiting<&SheetRow::level>},
    {"level.framework", waiting<&SheetRow::level_framework>},
    {"credit", waiting<&SheetRow::credit>},
    {"credit.framework", waiting<&SheetRow::credit_framework>},
    {"ects", set_ects},
    {"organisation.id", set_organisation_id},
    {"organisation.name", text_in<&Fields::organisation, &domain::Organisation::name>},
    {"organisation.url", text_in<&Fields::organisation, &domain::Organisation::url>},
    {"organisation.email", text_in<&Fields::organisation, &domain::Organisation::email>},
    {"assessment.types", list_in<&Fields::assessment, &domain::AssessmentFacts::types>},
    {"assessment.identity_assurance", text_in<&Fields::assessment, &domain::AssessmentFacts::identity_assurance>},
    {"assessment.identity_check", text_in<&Fields::assessment, &domain::AssessmentFacts::identity_check>},
    {"assessment.assessed_by", party_in<&Fields::assessment, &domain::AssessmentFacts::assessed_by>},
    {"quality.form", text_in<&Fields::quality, &domain::QualityFacts::form>},
    {"quality.statement", text_in<&Fields::quality, &domain::QualityFacts::statement>},
    {"quality.assured_by", party_in<&Fields::quality, &domain::QualityFacts::assured_by>},
    {"stacking.kind", text_in<&Fields::stacking, &domain::StackingFacts::kind>},
    {"awarded_by", party<&Fields::awarded_by>},
    {"delivered_by", set_delivered_by},
    {"listing.summary", text_in<&Fields::listing, &domain::ListingFacts::summary>},
    {"listing.purpose", text_in<&Fields::listing, &domain::ListingFacts::purpose>},
    {"listing.assurance", text_in<&Fields::listing, &domain::ListingFacts::assurance>},
    {"listing.subject_code", text_in<&Fields::listing, &domain::ListingFacts::subject_code>},
    {"listing.subject_scheme", text_in<&Fields::listing, &domain::ListingFacts::subject_scheme>},
    {"listing.country", text_in<&Fields::listing, &domain::ListingFacts::country>},
    {"listing.certification", text_in<&Fields::listing, &domain::ListingFacts::certification>},
    {"listing.review_due", text_in<&Fields::listing, &domain::ListingFacts::review_due>},
    {"need.statement", text_in<&Fields::need, &domain::NeedFacts::statement>},
    {"need.checked", text_in<&Fields::need, &domain::NeedFacts::checked>},
    {"offer.duration", text_in<&Fields::offer, &domain::OfferFacts::duration>},
    {"offer.location", text_in<&Fields::offer, &domain::OfferFacts::location>},
    {"offer.start", text_in<&Fields::offer, &domain::OfferFacts::start>},
    {"offer.technology", text_in<&Fields::offer, &domain::OfferFacts::technology>},
    {"offer.audience", text_in<&Fields::offer, &domain::OfferFacts::audience>},
    {"offer.content", text_in<&Fields::offer, &domain::OfferFacts::content>},
    {"offer.content_licence", text_in<&Fields::offer, &domain::OfferFacts::content_licence>},
    {"offer.languages", list_in<&Fields::offer, &domain::OfferFacts::languages>},
    {"offer.url", text_in<&Fields::offer, &domain::OfferFacts::url>},
    {"offer.price", waiting<&SheetRow::price>},
    {"offer.currency", waiting<&SheetRow::currency>},
});

struct Synonym {
  string_view header;  // as plain_header gives it
  string_view key;
};
constexpr auto k_synonyms = std::to_array<Synonym>({
    {"title", "name"},
    {"micro_credential", "name"},
    {"identifier", "id"},
    {"type", "achievement_type"},
    {"criteria", "criteria_narrative"},
    {"code", "human_code"},
    {"course_code", "human_code"},
    {"keywords", "tags"},
    {"mode", "participation"},
    {"delivery", "participation"},
    {"entry_requirements", "prerequisites"},
    {"hours", "workload_hours"},
    {"notional_hours", "workload_hours"},
    {"learning_hours", "workload_hours"},
    {"workload", "workload_hours"},
    {"validity", "validity_months"},
    {"learning_outcomes", "outcomes"},
    {"skills", "alignments"},
    {"framework", "level.framework"},
    {"level_framework", "level.framework"},
    {"level_code", "level"},
    {"credits", "credit"},
    {"credit_points", "credit"},
    {"credit_amount", "credit"},
    {"credit_framework", "credit.framework"},
    {"organisation", "organisation.name"},
    {"organization", "organisation.name"},
    {"issuer", "organisation.name"},
    {"institution", "organisation.name"},
    {"assessment", "assessment.types"},
    {"assessment_type", "assessment.types"},
    {"assessment_types", "assessment.types"},
    {"quality", "quality.form"},
    {"stacking", "stacking.kind"},
    {"summary", "listing.summary"},
    {"purpose", "listing.purpose"},
    {"need", "need.statement"},
    {"duration", "offer.duration"},
    {"location", "offer.location"},
    {"start", "offer.start"},
    {"start_date", "offer.start"},
    {"audience", "offer.audience"},
    {"content", "offer.content"},
    {"price", "offer.price"},
    {"fee", "offer.price"},
    {"currency", "offer.currency"},
});

// "Learning Outcomes " and "learning-outcomes" are learning_outcomes.
std::string plain_header(string_view header) {
  std::string out;
  for (const char c : trim_cell(header)) {
    const bool is_gap = c == ' ' || c == '-' || c == '_';
    if (!is_gap) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!out.empty() && out.back() != '_') out += '_';
  }
  return out;
}

const SheetColumn* column_of(string_view plain) {
  const auto synonym = std::ranges::find(k_synonyms, plain, &Synonym::header);
  const string_view key = synonym == k_synonyms.end() ? plain : synonym->key;
  const auto found = std::ranges::find_if(k_columns, [&](const SheetColumn& one) {
    if (one.key == key) return true;
    std::string flat(one.key);
    std::ranges::replace(flat, '.', '_');
    return flat == key;
  });
  return found == k_columns.end() ? nullptr : &*found;
}

FoundColumn found_column(std::size_t index, string_view header) {
  FoundColumn out;
  out.index = index;
  out.header = shown_cell(trim_cell(header), 60);
  const string_view trimmed = trim_cell(header);
  const std::size_t mark = trimmed.find('@');
  out.column = column_of(plain_header(trimmed.substr(0, mark)));
  if (out.column == nullptr || mark == string_view::npos) return out;
  out.language = trim_cell(trimmed.substr(mark + 1));
  out.field = out.column->key;
  const bool has_words = out.field == "outcomes" || domain::is_translatable(out.field);
  if (!has_words || !domain::is_language_tag(out.language)) out.column = nullptr;
  return out;
}

// "SCQF 7", or the code alone with the framework in a column of its own.
void finish_level(SheetRow& row, std::vector<std::string>& problems) {
  if (row.level.empty()) return;
  if (const auto level = exchange::level_in_words(row.level)) {
    row.fields.level = level;
  } else if (!row.level_framework.empty()) {
    row.fields.level = domain::Level{row.level_framework, row.level, "", ""};
  } else {
    problems.push_back("level: \"" + shown_cell(row.level) + "\" is no level of a framework that is known; wanted a level such as SCQF 7, or a column level.framework");
  }
}

// "15", "15 SCQF", "SCQF 15".
void finish_credit(SheetRow& row, std::vector<std::string>& problems) {
  if (row.credit.empty()) return;
  std::string framework = row.credit_framework;
  string_view number = row.credit;
  const std::size_t gap = number.find(' ');
  if (gap != string_view::npos && framework.empty()) {
    const string_view first = trim_cell(number.substr(0, gap));
    const string_view rest = trim_cell(number.substr(gap + 1));
    const bool is_number_first = read_number(first).has_value();
    framework = exchange::credit_framework_named(is_number_first ? rest : first);
    number = is_number_first ? first : rest;
  }
  const auto amount = read_number(number);
  if (!amount) problems.push_back("credit: \"" + shown_cell(row.credit) + "\" is no amount; wanted " + std::string(k_number));
  else if (framework.empty()) problems.push_back("credit: \"" + shown_cell(row.credit) + "\" says not of what; wanted 15 SCQF, or a column credit.framework");
  else row.fields.credit = domain::Credit{framework, *amount};
}

void finish_price(SheetRow& row, std::vector<std::string>& problems) {
  if (row.price.empty()) return;
  std::string currency = row.currency;
  string_view number = row.price;
  const std::size_t gap = number.find(' ');
  if (gap != string_view::npos && currency.empty()) {
    const string_view first = trim_cell(number.substr(0, gap));
    const string_view rest = trim_cell(number.substr(gap + 1));
    const bool is_number_first = read_number(first).has_value();
    currency = is_number_first ? rest : first;
    number = is_number_first ? first : rest;
  }
  const auto amount = read_number(number);
  if (!amount || currency.empty()) problems.push_back("price: \"" + shown_cell(row.price) + "\" is no price; wanted 450 GBP, or a column currency");
  else row.fields.offer.prices.push_back({*amount, currency});
}

}  // namespace

Result<SheetColumns> find_sheet_columns(std::span<const std::string_view> headers) {
  SheetColumns out;
  std::map<std::pair<string_view, std::string>, std::string> seen;
  std::string listed;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    FoundColumn found = found_column(i, headers[i]);
    listed += (listed.empty() ? "" : ", ") + found.header;
    if (found.column == nullptr) {
      if (!found.header.empty()) out.unknown.push_back(found.header);
      continue;
    }
    const auto [place, is_new] = seen.emplace(std::pair(found.column->key, found.language), found.header);
    if (!is_new) {
      return fail(Kind::malformed, "sheet.column-twice", "\"" + place->second + "\" and \"" + found.header + "\" both hold " + std::string(found.column->key),
                  "Keep one of the two columns.");
    }
    out.found.push_back(std::move(found));
  }
  if (!seen.contains({"name", ""})) {
    return fail(Kind::malformed, "sheet.header", "no column holds the name; the columns are: " + shown_cell(listed, 400),
                "Write a first row with the keys of a definition: id, name, description, level, credit, hours, outcomes, ...");
  }
  return out;
}

std::vector<std::string> finish_row(SheetRow& row) {
  std::vector<std::string> problems;
  finish_level(row, problems);
  finish_credit(row, problems);
  finish_price(row, problems);
  return problems;
}

std::vector<std::string> split_cell(std::string_view cell) {
  std::vector<std::string> out;
  exchange::add_listed(cell, '|', out);
  return out;
}

std::string_view trim_cell(std::string_view cell) {
  constexpr string_view k_spaces = " \t\r\n";
  const std::size_t first = cell.find_first_not_of(k_spaces);
  return first == string_view::npos ? string_view() : cell.substr(first, cell.find_last_not_of(k_spaces) - first + 1);
}

}  // namespace cairn::app
