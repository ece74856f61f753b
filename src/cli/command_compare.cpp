#include <algorithm>
#include <array>

#include "app/tree.hpp"
#include "cli/register_desk.hpp"

namespace cairn::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string credit_words(const domain::MicroCredentialFields& fields) {
  std::string out = fields.credit ? domain::to_text(fields.credit->amount) + " " + fields.credit->framework : "";
  for (const domain::Credit& credit : fields.further_credits) out += (out.empty() ? "" : ", ") + domain::to_text(credit.amount) + " " + credit.framework;
  return out;
}

std::string price_words(const domain::OfferFacts& offer) {
  std::string out;
  for (const domain::Price& price : offer.prices) {
    out += (out.empty() ? "" : ", ") + (price.amount.is_zero() ? "free" : domain::to_text(price.amount) + " " + price.currency);
    if (!price.note.empty()) out += " (" + price.note + ")";
  }
  return out;
}

std::vector<std::string> column(const app::VersionState& version, const std::string& language) {
  const domain::MicroCredentialFields& fields = version.definition.fields;
  const domain::LocalText title = domain::text_in(fields, "name", language.empty() ? fields.language : language);
  return {title.text + " [" + title.language + "]",
          version.record.key.version + ", " + std::string(publication_word(version.standpoint.publication)),
          fields.level ? fields.level->framework + " " + fields.level->code : "",
          credit_words(fields),
          fields.workload_hours ? domain::to_text(*fields.workload_hours) : "",
          domain::assurance_of(fields),
          joined(fields.assessment.types),
          fields.assessment.identity_assurance,
          fields.participation,
          fields.offer.duration,
          fields.offer.start,
          price_words(fields.offer),
          joined(fields.offer.languages),
          fields.prerequisites,
          fields.stacking.kind,
          version.definition.organisation};
}

constexpr std::array<std::string_view, 16> k_labels = {"Title",    "Version", "Level", "Credit", "Hours",     "Assurance",     "Assessed by", "Identity",
                                                       "Mode",     "Duration", "Start", "Price",  "Languages", "Prerequisites", "Stacking",    "Provider"};

Result<std::vector<std::vector<std::string>>> columns_of(const CompareOptions& options, const RegisterDesk& desk) {
  std::vector<std::vector<std::string>> out;
  for (const std::string& name : options.names) {
    CAIRN_TRY(const app::DefinitionState state, app::load_definition(desk.ports(), name));
    const app::VersionState* published = state.published();
    out.push_back(column(published == nullptr ? state.newest() : *published, options.language));
  }
  return out;
}

std::string words_of(const CompareOptions& options, const std::vector<std::vector<std::string>>& columns) {
  std::string out;
  for (std::size_t row = 0; row < k_labels.size(); ++row) {
    const bool is_empty = std::ranges::all_of(columns, [row](const auto& column) { return column[row].empty(); });
    if (is_empty) continue;
    const auto is_first = [&](const auto& column) { return column[row] == columns.front()[row]; };
    out += std::string(k_labels[row]) + (std::ranges::all_of(columns, is_first) ? "" : "   (differs)") + "\n";
    for (std::size_t i = 0; i < columns.size(); ++i) {
      out += "  " + options.names[i] + ": " + (columns[i][row].empty() ? "not stated" : columns[i][row]) + "\n";
    }
  }
  return out;
}

std::string json_of(const CompareOptions& options, const std::vector<std::vector<std::string>>& columns) {
  app::TomlValue root;
  app::TreeWriter out(root);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out.item("definitions", [&](app::TreeWriter& item) {
      item.text("name", options.names[i]);
      for (std::size_t row = 0; row < k_labels.size(); ++row) item.text(k_labels[row], columns[i][row]);
    });
  }
  return app::json_of(root) + "\n";
}

}  // namespace

ExitCode run_compare(const CompareOptions& options, Program& program, const Console& console) {
  const auto desk = RegisterDesk::open(options.common, program, StoreUse::read);
  if (!desk) return give_up(desk.error(), console);
  const auto columns = columns_of(options, **desk);
  if (!columns) return give_up(columns.error(), console);
  console.print(options.common.form == OutputForm::json ? json_of(options, *columns) : words_of(options, *columns));
  return ExitCode::done;
}

}  // namespace cairn::cli
