// Older forms that are only verified: version 1.1 of the data model under four legacy suites, made by software that we did not write.
// Prints TAP.
//   node legacy.mjs PATH/TO/cairn           Cairn judges what the peers sign, and every changed copy of it
//   node legacy.mjs --write FOLDER          writes one of each, for tests/data/legacy-proofs
import {spawnSync} from 'node:child_process';
import {constants, generateKeyPairSync, sign as signBytes} from 'node:crypto';
import {mkdtempSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
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
const issuer = 'did:web:old.example';
const method = `${issuer}#key-1`;
const created = '2022-11-20T12:00:00Z';

// The context as its public document has it; the packages that use the suite do not carry it.
const jws2020 = 'https://w3id.org/security/suites/jws-2020/v1';
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

function controller(type, member, value) {
  return {
    '@context': ['https://www.w3.org/ns/did/v1'], id: issuer,
    verificationMethod: [{id: method, type, controller: issuer, [member]: value}], assertionMethod: [method], authentication: [method]
  };
}

function badge(...contexts) {
  return {
    '@context': ['https://www.w3.org/2018/credentials/v1', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json', ...contexts],
    id: 'urn:uuid:0d1b5a3c-6c2f-4b1e-9f52-77d0c4c6a001',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Weaving, first part',
    issuer: {id: issuer, type: ['Profile'], name: 'Old School of Weaving'},
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

async function multikey() {
  const pair = await Ed25519Multikey.generate();
  pair.id = method;
  pair.controller = issuer;
  const {publicKeyMultibase} = await pair.export({publicKey: true});
  return {pair, document: controller('Multikey', 'publicKeyMultibase', publicKeyMultibase)};
}

async function jwkSuite(options) {
  const key = await JsonWebKey.generate(options);
  const {publicKeyJwk, privateKeyJwk} = await key.export({type: 'JsonWebKey2020', privateKey: true});
  const named = await JsonWebKey.from({id: method, type: 'JsonWebKey2020', controller: issuer, publicKeyJwk, privateKeyJwk});
  const {alg, ...jwk} = publicKeyJwk;
  return {suite: new JsonWebSignature({key: named, date: created}), contexts: [jws2020], document: controller('JsonWebKey2020', 'publicKeyJwk', jwk)};
}

// The peer knows no RSA keys: it makes the bytes to sign, and Node signs them as the suite says (PS256).
async function rsaSuite() {
  const {publicKey, privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
  const {kty, n, e} = publicKey.export({format: 'jwk'});
  const suite = new JsonWebSignature({date: created});
  const header = Buffer.from('{"alg":"PS256","b64":false,"crit":["b64"]}').toString('base64url');
  suite.verificationMethod = method;
  suite.sign = async ({verifyData, proof}) => {
    const options = {key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32};
    const signature = signBytes('sha256', Buffer.concat([Buffer.from(`${header}.`), verifyData]), options);
    return {...proof, jws: `${header}..${signature.toString('base64url')}`};
  };
  return {suite, contexts: [jws2020], document: controller('JsonWebKey2020', 'publicKeyJwk', {kty, n, e})};
}

// name -> what signs, which contexts the document needs, the issuer's document
const makers = {
  'Ed25519Signature2018': async () => {
    const key = await Ed25519VerificationKey2018.generate({id: method, controller: issuer});
    return {
      suite: new Ed25519Signature2018({key, date: created}), contexts: [],  // the first context defines it
      document: controller('Ed25519VerificationKey2018', 'publicKeyBase58', key.publicKeyBase58)
    };
  },
  'Ed25519Signature2020': async () => {
    const key = await Ed25519VerificationKey2020.generate({id: method, controller: issuer});
    return {
      suite: new Ed25519Signature2020({key, date: created}), contexts: ['https://w3id.org/security/suites/ed25519-2020/v1'],
      document: controller('Ed25519VerificationKey2020', 'publicKeyMultibase', key.publicKeyMultibase)
    };
  },
  'eddsa-2022': async () => {
    const {pair, document} = await multikey();
    return {
      suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite: eddsa2022, date: created, legacyContext: true}),
      contexts: ['https://w3id.org/security/data-integrity/v1'], document
    };
  },
  'JsonWebSignature2020-Ed25519': () => jwkSuite({kty: 'OKP', crv: 'Ed25519'}),
  'JsonWebSignature2020-P-256': () => jwkSuite({kty: 'EC', crv: 'P-256'}),
  'JsonWebSignature2020-P-384': () => jwkSuite({kty: 'EC', crv: 'P-384'}),
  'JsonWebSignature2020-RSA': rsaSuite
};

function loaderFor(document) {
  const base = makeLoader({[issuer]: document});
  const more = new Map([[jws2020, jws2020Context], ...ed25519Context2018.contexts, ...ed25519Context2020.contexts]);
  return async url => more.has(url) ? {contextUrl: null, documentUrl: url, document: more.get(url)} : base(url);
}

async function issueOld(name) {
  const {suite, contexts, document} = await makers[name]();
  const credential = await jsigs.sign(badge(...contexts), {
    suite, purpose: new jsigs.purposes.AssertionProofPurpose(), documentLoader: loaderFor(document), addSuiteContext: false
  });
  return {credential, documents: {[issuer]: document}};
}

/** A token of version 1.1: the credential in the claim vc, issuer, id, subject and dates only in the registered claims. */
async function issueOldToken() {
  const {privateKey, publicKey} = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign', 'verify']);
  const {kty, crv, x, y} = await crypto.subtle.exportKey('jwk', publicKey);
  const {id, issuer: profile, issuanceDate, expirationDate, ...vc} = badge();
  vc.issuer = {type: profile.type, name: profile.name};
  const {id: subject, ...rest} = vc.credentialSubject;
  vc.credentialSubject = rest;
  const seconds = text => Date.parse(text) / 1000;
  const token = await new SignJWT({vc}).setProtectedHeader({alg: 'ES256', typ: 'JWT', kid: method}).setIssuer(issuer).setJti(id)
    .setSubject(subject).setNotBefore(seconds(issuanceDate)).setExpirationTime(seconds(expirationDate)).sign(privateKey);
  return {token, documents: {[issuer]: controller('JsonWebKey2020', 'publicKeyJwk', {kty, crv, x, y})}};
}

async function write(folder) {
  mkdirSync(folder, {recursive: true});
  for (const name of Object.keys(makers)) {
    const {credential, documents} = await issueOld(name);
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({controller: documents[issuer], credential}, null, 1) + '\n');
  }
  const {token, documents} = await issueOldToken();
  writeFileSync(join(folder, 'vc-claim.json'), JSON.stringify({controller: documents[issuer], token}, null, 1) + '\n');
}

if (process.argv[2] === '--write') {
  await write(resolve(process.argv[3]));
  process.exit(0);
}

// --- Cairn judges ---------------------------------------------------------------------------------------------------

const cairn = resolve(process.argv[2] ?? 'build/release/cairn');
const work = mkdtempSync(join(tmpdir(), 'cairn-legacy-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));
let number = 0;
let failures = 0;
async function test(name, body) {
  ++number;
  try {
    await body();
    console.log(`ok ${number} - ${name}`);
  } catch (error) {
    ++failures;
    console.log(`not ok ${number} - ${name}`);
    console.error(`# ${name}\n${error.stack ?? error}`);
  }
}
function check(condition, text) {
  if (!condition) throw new Error(text);
}

function verify(texts, documents) {
  const map = Object.fromEntries(Object.entries(documents).map(([url, document], i) => {
    const file = join(work, `document-${i}.json`);
    writeFileSync(file, JSON.stringify(document));
    return [url, file];
  }));
  writeFileSync(join(work, 'documents.json'), JSON.stringify(map));
  return texts.map(text => {
    writeFileSync(join(work, 'credential'), text);
    const run = spawnSync(cairn, ['verify', join(work, 'credential'), '--offline', '--at', '2026-06-01T00:00:00Z', '--documents', join(work, 'documents.json'), '--json'], {encoding: 'utf8'});
    check(run.stdout.startsWith('{'), `no report: ${run.stdout} ${run.stderr}`);
    return JSON.parse(run.stdout);
  });
}

function leaves(value, path = []) {
  if (value !== null && typeof value === 'object') return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  return [path];
}
function change(document, path) {
  const copy = structuredClone(document);
  let target = copy;
  for (const key of path.slice(0, -1)) target = target[key];
  const last = path.at(-1);
  target[last] = typeof target[last] === 'string' ? `${target[last]}x` : typeof target[last] === 'number' ? target[last] + 1 : !target[last];
  return copy;
}

for (const name of Object.keys(makers)) {
  let made;
  await test(`${name}: a peer issues to version 1.1 and Cairn accepts`, async () => {
    made = await issueOld(name);
    const [report] = verify([JSON.stringify(made.credential)], made.documents);
    check(report.verdict === 'unknown-issuer', JSON.stringify(report, null, 1));
    check(report.checks.find(item => item.id === 'shape').detail.includes('older form'), 'the report does not remark on the older form');
  });
  await test(`${name}: every leaf changed, Cairn refuses`, async () => {
    const paths = leaves(made.credential);
    const reports = verify(paths.map(path => JSON.stringify(change(made.credential, path))), made.documents);
    const accepted = paths.filter((path, i) => !['invalid', 'undetermined'].includes(reports[i].verdict));
    check(accepted.length === 0, `accepted although changed: ${accepted.map(path => path.join('.'))}`);
  });
}
await test('a token with a vc claim: jose issues and Cairn accepts', async () => {
  const {token, documents} = await issueOldToken();
  const [report] = verify([token], documents);
  check(report.verdict === 'unknown-issuer', JSON.stringify(report, null, 1));
});

console.log(`1..${number}`);
process.exitCode = failures === 0 ? 0 : 1;
