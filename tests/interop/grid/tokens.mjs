// The grid's drivers for tokens: JWT and SD-JWT, made and read by each tool, and the ways to tamper with them.
import {createHash, createHmac, randomBytes} from 'node:crypto';
import {mkdtempSync} from 'node:fs';
import {join} from 'node:path';
import * as jose from 'jose';
import {SDJwtInstance} from '@sd-jwt/core';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';
import {badgeOf} from '../bazaar.mjs';
import * as older from '../older_forms.mjs';
import {makePeerKey, peerConfig} from '../sd_jwt_peer_key.mjs';
import {cairnIn, changeMiddle, check, demoDefinition, workFolder} from '../support.mjs';
import {readWithCairn} from './documents.mjs';

const work = workFolder('grid-tokens');
const audience = 'https://work.example';
const nonce = 'n-0S6_WzA2Mj';
const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = part => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
const nameOf = type => type === 'p256' ? 'ES256' : 'EdDSA';
const refusal = error => ({accepted: false, refused: true, said: String(error)});
const yes = said => ({accepted: true, refused: false, said});

// --- tampering with the three parts of a token --------------------------------------------------------------------------

const tokenChanges = {
  'one claim': jwt => {
    const [header, payload, signature] = jwt.split('.');
    return [header, encode({...decode(payload), validFrom: '2019-01-01T00:00:00Z', nbf: 1}), signature].join('.');
  },
  'one character of the signature': jwt => {
    const [header, payload, signature] = jwt.split('.');
    return [header, payload, changeMiddle(signature)].join('.');
  },
  'no algorithm and no signature': jwt => {
    const [header, payload] = jwt.split('.');
    return [encode({...decode(header), alg: 'none'}), payload, ''].join('.');
  },
  'signed with the public key as a secret': (jwt, {publicKey}) => {
    const [header, payload] = jwt.split('.');
    const signed = `${encode({...decode(header), alg: 'HS256'})}.${payload}`;
    return `${signed}.${createHmac('sha256', JSON.stringify(publicKey)).update(signed).digest('base64url')}`;
  },
  'signed again by a stranger': async (jwt, {type}) => {
    const [header, payload] = jwt.split('.');
    const stranger = await makePeerKey(type);
    return new jose.CompactSign(Buffer.from(payload, 'base64url')).setProtectedHeader(decode(header)).sign(stranger.pair.privateKey);
  }
};

// --- JWT --------------------------------------------------------------------------------------------------------------

const joseReads = async ({token, publicKey, type}) => {
  try {
    await jose.jwtVerify(token, await jose.importJWK(publicKey, nameOf(type)), {algorithms: ['ES256', 'EdDSA']});
    return yes('verified');
  } catch (error) {
    return refusal(error);
  }
};
const cairnReads = ({token, issuer, documents}) => readWithCairn(token, issuer, documents);

async function jwtOfVersion2() {
  const key = await makePeerKey('p256');
  const token = await new jose.CompactSign(Buffer.from(JSON.stringify(badgeOf(key.did))))
    .setProtectedHeader({alg: 'ES256', typ: 'vc+jwt', cty: 'vc', kid: key.kid, iss: key.did}).sign(key.pair.privateKey);
  return {token, issuer: key.did, documents: {}, publicKey: key.jwk, type: 'p256'};
}
async function jwtOfVersion1() {
  const {token, documents} = await older.issueOldToken();
  return {token, issuer: older.issuer, documents, publicKey: documents[older.issuer].verificationMethod[0].publicKeyJwk, type: 'p256'};
}
const jwtForm = make => ({
  makes: {jose: make}, reads: {cairn: cairnReads, jose: joseReads},
  tamper: async (sample, name) => ({...sample, token: await tokenChanges[name](sample.token, sample)})
});

// --- SD-JWT: making and presenting ------------------------------------------------------------------------------------

const claims = (issuer, holder) => ({
  vct: 'https://credentials.example/course', iss: issuer, iat: 1780000000, exp: 1990000000, ...(holder && {cnf: {jwk: holder}}),
  given_name: 'Ada', marks: ['70', '81'], address: {locality: 'Stornoway', country: 'GB'}
});
const frame = {_sd: ['given_name', 'address'], marks: {_sd: [0, 1]}, address: {_sd: ['locality'], _sd_decoy: 2}, _sd_decoy: 2};
const now = () => Math.floor(Date.now() / 1000);
const binding = () => ({kb: {payload: {iat: now(), aud: audience, nonce}}});

/** A key of Cairn's in its own folder, and the same key's public half for the peers. */
async function cairnKey(type) {
  const own = cairnIn(mkdtempSync(join(work, 'key-')));
  const {id} = JSON.parse(own.run('keygen', '--issuer', 'did:key', '--type', type, '--out', 'key'));
  return {...await makePeerKey(type, id), own};
}
function issueWithCairn(issuer, holderDid) {
  const {own} = issuer;
  own.write('people.csv', 'Name,Email,DID,Date awarded,Final mark,Evidence\n' +
    `Seònaid NicDhòmhnaill,seonaid@work.example,${holderDid},2026-06-14,81,https://work.example/portfolio\n`);
  own.run('issue', demoDefinition, '--form', 'sd-jwt', '--from', 'people.csv', '--key', 'key', '--status', 'none', '--out', 'issued');
  return own.run('present', own.issued('issued', '.sd-jwt'), '--show', 'everything').trim();
}
function presentWithCairn(token, holder, shown, bound) {
  holder.own.write('held.sd-jwt', token);
  const kb = bound ? ['--key', 'key', '--audience', audience, '--nonce', nonce] : [];
  return holder.own.run('present', 'held.sd-jwt', ...shown.flatMap(what => ['--show', what]), ...kb).trim();
}
const sdOf = issuer => ({issuer: issuer.did, documents: {}, publicKey: issuer.jwk, type: issuer.type, issuerKey: issuer});
const instances = {sdcore: SDJwtInstance, sdvc: SDJwtVcInstance};
const typed = key => ({header: {kid: key.kid, typ: 'dc+sd-jwt'}});

async function cairnIssues(type, presenter, bound) {
  const issuer = await cairnKey(type);
  if (presenter === 'cairn') {
    const holder = await cairnKey(type);
    const token = presentWithCairn(issueWithCairn(issuer, holder.did), holder, ['marks', 'name'], bound);
    return {token, ...sdOf(issuer), bound};
  }
  const holder = await makePeerKey(type);
  const token = issueWithCairn(issuer, `did:jwk:${encode(holder.jwk)}`);
  const instance = new SDJwtVcInstance(peerConfig({issuer, holder}));
  return {token: await instance.present(token, {credentialSubject: {result: {0: true}}, evidence: {0: true}}, binding()), ...sdOf(issuer), bound};
}
async function peerIssues(maker, type, presenter, bound) {
  const issuer = await makePeerKey(type);
  const holder = presenter === 'cairn' ? await cairnKey(type) : await makePeerKey(type);
  const instance = new instances[maker](peerConfig({issuer, ...(presenter !== 'cairn' && {holder})}));
  const held = await instance.issue(claims(issuer.did, bound ? holder.jwk : undefined), frame, typed(issuer));
  const token = presenter === 'cairn' ? presentWithCairn(held, holder, ['/address/locality', '/marks/1'], bound)
    : await instance.present(held, {address: {locality: true}, marks: {1: true}}, bound ? binding() : undefined);
  return {token, ...sdOf(issuer), bound};
}
async function joseIssues(type) {
  const issuer = await makePeerKey(type);
  const disclosures = [['given_name', 'Ada'], ['mark', '81']].map(pair => encode([randomBytes(16).toString('base64url'), ...pair]));
  const digests = disclosures.map(one => createHash('sha256').update(one).digest('base64url')).sort();
  const token = await new jose.SignJWT({vct: 'https://credentials.example/course', iss: issuer.did, iat: 1780000000, _sd: digests, _sd_alg: 'sha-256'})
    .setProtectedHeader({alg: nameOf(type), typ: 'dc+sd-jwt', kid: issuer.kid}).sign(issuer.pair.privateKey);
  return {token: `${token}~${disclosures.join('~')}~`, ...sdOf(issuer), bound: false};
}

// --- SD-JWT: reading --------------------------------------------------------------------------------------------------

const cairnReadsSd = ({token, issuer, documents, bound}) =>
  readWithCairn(token, issuer, documents, ...(bound ? ['--nonce', nonce, '--audience', audience] : []));
const peerReadsSd = reader => async ({token, issuerKey, bound}) => {
  try {
    const instance = new instances[reader](peerConfig({issuer: issuerKey}));
    return yes(JSON.stringify((await instance.verify(token, bound ? {keyBindingNonce: nonce} : undefined)).payload));
  } catch (error) {
    return refusal(error);
  }
};
const sdReads = {cairn: cairnReadsSd, sdcore: peerReadsSd('sdcore'), sdvc: peerReadsSd('sdvc')};

// --- SD-JWT: tampering ------------------------------------------------------------------------------------------------

const partsOf = token => token.split('~');
const onIssuer = name => async (parts, sample) => [await tokenChanges[name](parts[0], sample), ...parts.slice(1)];
const onBinding = change => async (parts, sample) => [...parts.slice(0, -1), await change(parts.at(-1), parts, sample)];
async function presentedByStranger(kb, parts, {type}) {
  const [header, payload] = kb.split('.');
  const stranger = await makePeerKey(type);
  return new jose.CompactSign(Buffer.from(payload, 'base64url')).setProtectedHeader(decode(header)).sign(stranger.pair.privateKey);
}
const selectiveChanges = {
  'one claim': onIssuer('one claim'),
  'one character of the issuer\'s signature': onIssuer('one character of the signature'),
  'signed again by a stranger': onIssuer('signed again by a stranger'),
  'a disclosed value': parts => {
    const disclosure = decode(parts[1]);
    disclosure[disclosure.length - 1] = 'Mallory';
    return [parts[0], encode(disclosure), ...parts.slice(2)];
  },
  'a disclosure taken away': parts => [parts[0], ...parts.slice(2)],
  'a disclosure of a stranger added': parts => [parts[0], encode(['c2FsdA', 'grade', 'A']), ...parts.slice(1)],
  'another answer than asked': onBinding(kb => {
    const [header, payload, signature] = kb.split('.');
    return [header, encode({...decode(payload), nonce: 'another'}), signature].join('.');
  }),
  'the holder\'s signature': onBinding(tokenChanges['one character of the signature']),
  'presented by a stranger': onBinding(presentedByStranger),
  'no proof of the holder': parts => [...parts.slice(0, -1), '']
};
async function tamperSelective(sample, name) {
  const parts = partsOf(sample.token);
  check(parts.length >= 3 && parts[1].length > 0, 'nothing is disclosed');
  return {...sample, token: (await selectiveChanges[name](parts, sample)).join('~')};
}

// --- SD-JWT in JSON ---------------------------------------------------------------------------------------------------

/** Cairn reads the JSON itself; the peer reads it back into its own form first, as its documentation has it. */
const flattened = ({token, issuerKey}) => JSON.stringify(new SDJwtInstance(peerConfig({issuer: issuerKey})).toFlattenJSON(token).toJson());
const {FlattenJSON} = await import('@sd-jwt/core');
const jsonReads = {
  cairn: sample => readWithCairn(flattened(sample), sample.issuer, sample.documents),
  sdcore: sample => peerReadsSd('sdcore')({...sample, token: FlattenJSON.fromSerialized(JSON.parse(flattened(sample))).toEncoded()})
};

// --- the forms --------------------------------------------------------------------------------------------------------

const boundForm = (type, presenterOf) => ({
  makes: {
    cairn: () => cairnIssues(type, presenterOf('cairn'), true),
    sdcore: () => peerIssues('sdcore', type, presenterOf('sdcore'), true),
    sdvc: () => peerIssues('sdvc', type, presenterOf('sdvc'), true)
  },
  reads: sdReads, tamper: tamperSelective
});
const plainMakes = {
  cairn: () => cairnIssues('p256', 'cairn', false), jose: () => joseIssues('p256'),
  sdcore: () => peerIssues('sdcore', 'p256', 'sdcore', false), sdvc: () => peerIssues('sdvc', 'p256', 'sdvc', false)
};
const signatureOnly = make => async () => {
  const sample = await make();
  return {...sample, token: partsOf(sample.token)[0]};
};

export const drivers = {
  'jwt-2': jwtForm(jwtOfVersion2),
  'jwt-1': jwtForm(jwtOfVersion1),
  'sd-jwt-p256': boundForm('p256', maker => maker),
  'sd-jwt-ed25519': boundForm('ed25519', maker => maker),
  'sd-jwt-other': boundForm('p256', maker => maker === 'cairn' ? 'sdvc' : 'cairn'),
  'sd-jwt-plain': {makes: plainMakes, reads: sdReads, tamper: tamperSelective},
  'sd-jwt-json': {makes: {sdcore: plainMakes.sdcore}, reads: jsonReads, tamper: tamperSelective},
  'sd-jwt-signature': {
    makes: Object.fromEntries(Object.entries(plainMakes).map(([maker, make]) => [maker, signatureOnly(make)])), reads: {jose: joseReads},
    tamper: async (sample, name) => ({...sample, token: await tokenChanges[name](sample.token, sample)})
  }
};
