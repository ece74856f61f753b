// Speed and memory, as ratios against peers and limits measured in the same run. Writes build/bench.json.
//   node run.mjs BUILD_FOLDER [--quick]
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {closeSync, createWriteStream, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] ?? 'build/release');
const quick = process.argv.includes('--quick');
const seconds = quick ? 0.5 : 3;
const rows = quick ? 10000 : 100000;
const cairn = join(folder, 'cairn');
const work = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));
const say = text => console.error(text);

// Ours and the peer's turn by turn, so that both see the same machine; the best of the rounds counts for each.
const best = {};
const keep = figures => {
  for (const [name, value] of Object.entries(figures)) best[name] = Math.max(best[name] ?? 0, value);
};
const sample = join(work, 'sample.json');
writeFileSync(sample, execFileSync(join(folder, 'tests/cairn_bench'), ['--document', 'did:web:badges.ardmore.example']));
const peer = {};
for (let round = 0; round < (quick ? 1 : 3); ++round) {
  say(`round ${round + 1}: ours`);
  keep(JSON.parse(execFileSync(join(folder, 'tests/cairn_bench'), [String(seconds)], {encoding: 'utf8'})));
  say(`round ${round + 1}: peers`);
  const figures = JSON.parse(execFileSync('node', [join(here, 'peer.mjs'), sample, String(seconds)], {encoding: 'utf8'}));
  for (const [name, value] of Object.entries(figures)) peer[name] = Math.max(peer[name] ?? 0, value);
}

// --- one command for many people --------------------------------------------------------------------------------------
writeFileSync(join(work, 'passphrase'), 'correct horse battery staple\n');
const env = {...process.env, CAIRN_PASSPHRASE_FILE: join(work, 'passphrase'), CAIRN_DATABASE: join(work, 'cairn.db')};
execFileSync(cairn, ['keygen', '--issuer', 'did:key', '--out', 'key'], {cwd: work, env});
const list = createWriteStream(join(work, 'people.csv'));
list.write('Name,Email,Date awarded,Mark\n');
for (let i = 0; i < rows; ++i) list.write(`Seònaid NicDhòmhnaill ${i},person${i}@work.example,2026-06-14,${40 + i % 60}\n`);
await new Promise(done => list.end(done));
const definition = join(here, 'definition.toml');
// Runs the command; out: rows a second, and the most memory it held.
const issueAll = async more => {
  const start = process.hrtime.bigint();
  const child = spawn(cairn, ['issue', definition, '--from', 'people.csv', '--key', 'key', '--json', ...more], {cwd: work, env, stdio: ['ignore', 'pipe', 'pipe']});
  let log = '';
  let summary = '';
  let peak = 0;
  child.stdout.on('data', data => { summary += data; });
  child.stderr.on('data', data => { log += data; });
  const watch = setInterval(() => {
    try {
      const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
      if (found) peak = Math.max(peak, Number(found[1]) / 1024);
    } catch { /* it has just ended */ }
  }, 20);
  const status = await new Promise(ended => child.on('close', ended));
  clearInterval(watch);
  const elapsed = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`cairn issue ended with ${status}: ${log}`);
  return {ours: rows / elapsed, peak_rss_mb: Math.round(peak), seconds: elapsed, rows, summary: JSON.parse(summary)};
};
const expect = (run, issued, already) => {
  const {summary} = run;
  delete run.summary;
  if (summary.issued === issued && summary.alreadyIssued === already && summary.skipped === 0) return run;
  throw new Error(`not what was to be issued: ${JSON.stringify(summary)}`);
};
// The bare work of making the same files in one folder, by one thread: what no program can be faster than with a file per person.
const fileLimit = () => {
  const folder = join(work, 'bare');
  mkdirSync(folder);
  const names = readdirSync(join(work, 'issued')).filter(name => name.endsWith('.json'));
  const contents = readFileSync(join(work, 'issued', names[0]));
  const start = process.hrtime.bigint();
  for (const name of names) {
    const file = openSync(join(folder, name), 'wx', 0o640);
    writeSync(file, contents);
    closeSync(file);
  }
  return names.length / (Number(process.hrtime.bigint() - start) / 1e9);
};

say(`issuing ${rows} rows into the database`);
const bulk = expect(await issueAll([]), rows, 0);
bulk.database_mb = Math.round(statSync(join(work, 'cairn.db')).size / 1e6);
say('the same list again: nothing is issued twice, and the files are written');
const filesLater = expect(await issueAll(['--out', 'later']), 0, rows);
say(`issuing ${rows} rows, a file for each`);
env.CAIRN_DATABASE = join(work, 'files.db');
const bulkFiles = expect(await issueAll(['--out', 'issued']), rows, 0);
const files = readdirSync(join(work, 'issued')).filter(name => name.endsWith('.json'));
for (const folder of ['issued', 'later']) {
  const count = readdirSync(join(work, folder)).filter(name => name.endsWith('.json')).length;
  if (count !== rows) throw new Error(`${count} files for ${rows} rows in ${folder}`);
}
bulkFiles.limit = fileLimit();
bulkFiles.later = filesLater.ours;

// --- pictures, status lists, showing a part ----------------------------------------------------------------------------
say('pictures, status lists, showing a part');
const ownFigures = (program, args) => JSON.parse(execFileSync(join(folder, 'tests', program), args, {encoding: 'utf8'}));
const peerFigures = (script, args) => JSON.parse(execFileSync('node', [join(here, script), ...args], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}));
const partArgs = [join(here, 'credential.json'), join(here, 'selective_pointers.json'), String(seconds)];
const extra = {
  status: ownFigures('cairn_status_bench', [String(seconds), join(here, 'credential.json')]),
  bake: ownFigures('cairn_bake_bench', []),
  selective: {ours: ownFigures('cairn_selective_bench', partArgs), peer: peerFigures('selective_peer.mjs', partArgs)}
};
for (const kind of ['ed25519', 'p256']) {
  extra[`sd_jwt_${kind}`] = {ours: ownFigures('cairn_sd_jwt_bench', [String(seconds), kind]), peer: peerFigures('sd_jwt_peer.mjs', [String(seconds), kind])};
}

// --- the register ------------------------------------------------------------------------------------------------------
const registerSizes = [rows / 10, rows];
const onServer = size => JSON.parse(execFileSync(join(here, '../postgres/run.sh'), [join(folder, 'tests/cairn_register_bench'), '-', String(size)], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}));
extra.register = {};
for (const size of registerSizes) {
  say(`the register with ${size} definitions`);
  extra.register[`sqlite_${size}`] = ownFigures('cairn_register_bench', [join(work, `register${size}.db`), String(size)]);
  extra.register[`postgres_${size}`] = onServer(size);
}

// --- one file from cold -----------------------------------------------------------------------------------------------
const one = join(work, 'issued', files[0]);
const time = (command, args, expected) => {
  const start = process.hrtime.bigint();
  const run = spawnSync(command, args, {cwd: work, env, stdio: 'ignore'});
  if (!expected.includes(run.status)) throw new Error(`${command} ${args} ended with ${run.status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
};
const ours = [];
const reference = [];
for (let i = 0; i < (quick ? 20 : 100); ++i) {
  ours.push(time(cairn, ['verify', one, '--offline'], [0, 4]));
  reference.push(time('openssl', ['version'], [0]));
}
const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const round = value => Math.round(value * 100) / 100;
const result = {
  issue: {ours: best.issue, peer: peer.issue, limit: best.limit_sign},
  verify: {ours: best.verify, peer: peer.verify, limit: best.limit_verify},
  to_rdf: {ours: best.to_rdf, peer: peer.to_rdf},
  rdfc: {ours: best.rdfc, peer: peer.rdfc},
  bulk_issue: bulk,
  bulk_files: bulkFiles,
  cold_verify: {ours_ms: round(median(ours)), reference_ms: round(median(reference))},
  ...extra,
  work: {quads: best.quads, bytes: best.bytes, secured_bytes: best.secured_bytes},
  where_microseconds: Object.fromEntries(['part_build', 'part_check', 'to_rdf', 'rdfc', 'part_hash', 'part_sign', 'part_write', 'part_read', 'limit_sign', 'limit_verify']
    .map(name => [name.replace('part_', ''), round(1e6 / best[name])]))
};
writeFileSync(join(folder, '..', 'bench.json'), `${JSON.stringify(result, null, 2)}\n`);

const row = (name, text, floor, met) => console.log(`${met ? 'met   ' : 'MISSED'} ${name.padEnd(14)} ${text.padEnd(52)} floor: ${floor}`);
const times = (figure, floor) => row(figure, `${Math.round(result[figure].ours)}/s, ${round(result[figure].ours / result[figure].peer)} times the peer`, `${floor} times`, result[figure].ours >= floor * result[figure].peer);
const share = (figure, floor) => row(figure, `${round(100 * result[figure].ours / result[figure].limit)} % of bare Ed25519 (${Math.round(result[figure].limit)}/s)`, `${floor} %`, result[figure].ours * 100 >= floor * result[figure].limit);
times('issue', 100);
share('issue', 30);
times('verify', 60);
share('verify', 55);
times('to_rdf', 100);
times('rdfc', 5);
row('bulk_issue', `${Math.round(bulk.ours)}/s for ${rows} rows`, `${Math.round(best.issue)}/s (half of in-process, times two)`, bulk.ours >= best.issue);
row('bulk_issue', `${bulk.peak_rss_mb} MB at its peak`, '300 MB', bulk.peak_rss_mb <= 300);
console.log(`       bulk_files     ${Math.round(bulkFiles.ours)}/s with a file per person; making only the files: ${Math.round(bulkFiles.limit)}/s; files of rows issued before: ${Math.round(bulkFiles.later)}/s`);
row('cold_verify', `${result.cold_verify.ours_ms} ms, openssl version ${result.cold_verify.reference_ms} ms`, '3 times', result.cold_verify.ours_ms <= 3 * result.cold_verify.reference_ms);
const {status, bake} = extra;
row('status', `${round(status.status_decode_check_ms)} ms to unpack and check a list`, '1 ms', status.status_decode_check_ms <= 1);
row('status', `${Math.round(status.verify_with_status_per_s)}/s verified with a cached list, ${Math.round(status.verify_per_s)}/s without`, '15 % slower',
  status.verify_with_status_per_s * 1.15 >= status.verify_per_s);
row('bake', `${round(bake.bake_ms)} ms in, ${round(bake.unbake_ms)} ms out, ${bake.bytes} bytes`, '3 ms', Math.max(bake.bake_ms, bake.unbake_ms) <= 3);
const against = (name, figures, floor) => {
  for (const [figure, ours] of Object.entries(figures.ours)) {
    const theirs = figures.peer[figure];
    const limit = figures.ours[`limit_${figure}`];  // what the signatures alone take
    const share = limit ? `, ${Math.round(100 * ours / limit)} % of its bare signatures` : '';
    if (theirs) row(name, `${figure}: ${Math.round(ours)}/s, ${round(ours / theirs)} times the peer${share}`, `${floor} times`, ours >= floor * theirs);
  }
};
against('selective', extra.selective, 30);
against('sd_jwt ed25519', extra.sd_jwt_ed25519, 10);
against('sd_jwt p256', extra.sd_jwt_p256, 10);
const middle = figures => median(Object.entries(figures).filter(([name]) => name.endsWith('_ms') && !/^(bare|open|unpublished)/.test(name)).map(([, value]) => value));
for (const engine of ['sqlite', 'postgres']) {
  const [small, large] = registerSizes.map(size => extra.register[`${engine}_${size}`]);
  const name = `register ${engine}`;
  if (large.import_per_s === undefined) {
    row(name, 'there is no server to measure on', 'a server', false);
    continue;
  }
  row(name, `${Math.round(large.import_per_s)}/s imported`, '2000/s', large.import_per_s >= 2000);
  const slowest = Object.entries(large).filter(([figure]) => /^(common_word|two_words|word_and_facet|facet|hours)_ms$/.test(figure)).sort((a, b) => b[1] - a[1])[0];
  row(name, `${round(slowest[1])} ms for the slowest kind of first page (${slowest[0].slice(0, -3)}); a bare query: ${round(large.bare_ms)} ms`, '20 ms', slowest[1] <= 20);
  row(name, `${round(middle(large))} ms in the median, ${round(middle(large) / middle(small))} times that of a tenth`, '2 times', middle(large) <= 2 * middle(small));
  console.log(`       ${name.padEnd(14)} ${round(large.open_definition_ms)} ms to open a definition with versions and acts (one query), ${Math.round(large.peak_rss_mb)} MB at its peak`);
}
console.log(`\nwhere the time goes (microseconds): ${JSON.stringify(result.where_microseconds)}`);
