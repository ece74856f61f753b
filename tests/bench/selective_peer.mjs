// The peer's side of selective disclosure: operations per second with @digitalbazaar/ecdsa-sd-2023-cryptosuite, one thread.
//   node selective_peer.mjs CREDENTIAL.json POINTERS.json SECONDS    prints {"sd_base_per_s": n, "sd_derive_per_s": n, "sd_verify_per_s": n}
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const interop = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', 'interop');
const require = createRequire(pathToFileURL(join(interop, 'index.js')));
const load = async name => import(pathToFileURL(require.resolve(name)));
const {makeLoader, makeKey} = await import(pathToFileURL(join(interop, 'peers.mjs')));
const vc = await load('@digitalbazaar/vc');
const {DataIntegrityProof} = await load('@digitalbazaar/data-integrity');
const selective = await load('@digitalbazaar/ecdsa-sd-2023-cryptosuite');

const credential = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const pointers = JSON.parse(readFileSync(process.argv[3], 'utf8'));
const seconds = Number(process.argv[4] ?? 3);
const {pair, document} = await makeKey('ecdsa-sd-2023', credential.issuer.id);
const documentLoader = makeLoader({[credential.issuer.id]: document});

async function rate(work) {
  for (let i = 0; i < 5; ++i) await work();
  let count = 0;
  const start = process.hrtime.bigint();
  const end = start + BigInt(Math.round(seconds * 1e9));
  while (process.hrtime.bigint() < end) {
    await work();
    ++count;
  }
  return count / (Number(process.hrtime.bigint() - start) / 1e9);
}

const base = () => vc.issue({
  credential: structuredClone(credential), documentLoader,
  suite: new DataIntegrityProof({
    signer: pair.signer(), cryptosuite: selective.createSignCryptosuite({mandatoryPointers: pointers.mandatory})
  })
});
const signed = await base();
const derive = () => vc.derive({
  verifiableCredential: structuredClone(signed), documentLoader,
  suite: new DataIntegrityProof({cryptosuite: selective.createDiscloseCryptosuite({selectivePointers: pointers.selective})})
});
const derived = await derive();
const verify = async () => {
  const result = await vc.verifyCredential({
    credential: derived, documentLoader, suite: new DataIntegrityProof({cryptosuite: selective.createVerifyCryptosuite()}),
    checkStatus: async () => ({verified: true})
  });
  if (!result.verified) throw result.error;
};
console.log(JSON.stringify({
  sd_base_per_s: await rate(base),
  sd_derive_per_s: await rate(derive),
  sd_verify_per_s: await rate(verify)
}));
