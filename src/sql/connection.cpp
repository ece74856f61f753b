#include "sql/connection.hpp"

#include <map>
#include <utility>

#include "sql/internal/driver.hpp"
#include "sql/location.hpp"

namespace cairn::sql {

Statement::Statement(std::unique_ptr<StatementDriver> driver) : driver_(std::move(driver)) {}
Statement::~Statement() = default;

Statement& Statement::bind(int parameter, std::int64_t value) {
  driver_->bind(parameter, value);
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  driver_->bind(parameter, text);
  return *this;
}

Statement& Statement::bind(int parameter, ByteView blob) {
  driver_->bind(parameter, blob);
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  driver_->bind_null(parameter);
  return *this;
}

Result<Step> Statement::step() { return driver_->step(); }

Result<void> Statement::run() {
  for (;;) {
    CAIRN_TRY(const Step found, step());
    if (found == Step::done) break;
  }
  reset();
  return {};
}

void Statement::reset() { driver_->reset(); }

std::int64_t Statement::integer(int column) const { return driver_->integer(column); }
std::string_view Statement::text(int column) const { return driver_->text(column); }
ByteView Statement::blob(int column) const { return driver_->blob(column); }
bool Statement::is_null(int column) const { return driver_->is_null(column); }

struct Connection::State {
  std::unique_ptr<ConnectionDriver> driver;
  std::map<std::string, std::unique_ptr<Statement>, std::less<>> statements;  // gone before the driver goes
};

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

Result<Connection> Connection::open(const OpenOptions& options) {
  auto state = std::make_unique<State>();
  CAIRN_TRY(state->driver, is_postgres(options.path) ? open_postgres(options) : open_sqlite(options));
  return Connection(std::move(state));
}

Dialect Connection::dialect() const { return state_->driver->dialect(); }

Result<void> Connection::execute(std::string_view statements) { return state_->driver->execute(statements); }

Result<Statement*> Connection::prepare(std::string_view text) {
  const auto found = state_->statements.find(text);
  if (found != state_->statements.end()) {
    found->second->reset();
    return found->second.get();
  }
  CAIRN_TRY(std::unique_ptr<StatementDriver> driver, state_->driver->prepare(text));
  std::unique_ptr<Statement> statement(new Statement(std::move(driver)));
  Statement* out = statement.get();
  state_->statements.emplace(std::string(text), std::move(statement));
  return out;
}

Result<std::vector<std::int64_t>> Connection::run_each(std::string_view text, std::size_t count, const BindRun& bind,
                                                       const ReadRun& read) {
  CAIRN_TRY(Statement * statement, prepare(text));
  return statement->driver_->run_each(*statement, count, bind, read);
}

std::int64_t Connection::changes() const { return state_->driver->changes(); }

Result<Transaction> Transaction::begin(Connection& connection) {
  ConnectionDriver& driver = *connection.state_->driver;
  CAIRN_CHECK(driver.begin(TransactionUse::writing));
  return Transaction(driver);
}

Result<Transaction> Transaction::begin_reading(Connection& connection) {
  ConnectionDriver& driver = *connection.state_->driver;
  CAIRN_CHECK(driver.begin(TransactionUse::reading));
  return Transaction(driver);
}

Transaction::~Transaction() {
  if (driver_ != nullptr) driver_->roll_back();
}

Result<void> Transaction::commit() {
  CAIRN_ASSERT(driver_ != nullptr);
  CAIRN_CHECK(driver_->commit());
  driver_ = nullptr;
  return {};
}

}  // namespace cairn::sql
