// Every relative link in a Markdown file leads to a file, and every error code in src/ is in docs/errors.md.
import {existsSync, readFileSync, readdirSync, statSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';

const root = process.argv[2] ?? '.';
let problems = 0;
const complain = (place, text) => {
  console.log(`${place}: ${text}`);
  ++problems;
};
function* files(folder, pattern) {
  for (const name of readdirSync(folder).sort()) {
    if (['build', '.git', 'node_modules'].includes(name)) continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path, pattern);
    else if (pattern.test(name)) yield path;
  }
}

for (const path of files(root, /\.md$/)) {
  for (const [, target] of readFileSync(path, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:|^#/.test(target)) continue;
    if (!existsSync(join(dirname(path), target.split('#')[0]))) complain(relative(root, path), `broken link: ${target}`);
  }
}
const errors = existsSync(join(root, 'docs/errors.md')) ? readFileSync(join(root, 'docs/errors.md'), 'utf8') : '';
for (const path of files(join(root, 'src'), /\.(cpp|hpp)$/)) {
  for (const [, code] of readFileSync(path, 'utf8').matchAll(/\bfail\(\s*Kind::\w+,\s*"([^"]+)"/g)) {
    if (!code.endsWith('.') && !errors.includes(`\`${code}\``)) complain(relative(root, path), `the code ${code} is not in docs/errors.md (docs/errors.d)`);
  }
}
process.exit(problems === 0 ? 0 : 1);
