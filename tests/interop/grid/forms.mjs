// What stands in the grid: tools, forms, who makes and who reads which, and the limits of peers that are known. No packages are needed
// here, so that the committed page can be compared with this list anywhere.

export const tools = [
  {id: 'cairn', name: 'Cairn', packages: []},
  {id: 'bazaar', name: 'Digital Bazaar', packages: ['@digitalbazaar/vc', '@digitalbazaar/data-integrity', '@digitalbazaar/eddsa-rdfc-2022-cryptosuite',
    '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite', '@digitalbazaar/ecdsa-sd-2023-cryptosuite', '@digitalbazaar/ed25519-signature-2020',
    '@digitalbazaar/ed25519-signature-2018', '@digitalbazaar/eddsa-2022-cryptosuite', '@digitalbazaar/vc-bitstring-status-list']},
  {id: 'dcc', name: 'Digital Credentials', packages: ['@digitalcredentials/vc', '@digitalcredentials/verifier-core']},
  {id: 'transmute', name: 'Transmute', packages: ['@transmute/json-web-signature']},
  {id: 'jose', name: 'jose', packages: ['jose']},
  {id: 'sdcore', name: '@sd-jwt/core', packages: ['@sd-jwt/core']},
  {id: 'sdvc', name: '@sd-jwt/sd-jwt-vc', packages: ['@sd-jwt/sd-jwt-vc']}
];

const json = {
  jose: 'jose signs and checks tokens; it knows no proofs inside JSON-LD',
  sdcore: '@sd-jwt/core knows only its own kind of token',
  sdvc: '@sd-jwt/sd-jwt-vc knows only its own kind of token'
};
const onlyJws = {transmute: '@transmute/json-web-signature knows JsonWebSignature2020 only'};
const onlyEd25519 = {dcc: '@digitalcredentials/verifier-core sets up eddsa-rdfc-2022 and Ed25519Signature2020 only'};
const neverOlder = {cairn: 'Cairn verifies older forms and never makes them'};
const noTokens = {
  bazaar: 'the packages of Digital Bazaar read and make JSON-LD with proofs, no tokens',
  dcc: '@digitalcredentials/verifier-core reads JSON-LD with proofs, no tokens',
  transmute: '@transmute/json-web-signature signs JSON-LD, not tokens'
};
const plainTokens = {
  ...noTokens, sdcore: '@sd-jwt/core takes a token with tildes only', sdvc: '@sd-jwt/sd-jwt-vc takes a token with tildes only'
};

const documentChanges = ['the name of the achievement', 'the date it holds from', 'a subject of another id', 'a description added', 'a member taken away',
  'the issuer\'s name', 'one character of the proof', 'the date of the proof', 'no proof', 'signed again by a stranger'];
const without = (list, ...items) => list.filter(item => !items.includes(item));
const tokenChanges = ['one claim', 'one character of the signature', 'no algorithm and no signature', 'signed with the public key as a secret',
  'signed again by a stranger'];
const selectiveTokenChanges = ['one claim', 'one character of the issuer\'s signature', 'a disclosed value', 'a disclosure taken away',
  'a disclosure of a stranger added', 'signed again by a stranger'];
const bound = ['another answer than asked', 'the holder\'s signature', 'presented by a stranger', 'no proof of the holder'];

// makes, reads: the tools that do; for every other tool `not` has the reason.
export const forms = [
  {id: 'eddsa-key', title: 'eddsa-rdfc-2022, issuer did:key', note: 'Open Badges 3.0 in version 2.0 of the data model.',
    makes: ['cairn', 'bazaar', 'dcc'], reads: ['cairn', 'bazaar', 'dcc'], not: {...json, ...onlyJws}, changes: documentChanges},
  {id: 'eddsa-web', title: 'eddsa-rdfc-2022, issuer did:web', note: 'The issuer\'s document is supplied where it would be fetched.',
    makes: ['cairn', 'bazaar', 'dcc'], reads: ['cairn', 'bazaar', 'dcc'], not: {...json, ...onlyJws}, changes: documentChanges},
  {id: 'ecdsa-key', title: 'ecdsa-rdfc-2019 with P-256, issuer did:key', note: '',
    makes: ['cairn', 'bazaar'], reads: ['cairn', 'bazaar'], not: {...json, ...onlyJws, ...onlyEd25519}, changes: documentChanges},
  {id: 'ecdsa-web', title: 'ecdsa-rdfc-2019 with P-256, issuer did:web', note: '',
    makes: ['cairn', 'bazaar'], reads: ['cairn', 'bazaar'], not: {...json, ...onlyJws, ...onlyEd25519}, changes: documentChanges},
  {id: 'ecdsa-384', title: 'ecdsa-rdfc-2019 with P-384, issuer did:key', note: '',
    makes: ['cairn', 'bazaar'], reads: ['cairn', 'bazaar'], not: {...json, ...onlyJws, ...onlyEd25519}, changes: documentChanges},
  {id: 'sd-own', title: 'ecdsa-sd-2023, the copy derived by the same tool', note: 'A copy without the learner\'s name, or of chosen parts.',
    makes: ['cairn', 'bazaar'], reads: ['cairn', 'bazaar'], not: {...json, ...onlyJws, ...onlyEd25519},
    changes: [...documentChanges, 'the base proof instead of the copy']},
  {id: 'sd-other', title: 'ecdsa-sd-2023, the copy derived by the other tool', note: 'Row: who issued; the other one derived.',
    makes: ['cairn', 'bazaar'], reads: ['cairn', 'bazaar'], not: {...json, ...onlyJws, ...onlyEd25519}, changes: documentChanges},
  {id: 'status', title: 'Bitstring Status List', note: 'A credential (eddsa-rdfc-2022) with an entry, and the signed list it points to.',
    makes: ['cairn', 'bazaar', 'dcc'], reads: ['cairn', 'bazaar', 'dcc'], not: {...json, ...onlyJws},
    changes: ['revoked', 'another index in the credential', 'the list changed', 'the list signed by a stranger', 'no list']},
  {id: 'endorsement', title: 'Endorsement', note: 'An EndorsementCredential of an award, standing alone (eddsa-rdfc-2022).',
    makes: ['cairn', 'bazaar', 'dcc'], reads: ['cairn', 'bazaar', 'dcc'], not: {...json, ...onlyJws},
    changes: ['the comment', ...without(documentChanges, 'the name of the achievement')]},
  {id: 'clr', title: 'Learner record (CLR 2.0)', note: 'A ClrCredential with one signed award inside (eddsa-rdfc-2022).',
    makes: ['cairn', 'bazaar', 'dcc'], reads: ['cairn', 'bazaar', 'dcc'], not: {...json, ...onlyJws},
    changes: ['the award inside', ...without(documentChanges, 'the name of the achievement')]},
  {id: 'ed25519-2020', title: 'Ed25519Signature2020', note: 'Version 1.1 of the data model.',
    makes: ['bazaar', 'dcc'], reads: ['cairn', 'bazaar', 'dcc'], not: {...json, ...onlyJws, ...neverOlder}, changes: documentChanges},
  {id: 'ed25519-2018', title: 'Ed25519Signature2018', note: 'Version 1.1 of the data model.',
    makes: ['bazaar'], reads: ['cairn', 'bazaar'], not: {...json, ...onlyJws, ...onlyEd25519, ...neverOlder}, changes: documentChanges},
  {id: 'eddsa-2022', title: 'eddsa-2022 (the draft before eddsa-rdfc-2022)', note: 'Version 1.1 of the data model.',
    makes: ['bazaar'], reads: ['cairn', 'bazaar'], not: {...json, ...onlyJws, ...onlyEd25519, ...neverOlder}, changes: documentChanges},
  {id: 'jws-2020', title: 'JsonWebSignature2020 with P-256', note: 'Version 1.1 of the data model.',
    makes: ['transmute'], reads: ['cairn', 'transmute'],
    not: {...json, ...onlyEd25519, ...neverOlder, bazaar: 'Digital Bazaar publishes no package for JsonWebSignature2020'}, changes: documentChanges},
  {id: 'jwt-2', title: 'JWT with a credential of version 2.0 (vc+jwt)', note: 'ES256; the credential is the payload.',
    makes: ['jose'], reads: ['cairn', 'jose'], not: {...plainTokens, cairn: 'Cairn issues SD-JWT where a token is wanted, no plain JWT'}, changes: tokenChanges},
  {id: 'jwt-1', title: 'JWT with a credential of version 1.1 (claim vc)', note: 'ES256.',
    makes: ['jose'], reads: ['cairn', 'jose'], not: {...plainTokens, ...neverOlder}, changes: tokenChanges},
  {id: 'sd-jwt-p256', title: 'SD-JWT VC with P-256, presented with key binding', note: 'Issued and presented by the tool of the row.',
    makes: ['cairn', 'sdcore', 'sdvc'], reads: ['cairn', 'sdcore', 'sdvc'],
    not: {...noTokens, jose: 'jose checks signatures; what is disclosed and to whom is not its matter'}, changes: [...selectiveTokenChanges, ...bound]},
  {id: 'sd-jwt-ed25519', title: 'SD-JWT VC with Ed25519, presented with key binding', note: '',
    makes: ['cairn', 'sdcore', 'sdvc'], reads: ['cairn', 'sdcore', 'sdvc'],
    not: {...noTokens, jose: 'jose checks signatures; what is disclosed and to whom is not its matter'}, changes: [...selectiveTokenChanges, ...bound]},
  {id: 'sd-jwt-other', title: 'SD-JWT VC presented by another tool', note: 'Row: who issued. Cairn\'s is presented by @sd-jwt/sd-jwt-vc, the others\' by Cairn.',
    makes: ['cairn', 'sdcore', 'sdvc'], reads: ['cairn', 'sdcore', 'sdvc'],
    not: {...noTokens, jose: 'jose checks signatures; what is disclosed and to whom is not its matter'}, changes: [...selectiveTokenChanges, ...bound]},
  {id: 'sd-jwt-plain', title: 'SD-JWT without key binding', note: 'The one of jose is put together by hand and signed by jose.',
    makes: ['cairn', 'jose', 'sdcore', 'sdvc'], reads: ['cairn', 'sdcore', 'sdvc'],
    not: {...noTokens, jose: 'jose checks signatures; what is disclosed is not its matter'}, changes: without(selectiveTokenChanges, 'a disclosure taken away')},
  {id: 'sd-jwt-json', title: 'SD-JWT in JSON (flattened)', note: '',
    makes: ['sdcore'], reads: ['cairn', 'sdcore'],
    not: {...noTokens, jose: 'jose checks signatures; what is disclosed is not its matter', cairn: 'Cairn writes the compact form only',
      sdvc: '@sd-jwt/sd-jwt-vc reads the compact form; the other forms are those of @sd-jwt/core'}, changes: without(selectiveTokenChanges, 'a disclosure taken away')},
  {id: 'sd-jwt-signature', title: 'The issuer\'s token inside an SD-JWT', note: 'The signature alone, the disclosures taken away.',
    makes: ['cairn', 'jose', 'sdcore', 'sdvc'], reads: ['jose'],
    not: {...noTokens, cairn: 'see the forms above', sdcore: 'see the forms above', sdvc: 'see the forms above'}, changes: tokenChanges}
];

// Cells that are red because of the peer: exactly these changes are taken by the reader (or the good one is refused: `good`). They are tried
// like the others, and the run fails as soon as a cell is not as it stands here.
const strayDisclosures = ['a disclosed value', 'a disclosure of a stranger added'];
const strayReason = 'the reader leaves out a disclosure that no digest names and accepts the rest, where RFC 9901 (7.1) has it refuse the whole; ' +
  'with key binding the holder\'s signature over all disclosures notices';
export const limits = [
  {form: 'sd-jwt-plain', readers: ['sdcore', 'sdvc'], takes: strayDisclosures, reason: strayReason},
  {form: 'sd-jwt-json', readers: ['sdcore'], takes: strayDisclosures, reason: strayReason}
];
export const limitOf = (form, maker, reader) => limits.find(one => one.form === form && one.readers.includes(reader) && (one.makers ?? [maker]).includes(maker));
