// Kills the program, the server's process for it, or the whole server, while a register on PostgreSQL is worked on, and looks whether
// everything that was acknowledged is there and the register is whole. Then does the same with commits that do not wait for the log:
// that has to lose something.
//   node postgres_crash.mjs PATH/TO/cairn [--runs N] [--seed N]
// Prints TAP. A run is four commands, of which one out of two is disturbed, and for one out of two the end of the server.
import {Life, World, nothing} from './life.mjs';
import {PostgresServer, postgresPrograms} from './postgres_server.mjs';
import {PostgresStore} from './stores.mjs';
import {Choices, note, plan, readOptions, setSeed, tap} from './support.mjs';

const options = readOptions(['runs', 'seed']);
const runs = Number(options.runs ?? 200);
const k_commandsOfRun = 4, k_runsOfDatabase = 40, k_canaryRuns = 50;

// What is killed, and whether the server is gone then.
const disturbances = [
  {name: 'client', kill: (server, child) => child.kill('SIGKILL'), isGone: false},
  {name: 'client', kill: (server, child) => child.kill('SIGKILL'), isGone: false},
  {name: 'backend', kill: server => server.killBackends(), isGone: false},
  {name: 'server stopped', kill: server => server.stopNow(), isGone: true},
  {name: 'server killed', kill: server => server.killAll(), isGone: true},
];

class Disturber {
  constructor(world, server, share) {
    Object.assign(this, {world, server, share, usual: new Map(), counts: {}});
  }
  cut(command) {
    const name = command.words[0];
    const {choices} = this.world;
    if (!choices.holds(0.5)) return {...nothing, done: found => this.usual.set(name, 0.7 * (this.usual.get(name) ?? found.ms) + 0.3 * found.ms)};
    const disturbance = choices.one(disturbances);
    const moment = choices.fraction() * 1.1 * (this.usual.get(name) ?? 80);
    let isDone = false;
    const act = child => {
      const timer = setTimeout(() => {
        isDone = true;
        this.counts[disturbance.name] = (this.counts[disturbance.name] ?? 0) + 1;
        disturbance.kill(this.server, child);
      }, moment);
      child.on('exit', () => clearTimeout(timer));
    };
    return {...nothing, mayFail: true, act, mend: () => isDone && disturbance.name !== 'client' && this.server.mend(disturbance.isGone)};
  }
  /** The server ends after what was acknowledged, in this share of the runs. */
  async endServer() {
    if (!this.world.choices.holds(this.share)) return;
    this.counts['server ended after the answer'] = (this.counts['server ended after the answer'] ?? 0) + 1;
    this.world.choices.holds(0.5) ? this.server.stopNow() : this.server.killAll();
    await this.server.mend(true);
  }
}

// A trigger in the place of a setting: the program itself asks for commits that wait.
const k_noWaiting = `CREATE FUNCTION do_not_wait() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM set_config('synchronous_commit', 'off', true); RETURN NEW; END $$;
CREATE TRIGGER do_not_wait BEFORE INSERT OR UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION do_not_wait();`;

async function run1(life, disturber, cutOf) {
  const problems = [];
  for (let i = 0; i < k_commandsOfRun && problems.length === 0; ++i) problems.push(...await life.step(cutOf));
  await disturber.endServer();
  life.tables = life.store.read();
  if (problems.length === 0) problems.push(...await life.complaints());
  life.ledger.takeUp(life.tables);
  return problems;
}

async function killMany(world, server) {
  const disturber = new Disturber(world, server, 0.5);
  let life = null;
  for (let run = 0; run < runs && !process.exitCode; ++run) {
    if (run % k_runsOfDatabase === 0) life = new Life(world, new PostgresStore(server, `run_${run}`));
    const problems = await run1(life, disturber, command => disturber.cut(command));
    tap(problems.length === 0, `PostgreSQL, run ${run + 1}: ${life.tables.audit_entry.length} entries, ${life.tables.issuance_record.length} credentials`, problems);
  }
  note(world.summary());
  note(`killed: ${Object.entries(disturber.counts).map(([name, count]) => `${count} ${name}`).join(', ')}`);
}

async function canary(world, server) {
  const disturber = new Disturber(world, server, 1);
  const life = new Life(world, new PostgresStore(server, 'canary'));
  await life.step(() => nothing);
  life.store.query('canary', k_noWaiting);
  for (let run = 1; run <= k_canaryRuns; ++run) {
    const [problem] = await run1(life, disturber, () => nothing);
    if (problem) return tap(true, `canary, synchronous_commit = off: lost in run ${run} (${problem.slice(0, 90)})`);
  }
  tap(false, `canary, synchronous_commit = off: lost nothing in ${k_canaryRuns} runs, so this harness proves nothing`);
}

note(`postgres_crash.mjs --runs ${runs} --seed ${options.seed}`);
setSeed(options.seed);
const programs = postgresPrograms();
if (!programs) {
  tap(true, 'PostgreSQL # SKIP initdb is not installed (Debian: postgresql-15)');
} else {
  const world = new World(options.rest[0], new Choices(options.seed));
  const server = new PostgresServer(programs);
  try {
    await server.start();
    await killMany(world, server);
    await canary(world, server);
  } finally {
    await server.end();
    world.close();
  }
}
plan();
