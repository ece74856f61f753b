// The grid's drivers for JSON-LD documents with proofs: how each tool makes and reads each form, and how a document is tampered with.
import {existsSync, mkdtempSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import jsigs from 'jsonld-signatures';
import * as bitstring from '@digitalbazaar/vc-bitstring-status-list';
import {Ed25519Signature2018} from '@digitalbazaar/ed25519-signature-2018';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as eddsa2022} from '@digitalbazaar/eddsa-2022-cryptosuite';
import * as bazaar from '../bazaar.mjs';
import * as dcc from '../digital_credentials.mjs';
import * as older from '../older_forms.mjs';
import {makeKey} from '../peers.mjs';
import {cairnIn, change, changeMiddle, check, conformance, demoDefinition, issueDemo, learner, refuses, workFolder} from '../support.mjs';

// A host for each sample: verifiers may keep an issuer's document for a while.
let hosts = 0;
const freshIssuer = kind => kind === 'did:web' ? `did:web:badges-${++hosts}.ardmore.example` : kind;
const work = workFolder('grid');
const cairn = cairnIn(work);
const folder = name => cairnIn(mkdtempSync(join(work, `${name}-`)));
const list = value => value === undefined ? [] : [value].flat();
const issuerOf = credential => credential.issuer.id ?? credential.issuer;

// --- reading ----------------------------------------------------------------------------------------------------------

/** The issuer is known to Cairn, so that nothing but `valid` is a yes. */
export function readWithCairn(content, issuer, documents, ...words) {
  const report = cairn.verify(content, documents, '--known-issuers', cairn.write('known.txt', `${issuer}\n`), ...words);
  return {accepted: report.verdict === 'valid', refused: refuses(report),
    said: `${report.verdict}: ${report.checks.filter(one => one.outcome !== 'pass').map(one => `${one.id} ${one.code}`).join(', ')}`};
}
const cairnReads = ({credential, documents, issuer}) => readWithCairn(credential, issuer, documents);
const bazaarReads = suite => async ({credential, documents}) => {
  const result = await bazaar.verify(suite, credential, documents);
  return {accepted: result.verified, refused: !result.verified, said: result.verified ? 'verified' : bazaar.reasonOf(result)};
};
const dccReads = async ({credential, documents}) => {
  const log = await dcc.verifierCore(credential, documents);
  const of = id => log.find(one => one.id === id);
  // It says of each step whether it passed; a caller that wants one answer needs them all. Whether the issuer is registered is no step here.
  const accepted = of('valid_signature')?.valid === true && of('expiration')?.valid !== false &&
    (credential.credentialStatus === undefined || of('revocation_status')?.valid === true);
  return {accepted, refused: !accepted, said: JSON.stringify(log)};
};

// --- tampering --------------------------------------------------------------------------------------------------------

const edit = body => sample => {
  const credential = structuredClone(sample.credential);
  check(body(credential) !== false, 'nothing there to change');
  return {...sample, credential};
};
const proofOf = credential => list(credential.proof)[0];
const signatureName = proof => ['proofValue', 'jws', 'signatureValue'].find(name => proof[name] !== undefined);
const achievementOf = credential => credential.credentialSubject.achievement;

const changes = {
  'the name of the achievement': edit(c => { achievementOf(c).name += ', with distinction'; }),
  'the date it holds from': edit(c => { const at = c.validFrom ? 'validFrom' : 'issuanceDate'; c[at] = c[at].replace(/^\d{4}/, '2019'); }),
  'a subject of another id': edit(c => { c.credentialSubject.id = 'did:example:mallory'; }),
  'a description added': edit(c => { c.description = 'Also holds for Neurosurgery.'; }),
  'a member taken away': edit(c => achievementOf(c)?.criteria ? delete achievementOf(c).criteria : delete c.name),
  'the issuer\'s name': edit(c => { c.issuer.name = 'University of Everywhere'; }),
  'one character of the proof': edit(c => { const proof = proofOf(c); proof[signatureName(proof)] = changeMiddle(proof[signatureName(proof)]); }),
  'the date of the proof': edit(c => { proofOf(c).created = '2021-01-01T00:00:00Z'; }),
  'no proof': edit(c => { delete c.proof; }),
  'the comment': edit(c => { c.credentialSubject.endorsementComment = 'The best there is.'; }),
  'the award inside': edit(c => { list(c.credentialSubject.verifiableCredential)[0].credentialSubject.achievement.name = 'Neurosurgery'; }),
  'the base proof instead of the copy': sample => ({...sample, credential: sample.base}),
  'revoked': sample => sample.revoked,
  'another index in the credential': edit(c => { c.credentialStatus.statusListIndex = String((Number(c.credentialStatus.statusListIndex) + 1) % 131072); }),
  'no list': sample => ({...sample, documents: Object.fromEntries(Object.entries(sample.documents).filter(([url]) => url !== sample.list))}),
  // The bits stay; the list's own proof is what notices.
  'the list changed': sample => ({...sample, documents: {...sample.documents,
    [sample.list]: change(sample.documents[sample.list], ['credentialSubject', 'id'])}}),
  'the list signed by a stranger': async sample => {
    const {proof, ...unsigned} = sample.documents[sample.list];
    return {...sample, documents: {...sample.documents, [sample.list]: await forged('eddsa-rdfc-2022', unsigned, list(proof)[0].verificationMethod, sample.documents)}};
  }
};

/** Signed with a fresh key that claims to be the issuer's. */
async function forged(suite, unsigned, method, documents, curve) {
  const {pair} = await makeKey(suite, undefined, curve);
  pair.id = method;
  pair.controller = method.split('#')[0];
  return bazaar.sign(suite, pair, unsigned, documents);
}
const strangerSigns = (suite, curve) => async sample => {
  const {proof, ...unsigned} = sample.credential;
  const credential = await forged(suite, unsigned, list(proof)[0].verificationMethod, sample.documents, curve);
  return {...sample, credential: suite === 'ecdsa-sd-2023' ? await bazaar.derive(credential, ['/credentialSubject/achievement'], sample.documents) : credential};
};
const tamperWith = stranger => (sample, name) => name === 'signed again by a stranger' ? stranger(sample) : changes[name](sample);

// --- making -----------------------------------------------------------------------------------------------------------

const sampleOf = ({credential, documents}, more = {}) => ({credential, documents, issuer: issuerOf(credential), ...more});
const plain = (suite, issuer, keyType, curve) => ({
  makes: {
    cairn: () => sampleOf(issueDemo(work, freshIssuer(issuer), keyType)),
    bazaar: async () => sampleOf(await bazaar.issue(suite, freshIssuer(issuer), {curve})),
    ...(keyType === 'ed25519' && {dcc: async () => sampleOf(await dcc.issueWithDigitalCredentials(freshIssuer(issuer)))})
  },
  reads: {cairn: cairnReads, bazaar: bazaarReads(suite), ...(keyType === 'ed25519' && {dcc: dccReads})},
  tamper: tamperWith(strangerSigns(suite, curve))
});

function discloseWithCairn(credential, ...words) {
  cairn.write('mine.json', credential);
  return JSON.parse(cairn.run('disclose', 'mine.json', ...words));
}
const bySelf = {cairn: c => discloseWithCairn(c, '--show', 'evidence'), bazaar: (c, documents) => bazaar.derive(c, ['/evidence', '/name'], documents)};
const selectiveForm = deriveFor => {
  const derived = async (maker, made) => sampleOf({...made, credential: await bySelf[deriveFor(maker)](made.credential, made.documents)}, {base: made.credential});
  return {
    makes: {
      cairn: () => derived('cairn', issueDemo(work, 'did:key', 'p256', '--suite', 'ecdsa-sd-2023')),
      bazaar: async () => derived('bazaar', await bazaar.issue('ecdsa-sd-2023', 'did:key'))
    },
    reads: {cairn: cairnReads, bazaar: bazaarReads('ecdsa-sd-2023')},
    tamper: tamperWith(strangerSigns('ecdsa-sd-2023'))
  };
};

// --- status -----------------------------------------------------------------------------------------------------------

const listUrl = 'https://peer.example/status/1';

function statusByCairn() {
  const own = folder('status');
  const document = JSON.parse(own.run('keygen', '--issuer', 'did:key', '--out', 'key'));
  const issue = name => {
    own.run('issue', demoDefinition, '--to', `${name} <${name}@work.example>`, '--key', 'key', '--out', name, '--status', 'revocation');
    return own.read(own.issued(name));
  };
  const kept = issue('kept');
  const revoked = issue('revoked');
  own.run('revoke', revoked.id, '--reason', 'issued-in-error');
  own.run('status', 'publish', '--key', 'key', '--out', 'lists');
  const published = own.read(own.issued('lists'));
  const documents = {[document.id]: document, [published.id]: published};
  const of = credential => sampleOf({credential, documents}, {list: published.id});
  return {...of(kept), revoked: of(revoked)};
}

/** in: how a tool packs a list of bits, and how it signs */
async function statusByPeer(pack, sign, {pair, document}) {
  const entry = index => ({
    id: `${listUrl}#${index}`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: String(index), statusListCredential: listUrl
  });
  const known = {[pair.controller]: document};
  const signed = async (index, id) => sign(pair, {...bazaar.badgeOf(pair.controller), id, credentialStatus: entry(index)}, known);
  const bits = await pack.createList({length: 131072});
  bits.setStatus(94567, true);
  const unsigned = await pack.createCredential({id: listUrl, list: bits, statusPurpose: 'revocation', context: ['https://www.w3.org/ns/credentials/v2']});
  const published = await sign(pair, {...unsigned, issuer: pair.controller, validFrom: '2026-01-01T00:00:00Z'}, known);
  const documents = {...known, [listUrl]: published};
  const of = async (index, id) => sampleOf({credential: await signed(index, id), documents}, {list: listUrl});
  return {...await of(7, 'urn:uuid:0d1b5a3c-6c2f-4b1e-9f52-77d0c4c6a007'), revoked: await of(94567, 'urn:uuid:0d1b5a3c-6c2f-4b1e-9f52-77d0c4c6a008')};
}

async function bazaarReadsStatus({credential, documents}) {
  const result = await bazaar.verify('eddsa-rdfc-2022', credential, documents,
    options => bitstring.checkStatus({...options, verifyBitstringStatusListCredential: true, verifyMatchingIssuers: true}));
  // The package says of each entry whether its bit is set, and leaves it to its caller what that means.
  const accepted = result.verified && result.statusResult.results.every(one => one.status === false);
  return {accepted, refused: !accepted, said: result.verified ? JSON.stringify(result.statusResult.results.map(one => one.status)) : bazaar.reasonOf(result)};
}
const statusForm = {
  makes: {
    cairn: statusByCairn,
    bazaar: async () => statusByPeer(bitstring, (pair, c, known) => bazaar.sign('eddsa-rdfc-2022', pair, c, known), await makeKey('eddsa-rdfc-2022')),
    dcc: async () => statusByPeer(dcc.bitstring, dcc.sign, await makeKey('eddsa-rdfc-2022'))
  },
  reads: {cairn: cairnReads, bazaar: bazaarReadsStatus, dcc: dccReads},
  tamper: tamperWith(strangerSigns('eddsa-rdfc-2022'))
};

// --- endorsements and learner records ---------------------------------------------------------------------------------

function endorseWithCairn(own) {
  own.run('keygen', '--issuer', 'did:key', '--out', 'key');
  own.run('issue', demoDefinition, '--status', 'none', '--to', learner, '--key', 'key', '--out', 'issued');
  own.run('endorse', own.issued('issued'), '--comment', 'We use these skills.', '--key', 'key', '--signer-name', 'Ardmore Energy', '--out', 'endorsement.json');
  return own.read('endorsement.json');
}
const clrContext = join(conformance, 'contexts', '1edtech', 'clr-v2p0-context-2.0.1.json');
export const clrContextIsHere = existsSync(clrContext);
const clrDocuments = () => ({'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': JSON.parse(readFileSync(clrContext, 'utf8'))});
function recordWithCairn(own) {
  own.run('keygen', '--issuer', 'did:key', '--out', 'key');
  own.run('issue', demoDefinition, '--status', 'none', '--to', learner, '--key', 'key', '--out', 'issued');
  own.run('clr', own.issued('issued'), '--subject', 'seonaid@work.example', '--signer-name', 'Ardmore College', '--key', 'key',
    '--completeness', 'partial', '--out', 'record.json');
  return own.read('record.json');
}

/** The document is laid out once, by Cairn; every tool signs it with a key of its own. */
const sameDocument = (layOut, documents) => {
  const signedBy = async sign => {
    const {proof, ...unsigned} = layOut(folder('laid'));
    const {pair} = await makeKey('eddsa-rdfc-2022');
    unsigned.issuer = {...unsigned.issuer, id: pair.controller};
    return sampleOf({credential: await sign(pair, unsigned, documents()), documents: documents()});
  };
  return {
    makes: {
      cairn: () => sampleOf({credential: layOut(folder('made')), documents: documents()}),
      bazaar: () => signedBy((pair, c, known) => bazaar.sign('eddsa-rdfc-2022', pair, c, known)),
      dcc: () => signedBy(dcc.sign)
    },
    // Cairn knows this context itself.
    reads: {cairn: ({credential, issuer}) => readWithCairn(credential, issuer, {}), bazaar: bazaarReads('eddsa-rdfc-2022'), dcc: dccReads},
    tamper: tamperWith(strangerSigns('eddsa-rdfc-2022'))
  };
};

// --- older forms ------------------------------------------------------------------------------------------------------

const olderSuites = {
  'Ed25519Signature2020': () => new Ed25519Signature2020(),
  'Ed25519Signature2018': () => new Ed25519Signature2018(),
  'eddsa-2022': () => new DataIntegrityProof({cryptosuite: eddsa2022, legacyContext: true}),
  'JsonWebSignature2020-P-256': () => older.jwsVerifySuite()
};
const olderForm = (name, readers, makers) => {
  const read = async ({credential, documents, issuer}) => {
    const result = await jsigs.verify(structuredClone(credential), {
      suite: olderSuites[name](), purpose: new jsigs.purposes.AssertionProofPurpose(), documentLoader: older.loaderFor(documents[issuer])
    }).catch(error => ({verified: false, error}));
    return {accepted: result.verified, refused: !result.verified, said: result.verified ? 'verified' : bazaar.reasonOf(result)};
  };
  const make = {peer: async () => sampleOf(await older.issueOld(name, freshIssuer('did:web'))), dcc: async () => sampleOf(await dcc.issueOlder(freshIssuer('did:web')))};
  return {
    makes: Object.fromEntries(makers.map(maker => [maker, make[maker] ?? make.peer])),
    reads: Object.fromEntries(readers.map(reader => [reader, {cairn: cairnReads, dcc: dccReads}[reader] ?? read])),
    // The stranger signs with a key of its own under the issuer's name; the issuer's document stays what it was.
    tamper: tamperWith(async sample => ({...sample, credential: (await older.issueOld(name, sample.issuer)).credential}))
  };
};

export const drivers = {
  'eddsa-key': plain('eddsa-rdfc-2022', 'did:key', 'ed25519'),
  'eddsa-web': plain('eddsa-rdfc-2022', 'did:web', 'ed25519'),
  'ecdsa-key': plain('ecdsa-rdfc-2019', 'did:key', 'p256'),
  'ecdsa-web': plain('ecdsa-rdfc-2019', 'did:web', 'p256'),
  'ecdsa-384': plain('ecdsa-rdfc-2019', 'did:key', 'p384', 'P-384'),
  'sd-own': selectiveForm(maker => maker),
  'sd-other': selectiveForm(maker => maker === 'cairn' ? 'bazaar' : 'cairn'),
  'status': statusForm,
  'endorsement': sameDocument(endorseWithCairn, () => ({})),
  'clr': sameDocument(recordWithCairn, clrDocuments),
  'ed25519-2020': olderForm('Ed25519Signature2020', ['cairn', 'bazaar', 'dcc'], ['bazaar', 'dcc']),
  'ed25519-2018': olderForm('Ed25519Signature2018', ['cairn', 'bazaar'], ['bazaar']),
  'eddsa-2022': olderForm('eddsa-2022', ['cairn', 'bazaar'], ['bazaar']),
  'jws-2020': olderForm('JsonWebSignature2020-P-256', ['cairn', 'transmute'], ['transmute'])
};
