// Credentials go both ways between Cairn's program and software that we did not write. Prints TAP.
//   node interop.mjs PATH/TO/cairn
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as eddsaRdfc2022} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as ecdsaRdfc2019 from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {makeKey, makeLoader} from './peers.mjs';
import {verifierCore, issueWithDigitalCredentials} from './digital_credentials.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cairn = resolve(process.argv[2] ?? 'build/release/cairn');
const work = mkdtempSync(join(tmpdir(), 'cairn-interop-'));
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

const suites = {
  'eddsa-rdfc-2022': {peer: eddsaRdfc2022, keyType: 'ed25519'},
  'ecdsa-rdfc-2019': {peer: ecdsaRdfc2019.createSignCryptosuite?.() ?? ecdsaRdfc2019.cryptosuite, keyType: 'p256'}
};
const web = 'did:web:badges.ardmore.example';

// --- Cairn's side ---------------------------------------------------------------------------------------------------

writeFileSync(join(work, 'passphrase'), 'correct horse battery staple\n');

/** Makes a key and issues one credential; gives the credential and the documents a verifier needs. */
function issueWithCairn(suite, issuer) {
  const folder = mkdtempSync(join(work, 'issue-'));
  const environment = {...process.env, CAIRN_PASSPHRASE_FILE: join(work, 'passphrase'), CAIRN_DATABASE: join(folder, 'cairn.db')};
  const options = {cwd: folder, env: environment, encoding: 'utf8'};
  const published = execFileSync(cairn, ['keygen', '--issuer', issuer, '--type', suites[suite].keyType, '--out', 'key'], options);
  const definition = join(here, '..', '..', 'data', 'demo', 'data-storytelling.toml');
  execFileSync(cairn, ['issue', definition, '--to', 'Seònaid NicDhòmhnaill <seonaid@work.example>', '--key', 'key', '--out', 'issued', '--status', 'none'],
    options);  // lists have a test of their own, status.mjs
  const files = readdirSync(join(folder, 'issued')).filter(name => name.endsWith('.json'));
  check(files.length === 1, `one credential expected, found ${files}`);
  const credential = JSON.parse(readFileSync(join(folder, 'issued', files[0]), 'utf8'));
  const document = JSON.parse(published);
  return {credential, documents: {[document.id]: document}};
}

/** Cairn's report on a credential issued by somebody else. */
function verifyWithCairn(credential, documents) {
  const folder = mkdtempSync(join(work, 'verify-'));
  const map = {};
  Object.entries(documents).forEach(([url, document], i) => {
    map[url] = join(folder, `document-${i}.json`);
    writeFileSync(map[url], JSON.stringify(document));
  });
  writeFileSync(join(folder, 'documents.json'), JSON.stringify(map));
  writeFileSync(join(folder, 'credential.json'), JSON.stringify(credential));
  const run = spawnSync(cairn, ['verify', join(folder, 'credential.json'), '--offline', '--documents', join(folder, 'documents.json'), '--json'],
    {encoding: 'utf8', cwd: folder});
  check(run.stdout.startsWith('{'), `no report: ${run.stdout} ${run.stderr}`);
  return {...JSON.parse(run.stdout), exit: run.status};
}

// --- the peers' side ------------------------------------------------------------------------------------------------

async function verifyWithDigitalBazaar(suite, credential, documents) {
  const verifySuite = suite === 'ecdsa-rdfc-2019' ? ecdsaRdfc2019.createVerifyCryptosuite?.() ?? ecdsaRdfc2019.cryptosuite : eddsaRdfc2022;
  return vc.verifyCredential({
    credential, documentLoader: makeLoader(documents), suite: new DataIntegrityProof({cryptosuite: verifySuite}),
    checkStatus: async () => ({verified: true})
  });
}

async function issueWithDigitalBazaar(suite, issuer) {
  const {pair, document} = await makeKey(suite, issuer === 'did:key' ? undefined : issuer);
  const credential = JSON.parse(readFileSync(join(here, '..', 'bench', 'credential.json'), 'utf8'));
  credential.issuer.id = pair.controller;
  delete credential.credentialStatus;
  const signed = await vc.issue({
    credential, documentLoader: makeLoader({[pair.controller]: document}),
    suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite: suites[suite].peer})
  });
  return {credential: signed, documents: {[pair.controller]: document}};
}

/** Every leaf of a JSON value as a path. */
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

for (const suite of Object.keys(suites)) {
  for (const issuer of ['did:key', web]) {
    const where = `${suite}, ${issuer}`;
    let ours;
    await test(`Cairn issues and @digitalbazaar/vc accepts (${where})`, async () => {
      ours = issueWithCairn(suite, issuer);
      const result = await verifyWithDigitalBazaar(suite, ours.credential, ours.documents);
      check(result.verified, `refused: ${result.error?.errors?.map(String) ?? result.error}`);
    });
    await test(`every leaf of it changed, @digitalbazaar/vc refuses (${where})`, async () => {
      const accepted = [];
      for (const path of leaves(ours.credential)) {
        const result = await verifyWithDigitalBazaar(suite, change(ours.credential, path), ours.documents).catch(error => ({verified: false, error}));
        if (result.verified) accepted.push(path.join('.'));
      }
      check(accepted.length === 0, `accepted although changed: ${accepted}`);
    });
    let theirs;
    await test(`@digitalbazaar/vc issues and Cairn accepts (${where})`, async () => {
      theirs = await issueWithDigitalBazaar(suite, issuer);
      const report = verifyWithCairn(theirs.credential, theirs.documents);
      // Nobody told Cairn that this issuer is known: the honest answer is unknown-issuer, and nothing else is amiss.
      check(report.verdict === 'unknown-issuer' && report.exit === 4, JSON.stringify(report, null, 1));
    });
    await test(`every leaf of it changed, Cairn refuses (${where})`, async () => {
      const accepted = [];
      for (const path of leaves(theirs.credential)) {
        const report = verifyWithCairn(change(theirs.credential, path), theirs.documents);
        if (!['invalid', 'undetermined'].includes(report.verdict)) accepted.push(`${path.join('.')}: ${report.verdict}`);
      }
      check(accepted.length === 0, `accepted although changed: ${accepted}`);
    });
    if (suite === 'eddsa-rdfc-2022') {
      await test(`Cairn issues and @digitalcredentials/verifier-core accepts (${where})`, async () => {
        const log = await verifierCore(ours.credential, ours.documents);
        check(log.find(item => item.id === 'valid_signature')?.valid, JSON.stringify(log));
        // Looked up only where the official schema is at hand.
        check(log.find(item => item.id === 'schema')?.valid !== false, JSON.stringify(log));
      });
      await test(`a leaf changed, @digitalcredentials/verifier-core refuses (${where})`, async () => {
        const log = await verifierCore(change(ours.credential, ['credentialSubject', 'achievement', 'name']), ours.documents);
        check(!log.find(item => item.id === 'valid_signature')?.valid, JSON.stringify(log));
      });
      await test(`@digitalcredentials/vc issues and Cairn accepts (${where})`, async () => {
        const issued = await issueWithDigitalCredentials(issuer);
        const report = verifyWithCairn(issued.credential, issued.documents);
        check(report.verdict === 'unknown-issuer', JSON.stringify(report, null, 1));
        const tampered = verifyWithCairn(change(issued.credential, ['credentialSubject', 'achievement', 'name']), issued.documents);
        check(tampered.verdict === 'invalid', JSON.stringify(tampered, null, 1));
      });
    }
  }
}

console.log(`1..${number}`);
process.exitCode = failures === 0 ? 0 : 1;
