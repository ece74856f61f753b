#include "vc/single_checks.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "vc/bitstring.hpp"
#include "vc/credential_view.hpp"

namespace cairn::vc {
namespace {

constexpr std::string_view k_list_hint = "Supply the issuer's current status list, or check again when its address answers.";

constexpr std::uint32_t k_most_entries = 16;

Check answer(Outcome outcome, std::string_view code, std::string detail, std::string_view hint = {}) {
  return {CheckId::status, outcome, std::string(code), std::move(detail), std::string(hint)};
}

Check unknown(std::string_view code, std::string detail) { return answer(Outcome::unknown, code, std::move(detail), k_list_hint); }

int badness(Outcome outcome) { return outcome == Outcome::fail ? 2 : outcome == Outcome::unknown ? 1 : 0; }

// A whole number, written as the standard's string of digits or, as some issuers do, as a JSON number.
std::optional<std::uint64_t> whole_number(const json::Value* value) {
  if (value == nullptr || (!value->is_string() && !value->is_number())) return std::nullopt;
  const std::string_view text = value->is_string() ? value->text() : value->number_text();
  std::uint64_t out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return out;
}

// What a BitstringStatusListEntry says.
struct Entry {
  std::string_view purpose;
  std::string_view list_url;
  std::uint64_t index = 0;
  std::uint32_t size = 1;
};

std::optional<Entry> read_entry(const json::Value& value) {
  Entry out;
  out.purpose = value.text_of("statusPurpose");
  out.list_url = value.text_of("statusListCredential");
  const auto index = whole_number(value.find("statusListIndex"));
  const json::Value* size = value.find("statusSize");
  const auto bits = size == nullptr ? std::optional<std::uint64_t>(1) : whole_number(size);
  if (out.purpose.empty() || out.list_url.empty() || !index || !bits || *bits < 1 || *bits > 32) return std::nullopt;
  out.index = *index;
  out.size = static_cast<std::uint32_t>(*bits);
  return out;
}

// One status entry on its way to an answer. The list is a credential of its own: nothing it says counts before its signature,
// key and dates are sound, and a list that is not sound never becomes "not revoked".
class Lookup {
 public:
  Lookup(const json::Value& credential, VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena)
      : issuer_(issuer_id(credential)), ports_(ports), policy_(policy), arena_(arena) {}

  Check entry(const json::Value& value) {
    if (!holds_type(value, "BitstringStatusListEntry")) {
      return unknown("status.unsupported-type", "The status is of a kind not known here: " + text_member(value, "type") + ".");
    }
    const auto entry = read_entry(value);
    if (!entry) return unknown("status.entry", "The status entry lacks purpose, list or index, or has an unusable one.");
    if (ports_.documents == nullptr) {
      return unknown("status.not-checked", "The credential can be revoked; the status list " + std::string(entry->list_url) +
                                               " was not looked at.");
    }
    const auto list = ports_.documents->load(entry->list_url);
    if (!list) {
      return unknown("status.retrieval", "The status list " + std::string(entry->list_url) + " could not be had: " + list.error().detail + ".");
    }
    return in_list((*list)->document, *entry, value);
  }

 private:
  Check in_list(const json::Value& list, const Entry& entry, const json::Value& value) {
    if (auto fault = fault_of_list(list, entry)) return *fault;
    const json::Value* subject = first_item(list.find("credentialSubject"));
    const auto bits = expand_bitstring(subject->text_of("encodedList"));
    if (!bits) return unknown(bits.error().code, "The status list cannot be read: " + bits.error().detail + ".");
    if (bits->size_bits() / entry.size < policy_.minimum_status_entries) {
      return unknown("status.list-length", "The status list holds fewer entries than the standard asks for, which would betray whose entry is looked up.");
    }
    const auto state = bits->entry(entry.index, entry.size);
    if (!state) return unknown("status.range", "The status list has no entry of the credential's number.");
    return meaning(entry, *state, value, list);
  }

  std::optional<Check> fault_of_list(const json::Value& list, const Entry& entry) {
    if (!holds_type(list, "BitstringStatusListCredential")) {
      return unknown("status.list-type", "The document supplied as status list is none.");
    }
    const std::string_view id = list.text_of("id");
    if (id != entry.list_url) {
      return unknown("status.list-mismatch", "The status list supplied is another one: " + (id.empty() ? "it has no id" : std::string(id)) + ".");
    }
    const std::string_view keeper = issuer_id(list);
    const bool is_known = policy_.known_issuers != nullptr && policy_.known_issuers->contains(keeper);
    if (keeper != issuer_ && !is_known) {
      return unknown("status.list-issuer", "The status list is kept by " + std::string(keeper) +
                                               ", who is neither the credential's issuer nor known here.");
    }
    if (auto fault = fault_of_proof(list)) return fault;
    if (check_dates(list, policy_.at).outcome != Outcome::pass) {
      return unknown("status.list-dates", "The status list is out of date.");
    }
    const json::Value* subject = first_item(list.find("credentialSubject"));
    if (subject == nullptr || !holds_type(*subject, "BitstringStatusList")) {
      return unknown("status.list-type", "The document supplied as status list holds no list.");
    }
    bool is_listed = false;
    each_item(subject->find("statusPurpose"), [&](const json::Value& purpose) { is_listed = is_listed || purpose.is_string(entry.purpose); });
    if (!is_listed) return unknown("status.purpose", "The status list is kept for another purpose than " + std::string(entry.purpose) + ".");
    return std::nullopt;
  }

  std::optional<Check> fault_of_proof(const json::Value& list) {
    proof::VerifyOptions options;
    options.at = policy_.at;
    const auto findings = proof::verify_proofs(ports_.engine, list, ports_.resolver, options, arena_);
    if (!findings) return unknown("status.list-proof", "The status list's signature cannot be checked: " + findings.error().detail + ".");
    const ProofAnswer proofs = judge_proofs(*findings, issuer_id(list));
    for (const Check* check : {&proofs.signature, &proofs.key}) {
      if (check->outcome == Outcome::pass) continue;
      return unknown("status.list-proof", "The status list itself cannot be trusted. " + check->detail);
    }
    return std::nullopt;
  }

  Check meaning(const Entry& entry, std::uint32_t state, const json::Value& value, const json::Value& list) const {
    const std::string_view keeper = issuer_id(list);
    const std::string by = keeper == issuer_ ? std::string() : " The list is kept by " + std::string(keeper) + ".";
    if (entry.purpose == "message") return answer(Outcome::pass, "status.message", message_of(value, state) + by);
    if (state == 0) return answer(Outcome::pass, "status.clear", "It has not been " + past_tense(entry.purpose) + "." + by);
    if (entry.purpose == "revocation") {
      return answer(Outcome::fail, "status.revoked", "The issuer has revoked it." + by, "Ask the learner or the issuer why.");
    }
    if (entry.purpose == "suspension") {
      return answer(Outcome::fail, "status.suspended", "The issuer has suspended it for now." + by, "Check again later, or ask the issuer.");
    }
    if (entry.purpose == "refresh") {
      return answer(Outcome::pass, "status.refresh", "The issuer has a newer version of it." + by, "Ask the learner for the newer one.");
    }
    return answer(Outcome::unknown, "status.unsupported-purpose", "A status is set whose purpose is not known here: " + std::string(entry.purpose) + ".", "Ask the issuer what it means.");
  }

  static std::string past_tense(std::string_view purpose) {
    if (purpose == "revocation") return "revoked";
    if (purpose == "suspension") return "suspended";
    return "marked for " + std::string(purpose);
  }

  static std::string message_of(const json::Value& value, std::uint32_t state) {
    std::string out = "The issuer attaches no message.";
    each_item(value.find("statusMessage"), [&](const json::Value& message) {
      std::uint32_t code = 0;
      const std::string_view text = message.text_of("status");
      const std::string_view digits = text.starts_with("0x") ? text.substr(2) : std::string_view();
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
      const bool is_it = !digits.empty() && read.ec == std::errc() && read.ptr == digits.data() + digits.size() && code == state;
      if (is_it) out = "The issuer says: " + text_member(message, "message");
    });
    return out;
  }

  std::string_view issuer_;
  VerifyPorts& ports_;
  const VerifyPolicy& policy_;
  Arena& arena_;
};

}  // namespace

Check check_status(const json::Value& credential, VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena) {
  const json::Value* status = credential.find("credentialStatus");
  if (status == nullptr) return answer(Outcome::pass, "status.none", "The issuer keeps no status list for it.");
  if (status->is_array() && status->array().size() > k_most_entries) {
    return unknown("status.count", "The credential names more status lists than are looked at for one.");
  }
  Lookup lookup(credential, ports, policy, arena);
  Check worst = answer(Outcome::pass, "status.none", "The issuer keeps no status list for it.");
  bool is_first = true;
  each_item(status, [&](const json::Value& entry) {
    Check one = lookup.entry(entry);
    if (is_first || badness(one.outcome) > badness(worst.outcome)) worst = std::move(one);
    is_first = false;
  });
  return worst;
}

}  // namespace cairn::vc
