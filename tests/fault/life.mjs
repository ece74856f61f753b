// A database under a random workload: runs its commands, keeps account of what was acknowledged, and says what is missing.
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Ledger, registerComplaints} from './register_check.mjs';
import {note, runProgram, sleep} from './support.mjs';
import {Workload, missingOf} from './workload.mjs';

const definition = join(dirname(fileURLToPath(import.meta.url)), '../../data/demo/retrofit-survey.toml');

/** What the databases of one harness share: the program, the choices, a folder, a key, what was counted. */
export class World {
  constructor(cairn, choices) {
    this.cairn = resolve(cairn);
    this.choices = choices;
    this.folder = mkdtempSync('/tmp/cairn-fault.');
    this.counts = {commands: 0, acknowledged: 0, stopped: 0, landed: 0, busy: 0};
    this.count = 0;
    const [key, unlock] = [join(this.folder, 'key'), join(this.folder, 'unlock')];
    writeFileSync(unlock, Buffer.alloc(32, 7), {mode: 0o600});
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CAIRN_')));
    this.environment = {...own, LC_ALL: 'C.UTF-8', CAIRN_KEY: key, CAIRN_UNLOCK_FILE: unlock};
    execFileSync(this.cairn, ['keygen', '--issuer', 'did:key', '--out', key], {stdio: 'ignore', env: this.environment});
    this.hasFsck = / fsck /.test(execFileSync(this.cairn, ['help'], {encoding: 'utf8'}));
  }
  newFolder() {
    const out = join(this.folder, `database-${++this.count}`);
    mkdirSync(out);
    return out;
  }
  summary() {
    const {commands, acknowledged, stopped, landed, busy} = this.counts;
    return `${commands} commands: ${acknowledged} acknowledged, ${stopped} cut short, of which ${landed} had written; ${busy} had to wait for a lock`;
  }
  close() {
    if (!process.exitCode) rmSync(this.folder, {recursive: true, force: true});
    else note(`left for you to look at: ${this.folder}`);
  }
}

/** How a command is cut short. `environment` is added to its own, `act(child)` is called when it has begun. */
export const nothing = {environment: {}, act: () => {}, mayFail: false};

export class Life {
  constructor(world, store, environment = {}) {
    this.world = world;
    this.store = store;
    this.environment = {...world.environment, CAIRN_DATABASE: store.address, ...environment};
    this.ledger = new Ledger();
    this.workload = new Workload(world.folder, definition, world.choices);
    this.tables = store.read();
  }

  run(words, cut = nothing) {
    return runProgram(this.world.cairn, words, {environment: {...this.environment, ...cut.environment}, folder: this.world.folder, act: cut.act});
  }

  async runCommand(command, cut) {
    if (command.before) {
      rmSync(command.path, {force: true});
      const shown = await this.run(command.before);
      if (shown.code !== 0) return {...shown, err: `${command.before.join(' ')}: ${shown.err}`, isBefore: true};
      command.edit();
    }
    for (let attempt = 0;; ++attempt) {
      const found = await this.run(command.words, cut);
      this.world.counts.commands += 1;
      if (cut.mayFail || found.code !== 8 || attempt === 100) return found;
      this.world.counts.busy += 1;  // the lock of a client that was killed is still being cleared up
      await sleep(50);
    }
  }

  /** One command, cut short by `cutOf(command)`. out: what is wrong */
  async step(cutOf) {
    const command = this.workload.next(this.tables);
    const cut = cutOf(command);
    const found = await this.runCommand(command, cut);
    cut.done?.(found);
    await cut.mend?.();
    const before = this.tables;
    this.tables = this.store.read();
    const problems = [...this.tables.damage, ...this.ledger.complaints(this.tables)];
    const {counts} = this.world;
    if (found.code === 0) {
      counts.acknowledged += 1;
      this.workload.acknowledged(command);
      problems.push(...missingOf(command, before, this.tables));
      this.ledger.takeUp(this.tables);
    } else if (cut.mayFail && !found.isBefore) {
      counts.stopped += 1;
      counts.landed += this.tables.audit_entry.length > before.audit_entry.length ? 1 : 0;
    } else {
      problems.push(`a command failed that was not cut short: cairn ${command.words.join(' ')}: ${found.code ?? found.signal} ${found.err}`);
    }
    return problems;
  }

  /** The whole of it, from the tables and by the program's own check. */
  async complaints() {
    const out = [...this.ledger.complaints(this.tables), ...registerComplaints(this.tables), ...this.store.damage()];
    if (out.length || !this.world.hasFsck || this.tables.audit_entry.length === 0) return out;
    const found = await this.run(['fsck']);
    return found.code === 0 ? [] : [`cairn fsck: ${found.code} ${found.out}${found.err}`];
  }
}
