// Status lists go both ways between Cairn's program and @digitalbazaar/vc-bitstring-status-list. Prints TAP.
//   node status.mjs PATH/TO/cairn
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import * as vc from '@digitalbazaar/vc';
import * as bitstring from '@digitalbazaar/vc-bitstring-status-list';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as eddsaRdfc2022} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {makeKey, makeLoader} from './peers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cairn = resolve(process.argv[2] ?? 'build/release/cairn');
const work = mkdtempSync(join(tmpdir(), 'cairn-status-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));
writeFileSync(join(work, 'passphrase'), 'correct horse battery staple\n');
const environment = {...process.env, CAIRN_PASSPHRASE_FILE: join(work, 'passphrase'), CAIRN_DATABASE: join(work, 'cairn.db')};
const run = (...parts) => execFileSync(cairn, parts, {cwd: work, env: environment, encoding: 'utf8'});

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
const verifySuite = () => new DataIntegrityProof({cryptosuite: eddsaRdfc2022});

// --- Cairn issues, the peer reads -------------------------------------------------------------------------------------

const did = JSON.parse(run('keygen', '--issuer', 'did:key', '--out', 'key'));
const definition = join(here, '..', '..', 'data', 'demo', 'data-storytelling.toml');
const credentials = {};
for (const [name, purpose] of [['kept', 'revocation'], ['revoked', 'revocation'], ['held', 'suspension']]) {
  run('issue', definition, '--to', `${name} <${name}@work.example>`, '--key', 'key', '--out', name, '--status', purpose);
  credentials[name] = JSON.parse(readFileSync(join(work, name, readdirSync(join(work, name))[0]), 'utf8'));
}

function publishedLists() {
  run('status', 'publish', '--key', 'key', '--out', 'lists');
  const out = {};
  for (const file of readdirSync(join(work, 'lists'))) {
    const list = JSON.parse(readFileSync(join(work, 'lists', file), 'utf8'));
    out[list.id] = list;
  }
  return out;
}

/** Whether the peer takes the credential, its status checked. */
async function peerTakes(credential, lists) {
  const result = await vc.verifyCredential({
    credential, suite: verifySuite(), documentLoader: makeLoader(lists),
    checkStatus: options => bitstring.checkStatus({...options, verifyBitstringStatusListCredential: true, verifyMatchingIssuers: true})
  });
  // The package says of each entry whether its bit is set, and leaves it to its caller what that means.
  if (!result.verified) throw new Error(`not verified: ${result.error?.errors?.map(String) ?? result.error}`);
  return result.statusResult.results.every(one => one.status === false);
}

await test('the peer takes what Cairn issued and has not revoked', async () => {
  const lists = publishedLists();
  for (const name of Object.keys(credentials)) check(await peerTakes(credentials[name], lists), `${name} was refused`);
});
await test('the peer refuses what Cairn revoked or suspended, and nothing else', async () => {
  run('revoke', credentials.revoked.id, '--reason', 'issued-in-error');
  run('suspend', credentials.held.id, '--reason', 'under-review');
  const lists = publishedLists();
  check(await peerTakes(credentials.kept, lists), 'what was not revoked is refused');
  check(!await peerTakes(credentials.revoked, lists), 'what was revoked is taken');
  check(!await peerTakes(credentials.held, lists), 'what was suspended is taken');
});
await test('the peer takes again what Cairn reinstated', async () => {
  run('reinstate', credentials.held.id);
  check(await peerTakes(credentials.held, publishedLists()), 'what was reinstated is refused');
});
await test('bit for bit, the peer reads of a list what Cairn set', async () => {
  const lists = publishedLists();
  const entry = credentials.revoked.credentialStatus;
  const list = await bitstring.decodeList({encodedList: lists[entry.statusListCredential].credentialSubject.encodedList});
  check(list.length >= 131072, `the list has ${list.length} entries`);
  const set = [];
  for (let i = 0; i < list.length; ++i) if (list.getStatus(i)) set.push(i);
  check(set.length === 1 && String(set[0]) === entry.statusListIndex, `set are ${set}, not ${entry.statusListIndex}`);
});

// --- the peer issues, Cairn reads ------------------------------------------------------------------------------------

const peer = await makeKey('eddsa-rdfc-2022');
const url = 'https://peer.example/status/1';

async function peerSigns(credential) {
  return vc.issue({
    credential, documentLoader: makeLoader({[peer.pair.controller]: peer.document}),
    suite: new DataIntegrityProof({signer: peer.pair.signer(), cryptosuite: eddsaRdfc2022})
  });
}
async function peerList(set, purpose, length = 131072) {
  const list = await bitstring.createList({length});
  for (const index of set) list.setStatus(index, true);
  const context = ['https://www.w3.org/ns/credentials/v2'];
  const credential = await bitstring.createCredential({id: url, list, statusPurpose: purpose, context});
  credential.issuer = peer.pair.controller;
  credential.validFrom = '2026-01-01T00:00:00Z';
  return peerSigns(credential);
}
async function peerCredential(index, purpose) {
  const credential = JSON.parse(readFileSync(join(here, '..', 'bench', 'credential.json'), 'utf8'));
  credential.issuer.id = peer.pair.controller;
  credential.credentialStatus = {
    id: `${url}#${index}`, type: 'BitstringStatusListEntry', statusPurpose: purpose, statusListIndex: String(index), statusListCredential: url
  };
  return peerSigns(credential);
}
function cairnSays(credential, list, ...more) {
  writeFileSync(join(work, 'credential.json'), JSON.stringify(credential));
  writeFileSync(join(work, 'list.json'), JSON.stringify(list));
  writeFileSync(join(work, 'documents.json'), JSON.stringify({[url]: 'list.json'}));
  writeFileSync(join(work, 'known.txt'), `${peer.pair.controller}\n`);
  const {CAIRN_DATABASE, ...withoutDatabase} = environment;
  const found = spawnSync(cairn, ['verify', 'credential.json', '--offline', '--documents', 'documents.json', '--known-issuers', 'known.txt', '--json', ...more],
    {cwd: work, env: withoutDatabase, encoding: 'utf8'});
  check(found.stdout.startsWith('{'), `no report: ${found.stdout} ${found.stderr}`);
  const report = JSON.parse(found.stdout);
  return `${report.verdict} ${report.checks.find(one => one.id === 'status').code}`;
}
function equal(found, wanted) {
  check(found === wanted, `found ${found}, wanted ${wanted}`);
}

await test('Cairn reads the revocation list of the peer', async () => {
  const list = await peerList([0, 7, 94567, 131071], 'revocation');
  for (const index of [0, 7, 94567, 131071]) equal(cairnSays(await peerCredential(index, 'revocation'), list), 'invalid status.revoked');
  for (const index of [1, 8, 94566, 131070]) equal(cairnSays(await peerCredential(index, 'revocation'), list), 'valid status.clear');
});
await test('Cairn reads the suspension list of the peer', async () => {
  equal(cairnSays(await peerCredential(5, 'suspension'), await peerList([5], 'suspension')), 'invalid status.suspended');
});
await test('a list for another purpose, or too short, says nothing', async () => {
  equal(cairnSays(await peerCredential(5, 'revocation'), await peerList([5], 'suspension')), 'undetermined status.purpose');
  const short = await peerList([5], 'revocation', 100000);
  equal(cairnSays(await peerCredential(6, 'revocation'), short), 'undetermined status.list-length');
  equal(cairnSays(await peerCredential(6, 'revocation'), short, '--min-status-entries', '100000'), 'valid status.clear');
});

console.log(`1..${number}`);
process.exitCode = failures === 0 ? 0 : 1;
