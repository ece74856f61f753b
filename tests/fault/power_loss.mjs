// Cuts the power, as a model of the disk has it, while the program works on a register in a file, and looks whether everything that
// it acknowledged is there and the register is whole. Then does the same with syncs made worthless: that has to lose something.
//   node power_loss.mjs PATH/TO/cairn [--runs N] [--seed N]
// Prints TAP. A run is one to four commands, some of them killed, and a loss of power; every 25 runs begin with a new database.
import {spawn} from 'node:child_process';
import {readdirSync, readlinkSync} from 'node:fs';
import {join} from 'node:path';
import {Disk} from './disk_model.mjs';
import {Life, World, nothing} from './life.mjs';
import {buildShim} from './shim.mjs';
import {SqliteStore} from './stores.mjs';
import {Choices, note, plan, readOptions, setSeed, sleep, tap} from './support.mjs';

const options = readOptions(['runs', 'seed']);
const runs = Number(options.runs ?? 200);
const k_mostCommands = 4, k_runsOfDatabase = 25, k_canaryRuns = 50;

/** A web server that reads the same database, as beside a real register: while it has the file open, no command tidies up the log at its end. */
class Reader {
  constructor(life) {
    this.store = life.store;
    this.child = spawn(life.world.cairn, ['serve', '--port', '0'], {env: life.environment, stdio: 'ignore'});
    this.ended = new Promise(done => this.child.on('exit', done));
  }
  async begin() {
    const folder = `/proc/${this.child.pid}/fd`;
    const has = end => readdirSync(folder).some(name => {
      try {
        return readlinkSync(join(folder, name)).endsWith(end);
      } catch {
        return false;  // closed since
      }
    });
    for (let attempt = 0; !has('cairn.db-shm'); ++attempt) {
      if (attempt === 500) throw new Error('cairn serve did not open the database in 5 seconds');
      await sleep(10);
    }
    this.store.isOpenElsewhere = true;
  }
  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
    this.store.isOpenElsewhere = false;
  }
}

class PoweredLife extends Life {
  constructor(world, shim, unsafe) {
    const folder = world.newFolder();
    const journal = `${folder}.journal`;
    super(world, new SqliteStore(folder), {LD_PRELOAD: shim, CAIRN_FAULT_FOLDER: folder, CAIRN_FAULT_JOURNAL: journal, ...unsafe});
    this.disk = new Disk(folder, journal, world.choices);
    this.hasReader = world.choices.holds(0.5);
    this.usual = new Map();  // how many calls a command makes
  }
  /** Dies before one of its calls to the disk, which a seed repeats. */
  cut(command) {
    const name = command.words[0];
    const {choices} = this.world;
    if (!choices.holds(0.5)) return {...nothing, done: () => this.usual.set(name, this.disk.takeUp() + 1)};
    const call = 1 + choices.below(this.usual.get(name) ?? 150);
    return {...nothing, mayFail: true, environment: {CAIRN_FAULT_KILL_AT: String(call)}};
  }
  async runUntilLoss() {
    const problems = [];
    if (this.hasReader && this.tables.audit_entry.length && !this.reader) {
      this.reader = new Reader(this);
      await this.reader.begin();
    }
    const commands = 1 + this.world.choices.below(k_mostCommands);
    for (let i = 0; i < commands && problems.length === 0; ++i) {
      this.disk.takeUp();
      problems.push(...await this.step(command => this.cut(command)));
    }
    await this.reader?.kill();
    this.reader = null;
    this.disk.takeUp();
    const unnoted = this.disk.differences();
    if (unnoted.length) throw new Error(`the model of the disk is wrong: ${unnoted.join('; ')}`);
    this.what = this.disk.lose();
    this.tables = this.store.read();
    problems.push(...this.tables.damage, ...await this.complaints());
    this.ledger.takeUp(this.tables);
    return problems;
  }
}

/** out: the first run that lost something, or 0 */
async function cutPower(world, shim, count, unsafe, report) {
  let life = null;
  for (let run = 1; run <= count; ++run) {
    if (run % k_runsOfDatabase === 1) {
      life?.store.close();
      life = new PoweredLife(world, shim, unsafe);
    }
    const problems = await life.runUntilLoss();
    report(run, life, problems);
    if (problems.length) {
      life.store.close();
      return run;
    }
  }
  life.store.close();
  return 0;
}

const canaries = [
  ['a disk that does not sync', {CAIRN_FAULT_SYNC: 'ignored'}],
  ['PRAGMA synchronous = OFF', {CAIRN_FAULT_SYNCHRONOUS: 'OFF'}],
  ['PRAGMA synchronous = NORMAL', {CAIRN_FAULT_SYNCHRONOUS: 'NORMAL'}],
];

note(`power_loss.mjs --runs ${runs} --seed ${options.seed}`);
setSeed(options.seed);
const world = new World(options.rest[0], new Choices(options.seed));
const shim = buildShim();
await cutPower(world, shim.path, runs, {}, (run, life, problems) => tap(problems.length === 0,
  `power loss ${run}${life.hasReader ? ' beside a reader' : ''}, ${life.what}: ${life.tables.audit_entry.length} entries, ${life.tables.issuance_record.length} credentials`, problems));
note(world.summary());
for (const [name, unsafe] of canaries) {
  let first = '';
  const lost = await cutPower(world, shim.path, k_canaryRuns, unsafe, (run, life, problems) => { first = problems[0] ?? ''; });
  // With NORMAL a program that ends leaves nothing unsynced behind, so that it depends on the draw whether anything is lost: noted, not demanded.
  if (!lost && name.endsWith('NORMAL')) {
    console.log(`# ${name}: lost nothing in ${k_canaryRuns} runs`);
    continue;
  }
  tap(lost > 0, lost ? `canary, ${name}: lost in run ${lost} (${first.slice(0, 90).replaceAll('\n', ' ')})` : `canary, ${name}: lost nothing in ${k_canaryRuns} runs, so this harness proves nothing`);
}
plan();
shim.remove();
world.close();
