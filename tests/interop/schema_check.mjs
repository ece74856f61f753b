// What Cairn issues, and what its rulebook says, compared with the two official JSON Schemas of Open Badges 3.0. Prints TAP.
//   node schema_check.mjs PATH/TO/cairn
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import Ajv2019 from 'ajv/dist/2019.js';
import Ajv4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import {cairnIn, check, conformance as suites, demoDefinition, finish, issueDemo, learner, program, skip, test, workFolder} from './support.mjs';

const schemas = join(suites, 'open-badges-3', 'schemas');
const work = workFolder('schema');
const cairn = cairnIn(work);

// Rules that JSON Schema cannot state.
const beyondSchemas = new Set(['ob3.result-reference', 'ob3.result-value', 'ob3.result-status', 'ob3.achieved-level', 'ob3.required-level',
  'ob3.duplicate-id', 'ob3.identity-hash', 'ob3.identity-md5', 'ob3.subject-identity', 'ob3.criteria', 'ob3.iri', 'ob3.context',
  'ob3.context-order']);

/** An endorsement of a credential, and a learner record that holds one. */
function endorseAndBundle() {
  const {id} = JSON.parse(cairn.run('keygen', '--issuer', 'did:key', '--out', 'key'));
  cairn.run('issue', demoDefinition, '--status', 'none', '--to', learner, '--key', 'key', '--out', 'issued');
  const award = cairn.issued('issued');
  cairn.run('endorse', award, '--comment', `So says ${id}`, '--until', '2099-12-31', '--key', 'key', '--out', 'endorsement.json');
  cairn.run('clr', award, '--subject', 'seonaid@work.example', '--towards', 'urn:x:large', '--key', 'key',
    '--signer-name', 'Ardmore College', '--completeness', 'partial', '--out', 'record.json');
  return {endorsement: cairn.read('endorsement.json'), record: cairn.read('record.json')};
}

/** What the program says about a document's shape. */
function lint(document, options = []) {
  const run = spawnSync(program, ['lint', cairn.path(cairn.write('lint.json', document)), ...options, '--json'], {encoding: 'utf8'});
  check(run.stdout.startsWith('{'), `no findings: ${run.stdout} ${run.stderr}`);
  return JSON.parse(run.stdout);
}

/** A credential of the definition that says what Open Badges has no words for. */
function issueCare() {
  cairn.run('keygen', '--issuer', 'did:key', '--out', 'care.key');
  cairn.run('issue', join(demoDefinition, '..', 'care-conversations.toml'), '--status', 'none', '--to', learner, '--key', 'care.key', '--out', 'care',
    '--database', 'care.db');
  return cairn.read(cairn.issued('care'));
}

let issued = [];
await test('what Cairn issues conforms to its own rulebooks without remark', () => {
  issued = [issueDemo(work, 'did:web:badges.ardmore.example', 'ed25519').credential];
  const report = lint(issued[0]);
  check(report.conforms && report.findings.length === 0, JSON.stringify(report));
});

await test('so does what says its worth in our own terms and those of the Assessment Extension', () => {
  issued.push(issueCare());
  const report = lint(issued[1]);
  check(report.conforms && report.findings.length === 0, JSON.stringify(report));
});

if (!existsSync(schemas)) {
  skip('the official schemas', `they are not at ${schemas}`);
} else {
  await compareWithSchemas();
}
finish();

async function compareWithSchemas() {
  const load = (name, part) => {
    const ajv = new Ajv2019({strict: false, allErrors: false});
    addFormats(ajv);
    const schema = JSON.parse(readFileSync(join(schemas, `ob_v3p0_achievementcredential_schema.${name}.json`), 'utf8'));
    return ajv.compile(part ? {$defs: schema.$defs, $ref: part} : schema);
  };
  await test('an assessed result of Cairn\'s is valid by the schema of the Assessment Extension', () => {
    const extension = JSON.parse(readFileSync(join(suites, 'open-badges-3/extensions/assessmentExtension/v2p0/schema.json'), 'utf8'));
    const ajv = new Ajv2019({strict: false});
    addFormats(ajv);
    // Its references name "definitions", and what they mean stands in "$defs".
    const validate = ajv.compile({$defs: extension.$defs, definitions: extension.$defs, $ref: '#/$defs/AssessmentResultDescription'});
    const assessed = issued[1].credentialSubject.achievement.resultDescription.filter(one => one.type.includes('AssessmentResultDescription'));
    check(assessed.length === 1 && assessed.every(one => validate(one)), JSON.stringify(validate.errors));
    for (const name of extension.$defs.AssessmentResultDescription.required) {
      const {[name]: _, ...less} = assessed[0];
      check(!validate(less), `it was taken without ${name}`);
    }
  });
  const {endorsement, record} = endorseAndBundle();
  for (const name of ['formal', 'json-ld-adaptation']) {
    await test(`an endorsement of Cairn's is valid by the official schema (${name})`, () => {
      const validate = load(name, '#/$defs/EndorsementCredential');
      check(validate(endorsement), JSON.stringify(validate.errors));
      const {name: _, ...nameless} = endorsement;
      check(!validate(nameless), 'an endorsement without a name was taken');
    });
  }
  await test('a learner record of Cairn\'s is valid by the schema of CLR 2.0', () => {
    const validate = loadClr();
    check(validate(record), JSON.stringify(validate.errors));
    const broken = structuredClone(record);
    broken.credentialSubject.association[0].associationType = 'isBossOf';
    check(!validate(broken), 'an unknown association was taken');
    delete record.credentialSubject.verifiableCredential;
    check(!validate(record), 'a record without credentials was taken');
  });
  const formal = load('formal');
  const adapted = load('json-ld-adaptation');
  for (const [name, validate] of [['formal', formal], ['JSON-LD adaptation', adapted]]) {
    await test(`what Cairn issues is valid by the official schema (${name})`, () => {
      for (const credential of issued) check(validate(credential), JSON.stringify(validate.errors));
    });
  }
  await compareVerdicts(adapted);
  await compareValidators();
}

/** Our validator and ajv judge the same documents by the official schemas; formats are left out on both sides. */
async function compareValidators() {
  const complete = JSON.parse(readFileSync(join(suites, 'open-badges-3/examples/spec/fullOpenBadge-1-complete-openbadgecredential.json'), 'utf8'));
  const documents = [...issued, complete, ...removals(complete), ...replacements(complete, 7), ...replacements(complete, undefined)]
    .map(one => one.document ?? one);
  for (const name of ['formal', 'json-ld-adaptation']) {
    const path = join(schemas, `ob_v3p0_achievementcredential_schema.${name}.json`);
    const validate = new Ajv2019({strict: false, validateFormats: false}).compile(JSON.parse(readFileSync(path, 'utf8')));
    await test(`cairn lint --schema and ajv agree on ${documents.length} documents (${name})`, () => {
      let invalid = 0;
      for (const document of documents) {
        const ours = !lint(document, ['--schema', path]).findings.some(finding => finding.rulebook === 'schema');
        check(ours === validate(document), `${JSON.stringify(document).slice(0, 300)}: ours ${ours}, ajv ${JSON.stringify(validate.errors)}`);
        if (!ours) ++invalid;
      }
      check(invalid > 20 && invalid < documents.length, `${invalid} invalid documents prove nothing`);
    });
  }
}

/** The published schema describes records in the data model 1.1; in 2.0 the dates have other names, and nothing else differs here. */
function loadClr() {
  const text = readFileSync(join(suites, 'clr-2', 'schemas', 'clr_v2p0_clrcredential_schema_draft4.json'), 'utf8')
    .replaceAll('issuanceDate', 'validFrom').replaceAll('expirationDate', 'validUntil');
  const ajv = new Ajv4({strict: false, allErrors: false});
  addFormats(ajv);
  return ajv.compile(JSON.parse(text));
}

/** Our rulebook and the schema agree on every variant of a complete badge with one member removed, or put in another form. */
async function compareVerdicts(adapted) {
  const complete = JSON.parse(readFileSync(join(suites, 'open-badges-3/examples/spec/fullOpenBadge-1-complete-openbadgecredential.json'), 'utf8'));
  for (const [name, mutations] of Object.entries({removed: removals(complete), 'made a number': replacements(complete, 7),
    'made an unknown word': replacements(complete, 'no such word'), 'made a list of itself': replacements(complete, undefined)})) {
    await test(`rulebook and schema agree when one member is ${name} (${mutations.length} variants)`, () => {
      const disagreements = mutations.filter(({place, document}) => !isExplained(place, lint(document), adapted(document)));
      check(disagreements.length === 0, disagreements.slice(0, 20)
        .map(({place, document}) => `${place}: schema ${adapted(document)} ${JSON.stringify(adapted.errors?.slice(0, 2))}; ` +
          JSON.stringify(ob3Errors(lint(document)))).join('\n'));
    });
  }
}

function ob3Errors(report) {
  return report.findings.filter(finding => finding.rulebook === 'ob3' && finding.severity === 'error' && !beyondSchemas.has(finding.code))
    .map(finding => `${finding.code} ${finding.pointer}`);
}

/** Contexts and proofs belong to other rulebooks; a document that is no badge any more is no business of this one. */
function isExplained(place, report, valid) {
  if (/^\/(@context|proof)(\/|$)/.test(place) || /\/@context(\/|$)/.test(place) || /^\/type/.test(place)) return true;
  if (/\/proof(\/|$)/.test(place) || /endorsementJwt/.test(place)) return true;
  // The adapted schema takes any single word as a type.
  if (/\/type$/.test(place) && valid) return true;
  return valid === (ob3Errors(report).length === 0);
}

/** Endorsements inside endorsed organisations and achievements are like the one at the top. */
function* places(value, path = []) {
  if (value === null || typeof value !== 'object' || (path.at(-1) === 'endorsement' && path.length > 1)) return;
  for (const key of Object.keys(value)) {
    yield [...path, key];
    yield* places(value[key], [...path, key]);
  }
}
function mutate(document, path, change) {
  const copy = structuredClone(document);
  let target = copy;
  for (const key of path.slice(0, -1)) target = target[key];
  change(target, path.at(-1));
  return {place: `/${path.join('/')}`, document: copy};
}
function removals(document) {
  return [...places(document)].map(path => mutate(document, path, (target, key) => {
    if (Array.isArray(target)) target.splice(Number(key), 1);
    else delete target[key];
  }));
}
/** in: undefined stands for the member itself, in a list */
function replacements(document, by) {
  return [...places(document)].filter(path => Number.isNaN(Number(path.at(-1))))
    .map(path => mutate(document, path, (target, key) => { target[key] = by === undefined ? [target[key]] : by; }));
}
