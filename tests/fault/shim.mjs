import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** Compiles power_loss.c, in a folder that a server's user may read. out: {path, remove()} */
export function buildShim() {
  const folder = mkdtempSync('/tmp/cairn-fault-shim.');
  chmodSync(folder, 0o755);
  const path = join(folder, 'power_loss.so');
  const source = join(dirname(fileURLToPath(import.meta.url)), 'power_loss.c');
  execFileSync('cc', ['-std=c11', '-Wall', '-Wextra', '-Werror', '-O1', '-fPIC', '-shared', '-o', path, source, '-ldl'], {stdio: 'inherit'});
  return {path, remove: () => rmSync(folder, {recursive: true, force: true})};
}
