// Writes docs/errors.md from docs/errors.d/*.txt: one row per code, `code | meaning | what to do`.
import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const root = process.argv[2] ?? '.';
const folder = join(root, 'docs/errors.d');
let out = `# Error codes

Every error that Cairn prints carries one of these codes; \`--json\` output carries the same. A code keeps its meaning for ever.
Three things are never mixed: *invalid* (it was checked and it is wrong), *could not be checked*, and *a bug of ours*.

`;
const places = new Map();
for (const name of readdirSync(folder).filter(name => name.endsWith('.txt')).sort()) {
  out += `## ${name.replace('.txt', '')}\n\n| code | what it means | what to do |\n|---|---|---|\n`;
  const rows = readFileSync(join(folder, name), 'utf8').split('\n').filter(line => line.trim() !== '' && !line.startsWith('#'));
  for (const row of [...new Set(rows)].sort()) {
    const [code, meaning, remedy] = row.split('|').map(cell => cell.trim());
    if (!code || !meaning || !remedy) throw new Error(`docs/errors.d/${name}: a row needs code | meaning | what to do: ${row}`);
    // A code keeps one meaning; the library that stands lowest explains it for all.
    if (places.has(code)) throw new Error(`${code} stands in docs/errors.d/${places.get(code)} and again in ${name}: keep one row`);
    places.set(code, name);
    out += `| \`${code}\` | ${meaning} | ${remedy} |\n`;
  }
  out += '\n';
}
const target = join(root, 'docs/errors.md');
if (process.argv[3] === '--check') {
  if (readFileSync(target, 'utf8') !== out) {
    console.log('docs/errors.md is not what docs/errors.d says: run node tools/make_errors.mjs');
    process.exit(1);
  }
} else {
  writeFileSync(target, out);
}
