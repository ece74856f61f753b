// What the interop tests share: TAP lines, a folder that goes away, the program as a peer would run it, and ways to tamper.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** The program under test: the first word of the command line. */
export const program = resolve(process.argv[2] ?? join(root, 'build/release/cairn'));
export const conformance = process.env.CAIRN_CONFORMANCE_DIR ?? join(root, '..', 'shared', 'conformance');
export const demoDefinition = join(root, 'data', 'demo', 'data-storytelling.toml');
export const learner = 'Seònaid NicDhòmhnaill <seonaid@work.example>';

// --- results ----------------------------------------------------------------------------------------------------------

let number = 0;
let failures = 0;
export async function test(name, body) {
  ++number;
  try {
    await body();
    console.log(`ok ${number} - ${name}`);
  } catch (error) {
    ++failures;
    console.log(`not ok ${number} - ${name}`);
    console.error(`# ${name}\n${error.stack ?? error}`);
  }
}
export function skip(name, reason) {
  console.log(`ok ${++number} - ${name} # SKIP ${reason}`);
}
export function check(condition, text) {
  if (!condition) throw new Error(text);
}
export function finish() {
  console.log(`1..${number}`);
  process.exitCode = failures === 0 ? 0 : 1;
}

// --- the program ------------------------------------------------------------------------------------------------------

/** A folder that is taken away when the process ends. */
export function workFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `cairn-${name}-`));
  process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

/** The program in a folder, with a passphrase and a database of its own. */
export function cairnIn(folder) {
  const passphrase = join(folder, 'passphrase');
  writeFileSync(passphrase, 'correct horse battery staple\n');
  const quiet = {...process.env, CAIRN_PASSPHRASE_FILE: passphrase};
  delete quiet.CAIRN_DATABASE;
  const environment = {...quiet, CAIRN_DATABASE: join(folder, 'cairn.db')};
  const path = name => join(folder, name);
  const write = (name, value) => (writeFileSync(path(name), typeof value === 'string' ? value : JSON.stringify(value)), name);
  const read = name => JSON.parse(readFileSync(path(name), 'utf8'));
  const run = (...words) => execFileSync(program, words, {cwd: folder, env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});

  /** The one file with this ending that an issuing left in a folder. */
  function issued(out, ending = '.json') {
    const files = readdirSync(path(out)).filter(name => name.endsWith(ending));
    check(files.length === 1, `one credential expected, found ${files}`);
    return join(out, files[0]);
  }
  /** in: documents by address, given in place of the network */
  function mapOf(documents) {
    return write('documents.json', Object.fromEntries(Object.entries(documents).map(([url, document], i) => [url, path(write(`document-${i}`, document))])));
  }
  /** The report on a file of this folder; the program is offline and knows no database. */
  function report(name, ...words) {
    const done = spawnSync(program, ['verify', name, '--offline', '--json', ...words], {cwd: folder, env: quiet, encoding: 'utf8'});
    check(done.stdout.startsWith('{'), `no report: ${done.stdout} ${done.stderr}`);
    return {...JSON.parse(done.stdout), exit: done.status};
  }
  function verify(content, documents = {}, ...words) {
    write('shown', content);
    return report('shown', '--documents', mapOf(documents), ...words);
  }
  return {folder, environment, quiet, path, write, read, run, issued, report, verify};
}

export const people = 'Name,Email,Date,Mark,Evidence\nSeònaid NicDhòmhnaill,seonaid@work.example,2026-06-15,87,https://work.example/portfolio\n';

/** Makes a key and issues one credential to the demo learner; gives it and the documents a verifier needs. */
export function issueDemo(work, issuer, keyType, ...words) {
  const cairn = cairnIn(mkdtempSync(join(work, 'issue-')));
  const document = JSON.parse(cairn.run('keygen', '--issuer', issuer, '--type', keyType, '--out', 'key'));
  cairn.run('issue', demoDefinition, '--from', cairn.write('people.csv', people), '--key', 'key', '--out', 'issued', '--status', 'none', ...words);
  return {cairn, credential: cairn.read(cairn.issued('issued')), documents: {[document.id]: document}};
}

// --- tampering --------------------------------------------------------------------------------------------------------

/** Every leaf of a JSON value as a path. */
export function leaves(value, path = []) {
  if (value !== null && typeof value === 'object') return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  return [path];
}
/** A copy in which one leaf says something else. */
export function change(document, path) {
  const copy = structuredClone(document);
  const target = path.slice(0, -1).reduce((at, key) => at[key], copy);
  const last = path.at(-1);
  target[last] = typeof target[last] === 'string' ? `${target[last]}x` : typeof target[last] === 'number' ? target[last] + 1 : !target[last];
  return copy;
}
/** A copy of a text with one character in the middle changed. */
export function changeMiddle(text) {
  const at = Math.floor(text.length / 2);
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}
/** Nobody may take a report with one of these words for a yes. */
export const refuses = report => ['invalid', 'undetermined'].includes(report.verdict);
