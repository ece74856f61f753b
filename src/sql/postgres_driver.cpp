#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <vector>

#include "sql/internal/driver.hpp"
#include "sql/internal/postgres_error.hpp"
#include "sql/internal/postgres_link.hpp"

namespace cairn::sql {
namespace {

// PostgreSQL's numbers of its types: fixed for ever, listed in pg_type.
constexpr Oid k_bool = 16, k_bytea = 17, k_name = 19, k_int8 = 20, k_int2 = 21, k_int4 = 23, k_text = 25, k_varchar = 1043,
              k_numeric = 1700, k_unknown = 705;
constexpr Oid k_any = 0;  // the server finds the type
constexpr int k_binary = 1;
constexpr std::size_t k_runs_at_once = 1'000;

std::int64_t read_integer(ByteView bytes) {
  CAIRN_ASSERT(!bytes.empty() && bytes.size() <= 8);
  std::uint64_t out = (bytes.front() & 0x80) != 0 ? ~std::uint64_t{0} : 0;
  for (const std::uint8_t byte : bytes) out = out << 8 | byte;
  return static_cast<std::int64_t>(out);
}

// Sums of integers are of the type numeric: count, weight, sign and scale, then digits to the base 10,000.
std::int64_t read_numeric(ByteView bytes) {
  CAIRN_ASSERT(bytes.size() >= 8 && bytes.size() % 2 == 0);
  const auto word = [bytes](std::size_t i) { return read_integer(bytes.subspan(i * 2, 2)); };
  const std::int64_t count = word(0);
  const std::int64_t weight = word(1);
  CAIRN_ASSERT((word(2) == 0 || word(2) == 0x4000) && word(3) == 0 && weight < 5);
  std::int64_t out = 0;
  for (std::int64_t i = 0; i <= weight; ++i) {
    const std::int64_t digit = i < count ? word(static_cast<std::size_t>(4 + i)) : 0;
    CAIRN_ASSERT(!__builtin_mul_overflow(out, std::int64_t{10'000}, &out) && !__builtin_add_overflow(out, digit, &out));
  }
  return word(2) == 0 ? out : -out;
}

class PostgresStatement final : public StatementDriver, public RunningStatement {
 public:
  PostgresStatement(PostgresLink& link, std::string_view text) : link_(link), text_(text) {}
  PostgresStatement(const PostgresStatement&) = delete;
  PostgresStatement& operator=(const PostgresStatement&) = delete;
  ~PostgresStatement() override { reset(); }

  void bind(int parameter, std::int64_t value) override {
    Parameter& out = at(parameter);
    for (std::size_t i = 0; i < 8; ++i) {
      out.integer[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (56 - 8 * i) & 0xFF);
    }
    out = {k_int8, nullptr, 8, out.integer};
  }

  void bind(int parameter, std::string_view text) override {
    at(parameter) = {k_text, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()), {}};
  }

  void bind(int parameter, ByteView blob) override {
    const char* const data = reinterpret_cast<const char*>(blob.data());
    at(parameter) = {k_bytea, data == nullptr ? "" : data, static_cast<int>(blob.size()), {}};
  }

  void bind_null(int parameter) override { at(parameter) = {}; }

  Result<Step> step() override {
    if (phase_ == Phase::ready) {
      if (Result<void> sent = send(); !sent) return give_up(std::move(sent).failure());
    }
    if (!kept_.empty()) {
      row_ = std::move(kept_.front());
      kept_.pop_front();
      return Step::row;
    }
    row_.reset();
    if (phase_ == Phase::running) {
      if (Result<void> received = receive(); !received) return give_up(std::move(received).failure());
      if (row_ != nullptr) return Step::row;
    }
    if (late_) return give_up(Failure(*late_));
    return Step::done;
  }

  void settle() override {
    PostgresResult shown = std::move(row_);
    while (phase_ == Phase::running) {
      if (Result<void> received = receive(); !received) late_ = received.error();
      if (row_ != nullptr) kept_.push_back(std::move(row_));
    }
    row_ = std::move(shown);
  }

  void reset() override {
    while (phase_ == Phase::running) (void)receive();
    phase_ = Phase::ready;
    row_.reset();
    row_index_ = 0;
    kept_.clear();
    late_.reset();
    parameters_.clear();
  }

  std::int64_t integer(int column) const override {
    if (is_null(column)) return 0;
    const Oid type = type_of(column);
    if (type == k_numeric) return read_numeric(bytes(column));
    CAIRN_ASSERT(type == k_int8 || type == k_int4 || type == k_int2 || type == k_bool);
    return read_integer(bytes(column));
  }

  std::string_view text(int column) const override {
    const Oid type = type_of(column);
    CAIRN_ASSERT(type == k_text || type == k_varchar || type == k_name || type == k_unknown || is_null(column));
    return as_text(bytes(column));
  }

  ByteView blob(int column) const override {
    const Oid type = type_of(column);
    CAIRN_ASSERT(type == k_bytea || type == k_text || type == k_varchar || is_null(column));
    return bytes(column);
  }

  bool is_null(int column) const override { return link_.library().PQgetisnull(row(column), row_index_, column) == 1; }

  Result<std::vector<std::int64_t>> run_each(Statement& shown, std::size_t count, const BindRun& bind,
                                             const ReadRun& read) override {
    std::vector<std::int64_t> out;
    out.reserve(count);
    for (std::size_t from = 0; from < count; from += k_runs_at_once) {
      const std::size_t to = std::min(count, from + k_runs_at_once);
      CAIRN_CHECK(link_.make_ready());
      CAIRN_CHECK(send_together(shown, from, to, bind));
      CAIRN_TRY(std::vector<PostgresResult> results, receive_together(to - from));
      for (std::size_t i = from; i < to; ++i) {
        row_ = std::move(results[i - from + 1]);
        out.push_back(link_.changes_of(row_.get()));
        for (row_index_ = 0; read && row_index_ < link_.library().PQntuples(row_.get()); ++row_index_) {
          CAIRN_CHECK(read(shown, i));
        }
      }
      reset();
    }
    return out;
  }

 private:
  enum class Phase { ready, running, over };
  struct Parameter {
    Oid type = k_any;
    const char* data = nullptr;
    int length = 0;
    std::array<char, 8> integer{};
  };

  Parameter& at(int parameter) {
    CAIRN_ASSERT(parameter >= 1 && phase_ == Phase::ready);
    const auto index = static_cast<std::size_t>(parameter) - 1;
    if (parameters_.size() <= index) parameters_.resize(index + 1);
    return parameters_[index];
  }

  /// The parameters as libpq wants them.
  struct Arrays {
    std::vector<Oid> types;
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
    int count = 0;
  };
  Arrays arrays() const {
    Arrays out;
    out.count = static_cast<int>(parameters_.size());
    out.formats.assign(parameters_.size(), k_binary);
    for (const Parameter& parameter : parameters_) {
      out.types.push_back(parameter.type);
      out.values.push_back(parameter.type == k_int8 ? parameter.integer.data() : parameter.data);
      out.lengths.push_back(parameter.length);
    }
    return out;
  }

  // Through the unnamed statement: pools in front of a server mix up named ones.
  Result<void> send() {
    CAIRN_CHECK(link_.make_ready());
    const PostgresLibrary& library = link_.library();
    const Arrays given = arrays();
    if (library.PQsendQueryParams(link_.handle(), text_.c_str(), given.count, given.types.data(), given.values.data(),
                                  given.lengths.data(), given.formats.data(), k_binary) != 1) {
      return link_.failure_of(nullptr);
    }
    library.PQsetSingleRowMode(link_.handle());
    phase_ = Phase::running;
    link_.running = this;
    return {};
  }

  // Runs `from` to `to` in one go. The server reads the text once, as its unnamed statement, which holds until the next
  // text comes; nothing else comes between.
  Result<void> send_together(Statement& shown, std::size_t from, std::size_t to, const BindRun& bind) {
    const PostgresLibrary& library = link_.library();
    if (library.PQenterPipelineMode(link_.handle()) != 1) return link_.failure_of(nullptr);
    for (std::size_t i = from; i < to; ++i) {
      parameters_.clear();
      bind(shown, i);
      const Arrays given = arrays();
      const bool is_read = i > from || library.PQsendPrepare(link_.handle(), "", text_.c_str(), given.count, given.types.data()) == 1;
      if (!is_read || library.PQsendQueryPrepared(link_.handle(), "", given.count, given.values.data(),
                                                  given.lengths.data(), given.formats.data(), k_binary) != 1) {
        return link_.failure_of(nullptr);
      }
    }
    parameters_.clear();
    if (library.PQpipelineSync(link_.handle()) != 1) return link_.failure_of(nullptr);
    return {};
  }

  // One result for the text, one for each run, one for the end; after an error the rest are only named.
  Result<std::vector<PostgresResult>> receive_together(std::size_t count) {
    const PostgresLibrary& library = link_.library();
    std::vector<PostgresResult> out;
    std::optional<Failure> failure;
    while (out.size() < count + 1) {
      PostgresResult result = link_.next_result();
      const ExecStatusType status = library.PQresultStatus(result.get());
      if (status == PGRES_FATAL_ERROR && !failure) failure.emplace(link_.failure_of(result.get()));
      if (result == nullptr) return std::move(*failure);
      out.push_back(std::move(result));
      if (link_.next_result() != nullptr) return connection_lost("an answer of the server has more parts than expected");
    }
    const PostgresResult end = link_.next_result();
    const bool is_over = library.PQresultStatus(end.get()) == PGRES_PIPELINE_SYNC && library.PQexitPipelineMode(link_.handle()) == 1;
    if (failure) return std::move(*failure);
    if (!is_over) return link_.failure_of(nullptr);
    return out;
  }

  // The next row, into row_; at the end or after an error the connection is free again.
  Result<void> receive() {
    PostgresResult result = link_.next_result();
    const ExecStatusType status = link_.library().PQresultStatus(result.get());
    if (result != nullptr && status == PGRES_SINGLE_TUPLE) {
      row_ = std::move(result);
      return {};
    }
    std::optional<Failure> failure;
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
      link_.count_changes(result.get());
    } else {
      failure.emplace(link_.failure_of(result.get()));
    }
    while (result != nullptr) result = link_.next_result();
    phase_ = Phase::over;
    link_.running = nullptr;
    row_.reset();
    if (failure) return std::move(*failure);
    return {};
  }

  Failure give_up(Failure failure) {
    reset();
    return failure;
  }

  const PGresult* row(int column) const {
    CAIRN_ASSERT(row_ != nullptr && column >= 0 && column < link_.library().PQnfields(row_.get()));
    return row_.get();
  }
  Oid type_of(int column) const { return link_.library().PQftype(row(column), column); }
  ByteView bytes(int column) const {
    const char* const data = link_.library().PQgetvalue(row(column), row_index_, column);
    return as_bytes({data, static_cast<std::size_t>(link_.library().PQgetlength(row(column), row_index_, column))});
  }

  PostgresLink& link_;
  std::string text_;
  std::vector<Parameter> parameters_;
  Phase phase_ = Phase::ready;
  PostgresResult row_{nullptr, ClearResult{&link_.library()}};
  int row_index_ = 0;
  std::deque<PostgresResult> kept_;  // rows that came before anyone asked for them
  std::optional<Error> late_;        // what went wrong after them
};

class PostgresConnection final : public ConnectionDriver {
 public:
  explicit PostgresConnection(const PostgresLibrary& library) : link_(library) {}

  Result<void> open(const OpenOptions& options) { return link_.open(options); }
  Dialect dialect() const override { return Dialect::postgres; }

  Result<void> execute(std::string_view statements) override {
    CAIRN_CHECK(link_.make_ready());
    return link_.execute(std::string(statements));
  }

  Result<std::unique_ptr<StatementDriver>> prepare(std::string_view text) override {
    return std::unique_ptr<StatementDriver>(std::make_unique<PostgresStatement>(link_, text));
  }

  // Unique constraints and row locks are what the stores rely on, so the weakest isolation will do for writing.
  Result<void> begin(TransactionUse use) override {
    CAIRN_CHECK(link_.make_ready());
    // Said each time: a pool may hand on a session that a reader has set to reading.
    const bool may_write = link_.access() == Access::read_write && use == TransactionUse::writing;
    const std::string level = std::string(use == TransactionUse::writing ? "READ COMMITTED" : "REPEATABLE READ") +
                              (may_write ? " READ WRITE; " : " READ ONLY; ");
    const Result<void> begun = link_.execute("BEGIN ISOLATION LEVEL " + level + link_.transaction_settings());
    if (!begun) {
      roll_back();
      return Failure(begun.error());
    }
    link_.is_in_transaction = true;
    return {};
  }

  Result<void> commit() override {
    CAIRN_TRY(const std::string tag, link_.execute_for_tag("COMMIT"));
    link_.is_in_transaction = false;
    if (tag == "COMMIT") return {};
    return fail(Kind::conflict, "store.constraint", "the transaction was given up, since a statement in it had failed");
  }

  void roll_back() override {
    (void)link_.execute("ROLLBACK");
    link_.is_in_transaction = false;
  }

  std::int64_t changes() const override { return link_.changes(); }

 private:
  PostgresLink link_;
};

}  // namespace

Result<std::unique_ptr<ConnectionDriver>> open_postgres(const OpenOptions& options) {
  CAIRN_TRY(const PostgresLibrary* library, postgres_library());
  auto connection = std::make_unique<PostgresConnection>(*library);
  CAIRN_CHECK(connection->open(options));
  return std::unique_ptr<ConnectionDriver>(std::move(connection));
}

}  // namespace cairn::sql
