// Files on which the program's verdict is not the one that the suite names, and why that is right. Each is compared: verdict, codes, and
// whether the signature fits (pass), could not be computed (unknown) or does not (fail). A row that is not needed any more fails the run.
const notIssuers = 'the vector shows a signature: it names an issuer and signs with a did:key that is not that issuer\'s, which is somebody ' +
  'else\'s signature in the issuer\'s name';
export const explanations = [
  {suite: 'sd-jwt', files: /(rfc9901-examples|sd-jwt-python-testcases)\/(?!jsonld|header_mod)/, verdict: 'invalid', codes: ['sd-jwt.type'], signature: 'pass',
    reason: 'an SD-JWT of no kind of credential (typ example+sd-jwt, no vct), which SD-JWT VC has its verifiers refuse; signature, digests and key binding fit'},
  {suite: 'sd-jwt', files: /rfc9901-examples\/jsonld\//, verdict: 'invalid', codes: ['sd-jwt.type', 'sd-jwt.issuer'], signature: 'unknown',
    reason: 'typ example+sd-jwt and no claim iss: neither a credential nor a place where its key could be found'},
  {suite: 'sd-jwt', files: /header_mod\//, verdict: 'invalid', codes: ['sd-jwt.type', 'jws.header'],
    reason: 'the header\'s kid is the number 42, where RFC 7515 (4.1.4) has a text; and typ example+sd-jwt'},
  {suite: 'data-integrity', files: /jcs/, verdict: 'invalid', codes: ['key.not-issuers'], signature: 'pass', reason: `${notIssuers}. The signature itself fits`},
  {suite: 'data-integrity', files: /^(eddsa|ecdsa)\/(?!.*jcs)/, verdict: 'invalid', codes: ['key.not-issuers', 'proof.context-unknown'], signature: 'unknown',
    reason: `${notIssuers}; @digitalbazaar/vc refuses such files for the same reason (tests/interop/vectors.mjs). Their context of examples is none that the ` +
      'program carries; cairn_conformance computes these signatures with it, step by step'},
  {suite: 'data-integrity', files: /^bbs\//, verdict: 'invalid', codes: ['key.not-issuers', 'proof.suite'],
    reason: 'bbs-2023 is not built, so the signature is not checked; the key is not the issuer\'s, as in the other vectors'}
];
