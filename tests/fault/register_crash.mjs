// Kills the program while it works on a register, and looks whether everything that it acknowledged is there and the register is whole.
//   node register_crash.mjs PATH/TO/cairn [--runs N] [--seed N]
// Prints TAP. A run is four commands, of which one out of two is killed; every 40 runs begin with a new database.
import {Life, World, nothing} from './life.mjs';
import {SqliteStore} from './stores.mjs';
import {Choices, note, plan, readOptions, setSeed, tap} from './support.mjs';
import {unnoticed} from './tampering.mjs';

const options = readOptions(['runs', 'seed']);
const runs = Number(options.runs ?? 200);
const k_commandsOfRun = 4, k_runsOfDatabase = 40;
const world = new World(options.rest[0], new Choices(options.seed));
const usual = new Map();  // milliseconds that a command takes

/** SIGKILL at a moment between the start of the program and a bit after its usual end. */
function killAtRandom(command) {
  const name = command.words[0];
  if (!world.choices.holds(0.5)) return {...nothing, done: found => usual.set(name, 0.7 * (usual.get(name) ?? found.ms) + 0.3 * found.ms)};
  const moment = world.choices.fraction() * 1.1 * (usual.get(name) ?? 60);
  const act = child => {
    const timer = setTimeout(() => child.kill('SIGKILL'), moment);
    child.on('exit', () => clearTimeout(timer));
  };
  return {...nothing, mayFail: true, act};
}

note(`register_crash.mjs --runs ${runs} --seed ${options.seed}`);
setSeed(options.seed);
let life = null;
for (let run = 0; run < runs && !process.exitCode; ++run) {
  if (run % k_runsOfDatabase === 0) {
    life?.store.close();
    life = new Life(world, new SqliteStore(world.newFolder()));
  }
  const problems = [];
  for (let i = 0; i < k_commandsOfRun && problems.length === 0; ++i) {
    problems.push(...await life.step(killAtRandom));
    life.ledger.takeUp(life.tables);  // the machine goes on: what was written without being acknowledged stays as well
  }
  problems.push(...await life.complaints());
  const {audit_entry: entries, issuance_record: credentials} = life.tables;
  tap(problems.length === 0, `SQLite, run ${run + 1}: ${entries.length} entries, ${credentials.length} credentials`, problems);
}
const blind = unnoticed(life.tables);
tap(blind.length === 0, 'the check itself notices tables that were damaged', blind);
life.store.close();
plan();
note(world.summary());
world.close();
