// What each public suite says of each of its files.
import {sdJwt} from './sd_jwt.mjs';
import {byRules, controllerOf, issuedBy, readJson, readText, unsigned} from './rows.mjs';

// --- pictures ---------------------------------------------------------------------------------------------------------

// The sample inside is that of ../data-integrity/open-badges-3/obv3p0, which verifies.
const sampleIssuer = 'https://example.edu/issuers/565049';
const sampleKey = 'z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi';

/** The manifest says what is inside; the verdict is that of what is inside. */
function baking(folder) {
  const inside = text => {
    if (!text.startsWith('{')) return ['refused', 'a text that is no real signature, or the address of a badge that nobody was asked for'];
    const document = JSON.parse(text);
    if (document['@context'] === 'https://w3id.org/openbadges/v2') return ['refused', 'hosted: trust only what its own address serves'];
    return document.proof ? ['valid', 'the OB 3.0 sample, which verifies'] : ['invalid', unsigned.source];
  };
  const rows = readJson(folder, 'manifest.json').cases.map(({file, expect, why, extracted}) => {
    if (!expect.startsWith('extract')) return {file, expected: 'refused', source: `manifest: ${expect}. ${why}`};
    const [expected, source] = inside(extracted);
    return {file, expected, source: `manifest: ${expect}. ${why} Inside: ${source}`, extracted, ...issuedBy(controllerOf(sampleIssuer, sampleKey))};
  });
  return [...rows, {file: 'manifest.json', not: 'the manifest'}];
}

// --- Open Badges ------------------------------------------------------------------------------------------------------

/** The folder has no manifest: the text of the standard decides. */
function openBadges2(folder) {
  const badge = {'@context': 'https://w3id.org/openbadges/v2', type: 'BadgeClass', id: 'https://example.org/robotics-badge.json',
    name: 'Awesome Robotics Badge', description: 'For doing awesome things with robots.', image: 'https://example.org/robotics-badge.png',
    criteria: 'https://example.org/robotics-badge.html', issuer: 'https://example.org/organization.json'};
  const web = Object.fromEntries([readJson(folder, 'examples/01-assertion-example.json'), readJson(folder, 'examples/02-issuer-profile-example.json'), badge]
    .map(document => [document.id, document]));
  return byRules(folder, [
    [/01-assertion/, {expected: 'valid', at: '2017-01-15T00:00:00Z', documents: web, known: ['https://example.org/organization.json'],
      source: 'HostedBadge Verification: its address and those of issuer and badge say the same; expires 2017-06-30'}],
    [/04-signed/, {expected: 'refused', source: 'SignedBadge Verification, step 6: the payload of a signed badge, without its signature'}],
    [/07-revoked/, {expected: 'invalid', source: 'Revoking Hosted Assertions: revoked true, treat as revoked and thus invalid'}],
    [/03-signed/, 'the header of a token alone'],
    [/02-issuer|05-crypto|06-revocation/, 'a profile, a key or a list: it awards nothing'],
    [/1[678]-endorsement/, 'an endorsement of 2.0 awards nothing'],
    [/examples\//, 'a fragment of an example'],
    [/^(v0|v1|v2|v2p1|extensions)\//, 'a context, a JSON Schema or a description of an interface']
  ]);
}

function openBadges3(folder) {
  const manifest = new Map(readJson(folder, 'examples/manifest.json').examples.map(one => [one.file, one]));
  return byRules(folder, [
    [/manifest\.json$/, 'the manifest'],
    [/^examples\/profile-edubadges\/schemas|^schemas|^extensions/, 'a JSON Schema or a context'],
    [/^api-examples|vocab\.ttl$/, 'a request or answer of the interface, or a vocabulary'],
    [/^examples\//, file => {
      const {kind, type} = manifest.get(file);
      if (kind) return `manifest: ${kind}`;
      if (![type].flat().some(one => /Credential$/.test(one ?? ''))) return `manifest: type ${type ?? 'none'}, which is no credential`;
      return readJson(folder, file).proof ? {expected: 'refused', source: 'the proof is an illustration'} : unsigned;
    }]
  ]);
}

const clrIssuer = folder => {
  const {verificationMethod} = [readJson(folder, 'examples/signed-credential.json').proof].flat()[0];
  return controllerOf(verificationMethod.split('#')[0], verificationMethod.split('#')[1]);
};
const clr2 = folder => byRules(folder, [
  [/signed-credential/, () => ({expected: 'valid', source: 'README: the signed one verifies', ...issuedBy(clrIssuer(folder))})],
  [/proof\.json/, 'a proof without its document'],
  [/manifest\.json/, 'the manifest'],
  [/^schemas/, 'a JSON Schema'],
  [/examples\//, unsigned]
]);

// --- status lists and JOSE --------------------------------------------------------------------------------------------

const statusList = folder => byRules(folder, [
  [/^bitstring\//, {...unsigned, source: 'README: an example of the text, without a proof'}],
  [/status_list_jwt_raw/, file => ({expected: 'refused', content: readText(folder, file).replaceAll(/\s/g, ''),
    source: 'a list, not a credential, signed with a key that is not published with it'})],
  [/\.md$/, 'the claims of a list as JSON in a text']
]);

const jose = folder => byRules(folder, [
  [/cookbook\/jwk|ecdh-es/, 'a key, or an encrypted text'],
  [/cookbook\//, file => {
    const {compact} = readJson(folder, file).output;
    if (!compact) return 'a signature without compact form';
    return {expected: 'refused', content: compact, source: 'README: a signed text that is no credential; HMAC is there to be refused'};
  }],
  [/1[0123]-/, 'a header or a controlled identifier document'],
  [/vc-jose-cose-spec/, {expected: 'refused', source: 'README: illustrations, not signed vectors'}]
]);

// --- Data Integrity ---------------------------------------------------------------------------------------------------

function dataIntegrity(folder) {
  const verifies = 'README: signed*.json holds the result, which verifies';
  const signed = file => {
    const {issuer, proof} = readJson(folder, file);
    const id = issuer.id ?? issuer;
    // The method's own document, if it is not a DID that says its key itself.
    const foreign = [proof].flat().map(one => one.verificationMethod).filter(method => !method.startsWith('did:key:'));
    const documents = Object.fromEntries(foreign.map(method => method.split('#')).map(([owner, key]) => [owner, controllerOf(owner, key)]));
    return {expected: 'valid', source: verifies, at: '2025-06-01T00:00:00Z', documents, known: [id]};
  };
  return byRules(folder, [
    [/^open-badges-3\/[^/]+\/signed-credential/, signed],
    [/^open-badges-3\/[^/]+\/(credential|document-before-signing)\.json/, unsigned],
    [/^(eddsa|ecdsa)\/.*signed(DataInt|JCS|EdSig|ECDSA|JCSECDSA|ProofSet|ProofChain).*\.json$/, signed],
    [/derivedRevealDocument\.json$/, file => ({...signed(file), source: 'README: the derived documents verify with the suites of Digital Bazaar'})],
    [/addSignedSDBase\.json$/, file => ({...signed(file), expected: 'refused', source: 'a base proof is the holder\'s: a verifier is shown what was derived from it (vc-di-ecdsa 3.4.7, vc-di-bbs 3.4.7)'})],
    [/(unsigned|employmentAuth|prCredUnsigned|windDoc|license|document|derivedUnsignedReveal)\.json$/, unsigned],
    [/TempDoc/, 'a step of a proof chain'],
    [/^spec-examples/, {expected: 'refused', source: 'an example of the text: signed data of any kind, which is no credential'}],
    [/./, 'a key, a list of pointers, or a value between the steps']
  ]);
}

const did = folder => byRules(folder, [
  [/did-key|did-web/, 'DIDs with their documents and keys, or rules of a mapping'],
  [/cid-spec-examples/, 'a controlled identifier document, a key, or a part of one'],
]);

export const suites = {
  'baking': baking, 'open-badges-2': openBadges2, 'open-badges-3': openBadges3, 'clr-2': clr2, 'status-list': statusList, 'sd-jwt': sdJwt,
  'jose': jose, 'data-integrity': dataIntegrity, 'did': did
};
