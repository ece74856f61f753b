// Gives every file of the public suites to `cairn verify` and compares its verdict with the one that the suite names. Prints TAP.
//   node verdicts.mjs PATH/TO/cairn PUBLIC_SUITES [RESULT.json]
// What is expected comes from a suite's manifest, README or index, or from the standard where the suite has none; each row says from where.
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {explanations} from './verdicts/explained.mjs';
import {suites} from './verdicts/suites.mjs';
import {filesBelow} from './verdicts/rows.mjs';

const program = resolve(process.argv[2]);
const root = resolve(process.argv[3]);
const work = mkdtempSync(join(tmpdir(), 'cairn-verdicts-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));

let number = 0;
const say = (good, name) => console.log(`${good ? 'ok' : 'not ok'} ${++number} - ${name}`);

/** A file is judged where it lies, unless the suite wraps it in something else: then what is inside is. */
function judge(suite, row) {
  const file = row.content === undefined ? join(root, suite, row.file) : join(work, 'file');
  if (row.content !== undefined) writeFileSync(file, row.content);
  const words = ['verify', file, '--offline', '--json', '--at', row.at ?? '2026-06-01T00:00:00Z', ...(row.words ?? [])];
  if (row.documents) {
    const map = Object.fromEntries(Object.entries(row.documents).map(([url, document], i) => {
      const path = join(work, `document-${i}`);
      writeFileSync(path, JSON.stringify(document));
      return [url, path];
    }));
    writeFileSync(join(work, 'documents.json'), JSON.stringify(map));
    words.push('--documents', join(work, 'documents.json'));
  }
  if (row.known) {
    writeFileSync(join(work, 'known.txt'), `${row.known.join('\n')}\n`);
    words.push('--known-issuers', join(work, 'known.txt'));
  }
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CAIRN_')));
  const done = spawnSync(program, words, {encoding: 'utf8', cwd: work, env: environment});
  if (!done.stdout.startsWith('{')) return {verdict: 'no report', codes: [`${done.status} ${done.stderr}`]};
  const report = JSON.parse(done.stdout);
  return {verdict: report.verdict, codes: report.checks.filter(one => one.outcome !== 'pass').map(one => one.code),
    signature: report.checks.find(one => one.id === 'signature').outcome};
}

/** What a picture holds, as the program takes it out; undefined: it refuses or finds nothing. */
function unbaked(suite, row) {
  const done = spawnSync(program, ['unbake', join(root, suite, row.file)], {encoding: 'utf8', cwd: work});
  return done.status === 0 ? done.stdout : undefined;
}

const refusals = ['invalid', 'undetermined'];
const fits = (found, expected) => expected === 'refused' ? refusals.includes(found.verdict) : found.verdict === expected;
const explains = (one, suite, row, found) => one.suite === suite && one.files.test(row.file) && one.verdict === found.verdict &&
  one.codes.every(code => found.codes.includes(code)) && (one.signature ?? found.signature) === found.signature;

const results = {};
for (const [suite, rowsOf] of Object.entries(suites)) {
  if (!existsSync(join(root, suite))) {
    console.log(`ok ${++number} - ${suite} # SKIP it is not at ${join(root, suite)}`);
    continue;
  }
  const rows = rowsOf(join(root, suite));
  const listed = new Set(rows.map(row => row.file));
  const forgotten = filesBelow(join(root, suite)).filter(file => !listed.has(file) && file !== 'README.md');
  say(forgotten.length === 0, `${suite}: every file is accounted for${forgotten.length ? `, but not ${forgotten}` : ''}`);
  results[suite] = {rows: []};
  for (const row of rows) {
    const found = judge(suite, row);
    const out = {file: row.file, expected: row.not ? 'nothing to verify' : row.expected, source: row.not ?? row.source, found: found.verdict, codes: found.codes};
    results[suite].rows.push(out);
    if (row.not) {
      say(refusals.includes(found.verdict), `${suite}/${row.file}: nothing to verify (${row.not}), ${found.verdict}`);
      continue;
    }
    const text = row.extracted === undefined ? '' : unbaked(suite, row);
    const sameText = row.extracted === undefined || text === row.extracted || text === `${row.extracted}\n`;
    const explained = explanations.find(one => explains(one, suite, row, found));
    if (found.verdict === 'valid') out.whenUnknown = judge(suite, {...row, known: undefined}).verdict;
    if (!fits(found, row.expected) && explained) out.explained = explained.reason;
    const honest = out.whenUnknown === undefined || out.whenUnknown === 'unknown-issuer';
    say((fits(found, row.expected) || explained) && sameText && honest, `${suite}/${row.file}: ${found.verdict}${out.explained ? ` where the suite says ${row.expected}` : ''}` +
      (fits(found, row.expected) || explained ? '' : `, expected ${row.expected} (${row.source}): ${found.codes}`) + (sameText ? '' : ', but another text is inside') +
      (honest ? '' : `, but ${out.whenUnknown} when nobody is known`));
  }
}
for (const one of explanations) {
  if (!results[one.suite]) continue;
  const used = results[one.suite].rows.some(row => row.explained === one.reason);
  say(used, `${one.suite}: the explanation "${one.reason}" is needed`);
}
if (process.argv[4]) writeFileSync(process.argv[4], JSON.stringify(results, null, 1) + '\n');
console.log(`1..${number}`);
