// Selective disclosure (ecdsa-sd-2023) both ways between Cairn's program and @digitalbazaar/ecdsa-sd-2023-cryptosuite: one
// issues, the other derives, both verify. Prints TAP.
//   node selective.mjs PATH/TO/cairn
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as selective from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import {makeKey, makeLoader} from './peers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cairn = resolve(process.argv[2] ?? 'build/release/cairn');
const work = mkdtempSync(join(tmpdir(), 'cairn-selective-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));
writeFileSync(join(work, 'passphrase'), 'correct horse battery staple\n');

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

// --- Cairn's side ---------------------------------------------------------------------------------------------------

function issueWithCairn(issuer) {
  const folder = mkdtempSync(join(work, 'issue-'));
  const environment = {...process.env, CAIRN_PASSPHRASE_FILE: join(work, 'passphrase'), CAIRN_DATABASE: join(folder, 'cairn.db')};
  const options = {cwd: folder, env: environment, encoding: 'utf8'};
  const published = execFileSync(cairn, ['keygen', '--issuer', issuer, '--type', 'p256', '--out', 'key'], options);
  const definition = join(here, '..', '..', 'data', 'demo', 'data-storytelling.toml');
  writeFileSync(join(folder, 'people.csv'),
    'Name,Email,Date,Mark,Evidence\nSeònaid NicDhòmhnaill,seonaid@work.example,2026-06-15,87,https://work.example/portfolio\n');
  execFileSync(cairn, ['issue', definition, '--from', 'people.csv', '--key', 'key', '--suite', 'ecdsa-sd-2023', '--status', 'none', '--out', 'issued'], options);
  const files = readdirSync(join(folder, 'issued')).filter(name => name.endsWith('.json'));
  check(files.length === 1, `one credential expected, found ${files}`);
  const document = JSON.parse(published);
  return {credential: JSON.parse(readFileSync(join(folder, 'issued', files[0]), 'utf8')), documents: {[document.id]: document}};
}

function deriveWithCairn(credential, words) {
  const folder = mkdtempSync(join(work, 'disclose-'));
  writeFileSync(join(folder, 'mine.json'), JSON.stringify(credential));
  execFileSync(cairn, ['disclose', 'mine.json', ...words, '--out', 'copy.json'], {cwd: folder, encoding: 'utf8'});
  return JSON.parse(readFileSync(join(folder, 'copy.json'), 'utf8'));
}

function verifyWithCairn(credential, documents) {
  const folder = mkdtempSync(join(work, 'verify-'));
  const map = {};
  Object.entries(documents).forEach(([url, document], i) => {
    map[url] = join(folder, `document-${i}.json`);
    writeFileSync(map[url], JSON.stringify(document));
  });
  writeFileSync(join(folder, 'documents.json'), JSON.stringify(map));
  writeFileSync(join(folder, 'credential.json'), JSON.stringify(credential));
  const run = spawnSync(cairn, ['verify', 'credential.json', '--offline', '--documents', 'documents.json', '--json'], {encoding: 'utf8', cwd: folder});
  check(run.stdout.startsWith('{'), `no report: ${run.stdout} ${run.stderr}`);
  return JSON.parse(run.stdout);
}
function cairnAccepts(credential, documents) {
  const report = verifyWithCairn(credential, documents);
  check(report.verdict === 'unknown-issuer' && report.extent === 'part', JSON.stringify(report, null, 1));
}

// --- the peer's side ------------------------------------------------------------------------------------------------

const proofWith = cryptosuite => new DataIntegrityProof({cryptosuite});

async function issueWithPeer(mandatoryPointers) {
  const {pair, document} = await makeKey('ecdsa-sd-2023');
  const credential = JSON.parse(readFileSync(join(here, '..', 'bench', 'credential.json'), 'utf8'));
  credential.issuer.id = pair.controller;
  delete credential.credentialStatus;
  const signed = await vc.issue({
    credential, documentLoader: makeLoader({[pair.controller]: document}),
    suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite: selective.createSignCryptosuite({mandatoryPointers})})
  });
  return {credential: signed, documents: {[pair.controller]: document}};
}
const deriveWithPeer = (credential, selectivePointers, documents) => vc.derive({
  verifiableCredential: structuredClone(credential), documentLoader: makeLoader(documents),
  suite: proofWith(selective.createDiscloseCryptosuite({selectivePointers}))
});
const verifyWithPeer = (credential, documents) => vc.verifyCredential({
  credential, documentLoader: makeLoader(documents), suite: proofWith(selective.createVerifyCryptosuite()),
  checkStatus: async () => ({verified: true})
}).catch(error => ({verified: false, error}));
async function peerAccepts(credential, documents) {
  const result = await verifyWithPeer(credential, documents);
  check(result.verified, `refused: ${result.error?.errors?.map(error => error.stack ?? String(error)) ?? result.error}`);
}

// --- tampering ------------------------------------------------------------------------------------------------------

function leaves(value, path = []) {
  if (value !== null && typeof value === 'object') return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  return [path];
}
function change(document, path) {
  const copy = structuredClone(document);
  const target = path.slice(0, -1).reduce((at, key) => at[key], copy);
  const last = path.at(-1);
  target[last] = typeof target[last] === 'string' ? `${target[last]}x` : typeof target[last] === 'number' ? target[last] + 1 : !target[last];
  return copy;
}
async function bothRefuseEveryChange(credential, documents) {
  const accepted = [];
  for (const path of leaves(credential)) {
    const changed = change(credential, path);
    if ((await verifyWithPeer(changed, documents)).verified) accepted.push(`${path.join('.')} by the peer`);
    if (!['invalid', 'undetermined'].includes(verifyWithCairn(changed, documents).verdict)) accepted.push(`${path.join('.')} by Cairn`);
  }
  check(accepted.length === 0, `accepted although changed: ${accepted}`);
}

for (const issuer of ['did:key', 'did:web:badges.ardmore.example']) {
  let ours;
  await test(`Cairn issues a base proof (${issuer})`, async () => {
    ours = issueWithCairn(issuer);
    check([ours.credential.proof].flat()[0].proofValue.startsWith('u2V0A'), 'no base proof');
  });
  await test(`the peer derives from Cairn's base proof; both accept it (${issuer})`, async () => {
    const pointers = ['/credentialSubject/result/1', '/credentialSubject/identifier', '/evidence'];
    const derived = await deriveWithPeer(ours.credential, pointers, ours.documents);
    await peerAccepts(derived, ours.documents);
    cairnAccepts(derived, ours.documents);
  });
  for (const words of [['--hide', 'name'], ['--show', 'marks'], ['--show', 'everything'], ['--show', '/credentialSubject/identifier/1']]) {
    await test(`Cairn derives from its own base proof (${words.join(' ')}); both accept it (${issuer})`, async () => {
      const derived = deriveWithCairn(ours.credential, words);
      await peerAccepts(derived, ours.documents);
      cairnAccepts(derived, ours.documents);
      if (words.includes('name')) check(!JSON.stringify(derived).includes('Seònaid'), 'the name is in the copy');
    });
  }
}

let theirs;
await test('the peer issues, Cairn derives; both accept it', async () => {
  theirs = await issueWithPeer(['/issuer', '/validFrom', '/credentialSubject/achievement']);
  for (const words of [['--show', 'marks'], ['--hide', 'identifier'], ['--show', 'everything'], ['--show', '/credentialSubject/result/0']]) {
    const derived = deriveWithCairn(theirs.credential, words);
    await peerAccepts(derived, theirs.documents);
    cairnAccepts(derived, theirs.documents);
  }
});
let derived;
await test('the peer issues and derives, Cairn accepts it', async () => {
  derived = await deriveWithPeer(theirs.credential, ['/credentialSubject/result', '/name'], theirs.documents);
  cairnAccepts(derived, theirs.documents);
});
await test('the same pointers give the same statements, labels and signatures on both sides', async () => {
  const cairns = deriveWithCairn(theirs.credential, ['--show', '/credentialSubject/result', '--show', '/name']);
  check(cairns.proof.proofValue === derived.proof.proofValue, 'the derived proof values differ');
});
await test('a copy of which any leaf is changed is refused by both', () => bothRefuseEveryChange(derived, theirs.documents));
await test('a base proof is not taken by a verifier, neither here nor there', async () => {
  check(!(await verifyWithPeer(theirs.credential, theirs.documents)).verified, 'the peer took it');
  const report = verifyWithCairn(theirs.credential, theirs.documents);
  check(report.verdict === 'undetermined' && report.checks.some(one => one.code === 'sd.base-proof'), JSON.stringify(report, null, 1));
});

console.log(`1..${number}`);
process.exitCode = failures === 0 ? 0 : 1;
