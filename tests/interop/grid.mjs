// The interop grid: every tool that makes a form against every tool that reads it. Prints TAP; every cell is a test.
//   node grid.mjs PATH/TO/cairn [--json FILE] [--only FORM]   tries the cells
//   node grid.mjs PATH/TO/cairn --write                       tries them, and writes docs/interop.md if none is amiss
//   node grid.mjs --check                                     is docs/interop.md what the list of cells says? needs no packages
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {forms, tools} from './grid/forms.mjs';
import {cells, expectation, page} from './grid/page.mjs';
import {check, finish, root, skip, test} from './support.mjs';

const words = process.argv.slice(2);
const after = option => words.includes(option) ? words[words.indexOf(option) + 1] : undefined;
const file = join(root, 'docs', 'interop.md');

if (words.includes('--check')) {
  if (readFileSync(file, 'utf8') !== page(root)) {
    console.log('docs/interop.md is not what the list of cells says; run ./dev interop --write');
    process.exit(1);
  }
  process.exit(0);
}

const documents = await import('./grid/documents.mjs');
const drivers = {...documents.drivers, ...(await import('./grid/tokens.mjs')).drivers};
const nameOf = id => tools.find(tool => tool.id === id).name;
const results = [];

/** What is wrong with a cell: each change that the reader did not refuse, or that it did not accept the good one. */
async function tryCell(form, reader, sample, changed) {
  const read = drivers[form.id].reads[reader];
  const good = await read(sample);
  if (!good.accepted) return [{change: 'good', said: good.said}];
  const wrong = [];
  for (const [change, bad] of changed) {
    const answer = await read(bad);
    if (!answer.refused) wrong.push({change, said: answer.said});
  }
  return wrong;
}

async function tryMaker(form, maker) {
  let sample;
  const changed = [];
  await test(`${form.title}: ${nameOf(maker)} makes one`, async () => {
    sample = await drivers[form.id].makes[maker]();
    for (const name of form.changes) changed.push([name, await drivers[form.id].tamper(sample, name)]);
  });
  for (const reader of form.reads) {
    const {state, takes = []} = expectation(form, maker, reader);
    await test(`${form.title}: ${nameOf(maker)} to ${nameOf(reader)}${state === 'limit' ? ' is limited as listed' : ''}`, async () => {
      check(changed.length === form.changes.length, 'there is nothing to read');
      const wrong = await tryCell(form, reader, sample, changed).catch(error => [{change: 'stopped', said: error.stack}]);
      const asListed = wrong.map(one => one.change).sort().join() === [...takes].sort().join();
      results.push({form: form.id, maker, reader, state: asListed ? state : 'fail', wrong});
      check(asListed, `listed: ${takes.join('; ') || 'nothing'}; found: ${wrong.map(one => `${one.change} (${one.said})`).join('\n') || 'nothing'}`);
    });
  }
}

for (const form of forms.filter(form => !after('--only') || form.id === after('--only'))) {
  await test(`${form.title}: the list names exactly the tools that there are`, () => {
    const {makes, reads} = drivers[form.id];
    check(Object.keys(makes).sort().join() === [...form.makes].sort().join(), `makes ${Object.keys(makes)}`);
    check(Object.keys(reads).sort().join() === [...form.reads].sort().join(), `reads ${Object.keys(reads)}`);
  });
  if (form.id === 'clr' && !documents.clrContextIsHere) skip(form.title, 'the context of CLR 2.0 is not among the public suites');
  else for (const maker of form.makes) await tryMaker(form, maker);
}

if (after('--json')) {
  const untried = cells().filter(cell => cell.state === 'none').map(({form, maker, reader, state, reason}) => ({form: form.id, maker, reader, state, reason}));
  writeFileSync(after('--json'), JSON.stringify([...results, ...untried], null, 1) + '\n');
}
finish();
if (words.includes('--write') && process.exitCode === 0) writeFileSync(file, page(root));
