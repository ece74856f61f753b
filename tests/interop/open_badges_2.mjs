// Badges of Open Badges 2.0 and 1.x, made by jose and Node's own cryptography, and judged by Cairn and, where it can, by
// openbadges-validator (editions 1.0 and 1.1, hosted and signed). Prints TAP.
//   node open_badges_2.mjs PATH/TO/cairn
//   node open_badges_2.mjs --write FOLDER     writes documents and tokens, for tests/data/open-badges-2
import {spawn} from 'node:child_process';
import {createHash, generateKeyPairSync} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';
import {CompactSign} from 'jose';
import {cairnIn, check, finish, refuses, test, workFolder} from './support.mjs';

const context = 'https://w3id.org/openbadges/v2';
const site = 'https://college.example';
const keyKinds = {RS256: ['rsa', {modulusLength: 2048}], ES256: ['ec', {namedCurve: 'P-256'}], EdDSA: ['ed25519', {}]};
const mail = 'seonaid@work.example';
const hashed = {type: 'email', hashed: true, salt: 'deadsea', identity: `sha256$${createHash('sha256').update(`${mail}deadsea`).digest('hex')}`};
const token = (payload, alg, key) => new CompactSign(new TextEncoder().encode(JSON.stringify(payload))).setProtectedHeader({alg}).sign(key);

/** Everything that stands behind the badges of one college, by address, and the badges it signed. */
async function makeCollege() {
  const keys = Object.fromEntries(Object.entries(keyKinds).map(([alg, [type, options]]) => [alg, generateKeyPairSync(type, options)]));
  const mallory = generateKeyPairSync('rsa', {modulusLength: 2048});
  const pem = key => key.export({type: 'spki', format: 'pem'});
  const documents = {
    [`${site}/issuer.json`]: {'@context': context, type: 'Profile', id: `${site}/issuer.json`, name: 'Ardmore College', url: site,
      email: 'badges@college.example', publicKey: Object.keys(keys).map(alg => `${site}/keys/${alg}.json`), revocationList: `${site}/revoked.json`},
    [`${site}/badge.json`]: {'@context': context, type: 'BadgeClass', id: `${site}/badge.json`, name: 'Data Storytelling',
      description: 'Reads data and tells its story.', image: `${site}/badge.png`, criteria: {narrative: 'Tell a story with data.'},
      issuer: `${site}/issuer.json`, tags: ['data'], alignment: [{targetName: 'Storytelling', targetUrl: 'https://frameworks.example/story', targetFramework: 'Skills', targetCode: 'S1'}]},
    [`${site}/revoked.json`]: {'@context': context, type: 'RevocationList', id: `${site}/revoked.json`, issuer: `${site}/issuer.json`,
      revokedAssertions: ['urn:uuid:00000000-0000-4000-8000-00000000dead', {id: 'urn:uuid:00000000-0000-4000-8000-00000000beef', revocationReason: 'Copied work.'}]},
    [`${site}/assertions/1.json`]: {'@context': context, type: 'Assertion', id: `${site}/assertions/1.json`, recipient: hashed,
      badge: `${site}/badge.json`, issuedOn: '2026-03-15T09:30:00+00:00', expires: '2029-03-15T09:30:00Z', verification: {type: 'HostedBadge'}, narrative: 'Her own data.'},
    'https://evil.example/key.json': {'@context': context, type: 'CryptographicKey', id: 'https://evil.example/key.json', owner: `${site}/issuer.json`, publicKeyPem: pem(mallory.publicKey)}
  };
  for (const [alg, {publicKey}] of Object.entries(keys)) {
    documents[`${site}/keys/${alg}.json`] = {'@context': context, type: 'CryptographicKey', id: `${site}/keys/${alg}.json`, owner: `${site}/issuer.json`, publicKeyPem: pem(publicKey)};
  }
  const assertion = (number, creator, more = {}) => ({'@context': context, type: 'Assertion', id: `urn:uuid:00000000-0000-4000-8000-00000000${number}`, recipient: hashed,
    badge: `${site}/badge.json`, issuedOn: '2026-03-15T09:30:00Z', verification: {type: 'SignedBadge', ...(creator && {creator})}, ...more});
  const tokens = {};
  for (const [alg, {privateKey}] of Object.entries(keys)) tokens[alg] = await token(assertion('0001', `${site}/keys/${alg}.json`), alg, privateKey);
  tokens['without-creator'] = await token(assertion('0002'), 'ES256', keys.ES256.privateKey);
  tokens.revoked = await token(assertion('dead', `${site}/keys/RS256.json`), 'RS256', keys.RS256.privateKey);
  tokens['revoked-with-reason'] = await token(assertion('beef', `${site}/keys/RS256.json`), 'RS256', keys.RS256.privateKey);
  tokens.forged = await token(assertion('0003', 'https://evil.example/key.json'), 'RS256', mallory.privateKey);
  // The forger brings a copy of the college's profile that lists the forger's key.
  const profile = {...documents[`${site}/issuer.json`], publicKey: 'https://evil.example/key.json'};
  tokens['forged-with-its-own-profile'] = await token(assertion('0004', 'https://evil.example/key.json',
    {badge: {...documents[`${site}/badge.json`], issuer: profile}}), 'RS256', mallory.privateKey);
  tokens.embedded = await token(assertion('0005', `${site}/keys/RS256.json`,
    {badge: {...documents[`${site}/badge.json`], issuer: documents[`${site}/issuer.json`]}}), 'RS256', keys.RS256.privateKey);
  tokens['badge-of-another-site'] = await token(assertion('0006', `${site}/keys/RS256.json`,
    {badge: {...documents[`${site}/badge.json`], id: 'https://university.example/badge.json'}}), 'RS256', keys.RS256.privateKey);
  return {documents, tokens};
}

if (process.argv[2] === '--write') {
  const folder = resolve(process.argv[3]);
  mkdirSync(folder, {recursive: true});
  const {documents, tokens} = await makeCollege();
  writeFileSync(join(folder, 'documents.json'), JSON.stringify(documents, null, 1) + '\n');
  writeFileSync(join(folder, 'tokens.json'), JSON.stringify(tokens, null, 1) + '\n');
  process.exit(0);
}

const cairn = cairnIn(workFolder('ob2'));
const verifyWithCairn = (text, documents, at = '2026-06-01T00:00:00Z') => cairn.verify(text, documents, '--at', at);

// --- 2.0: signed by jose, judged by Cairn ----------------------------------------------------------------------------

const college = await makeCollege();
const expected = {RS256: 'unknown-issuer', ES256: 'unknown-issuer', EdDSA: 'unknown-issuer', 'without-creator': 'unknown-issuer', embedded: 'unknown-issuer',
  revoked: 'invalid', 'revoked-with-reason': 'invalid', forged: 'invalid', 'forged-with-its-own-profile': 'invalid', 'badge-of-another-site': 'invalid'};
for (const [name, text] of Object.entries(college.tokens)) {
  await test(`2.0, signed by jose (${name}): Cairn says ${expected[name]}`, () => {
    const report = verifyWithCairn(text, college.documents);
    check(report.verdict === expected[name] && report.format === 'open-badges-2', JSON.stringify(report, null, 1));
  });
}
await test('2.0, signed: no character of the token can be changed', () => {
  const text = college.tokens.ES256;
  const accepted = [];
  for (let i = 0; i < text.length; i += 7) {
    const by = text[i] === 'A' ? 'B' : 'A';
    const report = verifyWithCairn(text.slice(0, i) + by + text.slice(i + 1), college.documents);
    if (!refuses(report)) accepted.push(i);
  }
  check(accepted.length === 0, `accepted although changed at ${accepted}`);
});

// --- 1.0 and 1.1: the same badges judged by Cairn and by openbadges-validator ---------------------------------------

async function compareWithValidator() {
  const peer = createRequire(import.meta.url).resolve('openbadges-validator');
  const pages = {};
  const server = createServer((request, response) => {
    const found = pages[request.url];
    response.writeHead(found === undefined ? 404 : 200, {'content-type': request.url.endsWith('.png') ? 'image/png' : 'application/json'});
    response.end(Buffer.isBuffer(found) || typeof found === 'string' ? found : JSON.stringify(found ?? {}));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  // In a process of its own: under this Node it trips over itself while it words some refusals, which counts as a refusal.
  const program = `require(${JSON.stringify(peer)})(JSON.parse(process.argv[1]), error => { console.log(error ? 'refuses ' + error.code : 'accepts'); process.exit(0); })`;
  const askPeer = input => new Promise(done => {
    const child = spawn(process.execPath, ['-e', program, JSON.stringify(input)], {stdio: ['ignore', 'pipe', 'ignore']});
    let said = '';
    child.stdout.on('data', data => { said += data; });
    child.on('close', code => done(said.trim() || `stopped with ${code}`));
  });

  const key = generateKeyPairSync('rsa', {modulusLength: 2048});
  const other = generateKeyPairSync('rsa', {modulusLength: 2048});
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const base = () => ({
    '/key.pem': key.publicKey.export({type: 'spki', format: 'pem'}), '/badge.png': png, '/criteria': '<p>Weave.</p>',
    '/issuer.json': {name: 'Old School of Weaving', url: origin, revocationList: `${origin}/revoked.json`},
    '/badge.json': {name: 'Weaving', description: 'Weaves a plain cloth.', image: `${origin}/badge.png`, criteria: `${origin}/criteria`, issuer: `${origin}/issuer.json`},
    '/revoked.json': {'taken-back': 'Bought cloth.'}
  });
  const award = (uid, verify, more = {}) => ({uid, recipient: hashed, badge: `${origin}/badge.json`, issuedOn: 1360000000, verify, ...more});
  const hostedAward = more => award('abc', {type: 'hosted', url: `${origin}/award.json`}, more);
  const signedAward = (uid, more) => award(uid, {type: 'signed', url: `${origin}/key.pem`}, more);
  const cases = [
    ['hosted', {input: hostedAward(), pages: {'/award.json': hostedAward()}, valid: true}],
    ['hosted, the badge without a name', {input: hostedAward(), pages: {'/award.json': hostedAward(), '/badge.json': {...base()['/badge.json'], name: undefined}}, valid: false}],
    ['hosted, the recipient without an identity', {input: hostedAward({recipient: {type: 'email', hashed: true}}), pages: {'/award.json': hostedAward({recipient: {type: 'email', hashed: true}})}, valid: false}],
    ['hosted, the date of no kind', {input: hostedAward({issuedOn: 'soon'}), pages: {'/award.json': hostedAward({issuedOn: 'soon'})}, valid: false}],
    ['signed', {input: await token(signedAward('def'), 'RS256', key.privateKey), valid: true}],
    ['signed, by another key', {input: await token(signedAward('def'), 'RS256', other.privateKey), valid: false}],
    ['signed, revoked', {input: await token(signedAward('taken-back'), 'RS256', key.privateKey), valid: false}],
    ['signed, the issuer cannot be found', {input: await token(signedAward('def'), 'RS256', key.privateKey), pages: {'/issuer.json': undefined}, valid: false}]
  ];
  for (const [name, one] of cases) {
    await test(`1.0, ${name}: openbadges-validator and Cairn agree`, async () => {
      for (const path of Object.keys(pages)) delete pages[path];
      Object.assign(pages, base(), one.pages);
      const answer = await askPeer(one.input);
      check((answer === 'accepts') === one.valid, `the peer says: ${answer}`);
      const documents = Object.fromEntries(Object.entries(pages).filter(([path, page]) => page !== undefined && !Buffer.isBuffer(page) && path !== '/criteria')
        .map(([path, page]) => [origin + path, page]));
      const report = verifyWithCairn(typeof one.input === 'string' ? one.input : JSON.stringify(one.input), documents, '2014-01-01T00:00:00Z');
      const accepts = ['valid', 'unknown-issuer'].includes(report.verdict);
      check(accepts === one.valid, JSON.stringify(report, null, 1));
    });
  }
  server.close();
}
await compareWithValidator();

finish();
process.exit();
