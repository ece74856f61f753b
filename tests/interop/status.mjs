// Status lists go both ways between Cairn's program and @digitalbazaar/vc-bitstring-status-list. Prints TAP.
//   node status.mjs PATH/TO/cairn
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import * as bitstring from '@digitalbazaar/vc-bitstring-status-list';
import * as bazaar from './bazaar.mjs';
import {makeKey} from './peers.mjs';
import {cairnIn, check, demoDefinition, finish, test, workFolder} from './support.mjs';

const cairn = cairnIn(workFolder('status'));

// --- Cairn issues, the peer reads -------------------------------------------------------------------------------------

cairn.run('keygen', '--issuer', 'did:key', '--out', 'key');
const credentials = {};
for (const [name, purpose] of [['kept', 'revocation'], ['revoked', 'revocation'], ['held', 'suspension']]) {
  cairn.run('issue', demoDefinition, '--to', `${name} <${name}@work.example>`, '--key', 'key', '--out', name, '--status', purpose);
  credentials[name] = cairn.read(cairn.issued(name));
}

function publishedLists() {
  cairn.run('status', 'publish', '--key', 'key', '--out', 'lists');
  const lists = readdirSync(cairn.path('lists')).map(file => cairn.read(join('lists', file)));
  return Object.fromEntries(lists.map(list => [list.id, list]));
}

/** Whether the peer takes the credential, its status checked. */
async function peerTakes(credential, lists) {
  const result = await bazaar.verify('eddsa-rdfc-2022', credential, lists,
    options => bitstring.checkStatus({...options, verifyBitstringStatusListCredential: true, verifyMatchingIssuers: true}));
  // The package says of each entry whether its bit is set, and leaves it to its caller what that means.
  if (!result.verified) throw new Error(`not verified: ${bazaar.reasonOf(result)}`);
  return result.statusResult.results.every(one => one.status === false);
}

await test('the peer takes what Cairn issued and has not revoked', async () => {
  const lists = publishedLists();
  for (const name of Object.keys(credentials)) check(await peerTakes(credentials[name], lists), `${name} was refused`);
});
await test('the peer refuses what Cairn revoked or suspended, and nothing else', async () => {
  cairn.run('revoke', credentials.revoked.id, '--reason', 'issued-in-error');
  cairn.run('suspend', credentials.held.id, '--reason', 'under-review');
  const lists = publishedLists();
  check(await peerTakes(credentials.kept, lists), 'what was not revoked is refused');
  check(!await peerTakes(credentials.revoked, lists), 'what was revoked is taken');
  check(!await peerTakes(credentials.held, lists), 'what was suspended is taken');
});
await test('the peer takes again what Cairn reinstated', async () => {
  cairn.run('reinstate', credentials.held.id);
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

const peerSigns = credential => bazaar.sign('eddsa-rdfc-2022', peer.pair, credential, {[peer.pair.controller]: peer.document});
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
  const credential = bazaar.badgeOf(peer.pair.controller);
  credential.credentialStatus = {
    id: `${url}#${index}`, type: 'BitstringStatusListEntry', statusPurpose: purpose, statusListIndex: String(index), statusListCredential: url
  };
  return peerSigns(credential);
}
function cairnSays(credential, list, ...more) {
  const known = cairn.write('known.txt', `${peer.pair.controller}\n`);
  const report = cairn.verify(credential, {[url]: list}, '--known-issuers', known, ...more);
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

finish();
