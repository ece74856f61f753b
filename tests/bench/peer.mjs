// The peers' side of the benchmark: operations per second of the same work on the same credential, one thread, contexts cached.
//   node peer.mjs CREDENTIAL.json SECONDS    prints {"issue": n, "verify": n, "to_rdf": n, "rdfc": n}
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
const {cryptosuite} = await load('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const jsonld = (await load('jsonld')).default;
const rdfCanonize = await load('rdf-canonize');
const canonize = rdfCanonize.canonize ?? rdfCanonize.default.canonize;

const credential = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const seconds = Number(process.argv[3] ?? 3);
const issuer = credential.issuer.id;
const {pair, document} = await makeKey('eddsa-rdfc-2022', issuer);
const documentLoader = makeLoader({[issuer]: document});

async function rate(work) {
  for (let i = 0; i < 20; ++i) await work();
  let count = 0;
  const start = process.hrtime.bigint();
  const end = start + BigInt(Math.round(seconds * 1e9));
  while (process.hrtime.bigint() < end) {
    await work();
    ++count;
  }
  return count / (Number(process.hrtime.bigint() - start) / 1e9);
}

const issue = () => vc.issue({
  credential: structuredClone(credential), documentLoader,
  suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite})
});
const signed = await issue();
const verify = async () => {
  const result = await vc.verifyCredential({
    credential: signed, documentLoader, suite: new DataIntegrityProof({cryptosuite}), checkStatus: async () => ({verified: true})
  });
  if (!result.verified) throw result.error;
};
const dataset = await jsonld.toRDF(credential, {documentLoader, safe: true});
console.log(JSON.stringify({
  issue: await rate(issue),
  verify: await rate(verify),
  to_rdf: await rate(() => jsonld.toRDF(credential, {documentLoader, safe: true})),
  rdfc: await rate(() => canonize(dataset, {algorithm: 'RDFC-1.0'})),
  quads: dataset.length
}));
