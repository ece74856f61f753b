// What a loss of power may leave of a folder, worked out from the journal that power_loss.c keeps. What was synced is there. Of the
// rest any part may be: each sector of 512 bytes for itself, in any order, or rubbish in its place; sizes and names likewise.
import {chownSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join, normalize, relative} from 'node:path';

const k_sector = 512;
export const k_styles = ['nothing', 'all', 'first', 'some', 'some', 'rubbish'];

function resized(content, size) {
  return size <= content.length ? content.subarray(0, size) : Buffer.concat([content, Buffer.alloc(size - content.length)]);
}
function written(content, offset, data) {
  const out = Buffer.from(resized(content, Math.max(content.length, offset + data.length)));
  data.copy(out, offset);
  return out;
}
const applied = (content, change) => change.data ? written(content, change.offset, change.data) : resized(content, change.offset);

const inodeOf = path => String(statSync(path, {bigint: true}).ino);

function* foldersBelow(folder, name = '.') {
  yield name;
  for (const entry of readdirSync(join(folder, name), {withFileTypes: true})) if (entry.isDirectory()) yield* foldersBelow(folder, join(name, entry.name));
}
function* filesBelow(folder, name = '') {
  for (const entry of readdirSync(join(folder, name), {withFileTypes: true})) {
    if (entry.isDirectory()) yield* filesBelow(folder, join(name, entry.name));
    else if (entry.isFile()) yield join(name, entry.name);
  }
}

/** in: styles - of k_styles, the losses that are tried; user - {uid, gid} to whom files belong */
export class Disk {
  constructor(folder, journal, choices, {styles = k_styles, user = {}} = {}) {
    Object.assign(this, {folder, journal, choices, styles, user});
    this.begin();
  }

  /** What the folder holds now is all there is, and safe. */
  begin() {
    this.files = new Map();  // inode -> file
    this.names = new Map();  // name -> {safe, later: [{file or null, order}]}
    this.read = 0;
    this.order = 0;
    this.hasMoved = false;
    rmSync(this.journal, {force: true});
    this.folders = new Map([...foldersBelow(this.folder)].map(name => [inodeOf(join(this.folder, name)), name]));
    for (const name of filesBelow(this.folder)) {
      const path = join(this.folder, name);
      const file = {safe: readFileSync(path), later: [], isMapped: false};
      this.files.set(inodeOf(path), file);
      this.names.set(name, {safe: file, later: []});
    }
  }

  /** Takes up what was noted since. out: how many calls */
  takeUp() {
    const bytes = existsSync(this.journal) ? readFileSync(this.journal) : Buffer.alloc(0);
    let calls = 0;
    while (this.read + 21 <= bytes.length) {
      const size = bytes.readUInt32LE(this.read + 17);
      if (this.read + 21 + size > bytes.length) break;  // killed while it noted
      const data = bytes.subarray(this.read + 21, this.read + 21 + size);
      this.note(String.fromCharCode(bytes[this.read]), String(bytes.readBigUInt64LE(this.read + 1)), Number(bytes.readBigUInt64LE(this.read + 9)), data);
      this.read += 21 + size;
      calls += 1;
    }
    return calls;
  }

  name(path) {
    const name = path.startsWith('/') ? relative(this.folder, path) : normalize(path);
    if (!this.names.has(name)) this.names.set(name, {safe: null, later: []});
    return this.names.get(name);
  }
  // A file that was written by calls which nobody notes, and then given this name.
  unknown(path) {
    const there = join(this.folder, path.startsWith('/') ? relative(this.folder, path) : path);
    return {safe: existsSync(there) ? readFileSync(there) : Buffer.alloc(0), later: [], isMapped: false};
  }
  now(entry) { return entry.later.length ? entry.later.at(-1).file : entry.safe; }
  rename(path, file, order = ++this.order) { this.name(path).later.push({file, order}); }

  /** What a name stands for afterwards. A file that was moved keeps one of its names, so that then all names are as they were at one moment. */
  left(entry, style, cut) {
    const {safe, later} = entry;
    if (style === 'nothing') return safe;
    if (style === 'all') return this.now(entry);
    const kept = this.hasMoved ? later.filter(({order}) => order <= cut.order).length : this.choices.below(later.length + 1);
    return kept === 0 ? safe : later[kept - 1].file;
  }

  note(kind, inode, offset, data) {
    const file = this.files.get(inode) ?? {later: []};  // no longer there, or never noted
    const text = data.toString();
    if (kind === 'C') {
      const made = {safe: Buffer.alloc(0), later: [], isMapped: false};
      this.files.set(inode, made);
      this.rename(text, made);
    } else if (kind === 'W') file.later.push({offset, data, order: ++this.order});
    else if (kind === 'T') file.later.push({offset, order: ++this.order});
    else if (kind === 'M') file.isMapped = true;
    else if (kind === 'S') {
      file.safe = file.later.reduce(applied, file.safe);
      file.later = [];
    } else if (kind === 'D') {
      for (const [name, entry] of this.names) {
        if (dirname(name) === this.folders.get(inode)) Object.assign(entry, {safe: this.now(entry), later: []});
      }
    } else if (kind === 'U') this.rename(text, null);
    else if (kind === 'R' || kind === 'L') {
      const [from, to] = text.split('\n');
      this.rename(to, this.now(this.name(from)) ?? this.unknown(to));
      if (kind === 'L') return;
      this.rename(from, null, this.order);
      this.hasMoved = true;
    } else throw new Error(`the journal holds a record of kind ${kind}`);
  }

  /** out: where the model and the folder differ while the power is on; anything says that a call was not noted */
  differences() {
    const out = [];
    const there = new Set(filesBelow(this.folder));
    for (const [name, entry] of this.names) {
      const file = this.now(entry);
      if (!!file !== there.has(name)) out.push(`${name} is ${file ? 'gone' : 'there'}, and the journal says otherwise`);
      else if (file && !file.isMapped && !file.later.reduce(applied, file.safe).equals(readFileSync(join(this.folder, name)))) out.push(`${name} was written without being noted`);
      there.delete(name);
    }
    for (const name of there) out.push(`${name} was made without being noted`);
    return out;
  }

  /** What is left of a file. */
  remains(file, style, cut) {
    if (file.isMapped) return this.choices.one([() => Buffer.alloc(0), () => Buffer.alloc(32768), () => file.later.reduce(applied, file.safe)])();
    let out = file.safe;
    for (const change of file.later) {
      if (style === 'nothing' || (style === 'first' && change.order > cut.order)) continue;
      const isWhole = style === 'all' || (style === 'first' && change.order < cut.order);
      if (isWhole) out = applied(out, change);
      else if (change.data) out = this.torn(out, change, style, cut.share);
      else if (this.choices.holds(cut.share)) out = applied(out, change);
    }
    return out;
  }

  torn(content, {offset, data}, style, share) {
    let out = this.choices.holds(0.5) ? resized(content, Math.max(content.length, offset + data.length)) : content;
    for (let at = offset; at < offset + data.length;) {
      const end = Math.min(offset + data.length, (Math.floor(at / k_sector) + 1) * k_sector);
      if (this.choices.holds(share)) out = written(out, at, data.subarray(at - offset, end - offset));
      else if (style === 'rubbish' && this.choices.holds(0.3)) out = written(out, at, Buffer.alloc(end - at, 1 + this.choices.below(255)));
      at = end;
    }
    return out;
  }

  put(name, content) {
    const path = join(this.folder, name);
    if (!content) return rmSync(path, {force: true});
    const isThere = existsSync(path);
    if (isThere && content.equals(readFileSync(path))) return;
    writeFileSync(path, content, {mode: 0o600});
    if (!isThere && this.user.uid !== undefined) chownSync(path, this.user.uid, this.user.gid);
  }

  /** The power goes and comes back. Nobody may have a file open. out: in words what was done */
  lose() {
    const style = this.choices.one(this.styles);
    const pending = [...this.files.values()].reduce((sum, file) => sum + file.later.length, 0);
    const cut = {share: this.choices.one([0.1, 0.5, 0.9]), order: this.order - this.choices.below(pending + 1)};
    for (const [name, entry] of this.names) {
      const file = this.left(entry, style, cut);
      this.put(name, file && this.remains(file, style, cut));
    }
    this.begin();
    return `of ${pending} unsynced writes ${style}`;
  }
}
