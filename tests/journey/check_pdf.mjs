// Looks at a certificate through qpdf, which is not ours, and checks what docs/certificates.md says of PDF/A-3 and PDF/UA-1.
//   node check_pdf.mjs FILE.pdf     prints what is missing; exit code 1 if anything is
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';

const file = process.argv[2];
const qpdf = (...args) => execFileSync('qpdf', [...args, file], {maxBuffer: 1 << 28});
const dump = JSON.parse(qpdf('--json=2', '--json-stream-data=none').toString());
const objects = dump.qpdf[1];
const problems = [];
const want = (condition, text) => condition || problems.push(text);

const at = value => {
  for (let hops = 0; typeof value === 'string' && /^\d+ \d+ R$/.test(value) && hops < 9; ++hops) {
    const found = objects[`obj:${value}`];
    value = found?.stream ? found.stream.dict : found?.value;
  }
  return value;
};
const all = Object.values(objects).map(one => one.stream ? one.stream.dict : one.value).filter(one => one && typeof one === 'object');
const streamData = reference => execFileSync('qpdf', [`--show-object=${reference.split(' ')[0]}`, '--filtered-stream-data', file], {maxBuffer: 1 << 28}).toString('latin1');

const trailer = objects.trailer.value;
const root = at(trailer['/Root']);
const bytes = readFileSync(file);
want(/^%PDF-1\.7\n%[\x80-\xff]{4}/.test(bytes.subarray(0, 14).toString('latin1')), 'header with four high bytes (19005-3 6.1.2)');
want(!trailer['/Encrypt'], 'not encrypted (6.1.3)');
want(Array.isArray(trailer['/ID']) && trailer['/ID'].length === 2, 'file identifier (6.1.3)');
want(bytes.toString('latin1').trimEnd().endsWith('%%EOF'), 'nothing after the end (6.1.3)');

// Colour
const intent = at(at(root['/OutputIntents'])?.[0]);
want(intent?.['/S'] === '/GTS_PDFA1' && at(intent['/DestOutputProfile'])?.['/N'] === 3, 'output intent with a profile of three colours (6.2.3)');
want(!all.some(one => one['/TR'] || one['/HTP']), 'no transfer functions (6.2.5)');

// Fonts
for (const font of all.filter(one => one['/Type'] === '/Font')) {
  const name = font['/BaseFont'];
  const descendant = at(at(font['/DescendantFonts'])?.[0]);
  const descriptor = at((descendant ?? font)['/FontDescriptor']);
  if (font['/Subtype'] !== '/Type0' || descendant) {
    want(descriptor && (descriptor['/FontFile'] || descriptor['/FontFile2'] || descriptor['/FontFile3']), `font ${name} embedded (6.2.11.4)`);
  }
  if (!/CIDFont/.test(font['/Subtype'])) want(font['/ToUnicode'], `font ${name} with Unicode map (6.2.11.7; 14289-1 7.21.7)`);
  if (descendant?.['/Subtype'] === '/CIDFontType2') want(descendant['/CIDToGIDMap'] === '/Identity', `font ${name} with CIDToGIDMap (6.2.11.3)`);
}

// Annotations and actions
for (const note of all.filter(one => one['/Subtype'] === '/Link')) {
  want(note['/F'] === 4, 'links are printed and not hidden (6.3.2)');
  want(note['/Contents'], 'links say what they are for (14289-1 7.18.5)');
}
want(!root['/AA'] && !root['/OpenAction'] && !all.some(one => ['/JavaScript', '/Launch'].includes(one['/S'])), 'no actions that run (6.5.1)');

// Metadata
const xmp = Buffer.from(streamData(root['/Metadata']), 'latin1').toString();
want(/<pdfaid:part>3</.test(xmp) && /<pdfaid:conformance>B</.test(xmp) && /<pdfuaid:part>1</.test(xmp), 'identification in the metadata (6.6.4; 14289-1 5)');
want(/pdfaExtension:schemas/.test(xmp), 'description of the schema of PDF/UA (6.6.2.3)');
want(!at(root['/Metadata'])['/Filter'], 'metadata readable without a filter');
const info = at(trailer['/Info']);
const date = info['/CreationDate'].replace(/^u:D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
want(xmp.includes(`<xmp:CreateDate>${date}</xmp:CreateDate>`), 'the same date in Info and metadata (6.6.3)');
const escape = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
want(xmp.includes(`>${escape(info['/Title'].slice(2))}</rdf:li>`), 'the same title in Info and metadata (6.6.3)');

// Attached files
const specification = at(at(root['/AF'])?.[0]);
want(specification?.['/AFRelationship'] === '/Source' && specification['/F'] && specification['/UF'] && specification['/Desc'], 'associated file as source, named and described (6.8)');
const embedded = at(specification?.['/EF']?.['/F']);
want(embedded?.['/Subtype'] && embedded['/Params']?.['/ModDate'], 'attached file with media type and date (6.8)');
want(at(at(root['/Names'])?.['/EmbeddedFiles'])?.['/Names']?.[1] === at(root['/AF'])?.[0], 'attached file listed by name');

// Structure and accessibility
want(root['/MarkInfo']?.['/Marked'] === true, 'marked as tagged (14289-1 6.2)');
want(/^u:[a-z]{2}/.test(root['/Lang'] ?? ''), 'language (7.2)');
want(at(root['/ViewerPreferences'])?.['/DisplayDocTitle'] === true, 'title shown (7.1)');
const elements = all.filter(one => one['/Type'] === '/StructElem');
const standard = new Set('Document P H1 H2 L LI Lbl LBody Table TR TH TD Figure Link Span'.split(' ').map(word => '/' + word));
want(elements.length > 5 && elements.every(one => standard.has(one['/S'])), 'only standard structure types (7.1)');
want(elements.filter(one => one['/S'] === '/H1').length === 1, 'one heading of the first level (7.4)');
for (const figure of elements.filter(one => one['/S'] === '/Figure')) want(figure['/Alt'], 'figures have a text (7.3)');
const pages = all.filter(one => one['/Type'] === '/Page');
for (const page of pages) {
  want(page['/Tabs'] === '/S', 'tab order by structure (7.18.3)');
  const content = streamData(page['/Contents']).split('\n');
  let depth = 0, unmarked = 0;
  const marks = [];
  for (const line of content) {
    if (/ BDC$|^\/\w+ BMC$/.test(line)) { ++depth; marks.push(line.split(' ')[0]); }
    else if (/^EMC$/.test(line)) --depth;
    else if (depth === 0 && /(\]TJ|Tj|^(.* )?(f\*?|S|Do|re f|re S))$/.test(line)) ++unmarked;
  }
  want(depth === 0, 'marked content is closed');
  want(unmarked === 0, `all content tagged or artifact (7.1): ${unmarked} pieces are not`);
  want(!marks.includes('/Private'), 'no leftovers of drawing');
  want(marks.includes('/Artifact'), 'decoration is artifact (7.1)');
}

for (const text of problems) console.log(`missing: ${text}`);
console.log(`${problems.length} missing`);
process.exit(problems.length > 0 ? 1 : 0);
