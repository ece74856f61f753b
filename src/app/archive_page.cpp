#include "app/archive_page.hpp"

#include "text/html.hpp"
#include "text/written_date.hpp"

namespace cairn::app {
namespace {

using text::element;
using text::Html;
using text::isolated;
using text::words;

std::string grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, ",");
  return out;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  return grouped(number) + " " + std::string(number == 1 ? one : many);
}

std::string day(Instant instant) { return text::spell_date(date_of(instant)); }

Html paragraph(std::string_view words_in_it) { return element("p", words(words_in_it)); }
Html code(std::string_view text) { return element("code", words(text)); }

// Broken between its words only, on whatever screen: people copy it.
Html command(std::string_view text) {
  Html out;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    out += element("span", {{"class", "word"}}, words(word));
    text.remove_prefix(word.size());
    if (text.empty()) break;
    text.remove_prefix(1);
    out += words(" ");
  }
  return element("p", words("With Cairn: ") + element("code", out));
}

Html file_row(std::string_view name, std::string_view meaning) {
  return element("div", {{"class", "row"}}, element("dt", code(name)) + element("dd", words(meaning)));
}

std::string status_sentence(const ArchiveStory& story) {
  if (story.status_lists == 0) return "The credentials stand in no status list: none of them can have been withdrawn by one.";
  if (story.standing == ArchiveStanding::final) {
    return "The status lists are the issuer's last word. They say for good which credentials were revoked or suspended, and do not run out.";
  }
  return "The status lists say which credentials were revoked or suspended as of " + day(story.made) +
         ". They run out; what the issuer did later is not in this archive.";
}

Html issuers_part(const ArchiveStory& story) {
  Html items;
  for (const ArchiveIssuer& issuer : story.issuers) {
    const Html name = issuer.name.empty() ? Html() : isolated(issuer.name) + element("br", Html());
    items += element("li", name + code(issuer.id));
  }
  return element("h2", words("Who issued them")) + element("ul", items) +
         paragraph("Their keys, with the times at which each was in use, are in key-history.json.");
}

Html definitions_part(const ArchiveStory& story) {
  Html items;
  for (const ArchivedDefinition& one : story.definitions) {
    const std::string version = one.version.empty() ? "" : ", version " + one.version;
    items += element("li", isolated(one.name) + words(version + ": " + counted(one.credentials, "credential", "credentials")));
  }
  return element("h2", words("What was awarded")) + element("ul", items);
}

Html checking_part() {
  Html out = element("h2", words("Check a credential"));
  out += paragraph("You need the credential's file, this archive, and a program that verifies. Nothing is fetched from anywhere.");
  out += command("cairn verify --archive FOLDER badge.json");
  out += paragraph("With any other verifier of W3C Verifiable Credentials 2.0: README.txt says which file stands for which address.");
  out += element("h2", words("Is this archive the real one?"));
  out += paragraph(
      "Each credential proves by its own signature that it is unchanged. Whose key made that signature is another question: whoever holds an archive "
      "could replace all of it, keys included. Compare the archive's digest, which is the SHA-256 of manifest.json, with the one that the issuer or "
      "its successor made known in another place; or check the keys against a list that you trust.");
  out += command("cairn verify --archive FOLDER --digest DIGEST");
  return out;
}

Html files_part(const ArchiveStory& story) {
  Html rows = file_row("manifest.json", "every file with its SHA-256, signed when the key was at hand") +
              file_row("did/, documents.json", "the issuers' DID documents and the status lists, by the address each stands for") +
              file_row("did-historical/", "the same documents with all keys that ever signed, for credentials of former times") +
              file_row("key-history.json, trust-list.json", "the keys over time: as facts, and as rules for verifiers") +
              file_row("status/", "status lists: what was revoked or suspended") +
              file_row("contexts/, contexts.json", "JSON-LD contexts, by their addresses") +
              file_row("digests/", "SHA-256 of each credential, so that a holder's copy can be recognised; no names");
  Html out = element("h2", words("What lies where")) + element("dl", {{"class", "facts"}}, rows);
  out += paragraph(story.extent == ArchiveExtent::full
                       ? "The credentials themselves hold names and addresses. They lie in the folder \"private\" beside this one and must not be shown to everybody."
                       : "The credentials themselves hold names and addresses and are not part of this archive.");
  return out;
}

}  // namespace

std::string archive_page(const ArchiveStory& story, std::string_view style_sheet) {
  const std::string title = story.issuers.size() == 1 && !story.issuers.front().name.empty() ? "Credentials of " + story.issuers.front().name
                                                                                               : std::string("Archive of credentials");
  Html main = element("h1", words(title));
  main += element("p", {{"class", "lead"}}, words("An archive of " + counted(story.credentials, "credential", "credentials") + ", made on " + day(story.made) +
                                                   ". They can be checked with these files alone, without any server."));
  main += paragraph(status_sentence(story));
  main += checking_part() + issuers_part(story) + definitions_part(story) + files_part(story);
  const Html body = element("a", {{"class", "skip"}, {"href", "#main"}}, words("Skip to main content")) +
                    element("header", {{"class", "top"}}, element("div", {{"class", "width"}}, element("span", {{"class", "banner"}}, words("Archive of credentials")))) +
                    element("main", {{"id", "main"}, {"class", "width"}, {"tabindex", "-1"}}, main) +
                    element("footer", {{"class", "bottom"}}, element("div", {{"class", "width"}}, paragraph("Written by cairn export --archive.")));
  constexpr std::string_view k_banner = ".banner { color: #fff; font-weight: 700; font-size: 1.5rem; }\n.word { white-space: nowrap; }\n.facts { margin-bottom: 1rem; }\ndd { margin: 0; }\nli { margin-bottom: 0.5rem; }\n";
  return text::document_alone("en", title, std::string(style_sheet) + std::string(k_banner), body).markup();
}

std::string archive_readme(const ArchiveStory& story) {
  return "ARCHIVE OF CREDENTIALS\n"
         "made " + format_instant(story.made) + "; " + counted(story.credentials, "credential", "credentials") + "\n\n" +
         status_sentence(story) + R"(

Verify with Cairn, from these files alone:
  cairn verify --archive FOLDER                 every credential, and the archive itself
  cairn verify --archive FOLDER badge.png       somebody's copy: JSON, SD-JWT, PNG, SVG, PDF
  cairn verify --archive FOLDER --digest HEX    the same, trusting the archive because its digest is the one you were told

Verify with any other program. The credentials are Open Badges 3.0, W3C Verifiable Credentials 2.0, secured with
Data Integrity (eddsa-rdfc-2022, ecdsa-rdfc-2019, ecdsa-sd-2023) or as SD-JWT; their status is a W3C Bitstring Status List 1.0.
Credentials of ecdsa-sd-2023 are their holders' own copies: a copy to be verified is derived from them first.
Where such a program wants to fetch an address, give it the file:
  documents.json             address -> file: the issuers' DID documents as published last, and the status lists
  documents-historical.json  DID -> file: the same documents with all keys under assertionMethod that ever signed, but for
                             those that others got hold of; for credentials that were signed with a retired key
  contexts.json              address -> file: JSON-LD contexts, with the SHA-256 of each text. Where an address has several
                             texts, its publisher has changed it; try the first one first
A status list without validUntil is final. One that has run out still says what held when it was signed (validFrom).

Check that the files are whole:
  manifest.json              path, size and SHA-256 of every file; "private" are those beside the credentials
  digests/3f.txt             SHA-256 of the credentials whose digest begins with 3f; each is the name of a file
                             private/credentials/3f/DIGEST.json (or .sd-jwt)
A credential is what it is by its own signature, not because a list names it.

Keys:
  key-history.json           every key: first and last use, until when, compromised since when
  trust-list.json            the same as rules (cairn verify --known-issuers; see docs/trust.md of Cairn)
Whoever holds an archive could replace all of it, keys included. Compare the SHA-256 of manifest.json with the one made known
by the issuer or its successor elsewhere.
)";
}

std::string private_readme() {
  return R"(PERSONAL DATA. DO NOT PUBLISH THIS FOLDER.

credentials/3f/DIGEST.json   the credentials as they were issued; the name is the SHA-256 of the file
index-0001.csv               who holds which: name, achievement, date, address, file

Keep it where student records are kept, for as long as the law asks, and give people copies of what is theirs.
)";
}

}  // namespace cairn::app
