// Damage that the check of a register has to notice, done to tables in memory: a check that sees nothing proves nothing.
import {registerComplaints, sha256Hex} from './register_check.mjs';

const middle = list => Math.floor(list.length / 2);
const damages = {
  'a record is gone': tables => tables.record.splice(middle(tables.record), 1),
  'an earlier body is gone': tables => tables.record_past.splice(0, 1),
  'a body was changed': tables => { tables.record[0].body += ' '; },
  'a body was changed together with the digest of its entry': tables => {
    const [record] = tables.record;
    record.body += ' ';
    const entry = tables.audit_entry.find(row => row.kind === record.kind && row.id === record.id && row.revision === record.revision);
    entry.body_digest = sha256Hex(record.body);
  },
  'an entry is gone': tables => tables.audit_entry.splice(middle(tables.audit_entry), 1),
  'the last entry is gone': tables => tables.audit_entry.pop(),
  'the last entry and its body are gone': tables => {
    const entry = tables.audit_entry.pop();
    tables.record = tables.record.filter(row => !(row.kind === entry.kind && row.id === entry.id && row.number === entry.record_number));
  },
  'two entries changed places': tables => tables.audit_entry.splice(1, 2, tables.audit_entry[2], tables.audit_entry[1]),
  'somebody else is said to have done it': tables => { tables.audit_entry.at(-1).actor = 'mallory'; },
  'a record went back a revision': tables => Object.assign(tables.record.find(row => row.revision > 1), {revision: 1}),
  'a body has no entry': tables => tables.record.push({...tables.record[0], id: 'nobody'}),
  'the head is one short': tables => { tables.audit_head[0].size -= 1; },
  'the head holds other subtrees': tables => { tables.audit_head[0].peaks = tables.audit_head[0].peaks.replace(/^../, pair => pair === '00' ? '01' : '00'); },
  'a definition is not listed': tables => tables.listing.pop(),
  'somebody has two credentials': tables => tables.issuance_record.push({...tables.issuance_record[0]}),
};

/** out: the damages that went unnoticed */
export function unnoticed(tables) {
  return Object.entries(damages).filter(([, damage]) => {
    const copy = structuredClone(tables);
    damage(copy);
    return registerComplaints(copy).length === 0;
  }).map(([name]) => `not noticed: ${name}`);
}
