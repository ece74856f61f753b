// What the fault harnesses share: seeded choices, running a program and killing it, TAP.
import {createHash} from 'node:crypto';
import {spawn} from 'node:child_process';

/** Choices that a seed repeats (mulberry32). */
export class Choices {
  constructor(seed) { this.state = seed >>> 0; }
  /** out: 0 <= x < 1 */
  fraction() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  below(n) { return Math.floor(this.fraction() * n); }
  one(list) { return list[this.below(list.length)]; }
  holds(probability) { return this.fraction() < probability; }
}

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
export const sleep = milliseconds => new Promise(done => setTimeout(done, milliseconds));

/** The options of a harness: `--seed N --runs N` and words of its own. */
export function readOptions(names) {
  const out = {rest: []};
  const words = process.argv.slice(2);
  while (words.length) {
    const word = words.shift();
    const name = word.replace(/^--/, '');
    if (!word.startsWith('--')) out.rest.push(word);
    else if (names.includes(name)) out[name] = words.shift();
    else throw new Error(`unknown option ${word}`);
  }
  out.seed = out.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(out.seed);
  return out;
}

/** Runs a program in a folder; `act(child)` may end it. out: {code, signal, out, err, ms} */
export function runProgram(program, words, {environment, folder, act}) {
  return new Promise((done, broken) => {
    const begun = performance.now();
    const child = spawn(program, words, {env: environment, cwd: folder, stdio: ['ignore', 'pipe', 'pipe']});
    const text = {out: '', err: ''};
    child.stdout.on('data', data => { text.out += data; });
    child.stderr.on('data', data => { text.err += data; });
    child.on('error', broken);
    child.on('close', (code, signal) => done({code, signal, ...text, ms: performance.now() - begun}));
    act(child);
  });
}

let count = 0, seed = '';
/** Said with whatever fails. */
export const setSeed = number => { seed = number; };
export function tap(isGood, name, problems = []) {
  console.log(`${isGood ? 'ok' : 'not ok'} ${++count} - ${name}${isGood ? '' : ` (--seed ${seed})`}`);
  for (const problem of problems.slice(0, 10)) console.log(`#   ${problem}`);
  if (!isGood) process.exitCode = 1;
}
export const note = text => console.log(`# ${text}`);
export const plan = () => console.log(`1..${count}`);
