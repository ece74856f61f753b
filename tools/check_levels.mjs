// Compares every #include below src/ with tools/levels.txt, and keeps third-party headers in the one library that owns them.
import {readFileSync, readdirSync, statSync} from 'node:fs';
import {join, relative, sep} from 'node:path';

const root = process.argv[2] ?? '.';
const rows = new Map();
for (const line of readFileSync(join(root, 'tools/levels.txt'), 'utf8').split('\n')) {
  if (!/^[a-z]/.test(line)) continue;
  const [name, level, ...uses] = line.replace(/#.*/, '').trim().split(/\s+/);
  if (!line.includes('#')) complain('tools/levels.txt', `${name}: no reason given`);
  rows.set(name, {level: Number(level), uses: new Set(uses.filter(use => use !== '-'))});
}

// Where each third-party header may appear. Anything in <...> with a '/' or '.h' that is not listed is refused.
const owners = [
  [/^(sodium|openssl\/)/, ['crypto', 'http']], [/^(sqlite3|libpq-fe)\.h$/, ['sql']], [/^re2\//, ['schema']], [/^(boost\/|curl\/)/, ['http']],
  [/^CLI\//, ['cli']], [/^toml\+\+\//, ['app']], [/^unicode\//, ['text']], [/^zlib\.h$/, ['vc', 'pdf']],
  [/^(cairo|pango|qrencode)/, ['render']],
  [/^(sys|netinet|arpa)\/|^(unistd|pwd|fcntl|termios|netdb|signal|poll|errno|time|pthread|dirent|dlfcn|immintrin|x86intrin)\.h$/, null],
];

let problems = 0;
function complain(place, text) {
  console.log(`${place}: ${text}`);
  ++problems;
}

function* files(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else if (/\.(cpp|hpp)$/.test(name)) yield path;
  }
}

for (const path of files(join(root, 'src'))) {
  const place = relative(root, path);
  const parts = place.split(sep);
  const library = parts.length > 2 ? parts[1] : 'main';
  if (library !== 'main' && !rows.has(library)) complain(place, `the library ${library} has no row in tools/levels.txt`);
  readFileSync(path, 'utf8').split('\n').forEach((line, i) => {
    const own = /^\s*#\s*include\s+"([^"]+)"/.exec(line)?.[1];
    const foreign = /^\s*#\s*include\s+<([^>]+)>/.exec(line)?.[1];
    if (own) {
      const used = own.split('/')[0];
      if (!rows.has(used)) complain(`${place}:${i + 1}`, `"${own}" is in no known library; include from src/`);
      else if (library !== 'main' && used !== library && !rows.get(library)?.uses.has(used)) {
        complain(`${place}:${i + 1}`, `${library} may not include ${used} (tools/levels.txt)`);
      }
    } else if (foreign && (foreign.includes('/') || foreign.endsWith('.h'))) {
      const owner = owners.find(([pattern]) => pattern.test(foreign));
      if (!owner) complain(`${place}:${i + 1}`, `<${foreign}> belongs to no library in tools/check_levels.mjs`);
      else if (owner[1] && !owner[1].includes(library)) complain(`${place}:${i + 1}`, `<${foreign}> may be included in ${owner[1].join(', ')} only`);
      else if (owner[1] && place.endsWith('.hpp') && !/internal/.test(place)) complain(`${place}:${i + 1}`, `third-party header <${foreign}> in a public header`);
    }
  });
}
for (const [name, row] of rows) {
  for (const use of row.uses) {
    if (!rows.has(use) || rows.get(use).level >= row.level) complain('tools/levels.txt', `${name} may not use ${use}: arrows go down only`);
  }
}
process.exit(problems === 0 ? 0 : 1);
