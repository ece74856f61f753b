#include <algorithm>

#include "app/tree.hpp"
#include "cli/input.hpp"
#include "cli/register_desk.hpp"

namespace cairn::cli {
namespace {

void add_facets(store::SearchQuery& query, const std::string& kind, const std::vector<std::string>& values) {
  for (const std::string& value : values) query.facets.push_back({kind, value});
}

// "10..50", "10..", "..50", "30"
Result<store::HourRange> hours_of(const std::string& text) {
  const std::size_t dots = text.find("..");
  const std::string least = text.substr(0, dots);
  const std::string most = dots == std::string::npos ? least : text.substr(dots + 2);
  store::HourRange out{1, 1'000'000'000'000};
  if (!least.empty()) {
    CAIRN_TRY(const domain::Amount amount, value_of("--hours", domain::parse_amount(least)));
    out.least = std::max<std::int64_t>(1, amount.thousandths());  // 0 stands for hours that are not stated
  }
  if (!most.empty()) {
    CAIRN_TRY(const domain::Amount amount, value_of("--hours", domain::parse_amount(most)));
    out.most = amount.thousandths();
  }
  if (out.least <= out.most) return out;
  return fail(Kind::malformed, "usage.value", "--hours: " + text + " ends before it begins", "Write the smaller number first: 10..50.");
}

void add_status(store::SearchQuery& query, const std::string& word) {
  using enum store::PublicStatus;
  for (const store::PublicStatus status : {unpublished, current, expiring, discontinued}) {
    if (word == "all" || word == store::status_word(status)) query.statuses.push_back(status);
  }
}

// A level that no framework has would find nothing, and look as if nothing were offered.
Result<void> check_level(const domain::Crosswalk& crosswalk, const std::string& level) {
  const std::size_t space = level.find(' ');
  const domain::QualificationsFramework* framework = crosswalk.find(level.substr(0, space));
  const bool is_known = framework != nullptr && space != std::string::npos &&
                        std::ranges::find(framework->levels, level.substr(space + 1)) != framework->levels.end();
  if (is_known) return {};
  return fail(Kind::malformed, "usage.value", "--level: there is no level \"" + level.substr(0, 60) + "\"", "Write framework and level as cairn framework lists them: \"EQF 6\".");
}

Result<store::SearchQuery> query_of(const SearchOptions& options) {
  store::SearchQuery query;
  for (const std::string& word : options.words) query.words += (query.words.empty() ? "" : " ") + word;
  add_facets(query, "skill", options.skills);
  add_facets(query, "level", options.levels);
  add_facets(query, "credit", options.credits);
  add_facets(query, "mode", options.modes);
  add_facets(query, "language", options.languages);
  add_facets(query, "provider", options.providers);
  add_facets(query, "assessment", options.assessments);
  if (!options.cost.empty()) add_facets(query, "cost", {options.cost});
  if (!options.assurance.empty()) add_facets(query, "assurance", {options.assurance});
  if (!options.hours.empty()) {
    CAIRN_TRY(query.hours, hours_of(options.hours));
  }
  if (!options.statuses.empty()) query.statuses.clear();
  for (const std::string& status : options.statuses) add_status(query, status);
  query.skip = static_cast<std::size_t>(options.skip);
  query.limit = static_cast<std::size_t>(options.limit);
  return query;
}

std::string first_line(const std::string& text) {
  constexpr std::size_t k_shown = 160;
  std::string_view line = std::string_view(text).substr(0, text.find('\n'));
  if (line.size() <= k_shown) return std::string(line);
  std::size_t end = line.rfind(' ', k_shown);
  if (end == std::string_view::npos) {
    end = k_shown;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  }
  return std::string(line.substr(0, end)) + " ...";
}

void print(const store::SearchPage& page, const SearchOptions& options, const Console& console) {
  if (options.common.form == OutputForm::json) {
    app::TomlValue root;
    app::TreeWriter out(root);
    for (const store::SearchHit& hit : page.hits) {
      out.item("hits", [&](app::TreeWriter& item) {
        item.text("name", hit.key.id);
        item.text("version", hit.key.version);
        item.text("status", store::status_word(hit.status));
        item.text("title", hit.title);
        item.text("summary", hit.summary);
      });
    }
    if (page.hits.empty()) {
      app::TomlValue none;
      none.kind = app::TomlKind::list;
      root.members.push_back({"hits", 0, std::move(none)});
    }
    out.truth("more", page.has_more);
    console.print(app::json_of(root) + "\n");
    return;
  }
  if (page.hits.empty()) console.print("Nothing was found.\n");
  for (const store::SearchHit& hit : page.hits) {
    console.print(hit.key.id + ", version " + hit.key.version + " (" + std::string(store::status_word(hit.status)) + "): " + hit.title + "\n  " + first_line(hit.summary) + "\n");
  }
  if (page.has_more) console.say("There is more: --skip " + std::to_string(options.skip + options.limit));
}

}  // namespace

ExitCode run_search(const SearchOptions& options, Program& program, const Console& console) {
  const auto query = query_of(options);
  if (!query) return give_up(query.error(), console);
  const auto desk = RegisterDesk::open(options.common, program, StoreUse::read);
  if (!desk) return give_up(desk.error(), console);
  for (const std::string& level : options.levels) {
    const auto known = check_level((*desk)->ports().crosswalk, level);
    if (!known) return give_up(known.error(), console);
  }
  const auto page = (*desk)->ports().store.search((*desk)->ports().tenant, *query);
  if (!page) return give_up(page.error(), console);
  print(*page, options, console);
  return ExitCode::done;
}

}  // namespace cairn::cli
