// Older forms that are only verified: version 1.1 of the data model under four legacy suites, made by software that we did not write.
// Prints TAP.
//   node legacy.mjs PATH/TO/cairn           Cairn judges what the peers sign, and every changed copy of it
//   node legacy.mjs --write FOLDER          writes one of each, for tests/data/legacy-proofs
import {mkdirSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {issueOld, issueOldToken, issuer, makers} from './older_forms.mjs';
import {cairnIn, change, check, finish, leaves, refuses, test, workFolder} from './support.mjs';

async function write(folder) {
  mkdirSync(folder, {recursive: true});
  for (const name of Object.keys(makers)) {
    const {credential, documents} = await issueOld(name);
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({controller: documents[issuer], credential}, null, 1) + '\n');
  }
  const {token, documents} = await issueOldToken();
  writeFileSync(join(folder, 'vc-claim.json'), JSON.stringify({controller: documents[issuer], token}, null, 1) + '\n');
}

if (process.argv[2] === '--write') {
  await write(resolve(process.argv[3]));
  process.exit(0);
}

// --- Cairn judges ---------------------------------------------------------------------------------------------------

const cairn = cairnIn(workFolder('legacy'));
const verify = (content, documents) => cairn.verify(content, documents, '--at', '2026-06-01T00:00:00Z');

for (const name of Object.keys(makers)) {
  let made;
  await test(`${name}: a peer issues to version 1.1 and Cairn accepts`, async () => {
    made = await issueOld(name);
    const report = verify(made.credential, made.documents);
    check(report.verdict === 'unknown-issuer', JSON.stringify(report, null, 1));
    check(report.checks.find(item => item.id === 'shape').detail.includes('older form'), 'the report does not remark on the older form');
  });
  await test(`${name}: every leaf changed, Cairn refuses`, async () => {
    const accepted = leaves(made.credential).filter(path => !refuses(verify(change(made.credential, path), made.documents)));
    check(accepted.length === 0, `accepted although changed: ${accepted.map(path => path.join('.'))}`);
  });
}
await test('a token with a vc claim: jose issues and Cairn accepts', async () => {
  const {token, documents} = await issueOldToken();
  const report = verify(token, documents);
  check(report.verdict === 'unknown-issuer', JSON.stringify(report, null, 1));
});

finish();
