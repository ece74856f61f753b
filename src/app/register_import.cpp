#include "app/register_import.hpp"

#include <map>
#include <set>

#include "app/definition_diff.hpp"
#include "app/output_folder.hpp"
#include "app/register_steps.hpp"

namespace cairn::app {
namespace {

using store::RecordKey;
using store::RecordKind;

constexpr std::size_t k_batch = 500;
constexpr std::size_t k_name_bytes = 60;

// "Welding for Farms" -> "welding-for-farms"; letters that a short name cannot have become hyphens.
std::string short_name(const domain::MicroCredentialFields& fields) {
  std::string out;
  for (const char c : file_stem(fields.name).substr(0, k_name_bytes)) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (is_plain) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "definition" : out;
}

/// What is known of this import beside what the register knows.
class Import {
 public:
  Import(const RegisterPorts& ports, const ImportOrder& order) : ports_(ports), order_(order) {}

  Result<ImportedDefinition> take(const ReadDefinition& read) {
    ImportedDefinition out{{}, false, read.place, read.left};
    CAIRN_TRY(auto there, by_address(read.fields.id));
    if (!there) {
      CAIRN_TRY(there, choose_name(read.fields, out.key));
    }
    if (there) {
      out.key = *there;
      return out;
    }
    out.is_new = true;
    CAIRN_CHECK(add(read.fields, out.key));
    return out;
  }

  Result<void> flush() {
    if (write_.records.empty()) return {};
    write_.change = {order_.actor, "import", order_.note, ports_.clock.now()};
    CAIRN_TRY(const auto revisions, ports_.store.write_records(ports_.tenant, write_));
    write_ = {};
    return {};
  }

 private:
  Result<std::optional<RecordKey>> by_address(const std::string& address) {
    if (address.empty()) return std::optional<RecordKey>();
    const auto found = addresses_.find(address_key(address));
    if (found != addresses_.end()) return std::optional(found->second);
    return find_by_address(ports_.store, ports_.tenant, address);
  }

  // A free name; or, of what has no address, the definition that says the same.
  Result<std::optional<RecordKey>> choose_name(const domain::MicroCredentialFields& fields, RecordKey& key) {
    const std::string stem = short_name(fields);
    int& next = next_[stem];
    for (;; ++next) {
      const std::string name = next < 2 ? stem : stem + "-" + std::to_string(next);
      if (next == 0) next = 1;
      if (names_.contains(name)) continue;
      CAIRN_TRY(const auto family, ports_.store.definition_family(ports_.tenant, name));
      if (family.empty()) {
        key = {RecordKind::definition, name, fields.version.empty() ? "1" : fields.version, 0};
        return std::optional<RecordKey>();
      }
      CAIRN_TRY(const DefinitionState state, read_family(ports_, name, family));
      domain::MicroCredentialFields as_kept = fields;
      if (as_kept.version.empty()) as_kept.version = "1";
      const bool is_same = fields.id.empty() && definition_changes(state.versions.front().definition.fields, as_kept).empty();
      if (is_same) return std::optional(state.versions.front().record.key);
    }
  }

  Result<void> add(const domain::MicroCredentialFields& fields, const RecordKey& key) {
    CAIRN_CHECK(check_draft(fields));
    names_.insert(key.id);
    if (!fields.id.empty()) addresses_.emplace(address_key(fields.id), key);
    if (!fields.required_definitions.empty()) {  // may close a loop, so it is looked at alone
      CAIRN_CHECK(flush());
      DefineCommand command;
      command.name = key.id;
      command.fields = fields;
      command.organisation = order_.organisation;
      CAIRN_TRY(const DefineOutcome outcome, define(ports_, order_.actor, command));
      return {};
    }
    VersionState version{{key, 0, {}}, {fields, order_.organisation, {}, {order_.actor}, 1}, {}, {}};
    version.definition.fields.version = key.version;
    judge_version(ports_, version);
    write_.records.push_back({key, 0, definition_body(version.definition)});
    write_.listings.push_back(listing_of(ports_, version));
    return write_.records.size() < k_batch ? Result<void>() : flush();
  }

  const RegisterPorts& ports_;
  const ImportOrder& order_;
  store::RegisterWrite write_;
  std::set<std::string> names_;
  std::map<std::string, RecordKey> addresses_;
  std::map<std::string, int> next_;
};

}  // namespace

Result<std::vector<ImportedDefinition>> import_definitions(const RegisterPorts& ports, const ImportOrder& order, std::span<const ReadDefinition> read) {
  CAIRN_CHECK(refuse_problems(read));
  CAIRN_TRY(const domain::Person person, find_person(ports, order.actor));
  CAIRN_TRY(const auto organisation, find_organisation(ports, order.organisation));
  CAIRN_CHECK(check_template(ports, organisation));
  CAIRN_CHECK(check_right(ports, person, {order.organisation}, domain::k_edit));
  Import import(ports, order);
  std::vector<ImportedDefinition> out;
  for (const ReadDefinition& each : read) {
    CAIRN_TRY(ImportedDefinition taken, import.take(each));
    out.push_back(std::move(taken));
    if (order.on_progress) order.on_progress(out.size(), read.size());
  }
  CAIRN_CHECK(import.flush());
  return out;
}

}  // namespace cairn::app
