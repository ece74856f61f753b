// Keeps the limits of docs/style.md: functions of at most 70 lines, files of at most 500, headers of at most 250;
// no TODO without an issue number, no forbidden library parts, no catch-all outside the two walls.
import {readFileSync, readdirSync, statSync} from 'node:fs';
import {join, relative} from 'node:path';

const root = process.argv[2] ?? '.';
const limits = {'function': 70, file: 500, header: 250};
const forbidden = [
  [/\bstd::regex\b/, 'std::regex backtracks without limit'],
  [/#\s*include\s+<(format|expected|source_location|ranges)>/, 'not on every compiler we build with'],
  [/\b(TODO|FIXME|XXX)\b(?!\(#\d+\))/, 'an open end needs an issue number: TODO(#12)'],
  [/\bGTEST_SKIP\b|\bDISABLED_/, 'a skip must be listed, not silent'],
];
const walls = new Set(['src/main.cpp', 'src/verify/c_abi.cpp']);

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

// A function's body: the clang-format style puts its opening brace at the end of a line whose statement began at the
// indentation where the closing brace stands alone.
function longFunctions(lines) {
  const found = [];
  const open = [];
  lines.forEach((line, i) => {
    const indent = line.length - line.trimStart().length;
    if (/^\s*}[;,)]*\s*(\/\/.*)?$/.test(line)) {
      while (open.length > 0 && open.at(-1).indent > indent) open.pop();
      const start = open.at(-1);
      if (start && start.indent === indent) {
        open.pop();
        if (start.isFunction && i - start.line + 1 > limits['function']) found.push([start.line + 1, i - start.line + 1]);
      }
    } else if (/\{\s*(\/\/.*)?$/.test(line)) {
      let first = i;
      while (first > 0 && lines[first].length - lines[first].trimStart().length > indent) --first;
      const head = lines.slice(Math.max(0, i - 4), i + 1).join(' ');
      const isFunction = /\)\s*(const|noexcept|override|final|mutable|->\s*[\w:<>,\s&*]+|\s)*\{\s*(\/\/.*)?$/.test(head) &&
          !/^\s*(if|for|while|switch|else|do|namespace|struct|class|enum|static constexpr|const std::array)\b/.test(line);
      open.push({indent, line: i, isFunction});
    }
  });
  return found;
}

for (const folder of ['src', 'tests']) {
  for (const path of files(join(root, folder))) {
    const place = relative(root, path);
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\n');
    const limit = place.endsWith('.hpp') ? limits.header : limits.file;
    if (lines.length - 1 > limit && !/table|_data/.test(place)) complain(place, `${lines.length - 1} lines; at most ${limit}`);
    for (const [line, length] of longFunctions(lines)) complain(`${place}:${line}`, `a function of ${length} lines; at most ${limits['function']}`);
    lines.forEach((line, i) => {
      for (const [pattern, reason] of forbidden) if (pattern.test(line)) complain(`${place}:${i + 1}`, reason);
      if (/catch\s*\(\s*\.\.\.\s*\)/.test(line) && !walls.has(place)) complain(`${place}:${i + 1}`, 'catch (...) only at the walls');
    });
  }
}
process.exit(problems === 0 ? 0 : 1);
