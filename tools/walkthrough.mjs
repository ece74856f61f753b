// Runs the console blocks of a page and compares what they print, or writes it into the page.
//   node walkthrough.mjs PAGE.md PATH/TO/cairn [--write]
// In the page a command begins with "$ " and goes on in lines with "> "; the rest of a block is what it prints. Days are those of the page: the
// first of March 2027 stands for today, 2028 and 2029 for a year and two years later. Prints TAP.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';

const [page, cairn, ...flags] = process.argv.slice(2);
const isWriting = flags.includes('--write');
const folder = mkdtempSync(join(tmpdir(), 'cairn-walk-'));
const day = offset => new Date(Date.now() + offset * 86400000).toISOString().slice(0, 10);
const days = [['2027-03-01', day(0)], ['2028-03-01', day(365)], ['2029-03-01', day(730)], ['2029-03-02', day(731)]];
const toReal = text => days.reduce((out, [shown, real]) => out.replaceAll(shown, real), text);
const toShown = text => days.reduce((out, [shown, real]) => out.replaceAll(real, shown), text);

const environment = {...process.env, PATH: `${dirname(resolve(cairn))}:${process.env.PATH}`, CAIRN_DATABASE: join(folder, 'cairn.db'),
  CAIRN_DATA: resolve(dirname(page), '../data/demo'), CAIRN_PASSPHRASE_FILE: join(folder, 'passphrase'), KEY: join(folder, 'key'), LC_ALL: 'C.UTF-8', NO_COLOR: '1'};
for (const name of ['CAIRN_AS', 'CAIRN_GOVERNANCE', 'CAIRN_FRAMEWORKS', 'CAIRN_KEY', 'CAIRN_BASE_URL', 'CAIRN_KNOWN_ISSUERS', 'CAIRN_UNLOCK_FILE']) delete environment[name];

// One command, in a shell that remembers folder and exported names from command to command.
function run(command) {
  const state = join(folder, '.state');
  const script = `cd ${folder}; [ -f ${state} ] && . ${state}\n{ ${toReal(command)}\n} 2>&1\nexport -p | grep ' CAIRN_AS=' > ${state} || true`;
  return toShown(execFileSync('bash', ['-c', script], {env: environment, encoding: 'utf8'}));
}

function commandsOf(block) {
  const out = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('$ ')) out.push({lines: [line], command: line.slice(2), wanted: ''});
    else if (/^>( |$)/.test(line) && out.length && out.at(-1).wanted === '') {
      out.at(-1).lines.push(line);
      out.at(-1).command += `\n${line.slice(2)}`;
    } else if (line !== '') out.at(-1).wanted += `${line}\n`;
  }
  return out;
}

let failed = 0;
let number = 0;
try {
  writeFileSync(environment.CAIRN_PASSPHRASE_FILE, 'correct horse battery staple\n');
  execFileSync(cairn, ['keygen', '--issuer', 'did:key', '--out', environment.KEY], {env: environment, stdio: 'ignore'});
  const text = readFileSync(page, 'utf8').replace(/```console\n([\s\S]*?)```/g, (whole, block) => {
    let out = '';
    for (const {lines, command, wanted} of commandsOf(block)) {
      const found = run(command).replace(/^\n+|[ \t]+$/gm, '');
      if (!isWriting) {
        const isSame = found === wanted;
        if (!isSame) {
          failed += 1;
          console.error(`${lines.join('\n')}\n--- the page says\n${wanted}--- the program says\n${found}`);
        }
        console.log(`${isSame ? 'ok' : 'not ok'} ${++number} - ${command.split('\n')[0].slice(0, 100)}`);
      }
      out += `${lines.join('\n')}\n${found}`;
    }
    return '```console\n' + out + '```';
  });
  if (isWriting) writeFileSync(page, text);
  else console.log(`1..${number}`);
} finally {
  rmSync(folder, {recursive: true, force: true});
}
process.exitCode = failed ? 1 : 0;
