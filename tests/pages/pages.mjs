// The pages of `cairn serve` in a real browser: accessible, usable by keyboard, without script, from 320 to 1280 px. Prints TAP.
//   node pages.mjs PATH/TO/cairn [FOLDER FOR SCREENSHOTS]
import {execFileSync, spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {HtmlValidate} from 'html-validate';
import {chromium} from 'playwright-core';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const cairn = resolve(process.argv[2] ?? 'build/release/cairn');
const shots = resolve(process.argv[3] ?? 'build/screenshots');
mkdirSync(shots, {recursive: true});
const work = mkdtempSync(join(tmpdir(), 'cairn-pages-'));

let number = 0;
let failures = 0;
async function test(name, body) {
  ++number;
  try {
    await body();
    console.log(`ok ${number} - ${name}`);
  } catch (error) {
    ++failures;
    console.log(`not ok ${number} - ${name}`);
    console.error(`# ${name}\n${error.stack ?? error}`);
  }
}
function check(condition, text) {
  if (!condition) throw new Error(text);
}

writeFileSync(join(work, 'passphrase'), 'correct horse battery staple\n');
const env = {...process.env, CAIRN_PASSPHRASE_FILE: join(work, 'passphrase'), CAIRN_DATABASE: join(work, 'cairn.db')};
const run = (...args) => execFileSync(cairn, args, {cwd: work, env, encoding: 'utf8'});
run('keygen', '--issuer', 'did:key', '--out', 'key');
writeFileSync(join(work, 'people.csv'), 'Name,Email,Date awarded,Mark\n"Seònaid <NicDhòmhnaill> & ""Co""",seonaid@work.example,2026-06-14,74\nالزهراء حسن,zahra@work.example,2026-06-14,81\n');
run('issue', join(root, 'data', 'demo', 'data-storytelling.toml'), '--from', 'people.csv', '--key', 'key', '--out', 'issued');
const files = readdirSync(join(work, 'issued')).filter(name => name.endsWith('.json')).sort();
const credential = readFileSync(join(work, 'issued', files[0]), 'utf8');
const code = JSON.parse(credential).id.split('/c/')[1];
run('export', '--archive', 'archive', '--key', 'key');

const server = spawn(cairn, ['serve', '--port', '0'], {cwd: work, env});
let serverLog = '';
const address = await new Promise((done, failed) => {
  const listen = data => {
    serverLog += data;
    const found = /http:\/\/[^\s/]+:\d+/.exec(serverLog);
    if (found) done(found[0]);
  };
  server.stdout.on('data', listen);
  server.stderr.on('data', listen);
  server.on('exit', status => failed(new Error(`the server ended with ${status}: ${serverLog}`)));
  setTimeout(() => failed(new Error(`no address within 20 s: ${serverLog}`)), 20000);
});

const browser = await chromium.launch({
  executablePath: process.env.CAIRN_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync']
});

async function withPage(width, script, body) {
  const context = await browser.newContext({viewport: {width, height: 800}, javaScriptEnabled: script});
  const page = await context.newPage();
  try {
    await body(page);
  } finally {
    await context.close();
  }
}

async function submitText(page, text) {
  await page.goto(`${address}/verify`);
  await page.fill('#text', text);
  await page.click('button[type=submit]');
}

const tampered = JSON.stringify({...JSON.parse(credential), name: 'Something better'});
const visits = {
  home: page => page.goto(`${address}/`),
  verify: page => page.goto(`${address}/verify`),
  'verify-empty': page => submitText(page, '  '),
  'report-good': page => submitText(page, credential),
  'report-tampered': page => submitText(page, tampered),
  'report-garbage': page => submitText(page, '{"id": 1, "id": 2}'),
  award: page => page.goto(`${address}/c/${code}`),
  archive: page => page.goto(pathToFileURL(join(work, 'archive', 'public', 'index.html')).href),
  missing: page => page.goto(`${address}/c/nothing`)
};

const validator = new HtmlValidate({extends: ['html-validate:recommended'], rules: {'no-inline-style': 'error', 'void-style': 'off', 'long-title': 'off', 'doctype-style': 'off'}});
for (const [name, visit] of Object.entries(visits)) {
  await test(`${name}: valid HTML`, () => withPage(1280, false, async page => {
    let markup = '';
    page.on('response', async response => {
      if (response.request().isNavigationRequest()) markup = response.text();
    });
    await visit(page);
    const report = await validator.validateString(await markup);
    check(report.valid, JSON.stringify(report.results[0]?.messages.map(m => `${m.line}:${m.column} ${m.ruleId} ${m.message}`), null, 1));
  }));
  await test(`${name}: no accessibility fault that axe can find`, () => withPage(1280, true, async page => {
    await visit(page);
    // The page's policy forbids scripts, and rightly; the checker runs in the browser's own world.
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setBypassCSP', {enabled: true});
    await visit(page);
    await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    const result = await page.evaluate(() => globalThis.axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}));
    check(result.violations.length === 0, JSON.stringify(result.violations.map(v => [v.id, v.nodes.map(n => n.html)]), null, 1));
  }));
  for (const width of [320, 1280]) {
    await test(`${name}: fits ${width} px without script`, () => withPage(width, false, async page => {
      await visit(page);
      await page.screenshot({path: join(shots, `${name}-${width}.png`), fullPage: true});
      const size = await (await page.context().newCDPSession(page)).send('Page.getLayoutMetrics');
      check(size.cssContentSize.width <= width, `${size.cssContentSize.width} px wide`);
      check((await page.locator('h1').count()) === 1, 'not exactly one h1');
    }));
  }
}

await test('the form works from the keyboard alone, without script', () => withPage(1280, false, async page => {
  await page.goto(`${address}/verify`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  check(page.url().endsWith('#main'), 'the first stop is not the skip link');
  await page.goto(`${address}/verify`);
  for (let i = 0; i < 5; ++i) await page.keyboard.press('Tab');
  await page.keyboard.insertText(credential);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.verdict');
  check((await page.textContent('.verdict h1')).startsWith('Valid'), await page.textContent('.verdict'));
}));
await test('an uploaded file is checked', () => withPage(1280, false, async page => {
  await page.goto(`${address}/verify`);
  await page.setInputFiles('#file', join(work, 'issued', files[0]));
  await page.click('button[type=submit]');
  check((await page.textContent('.verdict h1')).startsWith('Valid'), await page.textContent('main'));
}));
await test('a tampered credential is not valid and shows nothing of itself', () => withPage(1280, false, async page => {
  await submitText(page, tampered);
  check((await page.textContent('.verdict h1')) === 'Not valid', await page.textContent('main'));
  check(!(await page.textContent('main')).includes('Something better'), 'unsigned words are shown');
}));
await test('an award page shows what was signed, markup in names is only text', () => withPage(1280, false, async page => {
  await page.goto(`${address}/c/${code}`);
  const text = await page.textContent('main');
  check(text.includes('Seònaid <NicDhòmhnaill> & "Co"'), text);
}));
await test('the award is to be had as JSON, byte for byte', async () => {
  const plain = await fetch(`${address}/c/${code}.json`);
  check(await plain.text() === credential.trimEnd() || (await (await fetch(`${address}/c/${code}.json`)).text()) === credential, 'differs from the file');
  const negotiated = await fetch(`${address}/c/${code}`, {headers: {accept: 'application/vc'}});
  check(negotiated.headers.get('content-type') === 'application/vc', negotiated.headers.get('content-type'));
});
await test('every answer forbids scripts and framing', async () => {
  for (const path of ['/', '/verify', `/c/${code}`, '/nothing']) {
    const policy = (await fetch(address + path)).headers.get('content-security-policy') ?? '';
    check(policy.includes("default-src 'none'") && policy.includes("frame-ancestors 'none'"), `${path}: ${policy}`);
  }
});

await browser.close();
server.removeAllListeners('exit');
const ended = new Promise(done => server.on('exit', done));
server.kill('SIGINT');
await test('the server ends when asked to', async () => {
  const status = await Promise.race([ended, new Promise(done => setTimeout(() => done('still running'), 5000))]);
  check(status === 0, `ended with ${status}`);
});
server.kill('SIGKILL');
rmSync(work, {recursive: true, force: true});
console.log(`1..${number}`);
process.exitCode = failures === 0 ? 0 : 1;
