// Selective disclosure (ecdsa-sd-2023) both ways between Cairn's program and @digitalbazaar/ecdsa-sd-2023-cryptosuite: one
// issues, the other derives, both verify. Prints TAP.
//   node selective.mjs PATH/TO/cairn
import * as bazaar from './bazaar.mjs';
import {cairnIn, change, check, finish, issueDemo, leaves, refuses, test, workFolder} from './support.mjs';

const work = workFolder('selective');
const cairn = cairnIn(work);

// --- Cairn's side ---------------------------------------------------------------------------------------------------

function deriveWithCairn(credential, words) {
  cairn.write('mine.json', credential);
  return JSON.parse(cairn.run('disclose', 'mine.json', ...words));
}
function cairnAccepts(credential, documents) {
  const report = cairn.verify(credential, documents);
  check(report.verdict === 'unknown-issuer' && report.extent === 'part', JSON.stringify(report, null, 1));
}

// --- the peer's side ------------------------------------------------------------------------------------------------

const verifyWithPeer = (credential, documents) => bazaar.verify('ecdsa-sd-2023', credential, documents);
async function peerAccepts(credential, documents) {
  const result = await verifyWithPeer(credential, documents);
  check(result.verified, `refused: ${bazaar.reasonOf(result)}`);
}

async function bothRefuseEveryChange(credential, documents) {
  const accepted = [];
  for (const path of leaves(credential)) {
    const changed = change(credential, path);
    if ((await verifyWithPeer(changed, documents)).verified) accepted.push(`${path.join('.')} by the peer`);
    if (!refuses(cairn.verify(changed, documents))) accepted.push(`${path.join('.')} by Cairn`);
  }
  check(accepted.length === 0, `accepted although changed: ${accepted}`);
}

for (const issuer of ['did:key', 'did:web:badges.ardmore.example']) {
  let ours;
  await test(`Cairn issues a base proof (${issuer})`, async () => {
    ours = issueDemo(work, issuer, 'p256', '--suite', 'ecdsa-sd-2023');
    check([ours.credential.proof].flat()[0].proofValue.startsWith('u2V0A'), 'no base proof');
  });
  await test(`the peer derives from Cairn's base proof; both accept it (${issuer})`, async () => {
    const pointers = ['/credentialSubject/result/1', '/credentialSubject/identifier', '/evidence'];
    const derived = await bazaar.derive(ours.credential, pointers, ours.documents);
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
  theirs = await bazaar.issue('ecdsa-sd-2023', 'did:key');
  for (const words of [['--show', 'marks'], ['--hide', 'identifier'], ['--show', 'everything'], ['--show', '/credentialSubject/result/0']]) {
    const derived = deriveWithCairn(theirs.credential, words);
    await peerAccepts(derived, theirs.documents);
    cairnAccepts(derived, theirs.documents);
  }
});
let derived;
await test('the peer issues and derives, Cairn accepts it', async () => {
  derived = await bazaar.derive(theirs.credential, ['/credentialSubject/result', '/name'], theirs.documents);
  cairnAccepts(derived, theirs.documents);
});
await test('the same pointers give the same statements, labels and signatures on both sides', async () => {
  const cairns = deriveWithCairn(theirs.credential, ['--show', '/credentialSubject/result', '--show', '/name']);
  check(cairns.proof.proofValue === derived.proof.proofValue, 'the derived proof values differ');
});
await test('a copy of which any leaf is changed is refused by both', () => bothRefuseEveryChange(derived, theirs.documents));
await test('a base proof is not taken by a verifier, neither here nor there', async () => {
  check(!(await verifyWithPeer(theirs.credential, theirs.documents)).verified, 'the peer took it');
  const report = cairn.verify(theirs.credential, theirs.documents);
  check(report.verdict === 'undetermined' && report.checks.some(one => one.code === 'sd.base-proof'), JSON.stringify(report, null, 1));
});

finish();
