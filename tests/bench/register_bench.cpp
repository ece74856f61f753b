// What a register costs, on one thread.   cairn_register_bench DATABASE COUNT
// Makes 1,000 organisations and COUNT definitions with their listings in writes of 500, then searches.   DATABASE: a new file, or the
// address of a PostgreSQL database without tables; -: that of tests/postgres/run.sh. Half of all listings hold the word "welding", a tenth "safety".
// import_per_s: definitions with listing, entry and index; NAME_ms: the median of a first page; bare_ms: of one plain query for as many
// rows with a common word, unranked; open_definition_ms: a definition with its versions and acts; peak_rss_mb.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "store_sql/sql_store.hpp"

namespace cairn::bench {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s: %s\n", result.error().code.c_str(), result.error().detail.c_str());
    std::exit(1);
  }
  return std::move(result).value();
}

/// Numbers that are the same in every run.
class Chance {
 public:
  std::uint64_t below(std::uint64_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return (state_ >> 33) % limit;
  }

 private:
  std::uint64_t state_ = 42;
};

/// Words as a language has them: few common ones and many rare.
class Vocabulary {
 public:
  explicit Vocabulary(Chance& chance) : chance_(chance) {
    for (int i = 0; i < 8'000; ++i) {
      std::string word;
      for (std::uint64_t left = 4 + chance.below(6); left > 0; --left) word += static_cast<char>('a' + chance.below(26));
      words_.push_back(std::move(word));
    }
  }
  const std::string& word() {
    const std::uint64_t a = chance_.below(8'000);
    return words_[static_cast<std::size_t>(a * a % 64'000'000 * a / 64'000'000)];  // the cube: the first ones most often
  }
  std::string text(int count) {
    std::string out = word();
    for (int i = 1; i < count; ++i) out += " " + word();
    return out;
  }

 private:
  Chance& chance_;
  std::vector<std::string> words_;
};

store::Listing make_listing(Chance& chance, Vocabulary& vocabulary, int number) {
  store::Listing out;
  out.key = {store::RecordKind::definition, "definition-" + std::to_string(number), "1"};
  out.status = chance.below(20) == 0 ? store::PublicStatus::expiring : store::PublicStatus::current;
  out.title = vocabulary.text(4) + (chance.below(50) == 0 ? " welding" : "");
  out.summary = vocabulary.text(20);
  out.language = "en";
  out.words = vocabulary.text(75) + (chance.below(2) == 0 ? " welding " : " ") + (chance.below(10) == 0 ? "safety " : "") + vocabulary.text(75);
  out.hours_thousandths = static_cast<std::int64_t>(chance.below(600)) * 1'000;
  out.review_due = "2027-0" + std::to_string(1 + chance.below(9)) + "-15";
  for (int i = 0; i < 3; ++i) out.facets.push_back({"skill", "http://data.europa.eu/esco/skill/" + std::to_string(chance.below(3'000))});
  out.facets.push_back({"provider", "organisation-" + std::to_string(chance.below(1'000))});
  out.facets.push_back({"level", "EQF " + std::to_string(1 + chance.below(8))});
  out.facets.push_back({"mode", chance.below(3) == 0 ? "online" : "on site"});
  out.facets.push_back({"language", "en"});
  return out;
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median_ms(const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < 31; ++i) times.push_back(seconds_of(work) * 1'000);
  std::nth_element(times.begin(), times.begin() + 15, times.end());
  return times[15];
}

double import_all(store::Store& store, int count) {
  Chance chance;
  Vocabulary vocabulary(chance);
  store::RegisterWrite write{{}, {}, {"cairn import", "import", "", {1'700'000'000, 0}}};
  for (int i = 0; i < 1'000; ++i) {
    write.records.push_back({{store::RecordKind::organisation, "organisation-" + std::to_string(i)}, 0, "{\"name\":\"" + vocabulary.text(3) + "\"}"});
  }
  must(store.write_records({1}, write));
  double spent = 0;
  for (int done = 0; done < count;) {
    write.records.clear();
    write.listings.clear();
    for (int i = 0; i < 500 && done < count; ++i, ++done) {
      write.listings.push_back(make_listing(chance, vocabulary, done));
      const store::Listing& listing = write.listings.back();
      write.records.push_back({listing.key, 0, "{\"description\":\"" + listing.words + "\",\"title\":\"" + listing.title + "\"}"});
    }
    spent += seconds_of([&] { must(store.write_records({1}, write)); });
  }
  return count / spent;
}

using Figure = std::pair<std::string, double>;

void search_all(store::Store& store, std::vector<Figure>& figures) {
  const auto query = [&](const std::string& name, const store::SearchQuery& asked) {
    figures.emplace_back(name + "_ms", median_ms([&] { must(store.search({1}, asked)); }));
    const store::SearchPage page = must(store.search({1}, asked));
    figures.emplace_back(name + "_hits", static_cast<double>(page.hits.size()));
  };
  const store::Facet level{"level", "EQF 5"};
  const store::Facet skill{"skill", "http://data.europa.eu/esco/skill/77"};
  query("common_word", {"welding"});
  query("two_words", {"welding safety"});
  query("word_and_facet", {"welding", {level}});
  query("word_and_rare_facet", {"welding", {skill}});
  query("facet", {"", {level}});
  query("rare_facet", {"", {skill}});
  query("two_facets", {"", {level, {"mode", "online"}}});
  query("hours", {"", {}, store::HourRange{30'000, 60'000}});
  query("all", {});
  query("unpublished", {"", {}, {}, {store::PublicStatus::unpublished}});
}

void bare_query(const std::string& location, std::vector<Figure>& figures) {
  sql::OpenOptions options;
  options.path = location;
  options.access = sql::Access::read_only;
  auto connection = must(sql::Connection::open(options));
  const std::string text = connection.dialect() == sql::Dialect::sqlite
                               ? "SELECT l.id, l.title, l.summary FROM (SELECT rowid AS number FROM listing_words WHERE listing_words MATCH $1 LIMIT 21) h "
                                 "JOIN listing l ON l.number = h.number"
                               : "SELECT id, title, summary FROM listing WHERE word_index @@ to_tsquery('cairn_words', $1) LIMIT 21";
  figures.emplace_back("bare_ms", median_ms([&] {
                         sql::Statement* select = must(connection.prepare(text));
                         select->bind(1, std::string_view("welding"));
                         if (!select->run()) std::exit(1);
                       }));
}

int run(const std::string& location, int count) {
  auto store = must(store_sql::SqlStore::open(location, store_sql::Use::write));
  std::vector<Figure> figures;
  figures.emplace_back("import_per_s", import_all(*store, count));
  search_all(*store, figures);
  bare_query(location, figures);
  figures.emplace_back("open_definition_ms", median_ms([&] { must(store->definition_family({1}, "definition-77")); }));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  figures.emplace_back("peak_rss_mb", static_cast<double>(usage.ru_maxrss) / 1024);
  std::string out;
  for (const auto& [name, value] : figures) {
    char number[32];
    std::snprintf(number, sizeof number, "%.3f", value);
    out += (out.empty() ? "{\"" : ", \"") + name + "\": " + number;
  }
  std::printf("%s}\n", out.c_str());
  return 0;
}

}  // namespace
}  // namespace cairn::bench

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const bool is_server = std::string(argv[1]) == "-";
  const char* const server = std::getenv("CAIRN_TEST_POSTGRES");
  if (is_server && server == nullptr) {
    std::printf("{}\n");
    return 0;
  }
  return cairn::bench::run(is_server ? server : argv[1], std::atoi(argv[2]));
}
