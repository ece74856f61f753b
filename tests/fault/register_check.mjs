// Whether a register is whole, judged from its tables alone: src/store/audit.hpp says what they hold, RFC 6962 how a tree is hashed.
// Nothing here is worked out by the program under test.
import {sha256} from './support.mjs';

export const sha256Hex = text => sha256(Buffer.from(text ?? 'nothing', 'utf8')).toString('hex');

const kinds = ['organisation', 'person', 'definition', 'act'];
const keyOf = row => `${kinds[row.kind]} ${row.id} ${row.version} ${row.number}`;

/** The fields of an entry in their order, each with its length in eight bytes before it. */
export function leafHash(entry) {
  const parts = [Buffer.of(0)];
  const bytes = data => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(data.length));
    parts.push(length, data);
  };
  const number = value => {
    const data = Buffer.alloc(8);
    data.writeBigInt64BE(BigInt(value));
    bytes(data);
  };
  const text = value => bytes(Buffer.from(value, 'utf8'));
  number(entry.number);
  number(entry.at_s);
  number(entry.at_ns);
  for (const word of [entry.actor, entry.action, entry.note, kinds[entry.kind], entry.id, entry.version]) text(word);
  number(entry.record_number);
  number(entry.revision);
  bytes(Buffer.from(entry.body_digest, 'hex'));
  bytes(Buffer.from(entry.previous, 'hex'));
  return sha256(...parts);
}

/** RFC 6962 2.1 as it stands there: the two halves, the left one the largest power of two below the size. */
export function treeHash(leaves) {
  if (leaves.length === 0) return sha256('');
  if (leaves.length === 1) return leaves[0];
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return sha256(Buffer.of(1), treeHash(leaves.slice(0, half)), treeHash(leaves.slice(half)));
}

// The full subtrees from the left: what the row of the head keeps.
function peaksOf(leaves) {
  const out = [];
  for (let rest = leaves; rest.length > 0;) {
    let size = 1;
    while (size * 2 <= rest.length) size *= 2;
    out.push(treeHash(rest.slice(0, size)));
    rest = rest.slice(size);
  }
  return out;
}

function checkTree(tables, leaves, complain) {
  const [head] = tables.audit_head;
  if (!head) return leaves.length && complain('there are entries and no head');
  if (tables.audit_head.length !== 1) complain('there is more than one head');
  if (head.size !== leaves.length) complain(`the head says ${head.size} entries, there are ${leaves.length}`);
  const peaks = Buffer.from(head.peaks, 'hex');
  if (!peaks.equals(Buffer.concat(peaksOf(leaves)))) complain('the subtrees of the head are not those of the entries');
  const kept = [];
  for (let i = 0; i < peaks.length; i += 32) kept.push(peaks.subarray(i, i + 32));
  const root = kept.length ? kept.reduceRight((right, left) => sha256(Buffer.of(1), left, right)) : sha256('');
  if (!root.equals(treeHash(leaves))) complain('the root of the head is not that of the entries');
  if (leaves.length && head.last_leaf !== leaves.at(-1).toString('hex')) complain('the last leaf of the head is not that of the entries');
}

function checkEntries(tables, leaves, complain) {
  let last = {at_s: 0, at_ns: 0};
  tables.audit_entry.forEach((entry, i) => {
    if (entry.number !== i + 1) complain(`entry ${i + 1} of the audit tree is missing: there is ${entry.number}`);
    const before = i === 0 ? '0'.repeat(64) : leaves[i - 1].toString('hex');
    if (entry.previous !== before) complain(`entry ${entry.number} does not follow the one before it`);
    if (entry.at_s < last.at_s || (entry.at_s === last.at_s && entry.at_ns < last.at_ns)) complain(`entry ${entry.number} is earlier than the one before it`);
    last = entry;
  });
}

// No body without entry, no entry without body, and what is current is the newest.
function checkBodies(tables, complain) {
  const bodies = new Map();
  for (const row of [...tables.record, ...tables.record_past]) {
    const key = `${keyOf(row)} revision ${row.revision}`;
    if (bodies.has(key)) complain(`${key} is there twice`);
    bodies.set(key, sha256Hex(row.body));
  }
  const newest = new Map();
  for (const entry of tables.audit_entry) {
    const record = keyOf({...entry, number: entry.record_number});
    const key = `${record} revision ${entry.revision}`;
    if (!bodies.has(key)) complain(`entry ${entry.number} has no body: ${key}`);
    else if (bodies.get(key) !== entry.body_digest) complain(`the body of ${key} is not the one of entry ${entry.number}`);
    bodies.delete(key);
    if (entry.revision !== (newest.get(record) ?? 0) + 1) complain(`${key} does not follow the revision before it`);
    newest.set(record, entry.revision);
  }
  for (const key of bodies.keys()) complain(`a body has no entry: ${key}`);
  for (const row of tables.record) {
    if (row.revision !== newest.get(keyOf(row))) complain(`${keyOf(row)} stands at revision ${row.revision}, its newest is ${newest.get(keyOf(row))}`);
  }
}

function checkListings(tables, complain) {
  const listed = new Set(tables.listing.map(row => `${row.id} ${row.version}`));
  const definitions = new Set(tables.record.filter(row => row.kind === 2).map(row => `${row.id} ${row.version}`));
  for (const key of definitions) if (!listed.has(key)) complain(`${key} is not listed`);
  for (const key of listed) if (!definitions.has(key)) complain(`${key} is listed, but not there`);
}

function checkIssued(tables, complain) {
  const seen = new Set();
  for (const row of tables.issuance_record) {
    if (seen.has(row.learner_name)) complain(`${row.learner_name} has two credentials`);
    seen.add(row.learner_name);
  }
}

/** What was acknowledged, and has to be there from then on. */
export class Ledger {
  constructor() {
    this.leaves = [];
    this.proofs = new Map();
  }
  /** Whatever is there now has to stay. */
  takeUp(tables) {
    this.leaves = tables.audit_entry.map(entry => leafHash(entry).toString('hex'));
    for (const row of tables.issuance_record) if (row.proof) this.proofs.set(row.learner_name, row.proof);
  }
  complaints(tables) {
    const out = [];
    this.leaves.forEach((leaf, i) => {
      const entry = tables.audit_entry[i];
      if (!entry) out.push(`LOST: entry ${i + 1} was acknowledged and is gone`);
      else if (leafHash(entry).toString('hex') !== leaf) out.push(`CHANGED: entry ${i + 1} was acknowledged and is another one now`);
    });
    const proofs = new Map(tables.issuance_record.map(row => [row.learner_name, row.proof]));
    for (const [name, proof] of this.proofs) {
      if (proofs.get(name) !== proof) out.push(`LOST: the credential of ${name} was acknowledged and is gone`);
    }
    return out;
  }
}

/** out: what is wrong with a register, in words; nothing if it is whole */
export function registerComplaints(tables) {
  const out = [...tables.damage];
  const complain = text => out.push(text);
  const leaves = tables.audit_entry.map(leafHash);
  checkEntries(tables, leaves, complain);
  checkTree(tables, leaves, complain);
  checkBodies(tables, complain);
  checkListings(tables, complain);
  checkIssued(tables, complain);
  return out;
}
