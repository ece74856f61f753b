// The two stores of the harnesses: how their tables are read without the program.
import {execFileSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';

// Columns in the order of keys; those in `bytes` are read as hexadecimal digits.
const shapes = {
  record: {columns: ['kind', 'id', 'version', 'number', 'revision', 'body'], order: 'kind, id, version, number'},
  record_past: {columns: ['kind', 'id', 'version', 'number', 'revision', 'body'], order: 'kind, id, version, number, revision'},
  audit_entry: {columns: ['number', 'at_s', 'at_ns', 'actor', 'action', 'note', 'kind', 'id', 'version', 'record_number', 'revision'],
    bytes: ['body_digest', 'previous'], order: 'number'},
  audit_head: {columns: ['size', 'at_s', 'at_ns'], bytes: ['last_leaf', 'peaks'], order: 'tenant'},
  listing: {columns: ['id', 'version'], order: 'id, version'},
  issuance_record: {columns: ['learner_name', 'code'], bytes: ['proof'], order: 'number'},
};
const noTables = () => ({damage: [], ...Object.fromEntries(Object.keys(shapes).map(name => [name, []]))});

function readLines(lines) {
  const out = noTables();
  Object.keys(shapes).forEach((name, i) => { out[name] = JSON.parse(lines[i]); });
  return out;
}

function sqliteQuery(name) {
  const {columns, bytes = [], order} = shapes[name];
  const members = [...columns.map(column => `'${column}', ${column}`), ...bytes.map(column => `'${column}', lower(hex(${column}))`)];
  return `SELECT json_group_array(json_object(${members.join(', ')})) FROM (SELECT * FROM ${name} ORDER BY ${order});`;
}

function postgresQuery(name) {
  const {columns, bytes = [], order} = shapes[name];
  const all = [...columns, ...bytes.map(column => `encode(${column}, 'hex') AS ${column}`)].join(', ');
  return `SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM (SELECT ${all} FROM ${name} ORDER BY ${order}) t;`;
}

/** A database in one file. It is read from a copy, so that looking changes nothing; while another program has it open, in its place and
 *  only for reading: a log on its own does not say how far the others take it to reach. */
export class SqliteStore {
  constructor(folder) {
    this.name = 'SQLite';
    this.path = join(folder, 'cairn.db');
    this.address = this.path;
    this.isOpenElsewhere = false;
    this.aside = `${folder}.copy`;
    mkdirSync(this.aside);
  }
  copy() {
    const to = join(this.aside, 'copy.db');
    for (const end of ['', '-wal', '-journal', '-shm']) {
      rmSync(to + end, {force: true});
      if (end !== '-shm' && existsSync(this.path + end)) copyFileSync(this.path + end, to + end);
    }
    return to;
  }
  query(path, text) {
    try {
      return {lines: execFileSync('sqlite3', ['-batch', '-bail', '-noheader', ...(path === this.path ? ['-readonly'] : []), path], {input: text, encoding: 'utf8', stdio: 'pipe',
        maxBuffer: 1 << 28}).split('\n')};
    } catch (error) {
      return {damage: `SQLite: ${String(error.stderr).trim()}`};
    }
  }
  read() {
    if (!existsSync(this.path)) return noTables();
    const copy = this.isOpenElsewhere ? this.path : this.copy();
    const there = this.query(copy, "SELECT count(*) FROM sqlite_schema WHERE name = 'audit_head';");
    if (there.damage) return {...noTables(), damage: [there.damage]};
    if (there.lines[0] === '0') return noTables();
    const found = this.query(copy, Object.keys(shapes).map(sqliteQuery).join('\n'));
    return found.damage ? {...noTables(), damage: [found.damage]} : readLines(found.lines);
  }
  /** The pages of the file and its search index. */
  damage() {
    if (!existsSync(this.path)) return [];
    const copy = this.copy();
    const pages = this.query(copy, 'PRAGMA integrity_check; PRAGMA foreign_key_check;');
    if (pages.damage) return [pages.damage];
    const words = this.query(copy, "SELECT count(*) FROM sqlite_schema WHERE name = 'listing_words';");
    const index = words.lines?.[0] === '1'
      ? this.query(copy, "INSERT INTO listing_words(listing_words, rank) VALUES('integrity-check', 1); INSERT INTO listing_titles(listing_titles, rank) VALUES('integrity-check', 1);")
      : words;
    return [...pages.lines.filter(line => line !== '' && line !== 'ok').map(line => `SQLite: ${line}`), ...(index.damage ? [`search index, ${index.damage}`] : [])];
  }
  close() { rmSync(this.aside, {recursive: true, force: true}); }
}

/** A database of a server. */
export class PostgresStore {
  constructor(server, database) {
    this.name = 'PostgreSQL';
    this.server = server;
    this.database = database;
    this.address = `postgresql://cairn@/${database}?host=${server.folder}`;
    this.query('postgres', `CREATE DATABASE ${database}`);
  }
  query(database, text) {
    return execFileSync('psql', ['-X', '-At', '-v', 'ON_ERROR_STOP=1', '-h', this.server.folder, '-U', 'cairn', '-d', database], {input: text, encoding: 'utf8',
      stdio: 'pipe', maxBuffer: 1 << 28}).split('\n');
  }
  read() {
    if (this.query(this.database, "SELECT to_regclass('audit_head') IS NULL;")[0] === 't') return noTables();
    return readLines(this.query(this.database, Object.keys(shapes).map(postgresQuery).join('\n')));
  }
  damage() { return []; }
  close() { this.query('postgres', `DROP DATABASE ${this.database} WITH (FORCE)`); }
}
