// Digital Bazaar's packages as the interop tests use them: sign, derive, verify.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as eddsaRdfc2022} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {cryptosuite as ecdsaRdfc2019} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as selective from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import {makeKey, makeLoader} from './peers.mjs';
import {root} from './support.mjs';

const signers = {
  'eddsa-rdfc-2022': () => eddsaRdfc2022, 'ecdsa-rdfc-2019': () => ecdsaRdfc2019,
  'ecdsa-sd-2023': mandatoryPointers => selective.createSignCryptosuite({mandatoryPointers})
};
const verifiers = {'eddsa-rdfc-2022': eddsaRdfc2022, 'ecdsa-rdfc-2019': ecdsaRdfc2019, 'ecdsa-sd-2023': selective.createVerifyCryptosuite()};
export const mandatory = ['/issuer', '/validFrom', '/credentialSubject/achievement'];

/** A badge for the peers to sign; it has no status. */
export function badgeOf(controller) {
  const {credentialStatus, ...credential} = JSON.parse(readFileSync(join(root, 'tests', 'bench', 'credential.json'), 'utf8'));
  credential.issuer.id = controller;
  return credential;
}

export function sign(suite, pair, credential, documents = {}) {
  return vc.issue({
    credential: structuredClone(credential), documentLoader: makeLoader(documents),
    suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite: signers[suite](mandatory)})
  });
}

/** A fresh key, a badge signed with it, and the issuer's document. */
export async function issue(suite, issuer, options = {}) {
  const {pair, document} = await makeKey(suite, issuer === 'did:key' ? undefined : issuer, options.curve);
  const documents = {[pair.controller]: document, ...options.documents};
  const credential = await sign(suite, pair, options.credential?.(pair.controller) ?? badgeOf(pair.controller), documents);
  return {credential, documents, pair};
}

export const derive = (credential, selectivePointers, documents) => vc.derive({
  verifiableCredential: structuredClone(credential), documentLoader: makeLoader(documents),
  suite: new DataIntegrityProof({cryptosuite: selective.createDiscloseCryptosuite({selectivePointers})})
});

/** in: what goes with a status, if one is to be checked; out: {verified, error, statusResult} */
export const verify = (suite, credential, documents, checkStatus = async () => ({verified: true})) => vc.verifyCredential({
  credential: structuredClone(credential), documentLoader: makeLoader(documents), suite: new DataIntegrityProof({cryptosuite: verifiers[suite]}), checkStatus
}).catch(error => ({verified: false, error}));

export const reasonOf = result => String(result.error?.errors?.map(error => error.stack ?? String(error)) ?? result.error);
