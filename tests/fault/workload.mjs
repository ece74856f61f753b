// A random life of a register, as the commands that a college would type: people, definitions, edits, acts up to publication, awards.
// What comes next follows from what stands in the tables, so that whatever was killed is tried again.
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const people = {anna: 'administrator', dana: 'designer', rory: 'rater', vera: 'vetter', eve: 'external', sam: 'student', bo: 'approver', reg: 'registry'};
const day = offset => new Date(Date.now() + offset * 86400000).toISOString().slice(0, 10);
const ratingFacts = ['participants', 'competence', 'average_candidate', 'method', 'units', 'level_recommendation', 'credit_calculation', 'least_and_most_credit', 'issues'];
const acts = [
  {kind: 'need', as: 'dana', words: ['act', 'need'], facts: ['market_need', 'costing', 'risk']},
  {kind: 'design', as: 'dana', words: ['act', 'design'], facts: ['assessment_rationale']},
  {kind: 'rate', as: 'rory', words: ['rate'], facts: ratingFacts},
  {kind: 'vet', as: 'vera', words: ['rate', '--vet'], facts: ['peer_review', 'findings']},
  {kind: 'external-voice', as: 'eve', words: ['act', 'external-voice'], facts: ['comment']},
  {kind: 'student-voice', as: 'sam', words: ['act', 'student-voice'], facts: ['comment']},
  {kind: 'approve', as: 'bo', words: ['approve'], facts: ['minute']},
  {kind: 'publish', as: 'reg', words: ['publish', '--due', day(365)], facts: []},
];

export class Workload {
  /** in: where files go; a definition file to begin from; the seeded choices */
  constructor(folder, definition, choices) {
    this.folder = folder;
    this.definition = readFileSync(definition, 'utf8');
    this.choices = choices;
    this.count = 0;
    this.unfinished = null;
  }

  file(name, text) {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** out: {words, wanted} of the next command; `before` has to be run first, and `edit` makes the file of what it wrote */
  next(tables) {
    const bodies = kind => new Map(tables.record.filter(row => row.kind === kind).map(row => [row.id, JSON.parse(row.body)]));
    const [organisations, persons] = [bodies(0), bodies(1)];
    if (!organisations.has('ardmore')) {
      return {words: ['org', 'add', 'ardmore', '--name', 'Ardmore College', '--kind', 'provider', '--as', 'anna'], wanted: {kind: 0, id: 'ardmore'}};
    }
    for (const [person, role] of Object.entries(people)) {
      const wanted = {kind: 1, id: person};
      if (!persons.has(person)) return {words: ['person', 'add', person, '--name', person, '--as', 'anna'], wanted};
      if (!persons.get(person).roles?.length) return {words: ['person', 'role', person, role, '--org', 'ardmore', '--as', 'anna'], wanted};
    }
    return this.work(tables);
  }

  work(tables) {
    const done = new Map();  // definition and version -> what was done
    for (const row of tables.record) {
      if (row.id.startsWith('import-')) continue;  // drafts of others, which lack what publication needs
      if (row.kind === 2) done.set(`${row.id} ${row.version}`, []);
      if (row.kind === 3) done.get(`${row.id} ${row.version}`).push(JSON.parse(row.body).kind);
    }
    const isOpen = kinds => !kinds.includes('publish') && !kinds.some(kind => !acts.some(act => act.kind === kind));
    const open = [...done].filter(([, kinds]) => isOpen(kinds)).map(([key]) => key.split(' '));
    const published = [...done].filter(([, kinds]) => kinds.includes('publish')).map(([key]) => key.split(' '));
    const free = new Set(done.keys()).size;
    if (this.unfinished) return this.unfinished;
    if (this.choices.holds(0.2)) return this.import();
    if (free === 0 || (open.length < 2 && this.choices.holds(0.3))) return this.define();
    if (published.length && this.choices.holds(0.3)) return this.issue(...this.choices.one(published));
    if (this.choices.holds(0.25)) return this.edit(this.choices.one([...done.keys()]).split(' ')[0]);
    if (open.length === 0) return this.define();
    return this.act(this.choices.one(open), done);
  }

  define() {
    const id = `course-${++this.count}-${this.choices.below(1e6)}`;
    const path = this.file('definition.toml', this.definition.replaceAll('micro-credentials/retrofit-survey', `micro-credentials/${id}`));
    return {words: ['define', path, '--name', id, '--org', 'ardmore', '--as', 'dana'], wanted: {kind: 2, id}};
  }

  /** A table of definitions: a few, or more than go into one transaction. */
  import() {
    const count = this.choices.holds(0.3) ? 520 + this.choices.below(80) : 1 + this.choices.below(30);
    const stem = `import-${++this.count}-${this.choices.below(1e6)}`;
    const ids = Array.from({length: count}, (_, number) => `${stem}-${number}`);
    const rows = ids.map(id => `https://badges.ardmore.example/m/${id},${id},Words about ${id}`);
    const path = this.file('definitions.csv', ['id,name,description', ...rows, ''].join('\n'));
    return {words: ['import', path, '--org', 'ardmore', '--as', 'dana'], wanted: {ids}};
  }

  edit(id) {
    const path = join(this.folder, 'edit.toml');
    const summary = `summary = "Edited for the ${this.choices.below(1e9)}th time."`;
    return {before: ['show', id, '--out', path, '--as', 'dana'], path, words: ['define', path, '--as', 'dana'], wanted: {kind: 2, id},
      edit: () => writeFileSync(path, readFileSync(path, 'utf8').replace(/^summary = .*/m, summary))};
  }

  act([id, version], done) {
    const kinds = done.get(`${id} ${version}`);
    const next = acts.find(act => !kinds.includes(act.kind));
    const facts = next.facts.flatMap(fact => ['--fact', `${fact}=Words about ${fact}, ${this.choices.below(1e9)}`]);
    return {words: [...next.words, id, '--version', version, ...facts, '--as', next.as], wanted: {kind: 3, id}};
  }

  /** Until it is acknowledged the same list is handed in again, as a person would. */
  issue(id, version) {
    const learners = Array.from({length: 1 + this.choices.below(4)}, () => `Learner ${++this.count} ${this.choices.below(1e9)}`);
    const rows = learners.map(name => `${name},${name.replaceAll(' ', '.').toLowerCase()}@example.org,68,Secure,B,https://ardmore.example/evidence/${this.count}`);
    const path = this.file(`people-${this.count}.csv`, ['Name,Email,Final mark,Defence,Grade,Evidence link', ...rows, ''].join('\n'));
    this.unfinished = {words: ['issue', id, '--version', version, '--from', path, '--status', 'none', '--threads', '1', '--as', 'reg'], wanted: {learners}};
    return this.unfinished;
  }

  acknowledged(command) {
    if (command === this.unfinished) this.unfinished = null;
  }
}

/** out: what a command that was acknowledged did not leave behind */
export function missingOf(command, before, after) {
  const {learners, ids, kind, id} = command.wanted;
  if (ids) {
    const kept = new Set(after.record.filter(row => row.kind === 2).map(row => row.id));
    return ids.filter(one => !kept.has(one)).map(one => `acknowledged, but not there: the imported definition ${one}`);
  }
  if (learners) {
    const signed = new Set(after.issuance_record.filter(row => row.proof).map(row => row.learner_name));
    return learners.filter(name => !signed.has(name)).map(name => `acknowledged, but not there: the credential of ${name}`);
  }
  const found = after.audit_entry.slice(before.audit_entry.length).some(entry => entry.kind === kind && entry.id === id);
  return found ? [] : [`acknowledged, but not there: ${command.words.slice(0, 4).join(' ')}`];
}
