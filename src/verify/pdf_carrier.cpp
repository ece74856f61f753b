#include "verify/pdf_carrier.hpp"

#include <algorithm>
#include <string_view>

#include "base/arena.hpp"
#include "json/read.hpp"
#include "pdf/attachments.hpp"

namespace cairn::verify {
namespace {

bool holds(const json::Value* list, std::string_view prefix) {
  if (list == nullptr) return false;
  if (list->is_string()) return list->text().starts_with(prefix);
  if (!list->is_array()) return false;
  const json::Array& items = list->array();
  return std::any_of(items.begin(), items.end(),
                     [prefix](const json::Value& item) { return item.is_string() && item.text().starts_with(prefix); });
}

// A document of any of the kinds that are judged here, whatever state it is in.
bool is_credential(const json::Value& document) {
  const json::Value* context = document.find("@context");
  return holds(document.find("type"), "VerifiableCredential") || holds(document.find("type"), "EnvelopedVerifiableCredential") ||
         holds(context, "https://www.w3.org/ns/credentials/") || holds(context, "https://www.w3.org/2018/credentials/") ||
         holds(context, "https://w3id.org/openbadges/") || holds(context, "https://purl.imsglobal.org/spec/ob/");
}

// Three parts of base64url, or more with disclosures behind '~'.
bool is_token(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  const std::string_view head = text.substr(0, text.find('~'));
  return text.starts_with("ey") && std::count(head.begin(), head.end(), '.') == 2 &&
         text.find_first_of(" \t\r\n{}\"") == std::string_view::npos;
}

bool is_said_to_be_one(const pdf::Attachment& attachment) {
  const std::string_view type = attachment.media_type;
  return type == "application/vc" || type.starts_with("application/vc+") || type.starts_with("application/vc-") ||
         type == "application/dc+sd-jwt";
}

bool is_credential(const pdf::Attachment& attachment) {
  if (is_said_to_be_one(attachment)) return true;
  if (!attachment.content) return false;
  const std::string_view text = as_text(*attachment.content);
  if (is_token(text)) return true;
  const std::size_t start = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (start == std::string_view::npos || text[start] != '{') return false;
  Arena arena;
  const Result<json::Value> document = json::read(text.substr(start), arena);
  return document && is_credential(*document);
}

}  // namespace

bool is_pdf(ByteView file) {
  constexpr std::size_t k_within = 1024;
  const std::string_view start = as_text(file.first(std::min(k_within, file.size())));
  const std::size_t header = start.find("%PDF-");
  if (header == std::string_view::npos) return false;
  // A credential may well speak of "%PDF-": only what cannot be one is taken for a document.
  const std::size_t first = start.find_first_not_of(" \t\r\n");
  return header == 0 || (start[first] != '{' && start[first] != '[' && start[first] != '"' && start[first] != '<');
}

Result<std::optional<std::string>> credential_in_pdf(ByteView file) {
  CAIRN_TRY(auto attachments, pdf::read_attachments(file));
  const pdf::Attachment* found = nullptr;
  for (const pdf::Attachment& attachment : attachments) {
    if (!is_credential(attachment)) continue;
    if (found != nullptr) {
      return fail(Kind::refused, "pdf.two-credentials", "the PDF document holds more than one credential",
                  "Take the credentials out with a PDF reader and check each by itself.");
    }
    found = &attachment;
  }
  if (found == nullptr) return std::optional<std::string>();
  if (!found->content) return Failure(found->content.error());
  return std::optional(std::string(as_text(*found->content)));
}

}  // namespace cairn::verify
