// An archive that Cairn wrote is checked by @digitalbazaar/* from its files alone: every document comes out of the folder, nothing
// from a package, a network or the program. Prints TAP.   node archive.mjs PATH/TO/cairn
import {createHash, createPublicKey, verify} from 'node:crypto';
import {existsSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import * as vc from '@digitalbazaar/vc';
import * as bitstring from '@digitalbazaar/vc-bitstring-status-list';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as eddsaRdfc2022} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {cryptosuite as ecdsaRdfc2019} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import canonicalize from 'canonicalize';
import {decode} from 'base58-universal';
import {importJWK, jwtVerify} from 'jose';
import {cairnIn, check, demoDefinition, finish, test, workFolder} from './support.mjs';

const suites = {'eddsa-rdfc-2022': eddsaRdfc2022, 'ecdsa-rdfc-2019': ecdsaRdfc2019};
const proofOf = document => [document.proof].flat()[0];
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

/** Loads what the archive's own tables name, and throws for everything else. */
class Archive {
  constructor(folder) {
    this.folder = folder;
    this.public = join(folder, 'public');
    this.manifest = this.json('manifest.json');
    this.documents = {...this.json('documents-historical.json'), ...this.json('documents.json')};
    this.historical = this.json('documents-historical.json');
    this.contexts = new Map();
    for (const {url, file, sha256: wanted} of this.json('contexts.json')) {
      const bytes = readFileSync(join(this.public, file));
      check(sha256(bytes) === wanted, `${file} is not what contexts.json says`);
      if (!this.contexts.has(url)) this.contexts.set(url, JSON.parse(bytes));
    }
  }
  json(name) { return JSON.parse(readFileSync(join(this.public, name), 'utf8')); }
  loader(documents = this.documents) {
    return async url => {
      const base = url.split('#')[0];
      const found = this.contexts.get(url) ?? (documents[base] === undefined ? undefined : this.json(documents[base]));
      if (!found) throw new Error(`not in the archive: ${url}`);
      const method = url === base ? undefined : found.verificationMethod.find(one => one.id === url);
      return {contextUrl: null, documentUrl: url, document: method ? {'@context': found['@context'], ...method} : found};
    };
  }
  credentials() {
    const root = join(this.folder, 'private', 'credentials');
    return readdirSync(root).flatMap(shard => readdirSync(join(root, shard)).map(name => join(root, shard, name)));
  }
  async judge(credential, documents) {
    const documentLoader = this.loader(documents);
    const result = await vc.verifyCredential({
      credential, documentLoader, suite: new DataIntegrityProof({cryptosuite: suites[proofOf(credential).cryptosuite]}),
      checkStatus: options => bitstring.checkStatus({
        ...options, suite: Object.values(suites).map(cryptosuite => new DataIntegrityProof({cryptosuite})),
        verifyBitstringStatusListCredential: true, verifyMatchingIssuers: true
      })
    }).catch(error => ({verified: false, error}));
    if (!result.verified) return `refused: ${result.error?.errors?.map(String) ?? result.error}`;
    return (result.statusResult.results ?? []).every(one => one.status === false) ? 'valid' : 'revoked';
  }
}

const cairn = cairnIn(workFolder('archive'));
const issue = (name, key, ...words) => cairn.run('issue', demoDefinition, '--to', `${name} <${name.toLowerCase()}@work.example>`, '--key', key, '--out', name, ...words);
const web = 'did:web:badges.ardmore.example';
cairn.run('keygen', '--issuer', web, '--out', 'first');
cairn.run('keygen', '--issuer', web, '--type', 'p256', '--out', 'second');
cairn.run('keygen', '--issuer', 'did:key', '--out', 'third');
issue('Kept', 'first');
issue('Withdrawn', 'first');
issue('Later', 'second');
issue('Other', 'third');
issue('Token', 'second', '--form', 'sd-jwt');
cairn.run('revoke', cairn.read(cairn.issued('Withdrawn')).id, '--reason', 'issued-in-error');
const wanted = {Kept: 'valid', Withdrawn: 'revoked', Later: 'valid', Other: 'valid'};
cairn.run('export', '--archive', 'archive', '--key', 'second', '--key', 'third', '--final');
rmSync(cairn.path('cairn.db'));
const archive = new Archive(cairn.path('archive'));
const holder = credential => {
  const source = [credential.credentialSubject.identifier ?? []].flat().map(one => one.identityHash);
  return Object.keys(wanted).find(name => source.includes(name));
};

await test('the peer checks every credential of the archive, its status too, from the archive alone', async () => {
  const found = {};
  for (const path of archive.credentials().filter(name => name.endsWith('.json'))) {
    const credential = JSON.parse(readFileSync(path, 'utf8'));
    found[holder(credential)] = await archive.judge(credential);
  }
  check(JSON.stringify(Object.entries(found).sort()) === JSON.stringify(Object.entries(wanted).sort()), `found ${JSON.stringify(found)}`);
});

await test('the peer refuses a credential that was changed', async () => {
  const credential = cairn.read(cairn.issued('Kept'));
  credential.name = 'Something else';
  const found = await archive.judge(credential);
  check(found.startsWith('refused'), found);
});

await test('without the status list the peer takes nothing', async () => {
  const documents = Object.fromEntries(Object.entries(archive.documents).filter(([url]) => !url.includes('/status/')));
  const found = await archive.judge(cairn.read(cairn.issued('Kept')), documents);
  check(found.startsWith('refused'), found);
});

await test('a token of the archive verifies with jose and the keys of the archive', async () => {
  const path = archive.credentials().find(name => name.endsWith('.sd-jwt'));
  const text = readFileSync(path, 'utf8');
  const header = JSON.parse(Buffer.from(text.split('.')[0], 'base64url'));
  const document = archive.json(archive.documents[web]);
  const method = document.verificationMethod.find(one => header.kid === one.id || one.id.endsWith(header.kid));
  check(method && document.assertionMethod.includes(method.id), `no key ${header.kid}`);
  const pair = await EcdsaMultikey.from(method);
  const jwk = await EcdsaMultikey.toJwk({keyPair: pair});
  const {payload} = await jwtVerify(text.split('~')[0], await importJWK(jwk, 'ES256'));
  check((payload.iss ?? payload.issuer?.id ?? payload.issuer) === web, `issued by ${JSON.stringify(payload.iss ?? payload.issuer)}`);
});

await test('a retired key is out of today\'s document, and what it signed verifies with the historical one', async () => {
  const key = cairn.read('archive/public/key-history.json').issuers.find(one => one.id === web).keys
    .find(one => one.id === proofOf(cairn.read(cairn.issued('Kept'))).verificationMethod);
  // A database of its own: the first one is gone.
  const other = cairnIn(workFolder('archive-retired'));
  for (const name of ['first', 'second']) other.write(name, readFileSync(cairn.path(name), 'utf8'));
  other.run('issue', demoDefinition, '--to', 'Early <early@work.example>', '--key', 'first', '--out', 'Early');
  await new Promise(done => setTimeout(done, 1100));
  const until = new Date().toISOString().replace(/\.\d+Z/, 'Z');
  await new Promise(done => setTimeout(done, 1100));
  const history = {issuers: [{id: web, keys: [{id: key.id, publicKeyMultibase: key.publicKeyMultibase, until}]}]};
  other.run('issue', demoDefinition, '--to', 'Late <late@work.example>', '--key', 'second', '--out', 'Late');
  other.run('export', '--archive', 'archive', '--key', 'second', '--final', '--key-history', other.write('history.json', history));
  const rotated = new Archive(other.path('archive'));
  const [early, late] = ['Early', 'Late'].map(name => other.read(other.issued(name)));
  check(await rotated.judge(late) === 'valid', 'the new key is refused');
  check((await rotated.judge(early)).startsWith('refused'), 'the retired key counts as one of today');
  const then = await rotated.judge(early, {...rotated.documents, ...rotated.historical});
  check(then === 'valid', `with the historical document: ${then}`);
});

await test('node\'s own SHA-256 finds every file as the list of contents says, and nothing besides', () => {
  const listed = new Set(['manifest.json']);
  for (const {path, bytes, sha256: digest} of archive.manifest.public) {
    const content = readFileSync(join(archive.public, path));
    check(content.length === bytes && sha256(content) === digest, `${path} differs`);
    listed.add(path);
  }
  const there = readdirSync(archive.public, {recursive: true, withFileTypes: true}).filter(one => one.isFile())
    .map(one => join(one.parentPath ?? one.path, one.name).slice(archive.public.length + 1));
  for (const name of there) check(listed.has(name), `${name} is not listed`);
  const digests = readdirSync(join(archive.public, 'digests')).flatMap(name => readFileSync(join(archive.public, 'digests', name), 'utf8').trim().split('\n'));
  check(digests.length === 5 && archive.manifest.credentials === 5, `${digests.length} digests`);
  for (const path of archive.credentials()) check(digests.includes(sha256(readFileSync(path))), `${path} is in no list`);
  check(!existsSync(join(archive.folder, '.unfinished.json')), 'the export was not finished');
});

// spec: VC Data Integrity EdDSA Cryptosuites 1.0 "eddsa-jcs-2022", ECDSA 1.0 "ecdsa-jcs-2019": by node's own crypto
async function fits({proof, ...document}, method) {
  const {proofValue, ...options} = proof;
  const hash = value => createHash('sha256').update(canonicalize(value)).digest();
  const isEd25519 = proof.cryptosuite === 'eddsa-jcs-2022';
  const key = isEd25519 ? await Ed25519Multikey.toJwk({keyPair: await Ed25519Multikey.from(method)}) : await EcdsaMultikey.toJwk({keyPair: await EcdsaMultikey.from(method)});
  return verify(isEd25519 ? null : 'sha256', Buffer.concat([hash(options), hash(document)]),
    {key: createPublicKey({key, format: 'jwk'}), dsaEncoding: 'ieee-p1363'}, Buffer.from(decode(proofValue.slice(1))));
}

await test('the signatures of the list of contents and of the trust list fit, and no longer when something is changed', async () => {
  const methods = Object.values(archive.documents).filter(file => file.startsWith('did/')).flatMap(file => archive.json(file).verificationMethod);
  const trust = archive.json('trust-list.json');
  check(archive.manifest.proof.length === 2, 'two keys, two proofs');
  for (const proof of [...archive.manifest.proof, trust.proof]) {
    const document = proof === trust.proof ? trust : archive.manifest;
    const method = methods.find(one => one.id === proof.verificationMethod);
    check(await fits({...document, proof}, method), `the signature of ${method.id} does not fit`);
    check(!await fits({...document, name: 'changed', proof}, method), `the signature of ${method.id} fits something else`);
  }
});

finish();
