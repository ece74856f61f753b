// Writes the pinned JSON-LD contexts into a C++ source file.
//   node embed.mjs PACKAGES_FOLDER OUT.cpp     check every hash, write the source
//   node embed.mjs PACKAGES_FOLDER --hashes    print the hash of each text, to enter in data/contexts/contexts.json
//   node embed.mjs PACKAGES_FOLDER --texts DIR write each text to a file, for comparing with the public documents
import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'data', 'contexts');

// RFC 8785 for what a context holds: strings, booleans, null, the number 1.1, objects, arrays.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const names = Object.keys(value).sort();
    return `{${names.map(name => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

async function packageContexts(folder, name) {
  const require = createRequire(pathToFileURL(join(folder, 'index.js')));
  const path = require.resolve(name);
  const module = await import(pathToFileURL(path));
  const contexts = module.contexts ?? module.default?.contexts;
  if (!(contexts instanceof Map)) throw new Error(`${name}: no map of contexts`);
  return contexts;
}

// A term line of the table format: "term IRI [type=T] [container=C] [object]".
function parseTerm(words, prefixes) {
  const [term, iri, ...options] = words;
  const expand = text => {
    const colon = text.indexOf(':');
    const prefix = text.slice(0, colon);
    return colon > 0 && prefixes.has(prefix) ? prefixes.get(prefix) + text.slice(colon + 1) : text;
  };
  const definition = {'@id': expand(iri)};
  let short = true;
  for (const option of options) {
    const [key, value] = option.split('=');
    if (key === 'type') definition['@type'] = expand(value);
    else if (key === 'container') definition['@container'] = value;
    else if (key !== 'object') throw new Error(`unknown option ${option}`);
    short = false;
  }
  return {term, definition, short};
}

function parseTable(text, known) {
  const urls = [];
  const prefixes = new Map();
  const document = {'@context': {}};
  // Each level of indentation is one scope; a term's scoped context comes to be with the first line below it.
  const scopes = [{indent: 0, open: () => document['@context']}];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const indent = line.length - line.trimStart().length;
    const words = line.trim().split(/\s+/);
    if (words[0] === 'url') urls.push(words[1]);
    else if (words[0] === 'prefix') prefixes.set(words[1], words[2]);
    else if (words[0] === 'extends') Object.assign(document, structuredClone(known.get(words[1])));
    else {
      while (scopes.at(-1).indent > indent) scopes.pop();
      const scope = scopes.at(-1).open();
      if (words[0] === '@protected') {
        scope['@protected'] = true;
        continue;
      }
      const {term, definition, short} = parseTerm(words, prefixes);
      scope[term] = short ? definition['@id'] : definition;
      scopes.push({indent: indent + 1, open: () => {
        scope[term] = definition;
        return (definition['@context'] ??= {});
      }});
    }
  }
  return {urls, document};
}

async function collect(folder) {
  const rows = JSON.parse(readFileSync(join(root, 'contexts.json'), 'utf8')).contexts;
  const known = new Map();
  const out = [];
  for (const row of rows) {
    if (row.package) {
      const document = (await packageContexts(folder, row.package)).get(row.url);
      if (!document) throw new Error(`${row.package} has no context ${row.url}`);
      if (!known.has(row.url)) known.set(row.url, document);
      out.push({...row, document, origin: `npm ${row.package}`});
    } else if (row.file) {
      out.push({...row, document: JSON.parse(readFileSync(join(root, 'published', row.file), 'utf8')), origin: `published ${row.file}`});
    } else {
      const table = parseTable(readFileSync(join(root, 'own', row.table), 'utf8'), known);
      if (!table.urls.includes(row.url)) throw new Error(`own/${row.table} does not name ${row.url}`);
      out.push({...row, document: table.document, origin: `table ${row.table}`});
    }
  }
  return out.map(row => {
    const text = canonical(row.document);
    return {...row, text, hash: createHash('sha256').update(text).digest('hex')};
  });
}

function source(rows) {
  // Adjacent literals: compilers limit the length of one.
  const literal = text => text.match(/[^]{1,4000}/g).map(part => `    ${JSON.stringify(part)}`).join('\n');
  const items = rows.map(row => `  {"${row.url}", "${row.hash}",\n${literal(row.text)},\n    "${row.origin}"},`);
  return `// Written by tools/contexts/embed.mjs from data/contexts. Do not edit.
#include "jsonld/embedded_contexts.hpp"

namespace cairn::jsonld {

static constexpr EmbeddedContext k_contexts[] = {
${items.join('\n')}
};

std::span<const EmbeddedContext> embedded_contexts() { return k_contexts; }

}  // namespace cairn::jsonld
`;
}

const [folder, out, texts] = process.argv.slice(2);
if (!folder || !out) {
  console.error('usage: node embed.mjs PACKAGES_FOLDER OUT.cpp | --hashes | --texts DIR');
  process.exit(2);
}
const rows = await collect(folder);
if (out === '--hashes') {
  for (const row of rows) console.log(row.hash, row.url, row.origin);
} else if (out === '--texts') {
  mkdirSync(texts, {recursive: true});
  rows.forEach((row, i) => writeFileSync(join(texts, `${i}.json`), JSON.stringify({url: row.url, origin: row.origin, document: row.document})));
} else {
  const wrong = rows.filter(row => row.hash !== row.sha256);
  for (const row of wrong) console.error(`${row.url} (${row.origin}): hash ${row.hash}, pinned ${row.sha256}`);
  if (wrong.length > 0) process.exit(1);
  writeFileSync(out, source(rows));
}
