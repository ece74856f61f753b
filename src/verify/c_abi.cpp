#include <exception>
#include <new>

#include "base/clock.hpp"
#include "json/write.hpp"
#include "verify/cairn_verify.h"
#include "verify/contexts.hpp"
#include "verify/verifier.hpp"

using cairn::verify::GivenDocument;
using cairn::verify::Verifier;

struct cairn_verifier {
  std::vector<std::string> known;
  cairn::verify::TrustList trust;
  std::vector<GivenDocument> documents;
  std::unique_ptr<Verifier> verifier;  // made when it is first needed, and anew when other issuers are known
  std::string error;
};

struct cairn_report {
  cairn::vc::Report report;
  std::string json;
};

namespace {

constexpr const char* k_no_memory = "verify.memory: there is not enough memory";

cairn_result refuse(cairn_verifier& verifier, const cairn::Error& error) {
  verifier.error = error.code + ": " + error.detail + (error.hint.empty() ? "" : " " + error.hint);
  return CAIRN_REFUSED;
}

// Nothing that is thrown may cross into C.
template <class Work>
cairn_result guarded(cairn_verifier& verifier, Work work) noexcept {
  try {
    verifier.error.clear();
    return work();
  } catch (const std::bad_alloc&) {
    verifier.verifier.reset();
    verifier.error.assign(k_no_memory, verifier.error.capacity() > 50 ? std::char_traits<char>::length(k_no_memory) : 0);
    return CAIRN_OUT_OF_MEMORY;
  } catch (const std::exception& bug) {
    verifier.verifier.reset();  // its state is not to be relied on
    try {
      verifier.error = std::string("verify.bug: ") + bug.what();
    } catch (...) {
      verifier.error.clear();
    }
    return CAIRN_BUG;
  } catch (...) {
    verifier.verifier.reset();
    return CAIRN_BUG;
  }
}

std::unique_ptr<Verifier> make_verifier(const cairn_verifier& from) {
  cairn::verify::VerifierParts parts;
  parts.contexts = cairn::verify::pinned_contexts();
  parts.other_contexts = cairn::verify::other_pinned_contexts();
  parts.known_issuers = from.known;
  parts.trust = from.trust;
  auto out = std::make_unique<Verifier>(std::move(parts));
  for (const GivenDocument& document : from.documents) CAIRN_ASSERT(out->add_document(document));  // each was taken before
  return out;
}

Verifier& ready(cairn_verifier& verifier) {
  if (!verifier.verifier) verifier.verifier = make_verifier(verifier);
  return *verifier.verifier;
}

std::optional<std::string> text_of(const char* text) { return text == nullptr ? std::nullopt : std::optional<std::string>(text); }

cairn::verify::VerifyQuestion question_of(const cairn_question* question) {
  cairn::verify::VerifyQuestion out;
  out.at = cairn::SystemClock().now();
  if (question == nullptr) return out;
  if (question->at != 0) out.at = cairn::Instant{question->at, 0};
  out.recipient = text_of(question->recipient);
  out.nonce = text_of(question->nonce);
  out.audience = text_of(question->audience);
  return out;
}

cairn::ByteView bytes_of(const void* bytes, std::size_t size) { return {static_cast<const std::uint8_t*>(bytes), size}; }

}  // namespace

unsigned cairn_verify_abi(void) { return CAIRN_VERIFY_ABI; }

const char* cairn_verify_version(void) { return CAIRN_VERSION; }

cairn_verifier* cairn_verifier_new(void) {
  try {
    auto out = std::make_unique<cairn_verifier>();
    out->error.reserve(256);
    return out.release();
  } catch (...) {
    return nullptr;
  }
}

void cairn_verifier_free(cairn_verifier* verifier) { delete verifier; }

cairn_result cairn_verifier_trust(cairn_verifier* verifier, const char* issuer_id) {
  if (verifier == nullptr || issuer_id == nullptr) return CAIRN_MISUSE;
  return guarded(*verifier, [&] {
    verifier->known.emplace_back(issuer_id);
    verifier->verifier.reset();
    return CAIRN_OK;
  });
}

cairn_result cairn_verifier_trust_list(cairn_verifier* verifier, const char* text, size_t size) {
  if (verifier == nullptr || (text == nullptr && size != 0)) return CAIRN_MISUSE;
  return guarded(*verifier, [&] {
    auto list = cairn::verify::read_trust_list(std::string_view(text == nullptr ? "" : text, size));
    if (!list) return refuse(*verifier, list.error());
    verifier->trust = *std::move(list);
    verifier->verifier.reset();
    return CAIRN_OK;
  });
}

cairn_result cairn_verifier_add_document(cairn_verifier* verifier, const char* url, const void* bytes, size_t size) {
  if (verifier == nullptr || url == nullptr || (bytes == nullptr && size != 0)) return CAIRN_MISUSE;
  return guarded(*verifier, [&] {
    GivenDocument document{url, std::string(cairn::as_text(bytes_of(bytes, size)))};
    const auto added = ready(*verifier).add_document(document);
    if (!added) return refuse(*verifier, added.error());
    verifier->documents.push_back(std::move(document));
    return CAIRN_OK;
  });
}

cairn_result cairn_verifier_check(cairn_verifier* verifier, const void* bytes, size_t size, const cairn_question* question,
                                  cairn_report** report) {
  if (report != nullptr) *report = nullptr;
  if (verifier == nullptr || report == nullptr || (bytes == nullptr && size != 0)) return CAIRN_MISUSE;
  if (question != nullptr && question->size < sizeof(cairn_question)) return CAIRN_MISUSE;
  return guarded(*verifier, [&] {
    auto out = std::make_unique<cairn_report>();
    out->report = ready(*verifier).verify(bytes_of(bytes, size), question_of(question));
    cairn::Arena arena;
    out->json = cairn::json::to_text(cairn::vc::to_json(out->report, arena));
    *report = out.release();
    return CAIRN_OK;
  });
}

const char* cairn_verifier_error(const cairn_verifier* verifier) {
  return verifier == nullptr ? "verify.misuse: there is no verifier" : verifier->error.c_str();
}

void cairn_report_free(cairn_report* report) { delete report; }

cairn_verdict cairn_report_verdict(const cairn_report* report) {
  if (report == nullptr) return CAIRN_UNDETERMINED;
  switch (report->report.verdict) {
    case cairn::vc::Verdict::valid: return CAIRN_VALID;
    case cairn::vc::Verdict::unknown_issuer: return CAIRN_UNKNOWN_ISSUER;
    case cairn::vc::Verdict::invalid: return CAIRN_INVALID;
    case cairn::vc::Verdict::undetermined: break;
  }
  return CAIRN_UNDETERMINED;
}

const char* cairn_report_verdict_name(const cairn_report* report) {
  // The names are literals, which end with a zero byte.
  return cairn::vc::verdict_name(report == nullptr ? cairn::vc::Verdict::undetermined : report->report.verdict).data();
}

size_t cairn_report_check_count(const cairn_report* report) { return report == nullptr ? 0 : report->report.checks.size(); }

cairn_result cairn_report_check(const cairn_report* report, size_t index, cairn_check* check) {
  if (report == nullptr || check == nullptr || index >= report->report.checks.size()) return CAIRN_MISUSE;
  const cairn::vc::Check& found = report->report.checks[index];
  check->id = cairn::vc::check_name(found.id).data();
  switch (found.outcome) {
    case cairn::vc::Outcome::pass: check->outcome = CAIRN_PASS; break;
    case cairn::vc::Outcome::fail: check->outcome = CAIRN_FAIL; break;
    case cairn::vc::Outcome::unknown: check->outcome = CAIRN_UNKNOWN; break;
  }
  check->code = found.code.c_str();
  check->detail = found.detail.c_str();
  check->hint = found.hint.c_str();
  return CAIRN_OK;
}

const char* cairn_report_json(const cairn_report* report) { return report == nullptr ? "" : report->json.c_str(); }
