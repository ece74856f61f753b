// The verifier as WebAssembly against the program: the same verdict and the same checks for every file, in Node.js and in a browser.
// Prints TAP.   wasm.mjs PATH/TO/cairn WASM-FOLDER [FILE-OR-FOLDER...]
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';

const [cairn, folder, ...places] = process.argv.slice(2).map(path => resolve(path));
const {Verifier} = await import(pathToFileURL(join(folder, 'verifier.mjs')));
const createCairnVerifier = createRequire(import.meta.url)(join(folder, 'cairn_verify.js'));
const work = mkdtempSync(join(tmpdir(), 'cairn-wasm-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));
const env = {...process.env, CAIRN_PASSPHRASE_FILE: join(work, 'passphrase')};
for (const name of ['CAIRN_DATABASE', 'CAIRN_KEY', 'CAIRN_BASE_URL', 'CAIRN_KNOWN_ISSUERS', 'CAIRN_PINS']) delete env[name];
writeFileSync(env.CAIRN_PASSPHRASE_FILE, 'correct horse battery staple\n');

let number = 0, failures = 0;
const check = async (name, work) => {
  let problem = '';
  try { problem = await work() ?? ''; } catch (error) { problem = String(error.stack ?? error); }
  ++number;
  if (problem) ++failures;
  console.log(`${problem ? 'not ok' : 'ok'} ${number} - ${name}${problem ? `\n# ${String(problem).slice(0, 2000).replaceAll('\n', '\n# ')}` : ''}`);
};

const definition = new URL('../../data/demo/data-storytelling.toml', import.meta.url).pathname;
const issue = type => {
  const run = (...args) => execFileSync(cairn, args, {cwd: work, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
  run('keygen', '--issuer', 'did:key', '--type', type, '--out', `${type}.key`);
  run('issue', definition, '--to', 'Mòrag NicIlleDhuibh <morag@work.example>', '--key', `${type}.key`, '--database', `${type}.db`, '--out', type, '--status', 'none');
  return join(work, type, readdirSync(join(work, type)).find(name => name.endsWith('.json')));
};
function* files(path) {
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort()) yield* files(join(path, name));
}
const native = path => {
  const run = spawnSync(cairn, ['verify', path, '--offline', '--json'], {cwd: work, env, encoding: 'utf8', maxBuffer: 1 << 26});
  return run.stdout.startsWith('{') ? JSON.parse(run.stdout) : null;
};
const essence = report => JSON.stringify([report.verdict, report.format, report.carrier, report.checks.map(({id, outcome, code}) => [id, outcome, code])]);

const verifier = await Verifier.load(createCairnVerifier);
const good = {ed25519: issue('ed25519'), p256: issue('p256'), p384: issue('p384')};
for (const [type, path] of Object.entries(good)) {
  await check(`a credential signed with ${type} is intact, and a changed one is not`, () => {
    const text = readFileSync(path, 'utf8');
    const verdicts = [text, text.replace('Data storytelling', 'Data storyfelling')].map(one => verifier.verify(new TextEncoder().encode(one)).verdict);
    return verdicts.join() === 'unknown-issuer,invalid' ? '' : verdicts.join();
  });
}
await check('a broken document handed over is refused in words', () => {
  try { verifier.addDocument('https://a.example/list', new TextEncoder().encode('no json')); } catch (error) { return error.message.includes('verify.given-document') ? '' : error.message; }
  return 'it was taken';
});
for (const place of places) {
  await check(`the verdicts on ${place.split('/').pop()} are those of the program`, () => {
    const wrong = [];
    let count = 0;
    for (const path of files(place)) {
      if (statSync(path).size > 4e6) continue;
      const wanted = native(path);
      if (!wanted) continue;
      ++count;
      const found = verifier.verify(readFileSync(path));
      if (essence(found) !== essence(wanted)) wrong.push(`${path}\n  wasm   ${essence(found)}\n  native ${essence(wanted)}`);
    }
    console.log(`# ${count} files`);
    return wrong.length ? `${wrong.length} of ${count} differ:\n${wrong.slice(0, 5).join('\n')}` : count ? '' : 'no file was judged';
  });
}
await check('a browser checks a file by itself', async () => {
  const server = createServer((request, answer) => {
    const name = request.url.slice(1) || 'index.html';
    const types = {html: 'text/html', js: 'text/javascript', mjs: 'text/javascript', json: 'application/json'};
    try {
      let body = name === 'good.json' ? readFileSync(good.p256) : readFileSync(join(folder, name));
      if (name === 'test.html') body = '';
      answer.writeHead(200, {'content-type': types[name.split('.').pop()] ?? 'application/octet-stream'}).end(body);
    } catch {
      if (name !== 'test.html') return answer.writeHead(404).end();
      answer.writeHead(200, {'content-type': 'text/html'}).end(`<!doctype html><title>wait</title><script src="cairn_verify.js"></script><script type="module">
        import {Verifier} from './verifier.mjs';
        const verifier = await Verifier.load(createCairnVerifier);
        const text = await (await fetch('good.json')).text();
        const judge = text => verifier.verify(new TextEncoder().encode(text)).verdict;
        document.body.textContent = 'verdicts: ' + judge(text) + ', ' + judge(text.replace('Data storytelling', 'x'));
      </script>`);
    }
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  try {
    const {spawn} = await import('node:child_process');
    const page = await new Promise(done => {
      const child = spawn('chromium', ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=30000', '--dump-dom', `http://127.0.0.1:${server.address().port}/test.html`], {stdio: ['ignore', 'pipe', 'ignore']});
      let out = '';
      child.stdout.on('data', data => { out += data; });
      child.on('close', () => done(out));
    });
    return page.includes('verdicts: unknown-issuer, invalid') ? '' : page.slice(0, 500);
  } finally {
    server.close();
  }
});
console.log(`1..${number}`);
process.exitCode = failures ? 1 : 0;
