// The model of power_loss.mjs under a PostgreSQL server: the server is killed at any moment, what it had not synced is lost in part, and
// what it had acknowledged has to be there. With fsync = off something has to be lost.
//   node postgres_power.mjs PATH/TO/cairn [--runs N] [--seed N]
// Prints TAP.
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {Disk} from './disk_model.mjs';
import {Life, World, nothing} from './life.mjs';
import {PostgresServer, postgresPrograms} from './postgres_server.mjs';
import {buildShim} from './shim.mjs';
import {PostgresStore} from './stores.mjs';
import {Choices, note, plan, readOptions, setSeed, tap} from './support.mjs';

const options = readOptions(['runs', 'seed']);
const runs = Number(options.runs ?? 200);
const k_mostCommands = 3, k_canaryRuns = 50;
// Little memory, so that pages are written before their time.
const k_busy = ['shared_buffers=512kB', 'max_connections=10', 'bgwriter_delay=10ms', 'max_wal_size=2MB', 'min_wal_size=2MB', 'checkpoint_completion_target=0.1'];
// PostgreSQL counts on it that a sector is written or is not: its control file has one copy only.
const styles = ['nothing', 'all', 'first', 'first', 'some', 'some'];

class PoweredServer {
  constructor(world, programs, settings) {
    this.world = world;
    this.server = new PostgresServer(programs);
    this.server.settings = settings;
  }
  /** The first tables are made before the power may go: the server makes folders for a database, which the model does not have. */
  async begin(shim) {
    const {server, world} = this;
    await server.start();
    this.life = new Life(world, new PostgresStore(server, 'power'));
    for (let i = 0; i < 3; ++i) await this.life.step(() => nothing);
    server.process.kill('SIGINT');
    await server.ended;
    const journal = join(server.folder, 'journal');
    server.extra = {LD_PRELOAD: shim, CAIRN_FAULT_FOLDER: server.data, CAIRN_FAULT_JOURNAL: journal};
    this.disk = new Disk(server.data, journal, world.choices, {styles, user: server.user});
    await server.start();
  }
  /** Kills the server while the command runs. */
  cut(isLast) {
    if (!isLast || this.world.choices.holds(0.3)) return nothing;
    const moment = this.world.choices.fraction() * 80;
    const act = child => {
      const timer = setTimeout(() => this.server.killAll(), moment);
      child.on('exit', () => clearTimeout(timer));
    };
    return {...nothing, mayFail: true, act, mend: () => this.losePower()};
  }
  async losePower() {
    this.server.killAll();
    await this.server.gone();
    this.disk.takeUp();
    this.what = this.disk.lose();
    rmSync(join(this.server.data, 'postmaster.pid'), {force: true});  // of a process that no longer is; its loss would be none
    await this.server.start();
  }
  async runUntilLoss() {
    const problems = [];
    const commands = 1 + this.world.choices.below(k_mostCommands);
    let isCut = false;
    try {
      for (let i = 0; i < commands && problems.length === 0; ++i) {
        const cut = this.cut(i === commands - 1);
        isCut = cut !== nothing;
        problems.push(...await this.life.step(() => cut));
      }
      if (!isCut) await this.losePower();
      this.life.tables = this.life.store.read();
      if (problems.length === 0) problems.push(...await this.life.complaints());
      this.life.ledger.takeUp(this.life.tables);
    } catch (error) {
      problems.push(`${this.what}: ${error.message}`);  // a server that does not start any more has lost everything
    }
    return problems;
  }
}

async function losePowerOften(world, programs, shim, plan) {
  const powered = new PoweredServer(world, programs, plan.settings);
  try {
    await powered.begin(shim);
    for (let run = 1; run <= plan.runs; ++run) {
      const problems = await powered.runUntilLoss();
      plan.report?.(run, powered, problems);
      if (problems.length) return {run, problems};
    }
    return {run: 0};
  } finally {
    await powered.server.end();
  }
}

note(`postgres_power.mjs --runs ${runs} --seed ${options.seed}`);
setSeed(options.seed);
const programs = postgresPrograms();
if (!programs) {
  tap(true, 'PostgreSQL # SKIP initdb is not installed (Debian: postgresql-15)');
} else {
  const world = new World(options.rest[0], new Choices(options.seed));
  const shim = buildShim();
  await losePowerOften(world, programs, shim.path, {runs, settings: [...k_busy, 'fsync=on'], report: (run, {what, life}, problems) => tap(problems.length === 0,
    `power loss ${run} of PostgreSQL, ${what}: ${life.tables.audit_entry.length} entries, ${life.tables.issuance_record.length} credentials`, problems)});
  note(world.summary());
  const {run, problems} = await losePowerOften(world, programs, shim.path, {runs: k_canaryRuns, settings: [...k_busy, 'fsync=off']});
  tap(run > 0, run ? `canary, fsync = off: lost in run ${run} (${problems[0].slice(0, 120).replaceAll('\n', ' ')})` : `canary, fsync = off: lost nothing in ${k_canaryRuns} runs`);
  shim.remove();
  world.close();
}
plan();
