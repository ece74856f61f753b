// Writes the grid as a page for people.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {forms, limitOf, tools} from './forms.mjs';

const nameOf = id => tools.find(tool => tool.id === id).name;

/** What a cell should be: pass, limit, or the reason why there is nothing to try. */
export function expectation(form, maker, reader) {
  if (!form.makes.includes(maker)) return {state: 'none', reason: form.not[maker] ?? `${nameOf(maker)} reads this form and does not make it`};
  if (!form.reads.includes(reader)) return {state: 'none', reason: form.not[reader] ?? `${nameOf(reader)} makes this form and does not read it`};
  const limit = limitOf(form.id, maker, reader);
  return limit ? {state: 'limit', reason: limit.reason, takes: limit.takes} : {state: 'pass'};
}
export const cells = () => forms.flatMap(form => tools.flatMap(maker => tools.map(reader =>
  ({form, maker: maker.id, reader: reader.id, ...expectation(form, maker.id, reader.id)}))));

function table(form, notes) {
  const note = reason => {
    if (!notes.includes(reason)) notes.push(reason);
    return notes.indexOf(reason) + 1;
  };
  const word = {pass: () => 'pass', limit: reason => `**fail** [${note(reason)}]`, none: reason => `– [${note(reason)}]`};
  const rows = form.makes.map(maker => `| **${nameOf(maker)}** | ${tools.map(reader => {
    const {state, reason} = expectation(form, maker, reader.id);
    return word[state](reason);
  }).join(' | ')} |`);
  const idle = tools.filter(tool => !form.makes.includes(tool.id)).map(tool => `${tool.name} [${note(expectation(form, tool.id, tool.id).reason)}]`);
  return [
    `## ${form.title}`, '', ...(form.note ? [form.note] : []), `Changes that every reader must refuse: ${form.changes.join('; ')}.`, '',
    `| made by \\ read by | ${tools.map(tool => tool.name).join(' | ')} |`, `|---|${tools.map(() => '---|').join('')}`, ...rows, '',
    `Not made by: ${idle.join(', ')}.`, ''
  ];
}

export function page(root) {
  const {dependencies} = JSON.parse(readFileSync(join(root, 'tests', 'interop', 'package.json'), 'utf8'));
  const {packages} = JSON.parse(readFileSync(join(root, 'tests', 'interop', 'package-lock.json'), 'utf8'));
  const version = name => dependencies[name] ?? packages[`node_modules/${name}`].version;
  const all = cells();
  const count = state => all.filter(cell => cell.state === state).length;
  const notes = [];
  const body = forms.flatMap(form => table(form, notes));
  return [
    '# Who reads what whom', '',
    '<!-- Written by `./dev interop --write` after every cell was tried. Do not edit. -->', '',
    'Every tool that makes a form against every tool that reads it, Cairn and the others among themselves. A cell says *pass* when the reader accepts',
    'the good credential **and** refuses every listed change of it. A cell that fails because of the other tool is shown as **fail** and explained;',
    'a dash says why there is nothing to try. `./dev test` tries every cell again, and fails when one is not as it is here.', '',
    `${forms.length} forms of ${tools.length} tools, ${all.length} cells. ${count('pass') + count('limit')} can be tried: ${count('pass')} pass, ${count('limit')} fail because of the reader, which is not Cairn.`, '',
    'Cairn was told who the issuers are, so that only the verdict *valid* counts as accepted, and only *invalid* or *undetermined* as refused. Badges of',
    'Open Badges 2.x and 1.x, whose peer only reads, are in `tests/interop/open_badges_2.mjs`.', '',
    '| tool | packages |', '|---|---|',
    ...tools.map(tool => `| ${tool.name} | ${tool.packages.map(name => `\`${name}\` ${version(name)}`).join(', ') || 'this repository'} |`), '',
    ...body, '## Notes', '', ...notes.map((note, i) => `${i + 1}. ${note}.`), ''
  ].join('\n');
}
