// Runs the fuzz targets, and the canary, whose planted bug must be found. Prints TAP.
// usage: run.mjs BUILD [--seconds N] [--jobs N] [TARGET...]
// Seeds: tests/fuzz/corpus/TARGET, what earlier runs kept in build/corpus/TARGET, and vectors of the public suites where
// CAIRN_CONFORMANCE_DIR has them.
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const [build, ...rest] = process.argv.slice(2);
const numbers = {'--seconds': 60, '--jobs': 1};
const wanted = [];
while (rest.length > 0) {
  const word = rest.shift();
  if (word in numbers) numbers[word] = Number(rest.shift());
  else wanted.push(word);
}
if (!build || Object.values(numbers).some((number) => !(number >= 1))) {
  console.error('usage: run.mjs BUILD [--seconds N] [--jobs N] [TARGET...]');
  process.exit(2);
}

const canary = 'canary_fuzz';
// The whole process, with the sanitizer's shadow memory and the corpus, stays below 256 MiB; what the sanitizer keeps of freed memory
// is kept small for that. An input may take a second of the processor; libFuzzer looks at the clock on the wall, which a busy
// machine moves on, so that what took it a second is measured again.
const limits = ['-timeout=20', '-report_slow_units=1', '-malloc_limit_mb=256', '-rss_limit_mb=256'];
const sanitizer = 'quarantine_size_mb=16:detect_leaks=1';
const most_seconds = 1;

const suites = process.env.CAIRN_CONFORMANCE_DIR;
const token = /ey[\w-]+\.[\w-]+\.[\w-]*(?:~[\w.-]*)*/g;
// Where a target's seeds are: folder of a suite, names of files, and, where the files hold vectors rather than are ones, what to take
// out of them. `before` is what the target wants first.
const sources = {
  json_fuzz: [{suite: 'json-syntax', files: /\.json$/}, {suite: 'jcs', files: /\.json$/}],
  jsonld_fuzz: [{suite: 'json-ld-api', files: /\.jsonld$/, before: '\0'}, {suite: 'json-ld-safe-mode', files: /\.json$/, before: '\x02'}],
  compact_fuzz: [{suite: 'json-ld-api', files: /compact.*\.jsonld$/, before: '\0'}],
  exchange_fuzz: [{suite: 'ctdl', files: /\.json$/}, {suite: 'elm', files: /credential-sample\.jsonld$/},
                  {suite: 'open-badges-3', files: /\.json$/}, {suite: 'open-badges-2', files: /\.json$/}],
  nquads_fuzz: [{suite: 'n-quads', files: /\.nq$/}, {suite: 'rdf-canon', files: /\.nq$/}],
  jwt_fuzz: [{suite: 'jose', files: /\.json$/, take: token}, {suite: 'open-badges-3', files: /\.(json|jwt)$/, take: token}],
  sd_jwt_fuzz: [{suite: 'sd-jwt', files: /./, take: token}],
  token_status_list_fuzz: [{suite: 'status-list', files: /./, take: token, before: '\x01'}],
  bitstring_fuzz: [{suite: 'status-list', files: /\.json$/, take: /uH4sI[\w-]+/g}],
  png_fuzz: [{suite: 'baking', files: /\.png$/}],
  svg_fuzz: [{suite: 'baking', files: /\.svg$/}],
  encoding_fuzz: [{suite: 'base58', files: /\.json$/, take: /[1-9A-HJ-NP-Za-km-z]{4,}/g}, {suite: 'multibase', files: /./, take: /[zumMkKfFbB][\w+/=-]{6,}/g}],
  key_fuzz: [{suite: 'did', files: /./, take: /z[1-9A-HJ-NP-Za-km-z]{40,}/g, before: '\0'}],
  controller_document_fuzz: [{suite: 'did', files: /\.json$/, before: 'did:key:z6Mk\n'}],
  secured_document_fuzz: [{suite: 'data-integrity', files: /\.json$/}],
  verify_fuzz: [{suite: 'open-badges-3', files: /\.json$/}, {suite: 'clr-2', files: /\.json$/}, {suite: 'vc-data-model', files: /\.json$/},
                {suite: 'baking', files: /\.(png|svg|pdf)$/}],
  open_badges_2_fuzz: [{suite: 'open-badges-2', files: /\.json$/}],
};
const most_seeds = 500;
const most_bytes = 64 * 1024;

function* files_below(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files_below(path);
    else yield path;
  }
}

// out: a folder of seeds taken from the public suites, or nothing
function public_seeds(target) {
  if (!suites || !sources[target]) return undefined;
  const folder = join(build, 'seeds', target);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  const seen = new Set();
  for (const {suite, files, take, before = ''} of sources[target]) {
    const place = join(suites, suite);
    if (!existsSync(place)) continue;
    for (const path of files_below(place)) {
      if (!files.test(path)) continue;
      const whole = readFileSync(path);
      const parts = take ? (whole.toString('latin1').match(take) ?? []).map((part) => Buffer.from(part, 'latin1')) : [whole];
      for (const part of parts) {
        const seed = Buffer.concat([Buffer.from(before, 'latin1'), part]);
        const key = seed.toString('base64');
        if (seed.length > most_bytes || seen.has(key) || seen.size >= most_seeds) continue;
        seen.add(key);
        writeFileSync(join(folder, String(seen.size)), seed);
      }
    }
  }
  return seen.size > 0 ? folder : undefined;
}

// out: seconds of the processor that one run takes, with the program's start
function processor_time(program, file) {
  const args = ['-c', 'TIMEFORMAT="%U %S"; time "$0" "$@" >/dev/null 2>&1', program, file];
  const text = spawnSync('bash', args, {encoding: 'utf8', env: {...process.env, ASAN_OPTIONS: sanitizer}}).stderr;
  return text.trim().split('\n').at(-1).split(' ').reduce((sum, part) => sum + Number(part), 0);
}

// What took libFuzzer a second or more, and does so by the processor's time too; the rest is taken away.
function slow_inputs(target) {
  const program = join(build, 'tests', target);
  const start = processor_time(program, '/dev/null');
  return readdirSync('build/corpus').filter((name) => name.startsWith(`${target}-slow-unit-`)).filter((name) => {
    const is_slow = processor_time(program, join('build/corpus', name)) - start > most_seconds;
    if (!is_slow) rmSync(join('build/corpus', name));
    return is_slow;
  });
}

const stat = (log, name) => Number(new RegExp(`stat::${name}:\\s+(\\d+)`).exec(log)?.[1] ?? -1);

function run(target) {
  const kept = join('build/corpus', target);
  if (target === canary) rmSync(kept, {recursive: true, force: true});  // it is to be found anew
  mkdirSync(kept, {recursive: true});
  const own = join('tests/fuzz/corpus', target);
  const folders = [kept, existsSync(own) ? own : undefined, public_seeds(target)].filter(Boolean);
  const args = [`-max_total_time=${numbers['--seconds']}`, ...limits, '-verbosity=0', '-print_final_stats=1',
                `-artifact_prefix=build/corpus/${target}-`, ...folders];
  const started = Date.now();
  return new Promise((finished) => {
    const child = spawn(join(build, 'tests', target), args, {env: {...process.env, ASAN_OPTIONS: sanitizer}});
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { log = (log + data).slice(-1 << 20); });
    child.on('error', (error) => { log += error; });
    child.on('close', (status) => {
      writeFileSync(join('build/logs', `${target}.log`), log);
      finished({target, status, log, seconds: Math.round((Date.now() - started) / 1000)});
    });
  });
}

function report({target, status, log, seconds}) {
  if (target === canary) {
    const is_found = status !== 0 && log.includes('heap-buffer-overflow');
    console.log(`${is_found ? 'ok' : 'not ok'} ${target}: the planted bug was ${is_found ? `found after ${seconds} s` : 'not found, so this harness finds nothing'}`);
    return is_found;
  }
  const slow = slow_inputs(target);
  for (const name of slow) console.log(`not ok ${target}: build/corpus/${name} takes more than a second`);
  if (slow.length > 0) return false;
  if (status === 0) {
    console.log(`ok ${target}: ${stat(log, 'number_of_executed_units')} runs in ${seconds} s, peak ${stat(log, 'peak_rss_mb')} MiB`);
    return true;
  }
  console.log(`not ok ${target}: see build/logs/${target}.log`);
  console.log(log.split('\n').slice(-15).map((line) => `  ${line}`).join('\n'));
  return false;
}

const targets = readdirSync(join(build, 'tests')).filter((name) => name.endsWith('_fuzz')).sort()
    .filter((name) => wanted.length === 0 || wanted.includes(name));
for (const name of wanted) {
  if (!targets.includes(name)) {
    console.log(`not ok ${name}: there is no such target`);
    process.exitCode = 1;
  }
}
mkdirSync('build/logs', {recursive: true});
const waiting = [...targets];
await Promise.all(Array.from({length: numbers['--jobs']}, async () => {
  for (let target = waiting.shift(); target; target = waiting.shift()) {
    if (!report(await run(target))) process.exitCode = 1;
  }
}));
