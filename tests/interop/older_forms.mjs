// Makes credentials of older forms with software that we did not write: version 1.1 of the data model under legacy suites, and a token.
import {constants, generateKeyPairSync, sign as signBytes} from 'node:crypto';
import {createRequire} from 'node:module';
import jsigs from 'jsonld-signatures';
import {SignJWT} from 'jose';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as eddsa2022} from '@digitalbazaar/eddsa-2022-cryptosuite';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {Ed25519Signature2018} from '@digitalbazaar/ed25519-signature-2018';
import {Ed25519VerificationKey2018} from '@digitalbazaar/ed25519-verification-key-2018';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {Ed25519VerificationKey2020} from '@digitalbazaar/ed25519-verification-key-2020';
import ed25519Context2018 from 'ed25519-signature-2018-context';
import ed25519Context2020 from 'ed25519-signature-2020-context';
import {makeLoader} from './peers.mjs';

const {JsonWebKey, JsonWebSignature} = createRequire(import.meta.url)('@transmute/json-web-signature');
export const issuer = 'did:web:old.example';
const methodOf = did => `${did}#key-1`;
const created = '2022-11-20T12:00:00Z';

// The context as its public document has it; the packages that use the suite do not carry it.
const jws2020 = 'https://w3id.org/security/suites/jws-2020/v1';
// What a document that holds one key of a type must say to the suites that read it.
const keyContexts = {
  'Ed25519VerificationKey2018': 'https://w3id.org/security/suites/ed25519-2018/v1', 'Ed25519VerificationKey2020': 'https://w3id.org/security/suites/ed25519-2020/v1',
  'Multikey': 'https://w3id.org/security/multikey/v1', 'JsonWebKey2020': jws2020
};
const sec = 'https://w3id.org/security#';
const methodSet = name => ({'@id': `${sec}${name}`, '@type': '@id', '@container': '@set'});
const jws2020Context = {'@context': {
  JsonWebKey2020: {'@id': `${sec}JsonWebKey2020`, '@context': {'@protected': true, id: '@id', type: '@type', publicKeyJwk: {'@id': `${sec}publicKeyJwk`, '@type': '@json'}}},
  JsonWebSignature2020: {'@id': `${sec}JsonWebSignature2020`, '@context': {
    '@protected': true, id: '@id', type: '@type', challenge: `${sec}challenge`,
    created: {'@id': 'http://purl.org/dc/terms/created', '@type': 'http://www.w3.org/2001/XMLSchema#dateTime'},
    domain: `${sec}domain`, jws: `${sec}jws`, nonce: `${sec}nonce`,
    proofPurpose: {'@id': `${sec}proofPurpose`, '@type': '@vocab', '@context': {
      '@protected': true, id: '@id', type: '@type', assertionMethod: methodSet('assertionMethod'), authentication: methodSet('authenticationMethod')
    }},
    verificationMethod: {'@id': `${sec}verificationMethod`, '@type': '@id'}
  }}
}};

function controller(did, type, member, value) {
  const method = methodOf(did);
  return {
    '@context': ['https://www.w3.org/ns/did/v1', ...(keyContexts[type] ? [keyContexts[type]] : [])], id: did,
    verificationMethod: [{id: method, type, controller: did, [member]: value}], assertionMethod: [method], authentication: [method]
  };
}

export function badge(did, ...contexts) {
  return {
    '@context': ['https://www.w3.org/2018/credentials/v1', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json', ...contexts],
    id: 'urn:uuid:0d1b5a3c-6c2f-4b1e-9f52-77d0c4c6a001',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Weaving, first part',
    issuer: {id: did, type: ['Profile'], name: 'Old School of Weaving'},
    issuanceDate: '2022-11-20T12:00:00Z',
    expirationDate: '2032-11-20T12:00:00Z',
    credentialSubject: {
      id: 'did:example:mairead', type: ['AchievementSubject'],
      achievement: {
        id: 'https://old.example/achievements/weaving-1', type: ['Achievement'], name: 'Weaving, first part',
        description: 'Sets up a loom and weaves a plain cloth.', criteria: {narrative: 'Two cloths, judged by two weavers.'}
      }
    }
  };
}

async function multikey(did) {
  const pair = await Ed25519Multikey.generate();
  pair.id = methodOf(did);
  pair.controller = did;
  const {publicKeyMultibase} = await pair.export({publicKey: true});
  return {pair, document: controller(did, 'Multikey', 'publicKeyMultibase', publicKeyMultibase)};
}

async function jwkSuite(did, options) {
  const key = await JsonWebKey.generate(options);
  const {publicKeyJwk, privateKeyJwk} = await key.export({type: 'JsonWebKey2020', privateKey: true});
  const named = await JsonWebKey.from({id: methodOf(did), type: 'JsonWebKey2020', controller: did, publicKeyJwk, privateKeyJwk});
  const {alg, ...jwk} = publicKeyJwk;
  return {suite: new JsonWebSignature({key: named, date: created}), contexts: [jws2020], document: controller(did, 'JsonWebKey2020', 'publicKeyJwk', jwk)};
}

// The peer knows no RSA keys: it makes the bytes to sign, and Node signs them as the suite says (PS256).
async function rsaSuite(did) {
  const {publicKey, privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
  const {kty, n, e} = publicKey.export({format: 'jwk'});
  const suite = new JsonWebSignature({date: created});
  const header = Buffer.from('{"alg":"PS256","b64":false,"crit":["b64"]}').toString('base64url');
  suite.verificationMethod = methodOf(did);
  suite.sign = async ({verifyData, proof}) => {
    const options = {key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32};
    const signature = signBytes('sha256', Buffer.concat([Buffer.from(`${header}.`), verifyData]), options);
    return {...proof, jws: `${header}..${signature.toString('base64url')}`};
  };
  return {suite, contexts: [jws2020], document: controller(did, 'JsonWebKey2020', 'publicKeyJwk', {kty, n, e})};
}

// name -> what signs, which contexts the document needs, the issuer's document
export const makers = {
  'Ed25519Signature2018': async did => {
    const key = await Ed25519VerificationKey2018.generate({id: methodOf(did), controller: did});
    return {
      suite: new Ed25519Signature2018({key, date: created}), contexts: [],  // the first context defines it
      document: controller(did, 'Ed25519VerificationKey2018', 'publicKeyBase58', key.publicKeyBase58)
    };
  },
  'Ed25519Signature2020': async (did, make = options => new Ed25519Signature2020(options)) => {
    const key = await Ed25519VerificationKey2020.generate({id: methodOf(did), controller: did});
    return {
      suite: make({key, date: created}), contexts: ['https://w3id.org/security/suites/ed25519-2020/v1'],
      document: controller(did, 'Ed25519VerificationKey2020', 'publicKeyMultibase', key.publicKeyMultibase)
    };
  },
  'eddsa-2022': async did => {
    const {pair, document} = await multikey(did);
    return {
      suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite: eddsa2022, date: created, legacyContext: true}),
      contexts: ['https://w3id.org/security/data-integrity/v1'], document
    };
  },
  'JsonWebSignature2020-Ed25519': did => jwkSuite(did, {kty: 'OKP', crv: 'Ed25519'}),
  'JsonWebSignature2020-P-256': did => jwkSuite(did, {kty: 'EC', crv: 'P-256'}),
  'JsonWebSignature2020-P-384': did => jwkSuite(did, {kty: 'EC', crv: 'P-384'}),
  'JsonWebSignature2020-RSA': rsaSuite
};

export function loaderFor(document) {
  const base = makeLoader({[document.id]: document});
  const more = new Map([[jws2020, jws2020Context], ...ed25519Context2018.contexts, ...ed25519Context2020.contexts]);
  // A key by itself stands under the context of its own type; the one peer that looks for it in the whole document is given that.
  for (const key of document.verificationMethod) more.set(key.id, key.type === 'JsonWebKey2020' ? document : {'@context': keyContexts[key.type], ...key});
  return async url => more.has(url) ? {contextUrl: null, documentUrl: url, document: more.get(url)} : base(url);
}

/** What checks a JsonWebSignature2020. */
export const jwsVerifySuite = () => new JsonWebSignature();

export async function issueOld(name, did = issuer) {
  const {suite, contexts, document} = await makers[name](did);
  const credential = await jsigs.sign(badge(did, ...contexts), {
    suite, purpose: new jsigs.purposes.AssertionProofPurpose(), documentLoader: loaderFor(document), addSuiteContext: false
  });
  return {credential, documents: {[did]: document}};
}

/** A token of version 1.1: the credential in the claim vc, issuer, id, subject and dates only in the registered claims. */
export async function issueOldToken(did = issuer) {
  const {privateKey, publicKey} = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign', 'verify']);
  const {kty, crv, x, y} = await crypto.subtle.exportKey('jwk', publicKey);
  const {id, issuer: profile, issuanceDate, expirationDate, ...vc} = badge(did);
  vc.issuer = {type: profile.type, name: profile.name};
  const {id: subject, ...rest} = vc.credentialSubject;
  vc.credentialSubject = rest;
  const seconds = text => Date.parse(text) / 1000;
  const token = await new SignJWT({vc}).setProtectedHeader({alg: 'ES256', typ: 'JWT', kid: methodOf(did)}).setIssuer(did).setJti(id)
    .setSubject(subject).setNotBefore(seconds(issuanceDate)).setExpirationTime(seconds(expirationDate)).sign(privateKey);
  return {token, documents: {[did]: controller(did, 'JsonWebKey2020', 'publicKeyJwk', {kty, crv, x, y})}};
}
