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

function bench() {
  const r = JSON.parse(readFileSync('build/bench.json', 'utf8'));
  const n = value => Math.round(value).toLocaleString('en-GB');
  const row = (name, f) => `| ${name} | ${n(f.ours)}/s | ${n(f.peer)}/s | ${Math.round(f.ours / f.peer)} × | ${f.limit ? `${Math.round(100 * f.ours / f.limit)} % of ${n(f.limit)}/s` : ''} |`;
  return [
    '| work, one thread | Cairn | peer | ratio | of the bare Ed25519 operation |', '|---|---:|---:|---:|---:|',
    row('issue: build, check, canonise, sign', r.issue), row('verify', r.verify), row('JSON-LD to RDF', r.to_rdf), row('RDFC-1.0', r.rdfc), '',
    `\`cairn issue\` of ${n(r.bulk_issue.rows)} people on two cores: ${n(r.bulk_issue.ours)} a second, ${r.bulk_issue.peak_rss_mb} MB of memory at most.`,
    `\`cairn verify\` of one file from cold: ${r.cold_verify.ours_ms} ms, where \`openssl version\` takes ${r.cold_verify.reference_ms} ms.`,
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
