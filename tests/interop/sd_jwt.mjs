// Selectively disclosable credentials go both ways between Cairn's program and software that we did not write. Prints TAP.
//   node sd_jwt.mjs PATH/TO/cairn
import {createHash, randomBytes} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {SDJwtInstance} from '@sd-jwt/core';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';
import * as jose from 'jose';
import {cairnIn, changeMiddle, check, demoDefinition, finish, test, workFolder} from './support.mjs';
import {makePeerKey, peerConfig} from './sd_jwt_peer_key.mjs';

const cairn = cairnIn(workFolder('sd-jwt'));
const {run, write} = cairn;
const audience = 'https://work.example';
const nonce = 'n-0S6_WzA2Mj';

async function refused(promise) {
  try {
    await promise;
  } catch {
    return true;
  }
  return false;
}

// --- Cairn's side ---------------------------------------------------------------------------------------------------

/** A key file of Cairn's, and its public half. */
function makeCairnKey(file, type) {
  const document = JSON.parse(run('keygen', '--issuer', 'did:key', '--type', type, '--out', file));
  return {file, did: document.id};
}

let issues = 0;
/** One credential issued to the holder of a DID. */
function issueWithCairn(issuer, learnerDid) {
  const folder = `issued-${++issues}`;
  write('people.csv', 'Name,Email,DID,Date awarded,Final mark,Evidence\n' +
    `Seònaid NicDhòmhnaill,seonaid${issues}@work.example,${learnerDid},2026-06-14,81,https://work.example/portfolio\n`);
  run('issue', demoDefinition, '--form', 'sd-jwt', '--status', 'none', '--from', 'people.csv', '--key', issuer.file, '--out', folder);
  return readFileSync(cairn.path(cairn.issued(folder, '.sd-jwt')), 'utf8').trim();
}

function presentWithCairn(token, holder, ...choice) {
  write('held.sd-jwt', token);
  return run('present', 'held.sd-jwt', ...choice, '--key', holder.file, '--audience', audience, '--nonce', nonce).trim();
}

function verifyWithCairn(token, {documents = {}, bound = true} = {}) {
  const report = cairn.verify(token, documents, ...(bound ? ['--nonce', nonce, '--audience', audience] : []));
  return {...report, of: Object.fromEntries(report.checks.map(one => [one.id, one]))};
}
function checkAccepted(report) {
  check(report.format === 'sd-jwt' && ['valid', 'unknown-issuer'].includes(report.verdict), JSON.stringify(report));
}

// --- the peers' side ------------------------------------------------------------------------------------------------

const claims = (issuer, holder) => ({
  vct: 'https://credentials.example/course', iss: issuer, iat: 1780000000, exp: 1990000000,
  ...(holder && {cnf: {jwk: holder}}),
  given_name: 'Ada', marks: ['70', '81'], address: {locality: 'Stornoway', country: 'GB'}
});
const frame = {_sd: ['given_name', 'address'], marks: {_sd: [0, 1]}, address: {_sd: ['locality'], _sd_decoy: 2}, _sd_decoy: 2};

/** Change one character in the middle of a part of a token. */
function tamper(token, part) {
  return token.split('~').map((text, i) => i === part ? changeMiddle(text) : text).join('~');
}

for (const type of ['p256', 'ed25519']) {
  const issuer = makeCairnKey(`issuer-${type}.key`, type);
  const holder = makeCairnKey(`holder-${type}.key`, type);
  const peerIssuer = await makePeerKey(type);
  const peerHolder = await makePeerKey(type);
  const cairnKey = await makePeerKey(type, issuer.did);
  const verifier = options => new SDJwtVcInstance(peerConfig({issuer: cairnKey, ...options}));

  await test(`${type}: @sd-jwt/sd-jwt-vc verifies what Cairn issues`, async () => {
    const token = issueWithCairn(issuer, holder.did);
    const {payload} = await verifier({}).verify(token);
    check(payload.vct === 'urn:cairn:vct:micro-credential:1' && payload.iss === issuer.did, JSON.stringify(payload));
    check(payload.credentialSubject.identifier.some(one => one.identityHash === 'Seònaid NicDhòmhnaill'), 'no name');
    check(payload.credentialSubject.result.length > 0 && payload.evidence.length === 1, 'no results or evidence');
  });

  await test(`${type}: jose verifies the issuer's token inside`, async () => {
    const [token] = issueWithCairn(issuer, holder.did).split('~');
    const {protectedHeader} = await jose.compactVerify(token, await jose.importJWK(cairnKey.jwk, type === 'p256' ? 'ES256' : 'EdDSA'));
    check(protectedHeader.typ === 'dc+sd-jwt' && protectedHeader.kid.startsWith(issuer.did), JSON.stringify(protectedHeader));
  });

  await test(`${type}: @sd-jwt/sd-jwt-vc verifies what Cairn presents, with key binding`, async () => {
    const token = issueWithCairn(issuer, holder.did);
    const shown = presentWithCairn(token, holder, '--show', 'marks');
    const {payload, kb} = await verifier({}).verify(shown, {keyBindingNonce: nonce});
    check(kb.payload.aud === audience && kb.payload.nonce === nonce, JSON.stringify(kb));
    check(payload.credentialSubject.result.length > 0, 'no results');
    check(!JSON.stringify(payload).includes('NicDhòmhnaill') && !payload.credentialSubject.identifier?.length, 'the name is shown');
    checkAccepted(verifyWithCairn(shown));
    check(await refused(verifier({}).verify(shown, {keyBindingNonce: 'other'})), 'another nonce was accepted');
  });

  await test(`${type}: Cairn verifies what @sd-jwt/sd-jwt-vc presents of Cairn's credential`, async () => {
    const did = `did:jwk:${Buffer.from(JSON.stringify(peerHolder.jwk)).toString('base64url')}`;
    const token = issueWithCairn(issuer, did);
    const instance = new SDJwtVcInstance(peerConfig({issuer: cairnKey, holder: peerHolder}));
    const shown = await instance.present(token, {credentialSubject: {result: {0: true}}},
      {kb: {payload: {iat: Math.floor(Date.now() / 1000), aud: audience, nonce}}});
    const report = verifyWithCairn(shown);
    checkAccepted(report);
    check(report.of.recipient.code === 'recipient.presented', JSON.stringify(report.of.recipient));
  });

  await test(`${type}: Cairn verifies what @sd-jwt/sd-jwt-vc issues and presents, by the issuer's metadata`, async () => {
    const issuerId = `https://issuer-${type}.example/tenant`;
    const instance = new SDJwtVcInstance(peerConfig({issuer: peerIssuer, holder: peerHolder}));
    const token = await instance.issue(claims(issuerId, peerHolder.jwk), frame, {header: {kid: 'k1'}});
    const shown = await instance.present(token, {address: {locality: true}, marks: {1: true}},
      {kb: {payload: {iat: Math.floor(Date.now() / 1000), aud: audience, nonce}}});
    const documents = {[`https://issuer-${type}.example/.well-known/jwt-vc-issuer/tenant`]:
      {issuer: issuerId, jwks: {keys: [{...peerIssuer.jwk, kid: 'k1'}]}}};
    checkAccepted(verifyWithCairn(shown, {documents}));
    checkAccepted(verifyWithCairn(token, {documents, bound: false}));
    check(verifyWithCairn(token, {documents}).verdict === 'invalid', 'accepted without key binding');
    check(verifyWithCairn(shown).verdict === 'undetermined', 'judged without the metadata');
  });

  await test(`${type}: @sd-jwt/sd-jwt-vc and Cairn verify what Cairn presents of the peer's credential`, async () => {
    const holderJwk = (await makePeerKey(type, holder.did)).jwk;
    const instance = new SDJwtVcInstance(peerConfig({issuer: peerIssuer}));
    const token = await instance.issue(claims(peerIssuer.did, holderJwk), frame, {header: {kid: peerIssuer.kid}});
    const shown = presentWithCairn(token, holder, '--show', '/address/locality', '--show', '/marks/1');
    const {payload} = await instance.verify(shown, {keyBindingNonce: nonce});
    check(payload.address.locality === 'Stornoway' && payload.given_name === undefined, JSON.stringify(payload));
    check(JSON.stringify(payload.marks) === '["81"]', JSON.stringify(payload.marks));
    checkAccepted(verifyWithCairn(shown));
  });

  await test(`${type}: Cairn reads the peer's JSON serialisations`, async () => {
    const instance = new SDJwtInstance(peerConfig({issuer: peerIssuer, holder: peerHolder}));
    const typed = {header: {kid: peerIssuer.kid, typ: 'dc+sd-jwt'}};
    const token = await instance.issue(claims(peerIssuer.did, peerHolder.jwk), frame, typed);
    const shown = await instance.present(token, {given_name: true}, {kb: {payload: {iat: Math.floor(Date.now() / 1000), aud: audience, nonce}}});
    checkAccepted(verifyWithCairn(JSON.stringify(instance.toFlattenJSON(shown).toJson())));
    checkAccepted(verifyWithCairn(JSON.stringify(instance.toGeneralJSON(shown).toJson())));
  });

  await test(`${type}: what was tampered with is refused by both`, async () => {
    const shown = presentWithCairn(issueWithCairn(issuer, holder.did), holder, '--show', 'marks,name');
    const parts = shown.split('~').length;
    for (let part = 0; part < parts; ++part) {
      const bad = tamper(shown, part);
      check(verifyWithCairn(bad).verdict === 'invalid', `Cairn accepts a change in part ${part}`);
      check(await refused(verifier({}).verify(bad, {keyBindingNonce: nonce})), `the peer accepts a change in part ${part}`);
    }
    const without = shown.split('~').filter((_, part) => part !== 1).join('~');
    check(verifyWithCairn(without).verdict === 'invalid', 'Cairn accepts a presentation with a part taken out');
    check(await refused(verifier({}).verify(without, {keyBindingNonce: nonce})), 'the peer accepts a presentation with a part taken out');
  });

  await test(`${type}: Cairn verifies a token made by hand with jose`, async () => {
    const disclosure = Buffer.from(JSON.stringify([randomBytes(16).toString('base64url'), 'given_name', 'Ada'])).toString('base64url');
    const digest = createHash('sha512').update(disclosure).digest('base64url');
    const algorithm = type === 'p256' ? 'ES256' : 'EdDSA';
    const token = await new jose.SignJWT({vct: 'urn:x', iss: peerIssuer.did, _sd: [digest], _sd_alg: 'sha-512'})
      .setProtectedHeader({alg: algorithm, typ: 'dc+sd-jwt', kid: peerIssuer.kid}).sign(peerIssuer.pair.privateKey);
    checkAccepted(verifyWithCairn(`${token}~${disclosure}~`, {bound: false}));
    check(verifyWithCairn(`${token}~${disclosure}A~`, {bound: false}).verdict === 'invalid', 'a strange disclosure was accepted');
  });
}

finish();
