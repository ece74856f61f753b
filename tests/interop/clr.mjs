// Endorsements and learner records go both ways between Cairn's program and @digitalbazaar/vc. Prints TAP.
//   node clr.mjs PATH/TO/cairn
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as eddsaRdfc2022} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {makeKey, makeLoader} from './peers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const cairn = resolve(process.argv[2] ?? join(root, 'build/release/cairn'));
const suites = process.env.CAIRN_CONFORMANCE_DIR ?? join(root, '..', 'shared', 'conformance');
const work = mkdtempSync(join(tmpdir(), 'cairn-clr-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));

const clrContextUrl = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';
const clrContextFile = join(suites, 'contexts', '1edtech', 'clr-v2p0-context-2.0.1.json');
const documents = existsSync(clrContextFile) ? {[clrContextUrl]: JSON.parse(readFileSync(clrContextFile, 'utf8'))} : {};

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

writeFileSync(join(work, 'passphrase'), 'correct horse battery staple\n');
const environment = {...process.env, CAIRN_PASSPHRASE_FILE: join(work, 'passphrase'), CAIRN_DATABASE: join(work, 'cairn.db')};
const run = (...words) => execFileSync(cairn, words, {cwd: work, env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
const read = name => JSON.parse(readFileSync(join(work, name), 'utf8'));
const write = (name, value) => (writeFileSync(join(work, name), JSON.stringify(value)), name);

/** Cairn's report; nobody told it whom to know. */
function report(name, ...more) {
  const {CAIRN_DATABASE: _, ...quiet} = environment;
  const done = spawnSync(cairn, ['verify', name, '--offline', '--json', ...more], {cwd: work, env: quiet, encoding: 'utf8'});
  check(done.stdout.startsWith('{'), `no report: ${done.stdout} ${done.stderr}`);
  return JSON.parse(done.stdout);
}

const definition = join(root, 'data', 'demo', 'data-storytelling.toml');
run('keygen', '--issuer', 'did:key', '--out', 'college');
run('keygen', '--issuer', 'did:key', '--type', 'p256', '--out', 'employer');
run('issue', definition, '--status', 'none', '--to', 'Seònaid NicDhòmhnaill <seonaid@work.example>', '--key', 'college', '--out', 'issued');
const awardFile = join('issued', readdirSync(join(work, 'issued')).find(name => name.endsWith('.json')));
const award = read(awardFile);
run('endorse', awardFile, '--comment', 'We use these skills.', '--key', 'college', '--signer-name', 'Ardmore Energy', '--out', 'endorsement.json');

// --- the peer's side ------------------------------------------------------------------------------------------------

async function peerAccepts(credential) {
  const result = await vc.verifyCredential({credential, documentLoader: makeLoader(documents),
    suite: new DataIntegrityProof({cryptosuite: eddsaRdfc2022})}).catch(error => ({verified: false, error}));
  return result.verified ? '' : String(result.error?.errors?.map(String) ?? result.error);
}
const {pair} = await makeKey('eddsa-rdfc-2022');
async function peerSigns({proof, ...credential}) {
  credential.issuer = {...credential.issuer, id: pair.controller};
  return vc.issue({credential, documentLoader: makeLoader(documents),
    suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite: eddsaRdfc2022})});
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
async function refusesEveryChange(document) {
  const accepted = [];
  for (const path of leaves(document)) if (await peerAccepts(change(document, path)) === '') accepted.push(path.join('.'));
  check(accepted.length === 0, `accepted although changed: ${accepted}`);
}

// --- endorsements ---------------------------------------------------------------------------------------------------

await test('Cairn endorses and @digitalbazaar/vc accepts', async () => check(await peerAccepts(read('endorsement.json')) === '',
  await peerAccepts(read('endorsement.json'))));
await test('every leaf of the endorsement changed, @digitalbazaar/vc refuses', () => refusesEveryChange(read('endorsement.json')));
await test('@digitalbazaar/vc endorses and Cairn reports it beside the award; changed, it is invalid and the award stays', async () => {
  const theirs = await peerSigns(read('endorsement.json'));
  const beside = document => report(awardFile, '--endorsement', write('theirs.json', document));
  const found = beside(theirs);
  check(found.enclosed[0].report.verdict === 'unknown-issuer' && found.enclosed[0].about === 'credential' &&
    found.enclosed[0].issuer === pair.controller, JSON.stringify(found));
  for (const path of leaves(theirs)) {
    const after = beside(change(theirs, path));
    check(after.verdict === found.verdict, `the award became ${after.verdict} with ${path.join('.')}`);
    check(['invalid', 'undetermined'].includes(after.enclosed[0].report.verdict), `${path.join('.')}: ${after.enclosed[0].report.verdict}`);
  }
});
await test('an award that carries an endorsement of its achievement is accepted by @digitalbazaar/vc', async () => {
  run('endorse', definition, '--comment', 'We use these skills.', '--key', 'employer', '--out', 'listed.json');
  writeFileSync(join(work, 'd.toml'), 'endorsements = ["listed.json"]\n' + readFileSync(definition, 'utf8').replace('2026.1', '2026.2'));
  run('issue', 'd.toml', '--status', 'none', '--to', 'Seònaid NicDhòmhnaill <seonaid@work.example>', '--key', 'college', '--out', 'endorsed');
  const file = join('endorsed', readdirSync(join(work, 'endorsed')).find(name => name.endsWith('.json')));
  const credential = read(file);
  check(credential.credentialSubject.achievement.endorsement.length === 1, 'nothing embedded');
  check(await peerAccepts(credential) === '', await peerAccepts(credential));
  check(report(file).enclosed[0].report.verdict === 'unknown-issuer', JSON.stringify(report(file)));
});

// --- learner records ------------------------------------------------------------------------------------------------

if (!documents[clrContextUrl]) {
  console.log(`ok ${++number} - learner records # SKIP the context of CLR 2.0 is not at ${clrContextFile}`);
} else {
  run('clr', awardFile, '--subject', 'seonaid@work.example', '--towards', 'https://badges.ardmore.example/awards/graduate-certificate',
    '--key', 'college', '--completeness', 'partial', '--out', 'record.json');
  const record = read('record.json');
  await test('Cairn makes a learner record and @digitalbazaar/vc accepts', async () =>
    check(await peerAccepts(record) === '', await peerAccepts(record)));
  await test('every leaf of the record changed, @digitalbazaar/vc refuses', () => refusesEveryChange(record));
  await test('@digitalbazaar/vc signs a learner record and Cairn accepts it and what it holds', async () => {
    const found = report(write('theirs-record.json', await peerSigns(record)));
    check(found.verdict === 'unknown-issuer' && found.enclosed.map(one => one.report.verdict).join() === 'unknown-issuer', JSON.stringify(found));
    check(found.associations[0].type === 'isPartOf', JSON.stringify(found.associations));
  });
  await test('a publisher signs over a credential that was changed: the record fits, and the credential inside is invalid', async () => {
    const changed = structuredClone(record);
    changed.credentialSubject.verifiableCredential[0].credentialSubject.achievement.name = 'Neurosurgery';
    const found = report(write('over.json', await peerSigns(changed)));
    check(found.verdict === 'unknown-issuer' && found.enclosed[0].report.verdict === 'invalid', JSON.stringify(found));
  });
}

console.log(`1..${number}`);
process.exitCode = failures === 0 ? 0 : 1;
