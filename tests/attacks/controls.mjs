// What stands against the tricks of the attack list: where each control is, and how the source reads without it. `edits` taken out
// together are controls that stand behind one another. take_out.mjs builds the verifier without each, and some rows must go red.
const edit = (file, text, by) => ({file, text, by});
const gone = (file, text) => edit(file, text, '');

const members = gone('src/proof/context_rules.cpp', '    if (coverage_ == Coverage::rdf_statements && hides(member.name, object)) return hidden(member.name);\n');
const uncovered = edit('src/vc/checks/house/rulebook.cpp', 'if (member.name == "@index" || member.name == "@nest") {', 'if (member.name == "@index") {');
const inline_ = edit('src/proof/context_rules.cpp', 'if (!is_url_list(context)) {', 'if (false) {');
const inline_rule = edit('src/vc/checks/house/rulebook.cpp', 'constexpr Rule k_inline_context{"house.inline-context", k_citation};',
    'constexpr Rule k_inline_context{"house.inline-context", k_citation, Severity::error, Severity::warning};');
const inner = edit('src/proof/context_rules.cpp', 'if (depth > 0 && !is_embedded_credential(holder)) {', 'if (false) {');
const inner_rule = edit('src/vc/checks/house/rulebook.cpp', 'constexpr Rule k_inner_context{"house.inner-context", k_citation};',
    'constexpr Rule k_inner_context{"house.inner-context", k_citation, Severity::error, Severity::warning};');
// A loader that serves whatever document was handed over as a context.
const any_context = [
  edit('src/verify/verifier.cpp', 'bool is_unknown(const vc::Report& report, vc::CheckId id) {', `struct AnyContexts final : jsonld::DocumentLoader {
  AnyContexts(jsonld::DocumentLoader& pinned, jsonld::DocumentLoader& handed) : pinned_(pinned), handed_(handed) {}
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override {
    auto found = pinned_.load(url);
    return found ? std::move(found) : handed_.load(url);
  }
  jsonld::DocumentLoader& pinned_;
  jsonld::DocumentLoader& handed_;
};

bool is_unknown(const vc::Report& report, vc::CheckId id) {`),
  edit('src/verify/verifier.cpp', 'engine_(*parts_.contexts),', 'engine_(*new AnyContexts(*parts_.contexts, shelf_)),'),
];
const context_rule = edit('src/vc/checks/house/rulebook.cpp', 'constexpr Rule k_unpinned_context{"house.context-unknown", k_citation, Severity::error, Severity::unknown};',
    'constexpr Rule k_unpinned_context{"house.context-unknown", k_citation, Severity::error, Severity::warning};');
const bad_proof = gone('src/vc/proof_answer.cpp', '    if (answer.signature.outcome == Outcome::fail) return answer;\n');
const foreign = edit('src/vc/proof_answer.cpp', '  if (is_foreign) {\n', '  if (false) {\n');
const foreign_address = edit('src/vc/proof_answer.cpp', "if (is_foreign && finding.verification_method.find('#') == std::string::npos && finding.authorised != proof::Outcome::fail) {", 'if (false) {');
const controller = edit('src/proof/method_lookup.cpp', 'if (method.controller != document.id) {', 'if (false) {');
const document_id = edit('src/proof/controller_document.cpp', '  if (id != expected_id) {', '  if (false) {');
const found_id = edit('src/proof/method_lookup.cpp', 'if (document.id != controller_part(query.id)) {', 'if (false) {');
const header_algorithm = edit('src/proof/jose.cpp', '  const std::string_view name = header.text_of("alg");\n  if (name.empty())', '  return {};\n  const std::string_view name = header.text_of("alg");\n  if (name.empty())');
// The token's own word decides how it is checked, as in the libraries that were led astray.
const believed_algorithm = edit('src/proof/jose.cpp', '  CAIRN_TRY(const crypto::Algorithm algorithm, crypto::algorithm_for_jws(jws.algorithm(), key.type));', `  if (jws.algorithm() == "none") return crypto::SignatureCheck::fits;
  if (jws.algorithm() == "HS256") {
    Arena scratch;
    const std::string jwk = json::to_text(crypto::to_public_jwk(key, scratch));
    for (const ByteView secret : {ByteView(key.bytes), as_bytes(jwk)}) {
      const crypto::Sha256 mac = crypto::hmac_sha256(secret, as_bytes(jws.signing_input));
      if (std::equal(mac.begin(), mac.end(), jws.signature.begin(), jws.signature.end())) return crypto::SignatureCheck::fits;
    }
    return crypto::SignatureCheck::does_not_fit;
  }
  const crypto::Algorithm algorithm = crypto::Algorithm::ed25519;`);
const hash_header = edit('src/proof/jose.cpp', '#include "crypto/jws.hpp"', '#include "crypto/hash.hpp"\n#include "crypto/jws.hpp"');
const nothing_compared = edit('src/proof/verify_proofs.cpp', '} else if (*fits == crypto::SignatureCheck::does_not_fit) {', '} else if (false) {');
const nothing_moved = edit('src/proof/verify_proofs.cpp', '    if (fits == crypto::SignatureCheck::does_not_fit) return fits;\n', '');
const no_token_compared = edit('src/proof/token_key.cpp', '} else if (*fits == crypto::SignatureCheck::does_not_fit) {', '} else if (false) {');

const one = (attack, name, ...edits) => ({attacks: [].concat(attack), name, edits: edits.flat()});
const json = 'src/json/read.cpp';
const status = 'src/vc/status_list.cpp';
const binding = 'src/proof/sd_jwt_present.cpp';
const hosted = 'src/openbadges2/hosted.cpp';

export const controls = [
  one('F1', 'safe mode', edit('src/proof/canonical_form.cpp', 'options.data_loss = jsonld::DataLoss::refused;', 'options.data_loss = jsonld::DataLoss::allowed;')),

  one('F2', 'no member behind an IRI or keyword', members),
  one('F2', 'the same, and nothing in a nest', members, uncovered),
  one('F2', 'everything in its own place', gone('src/proof/verify_proofs.cpp', '    if (coverage == Coverage::rdf_statements) CAIRN_CHECK(check_places(set_.document));\n')),

  one(['F3', 'F5'], 'no context written into the document', inline_),
  one(['F3', 'F5'], 'the same, and the rule that looks for it', inline_, inline_rule),
  one('F3', 'no context inside', inner),
  one('F3', 'the same, and the rule that looks for it', inner, inner_rule),
  one(['F3', 'F5'], 'pinned contexts only', any_context),
  one(['F3', 'F5'], 'the same, and the rule that looks for it', any_context, context_rule),
  one('F3', 'the order of contexts', edit('src/vc/checks/vcdm2/context_and_type.cpp', '{{"vcdm2.context", "VCDM 2.0 \\"Contexts\\""}, check_context},',
      '{{"vcdm2.context", "VCDM 2.0 \\"Contexts\\"", Severity::warning, Severity::warning}, check_context},')),
  one('F3', 'the contexts of proof and document agree', edit('src/proof/suites/hashed_suite.cpp', 'if (own != nullptr && !begins_with_contexts(outer, *own)) {', 'if (false) {')),

  one('F4', 'every word of a context becomes a statement', edit('src/jsonld/expand_object.cpp', '  if (keyword == Keyword::context) return {};  // 13.1\n',
      '  if (keyword == Keyword::context || member.name == "creditsAvailable") return {};  // 13.1\n')),

  one('F6', 'work is counted', edit('src/rdf/canonicalize.hpp', 'std::uint64_t n_degree_calls = 4\'096; ', 'std::uint64_t n_degree_calls = 4\'096\'000\'000; '),
      edit('src/rdf/canonicalize.hpp', "std::uint64_t permutations = 65'536;", "std::uint64_t permutations = 65'536'000'000;"),
      edit('src/rdf/canonicalize.hpp', "std::uint64_t n_degree_steps = 262'144;", "std::uint64_t n_degree_steps = 262'144'000'000;")),

  one('F7', 'a proof that does not fit is too much', bad_proof),
  one('F7', 'the same, and whose key it is', bad_proof, foreign, foreign_address),
  one('F7', 'the purpose', edit('src/proof/verify_proofs.cpp', 'if (members.purpose != options_.purpose) {', 'if (false) {')),
  one('F7', 'previous proofs must be there', edit('src/proof/proof_set.cpp', 'if (std::count_if(set.proofs.begin(), set.proofs.end(), has_id) != 1) {', 'if (std::count_if(set.proofs.begin(), set.proofs.end(), has_id) != 1) continue;\n    if (false) {')),
  one('F7', 'no proof, no answer', edit('src/vc/proof_answer.cpp', `    return {check(CheckId::signature, Outcome::fail, "signature.none", "The credential carries no signature.",
                  "Anybody could have written it; ask for the signed credential."),
            check(CheckId::key, Outcome::unknown,`, `    return {check(CheckId::signature, Outcome::pass, "signature.absent", "The credential carries no signature.",
                  "Anybody could have written it; ask for the signed credential."),
            check(CheckId::key, Outcome::pass,`)),
  one('F7', 'the signature is compared', nothing_compared, nothing_moved),
  one('F7', "a proof's end", edit('src/proof/verify_proofs.cpp', 'if (members.expires && options_.at > *members.expires) {', 'if (false) {')),
  one('F7', 'no member of a proof behind an IRI', gone('src/proof/verify_proofs.cpp', '    CAIRN_CHECK(check_members(proof, coverage));\n')),
  one('F7', 'the same, and known members only', gone('src/proof/verify_proofs.cpp', '    CAIRN_CHECK(check_members(proof, coverage));\n'),
      gone('src/proof/verify_proofs.cpp', '    CAIRN_CHECK(check_proof_names(proof));\n')),

  one('F8', 'whose key it is', foreign, foreign_address),
  one('F8', 'the same, and the controller', foreign, foreign_address, controller),
  one('F8', 'the controller', controller),
  one('F8', "a method is looked up in the document that its id names", edit('src/proof/local_resolver.cpp', '  if (const auto given = given_.find(controller_url); given != given_.end()) return &given->second;', `  if (!given_.empty() && !controller_url.starts_with("did:key:")) {
    static ControllerDocument all;
    all = {};
    all.id = controller_url;
    for (const auto& [id, one] : given_) {
      all.methods.insert(all.methods.end(), one.methods.begin(), one.methods.end());
      all.assertion_methods.insert(all.assertion_methods.end(), one.assertion_methods.begin(), one.assertion_methods.end());
    }
    return &all;
  }`)),
  one('F8', "a document's own id", document_id),
  one('F8', 'the same, and the two that look again', document_id, found_id, controller),
  one('F8', 'what the key may do', edit('src/proof/method_lookup.cpp', 'if (!contains(asserts ? document.assertion_methods : document.authentications, query.id)) {', 'if (false) {')),
  one('F8', "a key's end", edit('src/proof/method_lookup.cpp', 'if (method.revoked && query.at >= *method.revoked) {', 'if (false) {')),
  one('F8', 'the id of the method', edit('src/proof/method_lookup.cpp', 'return candidate.id == query.id; });', 'return candidate.id == query.id || document.methods.size() == 1; });')),

  one('F9', 'a closed list of algorithms', header_algorithm),
  one('F9', "the same, and the algorithm is the key's", header_algorithm, believed_algorithm, hash_header),
  one('F9', "keys in the header are the issuer's", edit('src/proof/vc_jwt.cpp', '  answer.authorised = Outcome::fail;\n', '  answer.authorised = Outcome::pass;\n')),
  one('F9', 'a key in the header is the one named', edit('src/proof/vc_jwt.cpp', '  if (header_key && answer.key && *header_key != *answer.key) {', '  if (header_key) answer.key = header_key;\n  if (false) {')),
  one('F9', 'no certificates', edit('src/proof/sd_jwt_vc.cpp', 'if (token.header.find("x5c") != nullptr) {', 'if (false) {')),
  one('F9', 'whose key it is', foreign, foreign_address),
  one('F9', 'keys at addresses of their own', foreign_address),
  one('F9', 'critical extensions', edit('src/proof/jose.cpp', 'if (header.find("crit") != nullptr) {', 'if (false) {')),
  one('F9', 'payloads that are not encoded', edit('src/proof/jose.cpp', 'if (header.find("b64") != nullptr) {', 'if (false) {')),
  one('F9', 'the type of a token', edit('src/proof/vc_jwt.cpp', 'if (type.empty() || type == "JWT" || type == "vc+jwt") return {};', 'return {};')),
  one('F9', 'the type of a disclosable token', edit('src/proof/sd_jwt_vc.cpp', 'if (type != "dc+sd-jwt" && type != "vc+sd-jwt") {', 'if (false) {')),
  one('F9', 'one credential in a token', edit('src/proof/jwt_claims.cpp', '  if (wrapped == nullptr && claims.find("vp") == nullptr) {', '  if (true) {')),
  one('F9', 'claims and credential agree', gone('src/proof/vc_jwt.cpp', '  CAIRN_CHECK(check_repeated_claims(claims, credential));\n')),
  one('F9', 'the signature of a token is compared', no_token_compared),

  one('F10', 'the signature is compared', nothing_compared, nothing_moved),
  one('F10', 'the length of a signature', edit('src/proof/suites/hashed_suite.cpp', '    if (signature->size() != size) {', '    if (signature->size() > size) signature->resize(size);\n    if (false) {')),

  one('F11', 'no member twice', edit(json, 'if (const Member* duplicate = object.first_duplicate(); duplicate != nullptr) {', 'if (const Member* duplicate = object.first_duplicate(); false) {')),
  one('F11', 'UTF-8 only', edit(json, `      const std::uint32_t size = read_utf8({cursor_, static_cast<std::size_t>(end_ - cursor_)}).size;
      if (size == 0) {`, `      const std::uint32_t size = std::max<std::uint32_t>(1, read_utf8({cursor_, static_cast<std::size_t>(end_ - cursor_)}).size);
      if (false) {`)),
  one('F11', 'whole surrogate pairs only', edit(json, 'if (!paired || low < 0xDC00 || low > 0xDFFF) {', 'if (!paired) low = 0xDC00;\n    if (false) {')),
  one('F11', 'nothing behind the document', edit(json, '  if (!at_end()) {\n    refuse(Kind::malformed, "json.trailing"', '  if (false) {\n    refuse(Kind::malformed, "json.trailing"')),
  one('F11', 'one byte order mark at most', edit('src/vc/reading.cpp', '  if (text.starts_with(k_byte_order_mark)) text.remove_prefix(k_byte_order_mark.size());', '  while (text.starts_with(k_byte_order_mark)) text.remove_prefix(k_byte_order_mark.size());')),
  one('F11', 'no comments', edit(json, "    while (*cursor_ == ' ' || *cursor_ == '\\n' || *cursor_ == '\\r' || *cursor_ == '\\t') ++cursor_;",
      "    while (*cursor_ == ' ' || *cursor_ == '\\n' || *cursor_ == '\\r' || *cursor_ == '\\t') ++cursor_;\n    if (cursor_[0] == '/' && cursor_[1] == '*') {\n      while (cursor_ + 2 < end_ && (cursor_[0] != '*' || cursor_[1] != '/')) ++cursor_;\n      cursor_ += 2;\n    }")),
  one('F11', 'nesting is counted', edit(json, '  if (depth_left_ == 0) {', '  if (false) {')),
  one('F11', 'bytes are counted', edit(json, '  if (text.size() > size_limit) {', '  if (false) {')),
  one('F11', 'numbers that a double holds', edit('src/json/write.cpp', '    if (!std::isfinite(number)) {', '    if (false) {')),
  one('F11', 'the signature is compared', nothing_compared, nothing_moved),

  one('F11', 'numbers are shown as signed', edit('src/vc/credential_view.cpp', 'if (value.is_number()) return covered_number(value.number_text()).value_or(std::string());', 'if (value.is_number()) return std::string(value.number_text());')),

  one('F12', 'marks that turn the direction are replaced on pages', edit('src/text/html.cpp', 'if (const std::size_t length = reordering_control_at(text, i)) {', 'if (const std::size_t length = reordering_control_at(text, i); false) {')),
  one('F12', 'text is never markup', edit('src/text/html.cpp', "case '<': out += \"&lt;\"; break;", "case '<': out += '<'; break;")),
  one('F12', 'control characters are spelt out', edit('src/base/look.cpp', '} else if (character.code_point < 0x20 || deceives_the_eye(character.code_point)) {', '} else if (false) {')),
  one('F12', 'what deceives the eye is reported', edit('src/vc/checks/house/rulebook.cpp', 'if (value.is_string() && !is_printable_ascii(value.text())) text(value.text(), place);', '')),

  one('F13', 'the list is looked at', edit('src/vc/status.cpp', 'if (entry.purpose == "revocation") return revoked(by);', '')),
  one('F13', 'the signature is compared', nothing_compared, nothing_moved),
  one('F13', 'no list, no answer', edit('src/vc/status.cpp', `    if (!list) {
      return unknown_status("status.retrieval",`, `    if (!list) {
      return answer(Outcome::pass, "status.retrieval",`)),
  one('F13', "the keeper of a list", edit(status, 'if (keeper != question.issuer && !is_known) {', 'if (false) {')),
  one('F13', "a list's signature and key", gone(status, '    if (auto fault = fault_of_proof(list, ports, policy, arena)) return std::move(*fault);\n')),
  one('F13', "a list's address", edit(status, '  if (id != question.url) {', '  if (false) {')),
  one('F13', "a list's purpose", edit(status, '  if (is_listed) return std::nullopt;', '  return std::nullopt;')),
  one('F13', "a list's dates", gone(status, '  if (check_dates(list, policy.at).outcome != Outcome::pass) return unknown_status("status.list-dates", "The status list is out of date.");\n')),
  one('F13', 'slots within the list', edit('src/vc/bitstring.cpp', '  if (index >= entries) {', '  if (index >= entries) return 0;\n  if (false) {')),
  one('F13', "a list's least length", edit('src/vc/status.cpp', 'if (trusted.bits->size_bits() / entry->size < policy_.minimum_status_entries) {', 'if (false) {')),
  one('F13', 'whole streams only', edit('src/vc/inflate.cpp', 'if (state != Z_STREAM_END && (is_stuck || (state != Z_OK && state != Z_BUF_ERROR))) return bad_stream("no whole compressed stream");',
      'if (state != Z_STREAM_END && (is_stuck || (state != Z_OK && state != Z_BUF_ERROR))) break;')),
  one('F13', 'what a list expands to', edit('src/vc/inflate.hpp', 'k_most_list_bytes = 16 * 1024 * 1024', 'k_most_list_bytes = 64 * 1024 * 1024')),
  one('F13', "a list's type, and that of its content", edit(status, 'if (!holds_type(list, question.method.list_type)) return', 'if (false) return'),
      edit(status, 'if (subject == nullptr || !holds_type(*subject, question.method.subject_type)) {', 'if (subject == nullptr) {')),
  one('F13', 'kinds of entry', edit('src/vc/status.cpp', '    return unknown_status("status.unsupported-type", "The status is of a kind not known here: "', '    return answer(Outcome::pass, "status.none", "The status is of a kind not known here: "')),

  one('F14', 'the end', edit('src/vc/dates.cpp', '  if (until.is_there && at > until.instant) {', '  if (false) {')),
  one('F14', 'the beginning', edit('src/vc/dates.cpp', '  if (from.is_there && at < from.instant) {', '  if (false) {')),
  one('F14', 'the signature is compared', nothing_compared, nothing_moved),
  one('F14', 'dates with a zone', edit('src/vc/dates.cpp', '  if ((from.is_there && !from.is_readable) || (until.is_there && !until.is_readable)) {', '  if (false) {')),
  one('F14', "a token's own end", edit('src/proof/vc_jwt.cpp', '  if (expires && options.at > Instant{*expires, 0})\n', '  if (false)\n')),

  one('F15', 'one payload in a picture', edit('src/bake/payload.cpp', '  if (place) {\n', '  if (false) {\n')),
  one('F15', 'one payload in an element', edit('src/bake/svg.cpp', '  if (!credential.verify.empty() && !names_address) {', '  if (false) {')),
  one('F15', 'no packed payload', edit('src/bake/png.cpp', "  if (flags.starts_with('\\x01')) {", '  if (false) {')),
  one('F15', 'nothing behind the end', edit('src/bake/png.cpp', '  if (has_ended_) return std::optional<PngChunk>();', '  if (rest_.empty()) return std::optional<PngChunk>();')),
  one('F15', 'check sums', edit('src/bake/png.cpp', 'if (crc32(chunk.whole.substr(4, length + 4)) != read_number(chunk.whole.substr(8 + length))) {', 'if (false) {')),
  one('F15', 'no entities', edit('src/bake/xml.cpp', '  if (declares) {', '  if (false) {')),
  one('F15', 'one credential in a document', edit('src/verify/pdf_carrier.cpp', '    if (found != nullptr) {', '    if (false) {')),
  one('F15', 'the signature is compared', nothing_compared, nothing_moved),

  one('F8', 'the key that signed is compared', edit('src/vc/issuer.cpp', 'return use.key && one.key == *use.key;', 'return use.key.has_value();')),
  one('F13', 'keys of lists have times', edit('src/vc/status_list.cpp', '  if (keeper == nullptr) return std::nullopt;\n', '  if (keeper == nullptr || !keeper->keys.empty()) return std::nullopt;\n')),
  one('F16', 'the key seen first', edit('src/vc/issuer.cpp', 'if (auto changed = change_of_key(id, policy, use)) return *changed;', '')),
  one('F16', 'methods are those of the document', edit('src/proof/method_lookup.cpp', '  } else {\n    judge(answer, Outcome::fail, "proof.method-missing",', '  } else {\n    judge(answer, Outcome::pass, "proof.method-missing",')),

  one('F17', 'the person asked about', edit('src/vc/recipient.cpp', '  return answer(Outcome::fail, "recipient.differs",', '  return answer(Outcome::pass, "recipient.differs",')),
  one('F17', 'names prove nothing', gone('src/vc/recipient.cpp', '      if (identity.text_of("identityType") == "name") return;  // many people share one\n')),
  one('F17', 'hashes are hashes', edit('src/vc/recipient.cpp', '  if (hashed == nullptr || !hashed->is_true()) return', '  if (hashed == nullptr || !hashed->is_true() || hash == recipient) return')),
  one('F17', 'the signature is compared', nothing_compared, nothing_moved),
  one('F17', 'the nonce', edit(binding, 'if (terms.nonce && claims.text_of("nonce") != *terms.nonce) {', 'if (false) {')),
  one('F17', 'the audience', edit(binding, 'if (terms.audience && claims.text_of("aud") != *terms.audience) {', 'if (false) {')),
  one('F17', "the holder's signature", edit(binding, '  if (fits != crypto::SignatureCheck::fits) {', '  if (false) {')),
  one('F17', 'what is shown is covered', edit(binding, 'if (claims.text_of("sd_hash") != digest_of(token.parts.bound, token.algorithm)) {', 'if (false) {')),
  one('F17', 'whoever asks gets an answer', edit('src/vc/sd_jwt_checks.cpp', '  if (!token.holder && !is_binding_asked) return person;', '  if (!token.holder) return answer(CheckId::recipient, Outcome::pass, "recipient.not-asked", "");')),
  one('F17', 'a form that cannot answer says so', edit('src/vc/verify.cpp', '    if ((!policy_.nonce && !policy_.audience) || person.outcome == Outcome::fail) return person;', '    return person;')),
  one('F17', 'presentations are fresh', edit(binding, 'if (terms.nonce && *made < terms.at.seconds - terms.longest_age_seconds) {', 'if (false) {')),
  one('F17', 'every disclosure has its digest', edit('src/proof/sd_jwt_open.cpp', 'if (std::find(used_.begin(), used_.end(), 0) != used_.end()) {', 'if (false) {')),

  one('F18', 'file and host say the same', edit(hosted, '    if (!difference.empty()) {', '    if (false) {')),
  one('F18', 'the id is the address', edit(hosted, '    if (!is_at_home(host, address_, badge_.version)) {', '    if (false) {')),
  one('F18', "on the issuer's own site", edit(hosted, 'if (profile.source == Source::at_its_address && !is_in_scope(address, profile.address, profile.value)) {', 'if (false) {')),
  one('F18', 'no host, no answer', edit(hosted, 'return make_check(CheckId::signature, Outcome::unknown, "ob2.host-not-asked",', 'return make_check(CheckId::signature, Outcome::pass, "ob2.hosted",')),
  one('F18', "the host's word", edit(hosted, 'return word != nullptr && word->is_true();', 'return word != nullptr && word->is_null();')),
];
