// Writes the generated tables of README.md from build/conformance.json, build/verdicts.json and build/bench.json.
//   node tools/make_readme.mjs            write those of which there are results
//   node tools/make_readme.mjs --check    are the tables of conformance and verdicts what the last run found?
import {existsSync, readFileSync, writeFileSync} from 'node:fs';

const between = (text, name, table) => {
  const pattern = new RegExp(`(<!-- table: ${name} -->\n)[^]*?(<!-- end -->)`);
  if (!pattern.test(text)) throw new Error(`README.md has no place for the table ${name}`);
  return text.replace(pattern, (_, start, end) => `${start}${table}${end}`);
};

function conformance() {
  const suites = JSON.parse(readFileSync('build/conformance.json', 'utf8'));
  const rows = Object.entries(suites).sort(([a], [b]) => a.localeCompare(b))
    .map(([name, n]) => `| \`${name}\` | ${n.passed} | ${n.failed} | ${n.skipped} | ${n.total} |`);
  return ['| suite | passed | failed | not applicable | cases |', '|---|---:|---:|---:|---:|', ...rows, ''].join('\n');
}

/** One row per suite, and every reason why a verdict is not the suite's. */
function verdicts() {
  const suites = JSON.parse(readFileSync('build/verdicts.json', 'utf8'));
  const reasons = [];
  const table = Object.entries(suites).map(([name, {rows}]) => {
    const judged = rows.filter(row => row.expected !== 'nothing to verify');
    const count = verdict => judged.filter(row => row.found === verdict).length;
    const explained = judged.filter(row => row.explained);
    for (const row of explained) {
      const known = reasons.find(one => one.suite === name && one.reason === row.explained);
      if (known) known.files.push(row.file);
      else reasons.push({suite: name, reason: row.explained, files: [row.file]});
    }
    const unknown = judged.filter(row => row.whenUnknown === 'unknown-issuer').length;
    return `| \`${name}\` | ${rows.length} | ${rows.length - judged.length} | ${count('valid')} | ${unknown} | ${count('invalid')} | ${count('undetermined')} | ` +
      `${judged.length - explained.length} of ${judged.length} |`;
  });
  return ['| suite | files | nothing to verify | valid | of these, unknown-issuer when nobody is known | invalid | undetermined | as the suite has it |',
    '|---|---:|---:|---:|---:|---:|---:|---:|', ...table, '', 'Where the verdict is not the suite\'s:', '',
    ...reasons.map(one => `- \`${one.suite}\`, ${one.files.length} ${one.files.length === 1 ? 'file' : 'files'} (${shortly(one.files)}): ${one.reason}.`), ''].join('\n');
}
const shortly = files => `\`${files[0]}\`${files.length > 1 ? ` to \`${files.at(-1)}\`` : ''}`;

const middle = figures => {
  const values = Object.entries(figures).filter(([name]) => name.endsWith('_ms') && !/^(bare|open|unpublished)/.test(name)).map(([, value]) => value).sort((a, b) => a - b);
  return values.length % 2 ? values[(values.length - 1) / 2] : (values[values.length / 2 - 1] + values[values.length / 2]) / 2;
};

/** The register at its largest size, on both stores, beside a bare query on the same store. */
function register(figures) {
  const sizes = [...new Set(Object.keys(figures).map(name => Number(name.split('_')[1])))].sort((a, b) => a - b);
  const engines = {sqlite: 'SQLite', postgres: 'PostgreSQL'};
  const kinds = {common_word: 'a common word', two_words: 'two words', word_and_facet: 'a word and a facet', facet: 'a facet', hours: 'hours'};
  const ms = value => value.toFixed(value < 1 ? 2 : 1);
  const rows = Object.entries(engines).filter(([engine]) => figures[`${engine}_${sizes.at(-1)}`]?.import_per_s).map(([engine, name]) => {
    const large = figures[`${engine}_${sizes.at(-1)}`];
    return `| ${name} | ${Math.round(large.import_per_s).toLocaleString('en-GB')}/s | ${Object.keys(kinds).map(kind => ms(large[`${kind}_ms`])).join(' | ')} | ${ms(large.bare_ms)} | ${ms(large.open_definition_ms)} | ${Math.round(large.peak_rss_mb)} MB |`;
  });
  return ['', `The register with ${sizes.at(-1).toLocaleString('en-GB')} definitions of 1,000 organisations, median milliseconds of a search's first page (floors: import 2,000/s, 20 ms, 300 MB):`, '',
    `| store | import | ${Object.values(kinds).join(' | ')} | bare query | open a definition | memory of the program |`, `|---|---:|${'---:|'.repeat(8)}`, ...rows, '',
    `From ${sizes[0].toLocaleString('en-GB')} definitions to ${sizes.at(-1).toLocaleString('en-GB')} the median over these kinds of search grows ${Object.entries(engines).filter(([engine]) => figures[`${engine}_${sizes.at(-1)}`]?.import_per_s).map(([engine, name]) =>
      `${(middle(figures[`${engine}_${sizes.at(-1)}`]) / middle(figures[`${engine}_${sizes[0]}`])).toFixed(1)} times on ${name}`).join(', ')} (floor 2).`,
    `The bare query is the store's own full text for the common word, the first rows in whatever order they come; ours, in order of fit, takes ${Object.entries(engines).filter(([engine]) => figures[`${engine}_${sizes.at(-1)}`]?.import_per_s).map(([engine, name]) =>
      `${(figures[`${engine}_${sizes.at(-1)}`].common_word_ms / figures[`${engine}_${sizes.at(-1)}`].bare_ms).toFixed(1)} times as long on ${name}`).join(', ')} (floor 4).`, ''];
}

function bench() {
  const r = JSON.parse(readFileSync('build/bench.json', 'utf8'));
  const n = value => Math.round(value).toLocaleString('en-GB');
  const ratio = f => f.ours / f.peer;
  const tokens = {issue: 'issue', present: 'present', verify: 'verify a presentation'};
  const part = (name, {ours, peer}, prefix, works, floor) => Object.entries(works).filter(([work]) => ours[`${prefix}_${work}_per_s`]).map(([work, words]) =>
    row(`${name}: ${words}`, {ours: ours[`${prefix}_${work}_per_s`], peer: peer[`${prefix}_${work}_per_s`], limit: ours[`limit_${prefix}_${work}_per_s`]}, floor));
  const row = (name, f, floor) => `| ${name} | ${n(f.ours)}/s | ${n(f.peer)}/s | ${ratio(f) < 20 ? ratio(f).toFixed(1) : Math.round(ratio(f))} × | ${floor} | ${f.limit ? `${Math.round(100 * f.ours / f.limit)} % of ${n(f.limit)}/s` : ''} |`;
  return [
    '| work, one thread | Cairn | peer | ratio | floor | of its bare signature operations |', '|---|---:|---:|---:|---:|---:|',
    row('issue: build, check, canonise, sign', r.issue, '100 ×, 30 %'), row('verify', r.verify, '60 ×, 55 %'), row('JSON-LD to RDF', r.to_rdf, '100 ×'), row('RDFC-1.0', r.rdfc, '5 ×'),
    ...part('`ecdsa-sd-2023`', r.selective, 'sd', {base: 'base proof', derive: 'derived document', verify: 'verify a derived document'}, '30 ×'),
    ...part('SD-JWT, Ed25519', r.sd_jwt_ed25519, 'sd_jwt', tokens, '10 ×'), ...part('SD-JWT, P-256', r.sd_jwt_p256, 'sd_jwt', tokens, '10 ×'), '',
    'Where a floor against a peer is not met, both sides spend most of their time in the same native signatures: the last column says how much of what these alone',
    'allow is left. P-256 signatures of ours are checked before they are given out, which takes longer than making them.', '',
    `A status list of 131,072 entries is unpacked and looked at in ${r.status.status_decode_check_ms.toFixed(2)} ms (floor 1 ms); verifying with a cached list is ${Math.max(0, Math.round(100 * (r.status.verify_per_s / r.status.verify_with_status_per_s - 1)))} % slower (15 %).`,
    `A picture of 205 KB is baked in ${r.bake.bake_ms.toFixed(2)} ms and read in ${r.bake.unbake_ms.toFixed(2)} ms (3 ms).`,
    `\`cairn issue\` of ${n(r.bulk_issue.rows)} people on two cores: ${n(r.bulk_issue.ours)} a second, ${r.bulk_issue.peak_rss_mb} MB of memory at most.`,
    `\`cairn verify\` of one file from cold: ${r.cold_verify.ours_ms} ms, where \`openssl version\` takes ${r.cold_verify.reference_ms} ms.`,
    ...(r.register ? register(r.register) : []),
    `The document: ${n(r.work.bytes)} bytes, ${r.work.quads} quads. Peers: \`@digitalbazaar/vc\`, \`jsonld\`, \`rdf-canonize\`.`, ''
  ].join('\n');
}

const old = readFileSync('README.md', 'utf8');
const withSuites = ['conformance', 'verdicts'].filter(name => existsSync(`build/${name}.json`))
  .reduce((text, name) => between(text, name, {conformance, verdicts}[name]()), old);
if (process.argv[2] === '--check') {
  if (withSuites !== old) {
    console.log('README.md: a table is not what the last run found; run node tools/make_readme.mjs');
    process.exit(1);
  }
} else {
  writeFileSync('README.md', existsSync('build/bench.json') ? between(withSuites, 'bench', bench()) : withSuites);
}
