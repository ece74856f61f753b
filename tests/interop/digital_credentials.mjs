// The Digital Credentials Consortium's verifier and issuer, cut off from the network: what they would fetch is supplied by hand.
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {badgeOf} from './bazaar.mjs';
import {badge, makers} from './older_forms.mjs';
import {makeKey} from './peers.mjs';
import {conformance} from './support.mjs';

// The verifier also checks the official schema; it is supplied where the public suites are.
const schemaUrl = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';
const schemaFile = join(conformance, 'open-badges-3/schemas/ob_v3p0_achievementcredential_schema.formal.json');
const schemas = existsSync(schemaFile) ? {[schemaUrl]: JSON.parse(readFileSync(schemaFile, 'utf8'))} : {};

let supplied = {};
globalThis.fetch = async request => {
  const url = typeof request === 'string' ? request : request.url ?? String(request);
  const found = supplied[url] ?? schemas[url];
  if (!found) throw new TypeError(`no network: ${url}`);
  return new Response(JSON.stringify(found), {status: 200, headers: {'content-type': 'application/did+json'}});
};

const {verifyCredential} = await import('@digitalcredentials/verifier-core');
const vc = await import('@digitalcredentials/vc');
export const bitstring = await import('@digitalcredentials/vc-bitstring-status-list');
const {DataIntegrityProof} = await import('@digitalcredentials/data-integrity');
const {cryptosuite} = await import('@digitalcredentials/eddsa-rdfc-2022-cryptosuite');
const {Ed25519Signature2020} = await import('@digitalcredentials/ed25519-signature-2020');
const {securityLoader} = await import('@digitalcredentials/security-document-loader');

/** Where a did:web document would be fetched from. */
function webAddress(did) {
  const parts = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  return `https://${parts[0]}/${parts.length > 1 ? `${parts.slice(1).join('/')}/did.json` : '.well-known/did.json'}`;
}

/** What the network would answer: documents of did:web issuers at their addresses, everything else at its own. */
function supply(documents) {
  supplied = Object.fromEntries(Object.entries(documents).map(([id, document]) => [id.startsWith('did:web:') ? webAddress(id) : id, document]));
}

/** The verifier's log; a fatal error comes back as one failed entry. */
export async function verifierCore(credential, documents) {
  supply(documents);
  const result = await verifyCredential({credential: structuredClone(credential), knownDIDRegistries: []});
  const schema = result.additionalInformation?.find(item => item.id === 'schema_check')?.results?.[0]?.result;
  if (schema) result.log?.push({id: 'schema', ...schema});
  return result.log ?? [{id: 'valid_signature', valid: false, errors: result.errors}];
}

export function sign(pair, credential, documents) {
  supply(documents);
  return vc.issue({
    credential: structuredClone(credential), documentLoader: securityLoader({fetchRemoteContexts: true}).build(),
    suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite})
  });
}

export async function issueWithDigitalCredentials(issuer) {
  const {pair, document} = await makeKey('eddsa-rdfc-2022', issuer === 'did:key' ? undefined : issuer);
  const documents = {[pair.controller]: document};
  return {credential: await sign(pair, badgeOf(pair.controller), documents), documents};
}

/** An older badge under Ed25519Signature2020. */
export async function issueOlder(issuer) {
  const {suite, contexts, document} = await makers['Ed25519Signature2020'](issuer, options => new Ed25519Signature2020(options));
  const documents = {[issuer]: document};
  supply(documents);
  const credential = await vc.issue({credential: badge(issuer, ...contexts), documentLoader: securityLoader({fetchRemoteContexts: true}).build(), suite});
  return {credential, documents};
}
