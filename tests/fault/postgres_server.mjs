// A PostgreSQL server that a harness may kill and start again, on a socket in a folder of its own.
import {execFileSync, spawn} from 'node:child_process';
import {chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {sleep} from './support.mjs';

/** The newest installed server, or nothing. */
export function postgresPrograms() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map(version => join(root, version, 'bin')).find(folder => existsSync(join(folder, 'initdb')));
}

// PostgreSQL refuses to run as root.
function serverUser() {
  if (process.getuid() !== 0) return {};
  const idOf = (option, name) => Number(execFileSync('id', [option, name], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}));
  for (const name of ['postgres', 'nobody']) {
    try {
      return {uid: idOf('-u', name), gid: idOf('-g', name)};
    } catch {
      // the next one
    }
  }
  throw new Error('there is neither a user postgres nor nobody to run the server');
}

export class PostgresServer {
  constructor(programs) {
    this.orphans = [];
    this.programs = programs;
    this.user = serverUser();
    this.folder = mkdtempSync('/tmp/cairn-fault-postgres.');
    this.data = join(this.folder, 'data');
    if (this.user.uid !== undefined) chownSync(this.folder, this.user.uid, this.user.gid);
    this.environment = {PATH: process.env.PATH, LC_ALL: 'C'};
    execFileSync(join(programs, 'initdb'), [`--pgdata=${this.data}`, '--username=cairn', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions',
      '--wal-segsize=1'], {...this.user, env: this.environment, cwd: this.folder, stdio: 'pipe'});
  }

  // The log stays in the server's memory for as long as nobody waits for it: nothing is safe by luck. The machine lives on when the server is
  // killed, so syncs to the disk would change nothing here but the time it takes. It ends with this process.
  async start() {
    const settings = ['listen_addresses=', `unix_socket_directories=${this.folder}`, 'shared_buffers=16MB', 'fsync=off', 'wal_writer_delay=10s', 'wal_buffers=4MB', 'min_wal_size=4MB',
      'max_wal_size=8MB', 'log_min_messages=fatal', ...(this.settings ?? [])];
    this.process = spawn('setpriv', ['--pdeathsig', 'QUIT', join(this.programs, 'postgres'), '-D', this.data, ...settings.flatMap(setting => ['-c', setting])],
      {...this.user, env: {...this.environment, ...this.extra}, cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe']});
    this.log = '';
    this.process.stderr.on('data', data => { this.log += data; });
    this.ended = new Promise(done => this.process.on('exit', done));
    await this.ready();
  }

  async ready() {
    for (let attempt = 0; attempt < 600; ++attempt) {
      try {
        return void execFileSync(join(this.programs, 'pg_isready'), ['-q', '-h', this.folder, '-U', 'cairn'], {stdio: 'ignore'});
      } catch {
        if (!this.isRunning()) throw new Error(`the server did not start: ${this.log}`);
        await sleep(20);
      }
    }
    throw new Error(`the server was not ready after 12 seconds: ${this.log}`);
  }

  isRunning() { return this.process !== undefined && this.process.exitCode === null && this.process.signalCode === null; }
  children() { return this.isRunning() ? readFileSync(`/proc/${this.process.pid}/task/${this.process.pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number) : []; }
  backends() {
    return this.children().filter(pid => {
      try {
        return /^postgres: cairn /.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      } catch {
        return false;
      }
    });
  }

  /** The server then ends all of its processes, and recovers as after a crash. */
  killBackends() {
    const backends = this.backends();
    this.going = backends.length ? this.children() : [];
    for (const pid of backends) tryKill(pid, 'SIGKILL');
  }
  /** What `pg_ctl stop -m immediate` does. */
  stopNow() { this.process.kill('SIGQUIT'); }
  killAll() {
    if (!this.isRunning()) return;
    this.orphans = this.children();
    this.process.kill('SIGKILL');
    for (const pid of this.orphans) tryKill(pid, 'SIGKILL');
  }
  /** Ends when no process of the server is left: the next one would find their shared memory in use. */
  async gone() {
    await this.ended;
    while (this.orphans.some(pid => existsSync(`/proc/${pid}`))) await sleep(5);
  }

  /** Waits until it serves again, and starts it where it has to be. */
  async mend(isGone) {
    if (!isGone) {
      while (this.children().some(pid => this.going.includes(pid))) await sleep(5);
      return this.ready();
    }
    await this.gone();
    await this.start();
  }

  async end() {
    this.killAll();
    await this.gone();
    rmSync(this.folder, {recursive: true, force: true});
  }
}

function tryKill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended by itself
  }
}
