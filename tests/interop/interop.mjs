// Credentials go both ways between Cairn's program and software that we did not write. Prints TAP.
//   node interop.mjs PATH/TO/cairn
import * as bazaar from './bazaar.mjs';
import {verifierCore, issueWithDigitalCredentials} from './digital_credentials.mjs';
import {cairnIn, change, check, finish, issueDemo, leaves, refuses, test, workFolder} from './support.mjs';

const keyTypes = {'eddsa-rdfc-2022': 'ed25519', 'ecdsa-rdfc-2019': 'p256'};
const web = 'did:web:badges.ardmore.example';
const work = workFolder('interop');
const cairn = cairnIn(work);

for (const suite of Object.keys(keyTypes)) {
  for (const issuer of ['did:key', web]) {
    const where = `${suite}, ${issuer}`;
    let ours;
    await test(`Cairn issues and @digitalbazaar/vc accepts (${where})`, async () => {
      ours = issueDemo(work, issuer, keyTypes[suite]);  // status lists have a test of their own, status.mjs
      const result = await bazaar.verify(suite, ours.credential, ours.documents);
      check(result.verified, `refused: ${bazaar.reasonOf(result)}`);
    });
    await test(`every leaf of it changed, @digitalbazaar/vc refuses (${where})`, async () => {
      const accepted = [];
      for (const path of leaves(ours.credential)) {
        const result = await bazaar.verify(suite, change(ours.credential, path), ours.documents);
        if (result.verified) accepted.push(path.join('.'));
      }
      check(accepted.length === 0, `accepted although changed: ${accepted}`);
    });
    let theirs;
    await test(`@digitalbazaar/vc issues and Cairn accepts (${where})`, async () => {
      theirs = await bazaar.issue(suite, issuer);
      const report = cairn.verify(theirs.credential, theirs.documents);
      // Nobody told Cairn that this issuer is known: the honest answer is unknown-issuer, and nothing else is amiss.
      check(report.verdict === 'unknown-issuer' && report.exit === 4, JSON.stringify(report, null, 1));
    });
    await test(`every leaf of it changed, Cairn refuses (${where})`, async () => {
      const accepted = [];
      for (const path of leaves(theirs.credential)) {
        const report = cairn.verify(change(theirs.credential, path), theirs.documents);
        if (!refuses(report)) accepted.push(`${path.join('.')}: ${report.verdict}`);
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
        const report = cairn.verify(issued.credential, issued.documents);
        check(report.verdict === 'unknown-issuer', JSON.stringify(report, null, 1));
        const tampered = cairn.verify(change(issued.credential, ['credentialSubject', 'achievement', 'name']), issued.documents);
        check(tampered.verdict === 'invalid', JSON.stringify(tampered, null, 1));
      });
    }
  }
}

finish();
