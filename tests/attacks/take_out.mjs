// Shows that every row of the attack list has teeth: builds the verifier without each control, in a copy of the tree, and says
// which rows go red. usage: take_out.mjs ROOT --check | ROOT --run [--resume] [--only WORD] [--document FILE]
//   --check     every edit still fits the source exactly once, and every attack has a control (cheap; part of ./dev check)
//   --run       build and judge; fails when a control can go unnoticed, or a row never goes red
//   --resume    after a run that was broken off: what it saw of controls that are listed as they were is not tried again
//   --document  write docs/attacks.md from what was seen
import {spawnSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {controls} from './controls.mjs';

const [folder, mode, ...rest] = process.argv.slice(2);
const root = resolve(folder ?? '.');
const option = (name) => rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined;
const only = option('--only');
const jobs = process.env.CAIRN_JOBS ?? '2';
const build_seconds = 900;
const judge_seconds = 60;

function with_edits(read, edits) {
  const texts = new Map();
  for (const {file, text, by} of edits) {
    const before = texts.get(file) ?? read(file);
    const places = before.split(text).length - 1;
    if (places !== 1) throw new Error(`${file}: the text stands there ${places} times, not once: ${text.trim().slice(0, 120)}`);
    texts.set(file, before.replace(text, () => by));
  }
  return texts;
}

function check() {
  const problems = [];
  for (const control of controls) {
    try {
      with_edits((file) => readFileSync(join(root, file), 'utf8'), control.edits);
    } catch (error) {
      problems.push(`${control.attacks.join(', ')}, ${control.name}: ${error.message}`);
    }
  }
  for (let i = 1; i <= 18; ++i) {
    if (!controls.some(({attacks}) => attacks.includes(`F${i}`))) problems.push(`F${i}: no control is listed`);
  }
  return problems;
}

// A copy to be spoiled. It is built as the tree itself is, so that a compiler cache knows all of it but what is taken out.
const tree = join(root, 'build/take-out');
const output = join(tree, 'build/release');
// What is left of a function without its control may be unused.
const quiet = ['unused-parameter', 'unused-variable', 'unused-function', 'unused-const-variable', 'unused-but-set-variable', 'unused-but-set-parameter']
    .map((name) => `#pragma GCC diagnostic ignored "-W${name}"\n`).join('');

function run(command, args, seconds) {
  return spawnSync(command, args, {encoding: 'utf8', timeout: seconds * 1000, maxBuffer: 1 << 28, cwd: tree});
}

const copied = ['CMakeLists.txt', 'CMakePresets.json', 'LICENSE', 'README.md', 'cmake', 'data', 'examples', 'src', 'tests', 'tools'];

// Only what differs is written, so that the build does again only what it must.
function copy(from, to) {
  if (!statSync(from).isDirectory()) {
    const text = readFileSync(from);
    if (!existsSync(to) || !readFileSync(to).equals(text)) cpSync(from, to);
    return;
  }
  mkdirSync(to, {recursive: true});
  const names = readdirSync(from).filter((name) => name !== 'node_modules');
  for (const name of readdirSync(to)) {
    if (name !== 'node_modules' && !names.includes(name)) rmSync(join(to, name), {recursive: true});
  }
  for (const name of names) copy(join(from, name), join(to, name));
}

function prepare() {
  mkdirSync(tree, {recursive: true});
  for (const name of copied) {
    if (existsSync(join(root, name))) copy(join(root, name), join(tree, name));
  }
  const made = run('cmake', ['--preset', 'release'], 120);
  if (made.status !== 0) throw new Error(made.stdout + made.stderr);
}

function build() {
  const made = run('ninja', ['-C', output, '-j', jobs, 'cairn_unit_attacks'], build_seconds);
  if (made.status !== 0) throw new Error('it does not build:\n' + (made.stdout + made.stderr).slice(-3000));
}

// out: the rows, or nothing when the program did not get to its end
function judge(attacks) {
  const report = join(tree, 'report.json');
  rmSync(report, {force: true});
  const filter = attacks.map((attack) => `*F${attack.slice(1).padStart(2, '0')}_*`).join(':');
  run(join(output, 'tests/cairn_unit_attacks'), [`--gtest_output=json:${report}`, `--gtest_filter=${filter}`, '--gtest_brief=1'], judge_seconds);
  if (!existsSync(report) || statSync(report).size === 0) return undefined;
  return JSON.parse(readFileSync(report, 'utf8')).testsuites.flatMap((suite) => suite.testsuite);
}

const every_attack = Array.from({length: 18}, (_, i) => `F${i + 1}`);

function take_out(control) {
  const changed = with_edits((file) => readFileSync(join(tree, file), 'utf8'), control.edits);
  const kept = new Map();
  for (const [file, text] of changed) {
    const path = join(tree, file);
    kept.set(path, {text: readFileSync(path, 'utf8'), time: statSync(path).mtime});
    writeFileSync(path, path.endsWith('.cpp') ? quiet + text : text);
  }
  try {
    build();
    return judge(control.attacks);
  } finally {
    const now = new Date();
    for (const [path, {text}] of kept) {
      writeFileSync(path, text);
      utimesSync(path, now, now);
    }
  }
}

function document_of(rows, seen) {
  const out = ['# Attacks', '',
    'Generated by `./dev attacks --take-out`. Each row of the first table is a test: the trick is played on a credential that is `valid` without it.',
    'The second table shows that the tests have teeth: the verifier is built without each control, and the rows of its attack go red.', '',
    '## Tricks', '', '| | the forger | stopped by | answer | without its control |', '|---|---|---|---|---|'];
  const fooled = new Set(seen.flatMap(({fooled}) => fooled));
  for (const row of rows) {
    const found = `${row.verdict}, ${row.check}: \`${row.code}\``;
    out.push(`| ${row.attack} | ${row.trick} | ${row.control} | ${found} | ${fooled.has(row.name) ? 'valid' : 'another answer'} |`);
  }
  out.push('', '## Controls taken out', '',
    '"the same, and ..." takes out what stands behind the control above too. "valid" counts the rows in which the forger then wins.', '',
    '| | control taken out | where | rows | red | valid |', '|---|---|---|---|---|---|');
  for (const {control, total, red, fooled, crashed} of seen) {
    const files = [...new Set(control.edits.map(({file}) => `\`${file}\``))].join(', ');
    out.push(`| ${control.attacks.join(', ')} | ${control.name} | ${files} | ${total} | ${crashed ? 'did not end' : red.length} | ${fooled.length} |`);
  }
  return out.join('\n') + '\n';
}

function run_all() {
  prepare();
  build();
  const rows = judge(every_attack);
  const bad = rows?.filter(({failures}) => failures);
  if (!rows || bad.length > 0) throw new Error('the tree as it is has red rows: ' + bad?.map(({name}) => name).join(', '));
  console.log(`ok the tree as it is: ${rows.length} rows, none red`);
  const memory = join(tree, 'seen.json');
  const before = rest.includes('--resume') && existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : [];
  const seen = [];
  let problems = 0;
  for (const control of controls) {
    if (only && !`${control.attacks.join(' ')} ${control.name}`.includes(only)) continue;
    const label = `${control.attacks.join(', ')}: ${control.name}`;
    const known = before.find((one) => JSON.stringify(one.control) === JSON.stringify(control));
    if (known) {
      seen.push(known);
      console.log(`ok ${label}: as before`);
      continue;
    }
    try {
      const judged = take_out(control);
      const red = (judged ?? []).filter(({failures}) => failures).map(({name}) => name);
      const fooled = (judged ?? []).filter(({failures, verdict}) => failures && verdict === 'valid').map(({name}) => name);
      const of_attack = rows.filter(({attack}) => control.attacks.includes(attack)).map(({name}) => name);
      seen.push({control, total: of_attack.length, red: judged ? red : of_attack, fooled, crashed: !judged});
      const is_noticed = !judged || red.length > 0;
      if (!is_noticed) ++problems;
      if (!is_noticed) seen.pop();
      writeFileSync(memory, JSON.stringify(seen));
      console.log(`${is_noticed ? 'ok' : 'not ok'} ${label}: ${judged ? `${red.length} of ${of_attack.length} red, ${fooled.length} valid` : 'did not end'}`);
      for (const name of red) console.log(`     ${name.replace('is_stopped/', '')}${fooled.includes(name) ? '  VALID' : ''}`);
    } catch (error) {
      ++problems;
      console.log(`not ok ${label}: ${error.message}`);
    }
  }
  const ever = new Set(seen.flatMap(({red}) => red));
  for (const {name} of only ? [] : rows) {
    if (ever.has(name)) continue;
    ++problems;
    console.log(`not ok no control was seen to stop ${name}`);
  }
  if (option('--document') && !only && problems === 0) writeFileSync(option('--document'), document_of(rows, seen));
  return problems;
}

if (mode === '--check') {
  const problems = check();
  for (const problem of problems) console.log(`tests/attacks/controls.mjs: ${problem}`);
  if (problems.length === 0) console.log(`${controls.length} controls of the attack list can be taken out`);
  process.exit(problems.length === 0 ? 0 : 1);
} else if (mode === '--run') {
  const problems = run_all();
  console.log(problems === 0 ? 'every row goes red without its control' : `${problems} problems`);
  process.exit(problems === 0 ? 0 : 1);
} else {
  console.error('usage: take_out.mjs ROOT --check | ROOT --run [--resume] [--only WORD] [--document FILE]');
  process.exit(2);
}
