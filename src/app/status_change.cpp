#include "app/status_change.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "app/bake.hpp"
#include "json/read.hpp"
#include "proof/jose.hpp"
#include "vc/status_list_credential.hpp"
#include "verify/carrier.hpp"

namespace cairn::app {
namespace {

constexpr std::array<std::string_view, 8> k_reasons = {"issued-in-error", "superseded",     "withdrawn-by-learner",
                                                       "misconduct",      "key-compromise", "under-review",
                                                       "resolved",        "other"};
constexpr std::string_view k_restored = "restored";  // given by begin_epoch only

constexpr std::string_view k_list_suffix = ".json";

std::string reason_list() {
  std::string out;
  for (const std::string_view reason : k_reasons) out.append(out.empty() ? "" : ", ").append(reason);
  return out;
}

// "https://host/c/CODE" -> CODE; a code stays as it is.
std::string_view code_of(std::string_view name) {
  const std::size_t place = name.rfind("/c/");
  if (place != std::string_view::npos) name.remove_prefix(place + 3);
  if (name.ends_with(".json")) name.remove_suffix(5);
  return name;
}

// "https://host/status/NAME.json" -> NAME
std::string_view list_name_of(std::string_view url) {
  constexpr std::string_view k_folder = "/status/";
  const std::size_t place = url.rfind(k_folder);
  if (place == std::string_view::npos || !url.ends_with(k_list_suffix)) return {};
  url.remove_prefix(place + k_folder.size());
  url.remove_suffix(k_list_suffix.size());
  return url;
}

std::optional<std::uint32_t> read_slot(std::string_view digits) {
  std::uint32_t out = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || out >= store::k_slots_per_list)
    return std::nullopt;
  return out;
}

Failure not_found(std::string_view target) {
  return fail(Kind::missing, "status.not-found",
              "nothing was issued here under \"" + std::string(target.substr(0, 100)) + "\"",
              "Give the code or address of the award, or the file that was given out; and the right --database.");
}

Failure not_ours(std::string_view what) {
  return fail(Kind::refused, "status.not-ours",
              "that the " + std::string(what) + " was signed by an issuer of this database is not shown",
              "Give it as it was given out, unchanged.");
}

// A token's header is a JSON object, so it begins with "ey"; codes and addresses have no dots, or an address before them.
bool is_token(std::string_view text) { return text.starts_with("ey") && std::count(text.begin(), text.end(), '.') >= 2; }

// A credential's members, in whichever form it was given out; of a token those that everybody sees, as its place in a list is.
Result<json::Value> claims_of(std::string_view document, Arena& arena) {
  if (!is_token(document)) return json::read(arena.copy(document), arena);
  const std::string_view issuers = document.substr(0, document.find('~'));
  CAIRN_TRY(const proof::CompactJws token, proof::parse_compact_jws(issuers, arena));
  return json::read(arena.copy(as_text(token.payload)), arena);
}

Result<StatusPlace> place_in(store::Store& store, const json::Value& credential) {
  const json::Value* status = credential.find("credentialStatus");
  const std::string_view url = status == nullptr ? std::string_view() : status->text_of("statusListCredential");
  const auto slot = status == nullptr ? std::nullopt : read_slot(status->text_of("statusListIndex"));
  const std::string id(credential.text_of("id"));
  if (!slot || url.empty()) {
    return fail(Kind::refused, "status.no-list",
                id + " was issued without a status list, so it cannot be revoked or suspended",
                "Issue with a base address and without --status none, if that should be possible.");
  }
  CAIRN_TRY(auto list, store.find_status_list(list_name_of(url)));
  if (!list || store::status_list_url(list->scope, list->name) != url) {
    return fail(Kind::missing, "status.not-found", "the status list " + std::string(url) + " is not kept here",
                "After a restore, run cairn status new-epoch with the published lists.");
  }
  return StatusPlace{std::move(*list), *slot, id};
}

bool is_signed_by_us(verify::Verifier& verifier, std::string_view document, const std::vector<store::IssuerRecord>& issuers,
                     Instant at) {
  const vc::Report report = verifier.verify(as_bytes(document), {at, std::nullopt});
  const bool fits = report.check(vc::CheckId::signature).outcome == vc::Outcome::pass &&
                    report.check(vc::CheckId::key).outcome == vc::Outcome::pass;
  return fits && report.summary && std::any_of(issuers.begin(), issuers.end(), [&](const store::IssuerRecord& one) {
           return one.issuer_id == report.summary->issuer_id;
         });
}

// Bits that are published but not in the database become events.
std::vector<store::StatusEvent> forgotten(const store::StatusList& list, const vc::Bitstring& published,
                                          const store::SlotBits& known, const StatusOrder& order) {
  std::vector<store::StatusEvent> out;
  const std::uint64_t size = std::min<std::uint64_t>(published.size_bits(), store::k_slots_per_list);
  for (std::uint32_t slot = 0; slot < size; ++slot) {
    if (published.entry(slot).value_or(0) == 0 || std::binary_search(known.set.begin(), known.set.end(), slot))
      continue;
    store::StatusEvent event;
    event.list = list.number;
    event.slot = slot;
    event.action = list.scope.purpose == store::StatusPurpose::revocation ? store::StatusAction::revoke
                                                                          : store::StatusAction::suspend;
    event.reason = k_restored;
    event.note = "read back from the published list";
    event.by = order.by;
    event.at = order.at;
    out.push_back(std::move(event));
  }
  return out;
}

}  // namespace

std::span<const std::string_view> reason_classes() { return k_reasons; }

Result<StatusPlace> find_status_place(store::Store& store, store::TenantId tenant, std::string_view target,
                                      verify::Verifier& verifier, Instant at) {
  Arena arena;
  Unbaked carried;
  const bool is_carried = verify::unpack(as_bytes(target)).carrier != vc::Carrier::none;
  if (is_carried) {
    CAIRN_TRY(carried, unbake(target));
    target = carried.text;
  }
  const bool is_document = target.find('{') != std::string_view::npos || is_token(target);
  if (is_carried && !is_document) return not_found(target);  // an old badge's address, which says nothing about an award of ours
  json::Value given;
  if (is_document) {
    CAIRN_TRY(given, claims_of(target, arena));
  }
  const std::string_view name = is_document ? given.text_of("id") : target;
  CAIRN_TRY(const auto issuance, store.find_by_code(code_of(name)));
  if (issuance && issuance->state == store::IssuanceState::issued) {
    CAIRN_TRY(const json::Value recorded, json::read(arena.copy(issuance->intent.unsigned_document), arena));
    // A file that bears a code of ours under another address was not issued here.
    if (is_document && recorded.text_of("id") != name) return not_ours("credential");
    return place_in(store, recorded);
  }
  if (!is_document) return not_found(target);
  // Issued after the backup that was restored: the credential itself says where it stands.
  CAIRN_TRY(const auto issuers, store.issuers(tenant));
  if (!is_signed_by_us(verifier, target, issuers, at)) return not_ours("credential");
  return place_in(store, given);
}

Result<store::SlotState> recorded_state(store::Store& store, store::TenantId tenant, std::string_view document) {
  Arena arena;
  CAIRN_TRY(const json::Value credential, json::read(document, arena));
  if (credential.find("credentialStatus") == nullptr) return store::SlotState::clear;
  CAIRN_TRY(const StatusPlace place, place_in(store, credential));
  CAIRN_TRY(const auto history, store.status_history(tenant, place.list.number, place.slot));
  store::SlotState state = store::SlotState::clear;
  for (const store::StatusEvent& event : history) state = store::after(state, event.action).value_or(state);
  return state;
}

Result<std::vector<store::StatusChange>> change_status(store::Store& store, store::TenantId tenant,
                                                       std::span<const StatusPlace> places, const StatusOrder& order) {
  if (std::find(k_reasons.begin(), k_reasons.end(), order.reason) == k_reasons.end()) {
    return fail(Kind::malformed, "status.reason", "\"" + order.reason + "\" is no class of reasons",
                "Give one of: " + reason_list() + ".");
  }
  std::vector<store::StatusEvent> events;
  for (const StatusPlace& place : places) {
    const bool can_only_be_revoked = place.list.scope.purpose == store::StatusPurpose::revocation;
    if (can_only_be_revoked && order.action != store::StatusAction::revoke) {
      CAIRN_TRY(const auto history, store.status_history(tenant, place.list.number, place.slot));
      if (!history.empty()) {
        return fail(Kind::conflict, "status.final", place.credential_id + " is revoked, and a revocation is final",
                    "Issue a new credential instead.");
      }
      return fail(Kind::refused, "status.revocation-only",
                  place.credential_id + " was issued so that it can be revoked, not suspended",
                  "Issue with --status suspension what should be suspended and reinstated.");
    }
    events.push_back({place.list.number, place.slot, order.action, order.reason, order.note, order.by, order.at});
  }
  return store.record_status(tenant, events);
}

Result<NewEpoch> begin_epoch(store::Store& store, store::TenantId tenant, std::span<const std::string> published,
                             verify::Verifier& verifier, const StatusOrder& order) {
  NewEpoch out;
  CAIRN_TRY(const auto issuers, store.issuers(tenant));
  std::vector<vc::StatusListContent> contents;
  for (const std::string& document : published) {
    Arena arena;
    if (!is_signed_by_us(verifier, document, issuers, order.at)) return not_ours("status list");
    CAIRN_TRY(const json::Value value, json::read(document, arena));
    CAIRN_TRY(vc::StatusListContent content, vc::read_status_list_credential(value));
    contents.push_back(std::move(content));
  }
  std::vector<store::StatusList> lists;
  for (const vc::StatusListContent& content : contents) {
    const std::string name(list_name_of(content.url));
    CAIRN_TRY(auto list, store.find_status_list(name));
    if (!list) {
      store::StatusList lost;
      lost.name = name;
      lost.scope.issuer_id = content.issuer_id;
      lost.scope.base_url = content.url.substr(0, content.url.rfind("/status/"));
      lost.scope.purpose =
          content.purpose == "revocation" ? store::StatusPurpose::revocation : store::StatusPurpose::suspension;
      CAIRN_TRY(list, store.begin_status_list(tenant, lost));
      ++out.adopted;
    }
    lists.push_back(std::move(*list));
  }
  CAIRN_TRY(out.closed, store.close_status_lists(tenant));
  for (std::size_t i = 0; i < lists.size(); ++i) {
    CAIRN_TRY(const store::SlotBits known, store.status_bits(tenant, lists[i].number));
    const std::vector<store::StatusEvent> events = forgotten(lists[i], contents[i].list, known, order);
    CAIRN_CHECK(store.record_status(tenant, events));
    out.merged += static_cast<std::int64_t>(events.size());
  }
  return out;
}

}  // namespace cairn::app
