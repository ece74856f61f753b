// Keys of the peers for selectively disclosable tokens, and how @sd-jwt is set up with them.
import {createHash, randomBytes, subtle} from 'node:crypto';

const algorithms = {
  p256: {name: 'ES256', key: {name: 'ECDSA', namedCurve: 'P-256'}, sign: {name: 'ECDSA', hash: 'SHA-256'}, prefix: [0x80, 0x24]},
  ed25519: {name: 'EdDSA', key: {name: 'Ed25519'}, sign: {name: 'Ed25519'}, prefix: [0xed, 0x01]}
};

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
function toBase58(bytes) {
  let value = BigInt('0x' + Buffer.from(bytes).toString('hex'));
  let out = '';
  for (; value > 0n; value /= 58n) out = alphabet[Number(value % 58n)] + out;
  return out;
}
function fromBase58(text) {
  let value = 0n;
  for (const c of text) value = value * 58n + BigInt(alphabet.indexOf(c));
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 ? '0' + hex : hex, 'hex');
}

// y*y = x*x*x - 3x + b over the field of P-256, whose order is 3 modulo 4.
function uncompressed(point) {
  const p = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
  const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
  const x = BigInt('0x' + point.subarray(1).toString('hex'));
  let base = ((x * x * x - 3n * x + b) % p + p) % p;
  let y = 1n;
  for (let exponent = (p + 1n) / 4n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) y = y * base % p;
    base = base * base % p;
  }
  if ((y & 1n) !== BigInt(point[0] & 1)) y = p - y;
  return {x: point.subarray(1), y: Buffer.from(y.toString(16).padStart(64, '0'), 'hex')};
}

function jwkOfDid(type, did) {
  const bytes = fromBase58(did.slice('did:key:z'.length)).subarray(2);
  if (type === 'ed25519') return {kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url')};
  const {x, y} = uncompressed(bytes);
  return {kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url')};
}

function didOfJwk(type, jwk) {
  const x = Buffer.from(jwk.x, 'base64url');
  const point = type === 'ed25519' ? x : Buffer.concat([Buffer.from([2 + (Buffer.from(jwk.y, 'base64url').at(-1) & 1)]), x]);
  return 'did:key:z' + toBase58(Buffer.concat([Buffer.from(algorithms[type].prefix), point]));
}

/** A fresh key pair of the peer, or the public half of the key in a did:key. */
export async function makePeerKey(type, did) {
  const algorithm = algorithms[type];
  const pair = did ? {publicKey: await subtle.importKey('jwk', jwkOfDid(type, did), algorithm.key, true, ['verify'])}
    : await subtle.generateKey(algorithm.key, true, ['sign', 'verify']);
  const {kty, crv, x, y} = await subtle.exportKey('jwk', pair.publicKey);
  const jwk = y ? {kty, crv, x, y} : {kty, crv, x};
  const id = did ?? didOfJwk(type, jwk);
  return {algorithm, pair, jwk, did: id, kid: `${id}#${id.slice('did:key:'.length)}`, type};
}

const sign = key => async data =>
  Buffer.from(await subtle.sign(key.algorithm.sign, key.pair.privateKey, Buffer.from(data))).toString('base64url');
const verify = async (key, data, signature) =>
  subtle.verify(key.algorithm.sign, key.pair.publicKey, Buffer.from(signature, 'base64url'), Buffer.from(data));

/** The settings of an instance of @sd-jwt that issues with one key and presents with another. */
export function peerConfig({issuer, holder}) {
  const out = {
    hasher: (data, algorithm) => createHash(algorithm.replace('-', '')).update(typeof data === 'string' ? data : Buffer.from(data)).digest(),
    hashAlg: 'sha-256',
    saltGenerator: length => randomBytes(length).toString('base64url'),
    verifier: (data, signature) => verify(issuer, data, signature),
    signAlg: issuer.algorithm.name,
    kbSignAlg: (holder ?? issuer).algorithm.name,
    kbVerifier: async (data, signature, payload) => {
      const {jwk} = payload.cnf;
      const publicKey = await subtle.importKey('jwk', jwk, issuer.algorithm.key, true, ['verify']);
      return verify({algorithm: issuer.algorithm, pair: {publicKey}}, data, signature);
    }
  };
  if (issuer.pair.privateKey) out.signer = sign(issuer);
  if (holder) out.kbSigner = sign(holder);
  return out;
}
