// Endorsements and learner records go both ways between Cairn's program and @digitalbazaar/vc. Prints TAP.
//   node clr.mjs PATH/TO/cairn
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as bazaar from './bazaar.mjs';
import {makeKey} from './peers.mjs';
import {cairnIn, change, check, conformance, demoDefinition, finish, learner, leaves, refuses, skip, test, workFolder} from './support.mjs';

const clrContextUrl = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';
const clrContextFile = join(conformance, 'contexts', '1edtech', 'clr-v2p0-context-2.0.1.json');
const documents = existsSync(clrContextFile) ? {[clrContextUrl]: JSON.parse(readFileSync(clrContextFile, 'utf8'))} : {};

// --- Cairn's side ---------------------------------------------------------------------------------------------------

const cairn = cairnIn(workFolder('clr'));
const {run, read, write, report} = cairn;

run('keygen', '--issuer', 'did:key', '--out', 'college');
run('keygen', '--issuer', 'did:key', '--type', 'p256', '--out', 'employer');
run('issue', demoDefinition, '--status', 'none', '--to', learner, '--key', 'college', '--out', 'issued');
const awardFile = cairn.issued('issued');
run('endorse', awardFile, '--comment', 'We use these skills.', '--key', 'college', '--signer-name', 'Ardmore Energy', '--out', 'endorsement.json');

// --- the peer's side ------------------------------------------------------------------------------------------------

/** out: empty, or why not */
async function peerAccepts(credential) {
  const result = await bazaar.verify('eddsa-rdfc-2022', credential, documents);
  return result.verified ? '' : bazaar.reasonOf(result);
}
const {pair} = await makeKey('eddsa-rdfc-2022');
const peerSigns = ({proof, ...credential}) => bazaar.sign('eddsa-rdfc-2022', pair, {...credential, issuer: {...credential.issuer, id: pair.controller}}, documents);
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
    check(refuses(after.enclosed[0].report), `${path.join('.')}: ${after.enclosed[0].report.verdict}`);
  }
});
await test('an award that carries an endorsement of its achievement is accepted by @digitalbazaar/vc', async () => {
  run('endorse', demoDefinition, '--comment', 'We use these skills.', '--key', 'employer', '--out', 'listed.json');
  write('d.toml', 'endorsements = ["listed.json"]\n' + readFileSync(demoDefinition, 'utf8').replace('2026.1', '2026.2'));
  run('issue', 'd.toml', '--status', 'none', '--to', learner, '--key', 'college', '--out', 'endorsed');
  const file = cairn.issued('endorsed');
  const credential = read(file);
  check(credential.credentialSubject.achievement.endorsement.length === 1, 'nothing embedded');
  check(await peerAccepts(credential) === '', await peerAccepts(credential));
  check(report(file).enclosed[0].report.verdict === 'unknown-issuer', JSON.stringify(report(file)));
});

// --- learner records ------------------------------------------------------------------------------------------------

if (!documents[clrContextUrl]) {
  skip('learner records', `the context of CLR 2.0 is not at ${clrContextFile}`);
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

finish();
