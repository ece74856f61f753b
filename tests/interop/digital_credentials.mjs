// The Digital Credentials Consortium's verifier and issuer, cut off from the network: what they would fetch is supplied by hand.
import {makeKey} from './peers.mjs';
import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

// The verifier also checks the official schema; it is supplied where the public suites are.
const schemaUrl = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';
const schemaFile = join(process.env.CAIRN_CONFORMANCE_DIR ?? join(dirname(fileURLToPath(import.meta.url)), '../../../shared/conformance'), 'open-badges-3/schemas/ob_v3p0_achievementcredential_schema.formal.json');
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
const {DataIntegrityProof} = await import('@digitalcredentials/data-integrity');
const {cryptosuite} = await import('@digitalcredentials/eddsa-rdfc-2022-cryptosuite');
const {securityLoader} = await import('@digitalcredentials/security-document-loader');

/** Where a did:web document would be fetched from. */
function webAddress(did) {
  const parts = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  return `https://${parts[0]}/${parts.length > 1 ? `${parts.slice(1).join('/')}/did.json` : '.well-known/did.json'}`;
}

/** The verifier's log; a fatal error comes back as one failed entry. */
export async function verifierCore(credential, documents) {
  supplied = {};
  for (const [id, document] of Object.entries(documents)) if (id.startsWith('did:web:')) supplied[webAddress(id)] = document;
  const result = await verifyCredential({credential: structuredClone(credential), knownDIDRegistries: []});
  const schema = result.additionalInformation?.find(item => item.id === 'schema_check')?.results?.[0]?.result;
  if (schema) result.log?.push({id: 'schema', ...schema});
  return result.log ?? [{id: 'valid_signature', valid: false, errors: result.errors}];
}

export async function issueWithDigitalCredentials(issuer) {
  const {pair, document} = await makeKey('eddsa-rdfc-2022', issuer === 'did:key' ? undefined : issuer);
  supplied = {[issuer === 'did:key' ? '' : webAddress(issuer)]: document};
  const here = dirname(fileURLToPath(import.meta.url));
  const credential = JSON.parse(readFileSync(join(here, '..', 'bench', 'credential.json'), 'utf8'));
  credential.issuer.id = pair.controller;
  delete credential.credentialStatus;
  const signed = await vc.issue({
    credential, documentLoader: securityLoader({fetchRemoteContexts: true}).build(),
    suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite})
  });
  return {credential: signed, documents: {[pair.controller]: document}};
}

/** The peers among themselves, to see that this harness works: issue here, verify here, refuse when changed. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const issuer of ['did:key', 'did:web:badges.ardmore.example']) {
    const {credential, documents} = await issueWithDigitalCredentials(issuer);
    const log = await verifierCore(credential, documents);
    credential.name += 'x';
    const changed = await verifierCore(credential, documents);
    console.log(issuer, JSON.stringify(log).slice(0, 300), '| changed:', JSON.stringify(changed).slice(0, 300));
  }
}
