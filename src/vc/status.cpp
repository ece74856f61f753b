#include <algorithm>
#include <charconv>
#include <optional>

#include "base/iri.hpp"
#include "proof/did.hpp"
#include "vc/credential_view.hpp"
#include "vc/single_checks.hpp"
#include "vc/status_list.hpp"

namespace cairn::vc {
namespace {

constexpr std::uint32_t k_most_entries = 16;

Check answer(Outcome outcome, std::string_view code, std::string detail, std::string_view hint = {}) {
  return {CheckId::status, outcome, std::string(code), std::move(detail), std::string(hint)};
}

Check revoked(const std::string& more) {
  return answer(Outcome::fail, "status.revoked", "The issuer has revoked it." + more, "Ask the learner or the issuer why.");
}

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

// Scheme and host; empty for what is no web address. A did:web is at home where its document is found.
std::string origin_of(std::string_view id) {
  std::string url(id);
  if (id.starts_with("did:web:")) url = proof::did_web_to_url(id).value_or(std::string());
  const IriParts parts = split_iri(url);
  if (parts.scheme != "https" || parts.authority.empty()) return {};
  return std::string(parts.scheme) + "://" + std::string(parts.authority);
}

// One status entry on its way to an answer. The list is a credential of its own: nothing it says counts before its signature,
// key and dates are sound, and a list that is not sound never becomes "not revoked".
class Lookup {
 public:
  Lookup(const json::Value& credential, VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena)
      : credential_(credential), issuer_(issuer_id(credential)), ports_(ports), policy_(policy), arena_(arena) {}

  Check entry(const json::Value& value) {
    if (const ListMethod* method = list_method_of(value)) return bit_entry(value, *method);
    if (holds_type(value, "1EdTechRevocationList")) return named_in(value.text_of("id"));
    return unknown_status("status.unsupported-type", "The status is of a kind not known here: " + text_member(value, "type") + ".");
  }

 private:
  // The document under an address, or why it could not be had.
  std::optional<Check> fetch(std::string_view url, json::Value& document) {
    if (ports_.documents == nullptr) {
      return unknown_status("status.not-checked", "The credential can be revoked; the status list " + std::string(url) + " was not looked at.");
    }
    const auto list = ports_.documents->load(url);
    if (!list) {
      return unknown_status("status.retrieval", "The status list " + std::string(url) + " could not be had: " + list.error().detail + ".");
    }
    document = (*list)->document;
    return std::nullopt;
  }

  Check bit_entry(const json::Value& value, const ListMethod& method) {
    const auto entry = read_entry(value);
    if (!entry) return unknown_status("status.entry", "The status entry lacks purpose, list or index, or has an unusable one.");
    json::Value document;
    if (auto fault = fetch(entry->list_url, document)) return std::move(*fault);
    StatusCache own;
    StatusCache& cache = ports_.status_cache != nullptr ? *ports_.status_cache : own;
    const ListQuestion question{method, entry->list_url, entry->purpose, issuer_};
    ListAnswer list = read_status_list(document, question, ports_, policy_, cache, arena_);
    if (Check* fault = std::get_if<Check>(&list)) return std::move(*fault);
    const TrustedList& trusted = std::get<TrustedList>(list);
    if (trusted.bits->size_bits() / entry->size < policy_.minimum_status_entries) {
      return unknown_status("status.list-length", "The status list holds fewer entries than the standard asks for, which would betray whose entry is looked up.");
    }
    const auto state = trusted.bits->entry(entry->index, entry->size);
    if (!state) return unknown_status("status.range", "The status list has no entry of the credential's number.");
    return meaning(*entry, *state, value, trusted.keeper);
  }

  // A plain list of revoked credentials. Nobody signed it: it counts because it comes from the issuer's own address.
  // spec: Open Badges 3.0 "1EdTechRevocationList"; Verifiable Credentials Revocation List 1.0
  Check named_in(std::string_view url) {
    const std::string origin = origin_of(url);
    if (origin.empty()) return unknown_status("status.entry", "The status entry names no web address for its list.");
    if (origin != origin_of(issuer_)) {
      return unknown_status("status.list-issuer", "The list of revoked credentials is unsigned and not at the issuer's own address, so it shows nothing.");
    }
    json::Value document;
    if (auto fault = fetch(url, document)) return std::move(*fault);
    const json::Value* items = document.find("revokedCredential");
    const std::string_view keeper = issuer_id(document);
    if (!document.is_object() || items == nullptr || !items->is_array()) {
      return unknown_status("status.list-type", "The document supplied as list of revoked credentials is none.");
    }
    if (document.find("id") != nullptr && document.text_of("id") != url) {
      return unknown_status("status.list-mismatch", "The list of revoked credentials supplied is another one.");
    }
    if (!keeper.empty() && keeper != issuer_) return unknown_status("status.list-issuer", "The list of revoked credentials is another issuer's.");
    return judge_names(items->array());
  }

  Check judge_names(json::Array items) const {
    const std::string_view id = credential_.text_of("id");
    if (id.empty()) return unknown_status("status.entry", "The credential has no id that could be looked up.");
    for (const json::Value& item : items) {
      if (!item.is_object() || item.text_of("id") != id) continue;
      const json::Value* flag = item.find("revoked");
      const bool is_lifted = flag != nullptr && flag->is_boolean() && !flag->as_boolean();
      if (!is_lifted) return revoked("");
    }
    return answer(Outcome::pass, "status.clear", "It has not been revoked.");
  }

  Check meaning(const Entry& entry, std::uint32_t state, const json::Value& value, std::string_view keeper) const {
    const std::string by = keeper == issuer_ ? std::string() : " The list is kept by " + std::string(keeper) + ".";
    if (entry.purpose == "message") return answer(Outcome::pass, "status.message", message_of(value, state) + by);
    if (state == 0) return answer(Outcome::pass, "status.clear", "It has not been " + past_tense(entry.purpose) + "." + by);
    if (entry.purpose == "revocation") return revoked(by);
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

  const json::Value& credential_;
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
    return unknown_status("status.count", "The credential names more status lists than are looked at for one.");
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
