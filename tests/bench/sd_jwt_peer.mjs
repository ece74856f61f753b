// The peer's side of sd_jwt_bench.cpp: @sd-jwt/core over Node's own cryptography, with the same claims and the same kind of key.
//   node sd_jwt_peer.mjs [SECONDS [p256|ed25519]]
import {createRequire} from 'node:module';
import {createHash, generateKeyPairSync, createPublicKey, randomBytes, sign, verify} from 'node:crypto';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const interop = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', 'interop');
const require = createRequire(pathToFileURL(join(interop, 'index.js')));
const {SDJwtInstance} = require('@sd-jwt/core');

const seconds = Number(process.argv[2] ?? 3);
const type = process.argv[3] ?? 'p256';
const make = () => (type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', {namedCurve: 'P-256'}));
const issuer = make();
const holder = make();
// The synchronous functions of node:crypto are its fastest: WebCrypto adds a hop to another thread for each call.
const digest = type === 'ed25519' ? null : 'sha256';
const options = key => (type === 'ed25519' ? key : {key, dsaEncoding: 'ieee-p1363'});
const signer = key => data => sign(digest, Buffer.from(data), options(key)).toString('base64url');
const check = (key, data, signature) => verify(digest, Buffer.from(data), options(key), Buffer.from(signature, 'base64url'));
const algorithm = type === 'ed25519' ? 'EdDSA' : 'ES256';

const instance = new SDJwtInstance({
  hasher: data => createHash('sha256').update(typeof data === 'string' ? data : Buffer.from(data)).digest(),
  hashAlg: 'sha-256',
  saltGenerator: length => randomBytes(length).toString('base64url'),
  signer: signer(issuer.privateKey), signAlg: algorithm,
  kbSigner: signer(holder.privateKey), kbSignAlg: algorithm,
  verifier: (data, signature) => check(issuer.publicKey, data, signature),
  kbVerifier: (data, signature, payload) => check(createPublicKey({key: payload.cnf.jwk, format: 'jwk'}), data, signature)
});
const claims = {
  vct: 'https://credentials.example/course', iss: 'https://college.example', iat: 1780000000, exp: 1990000000,
  achievement: {name: 'Data storytelling', criteria: 'A portfolio of three charts and a presentation.'},
  given_name: 'Ada', family_name: 'Lovelace', email: 'ada@work.example', birthdate: '1990-12-10',
  marks: ['70', '81', '64'], address: {locality: 'Stornoway', country: 'GB'},
  cnf: {jwk: holder.publicKey.export({format: 'jwk'})}
};
const frame = {_sd: ['given_name', 'family_name', 'email', 'birthdate', 'address'], marks: {_sd: [0, 1, 2]}, address: {_sd: ['locality']}};
const issue = () => instance.issue(structuredClone(claims), frame, {header: {typ: 'dc+sd-jwt'}});
const token = await issue();
const present = () => instance.present(token, {given_name: true, marks: {1: true}, address: {locality: true}},
  {kb: {payload: {iat: 1790000000, aud: 'https://v.example', nonce: 'n1'}}});
const shown = await present();
const verifyShown = () => instance.verify(shown, {keyBindingNonce: 'n1', currentDate: 1790000000});
await verifyShown();

async function rate(work) {
  for (let i = 0; i < 20; ++i) await work();
  let count = 0;
  const start = process.hrtime.bigint();
  const end = start + BigInt(Math.round(seconds * 1e9));
  while (process.hrtime.bigint() < end) {
    await work();
    ++count;
  }
  return Math.round(count / (Number(process.hrtime.bigint() - start) / 1e9));
}
console.log(JSON.stringify({
  sd_jwt_issue_per_s: await rate(issue), sd_jwt_present_per_s: await rate(present), sd_jwt_verify_per_s: await rate(verifyShown)
}));
