// The published signature vectors sign for an issuer with a key that is not that issuer's. A verifier of credentials refuses them for that,
// here and elsewhere. Prints TAP.
//   node vectors.mjs PATH/TO/cairn
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as eddsaRdfc2022} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {cryptosuite as ecdsaRdfc2019} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as selective from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {makeLoader} from './peers.mjs';
import {cairnIn, check, conformance, finish, skip, test, workFolder} from './support.mjs';

const files = ['eddsa/eddsa-rdfc-2022/signedDataInt', 'eddsa/eddsa-rdfc-2022/employ/signedDataInt', 'eddsa/proof-set-chain/signedProofSet1',
  'eddsa/Ed25519Signature2020/signedEdSig', 'ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256', 'ecdsa/ecdsa-rdfc-2019-p256/employ/signedECDSAP256',
  'ecdsa/ecdsa-rdfc-2019-p384/signedECDSAP384', 'ecdsa/ecdsa-sd-2023/prc/derivedRevealDocument', 'ecdsa/ecdsa-sd-2023/employ/derivedRevealDocument'];
const read = (...path) => JSON.parse(readFileSync(join(conformance, ...path), 'utf8'));
const suites = [eddsaRdfc2022, ecdsaRdfc2019, selective.createVerifyCryptosuite()].map(cryptosuite => new DataIntegrityProof({cryptosuite}));

if (!existsSync(join(conformance, 'data-integrity'))) {
  skip('the published vectors', `they are not at ${conformance}`);
} else {
  const {contexts} = read('contexts', 'index.json');
  const packages = makeLoader();
  const documentLoader = async url => {
    const found = contexts.find(one => one.url === url || one.aliases?.includes(url));
    return found ? {contextUrl: null, documentUrl: url, document: read('contexts', found.file)} : packages(url);
  };
  const cairn = cairnIn(workFolder('vectors'));
  for (const file of files) {
    await test(`${file}: @digitalbazaar/vc and Cairn say that the key is not the issuer's`, async () => {
      const credential = read('data-integrity', `${file}.json`);
      const report = cairn.verify(credential, {}, '--at', '2025-06-01');
      check(report.checks.find(one => one.id === 'key').code === 'key.not-issuers', JSON.stringify(report));
      const result = await vc.verifyCredential({credential, suite: [...suites, new Ed25519Signature2020()], documentLoader, now: new Date('2025-06-01')})
        .catch(error => ({error}));
      const said = String(result.error?.errors?.map(String) ?? result.error);
      check(!result.verified && said.includes('issuer must match the verification method controller'), said);
    });
  }
}
finish();
